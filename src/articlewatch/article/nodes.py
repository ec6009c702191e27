"""The pieces of wikitext a rule asks for: links, tags, comments; templates have a module of their own.

Every node knows the text it was found in, and its offsets are code points of that text, so
``node.source`` is the node itself. Details (parameters, link labels, attributes) are worked out when they
are first asked for: most nodes of a page are never looked at.
"""

from __future__ import annotations

import re
from typing import NamedTuple, TypeVar

from articlewatch.article.spans import Span

_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
_PIPES = re.compile(r"\[\[|\]\]|\{\{|\}\}|\|")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+|["'][^>]*))?""")

NodeT = TypeVar("NodeT", bound="Node")


def strip_comments(text: str) -> str:
    """Return *text* without its HTML comments."""
    return _COMMENT.sub("", text) if "<!--" in text else text


def page_key(title: str) -> str:
    """Return the form under which a page is known: spaces for underscores, first letter upper-case."""
    key = " ".join(title.replace("_", " ").split())
    return key[:1].upper() + key[1:]


class Node:
    """Something with a place in a text."""

    __slots__ = ("end", "start", "text")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self.start = start
        self.end = end

    @property
    def span(self) -> Span:
        """Where the node stands, in code points of :attr:`text`."""
        return Span(self.start, self.end)

    @property
    def source(self) -> str:
        """The node as written."""
        return self.text[self.start : self.end]

    def moved(self: NodeT, text: str, by: int) -> NodeT:
        """Return the same node as part of *text*, *by* code points further on."""
        copy = object.__new__(type(self))
        for cls in type(self).__mro__[:-1]:
            for slot in getattr(cls, "__slots__", ()):
                setattr(copy, slot, getattr(self, slot))
        copy.text = text
        copy.start += by
        copy.end += by
        return copy

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.start}, {self.end}, {self.source[:40]!r})"


class Wikilink(Node):
    """``[[target|label]]``. ``depth`` counts the links and templates around it.

    ``target`` is the target as written, stripped, fragment included.
    """

    __slots__ = ("_pipe", "depth", "target")

    def __init__(self, text: str, start: int, end: int, pipe: int, depth: int) -> None:
        self.text = text
        self.start = start
        self.end = end
        self._pipe = pipe  # offset from start, or 0
        self.target = text[start + 2 : start + pipe if pipe else end - 2].strip()
        self.depth = depth

    @property
    def target_span(self) -> Span:
        """Where the target stands, fragment included, as written."""
        return Span(self.start + 2, self.start + self._pipe if self._pipe else self.end - 2)

    @property
    def title(self) -> str:
        """The target page's name without the fragment, in the form of :func:`page_key`."""
        return page_key(self.target.partition("#")[0].lstrip(":"))

    @property
    def fragment(self) -> str:
        """What follows ``#`` in the target."""
        return self.target.partition("#")[2]

    @property
    def has_label(self) -> bool:
        """Say whether the link has a pipe."""
        return self._pipe > 0

    @property
    def label_start(self) -> int:
        """Where :attr:`label_span` begins."""
        return self.start + (self._pipe + 1 if self._pipe else 2)

    @property
    def label_span(self) -> Span:
        """What the link shows, as written: the text after the first pipe, or the target."""
        if self._pipe:
            return Span(self.start + self._pipe + 1, self.end - 2)
        return self.target_span

    @property
    def label(self) -> str:
        """The text of :attr:`label_span`."""
        return self.text[self.start + (self._pipe + 1 if self._pipe else 2) : self.end - 2]

    @property
    def options(self) -> list[Span]:
        """The parts after each top-level pipe, as a file link has them."""
        if not self._pipe:
            return []
        spans: list[Span] = []
        begin = self.start + self._pipe + 1
        depth = 0
        stop = self.end - 2
        for match in _PIPES.finditer(self.text, begin, stop):
            token = match.group()
            if token == "|":
                if not depth:
                    spans.append(Span(begin, match.start()))
                    begin = match.end()
            elif token in ("[[", "{{"):
                depth += 1
            else:
                depth -= 1
        spans.append(Span(begin, stop))
        return spans


