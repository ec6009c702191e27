"""Units that stand elsewhere now: found by their text or their words, joined to runs."""

from __future__ import annotations

from collections import defaultdict

from articlewatch.diff.linking import Link, Linking

#: A unit found elsewhere must be this alike, with at least so many shared words, to count as moved and edited.
_MOVED = 0.6
_MOVED_WORDS = 6
#: Code points an unchanged unit must have to count as moved (several together: half); below, it is boilerplate.
MOVED_WEIGHT = 30
#: A unit with changes in a moved run may lie between at most so many unmatched units on either side.
_RUN_HOLE = 8


def find_moved(linking: Linking, run: int) -> int:
    """Find among what is left on both sides the units that stand elsewhere now, perhaps edited.

    Returns the number of the last run.
    """
    lefts = linking.free_lefts(0, len(linking.free_a))
    rights = linking.free_rights(0, len(linking.free_b))
    run = _unchanged(linking, lefts, rights, run)
    lefts = [i for i in lefts if linking.free_a[i]]
    rights = [j for j in rights if linking.free_b[j]]
    return _edited(linking, lefts, rights, run)


def _unchanged(linking: Linking, lefts: list[int], rights: list[int], run: int) -> int:
    homes: dict[str, list[int]] = defaultdict(list)
    for j in reversed(rights):
        if len(linking.right.keys[j]) >= MOVED_WEIGHT:
            homes[linking.right.keys[j]].append(j)
    for i in lefts:
        found = homes.get(linking.left.keys[i])
        if found:
            run += 1
            j = found.pop()
            linking.pair(i, j, run)
    return run


def _edited(linking: Linking, lefts: list[int], rights: list[int], run: int) -> int:
    if not lefts or not rights:
        return run
    pairs = linking.wording.pairs(lefts, rights, _MOVED)
    linking.own_up(rights)
    for i, j, weight, _ in sorted(pairs, key=lambda pair: (-pair.weight, pair.i, pair.j)):
        if weight >= 2 * _MOVED_WORDS and linking.free_a[i] and linking.free_b[j]:
            run += 1
            linking.pair(i, j, run)
    return run


def extend_runs(linking: Linking) -> None:
    """Add to moved units what stands unchanged beside them on both sides: a heading, the end of a table."""
    for link in [link for link in linking.links if link.run]:
        i, j = link.i0 - 1, link.j0 - 1
        while i >= 0 and j >= 0 and _stays_beside(linking, i, j):
            linking.pair(i, j, link.run)
            i, j = i - 1, j - 1
        i, j = link.i1, link.j1
        while i < len(linking.free_a) and j < len(linking.free_b) and _stays_beside(linking, i, j):
            linking.pair(i, j, link.run)
            i, j = i + 1, j + 1


def _stays_beside(linking: Linking, i: int, j: int) -> bool:
    return bool(linking.free_a[i] and linking.free_b[j]) and linking.left.keys[i] == linking.right.keys[j]


def join_runs(linking: Linking) -> None:
    """Make one run of moved links that follow each other on both sides, and link what lies between them."""
    moved = sorted(link for link in linking.links if link.run)
    linking.links = [link for link in linking.links if not link.run]
    holes: list[tuple[list[int], list[int], int]] = []
    last: Link | None = None
    for link in moved:
        if last is not None and _follows(linking, last, link):
            link = link._replace(run=last.run)
            holes.append(([*range(last.i1, link.i0)], [*range(last.j1, link.j0)], link.run))
        linking.links.append(link)
        last = link
    for lefts, rights, run in holes:
        if lefts and rights:
            linking.link_similar(lefts, rights, run)
        # What is left over in a run was deleted or inserted there; it has no place in the spine.
        for i in lefts:
            linking.free_a[i] = 0
        for j in rights:
            linking.free_b[j] = 0


def _follows(linking: Linking, last: Link, link: Link) -> bool:
    return (
        0 <= link.i0 - last.i1 <= _RUN_HOLE
        and 0 <= link.j0 - last.j1 <= _RUN_HOLE
        and all(linking.free_a[last.i1 : link.i0])
        and all(linking.free_b[last.j1 : link.j0])
    )
