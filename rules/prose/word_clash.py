from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.fluency import broken_places, has_broken_places
from articlewatch.lint import Problem, rule


@rule(
    "word-clash",
    code="P010",
    severity="warning",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    given=has_broken_places,
    bad=[
        "Paris is ⟦the of⟧ France.",
        "The league was made ⟦of he⟧ and his friends.",
        "It was converted into ⟦the a⟧ school.",
        "They ⟦could has⟧ won.",
    ],
    good=[
        "The to-do list grew.",
        "What it is made of is unknown.",
        "It is of course the capital.",
        'The "of" is not pronounced.',
        "The vowel a is long.",
        "These are not quite the same thing.",
    ],
    precision="10 of 11 hits right (English corpus and histories); the wrong one: the unit are",
)
def word_clash(section: Section) -> Iterator[Problem]:
    """Two function words side by side between which a word must be lost.

    "The of", "of he", "a were": the noun between them was deleted, or one of the two is left over from an earlier
    wording. Letters ("vitamin a is"), compounds ("the to-do list") and quoted words are left alone.
    """
    for sentence, hit in broken_places(section, "word-clash"):
        yield Problem(sentence.span_of(hit.start, hit.end), hit.missing)
