"""Fetch what a user names: titles, addresses of pages, categories; of one wiki or of several."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from articlewatch.errors import ConfigurationError, SourceError
from articlewatch.history.fetching import fetch_pageids, fetch_revisions, fetch_titles
from articlewatch.history.listing import Fetched, Goal
from articlewatch.history.store import Store
from articlewatch.sources.contact import Identity, host_of
from articlewatch.sources.discovery import find_api, is_address, target_of
from articlewatch.sources.mediawiki import Wiki
from articlewatch.sources.pages import Head, category_members
from articlewatch.sources.patience import Patience

#: the wiki that bare titles belong to unless the user says otherwise
DEFAULT_WIKI = "https://en.wikipedia.org/wiki/Main_Page"

_DATE = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?")


class FetchStopped(SourceError):
    """A fetch that a wiki did not let finish. ``fetched`` is what came, and is stored."""

    def __init__(self, message: str, fetched: Fetched) -> None:
        super().__init__(message)
        self.fetched = fetched


@dataclass(slots=True)
class _Wanted:
    """What is wanted of one wiki."""

    wiki: Wiki
    titles: list[str] = field(default_factory=list)
    pageids: list[int] = field(default_factory=list)
    revids: list[int] = field(default_factory=list)


class Gatherer:
    """Fetches for one user, knowing each wiki it has met.

    *wiki* is the address of any page (or the ``api.php``) of the wiki that bare titles belong to; *tell* is
    given a line for each wait and warning; *progress* what has come, after every answer.
    """

    def __init__(
        self,
        store: Store,
        identity: Identity,
        *,
        wiki: str = DEFAULT_WIKI,
        patience: Patience | None = None,
        maxlag: int = 5,
        tell: Callable[[str], None] = lambda line: None,
        progress: Callable[[Fetched], None] = lambda fetched: None,
    ) -> None:
        self._store, self._identity, self._home = store, identity, wiki
        self._patience = patience or Patience()
        self._maxlag, self._tell, self._progress = maxlag, tell, progress
        self._wanted: dict[str, _Wanted] = {}
        self._apis: dict[str, str] = {}
        self.fetched = Fetched()

    def fetch(self, targets: Iterable[str], categories: Iterable[str], goal: Goal) -> Fetched:
        """Fetch *targets* (titles and addresses) and the pages of *categories* as far as *goal* says.

        Raises FetchStopped when a wiki stops answering or refuses, ConfigurationError when one may not be
        called or an address names no page.
        """
        try:
            for target in targets:
                self._add(target)
            for category in categories:
                home = self._wiki_at(self._home)
                home.titles.extend(page.title for page in category_members(home.wiki, category))
            for wanted in self._wanted.values():
                self._fetch(wanted, goal)
        except SourceError as error:
            raise FetchStopped(str(error), self.fetched) from error
        finally:
            for wanted in self._wanted.values():
                wanted.wiki.close()
        return self.fetched

    def _add(self, target: str) -> None:
        if not is_address(target):
            self._wiki_at(self._home).titles.append(target)
            return
        wanted = self._wiki_at(target)
        named = target_of(target, wanted.wiki.site_info())
        if named.revid:
            wanted.revids.append(named.revid)
        elif named.pageid:
            wanted.pageids.append(named.pageid)
        elif named.title:
            wanted.titles.append(named.title)
        else:
            raise ConfigurationError(f"{target}: the address names no page")

    def _wiki_at(self, address: str) -> _Wanted:
        host = host_of(address)
        api = self._apis.get(host)
        if api is None:
            api = self._apis[host] = find_api(address, self._identity, self._patience)
        if api not in self._wanted:
            wiki = Wiki(api, self._identity, patience=self._patience, maxlag=self._maxlag, tell=self._tell)
            self._wanted[api] = _Wanted(wiki)
        return self._wanted[api]

    def _fetch(self, wanted: _Wanted, goal: Goal) -> None:
        come, progress = self.fetched, self._progress
        fetch_titles(self._store, wanted.wiki, wanted.titles, goal, fetched=come, progress=progress)
        fetch_pageids(self._store, wanted.wiki, wanted.pageids, goal, fetched=come, progress=progress)
        if wanted.revids:
            unknown = fetch_revisions(self._store, wanted.wiki, wanted.revids)
            self.fetched.failed.extend(Head(revid, "missing", why="no such revision") for revid in unknown)
            self.fetched.texts += len(set(wanted.revids)) - len(unknown)


def read_targets(lines: Iterable[str]) -> list[str]:
    """Return the titles and addresses in *lines*, one a line; empty lines and those with # are skipped.

    No title can begin with #.
    """
    stripped = (line.strip().removeprefix("\ufeff") for line in lines)
    return [line for line in stripped if line and not line.startswith("#")]


def read_revisions(text: str) -> int | None:
    """Return the number in *text*, None for ``all``. Raises ConfigurationError."""
    if text.strip().lower() == "all":
        return None
    if text.strip().isdecimal() and 0 < int(text) < 1 << 31:
        return int(text)
    raise ConfigurationError(f"--revisions takes a number or 'all', not {text!r}")


def read_date(text: str) -> str:
    """Return a date, or a date with a time, as MediaWiki writes it: ``2024-01-31T00:00:00Z``.

    Without an offset it is in UTC. Raises ConfigurationError.
    """
    if _DATE.fullmatch(text.strip()):
        try:
            moment = datetime.fromisoformat(text.strip())
            moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
            return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
        except (ValueError, OverflowError):
            pass
    raise ConfigurationError(f"--since takes a date like 2024-01-31, not {text!r}")
