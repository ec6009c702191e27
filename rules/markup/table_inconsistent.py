from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.tables import Table
from articlewatch.lint import Problem, rule


@rule(
    "table-inconsistent",
    code="M057",
    severity="suggestion",
    confidence="medium",
    when="{|",
    preview=True,
    bad=[
        "{|\n! A !! B !! C\n|-\n| 1 || 2 || 3\n|-\n⟦|⟧ 4 || 5\n|-\n| 6 || 7 || 8\n|}",
        "{|\n| a || b\n|-\n| c || d\n|-\n⟦|⟧ e || f || g\n|-\n| h || i\n|}",
        "{|\n! A !! B\n|-\n| rowspan=2 | 1 || 2\n|-\n⟦|⟧ 3 || 4\n|-\n| 5 || 6\n|}",
    ],
    good=[
        "{|\n! A !! B\n|-\n| rowspan=2 | 1 || 2\n|-\n| 3\n|-\n| colspan=2 | 4\n|}",
        "{|\n! A !! B\n|-\n| 1 || 2\n|-\n{{row|3}}\n|}",
        "{|\n| a\n| b\n|-\n| c\n| d\n|}",
        "{|\n! A !! B\n|-\n|}",
    ],
    precision="14 hits, not read: off by default",
)
def table_inconsistent(section: Section) -> Iterator[Problem]:
    """A row with more or fewer cells than the table has columns.

    A cell is missing, so that values stand in the wrong column, or one too many. Spanning cells are reckoned with.
    Tables in which templates bring rows, or most rows differ, are not judged.
    """
    for table in section.grids:
        if not table.certain or len([r for r in table.rows if r.cells]) < 3:
            continue
        widths = row_widths(table)
        if not widths:
            continue
        usual, count = Counter(width for _, width in widths).most_common(1)[0]
        # One cell that spans more columns than there are does no harm.
        odd = [(index, width) for index, width in widths if width != usual and len(table.rows[index].cells) > 1]
        if not odd or len(odd) > 2 or count < 3 * len(odd):
            continue
        for index, width in odd:
            start = table.rows[index].cells[0].span.start
            yield Problem(Span(start, start + 1), f"row of {width} columns in a table of {usual}")


def row_widths(table: Table) -> list[tuple[int, int]]:
    """Return (index of the row, columns it takes up) for the rows that have cells."""
    pending: list[int] = []  # rows that each spanning column still takes up
    found = []
    for index, row in enumerate(table.rows):
        if not row.cells:
            continue
        carried = len(pending)
        width = carried + sum(cell.colspan for cell in row.cells)
        found.append((index, width))
        pending = [left - 1 for left in pending if left > 1]
        for cell in row.cells:
            if cell.rowspan > 1:
                pending += [cell.rowspan - 1] * cell.colspan
    return found
