"""Read a feed of server-sent events in a thread of its own: connect, go on where it was cut, give up when it is no use.

requests-sse speaks the protocol (WHATWG HTML, 9.2). What it leaves to others is done here: it sleeps without end or
jitter between two connections, forgets the ``retry:`` field at the next, and puts up with lines of any length. So each
connection gets an EventSource of its own.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import requests
from requests_sse import EventSource, InvalidContentTypeError, InvalidStatusCodeError, ReadyState

from articlewatch.errors import ConfigurationError
from articlewatch.sources.contact import Identity, host_of, is_private, require_contact
from articlewatch.sources.patience import Patience, retry_after
from articlewatch.sources.robots import Excluded
from articlewatch.sources.wire import Wire
from articlewatch.watch.eventlines import FeedRefused, Seen, bound_lines
from articlewatch.watch.recentchange import Unreadable

_MOST_TRIES = 5

#: unreadable events in a row that show that this is another kind of feed
_UNREADABLE = 10

#: the failure in a row from which the feed counts as lost
_LOST_AFTER = 3

#: seconds; a connection that held so long counts as good, and no server's wish for a pause goes beyond the other
_HELD, _LONGEST_WISH = 60.0, 3600.0

#: the back-off between connections, and how long a feed may be silent. EventStreams sends some dozen events a second;
#: a quieter feed is merely asked to go on
FEED_PATIENCE = Patience(first=1.0, longest=600.0, connect=15.0, silence=120.0)

#: an id goes back in a header, which takes no more and nothing else
_LONGEST_ID = 8 << 10

_GIVEN_UP = "it is not followed any more, pages are checked at their own rhythm"
_PASSING = frozenset({408, 425, 429})
_STOP = {204: "asks not to be called again (204)", 410: "is gone (410)"}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class _Cut(Exception):
    """The connection ended, or was silent for too long."""


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
        self._agent = f"{identity.user_agent()} {requests.utils.default_user_agent()}"
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
            with requests.Session() as session:
                self._read(session, seen)
        except (_Cut, StopIteration):
            pass
        except requests.RequestException as error:
            reason = _reason(error)
        if seen.retry is not None:
            self._retry = min(seen.retry, _LONGEST_WISH)
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
        # One call to the library a connection: where it would sleep and connect again, on_error ends the reading.
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

    def _is_good(self, seen: Seen) -> None:
        if self._told_lost:
            self._say("is back")
        self._told_lost, self._worked, seen.readable = False, True, True

    def _open(self, session: requests.Session, seen: Seen) -> EventSource:
        session.headers["User-Agent"] = self._agent
        session.auth = lambda request: request  # nothing from a ~/.netrc
        session.hooks["response"] = [lambda response, *_, **__: bound_lines(response, seen)]
        url = self._url
        for _ in range(_MOST_TRIES):
            source = self._source(session, url)
            try:
                source.connect()
                return source
            except InvalidContentTypeError as error:
                raise FeedRefused(f"is no event stream ({error.content_type or 'of no type'})") from None
            except InvalidStatusCodeError as error:
                url = self._look_at(error, url)
            except requests.RequestException:
                raise
            except ValueError:  # requests looks at a redirect's address even when it is not to follow it
                raise FeedRefused("redirects to nowhere") from None
        raise FeedRefused("redirects too often")

    def _source(self, session: requests.Session, url: str) -> EventSource:
        def cut() -> None:
            if source.ready_state is ReadyState.CONNECTING:
                raise _Cut

        patience = (self._patience.connect, self._patience.silence)
        source = EventSource(
            url, session=session, timeout=patience, max_connect_retry=0, on_error=cut,  # type: ignore[arg-type]
            latest_event_id=self._position or None, allow_redirects=False,
        )  # fmt: skip
        return source

    def _look_at(self, error: InvalidStatusCodeError, url: str) -> str:
        """Return the address to try instead. Raises FeedRefused when there is none."""
        status = error.status_code
        headers = error.response.headers if error.response is not None else {}
        if self._position and 400 <= status < 500 and status not in _PASSING:
            self._not_from, self._position = status, ""  # what it remembers may not reach back so far
            return url
        if status in _STOP:
            raise FeedRefused(_STOP[status], final=True)
        if status in _REDIRECTS:
            return self._redirected(url, headers.get("Location", ""))
        if status >= 500 or status in _PASSING:
            wait = retry_after(headers.get("Retry-After"), time.time())
            wait = min(wait, _LONGEST_WISH) if wait is not None else None
            raise FeedRefused(f"answers {status}", wait=wait, passing=True)
        raise FeedRefused(f"answers {status}")

    def _redirected(self, url: str, location: str) -> str:
        target = urljoin(url, location)
        if host_of(target) != host_of(url) or urlsplit(target).scheme not in ("https", urlsplit(url).scheme):
            raise FeedRefused(f"redirects to {host_of(target) or 'nowhere'}, which is not followed")
        return target

    def _say(self, words: str) -> None:
        self._sink.say(f"change feed of {self._host} {words}")


def check_address(url: str) -> str:
    """Return *url* when it can be the address of a feed. Raises ConfigurationError."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        usable = False
    if not usable:
        raise ConfigurationError(f"{url!r} is no address of a change feed (http or https)")
    if "@" in parts.netloc:
        raise ConfigurationError("the address of a change feed must hold no password: it is public")
    if parts.scheme == "http" and not is_private(host_of(url)):
        raise ConfigurationError(f"{host_of(url)}: a public change feed is read over https only")
    return url


def _can_be_sent(identifier: str) -> bool:
    return len(identifier) <= _LONGEST_ID and identifier.isascii() and identifier.isprintable()


def _reason(error: requests.RequestException) -> str:
    kinds: list[tuple[type[Exception], str]] = [
        (requests.exceptions.SSLError, "its certificate cannot be verified"),
        (requests.exceptions.ProxyError, "the proxy refuses"),
        (requests.exceptions.Timeout, "no answer in time"),
    ]
    return next((words for kind, words in kinds if isinstance(error, kind)), "no connection")
