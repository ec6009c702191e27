"""Whether an offset lies in any of many spans, in logarithmic time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from articlewatch.article.spans import Span


class Cover:
    """The union of some spans; ``offset in cover`` says whether one of them holds the code point at *offset*."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[Span]) -> None:
        starts: list[int] = []
        ends: list[int] = []
        for start, end in sorted(spans):
            if ends and start <= ends[-1]:
                ends[-1] = max(ends[-1], end)
            elif end > start:
                starts.append(start)
                ends.append(end)
        self._starts = starts
        self._ends = ends

    def __contains__(self, offset: int) -> bool:
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._ends[index]
