"""Which link, template or citation of the old text is which of the new one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

from articlewatch.article.spans import Span
from articlewatch.diff.model import Diff


class Placed(Protocol):
    """Something with a place in a text and a source."""

    @property
    def span(self) -> Span:
        """Where it stands."""

    @property
    def source(self) -> str:
        """As it is written."""


PlacedT = TypeVar("PlacedT", bound=Placed)


class Paired(NamedTuple, Generic[PlacedT]):
    """``same`` are written alike but stand elsewhere; ``edited`` are the same thing written otherwise."""

    same: list[tuple[PlacedT, PlacedT]]
    edited: list[tuple[PlacedT, PlacedT]]
    removed: list[PlacedT]
    added: list[PlacedT]


def pair(
    olds: Sequence[PlacedT],
    news: Sequence[PlacedT],
    diff: Diff,
    identities: Sequence[Callable[[PlacedT], Hashable]],
    akin: Callable[[PlacedT, PlacedT], bool],
) -> Paired[PlacedT]:
    """Pair what the edit touched on both sides.

    First what is written alike; then what has one of *identities* in common (a falsy identity is none); then what
    stands in the same place and is *akin*.
    """
    left, right = list(olds), list(news)
    same = _by_identity(left, right, lambda node: node.source)
    edited: list[tuple[PlacedT, PlacedT]] = []
    for identity in identities:
        edited += _by_identity(left, right, identity)
    edited += _by_place(left, right, diff, akin)
    return Paired(same, edited, left, right)


def _by_identity(
    left: list[PlacedT], right: list[PlacedT], identity: Callable[[PlacedT], Hashable]
) -> list[tuple[PlacedT, PlacedT]]:
    """Take pairs with the same identity out of both lists, in order."""
    homes: dict[Hashable, list[PlacedT]] = defaultdict(list)
    for node in right:
        homes[identity(node)].append(node)
    pairs = []
    for node in list(left):
        key = identity(node)
        if key and homes.get(key):
            mate = homes[key].pop(0)
            pairs.append((node, mate))
            left.remove(node)
            right.remove(mate)
    return pairs


def _by_place(
    left: list[PlacedT], right: list[PlacedT], diff: Diff, akin: Callable[[PlacedT, PlacedT], bool]
) -> list[tuple[PlacedT, PlacedT]]:
    """Take pairs that stand in the same place out of both lists."""
    pairs = []
    for node in list(left):
        place = diff.map_span(node.span)
        if place is None:
            continue
        here = [mate for mate in right if mate.span.overlaps(place) and akin(node, mate)]
        if here:
            mate = max(here, key=lambda other: _shared(other.span, place))
            pairs.append((node, mate))
            left.remove(node)
            right.remove(mate)
    return pairs


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
