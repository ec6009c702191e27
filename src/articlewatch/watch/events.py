"""What is told: one event a finding that came or went, and one for what happened to a page, a wiki or a channel."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from articlewatch.history.store import Store

Kind = Literal[
    "introduced", "reintroduced", "fixed", "reverted",
    "moved", "deleted", "restored", "recreated", "protected", "unprotected",
    "redirected", "unredirected", "blanked", "refilled", "hidden",
    "failing", "recovered",
]  # fmt: skip

#: kinds after which a finding stands, and kinds after which it does not
CAME: tuple[Kind, ...] = ("introduced", "reintroduced")
WENT: tuple[Kind, ...] = ("fixed", "reverted")


@dataclass(frozen=True, slots=True)
class Event:
    """Something to tell. ``key`` makes it the same event whenever it is noted again.

    ``page`` is the number of the page in the store, None when it is about a wiki or a channel; ``record`` what the
    messages say, as a JSON value.
    """

    key: str
    page: int | None
    revid: int
    kind: Kind
    severity: str
    told: int
    record: dict[str, Any] = field(default_factory=dict)
    tags: tuple[str, ...] = ()


class Addressee(Protocol):
    """A channel, as far as noting an event needs to know it."""

    @property
    def name(self) -> str: ...

    @property
    def targets(self) -> tuple[str, ...]: ...

    def wants(self, event: Event) -> bool:
        """Whether the event is for this channel."""
        ...


def put_event(store: Store, event: Event, channels: Iterable[Addressee]) -> bool:
    """Store *event*, with a row for each channel and addressee that wants it; whether it is new.

    Needs a transaction. One that was stored before is left as it is.
    """
    stored = store.connection.execute(
        "INSERT OR IGNORE INTO event (key, page, revid, kind, severity, told, record) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            event.key, event.page, event.revid, event.kind, event.severity, event.told,
            json.dumps(event.record, ensure_ascii=True),
        ),
    )  # fmt: skip
    if not stored.rowcount:
        return False
    store.connection.executemany(
        "INSERT OR IGNORE INTO outbox (channel, target, event) VALUES (?, ?, ?)",
        [
            (channel.name, target, stored.lastrowid)
            for channel in channels
            if channel.wants(event)
            for target in channel.targets
        ],
    )
    return True


def read_events(store: Store, numbers: Iterable[int]) -> list[Event]:
    """Return the events with these numbers, in the order in which they came."""
    wanted = sorted(set(numbers))
    return [event for number in wanted for event in _select(store, "WHERE event = ?", (number,))]


def newest_events(store: Store, channel: str, limit: int, tag: str | None = None) -> list[Event]:
    """Return the newest *limit* events that *channel* wanted, of all pages or those of a tag, newest first."""
    tagged = "" if tag is None else "AND page IN (SELECT page FROM watch_tag WHERE tag = :tag)"
    where = f"WHERE event IN (SELECT event FROM outbox WHERE channel = :channel) {tagged}"
    values = {"channel": channel, "tag": tag, "limit": limit}
    return _select(store, f"{where} ORDER BY event DESC LIMIT :limit", values)


def scrub(store: Store) -> int:
    """Take out of the events what their wiki hides by now: quotations, summaries, names. Returns how many changed."""
    hidden: dict[int, dict[int, tuple[bool, bool, bool]]] = {}
    for page, revid, *flags in store.connection.execute(
        """SELECT page, revid, text_hidden OR gone, comment_hidden OR gone, user_hidden OR gone FROM revision
           WHERE (text_hidden OR comment_hidden OR user_hidden OR gone) AND page IN (SELECT page FROM event)"""
    ):
        hidden.setdefault(page, {})[revid] = (bool(flags[0]), bool(flags[1]), bool(flags[2]))
    changed: list[tuple[str, int]] = []
    for page, revisions in hidden.items():
        for number, text in store.connection.execute("SELECT event, record FROM event WHERE page = ?", (page,)):
            record = json.loads(text)
            wanted = _without_hidden(record, revisions)
            if wanted != record:
                changed.append((json.dumps(wanted, ensure_ascii=True), number))
    if changed:
        with store.transaction():
            store.connection.executemany("UPDATE event SET record = ? WHERE event = ?", changed)
            store.connection.execute("INSERT OR IGNORE INTO todo (task) VALUES ('wipe')")
        store.wipe()
    return len(changed)


def _without_hidden(record: dict[str, Any], hidden: dict[int, tuple[bool, bool, bool]]) -> dict[str, Any]:
    _, no_comment, no_user = hidden.get(record["revid"], (False, False, False))
    wanted = dict(record)
    if any(hidden.get(revid, (False,))[0] for revid in record.get("quotes", ())):
        wanted |= {"excerpt": "", "passage": [], "message": "the wiki hides the text", "help": "", "section": []}
    if no_comment:
        wanted["comment"] = None
    if no_user:
        wanted["user"] = None
    return wanted


def _select(store: Store, rest: str, values: Any) -> list[Event]:
    rows = store.connection.execute(
        f"SELECT event, key, page, revid, kind, severity, told, record FROM event {rest}", values
    ).fetchall()
    tags: dict[int, tuple[str, ...]] = {}
    for page in {row[2] for row in rows if row[2] is not None}:
        found = store.connection.execute("SELECT tag FROM watch_tag WHERE page = ? ORDER BY tag", (page,))
        tags[page] = tuple(tag for (tag,) in found)
    return [
        Event(key, page, revid, kind, severity, told, json.loads(record), tags.get(page, ()))
        for _, key, page, revid, kind, severity, told, record in rows
    ]
