"""Wikis, pages and channels that do not work at the moment: counted, put off, told once, and once more when back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from articlewatch.history.store import Store
from articlewatch.watch.events import Addressee, Event, Kind, put_event
from articlewatch.watch.times import HOUR, MINUTE, told_time

#: the wait after a first failure, which doubles, and the longest
_FIRST, _LONGEST = 5 * MINUTE, 6 * HOUR


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that fails: how often in a row, since when, and when it is tried again at the earliest."""

    subject: str
    since: int
    times: int
    after: int
    reason: str
    told: bool


def troubles(store: Store) -> list[Trouble]:
    """Return all that fails at the moment."""
    rows = store.connection.execute("SELECT subject, since, times, after, reason, told FROM failing ORDER BY subject")
    return [
        Trouble(subject, since, times, after, reason, bool(told)) for subject, since, times, after, reason, told in rows
    ]


def trouble_of(store: Store, subject: str) -> Trouble | None:
    """Return what is wrong with *subject*, or None."""
    return next((trouble for trouble in troubles(store) if trouble.subject == subject), None)


def note_failure(
    store: Store,
    subject: str,
    name: str,
    reason: str,
    now: int,
    *,
    tell_after: int,
    channels: Iterable[Addressee],
    page: int | None = None,
    tags: tuple[str, ...] = (),
    last_success: int | None = None,
) -> Trouble:
    """Count a failure of *subject*, called *name*; the *tell_after*-th in a row is told. Needs a transaction."""
    before = trouble_of(store, subject)
    times = before.times + 1 if before else 1
    since = before.since if before else now
    wait = min(_FIRST * 2 ** min(times - 1, 20), _LONGEST)
    told = bool(before and before.told)
    if times >= tell_after and not told:
        last = f"no successful check since {told_time(last_success)}" if last_success else "no successful check yet"
        words = f"{name}: {times} failures in a row since {told_time(since)} ({reason}); {last}"
        put_event(store, _event(subject, name, "failing", words, since, now, page, tags), channels)
        told = True
    trouble = Trouble(subject, since, times, now + wait, reason, told)
    store.connection.execute(
        "INSERT OR REPLACE INTO failing VALUES (?, ?, ?, ?, ?, ?)",
        (subject, since, times, trouble.after, reason, told),
    )
    return trouble


def note_success(
    store: Store,
    subject: str,
    name: str,
    now: int,
    channels: Iterable[Addressee],
    page: int | None = None,
    tags: tuple[str, ...] = (),
) -> bool:
    """Note that *subject* works; whether it had failed. Recovery is told when the failure was.

    Needs a transaction.
    """
    before = trouble_of(store, subject)
    if before is None:
        return False
    store.connection.execute("DELETE FROM failing WHERE subject = ?", (subject,))
    if before.told:
        words = f"{name}: works again after {before.times} failures since {told_time(before.since)}"
        put_event(store, _event(subject, name, "recovered", words, before.since, now, page, tags), channels)
    return True


def _event(
    subject: str, name: str, kind: Kind, words: str, since: int, now: int, page: int | None, tags: tuple[str, ...]
) -> Event:
    record: dict[str, Any] = {
        "kind": kind,
        "page": name,
        "revid": 0,
        "time": told_time(now),
        "message": words,
        "url": "",
        "page_url": "",
    }
    return Event(f"{subject}:{kind}:{since}", page, 0, kind, "", now, record, tags)
