"""Which units of the old text became which units of the new one: kept, edited, split, merged or moved."""

from __future__ import annotations

from collections import defaultdict
from typing import Literal, NamedTuple

from articlewatch.article.spans import Span
from articlewatch.diff.affix import common_prefix, common_suffix
from articlewatch.diff.anchors import Match, anchored_blocks, gaps_between, pack_both, split_spine
from articlewatch.diff.chain import heaviest_chain
from articlewatch.diff.meter import Meter
from articlewatch.diff.regroup import regroup
from articlewatch.diff.similar import Wording
from articlewatch.diff.tokens import Cutter
from articlewatch.diff.units import Units

LinkKind = Literal["same", "edited", "split", "merged"]

#: Two units in the same place are one edited unit when this share of their words is common.
_EDITED = 0.5
#: Two units in the same place that begin and end alike for this share of the longer are one edited unit.
_SAME_PLACE = 0.5
#: In a gap of so few pairs a pair is unmistakable when no other pair shares even this much at its ends.
_FEW = 40
_HINT = 0.25
#: A unit shorter than this many code points is no part of a split.
_SNIPPET = 8
#: A unit found elsewhere must be this alike, with at least so many shared words, to count as moved and edited.
_MOVED = 0.6
_MOVED_WORDS = 6
#: Code points an unchanged unit must have to count as moved (several together: half); below, it is boilerplate.
_MOVED_WEIGHT = 30
#: Gaps with more pairs than this are first divided by units that are unique inside the gap.
_DIVIDE = 2_500
#: How often a gap is divided at most.
_DEEPEST = 20
#: A unit with changes in a moved run may lie between at most so many unmatched units on either side.
_RUN_HOLE = 8


class Link(NamedTuple):
    """Old units ``[i0, i1)`` correspond to new units ``[j0, j1)``; ``run`` numbers moved runs, 0 for the spine."""

    i0: int
    i1: int
    j0: int
    j1: int
    kind: LinkKind
    run: int = 0


