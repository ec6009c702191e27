"""The outbox: what waits is put into messages, sent, and marked at once.

Which events a message holds is stored before it is sent. A message that was sent but not marked, because the
process was killed in between, is therefore sent again with the same content and the same id.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from itertools import groupby

from articlewatch.errors import ArticlewatchError
from articlewatch.history.store import Store
from articlewatch.watch.atom import DEFAULT_ENTRIES, write_feeds
from articlewatch.watch.channels import Channel, Digest
from articlewatch.watch.events import read_events
from articlewatch.watch.message import Message
from articlewatch.watch.senders import Echo, NotSent, send
from articlewatch.watch.times import DAY
from articlewatch.watch.trouble import note_failure, note_success, trouble_of

#: the hour of the day at which daily and weekly digests are sent, local time
_MORNING = 7
#: events in one message at most; the rest goes into the next
_MOST = 200


def deliver(
    store: Store,
    channels: Iterable[Channel],
    now: Callable[[], float],
    echo: Echo,
    *,
    tell_after: int = 3,
    impatient: bool = False,
) -> list[str]:
    """Send what waits and is due, and return a line for each channel that did not take it.

    What a dead channel does not take waits there, in order; with *impatient* it is tried even before its time.
    """
    everyone = tuple(channels)
    failed: list[str] = []
    for channel in everyone:
        moment = int(now())
        subject = f"channel:{channel.name}"
        trouble = trouble_of(store, subject)
        if trouble and not impatient and moment < trouble.after <= moment + DAY:
            failed.append(f"{trouble.reason}; tried again later")
            continue
        try:
            sent = _deliver(store, channel, moment, echo)
        except ArticlewatchError as error:
            failed.append(str(error))
            with store.transaction():
                note_failure(
                    store, subject, f"channel {channel.name!r}", str(error), moment, tell_after=tell_after,
                    channels=everyone,
                )  # fmt: skip
            continue
        if sent and trouble:
            with store.transaction():
                note_success(store, subject, f"channel {channel.name!r}", moment, everyone)
    return failed


def waiting(store: Store) -> dict[str, int]:
    """Return how many rows wait, by the name of the channel."""
    return dict(store.connection.execute("SELECT channel, count(*) FROM outbox WHERE sent IS NULL GROUP BY channel"))


def digest_due(told: float, digest: Digest) -> float:
    """Return when an event noted at *told* is sent: with the digest of its hour, day or week, or at once."""
    if not digest:
        return told
    moment = datetime.fromtimestamp(told).astimezone()
    if digest == "hourly":
        return (moment.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)).timestamp()
    morning = moment.replace(hour=_MORNING, minute=0, second=0, microsecond=0)
    if morning <= moment:
        morning += timedelta(days=1)
    if digest == "weekly":
        morning += timedelta(days=-morning.weekday() % 7)
    return morning.timestamp()


def _deliver(store: Store, channel: Channel, now: int, echo: Echo) -> bool:
    """Send what waits for *channel*; whether it was tried. An addressee that fails holds up no other."""
    if channel.kind == "atom":
        return _write_feeds(store, channel, now)
    if channel.is_push and channel.quiet and channel.quiet.end_after(now) is not None:
        return False
    errors: list[ArticlewatchError] = []
    tried = False
    for target in channel.targets:
        _put_into_messages(store, channel, target, now)
        try:
            for message in _messages(store, channel, target):
                tried = True
                send(channel, message, echo)
                with store.transaction():
                    store.connection.execute(
                        "UPDATE outbox SET sent = ? WHERE channel = ? AND target = ? AND message = ?",
                        (now, channel.name, target, message.id),
                    )
        except ArticlewatchError as error:
            errors.append(error)
    if errors:
        raise errors[0]
    return tried


def _write_feeds(store: Store, channel: Channel, now: int) -> bool:
    folder = channel.base / str(channel.settings.get("folder", "feeds"))
    rows = store.connection.execute(
        "SELECT max(event) FROM outbox WHERE channel = ? AND sent IS NULL", (channel.name,)
    ).fetchone()
    try:
        entries = int(channel.settings.get("entries", DEFAULT_ENTRIES))
        write_feeds(store, channel.name, folder, max(entries, _recent(store, channel, now)))
    except OSError as error:
        raise NotSent(f"channel {channel.name!r}: {folder}: {error.strerror or error}") from None
    if rows[0] is None:
        return True
    with store.transaction():
        store.connection.execute(
            "UPDATE outbox SET sent = ? WHERE channel = ? AND sent IS NULL AND event <= ?", (now, channel.name, rows[0])
        )
    return True


def _recent(store: Store, channel: Channel, now: int) -> int:
    """Return how many events a reader who comes once a day has not seen: a feed holds them all."""
    row = store.connection.execute(
        "SELECT count(*) FROM outbox WHERE channel = ? AND (sent IS NULL OR sent > ?)", (channel.name, now - DAY)
    )
    return int(row.fetchone()[0])


def _put_into_messages(store: Store, channel: Channel, target: str, now: int) -> None:
    """Fix which waiting events go together: all of a digest, or those of one page."""
    rows = store.connection.execute(
        """SELECT event.event, event.key, event.page, event.told FROM outbox JOIN event USING (event)
           WHERE channel = ? AND target = ? AND sent IS NULL AND message IS NULL ORDER BY event.event""",
        (channel.name, target),
    ).fetchall()
    due = [row for row in rows if digest_due(row[3], channel.digest) <= now or row[3] > now + DAY]
    if not due:
        return
    if not channel.digest:
        due.sort(key=lambda row: (row[2] or 0, row[0]))
    with store.transaction():
        for _, group in groupby(due, key=lambda row: 0 if channel.digest else row[2] or 0):
            for some in _portions(list(group)):
                name = "\n".join([channel.name, target, *(row[1] for row in some)])
                message = hashlib.sha256(name.encode()).hexdigest()[:32]
                store.connection.executemany(
                    "UPDATE outbox SET message = ? WHERE channel = ? AND target = ? AND event = ?",
                    [(message, channel.name, target, row[0]) for row in some],
                )


def _portions(rows: list[tuple[int, str, int | None, int]]) -> Iterator[list[tuple[int, str, int | None, int]]]:
    for start in range(0, len(rows), _MOST):
        yield rows[start : start + _MOST]


def _messages(store: Store, channel: Channel, target: str) -> Iterator[Message]:
    """Yield the messages that wait, the oldest first."""
    rows = store.connection.execute(
        """SELECT message, event FROM outbox
           WHERE channel = ? AND target = ? AND sent IS NULL AND message IS NOT NULL ORDER BY event""",
        (channel.name, target),
    ).fetchall()
    parts: dict[str, list[int]] = {}
    for message, event in rows:
        parts.setdefault(message, []).append(event)
    for message, events in parts.items():
        yield Message(message, target, tuple(read_events(store, events)))
