"""Which units of the old text became which units of the new one: kept, edited, split, merged or moved."""

from __future__ import annotations

from articlewatch.article.spans import Span
from articlewatch.diff.affix import common_prefix, common_suffix
from articlewatch.diff.anchors import Match, anchored_blocks, gaps_between, pack_both, split_spine
from articlewatch.diff.linking import Link, Linking
from articlewatch.diff.meter import Meter
from articlewatch.diff.moved import MOVED_WEIGHT, extend_runs, find_moved, join_runs
from articlewatch.diff.tokens import Cutter
from articlewatch.diff.units import Units

#: Two units in the same place that begin and end alike for this share of the longer are one edited unit.
_SAME_PLACE = 0.5
#: In a gap of so few pairs a pair is unmistakable when no other pair shares even this much at its ends.
_FEW = 40
_HINT = 0.25
#: A unit shorter than this many code points is no part of a split.
_SNIPPET = 8
#: Gaps with more pairs than this are first divided by units that are unique inside the gap.
_DIVIDE = 2_500
#: How often a gap is divided at most.
_DEEPEST = 20


def align(left: Units, right: Units, cutter: Cutter, meter: Meter) -> list[Link]:
    """Return the links between the units, ascending in the old text; what is in none was deleted or inserted."""
    linking = Linking(left, right, cutter, meter)
    packed = pack_both(left.keys, right.keys)
    if packed is None:
        meter.coarse.append(Span(right.starts[0], right.starts[-1]))
        return []
    stays, moved = split_spine(anchored_blocks(*packed, linking.left.keys))
    for block in stays:
        _take_block(linking, block, 0)
    moves = [block for block in moved if block.weight * min(block.size, 2) >= MOVED_WEIGHT]
    for run, block in enumerate(moves, 1):
        _take_block(linking, block, run)
    for i0, i1, j0, j1 in gaps_between(stays, len(packed[0]), len(packed[1])):
        _fill(linking, linking.free_lefts(i0, i1), linking.free_rights(j0, j1), packed)
    run = len(moves)
    if linking.both_free():
        run = find_moved(linking, run)
    if run:
        extend_runs(linking)
        join_runs(linking)
    if linking.both_free():
        _pair_by_place(linking)
    return sorted(linking.links)


def _take_block(linking: Linking, block: Match, run: int) -> None:
    i, j, _, size = block
    linking.take(Link(i, i + size, j, j + size, "same", run))


def _fill(linking: Linking, lefts: list[int], rights: list[int], packed: tuple[str, str], depth: int = 0) -> None:
    """Link what corresponds within one gap of the spine."""
    if not lefts or not rights:
        return
    if len(lefts) == len(rights) and all(_edited_in_place(linking, i, j) for i, j in zip(lefts, rights, strict=True)):
        for i, j in zip(lefts, rights, strict=True):
            linking.pair(i, j)
        return
    pairs = _unmistakable(linking, lefts, rights)
    if pairs:
        for i, j in pairs:
            linking.pair(i, j)
        if len(pairs) == min(len(lefts), len(rights)):
            return
        i0 = j0 = 0
        for i, j in (*pairs, (lefts[-1] + 1, rights[-1] + 1)):
            _fill(linking, [k for k in lefts if i0 <= k < i], [k for k in rights if j0 <= k < j], packed, depth + 1)
            i0, j0 = i + 1, j + 1
        return
    if len(lefts) * len(rights) > _DIVIDE and depth < _DEEPEST and _divide(linking, lefts, rights, packed, depth):
        return
    linking.link_similar(lefts, rights, 0)


def _unmistakable(linking: Linking, lefts: list[int], rights: list[int]) -> list[tuple[int, int]]:
    """Return pairs that begin and end alike, if no other pair of the gap could be meant, ascending.

    Only of small gaps, and only where no other unit can be part of a split or merge: it spares looking at
    the words.
    """
    if len(lefts) * len(rights) > _FEW:
        return []
    pairs: list[tuple[int, int]] = []
    uncovered = 0.0
    for i in lefts:
        near = [(share, j) for j in rights if (share := _affix_share(linking, i, j)) > _HINT]
        if not near:
            continue
        share, j = near[0]
        if len(near) > 1 or share < _SAME_PLACE or (pairs and pairs[-1][1] >= j):
            return []
        pairs.append((i, j))
        uncovered = max(uncovered, (1 - share) * max(len(linking.left.keys[i]), len(linking.right.keys[j])))
    taken_a, taken_b = {i for i, _ in pairs}, {j for _, j in pairs}
    sizes = [len(linking.left.keys[i]) for i in lefts if i not in taken_a]
    sizes += [len(linking.right.keys[j]) for j in rights if j not in taken_b]
    return [] if any(_SNIPPET <= size < 2 * uncovered for size in sizes) else pairs


def _edited_in_place(linking: Linking, i: int, j: int) -> bool:
    """Say whether two units begin and end alike for half of their length: no need to look further."""
    return _affix_share(linking, i, j) >= _SAME_PLACE


def _affix_share(linking: Linking, i: int, j: int) -> float:
    """Return which share of the longer unit both begin and end with."""
    a, b = linking.left.keys[i], linking.right.keys[j]
    head = common_prefix(a, b)
    tail = common_suffix(a, b, min(len(a), len(b)) - head)
    return (head + tail) / max(len(a), len(b))


def _divide(linking: Linking, lefts: list[int], rights: list[int], packed: tuple[str, str], depth: int) -> bool:
    """Divide a large gap by units unique inside it; say whether there were any."""
    a = "".join(packed[0][i] for i in lefts)
    b = "".join(packed[1][j] for j in rights)
    stays, _ = split_spine(anchored_blocks(a, b, [linking.left.keys[i] for i in lefts]))
    stays = [block for block in stays if block.weight >= MOVED_WEIGHT]
    for block in stays:
        for k in range(block.size):
            i, j = lefts[block.i + k], rights[block.j + k]
            linking.pair(i, j)
    for i0, i1, j0, j1 in gaps_between(stays, len(a), len(b)) if stays else ():
        _fill(linking, lefts[i0:i1], rights[j0:j1], packed, depth + 1)
    return bool(stays)


def _pair_by_place(linking: Linking) -> None:
    """Pair what stands alone between the same neighbours, if it has something in common.

    This comes last: a unit that was found elsewhere is not also the one that took its place.
    """
    spine = sorted(link for link in linking.links if not link.run)
    end = Link(len(linking.free_a), len(linking.free_a), len(linking.free_b), len(linking.free_b), "same")
    i = j = 0
    for link in (*spine, end):
        lefts = linking.free_lefts(i, link.i0)
        rights = linking.free_rights(j, link.j0)
        i, j = link.i1, link.j1
        if len(lefts) != len(rights):
            continue
        for left, right in zip(lefts, rights, strict=True):
            if linking.wording.same_place(left, right):
                linking.pair(left, right)
        linking.own_up(rights)
