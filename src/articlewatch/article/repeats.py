"""Paragraphs and sentences of one article that say the same in nearly the same words.

Candidates share shingles (runs of four words); only those are compared word by word. Of all shingles those are kept
that begin with one of a few letters, about every fifth, which any text has in the same places as its copy has. A
shingle that very many texts share proposes nothing, so the time is linear in the number of words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
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
    seen: set[str] = set()
    twice: set[str] = set()
    for _, shingles in groups:
        twice |= shingles.known & seen
        twice |= shingles.again
        seen |= shingles.known
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
        first, second = words_of(texts[one]), words_of(texts[other])
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
