from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.phrases_en import has_phrases, phrases_of
from articlewatch.article.running import running_text
from articlewatch.lint import Example, Fix, Problem, rule


@rule(
    "wordiness",
    code="P116",
    severity="suggestion",
    confidence="medium",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    given=has_phrases,
    fix="assisted",
    bad=[
        Example("It fell ⟦due to the fact that⟧ it was old.", fixed="It fell because it was old."),
        Example("⟦In the event that⟧ it rains, they stay.", fixed="If it rains, they stay."),
        Example("The ⟦end result⟧ was a draw.", format="plain", fixed="The result was a draw."),
    ],
    good=[
        "It fell because it was old.",
        'He wrote "due to the fact that it fell".',
        "The end resulted from a war; due to the facts that follow, it fell.",
    ],
    precision="33 of 33 read hits right (English corpus)",
    guideline="WP:CONCISE",
)
def wordiness(section: Section) -> Iterator[Problem]:
    """Many words where one would do.

    "Due to the fact that" says "because". Short words are read faster and translated better. The fix puts the
    short form; look whether the sentence still runs.
    """
    running = running_text(section)
    for hit in phrases_of(running, "wordy"):
        span = running.span_of(hit.start, hit.end)
        instead = hit.instead.capitalize() if hit.text[0].isupper() else hit.instead
        plain = span.of(section.text) == hit.text
        yield Problem(
            span,
            f"“{hit.text}” is wordy",
            fix=Fix.replace(span, instead, safety="assisted") if instead and plain else None,
            help=f"write “{instead}”" if instead else "leave it out",
        )
