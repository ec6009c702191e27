"""The comparison of two texts: what both begin and end with, lines in between, words inside the lines."""

from __future__ import annotations

from articlewatch.diff.affix import common_prefix, common_suffix
from articlewatch.diff.align import align
from articlewatch.diff.assemble import Assembly
from articlewatch.diff.meter import DEFAULT_BUDGET, Meter
from articlewatch.diff.model import Diff
from articlewatch.diff.script import Script
from articlewatch.diff.tokens import cutter_for
from articlewatch.diff.units import cut
from articlewatch.diff.words import Passage


def compare(old: str, new: str, *, budget: int = DEFAULT_BUDGET) -> Diff:
    """Return what has to be done to *old* to get *new*, as a reader would tell it.

    *budget* bounds the work, in cells of comparison matrices; where it does not reach, the answer is coarser
    (whole lines or sentences) and ``Diff.coarse`` says where. Memory grows with the length of the texts, not
    with their product.

    The design is that of section-wise patience diff (Cohen) with the heaviest increasing subsequence as spine,
    and bit-parallel LCS (Hyyrö, in rapidfuzz) for words.
    """
    meter = Meter(budget)
    script = Script(old, new, cutter_for(old, new), meter)
    a0, a1, b0, b1 = _changed_lines(old, new)
    several = a0 < a1 and b0 < b1 and (_lines_inside(old, a0, a1) or _lines_inside(new, b0, b1))
    if several:
        blank = _blank_lines_at(old, a1)
        a1, b1 = a1 + blank, b1 + blank
    script.keep(0, a0, 0, b0)
    if a0 == a1:
        if b0 < b1:
            script.insert(a0, b0, b1)
    elif b0 == b1:
        script.delete(a0, a1, b0)
    elif not several:
        passage = Passage(old, a0, a1, new, b0, b1)
        script.block("edited", passage)
        script.edit(passage)
    else:
        left, right = cut(old, a0, a1), cut(new, b0, b1)
        links = align(left, right, script.cutter, meter)
        Assembly(script, left, right, links).write()
    script.keep(a1, len(old), b1, len(new))
    return script.finish()


def _changed_lines(old: str, new: str) -> tuple[int, int, int, int]:
    """Return the ranges of whole lines outside of which both texts are the same."""
    head = common_prefix(old, new)
    if head == len(old) == len(new):
        return head, head, head, head
    start = old.rfind("\n", 0, head) + 1
    tail = common_suffix(old, new, min(len(old), len(new)) - start)
    end = len(old) - tail
    if tail and not (_ends_line(old, end) and _ends_line(new, len(new) - tail)):
        following = old.find("\n", end)
        tail = len(old) - following - 1 if following >= 0 else 0
    return start, len(old) - tail, start, len(new) - tail


def _ends_line(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] == "\n"


def _lines_inside(text: str, start: int, end: int) -> bool:
    """Say whether the range holds more than one line."""
    return text.find("\n", start, end - 1) >= 0


def _blank_lines_at(text: str, at: int) -> int:
    """Return the number of line feeds at an offset: the blank lines that belong to the line before it."""
    end = at
    while text.startswith("\n", end):
        end += 1
    return end - at
