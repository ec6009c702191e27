"""The history of an article's findings in numbers, one point a revision."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from articlewatch.article import Revision
from articlewatch.errors import ConfigurationError
from articlewatch.history.tracking import Life
from articlewatch.lint.finding import SEVERITIES, Severity
from articlewatch.report.model import Measure, Point, Since
from articlewatch.report.readiness import readiness

#: At most this many revisions of a long history are measured.
MEASURED = 40


@dataclass(frozen=True, slots=True)
class Past:
    """A history as followed: revisions from the oldest to the newest, and the lives of the findings.

    ``measures`` holds what was counted of some revisions, ``sizes`` the bytes of all, both by revision id.
    """

    revisions: Sequence[Revision]
    lives: Sequence[Life]
    measures: Mapping[int, Measure] = field(default_factory=dict)
    sizes: Mapping[int, int] = field(default_factory=dict)

    @property
    def order(self) -> dict[int, int]:
        """Revision id -> its place in the history, from 0."""
        return {revision.revid: number for number, revision in enumerate(self.revisions)}


def to_measure(count: int) -> list[int]:
    """Return which of *count* revisions to measure: all, or an even sample with the first and the last."""
    if count <= MEASURED:
        return list(range(count))
    return sorted({round(n * (count - 1) / (MEASURED - 1)) for n in range(MEASURED)})


def points(past: Past) -> tuple[Point, ...]:
    """Return what each revision did to the findings and how the article stood after it."""
    order = past.order
    came = [0] * len(order)
    went = [0] * len(order)
    change: list[dict[Severity, int]] = [{} for _ in order]
    for life in past.lives:
        severity = life.finding.severity
        for event in life.events:
            at = order.get(event.revision.revid)
            if at is None:
                continue
            step = 1 if event.kind in ("introduced", "reintroduced") else -1
            (came if step > 0 else went)[at] += 1
            change[at][severity] = change[at].get(severity, 0) + step
    standing: dict[Severity, int] = dict.fromkeys(SEVERITIES, 0)
    found = []
    for number, revision in enumerate(past.revisions):
        standing = {severity: standing[severity] + change[number].get(severity, 0) for severity in SEVERITIES}
        measured = past.measures.get(revision.revid)
        size = past.sizes.get(revision.revid, revision.size)
        ready = readiness(standing, measured) if measured else None
        found.append(Point(revision, size, came[number], went[number], standing, measured, ready))
    return tuple(found)


def since_of(past: Past, asked: str) -> Since | None:
    """Return the last revision that counts as known: the one before the newest, a revision's id, or a date's.

    None when there is nothing before. Raises ConfigurationError when *asked* is none of these or not in the history.
    """
    revisions = past.revisions
    if asked == "last":
        return Since(revisions[-2], asked) if len(revisions) > 1 else None
    if asked.isdigit() and len(asked) != 4:
        for revision in revisions:
            if revision.revid == int(asked):
                return Since(revision, asked)
        raise ConfigurationError(f"--since {asked}: no revision {asked} in this history")
    if not _is_date(asked):
        raise ConfigurationError(f"--since {asked}: neither 'last', nor a revision's id, nor a date such as 2026-01-31")
    before = [revision for revision in revisions if revision.timestamp and revision.timestamp < asked]
    return Since(before[-1], asked) if before else None


def _is_date(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return len(text) >= 10
