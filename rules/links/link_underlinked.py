from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.opening import opening
from articlewatch.lint import Example, Problem, rule

_TEXT = "The dam was built of clay and stone by the people of the valley. " * 10


@rule(
    "link-underlinked",
    code="L043",
    severity="suggestion",
    confidence="medium",
    when="[[",
    sites=("enwiki",),
    bad=[
        Example("⟦The [[dam]] was built of clay⟧. " + _TEXT * 5),
        Example("⟦The [[dam]] was built of clay⟧. " + _TEXT, options={"words": 100, "each": 80}),
    ],
    good=[
        "The [[dam]] was built of [[clay]], [[stone]] and [[wood]]. " + _TEXT * 3,
        "The [[dam]] was built. " + _TEXT,
        "The [[dam]] was built. " + _TEXT * 5 + "{{Underlinked|date=May 2010}}",
    ],
    guideline="MOS:UNDERLINK",
    precision="5 of 5 hits right (English corpus and histories)",
)
def link_underlinked(article: Article, *, words: int = 300, each: int = 150) -> Iterator[Problem]:
    """A long article with few links.

    Readers want to look up what they do not know. Articles of more than ``words`` words are looked at; reported are
    those with less than one link for ``each`` words. An article without any link is reported by another rule.
    """
    if article.page.kind != "article" or len(article.text) < words * 4:
        return
    links = sum(len(section.wikilinks) for section in article.sections)
    if not links or links * each >= len(article.text) // 5 or article.words < max(words, links * each):
        return
    if article.templates_named("underlinked", "dead end"):
        return
    span = opening(article)
    if span is not None:
        yield Problem(span, f"{links} links in {article.words:,} words", help="link the terms that matter")
