from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.opening import opening
from articlewatch.lint import Example, Problem, rule

_TEXT = "The dam was built of clay and stone by the people of the valley. " * 12


@rule(
    "link-dead-end",
    code="L029",
    severity="warning",
    bad=[
        Example("⟦The dam was built of clay⟧ and stone by the people of the valley. " + _TEXT, options={"words": 100}),
        Example("'''⟦Iron Bridge''' is an old bridge⟧. " + _TEXT + "<ref>[[Dam]]</ref> [[Category:Dams]]"),
    ],
    good=[
        "The [[dam]] was built. " + _TEXT,
        "The dam was built.",
        "{{Infobox dam|river=[[Tiber]]}}\n" + _TEXT,
        "#REDIRECT [[Dam]]",
    ],
    guideline="WP:DEADEND",
    precision="6 of 6 hits right (corpus, histories and dumps, all languages)",
)
def link_dead_end(article: Article, *, words: int = 100) -> Iterator[Problem]:
    """An article without a link to any other.

    A reader cannot go on from here to what the text speaks of. Link the first mention of the terms that matter.
    Pages of fewer than ``words`` words are left alone.
    """
    if article.page.kind == "redirect":
        return
    for section in article.sections:
        for link in section.wikilinks:
            if not section.in_ref(link.start) and not link.target.startswith("#"):
                return
    span = opening(article)
    if span is not None and article.words >= words:
        yield Problem(span, "the article links to no other", help="link the terms that matter")
