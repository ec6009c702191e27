from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.fluency import broken_places, has_broken_places
from articlewatch.lint import Example, Fix, Problem, rule


@rule(
    "wrong-article",
    code="P011",
    severity="warning",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    given=has_broken_places,
    fix="assisted",
    bad=[
        Example("It is ⟦a⟧ old bridge.", fixed="It is an old bridge."),
        Example("He was ⟦an⟧ mayor of Elm.", fixed="He was a mayor of Elm."),
        Example("They built ⟦a⟧ 8-metre wall.", fixed="They built an 8-metre wall."),
    ],
    good=[
        "It is a university in a European town.",
        "He waited an hour for an MP.",
        "An historic bridge stands here.",
        "Hepatitis a infection is rare.",
        "A one-way street led to a Ouija board.",
    ],
    precision="13 of 13 hits right (English corpus and histories)",
)
def wrong_article(section: Section) -> Iterator[Problem]:
    """ "A" before a vowel sound, or "an" before a consonant.

    Often the sign that a word was put in or taken out after the article. Sounds count, not letters: "a university", "an
    hour". Abbreviations and foreign names, whose sound is not certain, are left alone.
    """
    for sentence, hit in broken_places(section, "wrong-article"):
        span = sentence.span_of(hit.start, hit.end)
        whole = span.of(section.text) == sentence.text[hit.start : hit.end]
        fix = Fix.replace(span, hit.repair, safety="assisted") if whole and hit.repair is not None else None
        yield Problem(span, hit.missing, fix=fix)
