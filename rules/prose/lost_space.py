from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Section, Span
from articlewatch.article.fluency import broken_places, glued_sentences
from articlewatch.lint import Problem, rule


@rule(
    "lost-space",
    code="P014",
    severity="warning",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    bad=[
        "Under the rule of the great power⟦s,t⟧he league fell.",
        "It was built by the tow⟦n.T⟧he bridge is old.",
        "He crossed ⟦theB⟧ridge at noon.",
    ],
    good=[
        "The site www.example.Com is old and uses Node.js.",
        "In 1,500 towns the bridge is known.",
        "It was built by the town. The bridge is old.",
    ],
    precision="21 of 22 hits right (English corpus)",
)
def lost_space(section: Section) -> Iterator[Problem]:
    """A space lost between two words or two sentences.

    "In Elm,the bridge", "of the town.The bridge", "theBridge": two passages were joined, or a deletion took the space
    along. File names, addresses and identifiers are left alone.
    """
    for sentence, hit in broken_places(section, "lost-space"):
        yield Problem(sentence.span_of(hit.start, hit.end), hit.missing)
    for one, following in glued_sentences(section):
        last = len(one.text)
        span = Span(one.span_of(last - 2, last).start, following.span_of(0, 1).end)
        yield Problem(span, "a space is missing between two sentences")
