from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.opening import opening
from articlewatch.lint import Example, Problem, rule


@rule(
    "short-description-missing",
    code="S032",
    severity="suggestion",
    sites=("enwiki",),
    preview=True,
    bad=[
        Example("⟦The dam is old and large⟧.", title="Dam"),
        Example("{{Infobox dam}}\n'''⟦Iron Dam''' is an old dam⟧.", title="Iron Dam"),
    ],
    good=[
        "{{Short description|Dam in Rome}}\nThe dam is old.",
        "#REDIRECT [[Dam]]",
        Example("The dam is old and large.", title="User:Ann/Dam"),
        "'''Dam''' may mean:\n* a wall\n{{disambiguation}}",
    ],
    guideline="WP:SDESC",
    precision="8 of 8 read hits right (English)",
)
def short_description_missing(article: Article) -> Iterator[Problem]:
    """An article without a short description.

    Searches on small screens show it under the title. Some infoboxes make one by themselves, which the source
    does not tell; hence this rule is off by default.
    """
    if article.page.kind not in ("article", "list") or article.profile.namespace(article.title):
        return
    if any("short-description" in article.profile.roles(key) for key in article.templates_by_key):
        return
    span = opening(article)
    if span is not None:
        yield Problem(span, "no short description", help="add {{Short description|…}} at the top")
