from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.fluency import broken_places, has_broken_places
from articlewatch.lint import Example, Fix, Problem, rule


@rule(
    "doubled-word",
    code="P001",
    severity="error",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    given=has_broken_places,
    fix="assisted",
    bad=[
        Example("The bridge crosses ⟦the the⟧ river at Elm.", fixed="The bridge crosses the river at Elm."),
        Example("It was opened ⟦in in⟧ 1932.", fixed="It was opened in 1932."),
        Example("He was elected ⟦mayor mayor⟧ of the town.", fixed="He was elected mayor of the town."),
    ],
    good=[
        "She had had the house repaired.",
        "He said that that bridge was unsafe.",
        "Fans of Duran Duran came.",
        "What it is is a bridge.",
        "It moves in in-line order.",
    ],
    precision="17 of 17 hits right (English corpus and histories)",
)
def doubled_word(section: Section) -> Iterator[Problem]:
    """A word written twice in a row.

    An edit put a word where it already stood, or a line was joined to the next. Take one away. Names
    ("Duran Duran"), scientific names ("bison bison" in italics) and reduplications of English ("so so", "had had",
    "that that") are left alone.
    """
    for sentence, hit in broken_places(section, "doubled-word"):
        span = sentence.span_of(hit.start, hit.end)
        whole = span.of(section.text) == sentence.text[hit.start : hit.end]
        fix = Fix.replace(span, hit.repair, safety="assisted") if whole and hit.repair is not None else None
        yield Problem(span, hit.missing, fix=fix)
