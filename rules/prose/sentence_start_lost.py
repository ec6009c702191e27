from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from articlewatch.article import Section
from articlewatch.article.fluency import running_text
from articlewatch.article.patterns_en.edges import start_lost
from articlewatch.lint import Problem, rule


@rule(
    "sentence-start-lost",
    code="P018",
    severity="warning",
    confidence="medium",
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    bad=[
        "The bridge is old. ⟦is⟧ used by ten thousand people every day.",
        "It was shown on television that year. ⟦and⟧ was seen by a large audience.",
    ],
    good=[
        "The bridge is old. It is used by ten thousand people every day.",
        "The firm is small. iPhone cases are its trade and its pride.",
        "The bridge is approx. twenty metres long and seven metres wide.",
        "The pears are Pyrus communis subsp. pyraster, grown for their wood.",
    ],
    precision="14 of 14 hits right (English corpus)",
)
def sentence_start_lost(section: Section) -> Iterator[Problem]:
    """A sentence that begins in lower case behind a full stop.

    The beginning was deleted, or a comma was turned into a full stop. Restore the words, or join the
    sentence to the one before. Names written in lower case (iPhone, van der Berg) and what follows an
    abbreviation, a list or a formula are left alone.
    """
    for paragraph in running_text(section):
        for before, sentence in pairwise(paragraph.sentences):
            masked = sentence.masked
            hit = None if masked[:1].isupper() else start_lost(masked, before.masked)
            if hit is not None:
                yield Problem(sentence.span_of(hit.start, hit.end), hit.missing)
