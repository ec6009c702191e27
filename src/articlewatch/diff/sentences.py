"""Sentences two long passages have in common, as anchors for a passage too long to compare word by word."""

from __future__ import annotations

import re
from itertools import accumulate

from articlewatch.diff.anchors import gaps_between, spine

#: A sentence with the white space behind it; where nothing ends a sentence, a stretch of 400 code points up to a space.
_SENTENCE = re.compile(r"[^.!?。！？\n|]{0,400}(?:[.!?。！？\n|]+\s*|[^\s.!?。！？\n|]*\s*|\Z)")


def common_sentences(a: str, b: str) -> list[tuple[int, int, int, int]]:
    """Return what lies between the sentences both sides share, as (start, end) in *a* and (start, end) in *b*.

    Sentences are shared when both sides have them once, in the same order (the heaviest such selection).
    """
    left, right = _sentences(a), _sentences(b)
    starts_a = list(accumulate(map(len, left), initial=0))
    starts_b = list(accumulate(map(len, right), initial=0))
    blocks = spine(left, right)
    return [
        (starts_a[i0], starts_a[i1], starts_b[j0], starts_b[j1])
        for i0, i1, j0, j1 in gaps_between(blocks, len(left), len(right))
    ]


def _sentences(text: str) -> list[str]:
    return [sentence for sentence in _SENTENCE.findall(text) if sentence]
