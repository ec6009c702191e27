"""Elements that begin in one block of wikitext and end in another: a list item, a cell, a paragraph.

A wiki page is a tree. Where a list item, a table cell or a paragraph ends, MediaWiki ends everything opened in it, so
an end tag further on finds nothing to close, or the element is opened again behind the border.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from articlewatch.article.htmlfacts import INLINE_TAGS
from articlewatch.article.nodes import Tag
from articlewatch.article.spans import Span
from articlewatch.article.tables import FILLER
from articlewatch.article.tags import EXTENSION_TAGS, HTML_TAGS

Border = Literal["list item", "cell", "paragraph", "list", "heading", "table"]

_LINE = re.compile(r"\n([ \t]*\n|[*#:;]|=|[ \t]*\{\|)")
_CELL = re.compile(r"\n[ \t]*(?:\|(?!\})|!|\|\})|\|\||!!")
_NEWLINE_CELL = re.compile(r"\n[ \t]*(?:\|(?!\})|!|\|\})")
_STRUCTURAL = frozenset(
    ["table", "caption", "tbody", "thead", "tfoot", "tr", "td", "th", "ul", "ol", "li", "dl", "dt", "dd", "p"]
)
_BORDERS: dict[str, Border] = {"*": "list", "#": "list", ":": "list", ";": "list", "=": "heading", "{": "table"}


class CutPair(NamedTuple):
    """A start and an end tag with the border of a block between them, at offset ``at``."""

    tag: Tag
    border: Border
    at: int


def cut_pairs(text: str, tags: Iterable[Tag], tables: list[Span], shape_of: Callable[[], str]) -> list[CutPair]:
    """Return the pairs of *tags* that a border of blocks cuts in two.

    *tables* are the closed tables of *text*; *shape_of* gives its shape (see :func:`block_shape`) when it is needed.
    """
    found: list[CutPair] = []
    shape = ""
    nest = _Tables(tables)
    for tag in tags:
        if tag.kind != "pair" or tag.name not in HTML_TAGS or tag.name in _STRUCTURAL or tag.name in EXTENSION_TAGS:
            continue
        begin, end = tag.open_end, tag.close_start
        newline = text.find("\n", begin, end) >= 0
        if not newline and text.find("||", begin, end) < 0 and text.find("!!", begin, end) < 0:
            continue
        if not shape:
            shape = shape_of()
        if shape[tag.start] == FILLER:
            continue
        cut = _cut(shape, tag, nest, newline)
        if cut is not None:
            found.append(cut)
    return found


def block_shape(text: str, covered: list[tuple[int, int]]) -> str:
    """Return *text* with every covered range overwritten by FILLER, its length unchanged.

    *covered* are ranges that are one thing for the structure of blocks: templates, links, notes, comments.
    """
    parts: list[str] = []
    at = 0
    for start, end in sorted(covered):
        if end <= at:
            continue
        start = max(start, at)
        parts += [text[at:start], FILLER * (end - start)]
        at = end
    parts.append(text[at:])
    return "".join(parts)


def _cut(shape: str, tag: Tag, tables: _Tables, newline: bool) -> CutPair | None:
    begin, end = tag.open_end, tag.close_start
    table = tables.around(tag.start)
    if table is not None:
        inner = tables.within(begin, end)
        cell = _first(_CELL if _in_cell_line(shape, tag.start) else _NEWLINE_CELL, shape, begin, end, inner)
        if cell >= 0 and cell < table.end:
            return CutPair(tag, "cell", cell)
        if end > table.end:
            return CutPair(tag, "cell", table.end)
    if not newline:
        return None
    line = shape.rfind("\n", 0, tag.start) + 1
    if shape[line] in "*#:;":
        return CutPair(tag, "list item", shape.find("\n", begin, end))
    if tag.name not in INLINE_TAGS:
        return None
    if table is not None and _in_cell_line(shape, tag.start) and shape[begin:end].strip():
        # The first line of a cell is no paragraph, what follows it is one.
        return CutPair(tag, "paragraph", shape.find("\n", begin, end))
    at = begin
    while True:
        match = _LINE.search(shape, at, end)
        if match is None:
            return None
        token = match.group(1)
        if token.strip():
            return CutPair(tag, _BORDERS[token.strip()[0]], match.start())
        at = match.end() - 1
        # A blank line only ends a paragraph that has begun.
        if shape[begin : match.start()].strip():
            return CutPair(tag, "paragraph", match.start())


def _in_cell_line(shape: str, at: int) -> bool:
    line = shape.rfind("\n", 0, at) + 1
    return shape[line : line + 20].lstrip()[:1] in ("|", "!")


def _first(pattern: re.Pattern[str], shape: str, begin: int, end: int, inner: list[Span]) -> int:
    """Where *pattern* first occurs outside the tables *inner*, which are in the order of the text; or -1."""
    at = begin
    index = 0
    while True:
        match = pattern.search(shape, at, end)
        if match is None:
            return -1
        place = match.end() - 1
        while index < len(inner) and inner[index].end <= place:
            index += 1
        if index == len(inner) or not inner[index].start <= place:
            return match.start()
        at = inner[index].end


class _Tables:
    """Tables in the order of the text, to be asked for the one around a place."""

    def __init__(self, spans: list[Span]) -> None:
        self.spans = sorted(spans)
        self.starts = [span.start for span in self.spans]
        self.parents: list[int] = []
        open_tables: list[int] = []
        for index, span in enumerate(self.spans):
            while open_tables and self.spans[open_tables[-1]].end <= span.start:
                open_tables.pop()
            self.parents.append(open_tables[-1] if open_tables else -1)
            open_tables.append(index)

    def around(self, offset: int) -> Span | None:
        """Return the innermost table in which *offset* lies."""
        index = bisect_right(self.starts, offset) - 1
        while index >= 0 and self.spans[index].end <= offset:
            index = self.parents[index]
        return self.spans[index] if index >= 0 else None

    def within(self, begin: int, end: int) -> list[Span]:
        """Return the outermost tables between *begin* and *end*."""
        found: list[Span] = []
        for span in self.spans[bisect_left(self.starts, begin) : bisect_left(self.starts, end)]:
            if span.end <= end and (not found or span.start >= found[-1].end):
                found.append(span)
        return found
