from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.lint import Problem, rule


@rule(
    "table-pipe-in-cell",
    code="M059",
    severity="warning",
    confidence="medium",
    when="{|",
    bad=[
        "{|\n| ⟦The bridge⟧ | was built\n| b\n|}",
        "{|\n| a\n| ⟦New York City⟧ | USA\n|}",
        "{|\n! ⟦Year of birth⟧ | Name\n|}",
    ],
    good=[
        '{|\n| style="color:red" | a\n| colspan=2 | b || nowrap | c\n|}',
        "{|\n| The bridge || was built\n| [[A|b]] {{c|d}}\n|}",
        "{|\n| {{attributes}} | a\n|  | b\n|}",
        "{|\n| class=x\n| y\n|}",
    ],
    precision="1 of 1 read hits right (corpus, all languages)",
)
def table_pipe_in_cell(section: Section) -> Iterator[Problem]:
    """Words before a single pipe in a cell, which are never shown.

    MediaWiki takes what stands before the pipe for attributes and drops what is none. Two pipes begin a new cell;
    ``{{!}}`` shows a pipe.
    """
    for table in section.grids:
        for row in table.rows:
            for cell in row.cells:
                words = cell.attributes.of(section.text)
                bare = words.strip()
                if "=" in bare or "{" in bare or "<" in bare or "[" in bare or bare.count(" ") < 1:
                    continue
                start = cell.attributes.start + len(words) - len(words.lstrip())
                yield Problem(
                    Span(start, start + len(bare)),
                    "taken for attributes and never shown",
                    help="write || to begin a new cell",
                )
