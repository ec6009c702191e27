from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article, Span
from articlewatch.article.passage import Passage
from articlewatch.lint import Example, Problem, rule
from articlewatch.lint.levels import is_balanced, relevel, subtree


@rule(
    "heading-h1",
    code="S007",
    severity="warning",
    when=("\n=", "<h1", "<H1"),
    fix="assisted",
    bad=[
        Example(
            "A dam.\n\n⟦= History =⟧\nOld.\n== Notes ==\nx\n", fixed="A dam.\n\n== History ==\nOld.\n=== Notes ===\nx\n"
        ),
        Example("A dam.\n⟦=History=⟧\nOld.\n⟦= Design =⟧\nRed.", fixed="A dam.\n==History==\nOld.\n== Design ==\nRed."),
        "A dam.\n⟦<h1>History</h1>⟧\nOld.",
    ],
    good=[
        "A dam.\n\n== History ==\nOld.",
        "A.\n= History ==\nOld.\n{{box|\n= History =\n}}",
        "A.\n<pre>\n= x =\n</pre>\n1 = 2 =",
    ],
    guideline="MOS:GOODHEAD",
    precision="no hit in the corpus and its histories",
)
def heading_h1(article: Article) -> Iterator[Problem]:
    """A heading of level 1, which is kept for the title of the page.

    It looks like a second title and breaks the outline. Use two equals signs; what stands below moves with it.
    """
    levels = {h.level for section in article.sections for h in section.passage.headings}
    headings = article.headings if 1 in levels else []
    for index, heading in enumerate(headings):
        if heading.level == 1 and is_balanced(article.text, heading):
            yield Problem(
                heading.span,
                "a heading of level 1",
                relevel(subtree(headings, index), 1),
                help="use == … ==",
            )
    for section, found in article.each(_pairs):
        for span in found:
            yield Problem(span.shift(section.offset), "<h1> is kept for the title of the page", help="use == … ==")


def _pairs(passage: Passage) -> list[Span]:
    return [tag.span for tag in passage.tags_named("h1") if tag.kind == "pair"]
