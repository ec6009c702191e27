"""The elements of an HTML file with the places of their tags, nested as the HTML standard nests them.

Of the standard's tree construction (https://html.spec.whatwg.org/multipage/parsing.html#tree-construction) this keeps
what gives a page its form: void elements, implied end tags, and end tags that cannot close what lies outside their
table cell. Formatting elements that overlap are not opened again, and nothing is moved out of tables. Time is linear in
the length of the file, however deep it is nested: what is open is counted, never searched for.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from html import unescape

from articlewatch.article.rendered.tokens import Token, tokens

VOID = frozenset(
    [
        "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen",
        "link", "meta", "param", "source", "track", "wbr",
    ]
)  # fmt: skip
#: Elements that begin a line of their own.
BLOCKS = frozenset(
    [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hgroup", "hr", "html", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary",
        "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    ]
)  # fmt: skip
_CLOSE_PARAGRAPH = BLOCKS - frozenset(("body", "caption", "html", "tbody", "td", "tfoot", "th", "thead", "tr"))
#: Elements out of which no end tag but their own and those of their table reaches.
_CELLS = frozenset(("table", "td", "th", "caption", "template", "object"))
_TABLE_PARTS = frozenset(("table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
#: Element -> those that it ends when they are open in the same list, table or row.
_ENDS: dict[str, tuple[str, ...]] = {
    "li": ("li",),
    "dd": ("dd", "dt"),
    "dt": ("dd", "dt"),
    "tr": ("caption", "td", "th", "tr"),
    "td": ("caption", "td", "th"),
    "th": ("caption", "td", "th"),
    "tbody": ("caption", "td", "th", "tr", "tbody", "thead", "tfoot"),
    "thead": ("caption", "td", "th", "tr", "tbody", "thead", "tfoot"),
    "tfoot": ("caption", "td", "th", "tr", "tbody", "thead", "tfoot"),
    "option": ("option",),
}
#: What an element of the last table must lie in.
_HOME = {
    "li": frozenset(("ul", "ol", "menu", "dir")),
    "dd": frozenset(("dl",)),
    "dt": frozenset(("dl",)),
    "option": frozenset(("select", "datalist")),
}
_ATTRIBUTE = re.compile(r"[\s/]*+([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>]*+)))?+")


class Element:
    """An element: ``<name …>`` at ``[start, open_end)``, its end tag at ``[close_start, end)``, empty when implied."""

    __slots__ = ("_attributes", "close_start", "end", "name", "open_end", "parent", "start", "text")

    def __init__(self, text: str, name: str, start: int, open_end: int, parent: Element | None) -> None:
        self.text = text
        self.name = name
        self.start = start
        self.open_end = open_end
        self.close_start = open_end
        self.end = open_end
        self.parent = parent
        self._attributes: dict[str, str] | None = None

    @property
    def attributes(self) -> dict[str, str]:
        """Name in lower case -> value with its character references decoded; of several the first counts."""
        if self._attributes is None:
            found: dict[str, str] = {}
            self._attributes = found
            for match in _ATTRIBUTE.finditer(self.text, self.start + 1 + len(self.name), self.open_end - 1):
                value = match.group(2) or match.group(3) or match.group(4) or ""
                found.setdefault(match.group(1).lower(), unescape(value) if "&" in value else value)
        return self._attributes

    def get(self, name: str) -> str:
        """Return the value of attribute *name*, or an empty string."""
        return self.attributes.get(name, "")

    def value_span(self, name: str) -> tuple[int, int]:
        """Where the value of attribute *name* stands, as written; the start tag when there is none."""
        for match in _ATTRIBUTE.finditer(self.text, self.start + 1 + len(self.name), self.open_end - 1):
            if match.group(1).lower() == name and match.lastindex and match.lastindex > 1:
                return match.span(match.lastindex)
        return self.start, self.open_end

    @property
    def classes(self) -> list[str]:
        """The words of the ``class`` attribute."""
        return self.get("class").split()

    @property
    def id(self) -> str:
        """The ``id`` attribute."""
        return self.get("id")

    def __repr__(self) -> str:
        return f"Element({self.text[self.start : self.open_end][:60]!r})"


class Document:
    """A file as its tokens and its elements, both in the order of the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens: list[Token] = list(tokens(text))
        self.elements: list[Element] = _Builder(text).build(self.tokens)

    def within(self, outer: Element) -> list[Element]:
        """Return the elements inside *outer*, at whatever depth."""
        elements = self.elements
        index = bisect_right(elements, outer.start, key=lambda e: e.start)
        found = []
        while index < len(elements) and elements[index].start < outer.end:
            found.append(elements[index])
            index += 1
        return found


