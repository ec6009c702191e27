"""Where a span of one text is found in the other, told from the operations between them."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple

from articlewatch.article.spans import Span


class _Piece(NamedTuple):
    """A part of the span asked for, and where it went; ``moved`` tells the runs of pieces apart."""

    target: Span
    weight: int
    moved: bool


class SpanMap:
    """Carries spans from a source text to a target text.

    It is made of (source span, target span, kind) triples that cover the source without overlap, the kinds being
    those of ``articlewatch.diff.model.Op``. One look-up takes O(log n) and the operations the span crosses.
    """

    __slots__ = ("_starts", "_steps")

    def __init__(self, steps: list[tuple[Span, Span, str]]) -> None:
        self._steps = sorted(step for step in steps if step[2] != "insert")
        self._starts = [source.start for source, _, _ in self._steps]

    def locate(self, span: Span) -> Span | None:
        """Return the place of *span* in the target text, or None when nothing of it is left."""
        if span.start >= span.end:
            return self._locate_point(span.start)
        index = bisect_right(self._starts, span.start) - 1
        if index >= 0:
            source, target, kind = self._steps[index]
            if span.end <= source.end and kind in ("equal", "move"):
                return span.shift(target.start - source.start)
        pieces = self._pieces(span)
        if not pieces:
            return None
        run = max(_runs(pieces), key=lambda run: sum(piece.weight for piece in run))
        return Span(min(p.target.start for p in run), max(p.target.end for p in run))

    def _pieces(self, span: Span) -> list[_Piece]:
        pieces: list[_Piece] = []
        for source, target, kind in self._steps[max(bisect_right(self._starts, span.start) - 1, 0) :]:
            if source.start >= span.end:
                break
            low, high = max(source.start, span.start), min(source.end, span.end)
            if low >= high or kind == "delete":
                continue
            if kind == "replace":
                # What replaced the text has no finer correspondence; it weighs little against text that stayed.
                pieces.append(_Piece(target, 1, False))
            else:
                by = target.start - source.start
                pieces.append(_Piece(Span(low + by, high + by), 2 * (high - low), kind == "move"))
        return pieces

    def _locate_point(self, at: int) -> Span | None:
        """Return the empty span for an empty one: it sticks to the text before it, then to the text after it."""
        index = bisect_right(self._starts, at) - 1
        for step in (index, index - 1, index + 1):
            if not 0 <= step < len(self._steps):
                continue
            source, target, kind = self._steps[step]
            if kind in ("equal", "move") and source.start <= at <= source.end:
                return Span(at - source.start + target.start, at - source.start + target.start)
        if not self._steps:
            return Span(0, 0)
        source, target, kind = self._steps[max(index, 0)]
        return None if kind == "delete" else Span(target.start, target.start)


def _runs(pieces: list[_Piece]) -> list[list[_Piece]]:
    """Split the pieces where the target jumps: between moved and unmoved text, and backwards."""
    runs: list[list[_Piece]] = [[pieces[0]]]
    for piece in pieces[1:]:
        last = runs[-1][-1]
        if piece.moved != last.moved or piece.target.start < last.target.end:
            runs.append([piece])
        else:
            runs[-1].append(piece)
    return runs
