"""What a comparison says: operations that can be replayed, blocks a reader recognises, and a map between both texts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from articlewatch.article.spans import Span
from articlewatch.diff.spanmap import SpanMap

OpKind = Literal["equal", "insert", "delete", "replace", "move"]
BlockKind = Literal["edited", "split", "merged", "moved", "inserted", "deleted"]


class Op(NamedTuple):
    """One step from the old text to the new.

    ``equal`` and ``move`` stand for the same text on both sides, ``move`` for text that stands elsewhere now.
    The old span of an insertion and the new span of a deletion are empty.
    """

    kind: OpKind
    old: Span
    new: Span


class Block(NamedTuple):
    """A run of whole lines that were edited, split, merged, moved, inserted or deleted.

    A moved block may hold edits; ``exact`` says that it holds none.
    """

    kind: BlockKind
    old: Span
    new: Span
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Diff:
    """The difference of two texts, offsets in code points.

    ``ops``, in the order of the new text, cover the new text without a gap, and every code point of the old
    text exactly once. ``blocks`` are the changed runs of lines in the same order. ``coarse`` names the places in
    the new text where the budget ran out: there the answer is correct but not the finest (whole lines or
    sentences instead of words).
    """

    old: str
    new: str
    ops: tuple[Op, ...]
    blocks: tuple[Block, ...]
    coarse: tuple[Span, ...] = ()
    _maps: list[SpanMap] = field(default_factory=list, repr=False, compare=False)

    @property
    def degraded(self) -> bool:
        """Whether the budget ran out somewhere (see ``coarse``)."""
        return bool(self.coarse)

    @property
    def identical(self) -> bool:
        """Whether both texts are the same."""
        return self.old == self.new

    def edits(self) -> Iterator[Op]:
        """Yield the operations that change something."""
        return (op for op in self.ops if op.kind != "equal")

    def replay(self) -> str:
        """Return the new text, made from the old text and what the insertions and replacements bring."""
        return "".join(
            self.old[op.old.start : op.old.end] if op.kind in ("equal", "move") else op.new.of(self.new)
            for op in self.ops
        )

    def reverse(self) -> Diff:
        """Return the difference from the new text back to the old one."""
        return Diff(
            self.new,
            self.old,
            _in_order([Op(_MIRROR[op.kind], op.new, op.old) for op in self.ops]),
            tuple(
                sorted(
                    (Block(_BLOCK_MIRROR[b.kind], b.new, b.old, b.exact) for b in self.blocks),
                    key=lambda block: (block.new.start, block.old.start),
                )
            ),
            tuple(span for span in map(self.map_back, self.coarse) if span),
        )

    def map_span(self, span: Span) -> Span | None:
        """Return where *span* of the old text is in the new one, or None when nothing of it is left.

        Edits inside the span stretch or shrink it; text replaced maps to its replacement; a span torn apart by a
        move maps to where most of it went.
        """
        if not self._maps:
            self._make_maps()
        return self._maps[0].locate(span)

    def map_back(self, span: Span) -> Span | None:
        """Return where *span* of the new text was in the old one, or None when all of it is new."""
        if not self._maps:
            self._make_maps()
        return self._maps[1].locate(span)

    def _make_maps(self) -> None:
        """Work out the maps when they are first asked for; most comparisons are never asked."""
        self._maps.append(SpanMap([(op.old, op.new, op.kind) for op in self.ops]))
        self._maps.append(SpanMap([(op.new, op.old, _MIRROR[op.kind]) for op in self.ops]))


_MIRROR: dict[OpKind, OpKind] = {
    "equal": "equal",
    "insert": "delete",
    "delete": "insert",
    "replace": "replace",
    "move": "move",
}
_BLOCK_MIRROR: dict[BlockKind, BlockKind] = {
    "edited": "edited",
    "split": "merged",
    "merged": "split",
    "moved": "moved",
    "inserted": "deleted",
    "deleted": "inserted",
}


def _in_order(ops: list[Op]) -> tuple[Op, ...]:
    """Sort operations by the new text; a deletion stays behind the operation it followed in the old text."""
    return tuple(sorted(ops, key=lambda op: (op.new.start, op.new.end, op.old.start)))
