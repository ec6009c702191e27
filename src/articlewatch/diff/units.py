"""A text cut into the units a reader sees: lines with something on them, each with the blank lines behind it."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import NamedTuple

_LINE = re.compile(r"[^\n]*\n+|[^\n]+")


class Units(NamedTuple):
    """The units of a stretch of text.

    ``keys`` are the units without white space at their ends; ``starts`` are offsets in the whole text and hold
    one more entry, the end of the last unit.
    """

    texts: list[str]
    keys: list[str]
    starts: list[int]


def cut(stretch: str, offset: int) -> Units:
    """Cut *stretch*, which begins at *offset* of the whole text."""
    texts = _LINE.findall(stretch)
    keys = [text.strip() for text in texts]
    if "" in keys:
        texts = _join_blanks(texts, keys)
        keys = [text.strip() for text in texts]
    return Units(texts, keys, list(accumulate(map(len, texts), initial=offset)))


def _join_blanks(texts: list[str], keys: list[str]) -> list[str]:
    """Add lines of mere white space to the line before; at the beginning, to the one behind."""
    joined: list[list[str]] = [[]]
    filled = False
    for text, key in zip(texts, keys, strict=True):
        if key and filled:
            joined.append([text])
        else:
            joined[-1].append(text)
            filled = filled or bool(key)
    return ["".join(parts) for parts in joined]
