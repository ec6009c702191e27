from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.phrases_en import has_phrases, phrases_of
from articlewatch.article.running import running_text
from articlewatch.lint import Problem, rule


@rule(
    "vague-size",
    code="P123",
    severity="suggestion",
    confidence="medium",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    given=has_phrases,
    preview=True,
    bad=[
        "⟦A number of⟧ houses burned.",
        "⟦Countless⟧ people fled, and ⟦a lot of⟧ houses burned.",
    ],
    good=[
        "Twelve houses burned.",
        'He said "a lot of people fled".',
        "The number of houses grew.",
    ],
    precision="taste rather than fault: off by default",
    guideline="MOS:WEASEL",
)
def vague_size(section: Section) -> Iterator[Problem]:
    """A quantity given as "a number of" or "a lot of".

    A reader learns more from the number, or from "some", which at least is short. Off by default: often nobody knows
    the number.
    """
    running = running_text(section)
    for hit in phrases_of(running, "vague"):
        if hit.text.lower() in ("some", "several", "various", "numerous"):
            continue
        yield Problem(
            running.span_of(hit.start, hit.end),
            f"“{hit.text}” leaves the size open",
            help="give the number if it is known",
        )
