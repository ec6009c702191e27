"""Read a change feed in a thread of its own: connection after connection, with pauses, until it is no use."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import requests
from requests_sse import EventSource

from articlewatch.sources.contact import Identity, host_of, require_contact
from articlewatch.sources.patience import Patience
from articlewatch.sources.robots import Excluded
from articlewatch.sources.wire import Wire
from articlewatch.watch.connecting import LONGEST_WISH, CannotGoOn, Cut, check_address, connect, new_session
from articlewatch.watch.eventlines import FeedRefused, Seen
from articlewatch.watch.recentchange import Unreadable

#: unreadable events in a row that show that this is another kind of feed
_UNREADABLE = 10

#: the failure in a row from which the feed counts as lost
_LOST_AFTER = 3

#: seconds; a connection that held so long counts as good
_HELD = 60.0

#: the back-off between connections, and how long a feed may be silent. EventStreams sends some dozen events a second;
#: a quieter feed is merely asked to go on
FEED_PATIENCE = Patience(first=1.0, longest=600.0, connect=15.0, silence=120.0)

#: an id goes back in a header, which takes no more and nothing else
_LONGEST_ID = 8 << 10

_GIVEN_UP = "it is not followed any more, pages are checked at their own rhythm"


@dataclass(frozen=True, slots=True)
class Sink:
    """Where the reader puts what it learns; each is called in the reader's thread.

    ``event`` is given the id of an event (empty when it has none) and its data, and raises Unreadable; ``opened``
    whether the feed goes on where it was; ``say`` a line for the user.
    """

    event: Callable[[str, str], None]
    opened: Callable[[bool], None]
    say: Callable[[str], None]


class Reader:
    """A thread that reads the feed at *url*, from the event with the id *position* on when there is one.

    *identity* introduces the program; its secrets stay at home. Raises ConfigurationError when the address cannot be
    used, or when the host is public and no contact is set.
    """

    def __init__(
        self,
        url: str,
        identity: Identity,
        position: str,
        sink: Sink,
        *,
        patience: Patience = FEED_PATIENCE,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._url, self._position, self._sink = check_address(url), position, sink
        self._identity, self._host, self._patience, self._chance = identity, host_of(url), patience, chance
        require_contact(identity, self._host)
        self._worked = self._told_lost = False
        self._retry: float | None = None
        self._failures = 0
        self._not_from = 0
        self._ending = threading.Event()
        # A daemon: a thread that waits for the network must not keep the process from ending.
        self._thread = threading.Thread(target=self._follow, name="change feed", daemon=True)

    def start(self) -> None:
        """Begin to read."""
        self._thread.start()

    def stop(self) -> None:
        """Ask the thread to end; it may still wait for the network."""
        self._ending.set()

    @property
    def is_reading(self) -> bool:
        """Whether the feed is followed, or will be again."""
        return self._thread.is_alive()

    def _follow(self) -> None:
        try:
            if self._may_be_read():
                self._read_on()
        except Exception as error:  # nobody waits for this thread: what it does not tell, nobody learns
            self._say(f"cannot be read ({type(error).__name__}); {_GIVEN_UP}")

    def _may_be_read(self) -> bool:
        wire = Wire(self._identity, self._patience)
        try:
            self._identity.heed_robots(self._url, wire.fetch, interface=True)
        except Excluded as error:
            self._say(f"is not followed: {error}")
            return False
        finally:
            wire.close()
        return True

    def _read_on(self) -> None:
        while not self._ending.is_set():
            try:
                wait = self._connection()
            except FeedRefused as error:
                if error.final or not (error.passing or self._worked):
                    self._say(f"{error.reason}; {_GIVEN_UP}")
                    return
                wait = self._failed(error.reason, error.wait)
            self._ending.wait(wait)

    def _connection(self) -> float:
        """Read until the connection ends; return the seconds to wait before the next."""
        seen, began, reason = Seen(), time.monotonic(), "the connection is cut at once"
        try:
            with new_session(self._identity) as session:
                self._read(session, seen)
        except (Cut, StopIteration):
            pass
        except requests.RequestException as error:
            reason = _reason(error)
        if seen.retry is not None:
            self._retry = min(seen.retry, LONGEST_WISH)
        held = time.monotonic() - began > min(_HELD, self._patience.silence / 2)
        if not (seen.readable or held):
            return self._failed(reason)
        self._failures = 0
        return self._pause(1)

    def _failed(self, reason: str, wait: float | None = None) -> float:
        self._failures += 1
        if self._failures == _LOST_AFTER:
            self._told_lost = True
            self._say(f"is lost ({reason}); pages are checked at their own rhythm until it is back")
        return max(self._pause(self._failures), wait or 0.0)

    def _pause(self, attempt: int) -> float:
        return (self._retry or 0.0) + self._patience.backoff(attempt, self._chance())

    def _read(self, session: requests.Session, seen: Seen) -> None:
        source = self._open(session, seen)
        try:
            if self._not_from:
                self._say(f"cannot go on where it was ({self._not_from}), and starts anew")
                self._not_from = 0
            self._sink.opened(bool(self._position))
            unreadable = 0
            while not self._ending.is_set():
                event = next(source)
                identifier = event.last_event_id if _can_be_sent(event.last_event_id) else ""
                self._position = identifier or self._position
                try:
                    self._sink.event(identifier, event.data or "")
                except Unreadable as error:
                    unreadable += 1
                    if unreadable >= _UNREADABLE:
                        raise FeedRefused(f"sends something else than recent changes ({error})") from None
                    continue
                unreadable = 0
                self._is_good(seen)
        finally:
            source.close()

    def _open(self, session: requests.Session, seen: Seen) -> EventSource:
        try:
            return connect(session, self._url, self._position, self._patience, seen)
        except CannotGoOn as error:
            self._not_from, self._position = error.status, ""
        return connect(session, self._url, "", self._patience, seen)

    def _is_good(self, seen: Seen) -> None:
        if self._told_lost:
            self._say("is back")
        self._told_lost, self._worked, seen.readable = False, True, True

    def _say(self, words: str) -> None:
        self._sink.say(f"change feed of {self._host} {words}")


def _can_be_sent(identifier: str) -> bool:
    return len(identifier) <= _LONGEST_ID and identifier.isascii() and identifier.isprintable()


def _reason(error: requests.RequestException) -> str:
    kinds: list[tuple[type[Exception], str]] = [
        (requests.exceptions.SSLError, "its certificate cannot be verified"),
        (requests.exceptions.ProxyError, "the proxy refuses"),
        (requests.exceptions.Timeout, "no answer in time"),
    ]
    return next((words for kind, words in kinds if isinstance(error, kind)), "no connection")
