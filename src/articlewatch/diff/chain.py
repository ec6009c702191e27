"""The heaviest chain of pairs that ascend on both sides: the spine everything else is seen against."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def heaviest_chain(pairs: Sequence[tuple[int, int, float]]) -> list[int]:
    """Return which of the (left, right, weight) pairs form the chain with the greatest sum of weights, ascending.

    In a chain both left and right strictly ascend. Weights are positive. O(k log k): the heaviest increasing
    subsequence over a Fenwick tree of prefix maxima (Jacobson and Vo, 1992).
    """
    if len(pairs) < 2:
        return list(range(len(pairs)))
    # Equal lefts come in descending order of right, so that no two of them can follow each other.
    order = sorted(range(len(pairs)), key=lambda k: (pairs[k][0], -pairs[k][1]))
    rights = sorted({pair[1] for pair in pairs})
    best: list[tuple[float, int]] = [(0.0, -1)] * (len(rights) + 1)
    before = [-1] * len(pairs)
    top = (0.0, -1)
    for k in order:
        rank = bisect_left(rights, pairs[k][1])
        weight, before[k] = _prefix_maximum(best, rank)
        entry = (weight + pairs[k][2], k)
        _raise(best, rank + 1, entry)
        top = max(top, entry)
    chain: list[int] = []
    k = top[1]
    while k >= 0:
        chain.append(k)
        k = before[k]
    chain.reverse()
    return chain


def _prefix_maximum(tree: list[tuple[float, int]], rank: int) -> tuple[float, int]:
    result = (0.0, -1)
    while rank > 0:
        result = max(result, tree[rank])
        rank -= rank & -rank
    return result


def _raise(tree: list[tuple[float, int]], rank: int, entry: tuple[float, int]) -> None:
    while rank < len(tree):
        tree[rank] = max(tree[rank], entry)
        rank += rank & -rank
