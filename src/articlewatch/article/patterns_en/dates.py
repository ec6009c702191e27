"""Dates that lost their day or the preposition that must go before them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from articlewatch.article.patterns_en.hit import Hit, Words
from articlewatch.article.patterns_en.lexicon import (
    AMBIGUOUS_MONTHS,
    AUXILIARIES,
    FUNCTION_WORDS,
    MONTHS,
    VERBS,
    words,
)

LEADERS = words("date_leaders") | (FUNCTION_WORDS - {"there"}) | words("weekdays") | {m.lower() for m in MONTHS}
_WORKS = words("works")
_PERSONS = words("persons")
_FOLLOWERS = words("followers")
_ON_VERBS = words("on_verbs")
_LOW_MONTHS = frozenset(m.lower() for m in MONTHS)
_PASTS = frozenset(form for verb in VERBS for form in (verb.past, verb.participle)) | words("uninflected")
_CLOCKS = words("clocks")
_CLOSE = frozenset(".;!?)")


class _Date(NamedTuple):
    """A date among the tokens: first and last token, its month's place (-1: none), and its parts."""

    first: int
    last: int
    month: int
    day: bool
    year: bool


def dates(sentence: Words) -> Iterator[Hit]:
    """Yield dates that stand without what must go before them, or that lost their day.

    A date whose preposition may rightly be missing (after a verb, as Americans write; after a comma; in
    brackets; as a modifier of the next noun) is not reported.
    """
    if not _LOW_MONTHS.isdisjoint(sentence.known):
        for date in _dates_with_month(sentence):
            hit = _month_hit(sentence, date)
            if hit is not None:
                yield hit


def is_day(token: str) -> bool:
    """Say whether *token* can be the day of a month: 1 to 31, with or without its ordinal ending."""
    digits = token[:-2] if token[-2:] in ("st", "nd", "rd", "th") else token
    return len(digits) < 3 and digits.isdecimal() and 1 <= int(digits) <= 31


def is_year(token: str) -> bool:
    """Say whether *token* reads as a year of the last millennium or of this one."""
    return len(token) == 4 and token.isdecimal() and "1000" <= token <= "2099"


def _dates_with_month(sentence: Words) -> Iterator[_Date]:
    tokens = sentence.all
    for i, token in enumerate(tokens):
        if token not in MONTHS:
            continue
        first = last = i
        day = year = False
        if i and is_day(tokens[i - 1]):
            first, day = i - 1, True
        elif i + 1 < len(tokens) and is_day(tokens[i + 1]):
            last, day = i + 1, True
        nearby = last + 1
        if nearby < len(tokens) and tokens[nearby] == "," and day and last > i:
            nearby += 1
        if nearby < len(tokens) and is_year(tokens[nearby]):
            last, year = nearby, True
        yield _Date(first, last, i, day, year)


def _month_hit(sentence: Words, date: _Date) -> Hit | None:
    if date.first == 0:
        return _opening_date(sentence, date)
    before = sentence.low[date.first - 1]
    if before == "on" and not date.day:
        return _on_month(sentence, date)
    name = " ".join(sentence.all[date.first : date.last + 1]).replace(" ,", ",")
    if before in ("and", "but") and not date.day and not date.year:
        return _after_conjunction(sentence, date, name)
    if not _may_lack_preposition(sentence, date):
        return None
    if not date.day and not date.year:
        return _bare_month(sentence, date, name)
    kind = "date-without-preposition"
    weight = _weight_before(sentence, date)
    word = "on" if date.day else "in"
    return sentence.hit(date.first, date.last, kind, f'"{word}" seems to be missing before "{name}"', weight)


def _opening_date(sentence: Words, date: _Date) -> Hit | None:
    """ "January 27, 2015 the album was released": neither "On" before the date nor a comma behind it."""
    if not (date.day and date.year) or len(sentence.all) < date.last + 6:
        return None
    if sentence.all[date.last + 1] not in ("the", "he", "she", "they", "it", "his", "her", "a", "an"):
        return None
    return sentence.hit(date.first, date.last, "date-without-preposition", '"On" seems to be missing before the date')


def _bare_month(sentence: Words, date: _Date, name: str) -> Hit | None:
    before = sentence.all[date.first - 1]
    weight = _weight_before(sentence, date)
    low = sentence.low[date.first - 1]
    if low in _WORKS or (name in AMBIGUOUS_MONTHS and low in _PERSONS):
        return None
    if name in AMBIGUOUS_MONTHS and before[0].isupper():
        weight = min(weight, _weight_behind_name(sentence, date.first, name))
    message = f'a preposition and perhaps a day seem to be missing before "{name}"'
    return sentence.hit(date.first, date.last, "bare-month", message, weight)


