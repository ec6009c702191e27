from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.fluency import broken_places, has_broken_places
from articlewatch.lint import Problem, rule


@rule(
    "punctuation-run",
    code="P013",
    severity="warning",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    given=has_broken_places,
    bad=[
        "The bridge⟦,,⟧ built in 1932, is closed.",
        "It was built in 1932⟦,.⟧",
        "The bridge is closed⟦..⟧",
    ],
    good=[
        "Steel, stone, etc., were used.",
        "He waited ... and left.",
        "Bridges (e.g., Elm Bridge) are rare.",
    ],
    precision="11 of 11 hits right (English corpus)",
)
def punctuation_run(section: Section) -> Iterator[Problem]:
    """Two punctuation marks where one belongs.

    ",," or ".," or "..": a word between them was deleted, or a mark was left over.
    Abbreviations ("etc.,"), dots that mean something left out ("...") and faces are left alone.
    """
    for sentence, hit in broken_places(section, "punctuation-run"):
        yield Problem(sentence.span_of(hit.start, hit.end), hit.missing)
