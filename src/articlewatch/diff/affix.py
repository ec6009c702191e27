"""How much two texts, long or short, share at their beginning and at their end."""

from __future__ import annotations

from rapidfuzz.distance import Postfix, Prefix

from articlewatch.article import affix

#: Up to this many code points rapidfuzz's loop beats comparing halves.
_SHORT = 512


def common_prefix(a: str, b: str) -> int:
    """Return the number of code points both texts begin with."""
    return Prefix.similarity(a, b) if min(len(a), len(b)) <= _SHORT else affix.common_prefix(a, b)


def common_suffix(a: str, b: str, limit: int) -> int:
    """Return the number of code points both texts end with, at most *limit*."""
    if limit > _SHORT:
        return affix.common_suffix(a, b, limit)
    return Postfix.similarity(a[len(a) - limit :], b[len(b) - limit :])
