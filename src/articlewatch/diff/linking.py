"""The units of one comparison while they are being linked: which are free, which correspond."""

from __future__ import annotations

from typing import Literal, NamedTuple

from articlewatch.article.spans import Span
from articlewatch.diff.chain import heaviest_chain
from articlewatch.diff.meter import Meter
from articlewatch.diff.regroup import regroup
from articlewatch.diff.similar import Wording
from articlewatch.diff.tokens import Cutter
from articlewatch.diff.units import Units

LinkKind = Literal["same", "edited", "split", "merged"]

#: Two units in the same place are one edited unit when this share of their words is common.
_EDITED = 0.5


class Link(NamedTuple):
    """Old units ``[i0, i1)`` correspond to new units ``[j0, j1)``; ``run`` numbers moved runs, 0 for the spine."""

    i0: int
    i1: int
    j0: int
    j1: int
    kind: LinkKind
    run: int = 0


class Linking:
    """Holds the links made so far; ``free_a`` and ``free_b`` mark with 1 the units that are in none."""

    def __init__(self, left: Units, right: Units, cutter: Cutter, meter: Meter) -> None:
        self.left, self.right = left, right
        self.meter = meter
        self.wording = Wording(left.keys, right.keys, cutter, meter)
        self.free_a = bytearray(b"\1") * len(left.keys)
        self.free_b = bytearray(b"\1") * len(right.keys)
        self.links: list[Link] = []

    def free_lefts(self, start: int, end: int) -> list[int]:
        """Return the unmatched old units of a range."""
        return [k for k in range(start, end) if self.free_a[k]]

    def free_rights(self, start: int, end: int) -> list[int]:
        """Return the unmatched new units of a range."""
        return [k for k in range(start, end) if self.free_b[k]]

    def both_free(self) -> bool:
        """Say whether there are unmatched units on both sides."""
        return 1 in self.free_a and 1 in self.free_b

    def take(self, link: Link) -> None:
        """Link units that were free."""
        self.links.append(link)
        self.free_a[link.i0 : link.i1] = bytes(link.i1 - link.i0)
        self.free_b[link.j0 : link.j1] = bytes(link.j1 - link.j0)

    def pair(self, i: int, j: int, run: int = 0) -> None:
        """Link one old with one new unit."""
        kind: LinkKind = "same" if self.left.keys[i] == self.right.keys[j] else "edited"
        self.take(Link(i, i + 1, j, j + 1, kind, run))

    def link_similar(self, lefts: list[int], rights: list[int], run: int) -> None:
        """Link the units of a gap that are alike, in order, and what was split or merged."""
        pairs = self.wording.pairs(lefts, rights, _EDITED)
        chain = [pairs[k] for k in heaviest_chain([(pair.i, pair.j, pair.weight) for pair in pairs])]
        for group in regroup(chain, lefts, rights, self.wording):
            i0, i1, j0, j1 = group.lefts[0], group.lefts[-1] + 1, group.rights[0], group.rights[-1] + 1
            if i1 - i0 == j1 - j0 == 1:
                self.pair(i0, j0, run)
            else:
                self.take(Link(i0, i1, j0, j1, "merged" if i1 - i0 > 1 else "split", run))
        self.own_up(rights)

    def own_up(self, rights: list[int]) -> None:
        """Note where the budget ran out while *rights* were compared."""
        if self.wording.fell_short and rights:
            self.meter.coarse.append(Span(self.right.starts[rights[0]], self.right.starts[rights[-1] + 1]))
        self.wording.fell_short = False