class _Builder:
    """The stack of open elements. ``_frames`` counts what is open since each cell or list began."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._open: list[Element] = []
        self._all: Counter[str] = Counter()
        self._cells: list[Counter[str]] = [Counter()]
        self._homes: dict[str, list[Counter[str]]] = {name: [Counter()] for name in (*_HOME, "tr")}
        self._found: list[Element] = []

    def build(self, pieces: list[Token]) -> list[Element]:
        for token in pieces:
            if token.kind == "start":
                self._start(token)
            elif token.kind == "end":
                self._end(token)
        while self._open:
            self._pop(len(self._text), len(self._text))
        return self._found

    def _start(self, token: Token) -> None:
        name, at = token.name, token.start
        if name in _CLOSE_PARAGRAPH and self._cells[-1]["p"]:
            self._close("p", at)
        if name in _HEADINGS and self._open and self._open[-1].name in _HEADINGS:
            self._pop(at, at)
        if name in _ENDS:
            self._end_siblings(name, at)
        element = Element(self._text, name, at, token.end, self._open[-1] if self._open else None)
        self._found.append(element)
        foreign = name not in BLOCKS and (self._all["svg"] or self._all["math"]) and self._text[token.end - 2] == "/"
        if name not in VOID and not foreign:
            self._push(element)

    def _end_siblings(self, name: str, at: int) -> None:
        """Close what an element of this name ends by its start, within its own list or table."""
        counter = self._homes[name if name in _HOME else "tr"][-1]
        while any(counter[other] for other in _ENDS[name]):
            self._pop(at, at)

    def _end(self, token: Token) -> None:
        name = token.name
        if name in ("body", "html"):
            return  # what follows them is still shown
        if name in _TABLE_PARTS:
            if name == "table":
                if self._all["table"]:
                    self._close(name, token.start, token.end)
            elif self._homes["tr"][-1][name]:
                self._close(name, token.start, token.end)
        elif name in _HEADINGS:
            within = self._cells[-1]
            for level in sorted(_HEADINGS):
                if within[level]:
                    self._close_any(_HEADINGS, token.start, token.end)
                    return
        elif self._all[name] if name in _CELLS else self._cells[-1][name]:
            self._close(name, token.start, token.end)

    def _close(self, name: str, start: int, end: int = -1) -> None:
        self._close_any((name,), start, end)

    def _close_any(self, names: frozenset[str] | tuple[str, ...], start: int, end: int) -> None:
        while self._open[-1].name not in names:
            self._pop(start, start)
        self._pop(start, max(start, end))

    def _push(self, element: Element) -> None:
        name = element.name
        self._open.append(element)
        for counter in self._counters(name):
            counter[name] += 1
        if name in _CELLS:
            self._cells.append(Counter())
        for kind, frames in self._homes.items():
            if (name in _CELLS if kind != "tr" else name == "table") or name in _HOME.get(kind, ()):
                frames.append(Counter())

    def _pop(self, start: int, end: int) -> None:
        element = self._open.pop()
        element.close_start, element.end = start, end
        name = element.name
        if name in _CELLS:
            self._cells.pop()
        for kind, frames in self._homes.items():
            within = name in _CELLS if kind != "tr" else name == "table"
            if within or name in _HOME.get(kind, ()):
                frames.pop()
        for counter in self._counters(name):
            counter[name] -= 1

    def _counters(self, name: str) -> list[Counter[str]]:
        """Where an element of this name is counted: on the page, in its cell, and in its list or table."""
        found = [self._all, self._cells[-1]]
        if name in _HOME:
            found.append(self._homes[name][-1])
        if name in ("dd", "dt"):
            found.append(self._homes["dt" if name == "dd" else "dd"][-1])
        if name in _TABLE_PARTS:
            found.append(self._homes["tr"][-1])
        return found