def _weight_behind_name(sentence: Words, first: int, name: str) -> float:
    """How likely "April" behind a capitalised word is the month, and not Brian May or Fredric March."""
    start = first - 1
    while start > 0 and (sentence.all[start - 1][0].isupper() or sentence.all[start - 1] == ","):
        start -= 1
    opener = sentence.low[start - 1] if start else ""
    if name == "March" or sentence.all[first - 1] == "Cape":
        return 0.6
    if name == "May":
        return 1.0 if opener in ("the", "in", "at") else 0.4
    return 1.0 if opener in ("the", "in", "at", "of", "from", "to") else 0.6


def _after_conjunction(sentence: Words, date: _Date, name: str) -> Hit | None:
    """ ", and November she was there": a clause that opens with a month and lost its preposition."""
    i = date.first - 1
    if name in AMBIGUOUS_MONTHS or i < 2 or _after(sentence, date) not in (",", "the", "he", "she", "they", "it"):
        return None
    near = sentence.all[max(0, i - 6) : i] + sentence.all[date.last + 1 : date.last + 6]
    if (sentence.low[i] == "and" and sentence.all[i - 1] != ",") or not MONTHS.isdisjoint(near):
        return None
    message = f'a preposition seems to be missing before "{name}"'
    return sentence.hit(date.first, date.last, "bare-month", message, 0.8)


def _on_month(sentence: Words, date: _Date) -> Hit | None:
    after = _after(sentence, date)
    if date.first > 1 and sentence.low[date.first - 2] in _ON_VERBS:
        return None
    if not (after in _CLOSE or after in (",", "of") or after in _FOLLOWERS or _dates_a_clause(sentence, date)):
        return None
    if after == "the" and is_day((sentence.all + [""] * 2)[date.last + 2] or "x"):
        return None
    name = " ".join(sentence.all[date.first : date.last + 1])
    message = f'the day seems to be missing from "on {name}"'
    return sentence.hit(date.first - 1, date.last, "month-without-day", message)


def _dates_a_clause(sentence: Words, date: _Date) -> bool:
    """Say whether what follows the date starts a clause, not a noun that the month describes."""
    after = [*sentence.all, "."][date.last + 1]
    if date.first == 1 and (date.year or (sentence.all[date.month] not in AMBIGUOUS_MONTHS and after[0].isupper())):
        return True
    return date.year and (is_verb_form(after.lower()) or after[0].isupper())


def _after(sentence: Words, date: _Date) -> str:
    """Return the token after the date, a full stop at the sentence's end."""
    return sentence.low[date.last + 1] if date.last + 1 < len(sentence.low) else "."


def _may_lack_preposition(sentence: Words, date: _Date) -> bool:
    """Say whether word before and word after leave no room for a date without a preposition."""
    i = date.first - 1
    before, low = sentence.all[i], sentence.low[i]
    compound = i > 1 and sentence.all[i - 1] == "-" and sentence.low[i - 2] not in ("mid", "early", "late")
    if not before[0].isalpha() or ((low in LEADERS or len(before) < 3) and not compound):
        return False
    if any(c.isdigit() for c in before) or low.endswith(("'s", "’s")):
        return False
    if before.isupper() and (date.day or before in _CLOCKS):
        return False
    if is_verb_form(low) and (date.day or date.year):
        return False
    after = _after(sentence, date)
    if after == ",":
        return _comma_is_sound(sentence, date)
    if not ends_date(sentence, date.last):
        return False
    if after == "and" and (sentence.all + [""] * 2)[date.last + 2] in MONTHS:
        return False
    return not _in_brackets(sentence, date.first)


def ends_date(sentence: Words, last: int) -> bool:
    """Say whether what follows the token *last* leaves the date before it whole: a mark, a function word, a verb.

    A noun there would be what the date describes ("the December 2014 decision").
    """
    if last + 1 >= len(sentence.low):
        return True
    after = sentence.low[last + 1]
    return after in _CLOSE or after == "," or after in _FOLLOWERS or is_verb_form(after)


def _comma_is_sound(sentence: Words, date: _Date) -> bool:
    """A comma after the date: part of an enumeration unless a clause goes on behind it."""
    if _in_brackets(sentence, date.first):
        return False
    return MONTHS.isdisjoint(sentence.all[date.last + 2 : date.last + 8])


def is_verb_form(low: str) -> bool:
    """Say whether the lower-case word looks like a past or a participle, or is one in the table."""
    return (low.endswith(("ed", "ing")) and len(low) > 4) or low in _PASTS


def _weight_before(sentence: Words, date: _Date) -> float:
    """How much a date proves that stands right behind the word before it."""
    i = date.first - 1
    before, low = sentence.all[i], sentence.low[i]
    if before[0].isupper():
        # Behind a name the date may belong to a title or an event;
        # a verb earlier in the sentence makes that unlikely.
        return 1.0 if any(w.islower() and (is_verb_form(w) or w in AUXILIARIES) for w in sentence.all[:i]) else 0.7
    if low in _WORKS:
        return 0.6
    return 1.0


def _in_brackets(sentence: Words, i: int) -> bool:
    before = sentence.all[:i]
    return before.count("(") + before.count("[") > before.count(")") + before.count("]")
