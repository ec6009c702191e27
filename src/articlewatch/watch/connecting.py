"""Open one connection to a change feed, or say why it is none.

requests-sse speaks the protocol (WHATWG HTML, 9.2). What it leaves to others is done here and in ``stream``: it sleeps
without end or jitter between two connections, forgets the ``retry:`` field at the next, and puts up with lines of any
length. So each connection gets an EventSource of its own, which ends where it would sleep.
"""

from __future__ import annotations

import time
from typing import NoReturn
from urllib.parse import urljoin, urlsplit

import requests
from requests_sse import EventSource, InvalidContentTypeError, InvalidStatusCodeError, ReadyState

from articlewatch.errors import ConfigurationError
from articlewatch.sources.contact import Identity, host_of, is_private
from articlewatch.sources.patience import Patience, retry_after
from articlewatch.watch.eventlines import FeedRefused, Seen, bound_lines

#: seconds beyond which no server's wish for a pause is heeded
LONGEST_WISH = 3600.0

_MOST_REDIRECTS = 5
_PASSING = frozenset({408, 425, 429})
_STOP = {204: "asks not to be called again (204)", 410: "is gone (410)"}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


class Cut(Exception):
    """The connection ended, or was silent for too long."""


class CannotGoOn(Exception):
    """The feed refuses the position, with an HTTP status: what it remembers may not reach back so far."""

    def __init__(self, status: int) -> None:
        super().__init__(str(status))
        self.status = status


def check_address(url: str) -> str:
    """Return *url* when it can be the address of a feed. Raises ConfigurationError."""
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        usable = False
    if "@" in url.partition("?")[0]:
        raise ConfigurationError("the address of a change feed must hold no password: it is public")
    if not usable:
        raise ConfigurationError(f"{url!r} is no address of a change feed (http or https)")
    if parts.scheme == "http" and not is_private(host_of(url)):
        raise ConfigurationError(f"{host_of(url)}: a public change feed is read over https only")
    return url


def new_session(identity: Identity) -> requests.Session:
    """Return a session that introduces the program, and sends no secret."""
    session = requests.Session()
    session.headers["User-Agent"] = f"{identity.user_agent()} {requests.utils.default_user_agent()}"
    session.auth = lambda request: request  # nothing from a ~/.netrc
    return session


def connect(session: requests.Session, url: str, position: str, patience: Patience, seen: Seen) -> EventSource:
    """Return the feed at *url* from the event *position* on; what it brings is noted in *seen*.

    Redirects are followed on the same host only. Raises CannotGoOn, FeedRefused, or requests' own errors; reading
    raises Cut, too.
    """
    session.hooks["response"] = [lambda response, *_, **__: bound_lines(response, seen)]
    for _ in range(_MOST_REDIRECTS):
        source = _source(session, url, position, patience)
        try:
            source.connect()
            return source
        except InvalidContentTypeError as error:
            raise FeedRefused(f"is no event stream ({error.content_type or 'of no type'})") from None
        except InvalidStatusCodeError as error:
            if error.status_code not in _REDIRECTS:
                _refuse(error, position)
            url = _redirected(url, error.response)
        except requests.RequestException:
            raise
        except ValueError:  # requests looks at a redirect's address even when it is not to follow it
            raise FeedRefused("redirects to nowhere") from None
    raise FeedRefused("redirects too often")


def _source(session: requests.Session, url: str, position: str, patience: Patience) -> EventSource:
    def cut() -> None:
        if source.ready_state is ReadyState.CONNECTING:
            raise Cut

    limits = (patience.connect, patience.silence)
    source = EventSource(
        url, session=session, timeout=limits, max_connect_retry=0, on_error=cut,  # type: ignore[arg-type]
        latest_event_id=position or None, allow_redirects=False,
    )  # fmt: skip
    return source


def _refuse(error: InvalidStatusCodeError, position: str) -> NoReturn:
    status = error.status_code
    headers = error.response.headers if error.response is not None else {}
    if position and 400 <= status < 500 and status not in _PASSING:
        raise CannotGoOn(status)
    if status in _STOP:
        raise FeedRefused(_STOP[status], final=True)
    wait = retry_after(headers.get("Retry-After"), time.time())
    wait = min(wait, LONGEST_WISH) if wait is not None else None
    raise FeedRefused(f"answers {status}", wait=wait, passing=status >= 500 or status in _PASSING)


def _redirected(url: str, response: requests.Response | None) -> str:
    target = urljoin(url, response.headers.get("Location", "") if response is not None else "")
    if host_of(target) != host_of(url) or urlsplit(target).scheme not in ("https", urlsplit(url).scheme):
        raise FeedRefused(f"redirects to {host_of(target) or 'nowhere'}, which is not followed")
    return target