class ExternalLink(Node):
    """``[url label]`` or a bare URL. ``depth`` counts the links and templates around it."""

    __slots__ = ("_space", "bracketed", "depth")

    def __init__(self, text: str, start: int, end: int, bracketed: bool, space: int, depth: int) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.bracketed = bracketed
        # Offset from start of the blank after the URL, or 0; negative where the label begins there without a blank.
        self._space = space
        self.depth = depth

    @property
    def url_span(self) -> Span:
        """Where the URL stands."""
        if not self.bracketed:
            return self.span
        return Span(self.start + 1, self.start + abs(self._space) if self._space else self.end - 1)

    @property
    def url(self) -> str:
        """The URL as written."""
        start, space = self.start, self._space
        if not self.bracketed:
            return self.text[start : self.end]
        return self.text[start + 1 : start + abs(space) if space else self.end - 1]

    @property
    def label_span(self) -> Span:
        """Where the label stands; empty when there is none."""
        if not self._space:
            return Span(self.end, self.end)
        begin = self._space + 1 if self._space > 0 else -self._space
        return Span(self.start + begin, self.end - 1)

    @property
    def label(self) -> str:
        """The label, stripped."""
        return self.label_span.of(self.text).strip()


class Comment(Node):
    """``<!-- ... -->``; ``closed`` is False when the page ends before the comment does."""

    __slots__ = ("closed",)

    def __init__(self, text: str, start: int, end: int, closed: bool) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.closed = closed

    @property
    def content(self) -> str:
        """What stands between the delimiters."""
        return self.text[self.start + 4 : self.end - 3 if self.closed else self.end]


class Attribute(NamedTuple):
    """One attribute of a tag; ``value`` is None when it has no equals sign. ``span`` covers name and value."""

    name: str
    value: str | None
    span: Span
    quoted: bool


class Tag(Node):
    """An HTML or extension element, or half of one.

    ``open_end`` is the end of its start tag, ``close_start`` the start of its end tag; ``kind`` is ``pair``,
    ``self`` (``<x/>``), ``void`` (``<br>``), ``unclosed`` (start tag only), ``stray`` (end tag only) or
    ``misnested`` (a pair that overlaps another).
    """

    __slots__ = ("_attributes", "close_start", "kind", "name", "open_end")

    def __init__(self, text: str, name: str, kind: str, start: int, open_end: int, close_start: int, end: int) -> None:
        self.text = text
        self.name = name
        self.kind = kind
        self.start = start
        self.open_end = open_end
        self.close_start = close_start
        self.end = end
        self._attributes: tuple[Attribute, ...] | None = None

    def moved(self, text: str, by: int) -> Tag:
        """Return the same tag as part of *text*, *by* code points further on."""
        return Tag(
            text,
            self.name,
            self.kind,
            self.start + by,
            self.open_end + by,
            self.close_start + by,
            self.end + by,
        )

    @property
    def open_span(self) -> Span:
        """The start tag."""
        return Span(self.start, self.open_end)

    @property
    def close_span(self) -> Span:
        """The end tag; empty when there is none."""
        return Span(self.close_start, self.end)

    @property
    def content_span(self) -> Span:
        """What stands between start and end tag; empty when there is no end tag."""
        return Span(self.open_end, self.close_start)

    @property
    def content(self) -> str:
        """The text of :attr:`content_span`."""
        return self.text[self.open_end : self.close_start]

    @property
    def attributes(self) -> tuple[Attribute, ...]:
        """The attributes of the start tag in the order written."""
        if self._attributes is None:
            self._attributes = tuple(self._read_attributes())
        return self._attributes

    def _read_attributes(self) -> list[Attribute]:
        if self.kind == "stray":
            return []
        begin = self.start + 1 + len(self.name)
        stop = self.open_end - 1
        if self.text[stop - 1] == "/" and self.kind in ("self", "void"):
            stop -= 1
        found: list[Attribute] = []
        for match in _ATTRIBUTE.finditer(self.text, begin, stop):
            raw = match.group(2)
            quoted = bool(raw) and raw[0] in "\"'"
            value = raw
            if raw and quoted:
                value = raw[1:-1] if len(raw) > 1 and raw[-1] == raw[0] else raw[1:]
            found.append(Attribute(match.group(1).lower(), value, Span(*match.span()), quoted))
        return found

    def attribute(self, name: str) -> str:
        """Return the value of attribute *name*, stripped, or an empty string."""
        for item in self.attributes:
            if item.name == name:
                return (item.value or "").strip()
        return ""
