"""Paragraphs and sentences of one article that say the same in nearly the same words.

Candidates share shingles (runs of four words); only those are compared word by word. Of all shingles those are kept
that begin with one of a few letters, about every fifth, which any text has in the same places as its copy has. A
shingle that very many texts share proposes nothing, so the time is linear in the number of words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from rapidfuzz.distance import Indel

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_SHINGLE = 4
_ANCHORS = frozenset("bcdprm")
#: More texts than this with one shingle are a formula ("the population was spread out, with").
_COMMON = 6


class Repeat(NamedTuple):
    """Two texts by their places in the sequence given, the earlier first, and their likeness from 0 to 1."""

    first: int
    second: int
    likeness: float


class Shingles(NamedTuple):
    """The sampled shingles of some texts.

    ``holders`` gives for each the places of the texts that hold it, once for each time; ``known`` are all of them,
    ``again`` those that occur more than once.
    """

    holders: dict[str, list[int]]
    known: frozenset[str]
    again: frozenset[str]


def words_of(text: str) -> list[str]:
    """Return the words of *text* in lower case, without punctuation."""
    return _WORD.findall(text.lower())


@lru_cache(maxsize=256)
def _kept_words(text: str) -> list[str]:
    return words_of(text)


def shingles_of(texts: Sequence[str]) -> Shingles:
    """Return the sampled shingles of *texts*."""
    holders: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        words = text.lower().split()
        last = len(words) - _SHINGLE
        for i in [i for i, word in enumerate(words) if word[0] in _ANCHORS]:
            if i <= last:
                shingle = " ".join(words[i : i + _SHINGLE])
                if shingle in holders:
                    holders[shingle].append(number)
                else:
                    holders[shingle] = [number]
    again = frozenset(shingle for shingle, numbers in holders.items() if len(numbers) > 1)
    return Shingles(holders, frozenset(holders), again)


def shared_shingles(groups: Sequence[tuple[int, Shingles]]) -> Counter[tuple[int, int]]:
    """Return how many sampled shingles each pair of texts shares, pairs by their places.

    *groups* are the :func:`shingles_of` some texts each, with the place of the first of them among all.
    A text that repeats a shingle within itself is paired with itself.
    """
    twice = _in_several([shingles.known for _, shingles in groups])
    twice.update(*(shingles.again for _, shingles in groups))
    places: dict[str, list[int]] = {}
    for base, shingles in groups:
        for shingle in shingles.known & twice:
            places.setdefault(shingle, []).extend(base + number for number in shingles.holders[shingle])
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in places.values():
        if 1 < len(numbers) <= _COMMON:
            for i, one in enumerate(numbers):
                for other in numbers[i + 1 :]:
                    shared[one, other] += 1
    return shared


class _Tally:
    """How many of some sets hold each shingle; another revision of the page changes few of the sets."""

    def __init__(self) -> None:
        self._sets: dict[int, frozenset[str]] = {}
        self._times: dict[int, int] = {}
        self._counts: dict[str, int] = {}
        self._several: set[str] = set()

    def several(self, sets: Sequence[frozenset[str]]) -> set[str]:
        """Return the shingles that more than one of *sets* holds."""
        times: dict[int, int] = {}
        by_id = {id(each): each for each in sets}
        for each in sets:
            times[id(each)] = times.get(id(each), 0) + 1
        if 2 * len(by_id.keys() & self._sets.keys()) < len(by_id):  # another page
            self._counts = dict(Counter(chain.from_iterable(sets)))
            self._several = {shingle for shingle, count in self._counts.items() if count > 1}
            self._sets, self._times = by_id, times
            return self._several.copy()
        # The sets counted before are held on to, so that none of their numbers can be another's now.
        for number in by_id.keys() | self._sets.keys():
            more = times.get(number, 0) - self._times.get(number, 0)
            if more:
                self._count(by_id[number] if number in by_id else self._sets[number], more)
        self._sets, self._times = by_id, times
        return self._several.copy()

    def _count(self, shingles: frozenset[str], more: int) -> None:
        counts, several = self._counts, self._several
        for shingle in shingles:
            count = counts[shingle] = counts.get(shingle, 0) + more
            if count > 1:
                several.add(shingle)
                continue
            several.discard(shingle)
            if not count:
                del counts[shingle]


#: The tally of the page looked at last; taken away while it is in use, so that two threads never share it.
_TALLIES: list[_Tally] = []


def _in_several(sets: Sequence[frozenset[str]]) -> set[str]:
    try:
        tally = _TALLIES.pop()
    except IndexError:
        tally = _Tally()
    found = tally.several(sets)
    if not _TALLIES:
        _TALLIES.append(tally)
    return found


def find_repeats(
    texts: Sequence[str], shared: Counter[tuple[int, int]], *, likeness: float, least: int
) -> Iterator[Repeat]:
    """Yield pairs of *texts* of at least *least* words that are at least that alike.

    *shared* comes from :func:`shared_shingles`. The likeness is that of the words in order: twice the longest common
    subsequence over both lengths. Copies whose first words name different things are formulas and left out.
    """
    for (one, other), count in sorted(shared.items()):
        if one == other or count < 2:
            continue
        shorter, longer = sorted((len(texts[one]), len(texts[other])))
        if shorter < 4 * least or shorter < longer / 2 or count < shorter // 400:
            continue
        first, second = _kept_words(texts[one]), _kept_words(texts[other])
        if min(len(first), len(second)) < least:
            continue
        found = Indel.normalized_similarity(first, second, score_cutoff=likeness)
        if found == 1 or (found >= likeness and _same_subject(texts[one], texts[other])):
            yield Repeat(one, other, found)


def _same_subject(one: str, other: str) -> bool:
    """Say whether the names and numbers among the first words are the same, or one text has some more."""
    first, second = _names(one), _names(other)
    return first <= second or second <= first


def _names(text: str) -> set[str]:
    words = [w.strip(",.;:()'\"") for w in text.split()[:7]]
    return {w for w in words[1:] if w[:1].isupper() or w[:1].isdigit()}
