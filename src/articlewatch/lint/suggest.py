"""The nearest known name to a mistyped one."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``"; did you mean 'x'?"`` for the name in *known* nearest to *word*, or an empty string."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    best = process.extractOne(word.lower(), list(known), scorer=OSA.normalized_similarity, score_cutoff=0.6)
    return f"; did you mean {best[0]!r}?" if best else ""


def nearest_name(word: str, known: Iterable[str], *, least: float = 0.75) -> str:
    """Return the name in *known* so near to *word* that it was meant, or an empty string.

    *least* is the share of letters, from 0 to 1, that must agree (optimal string alignment). Two names that are equally
    near give none: then nothing says which was meant.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    best = process.extract(word.lower(), list(known), scorer=OSA.normalized_similarity, score_cutoff=least, limit=2)
    if not best or (len(best) > 1 and best[0][1] == best[1][1]):
        return ""
    return str(best[0][0])
