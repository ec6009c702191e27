"""The words two passages differ in: token alignment with rapidfuzz, and a clean-up for the reader's eye."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from typing import Any, NamedTuple

from rapidfuzz.distance import Indel, Levenshtein

from articlewatch.article.spans import Span
from articlewatch.diff.affix import common_prefix, common_suffix
from articlewatch.diff.halving import halves
from articlewatch.diff.meter import Meter
from articlewatch.diff.packing import Ids
from articlewatch.diff.sentences import common_sentences
from articlewatch.diff.sliding import slide
from articlewatch.diff.tokens import Cutter

#: Indel keeps a bit for every cell (rapidfuzz 351), so above this many cells (2 MB) something else is used.
_INDEL_CELLS = 16_000_000
#: An unchanged run this short between two larger edits reads as part of them.
_SPECK = 4
_WIDE_SPECK = 2


class Edit(NamedTuple):
    """``old[a0:a1]`` became ``new[b0:b1]``; one of the two may be empty."""

    a0: int
    a1: int
    b0: int
    b1: int


class Passage(NamedTuple):
    """A part of both texts that corresponds: ``old[a0:a1]`` and ``new[b0:b1]``, cut at token boundaries."""

    old: str
    a0: int
    a1: int
    new: str
    b0: int
    b1: int


def word_edits(passage: Passage, cutter: Cutter, meter: Meter) -> list[Edit]:
    """Return the edits that turn the old side of the passage into the new, in order, apart from each other.

    No edit begins or ends inside a word or a grapheme. Where the meter has run out the edit is the whole of
    what differs, and the meter remembers the place.
    """
    core = _trim(passage, cutter)
    edits = _clean(_core_edits(core, cutter, meter), passage)
    return slide(edits, passage, cutter) if edits else edits


def _trim(passage: Passage, cutter: Cutter) -> Passage:
    """Cut off what both sides begin and end with, back to a token boundary."""
    old, a0, a1, new, b0, b1 = passage
    a, b = old[a0:a1], new[b0:b1]
    joins = cutter.joins
    head = common_prefix(a, b)
    while head and (joins(old, a0 + head - 1) or joins(new, b0 + head - 1)):
        head -= 1
    tail = common_suffix(a, b, min(len(a), len(b)) - head)
    while tail and (joins(old, a1 - tail - 1) or joins(new, b1 - tail - 1)):
        tail -= 1
    return Passage(old, a0 + head, a1 - tail, new, b0 + head, b1 - tail)


def _core_edits(core: Passage, cutter: Cutter, meter: Meter) -> list[Edit]:
    """Return the edits of a passage whose sides begin and end differently."""
    old, a0, a1, new, b0, b1 = core
    if a0 == a1 or b0 == b1:
        return [Edit(a0, a1, b0, b1)] if a0 < a1 or b0 < b1 else []
    parts = halves(core, cutter)
    if parts is not None:
        return [*_core_edits(parts[0], cutter, meter), *_core_edits(parts[1], cutter, meter)]
    if (a1 - a0) * (b1 - b0) > _INDEL_CELLS * 25:
        # Even at five letters a word this will not fit, and cutting it into words would only take memory.
        return _by_sentences(core, cutter, meter)
    left, right = cutter.tokens(old[a0:a1]), cutter.tokens(new[b0:b1])
    cells = len(left) * len(right)
    if cells > _INDEL_CELLS:
        return _by_sentences(core, cutter, meter)
    if not meter.spend(cells):
        return _whole(core, meter)
    ids = Ids()
    steps = Indel.opcodes(ids.pack(left), ids.pack(right)).as_list()
    return _located(steps, left, right, core)


def _located(steps: Iterable[Iterable[Any]], left: list[str], right: list[str], core: Passage) -> list[Edit]:
    """Turn steps over tokens into edits over code points, neighbours joined."""
    starts_a = list(accumulate(map(len, left), initial=core.a0))
    starts_b = list(accumulate(map(len, right), initial=core.b0))
    edits: list[Edit] = []
    for tag, i0, i1, j0, j1 in steps:
        if tag == "equal":
            continue
        edit = Edit(starts_a[i0], starts_a[i1], starts_b[j0], starts_b[j1])
        if edits and edits[-1].a1 == edit.a0 and edits[-1].b1 == edit.b0:
            edits[-1] = Edit(edits[-1].a0, edit.a1, edits[-1].b0, edit.b1)
        else:
            edits.append(edit)
    return edits


def _by_sentences(core: Passage, cutter: Cutter, meter: Meter) -> list[Edit]:
    """Take the sentences both sides share out of a passage too long for one matrix; look between them."""
    old, a0, a1, new, b0, b1 = core
    gaps = common_sentences(old[a0:a1], new[b0:b1])
    if len(gaps) == 1 and gaps[0] == (0, a1 - a0, 0, b1 - b0):
        return _by_levenshtein(core, cutter, meter)
    edits: list[Edit] = []
    for low_a, high_a, low_b, high_b in gaps:
        gap = Passage(old, a0 + low_a, a0 + high_a, new, b0 + low_b, b0 + high_b)
        edits.extend(_core_edits(_trim(gap, cutter), cutter, meter))
    return edits


def _by_levenshtein(core: Passage, cutter: Cutter, meter: Meter) -> list[Edit]:
    """Compare a passage without common sentences as a whole: linear memory, but time by the square."""
    old, a0, a1, new, b0, b1 = core
    if not meter.spend((a1 - a0) * (b1 - b0) // 25):
        return _whole(core, meter)
    left, right = cutter.tokens(old[a0:a1]), cutter.tokens(new[b0:b1])
    ids = Ids()
    a, b = ids.pack(left), ids.pack(right)
    return _located(Levenshtein.opcodes(a, b).as_list(), left, right, core)


def _whole(core: Passage, meter: Meter) -> list[Edit]:
    meter.coarse.append(Span(core.b0, core.b1))
    return [Edit(core.a0, core.a1, core.b0, core.b1)]


def _clean(edits: list[Edit], passage: Passage) -> list[Edit]:
    """Join edits that have only a speck of unchanged text between them."""
    if len(edits) < 2:
        return edits
    old = passage.old
    joined = [edits[0]]
    for edit in edits[1:]:
        last = joined[-1]
        if _is_speck(old[last.a1 : edit.a0], last, edit):
            joined[-1] = Edit(last.a0, edit.a1, last.b0, edit.b1)
        else:
            joined.append(edit)
    return joined


def _is_speck(between: str, before: Edit, after: Edit) -> bool:
    core = between.strip()
    if not core:
        return "\n" not in between
    limit = _SPECK if core.isascii() else _WIDE_SPECK
    return len(core) <= limit and len(core) < min(_size(before), _size(after)) and "\n" not in between


def _size(edit: Edit) -> int:
    return max(edit.a1 - edit.a0, edit.b1 - edit.b0)