class Aligner:
    """Aligns the units of one comparison. ``links`` holds the result, ascending in the old text."""

    def __init__(self, left: Units, right: Units, cutter: Cutter, meter: Meter) -> None:
        self.left, self.right = left, right
        self.meter = meter
        self.wording = Wording(left.keys, right.keys, cutter, meter)
        self.free_a = bytearray(b"\1") * len(left.keys)
        self.free_b = bytearray(b"\1") * len(right.keys)
        self.links: list[Link] = []

    def align(self) -> list[Link]:
        """Return the links between the units, ascending in the old text; what is in none was deleted or inserted."""
        packed = pack_both(self.left.keys, self.right.keys)
        if packed is None:
            return []
        stays, moved = split_spine(anchored_blocks(*packed, self.left.keys))
        for block in stays:
            self._take_block(block, 0)
        moves = [block for block in moved if block.weight * min(block.size, 2) >= _MOVED_WEIGHT]
        for run, block in enumerate(moves, 1):
            self._take_block(block, run)
        for i0, i1, j0, j1 in gaps_between(stays, len(packed[0]), len(packed[1])):
            self._fill(self._free(self.free_a, i0, i1), self._free(self.free_b, j0, j1), packed)
        run = len(moves)
        if self._both_free():
            run = self._find_moved(run)
        if run:
            self._extend_runs()
            self._join_runs()
        if self._both_free():
            self._pair_by_place()
        return sorted(self.links)

    def _both_free(self) -> bool:
        """Say whether there are unmatched units on both sides."""
        return 1 in self.free_a and 1 in self.free_b

    @staticmethod
    def _free(free: bytearray, start: int, end: int) -> list[int]:
        return [k for k in range(start, end) if free[k]]

    def _take_block(self, block: Match, run: int) -> None:
        i, j, _, size = block
        self._take(Link(i, i + size, j, j + size, "same", run))

    def _take(self, link: Link) -> None:
        self.links.append(link)
        self.free_a[link.i0 : link.i1] = bytes(link.i1 - link.i0)
        self.free_b[link.j0 : link.j1] = bytes(link.j1 - link.j0)

    def _kind(self, i: int, j: int) -> LinkKind:
        return "same" if self.left.keys[i] == self.right.keys[j] else "edited"

    def _fill(self, lefts: list[int], rights: list[int], packed: tuple[str, str], depth: int = 0) -> None:
        """Link what corresponds within one gap of the spine."""
        if not lefts or not rights:
            return
        if len(lefts) == len(rights) and all(map(self._edited_in_place, lefts, rights)):
            for i, j in zip(lefts, rights, strict=True):
                self._take(Link(i, i + 1, j, j + 1, self._kind(i, j)))
            return
        pairs = self._unmistakable(lefts, rights)
        if pairs:
            for i, j in pairs:
                self._take(Link(i, i + 1, j, j + 1, self._kind(i, j)))
            if len(pairs) == min(len(lefts), len(rights)):
                return
            i0 = j0 = 0
            for i, j in (*pairs, (lefts[-1] + 1, rights[-1] + 1)):
                self._fill([k for k in lefts if i0 <= k < i], [k for k in rights if j0 <= k < j], packed, depth + 1)
                i0, j0 = i + 1, j + 1
            return
        if len(lefts) * len(rights) > _DIVIDE and depth < _DEEPEST and self._divide(lefts, rights, packed, depth):
            return
        self._link_similar(lefts, rights, 0)

    def _unmistakable(self, lefts: list[int], rights: list[int]) -> list[tuple[int, int]]:
        """Return pairs that begin and end alike, if no other pair of the gap could be meant, ascending.

        Only of small gaps, and only where no other unit can be part of a split or merge: it spares looking at
        the words.
        """
        if len(lefts) * len(rights) > _FEW:
            return []
        pairs: list[tuple[int, int]] = []
        uncovered = 0.0
        for i in lefts:
            near = [(share, j) for j in rights if (share := self._affix_share(i, j)) > _HINT]
            if not near:
                continue
            share, j = near[0]
            if len(near) > 1 or share < _SAME_PLACE or (pairs and pairs[-1][1] >= j):
                return []
            pairs.append((i, j))
            uncovered = max(uncovered, (1 - share) * max(len(self.left.keys[i]), len(self.right.keys[j])))
        taken_a, taken_b = {i for i, _ in pairs}, {j for _, j in pairs}
        sizes = [len(self.left.keys[i]) for i in lefts if i not in taken_a]
        sizes += [len(self.right.keys[j]) for j in rights if j not in taken_b]
        return [] if any(_SNIPPET <= size < 2 * uncovered for size in sizes) else pairs

    def _edited_in_place(self, i: int, j: int) -> bool:
        """Say whether two units begin and end alike for half of their length: no need to look further."""
        return self._affix_share(i, j) >= _SAME_PLACE

    def _affix_share(self, i: int, j: int) -> float:
        """Return which share of the longer unit both begin and end with."""
        a, b = self.left.keys[i], self.right.keys[j]
        head = common_prefix(a, b)
        tail = common_suffix(a, b, min(len(a), len(b)) - head)
        return (head + tail) / max(len(a), len(b))

    def _link_similar(self, lefts: list[int], rights: list[int], run: int) -> None:
        pairs = self.wording.pairs(lefts, rights, _EDITED)
        chain = [pairs[k] for k in heaviest_chain([(pair.i, pair.j, pair.weight) for pair in pairs])]
        for group in regroup(chain, lefts, rights, self.wording):
            i0, i1, j0, j1 = group.lefts[0], group.lefts[-1] + 1, group.rights[0], group.rights[-1] + 1
            kind: LinkKind = "merged" if i1 - i0 > 1 else "split" if j1 - j0 > 1 else self._kind(i0, j0)
            self._take(Link(i0, i1, j0, j1, kind, run))
        self._own_up(rights)

    def _own_up(self, rights: list[int]) -> None:
        """Note where the budget ran out."""
        if self.wording.fell_short and rights:
            self.meter.coarse.append(Span(self.right.starts[rights[0]], self.right.starts[rights[-1] + 1]))
        self.wording.fell_short = False

    def _divide(self, lefts: list[int], rights: list[int], packed: tuple[str, str], depth: int) -> bool:
        """Divide a large gap by units unique inside it; say whether there were any."""
        a = "".join(packed[0][i] for i in lefts)
        b = "".join(packed[1][j] for j in rights)
        stays, _ = split_spine(anchored_blocks(a, b, [self.left.keys[i] for i in lefts]))
        stays = [block for block in stays if block.weight >= _MOVED_WEIGHT]
        for block in stays:
            for k in range(block.size):
                i, j = lefts[block.i + k], rights[block.j + k]
                self._take(Link(i, i + 1, j, j + 1, "same"))
        for i0, i1, j0, j1 in gaps_between(stays, len(a), len(b)) if stays else ():
            self._fill(lefts[i0:i1], rights[j0:j1], packed, depth + 1)
        return bool(stays)

    def _find_moved(self, run: int) -> int:
        """Find among what is left on both sides the units that stand elsewhere now, perhaps edited.

        Returns the number of the last run.
        """
        lefts = self._free(self.free_a, 0, len(self.free_a))
        rights = self._free(self.free_b, 0, len(self.free_b))
        run = self._find_moved_unchanged(lefts, rights, run)
        lefts = [i for i in lefts if self.free_a[i]]
        rights = [j for j in rights if self.free_b[j]]
        return self._find_moved_edited(lefts, rights, run)

    def _find_moved_unchanged(self, lefts: list[int], rights: list[int], run: int) -> int:
        homes: dict[str, list[int]] = defaultdict(list)
        for j in reversed(rights):
            if len(self.right.keys[j]) >= _MOVED_WEIGHT:
                homes[self.right.keys[j]].append(j)
        for i in lefts:
            found = homes.get(self.left.keys[i])
            if found:
                run += 1
                j = found.pop()
                self._take(Link(i, i + 1, j, j + 1, "same", run))
        return run

    def _find_moved_edited(self, lefts: list[int], rights: list[int], run: int) -> int:
        if not lefts or not rights:
            return run
        pairs = self.wording.pairs(lefts, rights, _MOVED)
        self._own_up(rights)
        for i, j, weight, _ in sorted(pairs, key=lambda pair: (-pair.weight, pair.i, pair.j)):
            if weight >= 2 * _MOVED_WORDS and self.free_a[i] and self.free_b[j]:
                run += 1
                self._take(Link(i, i + 1, j, j + 1, "edited", run))
        return run

    def _extend_runs(self) -> None:
        """Add to moved units what stands unchanged beside them on both sides: a heading, the end of a table."""
        for link in [link for link in self.links if link.run]:
            i, j = link.i0 - 1, link.j0 - 1
            while i >= 0 and j >= 0 and self._stays_beside(i, j):
                self._take(Link(i, i + 1, j, j + 1, "same", link.run))
                i, j = i - 1, j - 1
            i, j = link.i1, link.j1
            while i < len(self.free_a) and j < len(self.free_b) and self._stays_beside(i, j):
                self._take(Link(i, i + 1, j, j + 1, "same", link.run))
                i, j = i + 1, j + 1

    def _stays_beside(self, i: int, j: int) -> bool:
        return bool(self.free_a[i] and self.free_b[j]) and self.left.keys[i] == self.right.keys[j]

    def _join_runs(self) -> None:
        """Make one run of moved links that follow each other on both sides, and link what lies between them."""
        moved = sorted(link for link in self.links if link.run)
        self.links = [link for link in self.links if not link.run]
        holes: list[tuple[list[int], list[int], int]] = []
        last: Link | None = None
        for link in moved:
            if last is not None and self._follows(last, link):
                link = link._replace(run=last.run)
                holes.append(([*range(last.i1, link.i0)], [*range(last.j1, link.j0)], link.run))
            self.links.append(link)
            last = link
        for lefts, rights, run in holes:
            if lefts and rights:
                self._link_similar(lefts, rights, run)
            # What is left over in a run was deleted or inserted there; it has no place in the spine.
            for i in lefts:
                self.free_a[i] = 0
            for j in rights:
                self.free_b[j] = 0

    def _follows(self, last: Link, link: Link) -> bool:
        return (
            0 <= link.i0 - last.i1 <= _RUN_HOLE
            and 0 <= link.j0 - last.j1 <= _RUN_HOLE
            and all(self.free_a[last.i1 : link.i0])
            and all(self.free_b[last.j1 : link.j0])
        )

    def _pair_by_place(self) -> None:
        """Pair what stands alone between the same neighbours, if it has something in common.

        This comes last: a unit that was found elsewhere is not also the one that took its place.
        """
        spine = sorted(link for link in self.links if not link.run)
        end = Link(len(self.free_a), len(self.free_a), len(self.free_b), len(self.free_b), "same")
        i = j = 0
        for link in (*spine, end):
            lefts = self._free(self.free_a, i, link.i0)
            rights = self._free(self.free_b, j, link.j0)
            i, j = link.i1, link.j1
            if len(lefts) != len(rights):
                continue
            for left, right in zip(lefts, rights, strict=True):
                if self.wording.same_place(left, right):
                    self._take(Link(left, left + 1, right, right + 1, self._kind(left, right)))
            self._own_up(rights)
