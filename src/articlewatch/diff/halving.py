"""A long stretch two passages share somewhere in their middle, found by searching for a sample of it.

Most edits touch two or three places of a long paragraph. Finding what lies between them with a plain string
search spares the far slower cutting into words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from articlewatch.diff.affix import common_prefix, common_suffix
from articlewatch.diff.tokens import Cutter

if TYPE_CHECKING:
    from articlewatch.diff.words import Passage

#: Shorter passages are cut into words sooner than searched. Code points.
_WORTHWHILE = 160
#: Half the length of the sample; one this long rarely occurs twice by chance.
_HALF = 14
#: The shared stretch must be this share of the shorter side: then no alignment of the words would break it up.
_SHARE = 0.34
_SAMPLES = (0.5, 0.25, 0.75)


def halves(core: Passage, cutter: Cutter) -> tuple[Passage, Passage] | None:
    """Return what lies before and behind a long shared stretch, or None when there is no such stretch."""
    old, a0, a1, new, b0, b1 = core
    least = min(a1 - a0, b1 - b0)
    if least < _WORTHWHILE:
        return None
    for share in _SAMPLES:
        at = a0 + int((a1 - a0) * share) - _HALF
        sample = old[at : at + 2 * _HALF]
        found = new.find(sample, b0, b1)
        if found < 0 or new.find(sample, found + 1, b1) >= 0 or old.find(sample, a0, a1) != at:
            continue
        by = found - at
        low = at - common_suffix(old[a0:at], new[b0:found], min(at - a0, found - b0))
        high = at + common_prefix(old[at:a1], new[found:b1])
        while low < high and (cutter.joins(old, low - 1) or cutter.joins(new, low + by - 1)):
            low += 1
        while low < high and (cutter.joins(old, high - 1) or cutter.joins(new, high + by - 1)):
            high -= 1
        if high - low >= _SHARE * least:
            return core._replace(a1=low, b1=low + by), core._replace(a0=high, b0=high + by)
    return None
