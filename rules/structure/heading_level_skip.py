from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from articlewatch.article import Article
from articlewatch.article.passage import Passage
from articlewatch.article.scanned import Heading
from articlewatch.lint import Example, Fix, Problem, Related, rule
from articlewatch.lint.levels import is_balanced, relevel


@rule(
    "heading-level-skip",
    code="S001",
    formats=("wikitext", "html"),
    severity="warning",
    when="===",
    fix="assisted",
    bad=[
        Example("== A ==\nx\n⟦==== B ====⟧\ny\n", fixed="== A ==\nx\n=== B ===\ny\n"),
        Example(
            "== A ==\nx\n⟦==== B ====⟧\ny\n===== C =====\nz\n==== D ====\n== E ==\n",
            fixed="== A ==\nx\n=== B ===\ny\n==== C ====\nz\n=== D ===\n== E ==\n",
        ),
        "== A ==\nx\n⟦==== B ====⟧\ny\n=== C ===\nz\n⟦===== D =====⟧\n",
    ],
    good=[
        "== A ==\n=== B ===\nx\n==== C ====\ny\n== D ==\nz",
        "=== A ===\nx\n=== B ===\ny",
        "== A ==\n<nowiki>\n==== B ====\n</nowiki>\n{{box|\n==== C ====\n}}",
    ],
    guideline="MOS:GOODHEAD",
    precision="13 of 13 read hits right (corpus, histories and dumps, all languages)",
)
def heading_level_skip(article: Article) -> Iterator[Problem]:
    """A heading more than one level below the one before it.

    Readers who move through a page by its outline, as people with a screen reader do, take a missing level for a
    missing section. Use the next level; the headings below it move with it.
    """
    levels = [level for _, found in article.each(_levels) for level in found]
    if not any(level > before + 1 and before >= 2 for before, level in pairwise(levels)):
        return
    headings = [h for h in article.headings if is_balanced(article.text, h)]
    for index, (before, heading) in enumerate(pairwise(headings), 1):
        if heading.level <= before.level + 1 or before.level < 2:
            continue
        yield Problem(
            heading.span,
            f"level {heading.level} follows level {before.level}",
            _raised(headings, index, heading.level - before.level - 1),
            (Related(before.span, f"level {before.level}"),),
            f"use {'=' * (before.level + 1)} here",
        )


def _levels(passage: Passage) -> list[int]:
    return [heading.level for heading in passage.headings if is_balanced(passage.text, heading)]


def _raised(headings: list[Heading], index: int, by: int) -> Fix | None:
    """Raise the heading and all that stand at its level or below; None when one stands between the two levels."""
    top = headings[index].level
    group = []
    for heading in headings[index:]:
        if heading.level < top:
            if heading.level > top - by - 1:
                return None
            break
        group.append(heading)
    return relevel(group, -by)
