"""Units that were split into several, or merged into one: found by growing pairs over their unmatched neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articlewatch.diff.similar import Pair, Wording

#: A unit is cut into, or made of, at most so many others.
_MOST = 8
#: A neighbour joins when this share of its words is found in the other side, and it has so many words.
_SHARE = 0.6
_WORDS = 3
#: The group as a whole must be this alike.
_ALIKE = 0.6


@dataclass(slots=True)
class Group:
    """Neighbouring units of each side that belong together; at least one of the sides has just one."""

    lefts: list[int]
    rights: list[int]


def regroup(chain: Sequence[Pair], lefts: Sequence[int], rights: Sequence[int], wording: Wording) -> list[Group]:
    """Return the pairs of *chain* as groups, grown over unmatched neighbours where text was split or merged.

    *lefts* and *rights* are all units of the gap, ascending; the chain ascends on both sides.
    """
    free: tuple[set[int], set[int]] = (set(lefts), set(rights))
    for pair in chain:
        free[0].discard(pair.i)
        free[1].discard(pair.j)
    groups = [Group([pair.i], [pair.j]) for pair in chain]
    if free[0] or free[1]:
        for group, pair in zip(groups, chain, strict=True):
            if pair.similarity < 1:
                _grow(group, free, wording)
        groups.extend(_scattered(groups, free, wording))
    return groups


def _grow(group: Group, free: tuple[set[int], set[int]], wording: Wording) -> None:
    """Add unmatched neighbours on one side as long as the likeness of the whole rises."""
    for side in (1, 0):
        members = (group.lefts, group.rights)[side]
        similarity, shared = wording.joint(group.lefts, group.rights)
        while len(members) < _MOST:
            for candidate, at in ((members[-1] + 1, len(members)), (members[0] - 1, 0)):
                if candidate not in free[side]:
                    continue
                size = len(wording.of(side, candidate))
                members.insert(at, candidate)
                now, now_shared = wording.joint(group.lefts, group.rights)
                if size >= _WORDS and now > similarity and now_shared - shared >= _SHARE * size and now >= _ALIKE:
                    similarity, shared = now, now_shared
                    free[side].discard(candidate)
                    break
                members.pop(at)
            else:
                break
        if len(members) > 1:
            return


def _scattered(groups: list[Group], free: tuple[set[int], set[int]], wording: Wording) -> Iterator[Group]:
    """Find units cut so small, or made of so many, that no single pair was alike enough to be in the chain."""
    for low_a, high_a, low_b, high_b in _stretches(groups, free):
        lefts = [i for i in range(low_a, high_a) if i in free[0]]
        rights = [j for j in range(low_b, high_b) if j in free[1]]
        if len(lefts) == 1 and len(rights) > 1:
            run = _contained_run(rights, 1, lefts[0], wording)
            if len(run) > 1 and wording.joint(lefts, run)[0] >= _ALIKE:
                yield Group(lefts, run)
        elif len(rights) == 1 and len(lefts) > 1:
            run = _contained_run(lefts, 0, rights[0], wording)
            if len(run) > 1 and wording.joint(run, rights)[0] >= _ALIKE:
                yield Group(run, rights)


def _stretches(groups: list[Group], free: tuple[set[int], set[int]]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the index ranges between consecutive groups."""
    if not free[0] or not free[1]:
        return
    i, j = min(free[0]), min(free[1])
    for group in groups:
        yield i, group.lefts[0], j, group.rights[0]
        i, j = group.lefts[-1] + 1, group.rights[-1] + 1
    yield i, max(free[0]) + 1, j, max(free[1]) + 1


def _contained_run(units: list[int], side: int, whole: int, wording: Wording) -> list[int]:
    """Return the longest run of neighbouring *units* most of whose words are in the unit *whole* opposite."""
    best: list[int] = []
    run: list[int] = []
    for unit in units:
        size = len(wording.of(side, unit))
        _, shared = wording.joint([whole], [unit]) if side else wording.joint([unit], [whole])
        if size < _WORDS or shared < _SHARE * size or (run and run[-1] != unit - 1):
            run = []
        if size >= _WORDS and shared >= _SHARE * size:
            run.append(unit)
            best = max(best, run, key=len)
            if len(run) == _MOST:
                break
    return list(best)
