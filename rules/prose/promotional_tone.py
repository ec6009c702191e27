from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.phrases_en import has_phrases, phrases_of
from articlewatch.article.running import running_text
from articlewatch.lint import Problem, rule


@rule(
    "promotional-tone",
    code="P117",
    severity="suggestion",
    confidence="medium",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    given=has_phrases,
    bad=[
        "The hotel is ⟦nestled in⟧ the hills and ⟦boasts a⟧ pool.",
        "It has ⟦state-of-the-art⟧ labs.",
        "The firm is ⟦committed to excellence⟧.",
    ],
    good=[
        "The hotel lies in the hills and has a pool.",
        'Its leaflet promises "state-of-the-art" labs.',
        "He boasted that he had won.",
    ],
    precision="9 of 10 hits right (English corpus)",
    guideline="WP:PROMO",
)
def promotional_tone(section: Section) -> Iterator[Problem]:
    """A turn of phrase from advertising.

    "State-of-the-art", "nestled in", "boasts a" sell a thing; an encyclopaedia describes it. Say
    plainly what is there.
    """
    if section.role == "plot":
        return  # a story may praise its people
    running = running_text(section)
    for hit in phrases_of(running, "promotional"):
        yield Problem(
            running.span_of(hit.start, hit.end),
            f"“{hit.text}” is the language of advertising",
            help="say plainly what is there",
        )
