from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.fluency import broken_places, has_broken_places
from articlewatch.lint import Problem, rule


@rule(
    "placeholder-text",
    code="P016",
    severity="error",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    given=has_broken_places,
    bad=[
        "The firm was founded by ⟦[insert name]⟧ in 1990.",
        "⟦Lorem ipsum⟧ was the first text.",
    ],
    good=[
        "He asked where to insert the key.",
        "The text was set in 1990.",
    ],
    precision="no hit in the corpus and its histories; damaged and really broken sentences: tests/eval",
)
def placeholder_text(section: Section) -> Iterator[Problem]:
    """Text that was meant to be replaced.

    "Lorem ipsum", "[insert name here]", "Your text here": a template or a draft was saved as it was. Write what
    belongs there, or take it out.
    """
    for sentence, hit in broken_places(section, "placeholder-text"):
        yield Problem(sentence.span_of(hit.start, hit.end), hit.missing)
