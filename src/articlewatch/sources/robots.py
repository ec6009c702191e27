"""What a host asks of programs in its ``robots.txt`` (RFC 9309), and which of our requests that concerns.

robots.txt speaks to crawlers. Wikimedia's closes ``/w/`` to all of them and api.php with it, while the robot policy of
the same house says how programs are to call api.php. So the group for everybody (``*``) binds what is fetched as a
page; interfaces made for programs, api.php and change feeds, are bound by a group that names this program.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urljoin, urlsplit

from protego import Protego

from articlewatch.errors import SourceError

#: the product token by which a robots.txt names this program
TOKEN = "articlewatch"
EXEMPT_VARIABLE = "ARTICLEWATCH_ROBOTS_EXEMPT"

_NAMES_US = re.compile(rf"^[ \t]*user-agent[ \t]*:[ \t]*{TOKEN}(?:/\S*)?[ \t]*(?:#.*)?\r?$", re.I | re.M)
#: RFC 9309 asks for 500 KiB at least
_LONGEST = 512 << 10
_MOST_REDIRECTS = 5
#: seconds for which an answer holds, and for which the lack of one does
_DAY, _WHILE = 86400.0, 300.0
#: seconds; a longer Crawl-delay is taken for this
_LONGEST_DELAY = 60.0


class Excluded(SourceError):
    """The host's robots.txt asks this program to stay away from an address."""


class Answer(Protocol):
    """An HTTP answer: ``sources.wire.Exchange`` is one."""

    @property
    def status(self) -> int: ...
    @property
    def headers(self) -> Mapping[str, str]: ...
    @property
    def body(self) -> bytes: ...


#: how to fetch an address without following redirects; None when there is no answer
Fetch = Callable[[str], Answer | None]


@dataclass(frozen=True, slots=True)
class _Rules:
    until: float
    parsed: Protego | None = None
    named: bool = False
    closed: bool = False


class Robots:
    """What the hosts called so far ask for; each is asked once a day. *exempt* lists hosts whose operators gave leave.

    *now* gives seconds.
    """

    def __init__(self, exempt: Iterable[str] = (), *, now: Callable[[], float] = time.monotonic) -> None:
        self._exempt, self._now = frozenset(host.lower() for host in exempt), now
        self._known: dict[str, _Rules] = {}

    def heed(self, url: str, fetch: Fetch, *, interface: bool) -> None:
        """Raise Excluded when *url* is closed to this program; *interface* says that it is made for programs.

        Without an answer, or when the host says that there is no robots.txt, nothing is closed. When the host fails
        (5xx, 429), pages are closed for a while (RFC 9309 2.3.1.4).
        """
        rules = self._rules(url, fetch)
        if rules.closed and not interface:
            raise Excluded(f"{_host(url)}: its robots.txt cannot be read now, so its pages are left alone for a while")
        binding = rules.parsed is not None and (rules.named or not interface)
        if binding and rules.parsed is not None and not rules.parsed.can_fetch(url, TOKEN):
            raise Excluded(
                f"{_host(url)}: robots.txt asks {TOKEN if rules.named else 'programs'} to stay away from "
                f"{urlsplit(url).path or '/'}; with its operator's leave, set {EXEMPT_VARIABLE}={_host(url)}"
            )

    def delay(self, url: str) -> float:
        """Return the pause between two requests, in seconds, that the host asks of this program by name."""
        rules = self._known.get(_origin(url))
        asked = rules.parsed.crawl_delay(TOKEN) if rules and rules.parsed and rules.named else None
        return min(asked or 0.0, _LONGEST_DELAY)

    def _rules(self, url: str, fetch: Fetch) -> _Rules:
        if _host(url) in self._exempt:
            return _Rules(0)
        known = self._known.get(_origin(url))
        if known is None or self._now() >= known.until:
            known = self._known[_origin(url)] = self._ask(url, fetch)
        return known

    def _ask(self, url: str, fetch: Fetch) -> _Rules:
        address = urljoin(url, "/robots.txt")
        for _ in range(_MOST_REDIRECTS):
            answer = fetch(address)
            if answer is None:
                return _Rules(self._now() + _WHILE)
            if 300 <= answer.status < 400 and "Location" in answer.headers:
                address = urljoin(address, answer.headers["Location"])
                if _origin(address) != _origin(url):  # another host's word on this one, and perhaps a secret sent there
                    break
                continue
            if answer.status >= 500 or answer.status == 429:
                return _Rules(self._now() + _WHILE, closed=True)
            if answer.status != 200:
                break
            text = answer.body[:_LONGEST].decode("utf-8", "replace").removeprefix("\ufeff")
            plain, named = _NAMES_US.subn(f"User-agent: {TOKEN}", text)  # without a version
            return _Rules(self._now() + _DAY, Protego.parse(plain), named > 0)
        return _Rules(self._now() + _DAY)


def _host(url: str) -> str:
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def _origin(url: str) -> str:
    return f"{urlsplit(url).scheme}://{_host(url)}"
