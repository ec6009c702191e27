"""Which finding of one revision is which finding of the next.

The difference carries the place of every old finding into the new text; a finding of the same rule at that place is the
same finding, whatever was edited round it and wherever its section went. What the difference cannot carry (a
passage deleted here and pasted there) is matched by its words.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from articlewatch.article import Span
from articlewatch.diff import Diff
from articlewatch.lint.finding import Finding
from articlewatch.lint.fingerprint import normalise


@dataclass(frozen=True, slots=True)
class Matched:
    """``standing`` pairs old with new findings; ``introduced`` are only in the new text, ``fixed`` only in the old."""

    introduced: tuple[Finding, ...]
    fixed: tuple[Finding, ...]
    standing: tuple[tuple[Finding, Finding], ...]


def match_findings(old: Sequence[Finding], new: Sequence[Finding], diff: Diff) -> Matched:
    """Return which findings of *old* stand in *new*, which are gone, and which are new; *diff* leads from one text to
    the other.

    Each finding is matched at most once. Within a rule the exact place comes first, then an overlapping one (the
    nearest), then equal
    words anywhere on the page.
    """
    waiting: dict[str, list[Finding]] = defaultdict(list)
    for finding in new:
        waiting[finding.rule].append(finding)
    standing: list[tuple[Finding, Finding]] = []
    gone: list[Finding] = []
    placed: list[tuple[Finding, Span | None]] = [(f, diff.map_span(f.span)) for f in old]
    unplaced: list[tuple[Finding, Span | None]] = []
    taken: set[int] = set()
    exact = {(f.rule, f.span): f for f in reversed(new)}
    for finding, place in placed:
        found = exact.get((finding.rule, place)) if place is not None else None
        if found is not None and id(found) not in taken:
            taken.add(id(found))
            standing.append((finding, found))
        else:
            unplaced.append((finding, place))
    rest: list[Finding] = []
    for finding, place in unplaced:
        found = _nearest(place, waiting[finding.rule], taken) if place is not None else None
        if found is None:
            rest.append(finding)
        else:
            taken.add(id(found))
            standing.append((finding, found))
    words: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in reversed(new):
        if id(finding) not in taken:
            words[finding.rule, normalise(finding.excerpt)].append(finding)
    for finding in rest:
        same = words.get((finding.rule, normalise(finding.excerpt)))
        if same:
            found = same.pop()
            taken.add(id(found))
            standing.append((finding, found))
        else:
            gone.append(finding)
    standing.sort(key=lambda pair: (pair[1].span, pair[1].rule))
    return Matched(tuple(f for f in new if id(f) not in taken), tuple(gone), tuple(standing))


def _nearest(place: Span, candidates: list[Finding], taken: set[int]) -> Finding | None:
    """The candidate that overlaps *place* (or touches it, when either is empty) and begins nearest to its start."""
    middle = bisect_left(candidates, place.start, key=lambda f: f.span.start)
    best: Finding | None = None
    distance = 0
    # Candidates are in the order of the text; a long one may begin well before the place it overlaps.
    for finding in candidates[max(middle - 8, 0) : middle + 8]:
        if id(finding) in taken:
            continue
        touches = finding.span.overlaps(place) or (
            (finding.span.start == finding.span.end or place.start == place.end)
            and finding.span.start <= place.end
            and place.start <= finding.span.end
        )
        apart = abs(finding.span.start - place.start)
        if touches and (best is None or apart < distance):
            best, distance = finding, apart
    return best
