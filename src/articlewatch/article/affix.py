"""How much two long texts share at their beginning and at their end, at the speed of comparing memory."""

from __future__ import annotations

#: Compared at a time, in code points. Slices much longer than this cost more to make than to compare.
_STEP = 1 << 14


def common_prefix(a: str, b: str) -> int:
    """Return the number of code points both texts begin with."""
    low, high = 0, min(len(a), len(b))
    while low < high and a[low : low + _STEP] == b[low : low + _STEP]:
        low += _STEP
    low, high = min(low, high), min(low + _STEP, high)
    while low < high:
        middle = (low + high + 1) >> 1
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def common_suffix(a: str, b: str, most: int) -> int:
    """Return the number of code points both texts end with, at most *most*."""
    end_a, end_b = len(a), len(b)
    low, high = 0, most
    while low + _STEP <= high and a[end_a - low - _STEP : end_a - low] == b[end_b - low - _STEP : end_b - low]:
        low += _STEP
    high = min(low + _STEP, high)
    while low < high:
        middle = (low + high + 1) >> 1
        if a[end_a - middle : end_a - low] == b[end_b - middle : end_b - low]:
            low = middle
        else:
            high = middle - 1
    return low
