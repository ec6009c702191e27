"""A thin client of MediaWiki's Action API: one request at a time, patiently, and reading only.

Everything here is about getting one answer; what to ask for is in ``pages`` and ``revisions``.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

from articlewatch.errors import ConfigurationError
from articlewatch.sources.answers import Again, Json, Refused, WikiError, WikiUnavailable, judge, warnings_of
from articlewatch.sources.contact import Identity, host_of, is_private, require_contact
from articlewatch.sources.patience import Patience
from articlewatch.sources.records import Site, site_key
from articlewatch.sources.wire import Exchange, Wire

#: longer queries go as POST: servers refuse long addresses (414), and 50 titles may take 40 KB
_LONGEST_ADDRESS = 1800

#: seconds between two requests to a public wiki: 200 requests a minute is what Wikimedia grants a program
PUBLIC_INTERVAL = 0.3

#: Wikimedia's robot policy: after a request that took the server more than a second, wait five
_SLOW, _AFTER_SLOW = 1.0, 5.0


T = TypeVar("T")


class BudgetSpent(WikiUnavailable):
    """The user's own limit on requests is reached; what is left to do can be done another time."""


@dataclass(frozen=True, slots=True)
class SiteInfo:
    """What a wiki says about itself; ``article_path`` is like ``/wiki/$1``, ``script`` ``/w/index.php``."""

    site: Site
    base: str
    article_path: str
    script: str
    read_only: bool


class Wiki:
    """One wiki's Action API.

    *api* is the URL of ``api.php``. *tell* is given one line for each wait and each warning. The clocks
    and the chance can be replaced. Raises ConfigurationError when the wiki is public and *identity* has
    no contact, or when secrets would travel unencrypted to a public host.
    """

    def __init__(
        self,
        api: str,
        identity: Identity | None = None,
        *,
        patience: Patience | None = None,
        maxlag: int = 5,
        interval: float | None = None,
        max_requests: int | None = None,
        tell: Callable[[str], None] = lambda line: None,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], float] = time.time,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.api, self.host = api, host_of(api)
        if urlsplit(api).scheme not in ("http", "https") or not self.host:
            raise ConfigurationError(f"{api!r} is not the URL of an api.php")
        self.identity = identity or Identity()
        self.patience = patience or Patience()
        self.maxlag = maxlag
        self.requests_made = 0
        self._max_requests = max_requests
        require_contact(self.identity, self.host)
        self._secret = self.identity.has_secrets and self.identity.host == self.host
        if self._secret and not is_private(self.host) and not api.startswith("https:"):
            raise ConfigurationError(f"secrets are only sent to {self.host} over https")
        usual = 0.0 if is_private(self.host) else PUBLIC_INTERVAL
        self._interval = usual if interval is None else interval
        self._tell, self._sleep, self._now, self._chance = tell, sleep, now, chance
        self._last, self._pause = float("-inf"), self._interval
        self._asked_leave = False
        self._logged_in = False
        self._warned: set[tuple[str, str]] = set()
        self._site: SiteInfo | None = None
        self._wire = Wire(self.identity, self.patience, with_token=self._secret)

    def close(self) -> None:
        """Close the connection."""
        self._wire.close()

    def __enter__(self) -> Wiki:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def get(self, **parameters: object) -> Json:
        """Return the answer to one request, asked again as long as that may help.

        Values may be strings, numbers, booleans (False leaves the parameter out) and lists. Raises
        WikiError when the wiki refuses, WikiUnavailable when it stays silent, busy or unintelligible.
        """
        if self._secret and not self._logged_in:
            self.log_in()
        try:
            return self._ask(self._standing() | parameters)
        except WikiError as error:
            if not (error.code.startswith("assert") and error.code.endswith("failed") and self._secret):
                raise
        self.log_in()  # the session ran out; once is enough, or two clients would log each other out for ever
        return self._ask(self._standing() | parameters)

    def answers(self, **parameters: object) -> Iterator[Json]:
        """Yield each answer to a query, following its continuation to the end.

        An answer cut at 8 MiB is continued like any other, and may repeat pages and revisions: whoever
        gathers them merges by revision id. Raises WikiError when a continuation leads nowhere.
        """
        resume: Json = {}
        while True:
            answer = self.get(action="query", **(parameters | resume))
            if not isinstance(answer.get("query"), dict):
                answer["query"] = {}
            yield answer
            following = answer.get("continue")
            if not isinstance(following, dict):
                return
            if following == resume:
                raise WikiError(f"{self.host}: the continuation of a query leads nowhere", "badcontinue")
            resume = following

    def query(self, **parameters: object) -> Iterator[Json]:
        """Yield the ``query`` part of each of the ``answers``."""
        for answer in self.answers(**parameters):
            yield answer["query"]

    def site_info(self) -> SiteInfo:
        """Return what the wiki says about itself; asked once."""
        if self._site is None:
            answer = self.get(action="query", meta="siteinfo", siprop="general")
            self._site = _site_info(self.api, answer)
        return self._site

    def log_in(self) -> None:
        """Log in with the bot password, or make sure that the OAuth token is accepted.

        Raises ConfigurationError when the wiki refuses.
        """
        if not self.identity.token:
            answer = self._ask({"action": "query", "meta": "tokens", "type": "login"})
            token = answer.get("query", {}).get("tokens", {}).get("logintoken", "")
            answer = self._ask(
                {
                    "action": "login",
                    "lgname": self.identity.user,
                    "lgpassword": self.identity.password,
                    "lgtoken": token,
                },
                post=True,
            )
            _check_login(self.host, self.identity.user, answer)
        self._logged_in = True

    def _standing(self) -> dict[str, object]:
        return {"maxlag": self.maxlag, "assert": "user" if self._logged_in else False}

    def _ask(self, parameters: dict[str, object], *, post: bool = False) -> Json:
        fields = {name: text for name, value in parameters.items() if (text := _field(value)) is not None}
        fields |= {"format": "json", "formatversion": "2", "errorformat": "plaintext"}
        attempt = 0
        while True:
            attempt += 1
            outcome = self._once(fields, post)
            if isinstance(outcome, Refused):
                raise WikiError(f"{self.host}: {outcome.text}", outcome.code)
            if not isinstance(outcome, Again):
                self._pass_on_warnings(outcome)
                return outcome
            self._wait_after(outcome, attempt)

    def _wait_after(self, outcome: Again, attempt: int) -> None:
        if attempt >= min(self.patience.attempts, outcome.attempts):
            raise WikiUnavailable(f"{self.host}: {outcome.reason} ({attempt} attempts)")
        if outcome.wait and outcome.wait > self.patience.limit:
            later = f"it asks to come back in {outcome.wait:.0f} s"
            raise WikiUnavailable(f"{self.host}: {outcome.reason}; {later}")
        # "or": a Retry-After of 0 must not become a hammer
        wait = outcome.wait or self.patience.backoff(attempt, self._chance())
        self._tell(f"{self.host}: {outcome.reason}; asking again in {wait:.1f} s")
        self._sleep(wait)

    def _once(self, fields: dict[str, str], post: bool) -> Json | Again | Refused:
        if not self._asked_leave:
            asked = self.identity.heed_robots(f"{self.api}?action=query", self._fetch, interface=True)
            self._interval = self._pause = max(self._interval, asked)
            self._asked_leave = True
        post = post or len(urlencode(fields)) > _LONGEST_ADDRESS
        outcome = self._paced(lambda: self._wire.exchange(self.api, fields, post=post))
        if isinstance(outcome, Again):
            return outcome
        slow = outcome.served > _SLOW and self._interval > 0
        self._pause = max(self._interval, _AFTER_SLOW) if slow else self._interval
        return judge(outcome.status, outcome.headers, outcome.body, self._now())

    def _fetch(self, url: str) -> Exchange | None:
        return self._paced(lambda: self._wire.fetch(url))

    def _paced(self, request: Callable[[], T]) -> T:
        """Make a request after the pause that is due, if the user's limit allows it."""
        pause = self._last + self._pause - self._now()
        if 0 < pause <= self._pause:
            self._sleep(pause)
        if self._max_requests is not None and self.requests_made >= self._max_requests:
            raise BudgetSpent(f"{self.host}: the {self._max_requests} requests allowed are used up")
        self.requests_made += 1
        try:
            return request()
        finally:
            self._last = self._now()

    def _pass_on_warnings(self, answer: Json) -> None:
        for code, text in warnings_of(answer):
            # truncatedresult and badutf8 are dealt with by following the continuation and by mapping back
            if code not in ("truncatedresult", "badutf8") and (code, text) not in self._warned:
                self._warned.add((code, text))
                self._tell(f"{self.host}: {text or code}")


