"""Paragraphs and sentences of one article that say the same in nearly the same words.

Candidates share shingles (runs of four words); only those are compared word by word. Of all shingles those are kept
that begin with one of a few letters, about every fifth, which any text has in the same places as its copy has. A
shingle that very many texts share proposes nothing, so the time is linear in the number of words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from functools import lru_cache
from itertools import combinations
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


class Shingles:
    """The sampled shingles of some texts.

    *holder* gives for each the place of the first text that holds it, *holders* for those that occur more than once
    (``again``) the places of all, once for each time.
    """

    __slots__ = ("_holder", "_holders", "_last", "again")

    def __init__(self, holder: dict[str, int], holders: dict[str, list[int]]) -> None:
        self._holder = holder
        self._holders = holders
        self.again = frozenset(holders)
        self._last: tuple[Set[str], list[str]] = frozenset(), []

    @property
    def counted(self) -> list[str]:
        """All shingles, and those that occur again once more: each that stands in two places comes twice."""
        return [*self._holder, *self.again]

    def among(self, wanted: Set[str]) -> list[str]:
        """Return those of *wanted* that occur here; the answer to the last question is kept."""
        if wanted is not self._last[0]:
            known = self._holder.keys()
            fewer, more = (known, wanted) if len(known) < len(wanted) else (wanted, known)
            self._last = wanted, [shingle for shingle in fewer if shingle in more]
        return self._last[1]

    def places(self, shingle: str) -> list[int]:
        """Return the places of the texts that hold *shingle*, which occurs here, once for each time."""
        return self._holders.get(shingle) or [self._holder[shingle]]


def words_of(text: str) -> list[str]:
    """Return the words of *text* in lower case, without punctuation."""
    return _WORD.findall(text.lower())


@lru_cache(maxsize=256)
def _kept_words(text: str) -> list[str]:
    return words_of(text)


def shingles_of(texts: Sequence[str]) -> Shingles:
    """Return the sampled shingles of *texts*."""
    holder: dict[str, int] = {}
    holders: dict[str, list[int]] = {}
    for number, text in enumerate(texts):
        words = text.lower().split()
        starts = [i for i, word in enumerate(words[: 1 - _SHINGLE]) if word[0] in _ANCHORS]
        found = [" ".join(words[i : i + _SHINGLE]) for i in starts]
        new = dict.fromkeys(found, number)
        if len(new) == len(found) and holder.keys().isdisjoint(new):
            holder.update(new)
            continue
        for shingle in found:
            if shingle in holder:
                holders.setdefault(shingle, [holder[shingle]]).append(number)
            else:
                holder[shingle] = number
    return Shingles(holder, holders)


def shared_shingles(groups: Sequence[tuple[int, Shingles]], twice: Set[str]) -> Counter[tuple[int, int]]:
    """Return how many sampled shingles each pair of texts shares, pairs by their places.

    *groups* are the :func:`shingles_of` some texts each, with the place of the first of them among all; *twice* holds
    every shingle that occurs in them more than once. A text that repeats a shingle within itself is paired with itself.
    """
    places: dict[str, list[int]] = {}
    for base, shingles in groups:
        for shingle in shingles.among(twice):
            places.setdefault(shingle, []).extend([base + number for number in shingles.places(shingle)])
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in places.values():
        if 1 < len(numbers) <= _COMMON:
            shared.update(combinations(numbers, 2))
    return shared


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
