"""How much two texts share at their beginning and at their end, at the speed of comparing memory."""

from __future__ import annotations

from rapidfuzz.distance import Postfix, Prefix

#: Below this many code points rapidfuzz's loop beats comparing halves.
_SHORT = 512


def common_prefix(a: str, b: str) -> int:
    """Return the number of code points both texts begin with."""
    high = min(len(a), len(b))
    if high <= _SHORT:
        return Prefix.similarity(a, b)
    low = 0
    while high - low > _SHORT:
        middle = (low + high) >> 1
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle
    # Only what lies beyond a half known to be equal can still be equal.
    end = high if high < min(len(a), len(b)) else None
    return low + Prefix.similarity(a[low:end], b[low:end])


def common_suffix(a: str, b: str, limit: int) -> int:
    """Return the number of code points both texts end with, at most *limit*."""
    size_a, size_b = len(a), len(b)
    low, high = 0, limit
    while high - low > _SHORT:
        middle = (low + high) >> 1
        if a[size_a - middle : size_a - low] == b[size_b - middle : size_b - low]:
            low = middle
        else:
            high = middle
    return low + Postfix.similarity(a[size_a - high : size_a - low], b[size_b - high : size_b - low])
