"""Read MediaWiki XML exports and dumps as a stream: one revision in memory, whatever the length of the file.

Understands the export schemas 0.3 to 0.11 (https://www.mediawiki.org/xml/), full histories, several pages,
pages split over files, stub dumps, hidden fields and additional slots.

Safety: exports have no document type, so any ``<!DOCTYPE`` is refused before it is read. Without one no
entity can be declared: neither a bomb of nested entities nor an external entity can occur, and expat opens
no file and no connection by itself. Sizes are limited because a compressed file of some KB can hold a text,
a tag or a nesting of any size (and expat 2.5 needs quadratic time for one long tag).
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

from articlewatch.article.snapshot import Revision
from articlewatch.errors import SourceError
from articlewatch.sources.packed import DAMAGE, Readable, open_packed
from articlewatch.sources.records import Page, PageRevision, Site, hexadecimal_sha1, site_key

_PIECE = 1 << 18
_DEEPEST = 16
_LONGEST_TEXT = 64 << 20  # characters; MediaWiki's own limit is 2 MiB
_LONGEST_TAG = 4 << 20  # bytes


class DumpError(SourceError):
    """A dump that cannot be read to its end; what came before the fault has been handed over."""


class _Refused(Exception):
    """A document no export is."""


def read_dump(path: str) -> Iterator[Site | PageRevision]:
    """Yield the site (first, when the export names it) and then each revision of each page of a dump.

    *path* may be packed with bzip2, gzip, xz, zstd or 7z, or be ``-`` for standard input. A text that the dump
    marks as deleted, or that a stub dump only points at, is None. Raises DumpError, after everything read
    before it has been yielded, when the file is truncated, malformed, or no export.
    """
    with open_packed(path) as stream:
        yield from read_export(stream, path)


def read_export(stream: Readable, name: str) -> Iterator[Site | PageRevision]:
    """Yield the site and the revisions of the export in *stream*; *name* is what errors call it."""
    reader = _Export()
    parser = reader.parser
    fed = 0
    more = True
    while more:
        failure = ""
        try:
            piece = stream.read1(_PIECE)
            more = bool(piece)
            fed += len(piece)
            parser.Parse(piece, not more)
            if fed - parser.CurrentByteIndex > _LONGEST_TAG + _PIECE:
                failure = "one tag of more than 4 MiB"
        except expat.ExpatError as error:
            failure = expat.ErrorString(error.code) if more else "the file ends before its end tag"
        except _Refused as error:
            failure = str(error)
        except DAMAGE as error:
            failure = f"damaged or truncated archive ({error})"
        yield from reader.take()
        if failure:
            raise DumpError(f"{name}: {failure}; stopped {reader.place()}{reader.lost()}") from None
    if reader.homeless:
        raise DumpError(f"{name}: read to its end{reader.lost()}")


class _Export:
    """The state of reading one export: where in the document, and what of the revision is known."""

    def __init__(self) -> None:
        self.parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.buffer_size = 1 << 16
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ExternalEntityRefHandler = None
        self._done: list[Site | PageRevision] = []
        self._path: list[str] = []
        self._text: list[str] = []
        self._length = 0
        self._header: dict[str, str] = {}
        self._namespaces: dict[str, int] = {}
        self._namespace_id = 0
        self._page: dict[str, str] = {}
        self._fields: dict[str, str] = {}
        self._last = ""
        self.homeless = 0

    def take(self) -> list[Site | PageRevision]:
        """Return what has been completed since the last call."""
        done, self._done = self._done, []
        return done

    def place(self) -> str:
        """Return where in the document the reader is, for an error."""
        parts = [f"at byte {self.parser.ErrorByteIndex}" if self.parser.ErrorByteIndex >= 0 else "at the start"]
        if self._page.get("title"):
            parts.append(f"in page {self._page['title']!r}")
        parts.append(self._last or "before the first revision")
        return ", ".join(parts)

    def lost(self) -> str:
        """Return how many revisions were left out for want of an id or a page, for an error."""
        return f"; revisions left out because they or their page have no id: {self.homeless}" * bool(self.homeless)

    def _doctype(self, *declaration: object) -> None:
        raise _Refused("a document type declaration, which no export has and which is never read")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if not self._path and tag != "mediawiki":
            raise _Refused(f"no MediaWiki export (its root element is <{tag[:40]}>)")
        if len(self._path) >= _DEEPEST:
            raise _Refused("elements nested deeper than in any export")
        if not self._path:
            self._header["language"] = attributes.get("xml:lang", "")
        self._path.append(tag)
        self._text, self._length = [], 0
        if tag == "page":
            self._page, self._fields = {}, {}
        elif tag == "revision":
            self._fields = {}
        elif tag == "redirect":
            self._page["redirect"] = attributes.get("title", "")
        elif tag == "namespace":
            self._namespace_id = _integer(attributes.get("key", ""))
        elif self._path[-2:] == ["revision", tag] and tag in ("text", "contributor", "comment"):
            for key, value in attributes.items():
                self._fields[f"{tag}@{key}"] = value

    def _characters(self, data: str) -> None:
        self._length += len(data)
        if self._length > _LONGEST_TEXT:
            raise _Refused("one text of more than 64 million characters")
        self._text.append(data)

    def _end(self, tag: str) -> None:
        path = self._path
        parent = path[-2] if len(path) > 1 else ""
        if parent == "revision":
            self._fields[tag] = "".join(self._text)
        elif parent == "contributor" and path[-3] == "revision":
            self._fields[f"contributor/{tag}"] = "".join(self._text)
        elif parent == "page" and tag in ("title", "ns", "id"):
            self._page[tag] = "".join(self._text)
        elif parent == "siteinfo":
            self._header[tag] = "".join(self._text)
        elif tag == "namespace":
            self._namespaces["".join(self._text).strip()] = self._namespace_id
        if tag == "revision" and parent == "page":
            self._finish_revision()
        elif tag == "siteinfo":
            self._done.append(_site(self._header))
        path.pop()
        self._text, self._length = [], 0

    def _finish_revision(self) -> None:
        page = _page(self._page, self._namespaces)
        revision, text = _revision(self._fields, page.pageid)
        if not revision.revid or not page.pageid:
            self.homeless += 1
            return
        self._last = f"after revision {revision.revid}"
        self._done.append(PageRevision(page, revision, text))


def _site(header: dict[str, str]) -> Site:
    base, wiki_id = header.get("base", "").strip(), header.get("dbname", "").strip()
    language = header.get("language", "")
    return Site(site_key(base, wiki_id), wiki_id, language=language, name=header.get("sitename", "").strip())


def _page(fields: dict[str, str], namespaces: dict[str, int]) -> Page:
    title = fields.get("title", "").strip()
    # The exports before 0.6 do not give the namespace's number.
    ns = _integer(fields["ns"]) if "ns" in fields else namespaces.get(title.partition(":")[0], 0)
    target = fields.get("redirect", "")
    return Page(_integer(fields.get("id", "")), title, ns, target, is_redirect="redirect" in fields)


def _revision(fields: dict[str, str], pageid: int) -> tuple[Revision, str | None]:
    text: str | None = fields.get("text")
    text_hidden = "text@deleted" in fields
    user_hidden, comment_hidden = "contributor@deleted" in fields, "comment@deleted" in fields
    size = _integer(fields.get("text@bytes", ""))
    if text_hidden or (not text and (size > 0 or "text@location" in fields)):
        text = None  # hidden, or a stub dump that says only how long the text is
    sha1 = fields.get("sha1") or fields.get("text@sha1", "")
    user = fields.get("contributor/username") or fields.get("contributor/ip", "")
    revision = Revision(
        revid=_integer(fields.get("id", "")),
        parentid=_integer(fields.get("parentid", "")),
        pageid=pageid,
        timestamp=fields.get("timestamp", "").strip(),
        user="" if user_hidden else user,
        userid=0 if user_hidden else _integer(fields.get("contributor/id", "")),
        comment="" if comment_hidden else fields.get("comment", ""),
        size=size or (len(text.encode("utf-8", "surrogatepass")) if text else 0),
        sha1="" if text_hidden else hexadecimal_sha1(sha1),
        minor="minor" in fields,
        user_hidden=user_hidden,
        comment_hidden=comment_hidden,
        text_hidden=text_hidden,
        model=fields.get("model", "").strip() or "wikitext",
    )
    return revision, text


def _integer(text: str) -> int:
    text = text.strip()
    return int(text) if text.lstrip("-").isdecimal() and len(text) < 19 else 0
