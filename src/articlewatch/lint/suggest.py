"""The nearest known name to a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``"; did you mean 'x'?"`` for the name in *known* nearest to *word*, or an empty string."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    best = process.extractOne(word.lower(), list(known), scorer=OSA.normalized_similarity, score_cutoff=0.6)
    return f"; did you mean {best[0]!r}?" if best else ""
