"""Which sentences of a section can be broken at all: the questions of all patterns, asked of all sentences at once.

Nearly every sentence is sound, and to read each with every pattern costs most of the time. Each pattern needs
certain neighbours (a determiner before a preposition, a month behind a noun); they are sought in the words of the
whole section, and only the sentences that hold one are read in full.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import compress, count, pairwise
from operator import eq
from typing import NamedTuple

from articlewatch.article.fluency import gaps
from articlewatch.article.patterns_en import (
    articles,
    clashes,
    dates,
    edges,
    leftovers,
    marks,
    number,
    ranges,
    regular,
    verbs,
)
from articlewatch.article.patterns_en.hit import TOKEN
from articlewatch.article.patterns_en.lexicon import FUNCTION_WORDS, MODALS, MONTHS
from articlewatch.article.running import RunningText

# A token of its own, that stands in no text, between two sentences.
_END = "\0"
# ASCII only: the lists asked for are English.
_WORD = re.compile(r"[a-z]+")
# From the beginning of a word only: from each letter of a long one it would take quadratic time.
_JOINED_WORD = re.compile(r"(?<![a-z])[a-z]+['’][a-z]+")


def _pairs(firsts: dict[str, str]) -> set[tuple[str, str]]:
    return {(first, second) for first, seconds in firsts.items() for second in seconds}


# Neighbours of which one stands in every hit of most patterns.
_PAIRS = frozenset(
    clashes.PAIRS
    | regular.PAIRS
    | verbs.DISAGREEING
    | gaps.HOLE_PAIRS
    | marks.PAIRS
    | leftovers.PAIRS
    | {(first, second) for first, seconds in ranges.RANGES.items() for second in seconds}
    | _pairs(dict.fromkeys(("until", "during"), ".;"))
    | _pairs(dict.fromkeys(("to", "and", "until"), ".,;"))
    | _pairs(dict.fromkeys(edges.DANGLING | edges.DANGLING_WEAK, ".!?"))
    | _pairs({",": ",;:.)", ";": ",;.)", ":": ",;.", ".": ".", "(": ",;.", "?": "?"})
)
_COUNTED = number.NOUNS | number.COLLECTIVE
# A space lost: roughly, with a set of letters at the beginning, which is quickly searched for, and as in :mod:`marks`.
_TOUCHING = re.compile(r"[.,;)A-Z(](?:(?<=[a-z\d)][.,;)])(?=[A-Za-z][a-z])|(?<=[a-z][A-Z(])(?=[A-Z]?[a-z]))")
_GLUED = re.compile(
    r"(?<=[a-z]{3})[.,;](?=[A-Z][a-z])|(?<=[a-z]{2})[,;](?=[a-z]{3})|(?<=\))[;,](?=[a-z]{3})"
    r"|(?<=[a-z\d])\)(?=[a-z]{3})|(?<=[a-z]{3})\((?=[A-Z]?[a-z]{3})|[A-Z](?=[a-z]{2})(?:"
    + "|".join(rf"(?<=\b{word}[A-Z])" for word in sorted(marks.GLUED))
    + ")"
)
_STARTS = re.compile(_END)
#: How far a second conjunction is looked for, in tokens; behind that the sentence is read in full.
_CLAUSES = 80
_SEARCHED = re.compile(r"turn\d")
_NEVER_BEFORE_DATE = dates.LEADERS & (gaps.LEADERS | FUNCTION_WORDS) - gaps.BEFORE_MONTH
_NEVER_BEFORE_YEAR = FUNCTION_WORDS | gaps.LEADERS | gaps.YEAR_LEADERS


class Reading(NamedTuple):
    """What reading the words of some sentences once tells of all.

    ``words`` are all words in lower case, those with an apostrophe whole and in their parts: the cheap question whether
    a list of words can hit at all. ``suspects`` are the indexes of the sentences in which a pattern or the model may
    find something: every sentence for which :func:`evidence.broken` returns a hit is among them.
    """

    words: frozenset[str]
    suspects: list[int]


def read(texts: Sequence[str]) -> Reading:
    """Return what the words of the sentences *texts* tell. Pure, and linear in the length."""
    joined = _END.join(("", *texts, ""))
    tokens = TOKEN.findall(joined)
    # Both are asked here, while the words are in the processor's cache: thousands of them are not kept.
    low = list(map(str.lower, tokens))
    return Reading(_words(low), _suspects(len(texts), joined, tokens, low))


def reading_of(running: RunningText) -> Reading:
    """Return what the words of all sentences of *running* tell, read once."""
    return running.extracted(_read)


def _read(running: RunningText) -> Reading:
    return read([sentence.masked for sentence in running.sentences])


def _words(low: list[str]) -> frozenset[str]:
    distinct = frozenset(low)
    rest = " ".join([word for word in distinct if not word.isalpha()])
    return distinct.union(_WORD.findall(rest), _JOINED_WORD.findall(rest))


def _suspects(size: int, joined: str, tokens: list[str], low: list[str]) -> list[int]:
    """Return which of *size* sentences are suspect, given these joined, their tokens, and those in lower case."""
    if joined.count(_END) != size + 1:
        return list(range(size))  # the separator stands in the text
    places = [*_doubled(low), *_paired(low), *_asked(tokens, low)]
    ends = list(compress(count(), map(_END.__eq__, low))) if places else []
    found = {bisect_right(ends, at) - 1 for at in places}
    touching = [m.start() for m in _TOUCHING.finditer(joined) if _GLUED.match(joined, m.start())]
    searched = [m.start() for m in _SEARCHED.finditer(joined)]
    if touching or searched:
        starts = [m.start() for m in _STARTS.finditer(joined)]
        found.update(bisect_right(starts, at) - 1 for at in (*touching, *searched))
    return sorted(found)


def _paired(low: list[str]) -> list[int]:
    return list(compress(count(), map(_PAIRS.__contains__, pairwise(low))))


def _asked(tokens: list[str], low: list[str]) -> list[int]:
    asked = compress(count(), map(_QUESTIONS.__contains__, low))
    return [i for i in asked if _QUESTIONS[low[i]](tokens, low, i)]


def _doubled(low: list[str]) -> Iterator[int]:
    """Yield where a word or a phrase of two to six words stands for the second time in a row.

    Where words stand again *width* words on, so do their lengths; these are compared all at once, as the bytes of
    one large number.
    """
    if True in map(eq, low, low[1:]):
        yield from (i for i, pair in enumerate(pairwise(low)) if pair[0] == pair[1] and pair[0][0].isalpha())
    size = len(low)
    lengths = int.from_bytes(bytes([len(word) & 255 for word in low]), "big")
    for width in range(2, 7):
        same = (lengths ^ (lengths >> 8 * width)).to_bytes(size, "big")
        run = bytes(width)
        at = same.find(run, width)
        while at >= 0:
            phrase = low[at : at + width]
            if phrase == low[at - width : at] and _END not in phrase:
                yield at
            at = same.find(run, at + 1)


# -- questions about one word, given the words of all sentences, the same in lower case, and its place --------


def _after_auxiliary(_tokens: list[str], low: list[str], i: int) -> bool:
    k = i - 1
    while k > 0 and (low[k] in verbs.ADVERBS or low[k].endswith("ly")) and i - k < 3:
        k -= 1
    return low[k] in _BEFORE_VERB[low[i]]


def _before_verb(form: str) -> frozenset[str]:
    """The words behind which the verb form may be wrong."""
    found: set[str] = set()
    if form in verbs.DISTINCT:
        found |= verbs.HAVE | verbs.BE
    if form in verbs.PASTS:
        found |= MODALS | {"to"}
    if form in verbs.PARTICIPLES:
        found |= verbs.SUBJECTS | verbs.SURE_MODALS
    return frozenset(found)


def _article(_tokens: list[str], low: list[str], i: int) -> bool:
    after = low[i + 1]
    first = after[0]
    if low[i] == "a":
        if first.isdigit():
            return articles.VOWEL_NUMBER.match(after) is not None
        return first in "aeiou" and len(after) > 2 and not after.startswith(articles.CONSONANT_PREFIXES)
    if len(after) < 3 or (after in FUNCTION_WORDS and after != "one"):
        return False
    if after.startswith(articles.YOU_SOUNDS) or after == "one":
        return True
    return first in "bcdfgjklmnpqrstvwyz" and not after.startswith(articles.VOWEL_PREFIXES)


def _month(tokens: list[str], low: list[str], i: int) -> bool:
    before, after = low[i - 1], low[i + 1]
    if tokens[i] not in MONTHS:
        return False  # the verbs "may" and "march"
    if dates.is_day(before):
        return dates.is_year(after) if low[i - 2] == _END else _precedes_date(low, i - 2)
    if before == _END or before == "on":
        return dates.is_day(after) == (before == _END)
    if before in ("and", "but"):
        return not low[i - 2][0].isdigit() or not (dates.is_day(after) or dates.is_year(after))
    if before[0].isdigit():
        return not dates.is_year(before)
    return before == ")" or _precedes_date(low, i - 1)


def _precedes_date(low: list[str], i: int) -> bool:
    return low[i][0].isalpha() and (low[i] not in _NEVER_BEFORE_DATE or low[i - 1] == "-")


def _year(tokens: list[str], low: list[str], i: int) -> bool:
    before = tokens[i - 1][0]
    return before.isalpha() and not before.isupper() and low[i - 1] not in _NEVER_BEFORE_YEAR


def _several(_tokens: list[str], low: list[str], i: int) -> bool:
    return not _COUNTED.isdisjoint(low[i + 1 : i + number.REACH])


def _one_of_the(_tokens: list[str], low: list[str], i: int) -> bool:
    return low[i + 1] == "of" and low[i + 2] == "the" and _several(_tokens, low, i + 2)


def _conjunction(_tokens: list[str], low: list[str], i: int) -> bool:
    second = "so" if low[i] in clashes.CAUSAL else "but"
    near = low[i : i + _CLAUSES]
    return second in near[: near.index(_END)] if _END in near else True


def _needs_time(_tokens: list[str], low: list[str], i: int) -> bool:
    return low[i + 1 : i + 4] == ["in", ".", _END]


def _always(_tokens: list[str], _low: list[str], _i: int) -> bool:
    return True


_FORMS = verbs.DISTINCT.keys() | verbs.PARTICIPLES.keys() | verbs.PASTS.keys()
_BEFORE_VERB = {form: _before_verb(form) for form in _FORMS}
_QUESTIONS: dict[str, Callable[[list[str], list[str], int], bool]] = {
    word: question
    for words, question in (
        (_FORMS, _after_auxiliary),
        (gaps.YEARS, _year),
        (gaps.LOW_MONTHS, _month),
        (number.QUANTIFIERS, _several),
        (clashes.CONCESSIVE | clashes.CAUSAL, _conjunction),
        (ranges.NEEDS_TIME, _needs_time),
        (leftovers.WORDS, _always),
        (("one",), _one_of_the),
        (("a", "an"), _article),
    )
    for word in words
}
