"""From links between units to operations over the whole text, in the order of the new one."""

from __future__ import annotations

from collections import defaultdict

from articlewatch.diff.linking import Link
from articlewatch.diff.model import OpKind
from articlewatch.diff.script import Script
from articlewatch.diff.units import Units
from articlewatch.diff.words import Passage


class Assembly:
    """Writes the links of one comparison to a script."""

    def __init__(self, script: Script, left: Units, right: Units, links: list[Link]) -> None:
        self.script = script
        self.left, self.right = left, right
        self.spine = [link for link in links if not link.run]
        self.runs: dict[int, list[Link]] = {}
        self.in_run = bytearray(len(left.keys))
        by_number: dict[int, list[Link]] = defaultdict(list)
        for link in links:
            if link.run:
                by_number[link.run].append(link)
        for run in by_number.values():
            self.runs[run[0].j0] = run
            self.in_run[run[0].i0 : run[-1].i1] = b"\1" * (run[-1].i1 - run[0].i0)

    def write(self) -> None:
        """Write all operations."""
        i = j = 0
        for link in self.spine:
            self._gap(i, link.i0, j, link.j0)
            self._link(link, "equal")
            i, j = link.i1, link.j1
        self._gap(i, len(self.left.keys), j, len(self.right.keys))

    def _gap(self, i0: int, i1: int, j0: int, j1: int) -> None:
        """Write what lies between two links of the spine: what went, then what came, moved runs among it."""
        at_a, at_b = self.left.starts, self.right.starts
        start = i0
        for i in range(i0, i1 + 1):
            if i == i1 or self.in_run[i]:
                if start < i:
                    self.script.delete(at_a[start], at_a[i], at_b[j0])
                start = i + 1
        start = j = j0
        while j < j1:
            run = self.runs.get(j)
            if run is None:
                j += 1
                continue
            self._insert(i1, start, j)
            self._run(run)
            start = j = run[-1].j1
        self._insert(i1, start, j1)

    def _insert(self, i: int, j0: int, j1: int) -> None:
        if j0 < j1:
            self.script.insert(self.left.starts[i], self.right.starts[j0], self.right.starts[j1])

    def _run(self, run: list[Link]) -> None:
        """Write a moved run, with the edits, insertions and deletions inside it."""
        exact = True
        i, j = run[0].i0, run[0].j0
        passage = self._passage(i, run[-1].i1, j, run[-1].j1)
        exact = passage.old[passage.a0 : passage.a1] == passage.new[passage.b0 : passage.b1]
        self.script.block("moved", passage, exact)
        for link in run:
            if i < link.i0:
                self.script.delete(self.left.starts[i], self.left.starts[link.i0], self.right.starts[j])
            self._insert(link.i0, j, link.j0)
            self._link(link, "move")
            i, j = link.i1, link.j1

    def _link(self, link: Link, unchanged: OpKind) -> None:
        i0, i1, j0, j1, kind, _ = link
        passage = self._passage(i0, i1, j0, j1)
        if kind != "same":
            self.script.block(kind, passage)
            self.script.edit(passage, unchanged)
            return
        old, a0, a1, new, b0, b1 = passage
        if old[a0:a1] == new[b0:b1]:
            self.script.keep(a0, a1, b0, b1, unchanged)
            return
        for i, j in zip(range(i0, i1), range(j0, j1), strict=True):
            unit = self._passage(i, i + 1, j, j + 1)
            if old[unit.a0 : unit.a1] == new[unit.b0 : unit.b1]:
                self.script.keep(unit.a0, unit.a1, unit.b0, unit.b1, unchanged)
            else:
                self.script.block("edited", unit)
                self.script.edit(unit, unchanged)

    def _passage(self, i0: int, i1: int, j0: int, j1: int) -> Passage:
        at_a, at_b = self.left.starts, self.right.starts
        return Passage(self.script.old, at_a[i0], at_a[i1], self.script.new, at_b[j0], at_b[j1])
