from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.fluency import broken_places, has_broken_places
from articlewatch.lint import Problem, rule


@rule(
    "agreement",
    code="P008",
    severity="warning",
    confidence="medium",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    given=has_broken_places,
    bad=[
        "The bridges were old and ⟦they was⟧ replaced.",
        "They united the various local and religious ⟦group⟧ of the valley.",
        "It is one of the largest ⟦city⟧ in the country.",
    ],
    good=[
        "The team were unbeaten.",
        "The way they were is unknown.",
        "Several city officials of the region came.",
        "She is one of the best known and one of the team.",
    ],
    precision="no hit in the corpus and its histories; damaged and really broken sentences: tests/eval",
)
def agreement(section: Section) -> Iterator[Problem]:
    """A word in the singular or plural that cannot go with the word before it.

    "They was", "various religious group", "one of the largest city": one of the two was changed and the other not.
    Only pronouns directly before their verb and nouns of a list are judged; collective nouns ("the team were") are
    right in British English.
    """
    for sentence, hit in broken_places(section, "agreement"):
        yield Problem(sentence.span_of(hit.start, hit.end), hit.missing)
