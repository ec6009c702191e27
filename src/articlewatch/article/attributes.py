"""Attribute lists of HTML tags, tables, rows and cells, all in one form."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from articlewatch.article.nodes import Attribute
from articlewatch.article.spans import Span
from articlewatch.article.tags import HTML_TAGS

if TYPE_CHECKING:
    from articlewatch.article.passage import Passage

_ATTRIBUTE = re.compile(r"""([A-Za-z][\w:\-]*)(?:\s*=\s*("[^"\n]*"|'[^'\n]*'|[^\s"'|>]+))?""")
_TABLE_LINE = re.compile(r"\n[ \t:]*(?:\{\||\|-)([^\n]*)")


class Attributes(NamedTuple):
    """The attributes of one element. ``element`` is its HTML name (``table``, ``tr``, ``td``, ``th`` in a wiki
    table), ``span`` the stretch of *text* they stand in, ``owner`` the tag or mark they belong to."""

    text: str
    element: str
    span: Span
    items: tuple[Attribute, ...]


def attribute_lists(passage: Passage) -> list[Attributes]:
    """Return the attribute lists of *passage* that have at least one attribute, worked out once.

    Lists with a template in them are left out: what it brings is not known.
    """
    return passage.extracted(_read_lists)


def _read_lists(passage: Passage) -> list[Attributes]:
    return list(_lists(passage))


def _lists(passage: Passage) -> Iterator[Attributes]:
    text = passage.text
    for tag in passage.tags:
        if tag.kind == "stray" or tag.open_end - tag.start < len(tag.name) + 5:
            continue
        if (tag.name in HTML_TAGS or tag.name in ("ref", "references")) and "{{" not in text[tag.start : tag.open_end]:
            items = tag.attributes
            if items:
                yield Attributes(text, tag.name, Span(tag.start + 1 + len(tag.name), tag.open_end), items)
    for table in passage.grids:
        yield from _list(text, "table", table.attributes)
        for row in table.rows:
            yield from _list(text, "tr", row.attributes)
            for cell in row.cells:
                if cell.attributes.end > cell.attributes.start:
                    yield from _list(text, "th" if cell.header else "td", cell.attributes)


def _list(text: str, element: str, span: Span) -> Iterator[Attributes]:
    source = span.of(text)
    if "=" not in source or "{{" in source or "<" in source or "[[" in source:
        return
    items: list[Attribute] = []
    for match in _ATTRIBUTE.finditer(text, *span):
        raw = match.group(2)
        quoted = bool(raw) and raw[0] in "\"'"
        value = raw[1:-1] if raw and quoted else raw
        items.append(Attribute(match.group(1).lower(), value, Span(*match.span()), quoted))
    if items:
        yield Attributes(text, element, span, tuple(items))


def table_lines(passage: Passage) -> list[Span]:
    """Return what follows ``{|`` and ``|-`` on the lines that begin with them, wherever they stand; worked out once."""
    return passage.extracted(_table_lines)


def _table_lines(passage: Passage) -> list[Span]:
    text = passage.text
    if "{|" not in text and "|-" not in text:
        return []
    # A pattern that begins with a line feed is quicker than one that begins with an anchor.
    return [Span(m.start(1) - 1, m.end() - 1) for m in _TABLE_LINE.finditer("\n" + text)]


def grouped_by_table(passage: Passage, spans: Iterable[Span]) -> Iterator[list[Span]]:
    """Yield *spans* in groups: those in the same outermost table together, every other one alone."""
    outermost: list[Span] = []
    for table in sorted(passage.tables):
        if not outermost or table.start >= outermost[-1].end:
            outermost.append(table)
    groups: dict[int, list[Span]] = {}
    for span in spans:
        index = bisect_right(outermost, span.start, key=_start) - 1
        if index < 0 or span.start >= outermost[index].end:
            yield [span]
        else:
            groups.setdefault(index, []).append(span)
    for group in groups.values():
        yield sorted(group)


def _start(span: Span) -> int:
    return span.start
