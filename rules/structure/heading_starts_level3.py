from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.lint import Example, Problem, rule
from articlewatch.lint.levels import is_balanced, relevel


@rule(
    "heading-starts-level3",
    code="S006",
    formats=("wikitext", "html"),
    severity="warning",
    when="===",
    fix="assisted",
    bad=[
        Example("A dam.\n\n⟦=== History ===⟧\nOld.\n", fixed="A dam.\n\n== History ==\nOld.\n"),
        Example(
            "⟦=== A ===⟧\nx\n==== B ====\ny\n=== C ===\nz\n== D ==\n=== E ===\n",
            fixed="== A ==\nx\n=== B ===\ny\n== C ==\nz\n== D ==\n=== E ===\n",
        ),
        "⟦==== A ====⟧\nx\n=== B ===\ny",
    ],
    good=[
        "== A ==\nx\n=== B ===\ny",
        "= A =\n=== B ===\ny",
        "{{box|\n=== A ===\n}}\n== B ==\nx",
    ],
    guideline="MOS:GOODHEAD",
    precision="13 of 13 read hits right (corpus, histories and dumps, all languages)",
)
def heading_starts_level3(article: Article) -> Iterator[Problem]:
    """A page whose first heading is not of level 2.

    The page's title is level 1, so its sections begin at level 2; the outline of this one begins with a gap. Raise
    the headings up to the first one of level 2.
    """
    headings = article.headings
    if not headings or headings[0].level < 3 or not is_balanced(article.text, headings[0]):
        return
    group = []
    for heading in headings:
        if heading.level < 3:
            break
        group.append(heading)
    first = headings[0]
    top = min(h.level for h in group)
    fix = relevel(group, 2 - top) if first.level == top else None
    yield Problem(first.span, f"the first heading is of level {first.level}", fix, help="begin with == … ==")
