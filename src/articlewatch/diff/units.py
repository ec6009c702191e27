"""A text cut into the units a reader sees: lines with something on them, each with the blank lines behind it."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import NamedTuple

_LINE = re.compile(r"[^\n]*\n+|[^\n]+")


class Units(NamedTuple):
    """The units of a stretch of text.

    ``keys`` are the units without white space at their ends; ``starts`` are offsets in the whole text and hold
    one more entry, the end of the last unit. The units themselves are not kept: they would double the memory.
    """

    keys: list[str]
    starts: list[int]


def cut(text: str, start: int, end: int) -> Units:
    """Cut ``text[start:end]``."""
    lines = _LINE.findall(text, start, end)
    keys = [line.strip() for line in lines]
    if "" in keys:
        lines = _join_blanks(lines, keys)
        keys = [line.strip() for line in lines]
    return Units(keys, list(accumulate(map(len, lines), initial=start)))


def _join_blanks(lines: list[str], keys: list[str]) -> list[str]:
    """Add lines of mere white space to the line before; at the beginning, to the one behind."""
    joined: list[list[str]] = [[]]
    filled = False
    for line, key in zip(lines, keys, strict=True):
        if key and filled:
            joined.append([line])
        else:
            joined[-1].append(line)
            filled = filled or bool(key)
    return ["".join(parts) for parts in joined]
