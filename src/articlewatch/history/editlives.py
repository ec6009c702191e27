"""Findings about edits through later revisions: how long what an edit did stands.

Linting a text cannot find them again. One that a finding in the text goes with (a name without a definition, which the
edit orphaned) stands as long as that one does. Any other stands as long as the passage that it marks is left alone; an
edit of that passage, a citation put behind it, or its end are taken for the repair.
"""

from __future__ import annotations

from collections.abc import Iterable

from articlewatch.article import Span
from articlewatch.diff import Diff
from articlewatch.history.findingrecords import shifted
from articlewatch.lint import Finding


def carried(finding: Finding, diff: Diff) -> Finding | None:
    """Return *finding*, whose places are in the old text of *diff*, in the new one; None when its passage changed."""
    place = diff.map_span(finding.span)
    if place is None:
        return None
    if finding.span.start == finding.span.end:
        spot = finding.span.start
        if any(op.old.start <= spot <= op.old.end for op in diff.edits() if op.kind != "move"):
            return None
    elif place.of(diff.new) != finding.span.of(diff.old) or _is_marked(finding.span.end, diff):
        return None
    return shifted(finding, place.start - finding.span.start)


def _is_marked(end: int, diff: Diff) -> bool:
    """Say whether a citation or a template was put right behind a passage that ends at *end* of the old text."""
    return any(
        op.old.start == end and op.new.of(diff.new).lstrip().startswith(("<", "{{"))
        for op in diff.edits()
        if op.kind in ("insert", "replace")
    )


def goes_with(finding: Finding, supersedes: frozenset[str], others: Iterable[tuple[Finding, int]]) -> int | None:
    """Return the number of the finding in the text, of (finding, number), in the place of which an edit's stands."""
    if not supersedes:
        return None
    for other, number in others:
        if other.rule in supersedes and _meet(finding.span, other.span):
            return number
    return None


def _meet(one: Span, other: Span) -> bool:
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.overlaps(other)
