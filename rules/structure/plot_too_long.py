from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Article
from articlewatch.lint import Example, Problem, rule

_TEXT = "The old man goes to the dam and the dam breaks in the night. " * 10
_HEADINGS = frozenset(["plot", "synopsis", "plot summary", "plot synopsis", "storyline", "story", "summary"])


@rule(
    "plot-too-long",
    code="S029",
    formats=("wikitext", "html"),
    severity="suggestion",
    when="==",
    sites=("enwiki",),
    bad=[
        "⟦== Plot ==⟧\n" + _TEXT * 7 + "\n== Cast ==\nx",
        Example("⟦=== Synopsis ===⟧\n" + _TEXT + "\n==== Act 2 ====\n" + _TEXT, options={"words": 200}),
    ],
    good=["== Plot ==\n" + _TEXT * 4, "== History ==\n" + _TEXT * 8, "== Plot ==\n* a\n== Cast ==\n" + _TEXT * 8],
    guideline="MOS:PLOT",
    precision="no hit in the corpus and its histories",
)
def plot_too_long(article: Article, *, words: int = 800) -> Iterator[Problem]:
    """A plot told at length.

    An encyclopedia tells enough of a plot to understand what is said about the work: for a film 400 to 700 words. Some
    slack is given; novels with several strands may need more, and have their own guideline.
    """
    for section in article.sections[1:]:
        if section.role != "plot" or section.heading is None or section.title.lower() not in _HEADINGS:
            continue
        end = article.full_span(section).end
        if end - section.offset < words * 4:
            continue
        inner = [s for s in article.sections[section.index :] if s.offset < end]
        count = sum(p.words for s in inner for p in s.paragraphs if p.kind == "text")
        if count > words:
            span = section.heading.span.shift(section.offset)
            yield Problem(span, f"a plot of {count} words", help="700 words do for most works")
