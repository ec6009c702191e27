from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.article.opening import opening
from articlewatch.lint import Example, Problem, rule

_TEXT = "The dam was built of clay and stone by the people of the valley. " * 10


@rule(
    "lead-too-short",
    code="S026",
    formats=("wikitext", "html"),
    severity="suggestion",
    when="==",
    sites=("enwiki",),
    bad=[
        Example("⟦The dam is old⟧.\n== History ==\n" + _TEXT * 20),
        Example("⟦Old Dam⟧.\n== History ==\n" + _TEXT, options={"words": 100, "least": 10}),
    ],
    good=[_TEXT + "\n== History ==\n" + _TEXT * 20, "The dam is old.\n== History ==\n" + _TEXT, _TEXT * 20],
    guideline="MOS:LEADLENGTH",
    precision="1 of 1 read hits right (English)",
)
def lead_too_short(article: Article, *, words: int = 2000, least: int = 60) -> Iterator[Problem]:
    """A lead of a few words on a long article.

    A reader who stops after the lead should know the main points. Articles of more than ``words`` words are looked at,
    and leads of fewer than ``least`` are reported.
    """
    if article.page.kind != "article" or len(article.sections) < 2 or len(article.text) < words * 4:
        return
    count = sum(p.words for p in article.lead.paragraphs if p.kind in ("text", "list"))
    if not 0 < count < least or article.words < words:
        return
    span = opening(article)
    if span is not None:
        yield Problem(span, f"a lead of {count} words on {article.words:,}", help="sum up the main points")
