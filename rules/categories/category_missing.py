from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.opening import opening
from articlewatch.lint import Example, Problem, rule

_TEXT = "The dam was built of clay and stone by the people of the valley. " * 8


@rule(
    "category-missing",
    code="K007",
    severity="warning",
    confidence="medium",
    sites=("enwiki",),
    bad=[
        "⟦The dam was built of clay⟧ and stone by the people of the valley. " + _TEXT,
        "{{Infobox dam}}\n'''⟦Iron Dam''' is an old dam⟧. " + _TEXT + "\n== Old ==\n[[:Category:Dams]]",
    ],
    good=[
        "The dam. " + _TEXT + "\n[[Category:Dams]]",
        "The dam. " + _TEXT + "\n{{Dam-stub}}",
        "The dam. " + _TEXT + "\n{{Uncategorized|date=May 2020}}",
        "The dam was built of clay.",
        Example("The dam. " + _TEXT, title="User:Ann/Dam"),
    ],
    guideline="WP:CATEGORIZE",
    precision="17 of 18 read hits right (English); the other is a talk page",
)
def category_missing(article: Article, *, words: int = 60) -> Iterator[Problem]:
    """An article without a category.

    Readers who browse by subject never come across it, and nobody who looks after the subject sees it. Templates may
    add categories unseen; so pages with a stub template, and those of fewer than ``words`` words, are left alone.
    """
    if article.page.kind != "article" or article.profile.namespace(article.title) or article.categories:
        return
    for key in article.templates_by_key:
        if "stub" in article.profile.roles(key) or key.startswith(("uncategori", "draft", "afc ", "user", "cat")):
            return
    span = opening(article)
    if span is not None and article.words >= words:
        yield Problem(span, "the article is in no category", help="add the categories of similar articles")
