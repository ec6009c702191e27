from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Problem, rule


@rule(
    "table-in-list",
    code="M019",
    severity="warning",
    when=("<table", "<Table", "<TABLE"),
    bad=[
        "* ⟦<table>⟧\n<tr><td>a</td></tr>\n</table>\n* b",
        "# Data: ⟦<table>⟧<tr><td>a</td></tr>\n</table>",
        ': ⟦<table class="x">⟧<tr>\n<td>a</td></tr></table>',
    ],
    good=[
        "<table>\n<tr><td>a</td></tr>\n</table>",
        "* <table><tr><td>a</td></tr></table>\n* b",
        ":{|\n| a\n|}",
        "* a\n<table>\n<tr><td>a</td></tr>\n</table>",
    ],
    precision="no hit in the corpus and its histories",
    guideline="WP:LINT",
)
def table_in_list(section: Section) -> Iterator[Problem]:
    """An HTML table of several lines inside a list item.

    The list item ends with its line, the table does not: the rest of the page may end up inside the list. Write the
    table on one line, or outside the list.
    """
    for tag in section.tags_named("table"):
        if tag.kind != "pair" or "\n" not in tag.content:
            continue
        line = section.text.rfind("\n", 0, tag.start) + 1
        if section.shape[line] in "*#:;":
            yield Problem(tag.open_span, "table of several lines in a list item")
