from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Example, Fix, Problem, rule


@rule(
    "html-headings",
    code="M026",
    severity="warning",
    when=re.compile(r"<h[1-6]\b", re.IGNORECASE),
    bad=[
        Example("⟦<h2>History</h2>⟧\nText.", fixed="== History ==\nText."),
        "Text ⟦<h3>Early</h3>⟧ more",
        '⟦<h2 id="a">History</h2>⟧',
    ],
    good=[
        "== History ==\nText.",
        "<nowiki><h2>a</h2></nowiki>",
        "{{a|<h2>b</h2>}}",
        "<hr>",
        "{|\n! <h3>Today</h3>\n|}",
        '<div><h2 style="margin:0">Today</h2>\ntext</div>',
    ],
    fix="assisted",
    guideline="H:SECTION",
    precision="no hit in the corpus and its histories, after headings of boxes were left out",
)
def html_headings(section: Section) -> Iterator[Problem]:
    """A heading written in HTML.

    It has no link for editing its section, and tools that cut the page into sections do not see it. Write it with
    equals signs. One in a table, or with a style of its own, heads a box and no section, and is left alone.
    """
    for tag in section.tags_named("h1", "h2", "h3", "h4", "h5", "h6"):
        if tag.kind != "pair" or section.in_template(tag.start) or section.in_table(tag.start):
            continue
        if any(attribute.name in ("style", "class") for attribute in tag.attributes):
            continue
        level = int(tag.name[1])
        beside = section.text[max(tag.start - 1, 0) : tag.start] + section.text[tag.end : tag.end + 1]
        alone = not beside.strip("\n")
        fix = None
        if alone and not tag.attributes and "\n" not in tag.content and level > 1:
            marks = "=" * level
            fix = Fix.replace(tag.span, f"{marks} {tag.content.strip()} {marks}", safety="assisted")
        yield Problem(tag.span, f"<{tag.name}> instead of {'=' * level} heading {'=' * level}", fix)
