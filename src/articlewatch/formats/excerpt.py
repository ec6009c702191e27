"""The lines of source text around a span, windowed to a width, with columns for the carets.

Right-to-left text: most terminals draw every code point in the order of the text, some (VTE, Konsole,
Apple's) reorder each line as a browser does. To have the carets right on both, the text before the span,
the span, and the text after it are put between isolate marks (UAX #9): each is then reordered within
itself only, and takes the same columns either way. A mark at the start of the row makes it left-to-right.
Rows without right-to-left characters get no marks.
"""

from __future__ import annotations

from typing import NamedTuple

from articlewatch.article.spans import LineIndex, Span
from articlewatch.formats.cells import LRM, Cell, cells, has_right_to_left, isolate
from articlewatch.formats.fit import ELLIPSIS


class Row(NamedTuple):
    """One line of the source as shown.

    *indent* and *carets* are columns: where the marked part begins and how wide it is. *skipped* is the
    number of lines of the span left out above this one.
    """

    number: int
    before: str
    marked: str
    after: str
    indent: int
    carets: int
    skipped: int = 0

    @property
    def lead(self) -> str:
        """What a printer puts at the very start of the row to keep it left-to-right."""
        return LRM if has_right_to_left(self.before + self.marked + self.after) else ""


def excerpt(text: str, index: LineIndex, span: Span, width: int) -> list[Row]:
    """Return the first and the last line of *span* in *text*, each in at most *width* columns.

    *index* is the line index of *text*. An empty span gets one caret at its place.
    """
    first = index.position(span.start)[0]
    last = index.position(max(span.start, span.end - 1))[0]
    rows = [_row(text, index, first, span, width)]
    if last > first:
        rows.append(_row(text, index, last, span, width)._replace(skipped=last - first - 1))
    return rows


def _row(text: str, index: LineIndex, number: int, span: Span, width: int) -> Row:
    line = _without_return(text, index.line_span(number), span)
    start = min(max(span.start, line.start), line.end)
    marked = Span(start, max(start, min(span.end, line.end)))
    # One column is kept for a caret after the last character.
    window = _Window(_near(text, line, marked, width), line, width - 1)
    return window.row(number, marked)


def _without_return(text: str, line: Span, span: Span) -> Span:
    """Leave the carriage return of a CRLF file out of sight, unless the span is about it."""
    if line.end > line.start and text[line.end - 1] == "\r" and not (line.end - 1 <= span.start < line.end):
        return Span(line.start, line.end - 1)
    return line


def _near(text: str, line: Span, marked: Span, width: int) -> list[Cell]:
    """Return the cells within about *width* columns of the marked part, whatever the length of the line."""
    reach = width + 34
    while True:
        start, end = max(line.start, marked.start - reach), min(line.end, marked.start + reach)
        if start > line.start:
            start = _boundary(text, start, marked.start)
        row = cells(text, start, end)
        right = sum(cell.width for cell in row if cell.start >= marked.start)
        left = sum(cell.width for cell in row if cell.end <= marked.start)
        enough_left = start == line.start or left > width
        enough_right = end == line.end or right >= width
        if (enough_left and enough_right) or reach > 64 * width:
            return row
        reach *= 2


def _boundary(text: str, start: int, end: int) -> int:
    """Return the first place after *start* that cannot be the middle of a cluster, if there is one nearby."""
    near = range(start, min(start + 32, end))
    return next((at for at in near if " " <= text[at] <= "~"), start)


class _Window:
    """A run of cells and the choice of those that fit into *width* columns."""

    def __init__(self, row: list[Cell], line: Span, width: int) -> None:
        self._row = row
        self._width = width
        self._cut_left = bool(row) and row[0].start > line.start
        self._cut_right = bool(row) and row[-1].end < line.end

    def row(self, number: int, marked: Span) -> Row:
        row = self._row
        first = next((i for i, c in enumerate(row) if c.end > marked.start), len(row))
        last = next((i for i, c in enumerate(row) if c.start >= marked.end), len(row))
        last = max(first, last)
        start, end = self._choose(first, last)
        left = ELLIPSIS if start > 0 or self._cut_left else ""
        right = ELLIPSIS if end < len(row) or self._cut_right else ""
        before, inside, after = (
            row[start:first],
            row[first : min(last, end)],
            row[max(first, min(last, end)) : end],
        )
        rtl = has_right_to_left("".join(c.text for c in row[start:end]))
        texts = ["".join(c.text for c in part) for part in (before, inside, after)]
        if rtl:
            texts = [isolate(part) for part in texts]
        return Row(
            number,
            left + texts[0],
            texts[1],
            texts[2] + right,
            len(left) + sum(c.width for c in before),
            max(1, sum(c.width for c in inside)),
        )

    def _choose(self, first: int, last: int) -> tuple[int, int]:
        """Return the range of cells to show: the marked ones with as much on both sides as fits."""
        row, room = self._row, self._width
        if not self._cut_left and not self._cut_right and sum(c.width for c in row) <= room:
            return 0, len(row)
        room -= 2
        start = end = first
        # The beginning of the marked part counts most; then both sides grow in turn.
        context = room // 4
        while end < last and room - row[end].width >= context:
            room -= row[end].width
            end += 1
        grown = True
        while grown:
            grown = False
            if start > 0 and row[start - 1].width <= room:
                start -= 1
                room -= row[start].width
                grown = True
            if end < len(row) and row[end].width <= room and (end >= last or start == 0):
                room -= row[end].width
                end += 1
                grown = True
        return start, end
