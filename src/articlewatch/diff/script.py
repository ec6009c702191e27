"""The operations of a comparison while they are written down, and their finishing touches."""

from __future__ import annotations

from typing import NamedTuple

from articlewatch.article.spans import Span
from articlewatch.diff.meter import Meter
from articlewatch.diff.model import Block, BlockKind, Diff, Op, OpKind
from articlewatch.diff.sliding import best_shift
from articlewatch.diff.tokens import Cutter
from articlewatch.diff.words import Edit, Passage, word_edits

#: A line of which less than this share stayed is shown as replaced: scattered words in common are no help.
_KEPT = 0.2


class _Raw(NamedTuple):
    """An operation as four offsets: ``old[a0:a1]`` and ``new[b0:b1]``."""

    kind: OpKind
    a0: int
    a1: int
    b0: int
    b1: int


class Script:
    """Takes down operations in the order of the new text."""

    def __init__(self, old: str, new: str, cutter: Cutter, meter: Meter) -> None:
        self.old, self.new = old, new
        self.cutter, self.meter = cutter, meter
        self._raw: list[_Raw] = []
        self._blocks: list[Block] = []
        #: Where in ``_raw`` an inserted or deleted block is, by its place in ``_blocks``.
        self._whole: list[tuple[int, int]] = []

    def keep(self, a0: int, a1: int, b0: int, b1: int, kind: OpKind = "equal") -> None:
        """Write that a text stayed (``equal``) or stands elsewhere (``move``)."""
        if a0 == a1:
            return
        raw = self._raw
        if raw:
            last = raw[-1]
            if last.kind == kind and last.a1 == a0 and last.b1 == b0:
                raw[-1] = _Raw(kind, last.a0, a1, last.b0, b1)
                return
        raw.append(_Raw(kind, a0, a1, b0, b1))

    def insert(self, at: int, b0: int, b1: int) -> None:
        """Write that whole lines came in."""
        self._block_op("inserted", _Raw("insert", at, at, b0, b1))

    def delete(self, a0: int, a1: int, at: int) -> None:
        """Write that whole lines went."""
        self._block_op("deleted", _Raw("delete", a0, a1, at, at))

    def _block_op(self, kind: BlockKind, raw: _Raw) -> None:
        self._whole.append((len(self._raw), len(self._blocks)))
        self._raw.append(raw)
        self._blocks.append(Block(kind, Span(raw.a0, raw.a1), Span(raw.b0, raw.b1)))

    def block(self, kind: BlockKind, passage: Passage, exact: bool = False) -> None:
        """Write that lines were edited, split, merged or moved."""
        _, a0, a1, _, b0, b1 = passage
        self._blocks.append(Block(kind, Span(a0, a1), Span(b0, b1), exact))

    def edit(self, passage: Passage, unchanged: OpKind = "equal") -> None:
        """Write the words in which a passage differs; what stayed in it is *unchanged* (``equal`` or ``move``)."""
        _, a, a1, _, b, b1 = passage
        edits = word_edits(passage, self.cutter, self.meter)
        if len(edits) > 2 and _little_left(edits, passage):
            edits = [Edit(edits[0].a0, edits[-1].a1, edits[0].b0, edits[-1].b1)]
        for edit in edits:
            self.keep(a, edit.a0, b, edit.b0, unchanged)
            kind: OpKind = "insert" if edit.a0 == edit.a1 else "delete" if edit.b0 == edit.b1 else "replace"
            self._raw.append(_Raw(kind, *edit))
            a, b = edit.a1, edit.b1
        self.keep(a, a1, b, b1, unchanged)

    def finish(self) -> Diff:
        """Return the comparison."""
        for op_index, block_index in self._whole:
            self._slide(op_index, block_index)
        # tuple.__new__ makes the named tuples in half the time; most of a small comparison is making these.
        make = tuple.__new__
        ops = tuple(
            [make(Op, (kind, make(Span, (a0, a1)), make(Span, (b0, b1)))) for kind, a0, a1, b0, b1 in self._raw]
        )
        return Diff(self.old, self.new, ops, tuple(self._blocks), tuple(self.meter.coarse))

    def _slide(self, op_index: int, block_index: int) -> None:
        """Put an inserted or deleted run of lines where it begins with a heading or a row, if it can be shifted."""
        raw = self._raw
        if not 0 < op_index < len(raw) - 1:
            return
        before, op, after = raw[op_index - 1 : op_index + 2]
        if before.kind != "equal" or after.kind != "equal":
            return
        inserted = op.kind == "insert"
        text, start, end = (self.new, op.b0, op.b1) if inserted else (self.old, op.a0, op.a1)
        low, high = (before.b0, after.b1) if inserted else (before.a0, after.a1)
        by = best_shift(text, start, end, low + 1, high - 1, self.cutter)
        if by:
            op = _Raw(op.kind, op.a0 + by, op.a1 + by, op.b0 + by, op.b1 + by)
            raw[op_index - 1] = before._replace(a1=op.a0, b1=op.b0)
            raw[op_index] = op
            raw[op_index + 1] = after._replace(a0=op.a1, b0=op.b1)
            block = self._blocks[block_index]
            self._blocks[block_index] = block._replace(old=block.old.shift(by), new=block.new.shift(by))


def _little_left(edits: list[Edit], passage: Passage) -> bool:
    """Say whether hardly anything of a passage stayed between its edits."""
    _, a0, a1, _, b0, b1 = passage
    kept = a1 - a0 - sum(edit.a1 - edit.a0 for edit in edits)
    return kept < _KEPT * min(a1 - a0, b1 - b0)
