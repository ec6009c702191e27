"""Ranges and points of time that lost a year."""

from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article.patterns_en.dates import is_day, is_year
from articlewatch.article.patterns_en.hit import Hit, Words
from articlewatch.article.patterns_en.lexicon import MONTHS, words

RANGES = {"from": frozenset(("to", "until", "till", "–", "-")), "between": frozenset(("and", "to", "–"))}
NEEDS_TIME = words("edges", "needs_time")
_GATE = frozenset(("from", "between", "until", "during")) | NEEDS_TIME
_RELATIVES = frozenset(("which", "that", "where", "what", "whom"))


def lost_years(sentence: Words) -> Iterator[Hit]:
    """Yield ranges without their beginning or end ("from to 2013"), and "in" or "until" without a time."""
    if _GATE.isdisjoint(sentence.known):
        return
    low = sentence.low
    for i in range(len(low) - 1):
        word, after = low[i], low[i + 1]
        if word in RANGES:
            hit = _without_beginning(sentence, i) or _without_end(sentence, i)
        elif word in ("until", "during") and after in (".", ";"):
            hit = _nothing_behind(sentence, i, i)
        elif word in NEEDS_TIME and after == "in" and low[i + 2 :] == ["."] and _RELATIVES.isdisjoint(low[:i]):
            hit = _nothing_behind(sentence, i, i + 1)
        else:
            hit = None
        if hit is not None:
            yield hit


def _without_beginning(sentence: Words, i: int) -> Hit | None:
    """ "From to 2013", "between and May": the range's first end is gone."""
    low = sentence.low
    if low[i + 1] not in RANGES[low[i]] or i + 2 >= len(low):
        return None
    target = sentence.all[i + 2]
    is_time = is_year(target) or target in MONTHS or is_day(target) or target == "present"
    if is_time or low[i + 2 : i + 4] in (["the", "present"], ["the", "end"]):
        return sentence.hit(i, i + 2, "year-missing", "where the range begins seems to be missing")
    return None


def _without_end(sentence: Words, i: int) -> Hit | None:
    """ "From 1990 to.": the range's second end is gone."""
    low = sentence.low
    if len(low) > i + 3 and is_year(low[i + 1]) and low[i + 2] in ("to", "and", "until") and low[i + 3] in ".,;":
        return sentence.hit(i, i + 2, "year-missing", "where the range ends seems to be missing")
    return None


def _nothing_behind(sentence: Words, first: int, last: int) -> Hit:
    message = f'what "{sentence.low[last]}" leads to seems to be missing'
    return sentence.hit(first, last, "year-missing", message)
