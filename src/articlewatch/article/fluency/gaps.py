"""Where a word may have been lost, and what the surroundings of such a gap look like to the model."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple
from zlib import crc32

from articlewatch.article.patterns_en.dates import ends_date, is_day, is_verb_form, is_year
from articlewatch.article.patterns_en.hit import Words
from articlewatch.article.patterns_en.lexicon import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    FUNCTION_WORDS,
    MONTHS,
    PREPOSITIONS,
    PRONOUNS,
    VERBS,
    pairs,
    prefixes,
    words,
)

#: ``month``, ``year``: a preposition may be lost before a date that holds a month, or before a mere year;
#: ``hole``: a word may be lost after a function word.
Head = Literal["month", "year", "hole"]

BUCKETS = 1 << 17

BEFORE_MONTH = frozenset({"and", "but", "out", "up", "down", "off", "there"})
LEADERS = (words("date_leaders") | words("weekdays") | {m.lower() for m in MONTHS}) - words("spans_of_time")
_WORKS = words("works")
YEAR_LEADERS = words("year_leaders") | _WORKS
_COPULAS = frozenset({"is", "are", "was", "were", "be", "been", "being", "it", "they", "he", "she", "them"})
_OF_TIME = frozenset({"until", "during"})
# Prepositions that readily follow another ("to between 35 and 65 per cent"), and adverbs of two words.
_SECOND_PREPOSITIONS = words("second_prepositions")
_ADVERBIALS = pairs("adverbials")
_MAY_END = words("may_end")
_PASSIVE = frozenset({"was", "were", "been"})
# Pasts that are no participles: never what "in" governs.
_PASTS = frozenset(v.past for v in VERBS if v.past not in (v.base, v.participle) and not v.mark)
_TIMED = words("timed_verbs")
_BINDERS = frozenset("-–—/'’\"“")
_PHRASAL = {particle: prefixes("phrasal", particle) for particle in words("phrasal")}
_OPENERS = words("gap_openers")
_SUBJECTS = frozenset({"he", "she", "they", "we"})
_HOLE_AFTER = (PREPOSITIONS | AUXILIARIES | CONJUNCTIONS | _SUBJECTS) - words("never_after_gap")
_HOLE_MARKS = frozenset(".,;:)")
HOLE_PAIRS = frozenset(
    (first, second)
    for first in _OPENERS
    for second in _HOLE_AFTER | _HOLE_MARKS | (_PASTS if first == "in" else frozenset())
)
LOW_MONTHS = frozenset(m.lower() for m in MONTHS)
YEARS = frozenset(str(year) for year in range(1000, 2100))
_SUFFIXES = tuple(sorted(words("suffixes"), key=lambda suffix: (-len(suffix), suffix)))


class Gap(NamedTuple):
    """A gap in front of the token *at*, up to and with the token *last* of what follows it."""

    at: int
    last: int
    head: Head


def gaps(sentence: Words) -> Iterator[Gap]:
    """Yield the gaps of a sentence that the model is asked about; most sentences have one or none."""
    holes = not HOLE_PAIRS.isdisjoint(sentence.pairs)
    times = not (LOW_MONTHS.isdisjoint(sentence.known) and YEARS.isdisjoint(sentence.known))
    if not holes and not times:
        return
    tokens, low = sentence.all, sentence.low
    for i in range(1, len(tokens)):
        before = low[i - 1]
        if before in _OPENERS:
            if (
                holes
                and i > 2
                and (before, low[i]) in HOLE_PAIRS
                and tokens[i][0] == low[i][0]
                and not _is_bound(sentence, i)
            ):
                yield Gap(i, i, "hole")
        elif not times:
            continue
        elif tokens[i] in MONTHS and _may_precede_month(tokens[i - 1], before):
            yield from _month_gap(sentence, i)
        elif tokens[i][0].isdigit() and before[0].isalpha() and before not in FUNCTION_WORDS:
            yield from _number_gap(sentence, i)


def _is_bound(sentence: Words, i: int) -> bool:
    """Say whether the two words at the gap in front of *i* belong together, or one of them to something else."""
    tokens, low = sentence.all, sentence.low
    first, second = low[i - 1], low[i]
    after = low[i + 1] if i + 1 < len(tokens) else ""
    if i > 1 and (tokens[i - 2] in _BINDERS or not (tokens[i - 2][0].isalnum() or tokens[i - 2] in ",)")):
        return True
    if (after in _BINDERS and sentence.touching(i + 1)) or (second == "." and i < len(tokens) - 1):
        return True
    if (len(after) == 1 and after.isalpha()) or (tokens[i - 1][0].isupper() and i > 1) or sentence.touching(i - 1):
        return True
    if second in ("and", "or", "but") and first not in _OF_TIME and not (first == "in" and low[i - 2] in _TIMED):
        return True
    if second in PREPOSITIONS and (second in _SECOND_PREPOSITIONS or (second, after) in _ADVERBIALS):
        return True
    if second in _HOLE_MARKS and not sentence.touching(i):
        return True
    if second == "," and (after in ("and", "or", "but", "if") or after in PREPOSITIONS):
        return True
    if second in _HOLE_MARKS and (first in _MAY_END or (first, low[i - 2]) == ("between", "in")):
        return True
    if i > 1 and second not in _SUBJECTS and _is_stranded(low[i - 2], first):
        return True
    return first in ("in", "of") and i > 1 and not _wants_more(sentence, i)


def _wants_more(sentence: Words, i: int) -> bool:
    """Say whether "in" or "of" in front of the token *i* must be followed by what it governs.

    Behind a verb only where that verb asks for a time ("was founded in"); else where no relative word nearby may
    have left the preposition behind.
    """
    low = sentence.low
    before, second = low[i - 2], low[i]
    if before in _TIMED or second in _PASTS:
        return True
    if (is_verb_form(before) and low[i - 3] not in _PASSIVE) or (low[i - 1] == "in" and second in PREPOSITIONS):
        return False
    return not any(_may_strand(sentence, k) for k in range(max(0, i - 7), i - 1))


def _may_strand(sentence: Words, k: int) -> bool:
    """Say whether the word at *k* may leave a preposition without its object: a relative, or "to" and a verb."""
    word, after = sentence.low[k], sentence.all[k + 1]
    return word in _RELATIVES and (word != "to" or (after.islower() and after not in DETERMINERS))


def _is_stranded(verb: str, particle: str) -> bool:
    """Say whether the particle may end its clause: "filled in", "the country it was in"."""
    return verb in _COPULAS or verb.startswith(_PHRASAL.get(particle, ("\0",)))


def _may_precede_month(token: str, low: str) -> bool:
    """Say whether a month right behind the token may have lost its preposition.

    A word other than a function word, a particle, "and" before a new clause, a closing bracket, and a number that
    is neither a day nor a year.
    """
    if token[0].isdigit():
        return not (is_day(token) or is_year(token))
    if token == ")":
        return True
    return token[0].isalpha() and low not in LEADERS and (low not in FUNCTION_WORDS or low in BEFORE_MONTH)


def _month_gap(sentence: Words, i: int) -> Iterator[Gap]:
    tokens = sentence.all
    if tokens[i] in ("March", "May") and tokens[i - 1][0].isupper():
        return
    if sentence.low[i - 1] in _WORKS or _in_enumeration(sentence, i):
        return
    last = i
    if i + 1 < len(tokens):
        if is_day(tokens[i + 1]):
            # "was launched December 21": Americans write so.
            if is_verb_form(sentence.low[i - 1]):
                return
            last = i + 1
        elif is_year(tokens[i + 1]):
            last = i + 1
    if ends_date(sentence, last) and not tokens[i - 1].endswith(("'s", "’s")):
        yield Gap(i, last, "month")


def _in_enumeration(sentence: Words, i: int) -> bool:
    """Say whether the month at *i* goes on with a list or a range ("in May and June", "between 1995 and March")."""
    if sentence.low[i - 1] not in ("and", "but"):
        return False
    return not MONTHS.isdisjoint(sentence.all[max(0, i - 7) : i]) or sentence.all[i - 2][0].isdigit()


def _number_gap(sentence: Words, i: int) -> Iterator[Gap]:
    tokens, low = sentence.all, sentence.low
    before = low[i - 1]
    if before in LEADERS or tokens[i - 1][0].isupper():
        # "Euro 2012", "the Defence Act 1903"
        return
    verb = is_verb_form(before)
    if is_year(tokens[i]):
        # "He finished 2001 as the winner": the year is the verb's object.
        if (
            before not in YEAR_LEADERS
            and ends_date(sentence, i)
            and not (verb and not (i > 1 and low[i - 2] in AUXILIARIES))
        ):
            yield Gap(i, i, "year")
    elif i + 1 < len(tokens) and tokens[i + 1] in MONTHS and is_day(tokens[i]) and not verb:
        yield Gap(i, i + 1, "month")


def features(sentence: Words, gap: Gap) -> tuple[int, ...]:
    """Return the buckets of the gap's features: hashes of the classes and words on both sides of it."""
    tokens, low, i = sentence.all, sentence.low, gap.at
    count = len(tokens)
    shape = [_shape(tokens[k], low[k]) if 0 <= k < count else "_" for k in range(i - 3, i)]
    l3, l2, l1 = shape
    after = gap.last + 1 if gap.head != "hole" else i
    what = _shape(tokens[i], low[i]) + (_shape(tokens[i + 1], low[i + 1]) if gap.last > i else "")
    r1, r2 = (_shape(tokens[k], low[k]) if k < count else "_" for k in (after, after + 1))
    word, following = low[i - 1], low[after] if after < count else "_"
    earlier = set(low[: i - 1])
    relative = "r" if earlier & _RELATIVES else "n"
    verb = "v" if earlier & AUXILIARIES or any(is_verb_form(w) for w in earlier) else "n"
    inside = "(" if low[:i].count("(") > low[:i].count(")") else "n"
    head = "hole" if gap.head == "hole" else "time"
    second = low[i - 2] if i > 1 else "_"
    phrasal = "p" if word in _PHRASAL and second.startswith(_PHRASAL[word]) else "n"
    return tuple(
        crc32(f"{head}{n}{feature}".encode()) % BUCKETS
        for n, feature in enumerate(
            (
                f"{what}",
                f"{l1} {what}",
                f"{word} {what}",
                f"{what} {r1}",
                f"{what} {following}",
                f"{l1} {what} {r1}",
                f"{l2} {l1} {what}",
                f"{l2} {l1} {what} {r1}",
                f"{l1} {what} {r1} {r2}",
                f"{l3} {l2} {l1} {what}",
                f"{word}",
                f"{l2} {word} {relative}",
                f"{l1} {r1} {relative} {verb}",
                f"{what} {relative} {verb} {inside}",
                f"{what} {l1} {inside} {count - after < 2}",
                f"{second} {word} {what}",
                f"{second} {word}",
                f"{word} {what} {phrasal} {relative}",
                f"{phrasal} {what} {r1}",
            )
        )
    )


_RELATIVES = frozenset({"which", "that", "who", "whom", "what", "where", "whose", "how", "to"})


def _shape(token: str, low: str) -> str:
    """Return the class of a token: itself if it is a function word or a mark, else how it looks."""
    if low in FUNCTION_WORDS or low in PRONOUNS:
        return low
    first = token[0]
    if first.isdigit():
        return "Y" if is_year(token) else "D" if is_day(token) else "N"
    if not first.isalpha():
        return token
    if token in MONTHS:
        return "M"
    if first.isupper():
        return "U" if token.isupper() else "C"
    if is_verb_form(low):
        return "v"
    for suffix in _SUFFIXES:
        if low.endswith(suffix):
            return "x" + suffix
    return "x"
