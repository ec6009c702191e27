"""The history of an article's findings in numbers, one point a revision."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from articlewatch.article import Revision
from articlewatch.errors import ConfigurationError
from articlewatch.history.tracking import Life
from articlewatch.lint.finding import SEVERITIES, Severity
from articlewatch.report.model import Measure, Point, Since
from articlewatch.report.readiness import readiness

#: At most this many revisions of a long history are measured.
MEASURED = 40


class Checked(NamedTuple):
    """The revision that was known to the last check of a watched page, and in a sentence how that is known."""

    revid: int
    how: str


@dataclass(frozen=True, slots=True)
class Past:
    """A history as followed: revisions from the oldest to the newest, and the lives of the findings.

    ``measures`` holds what was counted of some revisions, ``sizes`` the bytes of all, both by revision id. ``text``
    gives the text of a revision by its id, or None where it cannot be had; ``checked`` is there for a watched page.
    """

    revisions: Sequence[Revision]
    lives: Sequence[Life]
    measures: Mapping[int, Measure] = field(default_factory=dict)
    sizes: Mapping[int, int] = field(default_factory=dict)
    text: Callable[[int], str | None] = lambda revid: None
    checked: Checked | None = None

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
    """Return the last revision that counts as known, as *asked* for: ``last``, a revision's id or a date.

    ``last`` is what the last check of a watched page knew, and otherwise the revision before the newest; None when
    there is nothing before. Raises ConfigurationError when *asked* is none of these or not in the history.
    """
    if asked == "last":
        return _last(past)
    if asked.isdecimal():
        return Since(_revision(past, int(asked), asked), asked)
    moment = _moment(asked)
    if not moment:
        raise ConfigurationError(f"--since {asked}: neither 'last', nor a revision's id, nor a date such as 2026-01-31")
    before = [revision for revision in past.revisions if revision.timestamp and revision.timestamp < moment]
    if not before:
        raise ConfigurationError(f"--since {asked}: this history has no revision before {asked}{_extent(past)}")
    return Since(before[-1], asked, f"It is the last before {asked}.")


def _last(past: Past) -> Since | None:
    if past.checked is not None and past.checked.revid in past.order:
        return Since(_revision(past, past.checked.revid, "last"), "last", past.checked.how)
    if len(past.revisions) < 2:
        return None
    how = "It is the one before the newest; no check of this page is on record."
    return Since(past.revisions[-2], "last", how)


def _revision(past: Past, revid: int, asked: str) -> Revision:
    at = past.order.get(revid)
    if at is None:
        raise ConfigurationError(f"--since {asked}: no revision {asked} in this history{_extent(past)}")
    return past.revisions[at]


def _extent(past: Past) -> str:
    if not past.revisions:
        return ""
    first, last = past.revisions[0], past.revisions[-1]
    ends = [f"{one.revid}{f' of {one.timestamp[:10]}' if one.timestamp else ''}" for one in (first, last)]
    return f"; it goes from {ends[0]} to {ends[1]}"


def _moment(text: str) -> str:
    """Return a date, with or without a time (UTC unless it says), as revisions give theirs; empty for anything else."""
    try:
        moment = datetime.fromisoformat(text) if len(text) >= 10 else None
    except ValueError:
        return ""
    if moment is None:
        return ""
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
