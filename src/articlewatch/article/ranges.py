"""Stretches of a text, asked whether an offset lies in one of them: however many there are, the answer is quick."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate

from articlewatch.article.spans import Span


class Ranges:
    """A set of offsets made of spans, in any order and nested or not."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted((s.start, s.end) for s in spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __contains__(self, offset: int) -> bool:
        """Say whether *offset* lies in one of the spans."""
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._ends[index]


def overlap_test(spans: Iterable[Span]) -> Callable[[Span], bool]:
    """Return a function that says whether a span shares a code point with one of *spans*."""
    spans = sorted(spans)
    starts = [span.start for span in spans]
    # The furthest end of the spans up to each: of those that begin before a place ends, only that one matters.
    ends = list(accumulate((span.end for span in spans), max))

    def test(span: Span) -> bool:
        index = bisect_left(starts, span.end) - 1
        return index >= 0 and ends[index] > span.start

    return test


def line_start(text: str, offset: int, reach: int = 4000) -> int:
    """Return where the line of *offset* begins; on a line longer than *reach* code points, *reach* before it.

    The bound keeps a rule that asks for every link of one endless line from reading the line over and over.
    """
    low = max(0, offset - reach)
    found = text.rfind("\n", low, offset)
    return found + 1 if found >= 0 else low
