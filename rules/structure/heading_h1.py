from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
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
    precision="no hit in the corpus",
)
def heading_h1(article: Article) -> Iterator[Problem]:
    """A heading of level 1, which is kept for the title of the page.

    It looks like a second title and breaks the outline. Use two equals signs; what stands below moves with it.
    """
    headings = article.headings
    for index, heading in enumerate(headings):
        if heading.level == 1 and is_balanced(article.text, heading):
            yield Problem(
                heading.span,
                "a heading of level 1",
                relevel(subtree(headings, index), 1),
                help="use == … ==",
            )
    for tag in article.tags:
        if tag.name == "h1" and tag.kind == "pair":
            yield Problem(tag.span, "<h1> is kept for the title of the page", help="use == … ==")
