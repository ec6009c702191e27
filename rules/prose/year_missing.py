from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.fluency import broken_places, has_broken_places
from articlewatch.lint import Problem, rule


@rule(
    "year-missing",
    code="P006",
    severity="error",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    given=has_broken_places,
    bad=[
        "Output rose by 20 % ⟦from to 2013⟧ under the plan.",
        "He served as mayor ⟦between and 1990⟧ in Elm.",
        "The firm was ⟦founded in⟧.",
        "They lived there ⟦until⟧.",
    ],
    good=[
        "Output rose by 20 % from 2001 to 2013.",
        "He moved from to-do lists to plans.",
        "It lies in between and is small.",
    ],
    precision="no hit in the corpus and its histories; damaged and really broken sentences: tests/eval",
)
def year_missing(section: Section) -> Iterator[Problem]:
    """A range or a date that lost one of its years.

    "A rise of 20 % from to 2013", "between and 1990", "was founded in.": a year, or a template that gave it, was
    deleted. Restore it from an earlier revision.
    """
    for sentence, hit in broken_places(section, "year-missing"):
        yield Problem(sentence.span_of(hit.start, hit.end), hit.missing)
