from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Problem, rule


@rule(
    "html-table-tags",
    code="M027",
    severity="suggestion",
    when=re.compile(r"<t(?:able|r|d|h)\b", re.IGNORECASE),
    bad=[
        "⟦<table>⟧<tr><td>a</td></tr></table>",
        "{|\n⟦<tr>⟧<td>a</td></tr>\n|}",
        '⟦<table class="wikitable">⟧\n<tr><th>A</th></tr>\n</table>',
    ],
    good=["{|\n! A\n|-\n| b\n|}", "<nowiki><table></nowiki>", "{{a|<table><tr><td>b</td></tr></table>}}", "<tt>a</tt>"],
    guideline="H:TABLE",
    precision="15 of 15 read hits right (corpus, histories and dumps, all languages)",
)
def html_table_tags(section: Section) -> Iterator[Problem]:
    """A table written in HTML.

    Editors know tables as ``{|``, ``|-`` and ``|``; HTML among them is hard to change without breaking it. One
    finding for each table.
    """
    covered = -1
    for tag in section.tags_named("table", "tr", "td", "th"):
        if tag.start < covered or tag.kind == "stray" or section.in_template(tag.start):
            continue
        covered = tag.end
        if tag.name != "table":
            around = [t for t in section.tables if t.start <= tag.start < t.end]
            covered = max([covered, *(t.end for t in around)])
        yield Problem(tag.open_span, f"<{tag.name}> in HTML", help="write the table as {| … |}")
