"""Names that differ by one letter, found again quickly when an edit brought a few names and took a few away.

Candidates are found by leaving out one letter at a time (the symmetric deletion of spelling correctors), so the time
is linear in the number of names.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

#: Shorter names are not compared.
SHORTEST = 5


def near_names(names: Iterable[str]) -> list[tuple[str, str]]:
    """Return the pairs of *names* that differ by one letter, and not in an ending that makes another word.

    The earlier name comes first in its pair. *names* are all different.
    """
    wanted = dict.fromkeys(names)
    try:
        index = _KNOWN.pop()
    except IndexError:
        index = _Index()
    if not index.is_like(wanted):
        index = _Index()
    found = index.pairs(wanted)
    if not _KNOWN:
        _KNOWN.append(index)
    return found


class _Index:
    """Names by what is left of them without one letter."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        #: What is left -> a name that leaves it; all of them where they are several, which is rare.
        self._holder: dict[str, str] = {}
        self._holders: dict[str, list[str]] = {}
        #: Name -> those with which it has something left in common.
        self._near: dict[str, set[str]] = {}

    def is_like(self, names: dict[str, None]) -> bool:
        """Say whether most of *names* are in the index: they are another revision's."""
        return 2 * len(names.keys() & self._names) >= len(names)

    def pairs(self, names: dict[str, None]) -> list[tuple[str, str]]:
        """Return the :func:`near_names` of *names*, once they are the names of this index."""
        come, gone = names.keys() - self._names, self._names - names.keys()
        for name in gone:
            self._remove(name)
        for name in come:
            self._add(name)
        self._names.difference_update(gone)
        self._names.update(come)
        order = dict(zip(names, range(len(names)), strict=True)) if self._near else {}
        found = [
            (one, other)
            for one, others in self._near.items()
            for other in others
            if order[one] < order[other] and _likely(one, other)
        ]
        found.sort(key=lambda pair: (self._place(pair, order), order[pair[0]], order[pair[1]]))
        return found

    def _add(self, name: str) -> None:
        keys = _keys(name)
        if not self._holder.keys().isdisjoint(keys):
            for key in keys.keys() & self._holder.keys():
                self._share(name, self._holders.setdefault(key, [self._holder[key]]))
        self._holder.update(keys)

    def _share(self, name: str, holders: list[str]) -> None:
        for other in holders:
            self._near.setdefault(name, set()).add(other)
            self._near.setdefault(other, set()).add(name)
        holders.append(name)

    def _remove(self, name: str) -> None:
        for key in _keys(name):
            holders = self._holders.get(key)
            if holders is None:
                del self._holder[key]
                continue
            holders.remove(name)
            self._holder[key] = holders[0]
            if len(holders) == 1:
                del self._holders[key]
        for other in self._near.pop(name, ()):
            self._near[other].discard(name)

    def _place(self, pair: tuple[str, str], order: dict[str, int]) -> tuple[int, int]:
        """Where a walk through all names meets first what two have in common: the name, and which of its letters."""
        return min(
            (order[first], list(_keys(first)).index(key))
            for key in _keys(pair[0]).keys() & _keys(pair[1]).keys()
            for first in [min(self._holders[key], key=order.__getitem__)]
        )


#: The names of the page looked at last; taken away while they are in use, so that two threads never share them.
_KNOWN: list[_Index] = []


def _keys(name: str) -> dict[str, str]:
    """The name, and what is left of it without one letter, each with the name; nothing for a short one."""
    if len(name) < SHORTEST:
        return {}
    # The first letter counts as certain, and a change of the last one makes another word.
    return dict.fromkeys([name, *[name[:i] + name[i + 1 :] for i in range(1, len(name) - 1)]], name)


@lru_cache(maxsize=1 << 14)
def _likely(a: str, b: str) -> bool:
    """Say whether two folded names differ by one letter, and not in an ending that makes another word."""
    if Levenshtein.distance(a, b, score_cutoff=1) != 1 or a[0] != b[0]:
        return False
    edit = next(iter(Levenshtein.editops(a, b)))
    place, last = edit.src_pos, min(len(a), len(b))
    return place < (last - 2 if len(a) == len(b) else last - 1)
