"""What was asked of all the passages of a page, so that another revision of it asks only those that changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import chain
from typing import Any, Generic, TypeVar

from articlewatch.article.passage import Passage

T = TypeVar("T")
KeyT = TypeVar("KeyT", bound=Hashable)


class Tally(Generic[KeyT]):
    """How often each key occurs on a page: ``counts``, in no order, and ``several``, those that occur more than once.

    Where an edit changes none of them, both are the same objects as before it.
    """

    __slots__ = ("counts", "several")

    def __init__(self, counts: dict[KeyT, int], several: frozenset[KeyT]) -> None:
        self.counts = counts
        self.several = several

    @classmethod
    def of(cls, keys: Iterable[KeyT]) -> Tally[KeyT]:
        """Count *keys*."""
        counts = dict(Counter(keys))
        return cls(counts, frozenset([key for key, count in counts.items() if count > 1]))

    def changed(self, gone: Iterable[KeyT], come: Iterable[KeyT]) -> Tally[KeyT]:
        """Return the tally after *gone* went and *come* came."""
        more = Counter(come)
        more.subtract(gone)
        changes = {key: change for key, change in more.items() if change}
        if not changes:
            return self
        counts = self.counts.copy()
        for key, change in changes.items():
            count = counts[key] = counts.get(key, 0) + change
            if not count:
                del counts[key]
        several = {key for key in changes if counts.get(key, 0) > 1}
        if several == changes.keys() & self.several:
            return Tally(counts, self.several)
        return Tally(counts, (self.several - changes.keys()) | several)


class Gathered:
    """The answers of the *passages* of a page, in their order.

    The first *head* and the last *tail* passages are those of another revision, whose answers *before* holds.
    """

    def __init__(
        self, passages: Sequence[Passage], before: Gathered | None = None, head: int = 0, tail: int = 0
    ) -> None:
        self._passages = passages
        self._head, self._tail = head, tail
        self._answers: dict[Callable[[Passage], Any], list[Any]] = {}
        self._tallies: dict[Callable[[Passage], Any], Tally[Any]] = {}
        # Not *before* itself, which has another revision before it.
        self._known = before._answers if before is not None else {}
        self._known_tallies = before._tallies if before is not None else {}

    def each(self, extract: Callable[[Passage], T]) -> list[T]:
        """Return what *extract* takes out of each passage; see ``Article.each``."""
        found = self._answers.get(extract)
        if found is None:
            known = self._known.get(extract)
            head, tail = (self._head, self._tail) if known is not None else (0, 0)
            new = self._passages[head : len(self._passages) - tail]
            found = [passage.extracted(extract) for passage in new]
            if known is not None:
                found = [*known[:head], *found, *known[len(known) - tail :]]
            self._answers[extract] = found
        return found

    def tally(self, extract: Callable[[Passage], Iterable[KeyT]]) -> Tally[KeyT]:
        """Return how often what *extract* takes out of the passages occurs in all of them."""
        found = self._tallies.get(extract)
        if found is None:
            now, before = self.each(extract), self._known_tallies.get(extract)
            if before is None:
                found = Tally.of(chain.from_iterable(now))
            else:
                gone, come = self._between(self._known[extract]), self._between(now)
                found = before.changed(chain.from_iterable(gone), chain.from_iterable(come))
            self._tallies[extract] = found
        return found

    def _between(self, answers: list[T]) -> list[T]:
        return answers[self._head : len(answers) - self._tail]
