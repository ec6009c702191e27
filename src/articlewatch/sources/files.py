"""Snapshots from files, folders and standard input."""

from __future__ import annotations

import codecs
import json
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from articlewatch.article import Format, Revision, Snapshot
from articlewatch.article.rendered.facts import PageFacts, page_facts
from articlewatch.errors import SourceError

InputFormat = Literal["auto", "wikitext", "plain", "html"]

WIKITEXT_SUFFIXES = frozenset((".wikitext", ".wiki", ".mediawiki", ".mw"))
HTML_SUFFIXES = frozenset((".html", ".htm", ".xhtml"))
SNAPSHOT_SUFFIXES = WIKITEXT_SUFFIXES | HTML_SUFFIXES | {".txt"}
#: A folder with this file holds the revisions of one article, not several articles.
REVISIONS_FILE = "revisions.json"

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html[\s>]|div class=\"mw-)",
    re.IGNORECASE | re.DOTALL,
)
_WIKITEXT = re.compile(r"\[\[[^\[\]\n]{1,300}\]\]|<ref[\s>/]|^==[^=].*==\s*$|\{\{[^{}\n]{1,200}\|", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file to be read as a snapshot. ``revision`` and ``title`` come from the ``revisions.json`` beside it."""

    path: Path
    title: str = ""
    revision: Revision | None = None


def find_snapshots(path: Path) -> list[FileSource]:
    """Return the snapshots of a file or, for a folder, of the files in it and its subfolders, in order.

    A folder with a ``revisions.json`` stands for its newest revision. Raises SourceError for a path that does not
    exist and for a folder without snapshots.
    """
    if not path.exists():
        raise SourceError(f"{path}: no such file or folder")
    if not path.is_dir():
        return [FileSource(path)]
    found = list(_walk(path))
    if not found:
        wanted = ", ".join(sorted(SNAPSHOT_SUFFIXES))
        raise SourceError(f"{path}: no snapshots in this folder (files ending in {wanted})")
    return found


def _walk(folder: Path) -> Iterator[FileSource]:
    if (folder / REVISIONS_FILE).is_file():
        history = read_revisions(folder)
        if history:
            yield history[-1]
        return
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _walk(entry)
        elif entry.suffix.lower() in SNAPSHOT_SUFFIXES:
            yield FileSource(entry)


def read_revisions(folder: Path) -> list[FileSource]:
    """Return the revisions that the ``revisions.json`` of *folder* lists, oldest first.

    The file holds ``{"title", "revisions": [{"revid", "parentid", "timestamp", "user", "comment", "file", …}]}``.
    Raises SourceError when it cannot be read or lacks something.
    """
    file = folder / REVISIONS_FILE
    try:
        data: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        title = str(data.get("title", ""))
        return [
            FileSource(
                folder / item["file"],
                title,
                Revision(
                    revid=int(item["revid"]),
                    parentid=int(item.get("parentid", 0)),
                    pageid=int(data.get("pageid", 0)),
                    timestamp=str(item.get("timestamp", "")),
                    user=str(item.get("user", "")),
                    comment=str(item.get("comment", "")),
                    minor=bool(item.get("minor", False)),
                    tags=tuple(item.get("tags", ())),
                ),
            )
            for item in data["revisions"]
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SourceError(f"{file}: not a list of revisions ({type(error).__name__}: {error})") from None


def read_snapshot(source: FileSource, *, input_format: InputFormat = "auto", site: str = "") -> Snapshot:
    """Return the snapshot in a file.

    Line ends become line feeds, so that an offset counts a line end as one code point; a byte order mark is
    dropped. Raises SourceError for a file that cannot be read, is empty, binary, or not UTF-8.
    """
    path = source.path
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read ({error.strerror or error})") from None
    found = decode_snapshot(
        data,
        name=str(path),
        title=source.title,
        input_format=input_format,
        site=site,
        revision=source.revision,
    )
    return found if found.title else replace(found, title=title_of(path))


def decode_snapshot(
    data: bytes,
    *,
    name: str,
    title: str = "",
    input_format: InputFormat = "auto",
    site: str = "",
    revision: Revision | None = None,
) -> Snapshot:
    """Return the snapshot in *data*, the bytes of the file called *name*.

    A page saved from a browser may be in UTF-16 too, and has the title that it states unless *title* is given. Raises
    SourceError for what :func:`read_snapshot` names.
    """
    if not data:
        raise SourceError(f"{name}: the file is empty; nothing to check")
    text = _decode(data, name)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    format = guess_format(text, name) if input_format == "auto" else input_format
    if format != "html" and data.startswith(_UTF16):
        raise SourceError(f"{name}: UTF-16, which is read of saved web pages only")
    facts = page_facts(text) if format == "html" else PageFacts()
    return Snapshot(
        text,
        title=title or facts.title,
        format=format,
        path=name,
        site=site or facts.host,
        revision=revision,
    )


def _decode(data: bytes, name: str) -> str:
    if data.startswith(_UTF16):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise SourceError(f"{name}: not UTF-16 (byte {error.start})") from None
    at = data.find(b"\0")
    if at >= 0:
        raise SourceError(f"{name}: a binary file (NUL at byte {at})")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(f"{name}: not UTF-8 (byte {error.start} is 0x{data[error.start]:02x})") from None


def guess_format(text: str, name: str) -> Format:
    """Return the format of a text: by the file's ending, and for ``.txt`` and unknown endings by its markup."""
    suffix = Path(name).suffix.lower()
    if suffix in WIKITEXT_SUFFIXES:
        return "wikitext"
    if suffix in HTML_SUFFIXES or _HTML.match(text):
        return "html"
    return "wikitext" if len(_WIKITEXT.findall(text, 0, 200_000)) >= 2 else "plain"


def title_of(path: Path) -> str:
    """Return the page title a file name stands for: ``Fall_of_Saigon.wikitext`` is "Fall of Saigon"."""
    return path.stem.replace("_", " ").strip()


def collect(paths: Iterable[Path]) -> tuple[list[FileSource], list[tuple[str, str]]]:
    """Return (snapshots to read, (path, reason) of what cannot be) for *paths*, each file once."""
    sources: dict[Path, FileSource] = {}
    failures: list[tuple[str, str]] = []
    for path in paths:
        try:
            for source in find_snapshots(path):
                sources.setdefault(source.path, source)
        except SourceError as error:
            failures.append((str(path), str(error)))
    return list(sources.values()), failures


def rewrite_snapshot(path: Path, text: str) -> None:
    """Put *text* in the place of the file's content, keeping its byte order mark and its kind of line ends.

    The file is replaced in one step, so that it is never half written. Raises SourceError when it cannot be, and for a
    file whose line ends are of several kinds, since it could not be given back as it was.
    """
    try:
        old = path.read_bytes()
        windows, bare = old.count(b"\r\n"), old.count(b"\r")
        if bare and (windows != bare or windows != old.count(b"\n")):
            raise SourceError(f"{path}: has line ends of several kinds; not written")
        if windows:
            text = text.replace("\n", "\r\n")
        mark = codecs.BOM_UTF8 if old.startswith(codecs.BOM_UTF8) else b""
        partial = path.with_name(f".{path.name}.articlewatch")
        partial.write_bytes(mark + text.encode("utf-8"))
        shutil.copymode(path, partial)
        partial.replace(path)
    except OSError as error:
        raise SourceError(f"{path}: cannot be written ({error.strerror or error})") from None
