"""Links, citations and tags of a rendered page, with the interface of those of wikitext."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, unquote, urlsplit

from articlewatch.article.citations import Citation
from articlewatch.article.nodes import ExternalLink, Wikilink
from articlewatch.article.rendered.elements import Element
from articlewatch.article.spans import Span
from articlewatch.article.templates import Template

_TAG = re.compile(r"<[^<>]*>")
_BARE = re.compile(r"\[?(?:https?|ftps?)://\S+?\]?[.,;]?", re.IGNORECASE)


def shown_text(source: str) -> str:
    """Return what a reader sees of a short piece of HTML: no tags, references to characters decoded, blanks single."""
    if "<" in source:
        source = _TAG.sub("", source)
    return " ".join(unescape(source).split())


class RenderedLink(Wikilink):
    """A link to a page of the wiki. ``target`` is the page's name with its fragment, read from the address."""

    __slots__ = ("_inner",)

    def __init__(self, text: str, element: Element, target: str, by: int) -> None:
        super().__init__(text, element.start - by, element.end - by, 0, 0)
        self.target = target
        self._inner = (element.open_end - element.start, element.close_start - element.start)

    @property
    def target_span(self) -> Span:
        """The start tag, in which the address stands."""
        return Span(self.start, self.start + self._inner[0])

    @property
    def has_label(self) -> bool:
        return self.label != self.target

    @property
    def label_span(self) -> Span:
        return Span(self.start + self._inner[0], self.start + self._inner[1])

    @property
    def label(self) -> str:
        """What the link shows, without tags."""
        return shown_text(self.label_span.of(self.text))

    @property
    def options(self) -> list[Span]:
        return []


class RenderedExternalLink(ExternalLink):
    """A link out of the wiki; ``bracketed`` unless it shows its own address."""

    __slots__ = ("_address", "_inner", "_url")

    def __init__(self, text: str, element: Element, url: str, by: int) -> None:
        shown = shown_text(text[element.open_end - by : element.close_start - by])
        super().__init__(text, element.start - by, element.end - by, shown != url, 0, 0)
        self._url = url
        first, last = element.value_span("href")
        self._address = (first - element.start, last - element.start)
        self._inner = (element.open_end - element.start, element.close_start - element.start)

    @property
    def url_span(self) -> Span:
        """The address in the start tag, with its characters escaped as written there."""
        return Span(self.start + self._address[0], self.start + self._address[1])

    @property
    def url(self) -> str:
        return self._url

    @property
    def label_span(self) -> Span:
        if not self.bracketed:
            return Span(self.end, self.end)
        return Span(self.start + self._inner[0], self.start + self._inner[1])

    @property
    def label(self) -> str:
        """What the link shows, without tags; empty when that is its address."""
        return shown_text(self.label_span.of(self.text))


class RenderedCitation(Citation):
    """A mark in the text (kind ``marker``), or an entry of the list of references (``list-defined``)."""

    __slots__ = ()

    @property
    def is_bare_url(self) -> bool:
        """Say whether the entry shows nothing but an address."""
        return _BARE.fullmatch(shown_text(self.content)) is not None


class RenderedTag(Template):
    """A tag by which an editor asks for something ("[citation needed]"), in the place of the template that made it."""

    __slots__ = ("_shown",)

    def __init__(self, text: str, start: int, end: int, shown: str) -> None:
        super().__init__(text, start, end, [], 0)
        self._params = ()
        self._shown = shown

    @property
    def name_span(self) -> Span:
        return self.span

    @property
    def name(self) -> str:
        """What the tag says, without its brackets."""
        return self._shown

    @property
    def key(self) -> str:
        return self._shown[:1].lower() + self._shown[1:]


def page_of(href: str, host: str) -> str:
    """Return the wiki page (with fragment) that an address leads to, or an empty string.

    *host* is the wiki's own, for a page saved by a browser, which makes addresses absolute.
    """
    if href.startswith("./"):
        return _title(href[2:])
    if href.startswith(("/wiki/", "/w/index.php?", "//", "http://", "https://")):
        try:
            parts = urlsplit(href)
        except ValueError:
            return ""
        if parts.netloc and (not host or _bare_host(parts.netloc) != _bare_host(host)):
            return ""
        fragment = f"#{parts.fragment}" if parts.fragment else ""
        if parts.path.startswith("/wiki/"):
            return _title(parts.path[len("/wiki/") :] + fragment)
        query = parse_qs(parts.query, max_num_fields=20) if len(parts.query) < 4000 and "title=" in parts.query else {}
        return _title(query.get("title", [""])[0]) if "redlink" in query else ""
    if not href.startswith(("#", "/", "mailto:")) and href.partition("#")[0].endswith(".html") and ":" not in href:
        page, _, fragment = href.rpartition("/")[2].partition("#")  # a page of a set for reading offline
        return _title(page.removesuffix(".html") + (f"#{fragment}" if fragment else ""))
    return ""


def _title(address: str) -> str:
    return unquote(address.partition("?")[0]).replace("_", " ").strip()


def _bare_host(host: str) -> str:
    return host.lower().replace(".m.", ".", 1).removeprefix("www.")
