"""All patterns over one sentence in one pass."""

from __future__ import annotations

import re

from articlewatch.article.patterns_en.articles import a_or_an
from articlewatch.article.patterns_en.clashes import although_but, clashes
from articlewatch.article.patterns_en.dates import dates
from articlewatch.article.patterns_en.edges import dangling_end
from articlewatch.article.patterns_en.hit import Hit, Words
from articlewatch.article.patterns_en.leftovers import leftovers
from articlewatch.article.patterns_en.lexicon import words
from articlewatch.article.patterns_en.marks import marks
from articlewatch.article.patterns_en.number import number
from articlewatch.article.patterns_en.ranges import lost_years
from articlewatch.article.patterns_en.regular import regular_verbs
from articlewatch.article.patterns_en.repeats import repeats
from articlewatch.article.patterns_en.verbs import verb_forms

_PATTERNS = (
    repeats,
    clashes,
    although_but,
    dates,
    lost_years,
    verb_forms,
    number,
    regular_verbs,
    a_or_an,
    dangling_end,
    marks,
    leftovers,
)
_ENGLISH = words("languages", "english")
_FOREIGN = words("languages", "foreign")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|(?<!\w)‘[^’]*’(?!\w)")


def is_english(sentence: Words) -> bool:
    """Say whether nothing shows the sentence to be in another language: a quotation, or a page not translated."""
    english = len(_ENGLISH & sentence.known)
    foreign = len(_FOREIGN & sentence.known)
    return english >= foreign if foreign > 1 else english > 0


def find(sentence: Words) -> list[Hit]:
    """Return the hits of all patterns in the order of the text; those inside quotation marks are dropped.

    Pure, and linear in the sentence's length.
    """
    found = [hit for pattern in _PATTERNS for hit in pattern(sentence)]
    if not found or not is_english(sentence):
        return []
    return outside_quotations(sentence.text, sorted(found))


def outside_quotations(text: str, found: list[Hit]) -> list[Hit]:
    """Return those of the hits that do not touch a quotation."""
    if not any(mark in text for mark in '“"«‘'):
        return found
    quoted = [m.span() for m in _QUOTED.finditer(text)]
    return [h for h in found if not any(s < h.end and h.start < e for s, e in quoted)]


def hits(text: str) -> tuple[Hit, ...]:
    """Return the hits of all patterns in one sentence."""
    return tuple(find(Words(text)))
