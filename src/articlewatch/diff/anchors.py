"""What two sequences of lines (or sentences) have in common: anchors, the spine they form, and moved blocks."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import NamedTuple

from articlewatch.diff.affix import common_prefix, common_suffix
from articlewatch.diff.chain import heaviest_chain
from articlewatch.diff.packing import Ids


class Match(NamedTuple):
    """``left[i:i+size]`` equals ``right[j:j+size]``; weight is the text in it, in code points."""

    i: int
    j: int
    weight: float
    size: int


def spine(left: list[str], right: list[str]) -> list[Match]:
    """Return the blocks both sequences have in the same order, found by elements that are unique in both."""
    packed = pack_both(left, right)
    if packed is None:
        return []
    return split_spine(anchored_blocks(*packed, left))[0]


def pack_both(left: list[str], right: list[str]) -> tuple[str, str] | None:
    """Return both sequences as strings of one code point per element, or None when there are too many kinds."""
    ids = Ids()
    try:
        return ids.pack(left), ids.pack(right)
    except ValueError:
        return None


def anchored_blocks(a: str, b: str, texts: list[str]) -> list[Match]:
    """Return maximal equal blocks round every code point that is unique in both *a* and *b*, ascending in *a*.

    *texts* are the elements behind *a*; they give the blocks their weight. No two blocks overlap on either side.
    """
    once = _once(a) & _once(b)
    if not once:
        return []
    where = {c: j for j, c in enumerate(b) if c in once}
    anchors = [(i, where[c]) for i, c in enumerate(a) if c in once]
    at = [i for i, _ in anchors]
    taken_b = _Taken()
    blocks: list[Match] = []
    end_a = k = 0
    while k < len(anchors):
        i, j = anchors[k]
        ahead = _ahead(a, i, b, j)
        if taken_b.limits:
            floor_b, ceiling_b = taken_b.room(j)
            ahead = min(ahead, ceiling_b - j) if ceiling_b >= 0 else ahead
        else:
            floor_b = 0
        behind = common_suffix(a[end_a:i], b[floor_b:j], min(i - end_a, j - floor_b))
        size = behind + ahead
        start = i - behind
        weight = float(sum(map(len, texts[start : start + size])))
        blocks.append(Match(start, j - behind, weight, size))
        taken_b.add(j - behind, j + ahead)
        end_a = i + ahead
        k = bisect_left(at, end_a, k + 1)
    return blocks


def _once(packed: str) -> set[str]:
    return {c for c, count in Counter(packed).items() if count == 1}


def _ahead(a: str, i: int, b: str, j: int) -> int:
    """Return how long ``a[i:]`` and ``b[j:]`` stay equal, looking at growing stretches to stay linear."""
    size, reach = 0, 32
    while True:
        step = common_prefix(a[i + size : i + size + reach], b[j + size : j + size + reach])
        size += step
        if step < reach:
            return size
        reach *= 4


class _Taken:
    """The ranges of one side that blocks have taken, ascending."""

    def __init__(self) -> None:
        self.limits: list[int] = []

    def add(self, start: int, end: int) -> None:
        at = bisect_left(self.limits, start)
        self.limits[at:at] = (start, end)

    def room(self, at: int) -> tuple[int, int]:
        """Return the free range round *at*: (end of the range below, start of the one above, or -1)."""
        index = bisect_left(self.limits, at + 1)
        return (self.limits[index - 1] if index else 0), (self.limits[index] if index < len(self.limits) else -1)


def split_spine(blocks: list[Match]) -> tuple[list[Match], list[Match]]:
    """Return (blocks that stand in the same order on both sides, blocks that moved)."""
    js = [block.j for block in blocks]
    if js == sorted(js):
        return blocks, []
    kept = heaviest_chain([(block.i, block.j, block.weight) for block in blocks])
    stays = set(kept)
    return [blocks[k] for k in kept], [block for k, block in enumerate(blocks) if k not in stays]


def gaps_between(blocks: list[Match], size_a: int, size_b: int) -> list[tuple[int, int, int, int]]:
    """Return what lies between ascending *blocks*, as (start, end) on the left and (start, end) on the right."""
    gaps = []
    i = j = 0
    for block in (*blocks, Match(size_a, size_b, 0.0, 0)):
        if block.i > i or block.j > j:
            gaps.append((i, block.i, j, block.j))
        i, j = block.i + block.size, block.j + block.size
    return gaps
