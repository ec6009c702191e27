from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.lint import Problem, rule

_TRIVIA = frozenset(
    [
        "trivia",
        "miscellanea",
        "miscellaneous",
        "miscellany",
        "fun facts",
        "did you know",
        "random facts",
        "interesting facts",
        "other facts",
        "facts",
        "other information",
        "miscellaneous information",
        "miscellaneous facts",
        "trivia and facts",
        "notes and trivia",
        "trivia and notes",
        "other trivia",
        "curiosities",
        "tidbits",
        "goofs",
        "bloopers",
        "fun facts and trivia",
    ]
)


@rule(
    "trivia-section",
    code="S033",
    formats=("wikitext", "html"),
    severity="suggestion",
    when="==",
    sites=("enwiki",),
    bad=["⟦== Trivia ==⟧\n* It is old.", "⟦=== Fun facts ===⟧\n* x", "⟦==Miscellanea==⟧\nx"],
    good=["== History ==\nx", "== Triviality ==\nx", "== In popular culture ==\nx", "== Miscellaneous works ==\n* x"],
    guideline="MOS:TRIVIA",
    precision="5 of 5 read hits right (English)",
)
def trivia_section(section: Section) -> Iterator[Problem]:
    """A section for whatever else there was to say.

    What matters belongs where it fits into the article, with its sources; the rest may go.
    """
    heading = section.heading
    if heading is not None and section.title.lower().rstrip(":?! ") in _TRIVIA:
        yield Problem(heading.span, "a section of loose facts", help="move each fact where it belongs")
