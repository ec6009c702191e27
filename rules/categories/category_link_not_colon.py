from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.ranges import line_start
from articlewatch.lint import Example, Fix, Problem, rule

_BEFORE = re.compile(r"[^\W\d_]{2,}['’\")]{0,2}[ \t]$|[^\W\d_][,(][ \t]?$|\($")
_AFTER = re.compile(r"[.,;:)](?:\s|$)|[ \t][a-zà-ÿ]{2,}")


@rule(
    "category-link-not-colon",
    code="K010",
    severity="warning",
    confidence="medium",
    when="[[",
    given="categories",
    fix="assisted",
    bad=[
        Example("For others see ⟦[[Category:Dams]]⟧.", fixed="For others see [[:Category:Dams]]."),
        Example(
            "The ⟦[[Category:Dams|dams]]⟧ of the valley are old.",
            fixed="The [[:Category:Dams|dams]] of the valley are old.",
        ),
        "Many dams (⟦[[Category:Old dams]]⟧) broke.",
    ],
    good=[
        "The dam is old.\n[[Category:Dams]]",
        "The dam is old. [[Category:Dams]]",
        "See [[:Category:Dams]]. {{x|for [[Category:Dams]].}}",
        "[[Category:Dams]] [[Category:Old dams]]",
    ],
    guideline="H:COLON",
    precision="no hit in the corpus and its histories",
)
def category_link_not_colon(section: Section) -> Iterator[Problem]:
    """A category in the middle of a sentence.

    It puts the page into the category and shows nothing; the sentence has a hole. A colon before the name makes a
    link of it.
    """
    text = section.text
    for link in section.categories:
        line = line_start(text, link.start)
        before = text[max(line, link.start - 60) : link.start]
        if not _BEFORE.search(before) or not _AFTER.match(text, link.end):
            continue
        if section.in_template(link.start) or section.in_table(link.start) or section.is_opaque(link.start):
            continue
        at = Span(link.start + 2, link.start + 2)
        yield Problem(
            link.span,
            "a category in a sentence shows nothing there",
            Fix.replace(at, ":", safety="assisted"),
            help="write [[:Category:…]] to link to it",
        )
