"""What the change feed says, put to use: the watched pages it names become due, and nothing more.

The pass that follows asks the wiki, and what the wiki says is the truth; a feed that is silent, late or wrong costs
time and never a revision. How far the feed was read is stored together with what it brought, so that a killed process
goes on where it was.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from articlewatch.history.store import Store
from articlewatch.sources.contact import Identity, host_of, is_private
from articlewatch.sources.patience import Patience
from articlewatch.watch.connecting import check_address
from articlewatch.watch.recentchange import Change, Place, Titles, read_change
from articlewatch.watch.rechecking import ask_soon
from articlewatch.watch.stream import FEED_PATIENCE, Reader, Sink
from articlewatch.watch.times import DAY, MINUTE, told_time

#: EventStreams keeps seven days; from an older event on a feed would leave out what came between without a word
_LONGEST_GAP = 6 * DAY

#: seconds between two notes of how far the feed was read, when it brought nothing that matters
_NOTE = 30

#: seconds between two checks of everything because the feed could not go on where it was
_ANEW = 15 * MINUTE

#: a wiki's databases may be behind its feed: when a check did not see the revision that was announced, it is made
#: again after so many seconds
_AGAIN = (10, 30, 120)


@dataclass(slots=True)
class _Inbox:
    """What the reader's thread has learnt and the loop has not yet taken: all of it, or nothing."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    titles: Titles = field(default_factory=lambda: Titles(()))
    position: str = ""
    moved: bool = False
    named: dict[int, int] = field(default_factory=dict)
    logged: set[int] = field(default_factory=set)
    renamed: list[tuple[int, str, Place]] = field(default_factory=list)
    anew: bool = False
    lines: list[str] = field(default_factory=list)

    def event(self, identifier: str, data: str) -> None:
        change = None
        try:
            change = read_change(data)
        finally:
            # At once: a position without what lies before it would be a page forgotten.
            with self.lock:
                if change is not None:
                    self._note(change)
                if identifier and identifier != self.position:
                    self.position, self.moved = identifier, True

    def _note(self, change: Change) -> None:
        for page, place in self.titles.pages(change):
            self.named[page] = max(self.named.get(page, 0), change.revid)
            if not change.revid:
                self.logged.add(page)
            if change.moved_to:  # edits under the new title may come before the store knows it
                self.titles.add(page, change.moved_to, place)
                self.renamed.append((page, change.moved_to, place))

    def opened(self, goes_on: bool) -> None:
        with self.lock:
            self.anew |= not goes_on

    def say(self, line: str) -> None:
        with self.lock:
            self.lines.append(line)


@dataclass(slots=True)
class _Announced:
    """A revision that a check is to see."""

    revid: int
    tries: int
    look: float


