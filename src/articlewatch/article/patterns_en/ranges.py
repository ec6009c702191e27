"""Ranges and points of time that lost a year."""

from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article.patterns_en.dates import is_day, is_year
from articlewatch.article.patterns_en.hit import Hit, Words
from articlewatch.article.patterns_en.lexicon import MONTHS, words

_RANGES = frozenset({"from", "between", "since", "until", "during"})
_NEEDS_TIME = words("edges", "needs_time")


def lost_years(sentence: Words) -> Iterator[Hit]:
    """Yield ranges without their beginning or end ("from to 2013"), and "in" or "until" without a time."""
    if _RANGES.isdisjoint(sentence.known) and _NEEDS_TIME.isdisjoint(sentence.known):
        return
    low, last = sentence.low, len(sentence.low) - 1
    for i, word in enumerate(low):
        if i == last:
            return
        after = low[i + 1]
        if word == "from" and after in ("to", "until", "till", "–", "-") and i + 2 <= last:
            target = sentence.all[i + 2]
            if (
                is_year(target)
                or target in MONTHS
                or is_day(target)
                or target == "present"
                or (target == "the" and i + 3 <= last and sentence.low[i + 3] in ("present", "end"))
            ):
                yield _range_hit(sentence, i, "where the range begins")
        elif word == "between" and after in ("and", "–", "to") and i + 2 <= last:
            if is_year(sentence.all[i + 2]) or sentence.all[i + 2] in MONTHS:
                yield _range_hit(sentence, i, "where the range begins")
        elif word in ("to", "and", "until") and after in (".", ",", ";") and i >= 2:
            if low[i - 2] in ("from", "between") and is_year(low[i - 1]):
                message = "where the range ends seems to be missing"
                yield sentence.hit(i - 2, i, "year-missing", message)
        elif word == "in" and after == "." and i + 1 == last and i and low[i - 1] in _NEEDS_TIME:
            if not {"which", "that", "where", "what", "whom"} & set(low[:i]):
                yield sentence.hit(i - 1, i, "year-missing", 'what "in" leads to seems to be missing')
        elif word in ("until", "during") and after in (".", ";"):
            yield sentence.hit(i, i, "year-missing", f'what "{word}" leads to seems to be missing')


def _range_hit(sentence: Words, i: int, what: str) -> Hit:
    return sentence.hit(i, i + 2, "year-missing", f"{what} seems to be missing")
