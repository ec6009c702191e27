from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.phrases_en import has_phrases, phrases_of
from articlewatch.article.running import running_text
from articlewatch.lint import Problem, rule

#: Words that comment only where commas set them apart: "clearly marked" is right.
_IN_COMMAS = frozenset(
    (
        *("of course", "clearly", "remarkably", "surprisingly", "curiously", "sadly", "tragically", "obviously"),
        *("fortunately", "unfortunately", "ironically", "luckily", "admittedly", "arguably", "undoubtedly"),
    )
)

#: What goes before a "note that" said to the reader; "critics note that" reports somebody.
_TOLD_TO_READER = re.compile(r"(?:[;:(]|\b(?:but|finally|however,|please|also))\s+\Z", re.IGNORECASE)


@rule(
    "editorialising",
    code="P106",
    severity="suggestion",
    confidence="medium",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    given=has_phrases,
    bad=[
        "⟦Interestingly⟧, the bridge has no name.",
        "The bridge, ⟦of course⟧, fell.",
        "⟦It should be noted⟧ that he was ill.",
        "⟦Note that⟧ the bridge is closed. It is old; however, ⟦note that⟧ it stands.",
    ],
    good=[
        "The bridge has no name.",
        'He said "Interestingly, it fell".',
        "The change of course saved the ship.",
        "Interested parties clearly marked the road.",
        "Critics note that the bridge was old, and the myths thereafter note that it fell.",
    ],
    precision="24 of 24 hits right (English corpus), after “critics note that” was left out",
    guideline="MOS:EDITORIAL",
)
def editorialising(section: Section) -> Iterator[Problem]:
    """A comment of the writer on what is told.

    "Interestingly", "of course", "it should be noted" tell the reader what to think of a fact. State the
    fact; if a source finds it remarkable, say so and cite it.
    """
    if section.role == "plot":
        return  # a story may praise its people
    running = running_text(section)
    for hit in phrases_of(running, "editorial"):
        if hit.text.lower() in _IN_COMMAS and not _is_aside(running.text, hit.start, hit.end):
            continue
        if hit.text == "note that" and not _TOLD_TO_READER.search(running.text, max(hit.start - 30, 0), hit.start):
            continue
        yield Problem(
            running.span_of(hit.start, hit.end), f"“{hit.text}” comments on what is told", help="state the fact alone"
        )


def _is_aside(text: str, start: int, end: int) -> bool:
    """Say whether a comma follows, and a comma or the start of a sentence goes before."""
    return text[end : end + 1] == "," and (
        start == 0 or text[start - 2 : start - 1] in (",", ".", ";", "!", "?", "", "\n")
    )
