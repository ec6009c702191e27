"""Which parts of either text the edit touched."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Literal

from articlewatch.article.article import Article
from articlewatch.article.section import Section
from articlewatch.article.spans import Span
from articlewatch.diff.model import Diff

Side = Literal[0, 1]
OLD: Side = 0
NEW: Side = 1


class Touched:
    """Answers for both sides of a comparison (0 old, 1 new) whether something was edited there.

    Text that only moved counts as untouched.
    """

    def __init__(self, diff: Diff) -> None:
        edits = [op for op in diff.ops if op.kind not in ("equal", "move")]
        self._edits: tuple[list[Span], list[Span]] = (
            sorted(op.old for op in edits),
            sorted(op.new for op in edits),
        )
        self._ends = ([span.end for span in self._edits[0]], [span.end for span in self._edits[1]])

    def touches(self, side: Side, span: Span) -> bool:
        """Say whether an edit changes something inside *span*; what is put at its very edge is outside."""
        index = bisect_right(self._ends[side], span.start)
        return index < len(self._edits[side]) and self._edits[side][index].start < span.end

    def covers(self, side: Side, span: Span) -> bool:
        """Say whether all of *span* is inserted, deleted or replaced."""
        at = span.start
        index = bisect_right(self._ends[side], at)
        while at < span.end and index < len(self._edits[side]) and self._edits[side][index].start <= at:
            at = max(at, self._edits[side][index].end)
            index += 1
        return at >= span.end

    def within(self, side: Side, span: Span) -> list[Span]:
        """Return the parts of *span* that were edited."""
        found = []
        for edit in self._edits[side][bisect_right(self._ends[side], span.start) :]:
            if edit.start >= span.end:
                break
            found.append(Span(max(edit.start, span.start), min(edit.end, span.end)))
        return found

    def sections(self, side: Side, article: Article) -> list[Section]:
        """Return the sections with an edit in them or at their edge."""
        sections = article.sections
        starts = [section.offset for section in sections]
        found: set[int] = set()
        for edit in self._edits[side]:
            index = max(bisect_left(starts, edit.start) - 1, 0)
            while index < len(starts) and starts[index] <= edit.end:
                found.add(index)
                index += 1
        return [sections[index] for index in sorted(found)]
