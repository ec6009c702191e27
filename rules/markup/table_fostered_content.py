from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Problem, rule


@rule(
    "table-fostered-content",
    code="M018",
    severity="error",
    when="{|",
    bad=[
        '{| class="wikitable"\n⟦Stray words⟧\n|-\n| a\n|}',
        "{|\n|-\n⟦Source: [[A]] and others⟧\n| a\n|}",
        "{|\n! H\n|-\n⟦'''Total'''⟧\n|-\n| a\n|}",
    ],
    good=[
        '{| class="wikitable"\n|+ Caption\ngoes on\n! H\n|-\n| a\nmore text\n* list\n|}',
        "{|\n{{row|a}}\n|-\n<!-- note -->\n| a\n|}",
        "{|\n<tr><td>a</td></tr>\n|}",
        "{|\n|-\n|\n{|\n| inner\n|}\n|}",
        "{|\n\n|-\n[[Category:A]]\n| a\n|}",
    ],
    guideline="WP:LINT",
    precision="no hit in the corpus and its histories; 26 of 26 planted ones are lints of MediaWiki too",
)
def table_fostered_content(section: Section) -> Iterator[Problem]:
    """Text inside a table that stands in no cell.

    MediaWiki throws it out and shows it above the table, far from where it was written. Put a ``|`` before it, make
    it the caption with ``|+``, or move it.
    """
    for table in section.grids:
        for span in table.stray:
            yield Problem(span, "text in no cell is shown above the table", help="begin the cell with |")
