"""Which link, template or citation of the old text is which of the new one."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, NamedTuple, Protocol, TypeVar

from articlewatch.article.spans import Span
from articlewatch.diff.meaning.spanindex import SpanIndex
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

#: Where a whole text was replaced everything is in the same place; then the first so many are considered.
_NEAR = 32


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
    same, left, right = _by_identity(olds, news, lambda node: node.source)
    edited: list[tuple[PlacedT, PlacedT]] = []
    for identity in identities:
        found, left, right = _by_identity(left, right, identity)
        edited += found
    found, left, right = _by_place(left, right, diff, akin)
    return Paired(same, edited + found, left, right)


#: Pairs, and what is left over on both sides.
_Split = tuple[list[tuple[PlacedT, PlacedT]], list[PlacedT], list[PlacedT]]


def _by_identity(
    left: Sequence[PlacedT], right: Sequence[PlacedT], identity: Callable[[PlacedT], Hashable]
) -> _Split[PlacedT]:
    """Pair nodes with the same identity, in order."""
    homes: dict[Hashable, deque[PlacedT]] = defaultdict(deque)
    for node in right:
        homes[identity(node)].append(node)
    pairs: list[tuple[PlacedT, PlacedT]] = []
    rest: list[PlacedT] = []
    for node in left:
        key = identity(node)
        if key and homes.get(key):
            pairs.append((node, homes[key].popleft()))
        else:
            rest.append(node)
    return pairs, rest, _without(right, [mate for _, mate in pairs])


def _by_place(
    left: Sequence[PlacedT], right: Sequence[PlacedT], diff: Diff, akin: Callable[[PlacedT, PlacedT], bool]
) -> _Split[PlacedT]:
    """Pair nodes that stand in the same place."""
    index = SpanIndex((mate.span, mate) for mate in right)
    pairs: list[tuple[PlacedT, PlacedT]] = []
    rest: list[PlacedT] = []
    taken: set[int] = set()
    for node in left:
        place = diff.map_span(node.span)
        near = index.overlapping(place)[:_NEAR] if place else []
        here = [mate for mate in near if id(mate) not in taken and akin(node, mate)]
        if here and place:
            mate = max(here, key=lambda other: _shared(other.span, place))
            taken.add(id(mate))
            pairs.append((node, mate))
        else:
            rest.append(node)
    return pairs, rest, [mate for mate in right if id(mate) not in taken]


def _without(nodes: Sequence[PlacedT], others: Sequence[PlacedT]) -> list[PlacedT]:
    taken = {id(node) for node in others}
    return [node for node in nodes if id(node) not in taken]


def _shared(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)
