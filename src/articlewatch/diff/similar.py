"""Which units of two sets resemble each other, and how much, without looking at every pair of a large set."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import NamedTuple

from rapidfuzz.distance import Indel, LCSseq
from rapidfuzz.process import extract

from articlewatch.diff.meter import Meter
from articlewatch.diff.packing import Ids
from articlewatch.diff.tokens import Cutter

#: Up to this many pairs all are compared; beyond, only pairs that share rare words or lie near the diagonal.
_ALL_PAIRS = 40_000
_BAND = 12
#: A word in more units than this says nothing about which two belong together.
_RARE = 3
#: What looking at one pair costs beside its matrix, in cells: calls and bookkeeping.
_PAIR_COST = 2_000


class Pair(NamedTuple):
    """Units *i* and *j* with the words they share as weight and their similarity from 0 to 1."""

    i: int
    j: int
    weight: float
    similarity: float


class Wording:
    """The words of units, packed once and compared often.

    *left* and *right* are the units of the two texts; a unit without words (``|-``) is known by its marks.
    """

    def __init__(self, left: list[str], right: list[str], cutter: Cutter, meter: Meter) -> None:
        self._sides = (left, right)
        self._packed: tuple[dict[int, str], dict[int, str]] = ({}, {})
        self._cutter = cutter
        self._ids = Ids()
        self._meter = meter
        #: Set when the budget did not reach; whoever asked knows the place and resets it.
        self.fell_short = False

    def of(self, side: int, index: int) -> str:
        """Return the words of one unit (side 0 left, 1 right), one code point each."""
        packed = self._packed[side]
        if index not in packed:
            text = self._sides[side][index].lower()  # a title put in capitals is still the same title
            packed[index] = self._ids.pack(self._cutter.words(text) or self._cutter.tokens(text))
        return packed[index]

    def _affordable(self, cells: int) -> bool:
        if self._meter.spend(cells):
            return True
        self.fell_short = True
        return False

    def similarity(self, i: int, j: int) -> float:
        """Return how alike left unit *i* and right unit *j* are, from 0 to 1 (normalised Indel over words)."""
        a, b = self.of(0, i), self.of(1, j)
        if not self._affordable(len(a) * len(b) + _PAIR_COST):
            return 0.0
        return float(Indel.normalized_similarity(a, b))

    def joint(self, lefts: list[int], rights: list[int]) -> tuple[float, int]:
        """Return similarity and number of shared words of several units taken together on each side."""
        a = "".join(self.of(0, i) for i in lefts)
        b = "".join(self.of(1, j) for j in rights)
        if not a or not b or not self._affordable(len(a) * len(b) + _PAIR_COST):
            return 0.0, 0
        shared = int(LCSseq.similarity(a, b))
        return 2 * shared / (len(a) + len(b)), shared

    def same_place(self, i: int, j: int) -> bool:
        """Say whether two units that stand in the same place have enough in common to be one edited unit.

        Here marks count beside words: table rows share their bars even when every figure changed.
        """
        if not self._affordable(_PAIR_COST):
            return False
        a, b = (
            self._ids.pack(token for token in self._cutter.tokens(text.lower()) if not token.isspace())
            for text in (self._sides[0][i], self._sides[1][j])
        )
        if not self._affordable(len(a) * len(b)):
            return False
        shared = int(LCSseq.similarity(a, b))
        least = min(len(a), len(b))
        return shared >= 0.2 * (len(a) + len(b)) or (least >= 4 and shared >= 0.7 * least)

    def pairs(self, lefts: list[int], rights: list[int], least: float) -> list[Pair]:
        """Return the pairs of the two sets that are at least *least* alike, those of large sets by rare words."""
        if len(lefts) * len(rights) <= _ALL_PAIRS:
            return self._all_pairs(lefts, rights, least)
        found = []
        for i, j in self._likely(lefts, rights):
            similarity = self.similarity(i, j)
            if similarity >= least:
                found.append(self._pair(i, j, similarity))
        return found

    def _pair(self, i: int, j: int, similarity: float) -> Pair:
        return Pair(i, j, similarity * (len(self.of(0, i)) + len(self.of(1, j))) + 0.01, similarity)

    def _all_pairs(self, lefts: list[int], rights: list[int], least: float) -> list[Pair]:
        choices = [self.of(1, j) for j in rights]
        cells = sum(map(len, choices))
        found = []
        for i in lefts:
            words = self.of(0, i)
            if not self._affordable(len(words) * cells + _PAIR_COST):
                break
            for _, similarity, k in extract(
                words, choices, scorer=Indel.normalized_similarity, score_cutoff=least, limit=None
            ):
                found.append(self._pair(i, rights[k], similarity))
        return found

    def _likely(self, lefts: list[int], rights: list[int]) -> set[tuple[int, int]]:
        """Return pairs worth comparing: two shared rare words, or nearly the same place in the two lists."""
        if not self._affordable((len(lefts) + len(rights)) * _PAIR_COST):
            return set()
        homes: tuple[dict[str, list[int]], dict[str, list[int]]] = (defaultdict(list), defaultdict(list))
        for side, units in enumerate((lefts, rights)):
            for unit in units:
                for word in set(self.of(side, unit)):
                    homes[side][word].append(unit)
        votes: Counter[tuple[int, int]] = Counter()
        for word, left_homes in homes[0].items():
            right_homes = homes[1].get(word, ())
            if len(left_homes) <= _RARE and 0 < len(right_homes) <= _RARE:
                votes.update((i, j) for i in left_homes for j in right_homes)
        likely = {pair for pair, count in votes.items() if count >= 2}
        if not self._affordable(2 * _BAND * len(lefts) * _PAIR_COST):
            return likely
        slope = len(rights) / len(lefts)
        for k, i in enumerate(lefts):
            middle = int(k * slope)
            likely.update((i, j) for j in rights[max(middle - _BAND, 0) : middle + _BAND + 1])
        return likely
