"""Spans found by place without walking through all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate
from typing import Generic, TypeVar

from articlewatch.article.spans import Span

ItemT = TypeVar("ItemT")

#: So many items are looked at before the place asked for, to find a long one that reaches into it.
_BACK = 16


class SpanIndex(Generic[ItemT]):
    """Items by their spans. Each look-up takes O(log n) and what it finds."""

    def __init__(self, items: Iterable[tuple[Span, ItemT]]) -> None:
        self._items = sorted(items, key=lambda item: item[0])
        self._starts = [span.start for span, _ in self._items]
        self._reach = list(accumulate((span.end for span, _ in self._items), max))

    def any_overlaps(self, span: Span) -> bool:
        """Say whether an item has a code point in common with *span*."""
        before = bisect_left(self._starts, span.end)
        return before > 0 and self._reach[before - 1] > span.start

    def any_covers(self, span: Span) -> bool:
        """Say whether *span* lies within an item that is not exactly as long."""
        after = bisect_left(self._starts, span.start + 1)
        if not after or self._reach[after - 1] < span.end:
            return False
        return any(item.covers(span) and item != span for item, _ in self._items[max(after - _BACK, 0) : after])

    def overlapping(self, span: Span) -> list[ItemT]:
        """Return the items that have a code point in common with *span*, in order."""
        end = bisect_left(self._starts, span.end)
        start = max(bisect_left(self._starts, span.start) - _BACK, 0)
        return [item for found, item in self._items[start:end] if found.end > span.start]
