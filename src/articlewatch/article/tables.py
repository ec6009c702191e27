"""Tables as rows of cells: one pass over the lines of ``{| ... |}``.

MediaWiki reads a table line by line; so does this. Templates, links, notes and comments are single things whose
pipes mean nothing here. Rows that a template brings are not seen: ``certain`` says when that may be so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

from articlewatch.article.spans import Span

#: What stands in a shape for everything that is one thing: see ``Passage.shape``.
FILLER = "\ufffc"

_SPANNING = re.compile(r"\b(colspan|rowspan)\s*=\s*[\"']?\s*(\d{1,3})", re.IGNORECASE)
_SPLIT = {"|": re.compile(r"\|\|"), "!": re.compile(r"\|\||!!")}
_HTML_ROW = re.compile(r"</?(?:tr|td|th|caption|col|colgroup|tbody|thead|tfoot|table)\b", re.IGNORECASE)

_HTML_CELL = re.compile(r"<(?:td|th|caption)\b", re.IGNORECASE)


class Cell(NamedTuple):
    """One cell. ``span`` runs from its mark to the next; ``content`` is what it shows, ``attributes`` what stands
    before its pipe (empty where there is none)."""

    header: bool
    span: Span
    attributes: Span
    content: Span
    colspan: int
    rowspan: int
    #: Whether the cell begins its line.
    first_on_line: bool


@dataclass(slots=True)
class Row:
    """One row: ``span`` begins at its ``|-`` (or at the first cell), ``attributes`` is the rest of that line."""

    span: Span
    attributes: Span
    cells: list[Cell] = field(default_factory=list)


@dataclass(slots=True)
class Table:
    """One table. ``span`` covers ``{|`` to ``|}``, ``attributes`` is the rest of the first line."""

    span: Span
    attributes: Span
    caption: Span | None
    rows: list[Row]
    #: Text that stands in no cell, and that MediaWiki throws out before the table.
    stray: list[Span]
    #: False when a template or HTML may bring rows or cells of its own.
    certain: bool

    @property
    def header_cells(self) -> int:
        """The number of header cells."""
        return sum(cell.header for row in self.rows for cell in row.cells)


def read_tables(text: str, shape: str, spans: list[Span]) -> list[Table]:
    """Return the tables of *text* at *spans*; *shape* is *text* with what is one thing overwritten by FILLER."""
    spans = sorted(spans)
    starts = [span.start for span in spans]
    tables = []
    for index, span in enumerate(spans):
        if shape[span.start] != FILLER:
            tables.append(_Reader(text, shape, spans, starts, index).run())
    return tables


class _Reader:
    def __init__(self, text: str, shape: str, spans: list[Span], starts: list[int], index: int) -> None:
        self.text = text
        self.shape = shape
        # Tables never overlap in part: what begins within this one also ends within it.
        self.spans = spans
        self.starts = starts
        self.next_inner = index + 1
        span = spans[index]
        line_end = self._line_end(span.start)
        self.table = Table(span, Span(span.start + 2, line_end), None, [], [], True)
        if FILLER in shape[span.start : line_end] and "{{" in text[span.start : line_end]:
            self.table.certain = False
        self.row: Row | None = None
        self.in_cell = False
        self.at = line_end + 1

    def run(self) -> Table:
        stop = self.table.span.end - 2
        while self.at < stop:
            end = min(self._line_end(self.at), stop)
            nested = self._nested(end)
            self._line(self.at, end)
            if nested is not None:
                self._widen(nested.end)
                end = self._line_end(nested.end)
                self._widen(min(end, stop))
            self.at = end + 1
        return self.table

    def _nested(self, end: int) -> Span | None:
        """The next table within this one, if it begins before *end*."""
        self.next_inner = index = bisect_left(self.starts, self.at, self.next_inner)
        if index < len(self.starts) and self.starts[index] <= end and self.starts[index] < self.table.span.end:
            return self.spans[index]
        return None

    def _line_end(self, at: int) -> int:
        end = self.shape.find("\n", at)
        return end if end >= 0 else len(self.shape)

    def _line(self, start: int, end: int) -> None:
        line = self.shape[start:end]
        bare = line.lstrip()
        mark = bare[:2]
        begin = start + len(line) - len(bare)
        if mark == "|-":
            self.row = Row(Span(begin, end), Span(begin + 2, end))
            self.table.rows.append(self.row)
            self.in_cell = False
            if FILLER in line and "{{" in self.text[start:end]:
                self.table.certain = False
        elif mark == "|+":
            self.table.caption = Span(begin + 2, end)
            self.in_cell = True
        elif mark[:1] in ("|", "!"):
            self._cells(begin, end, mark[0])
        elif self.in_cell:
            self._widen(end)
        elif line.strip():
            self._outside(start, end, line)

    def _outside(self, start: int, end: int, line: str) -> None:
        if _HTML_ROW.search(line) or "{{" in self.text[start:end]:
            self.table.certain = False
            # What follows a cell written in HTML stands in it.
            self.in_cell = _HTML_CELL.search(line) is not None
        elif line.strip().strip(FILLER) and not line.lstrip().startswith("{|"):
            self.table.stray.append(Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip())))

    def _cells(self, begin: int, end: int, mark: str) -> None:
        if self.row is None or not self.table.rows:
            self.row = Row(Span(begin, end), Span(begin, begin))
            self.table.rows.append(self.row)
        self.in_cell = True
        shape = self.shape
        cuts = [begin, end]
        if shape.find("||", begin + 1, end) >= 0 or (mark == "!" and shape.find("!!", begin + 1, end) >= 0):
            cuts[1:1] = (m.start() for m in _SPLIT[mark].finditer(shape, begin + 1, end))
        for index in range(len(cuts) - 1):
            first = cuts[index] + (1 if index == 0 else 2)
            self._cell(mark == "!", cuts[index], first, max(cuts[index + 1], first), index == 0)
        self.row.span = Span(self.row.span.start, end)

    def _cell(self, header: bool, mark: int, first: int, end: int, first_on_line: bool) -> None:
        shape = self.shape
        pipe = shape.find("|", first, end)
        attributes = Span(first, first)
        spans: dict[str, int] = {}
        # An attribute list has no link or table mark in it; two pipes would begin a cell.
        if pipe >= 0:
            attributes = Span(first, pipe)
            if shape.find("=", first, pipe) >= 0:
                spans = {m.group(1).lower(): int(m.group(2)) for m in _SPANNING.finditer(shape, first, pipe)}
            first = pipe + 1
        cell = Cell(
            header,
            Span(mark, end),
            attributes,
            Span(first, end),
            max(spans.get("colspan", 1), 1),
            spans.get("rowspan", 1),
            first_on_line,
        )
        assert self.row is not None
        self.row.cells.append(cell)

    def _widen(self, end: int) -> None:
        """The line belongs to the last cell."""
        if self.row is None or not self.row.cells:
            return
        if "{{" in self.text[self.row.cells[-1].content.end : end]:
            self._template_line(end)
        last = self.row.cells[-1]
        self.row.cells[-1] = last._replace(span=Span(last.span.start, end), content=Span(last.content.start, end))
        self.row.span = Span(self.row.span.start, end)

    def _template_line(self, end: int) -> None:
        """A template at the beginning of a line may bring cells or a row."""
        start = self.row.cells[-1].content.end if self.row else end
        if self.shape[start + 1 : start + 2] == FILLER and self.text.startswith("{{", start + 1):
            self.table.certain = False
