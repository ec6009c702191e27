from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Example, Problem, rule


@rule(
    "table-too-wide",
    code="M058",
    severity="suggestion",
    preview=True,
    when="{|",
    bad=[
        "⟦{|⟧\n! " + " !! ".join("ABCDEFGHIJKLM") + "\n|-\n| " + " || ".join("1234567890123") + "\n|}",
        Example("⟦{|⟧\n! A !! B !! C !! D\n|-\n| 1 || 2 || 3 || 4\n|}", options={"maximum": 3}),
        "⟦{|⟧\n! colspan=14 | A\n|}",
    ],
    good=["{|\n! A !! B !! C\n|-\n| 1 || 2 || 3\n|}", "{|\n|}", "{|\n! colspan=3 | A\n|}"],
    precision="right by definition",
)
def table_too_wide(section: Section, *, maximum: int = 12) -> Iterator[Problem]:
    """A table of many columns.

    On a telephone only a few fit; the rest must be found by scrolling. Think of two tables, or of turning rows and
    columns. The option ``maximum`` says how many columns are not worth a word.
    """
    for table in section.grids:
        widest = max((sum(cell.colspan for cell in row.cells) for row in table.rows), default=0)
        if widest > maximum:
            yield Problem(Span(table.span.start, table.span.start + 2), f"table of {widest} columns")
