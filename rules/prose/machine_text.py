from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.fluency import broken_places, has_broken_places
from articlewatch.lint import Problem, rule


@rule(
    "machine-text",
    code="P017",
    severity="error",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    given=has_broken_places,
    bad=[
        "⟦As of my last knowledge update⟧ in 2021, the bridge was closed.",
        "The bridge is old. ⟦I hope this helps⟧!",
    ],
    good=[
        "As of 2021 the bridge was closed.",
        "He hopes that this helps the town.",
    ],
    guideline="WP:AISIGNS",
    precision="no hit in the corpus and its histories; damaged and really broken sentences: tests/eval",
)
def machine_text(section: Section) -> Iterator[Problem]:
    """A phrase or a mark that a text machine leaves behind.

    "As an AI language model", "I hope this helps", "oaicite": text was pasted from a machine's answer unread. Such text
    often states what no source says: check the whole passage.
    """
    for sentence, hit in broken_places(section, "machine-text"):
        yield Problem(sentence.span_of(hit.start, hit.end), hit.missing)
