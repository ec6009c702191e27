"""Moving an insertion or deletion along repeated text to where a reader would put it.

``a [b a] b`` and ``[a b] a b`` are the same edit. Which of the two is shown decides whether a paragraph, a
citation or a list item appears whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from articlewatch.diff.tokens import Cutter

if TYPE_CHECKING:
    from articlewatch.diff.words import Edit, Passage

#: How far an edit is moved at most, in code points; a repetition that is longer is a table or vandalism.
_REACH = 600
_OPENERS = ("<", "{", "[", "=", "|", "*", "#")


def slide(edits: list[Edit], passage: Passage, cutter: Cutter) -> list[Edit]:
    """Return *edits* with every pure insertion and deletion at its best place between its neighbours."""
    result = list(edits)
    for k, edit in enumerate(edits):
        if edit.a0 != edit.a1 and edit.b0 != edit.b1:
            continue
        inserted = edit.a0 == edit.a1
        text, start, end = (passage.new, edit.b0, edit.b1) if inserted else (passage.old, edit.a0, edit.a1)
        if inserted:
            low = result[k - 1].b1 if k else passage.b0
            high = edits[k + 1].b0 if k + 1 < len(edits) else passage.b1
        else:
            low = result[k - 1].a1 if k else passage.a0
            high = edits[k + 1].a0 if k + 1 < len(edits) else passage.a1
        by = best_shift(text, start, end, low, high, cutter)
        if by:
            result[k] = edit._replace(a0=edit.a0 + by, a1=edit.a1 + by, b0=edit.b0 + by, b1=edit.b1 + by)
    return result


def best_shift(text: str, start: int, end: int, low: int, high: int, cutter: Cutter) -> int:
    """Return by how much ``text[start:end]`` is best shifted within [low, high)."""
    if not (start > low and text[start - 1] == text[end - 1]) and not (end < high and text[start] == text[end]):
        return 0
    left = right = 0
    while start - left > low and left < _REACH and text[start - left - 1] == text[end - left - 1]:
        left += 1
    while end + right < high and right < _REACH and text[start + right] == text[end + right]:
        right += 1
    best, best_score = 0, _score(text, start, end, low, cutter)
    for by in (*range(-1, -left - 1, -1), *range(1, right + 1)):
        score = _score(text, start + by, end + by, low, cutter)
        if score > best_score:
            best, best_score = by, score
    return best


def _score(text: str, start: int, end: int, low: int, cutter: Cutter) -> int:
    """Rate an edit at ``text[start:end]``: whole lines, then markup, sentences, words; -1 if it cuts a token."""
    joins = cutter.joins
    if (start and joins(text, start - 1)) or joins(text, end - 1):
        return -1
    before, first = text[start - 1 : start], text[start]
    if before in ("", "\n"):
        if text[end - 1] != "\n":
            return 7
        return 10 if first == "=" else 9 if text.startswith("|-", start) else 8
    if first in _OPENERS and before != first:
        return 6
    if (first.isspace() and before in ".!?。！？>") or (
        before.isspace() and text[start - 2 : start - 1] in ".!?。！？>"
    ):
        return 5
    if first in " |" and text[end : end + 2] in ("]]", "}}"):
        return 5  # a link's label or a parameter that came last
    if before.isspace():
        return 4
    if first.isspace():
        return 3
    return 2
