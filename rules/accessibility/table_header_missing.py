from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Problem, rule


@rule(
    "table-header-missing",
    code="A005",
    severity="suggestion",
    when="wikitable",
    bad=[
        '⟦{|⟧ class="wikitable"\n| Year || Title || Role\n|-\n| 1999 || A || B\n|-\n| 2000 || C || D\n|}',
        "⟦{|⟧ class=\"wikitable sortable\"\n|-\n| '''Year''' || '''Title'''\n|-\n| 1 || 2\n|-\n| 3 || 4\n|}",
        "⟦{|⟧ class=wikitable\n|+ Results\n| a || b\n|-\n| c || d\n|-\n| e || f\n|}",
    ],
    good=[
        '{| class="wikitable"\n! Year !! Title\n|-\n| 1999 || A\n|-\n| 2000 || B\n|}',
        '{| class="wikitable"\n|-\n! scope=row | A\n| 1\n|-\n| 2\n|}',
        "{|\n| a || b\n|-\n| c || d\n|-\n| e || f\n|}",
        '{| class="wikitable"\n{{table head}}\n|-\n| a || b\n|-\n| c || d\n|}',
        '{| class="wikitable"\n| one cell\n|}',
    ],
    guideline="MOS:DTAB",
    precision="12 of 12 read hits right (corpus, all languages)",
)
def table_header_missing(section: Section) -> Iterator[Problem]:
    """A data table without a single header cell.

    Without headers a screen reader reads numbers nobody can place, and the first row is not set off. Mark headers with
    ``!``. Only tables of class wikitable with at least two rows and two columns are looked at; the others may be
    layout.
    """
    for table in section.grids:
        if not table.certain or table.header_cells or "wikitable" not in table.attributes.of(section.text):
            continue
        rows = [row for row in table.rows if row.cells]
        if len(rows) < 3 or max(len(row.cells) for row in rows) < 2:
            continue
        yield Problem(
            Span(table.span.start, table.span.start + 2),
            f"table of {len(rows)} rows without a header cell",
            help="begin header cells with !",
        )
