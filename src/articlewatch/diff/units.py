"""A text cut into the units a reader sees: lines with something on them, each with the blank lines behind it."""

from __future__ import annotations

from itertools import accumulate
from typing import NamedTuple


class Units(NamedTuple):
    """The units of a stretch of text.

    ``keys`` are the units without white space at their ends; ``starts`` are offsets in the whole text and hold
    one more entry, the end of the last unit. Blank lines before the first unit belong to it.
    """

    keys: list[str]
    starts: list[int]


def cut(text: str, start: int, end: int) -> Units:
    """Cut ``text[start:end]``, which is not empty, into at least one unit."""
    # Splitting and stripping hand back the same strings where they can, so that the lines are in memory once.
    lines = text[start:end].split("\n")
    keys = [line.strip() for line in lines]
    at = accumulate((len(line) + 1 for line in lines), initial=start)
    starts = [offset for offset, key in zip(at, keys, strict=False) if key]
    if not starts:
        return Units([""], [start, end])
    starts[0] = start
    starts.append(end)
    return Units([key for key in keys if key], starts)
