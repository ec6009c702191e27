from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article import Section
from articlewatch.article.fluency import broken_places, has_broken_places
from articlewatch.lint import Problem, rule

#: Two prepositions with one noun to come: "independent of, but influenced by, the old school".
_COORDINATED = re.compile(
    r"\b(?:of|from|to|with|in|on|by|for|at|against|than)(?:, (?:but|if|and|or)\b| and\b| or\b)[^.;]{1,40} \w+,$"
    r"|,? (?:if not|but|or even|and even) \w+ (?:by|of|from|to|with|in|on|for),$"
)
#: What a date may follow without a preposition.
_SPAN = re.compile(r"\b(?:period|term|season|quarter|years?|months?|weeks?|dates?) $")


@rule(
    "garbled-sentence",
    code="P022",
    severity="warning",
    confidence="medium",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    given=has_broken_places,
    bad=[
        "The estate was divided among the heirs of the family ⟦1931⟧.",
        "The new town hall was opened to the public ⟦in,⟧ two years before the war.",
        "Some early versions of the bridge ⟦of by⟧ the firm were made of wood.",
    ],
    good=[
        "The estate was divided among the heirs of the family in 1931.",
        "The new town hall was opened to the public in 1931, two years before the war.",
        "Garbage in, garbage out is a rule of the trade.",
        "He filled in, for a fee, the forms that others had no time for.",
        "It was a system largely independent of, but influenced by, various religions of the region.",
        "Their call for an end of machines is reminiscent of, if not inspired by, the early Luddite movement.",
        "The mean was taken from the records for the period January 1, 1950, to June 2013.",
        "The Defence Act 1903 made him finish 2002 as the champion of Euro 2012.",
        "The team was taken in by the crowd that it had come to play for.",
    ],
    precision="6 of 6 hits right (English corpus and histories)",
)
def garbled_sentence(section: Section) -> Iterator[Problem]:
    """A sentence in which a word has probably been lost.

    Weak signs are added up: patterns that prove too little alone, and a statistical model of what stands before dates
    and behind prepositions, trained on sound and on damaged sentences. One finding a sentence, at the
    narrowest broken place. Compare with an earlier revision: that shows what was lost.
    """
    for sentence, hit in broken_places(section, "garbled-sentence"):
        if _COORDINATED.search(sentence.masked, max(hit.start - 60, 0), hit.end) or _SPAN.search(
            sentence.masked, max(hit.start - 20, 0), hit.start
        ):
            continue
        yield Problem(sentence.span_of(hit.start, hit.end), hit.missing, help="compare with an earlier revision")