def _field(value: object) -> str | None:
    if value is None or value is False:
        return None
    if value is True:
        return "1"
    if isinstance(value, list | tuple):
        items = [str(item) for item in value]
        # U+001F in front changes the separator, so that a title with a bar stays one (invalid) title.
        return "\x1f" + "\x1f".join(items) if any("|" in item for item in items) else "|".join(items)
    return str(value)


def _check_login(host: str, user: str, answer: Json) -> None:
    login = answer.get("login")
    login = login if isinstance(login, dict) else {}
    if login.get("result") == "Success":
        return
    reason = login.get("reason", login.get("result", "no reason given"))
    text = reason.get("text", reason.get("code")) if isinstance(reason, dict) else reason
    raise ConfigurationError(f"{host}: login as {user!r} refused: {' '.join(str(text).split())[:300]}")


def _site_info(api: str, answer: Json) -> SiteInfo:
    general: dict[str, Any] = answer.get("query", {}).get("general", {})
    base = str(general.get("base", ""))
    if not base:
        raise WikiError(f"{host_of(api)}: answers, but not as MediaWiki's API does")
    wiki_id = str(general.get("wikiid", ""))
    site = Site(
        key=site_key(base, wiki_id),
        wiki_id=wiki_id,
        api=api,
        language=str(general.get("lang", "")),
        name=str(general.get("sitename", "")),
    )
    return SiteInfo(
        site,
        base,
        article_path=str(general.get("articlepath", "/index.php/$1")),
        script=str(general.get("script", "/index.php")),
        read_only=bool(general.get("readonly", False)),
    )
