from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.fluency import broken_places
from articlewatch.lint import Problem, rule


@rule(
    "agreement",
    code="P008",
    severity="warning",
    confidence="medium",
    formats=("wikitext", "plain"),
    languages=("en",),
    bad=[
        "The bridges were old and ⟦they was⟧ replaced.",
        "When the war ended, ⟦we was⟧ free.",
    ],
    good=[
        "The team were unbeaten.",
        "The way they were is unknown.",
    ],
)
def agreement(section: Section) -> Iterator[Problem]:
    """A pronoun and a verb that do not agree.

    "They was", "he are": one of the two was changed and the other not. Only pronouns directly before their verb are
    judged, since collective nouns ("the team were") are right in British English.
    """
    for sentence, hit in broken_places(section, "agreement"):
        yield Problem(sentence.span_of(hit.start, hit.end), hit.missing)
