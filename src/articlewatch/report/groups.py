"""Findings that say the same, put together, so that one that stands in two hundred places is read once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from articlewatch.report.model import Item

#: So many findings that say the same are told once in full; the others in the table repeat it by a sign.
_DITTO = 3


class Group(NamedTuple):
    """Findings of one rule with one message, in the order of the text."""

    items: tuple[Item, ...]

    @property
    def first(self) -> Item:
        """The one that is shown."""
        return self.items[0]

    @property
    def sections(self) -> int:
        """In how many sections they stand."""
        return len({item.finding.section for item in self.items})


def grouped(items: Iterable[Item]) -> list[Group]:
    """Return *items* in groups, in the order of the first of each."""
    found: dict[tuple[str, str], list[Item]] = {}
    for item in items:
        found.setdefault((item.finding.rule, item.finding.message), []).append(item)
    return [Group(tuple(alike)) for alike in found.values()]


def repeated(items: Iterable[Item]) -> dict[str, int]:
    """Return anchor -> number of its group, for the findings that say what at least two others say.

    The number of the first of a group is negative: it is the one that says it in full.
    """
    found: dict[str, int] = {}
    large = [group for group in grouped(items) if len(group.items) >= _DITTO]
    for number, group in enumerate(large, 1):
        found |= {item.anchor: number for item in group.items}
        found[group.first.anchor] = -number
    return found