class Feed:
    """The change feed at *url*, as a hint for which watched pages of *store* are due.

    *tell* is given a line when the feed is lost, back, cannot go on or is of no use. Raises ConfigurationError when
    the address cannot be used or the host is public and *identity* has no contact. Use it as a context.
    """

    def __init__(
        self,
        store: Store,
        url: str,
        identity: Identity,
        now: Callable[[], float] = time.time,
        tell: Callable[[str], None] = lambda line: None,
        *,
        patience: Patience = FEED_PATIENCE,
    ) -> None:
        self._store, self._now, self._tell = store, now, tell
        # Without the query: it may hold what is no business of the store's, and the feed is the same.
        self._address = urlsplit(check_address(url))._replace(query="", fragment="").geturl()
        position = self._stored_position()
        self._inbox = _Inbox(position=position)
        self._noted = self._all_due = float("-inf")
        self._announced: dict[int, _Announced] = {}
        self._renamed: list[tuple[int, str, Place]] = []
        sink = Sink(self._inbox.event, self._inbox.opened, self._inbox.say)
        self._reader = Reader(url, identity, position, sink, patience=patience)

    def __enter__(self) -> Feed:
        self.refresh()
        self._reader.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._reader.stop()
        self.take(at_end=True)

    def refresh(self) -> None:
        """Look up which titles are watched. To be called before each pass, which sees what was before it."""
        titles = Titles(watched_titles(self._store))
        with self._inbox.lock:
            self._renamed += self._inbox.renamed
            self._inbox.renamed.clear()
            for page, title, place in self._renamed:
                titles.add(page, title, place)
            self._inbox.titles = titles

    def take(self, *, at_end: bool = False) -> bool:
        """Make due what the feed named since last time; whether anything is. Raises StoreError."""
        now = self._now()
        with self._inbox.lock:
            inbox = self._inbox
            named, lines, anew = dict(inbox.named), list(inbox.lines), inbox.anew and now - self._all_due >= _ANEW
            position, moved = inbox.position, inbox.moved
            logged = set(inbox.logged)
            inbox.named.clear()
            inbox.logged.clear()
            inbox.lines.clear()
            inbox.anew &= not anew
        for line in lines:
            self._tell(line)
        fresh = {page: revid for page, revid in named.items() if page in logged or not self._has(page, revid)}
        late = self._not_seen(now)
        due = [*fresh, *late]
        if due or anew or (moved and (at_end or now - self._noted >= _NOTE)):
            with self._store.transaction():
                self._mark(None if anew else due, int(now))
                ask_soon(self._store, logged)  # revisions may have been hidden, which no head shows
                self._note_position(position, int(now))
            self._noted = now
            with self._inbox.lock:
                inbox.moved &= inbox.position != position
        if anew:
            self._all_due = now
            self._tell(f"change feed of {host_of(self._address)} is followed from now on; all pages are checked once")
        # A move or deletion announces no revision to look for: it is looked at once more.
        self._announced |= {
            page: _Announced(revid, 0 if revid else len(_AGAIN) - 1, now + _AGAIN[0]) for page, revid in fresh.items()
        }
        return bool(due) or anew

    def _not_seen(self, now: float) -> list[int]:
        """Return the pages that were checked too early to see the revision that was announced."""
        late = []
        for page, announced in list(self._announced.items()):
            if now < announced.look:
                continue
            if announced.tries == len(_AGAIN) or self._has(page, announced.revid):
                del self._announced[page]
                continue
            announced.look = now + _AGAIN[announced.tries]
            if not self._is_due(page, now):
                announced.tries += 1
                late.append(page)
        return late

    def _has(self, page: int, revid: int) -> bool:
        """Whether the store knows of the revision: it was checked after it was made."""
        return bool(revid) and bool(
            self._store.connection.execute(
                """SELECT 1 FROM page WHERE page = ?1
                   AND (latest >= ?2 OR EXISTS (SELECT 1 FROM revision WHERE site = page.site AND revid = ?2))""",
                (page, revid),
            ).fetchone()
        )

    def _is_due(self, page: int, now: float) -> bool:
        row = self._store.connection.execute("SELECT due FROM watch WHERE page = ?", (page,)).fetchone()
        return row is not None and row[0] <= now

    def _mark(self, pages: Iterable[int] | None, now: int) -> None:
        """Make these pages due, or all. What failed keeps its own time, or a page would be tried without end."""
        sql = """UPDATE watch SET due = min(due, ?) WHERE NOT paused
                 AND NOT EXISTS (SELECT 1 FROM failing WHERE subject = 'page:' || watch.page)"""
        if pages is None:
            self._store.connection.execute(sql, (now,))
        else:
            self._store.connection.executemany(f"{sql} AND page = ?", [(now, page) for page in pages])

    def _stored_position(self) -> str:
        row = self._store.connection.execute(
            "SELECT position, noted FROM feed WHERE address = ?", (self._address,)
        ).fetchone()
        if row is None or not row[0]:
            return ""
        if self._now() - row[1] > _LONGEST_GAP:
            self._tell(
                f"change feed of {host_of(self._address)} was last read {told_time(row[1])}, too long ago to go on"
            )
            return ""
        return str(row[0])

    def _note_position(self, position: str, now: int) -> None:
        self._store.connection.execute(
            "INSERT OR REPLACE INTO feed (address, position, noted) VALUES (?, ?, ?)", (self._address, position, now)
        )


def watched_titles(store: Store) -> list[tuple[int, str, Place]]:
    """Return (number in the store, title, wiki) of the pages that are watched and not paused."""
    places: dict[int, Place] = {}
    for site, key, wiki, api in store.connection.execute("SELECT site, key, wiki_id, api FROM site"):
        host = host_of(api)
        names = frozenset({_name(host), _name(key.partition("/")[0])} - {""})
        places[site] = Place(wiki, names, is_private(host))
    rows = store.connection.execute("SELECT page, title, site FROM watch JOIN page USING (page) WHERE NOT paused")
    return [(page, title, places[site]) for page, title, site in rows]


def _name(host: str) -> str:
    """Return a host without its port."""
    return urlsplit(f"//{host}").hostname or ""
