"""Runs of equal tokens that two sequences share, the longest first: what a reader takes for the same words.

The longest common subsequence pairs every "the" it can, across sentences that have nothing to do with each other;
whoever asks where a word comes from must not be told such things. Here the longest run is paired first, then what lies
before it with what lies before, and behind with behind (Ratcliff and Metzener, "Pattern matching: the gestalt
approach", Dr. Dobb's Journal, July 1988).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from articlewatch.diff.packing import Ids

#: Pairs of equal tokens to look at before the rest is paired by edit distance, which is coarser but bounded.
_BUDGET = 5_000_000
#: From this many tokens on, one that makes up more than this share begins no run: it is too common to tell anything.
_LONG, _COMMON = 200, 0.01

#: (start in the first sequence, start in the second, length)
Run = tuple[int, int, int]


def common_runs(a: Sequence[str], b: Sequence[str], *, budget: int = _BUDGET) -> list[Run]:
    """Return the runs that *a* and *b* share, in the order of both and without overlap.

    *budget* bounds the pairs of equal tokens looked at; past it, what is left is paired by edit distance.
    """
    places = _places(b)
    runs: list[Run] = []
    waiting = [(0, len(a), 0, len(b))]
    while waiting:
        a0, a1, b0, b1 = waiting.pop()
        if a0 >= a1 or b0 >= b1:
            continue
        if budget <= 0:
            runs += _by_distance(a, a0, a1, b, b0, b1)
            continue
        i, j, length, seen = _longest(a, a0, a1, b, b0, b1, places)
        budget -= seen + (a1 - a0)
        if length:
            runs.append((i, j, length))
            waiting += [(a0, i, b0, j), (i + length, a1, j + length, b1)]
    return sorted(runs)


def _places(b: Sequence[str]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for j, token in enumerate(b):
        places[token].append(j)
    if len(b) >= _LONG:
        most = len(b) * _COMMON + 1
        places = defaultdict(list, {token: found for token, found in places.items() if len(found) <= most})
    return places


def _longest(
    a: Sequence[str], a0: int, a1: int, b: Sequence[str], b0: int, b1: int, places: dict[str, list[int]]
) -> tuple[int, int, int, int]:
    """Return the first longest run as (start in a, start in b, length), and how many pairs were looked at."""
    best_i, best_j, best, seen = a0, b0, 0, 0
    ending: dict[int, int] = {}
    for i in range(a0, a1):
        here: dict[int, int] = {}
        for j in places.get(a[i], ()):
            if j < b0:
                continue
            if j >= b1:
                break
            length = here[j] = ending.get(j - 1, 0) + 1
            if length > best:
                best_i, best_j, best = i - length + 1, j - length + 1, length
        seen += len(here)
        ending = here
    # Tokens too common to begin a run still belong to one.
    while best_i > a0 and best_j > b0 and a[best_i - 1] == b[best_j - 1]:
        best_i, best_j, best = best_i - 1, best_j - 1, best + 1
    while best_i + best < a1 and best_j + best < b1 and a[best_i + best] == b[best_j + best]:
        best += 1
    return best_i, best_j, best, seen


def _by_distance(a: Sequence[str], a0: int, a1: int, b: Sequence[str], b0: int, b1: int) -> list[Run]:
    ids = Ids()
    operations = Levenshtein.opcodes(ids.pack(a[a0:a1]), ids.pack(b[b0:b1]))
    return [
        (a0 + op.src_start, b0 + op.dest_start, op.src_end - op.src_start) for op in operations if op.tag == "equal"
    ]
