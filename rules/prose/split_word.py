from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.fluency import broken_places, has_broken_places
from articlewatch.lint import Example, Fix, Problem, rule


@rule(
    "split-word",
    code="P015",
    severity="warning",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    given=has_broken_places,
    fix="assisted",
    bad=[
        Example("He crossed ⟦th e⟧ bridge.", fixed="He crossed the bridge."),
        Example("It is made ⟦o f⟧ stone.", fixed="It is made of stone."),
    ],
    good=[
        "The T he drew was large.",
        "It is made of stone.",
    ],
    precision="no hit in the corpus and its histories; damaged and really broken sentences: tests/eval",
)
def split_word(section: Section) -> Iterator[Problem]:
    """A common word cut in two by a stray space.

    "T he", "o f", "wit h": the space came in with an edit or a scan. Join the parts.
    """
    for sentence, hit in broken_places(section, "split-word"):
        span = sentence.span_of(hit.start, hit.end)
        whole = span.of(section.text) == sentence.text[hit.start : hit.end]
        fix = Fix.replace(span, hit.repair, safety="assisted") if whole and hit.repair is not None else None
        yield Problem(span, hit.missing, fix=fix)
