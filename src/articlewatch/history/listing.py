"""List a page's revisions from a live wiki into the store, without gaps and resumably.

How far the list is known without gaps is stored with the page (``Covered``): from the newest revision
listed down to a floor. It cannot be told from the known ids: imports and undeletions put old revisions with
new ids under newer ones, and dumps leave some out. New revisions are listed down to that stretch in one go; if
that is interrupted it is done again, since only the end of it moves the stretch up. Below the stretch each
answer moves the floor down, so that a history of any length is taken up where it was left.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from articlewatch.history.pages import Covered, StoredPage, covered, put_page, put_site, set_covered
from articlewatch.history.recording import Put, mark_gone, put_revision
from articlewatch.history.revisions import revision_by_id
from articlewatch.history.store import Store
from articlewatch.sources.answers import WikiError
from articlewatch.sources.mediawiki import Wiki
from articlewatch.sources.pages import Head
from articlewatch.sources.revisions import Stretch, walk_older


@dataclass(frozen=True, slots=True)
class Goal:
    """How much of a history is wanted: the newest *revisions* (None for all), none older than *since*.

    ``recheck`` lists the known stretch of the history again: for flags set since, and for revisions that
    were imported under known ones or are gone.
    """

    revisions: int | None = 1
    since: str | None = None
    recheck: bool = False

    @property
    def only_newest(self) -> bool:
        return self.revisions == 1 and self.since is None and not self.recheck


@dataclass(slots=True)
class Fetched:
    """What a fetch brought. ``failed`` are the heads of pages that are not there, in the order asked for."""

    pages: int = 0
    unchanged: int = 0
    revisions: int = 0
    texts: int = 0
    withheld: int = 0
    gone: int = 0
    redirected: list[Head] = field(default_factory=list)
    moved: list[tuple[str, str]] = field(default_factory=list)
    failed: list[Head] = field(default_factory=list)


def number_of_site(store: Store, wiki: Wiki) -> int:
    """Return the number under which *wiki* is stored, asking the wiki for its name."""
    site = wiki.site_info().site
    with store.transaction():
        return put_site(store, site)


class Listing:
    """The lists of revisions that one goal needs."""

    def __init__(self, store: Store, wiki: Wiki, goal: Goal, fetched: Fetched) -> None:
        self._store, self._wiki, self._goal, self._fetched = store, wiki, goal, fetched

    def list_history(self, page: StoredPage) -> None:
        """List what the goal needs of the history of *page*.

        Raises WikiError or WikiUnavailable; what was listed until then is stored.
        """
        try:
            self._list(page)
        except WikiError as error:
            if error.code != "badid_rvstartid":
                raise
            # The revision at which the known stretch ends is gone without a trace: begin anew.
            with self._store.transaction():
                set_covered(self._store, page, None)
            self._list(page)

    def _list(self, page: StoredPage) -> None:
        known = covered(self._store, page)
        if known is not None and self._goal.recheck:
            self._recheck(page, known)
        elif known is None or known.top[1] != page.latest or self._is_gone(page, page.latest):
            self._list_newer(page, known)
        self._list_older(page)

    def _list_newer(self, page: StoredPage, known: Covered | None) -> None:
        top: tuple[str, int] | None = None
        limit = self._goal.revisions if known is None else None
        for stretch in walk_older(self._wiki, page.pageid, limit=limit):
            places = _places(stretch)
            top = top or (places[0] if places else None)
            with self._store.transaction():
                # Of known revisions the flags are brought up to date; those below the stretch can wait.
                self._put(page, stretch, known.floor if known else ("", 0))
                if top is None:
                    return
                bottom = min([top, *places])
                if known is None or stretch.at_end:
                    set_covered(self._store, page, Covered(top, bottom, stretch.at_end))
                    return
                if bottom <= known.top:
                    set_covered(self._store, page, Covered(top, known.floor, known.everything))
                    return

    def _list_older(self, page: StoredPage) -> None:
        known = covered(self._store, page)
        if known is None or self._reached(page, known):
            return
        limit = None
        if self._goal.revisions is not None and self._goal.since is None:
            limit = self._goal.revisions - self._count(page, known) + 1  # the floor comes again
        for stretch in walk_older(self._wiki, page.pageid, start=known.floor[1], limit=limit):
            floor = min([known.floor, *_places(stretch)])
            known = Covered(known.top, floor, stretch.at_end)
            with self._store.transaction():
                self._put(page, stretch)
                set_covered(self._store, page, known)
            if self._reached(page, known):
                return

    def _is_gone(self, page: StoredPage, revid: int) -> bool:
        """Whether a revision was not known to the wiki that its page names: a replica that lags says so for a while."""
        found = revision_by_id(self._store, page.site, revid)
        return found is not None and found.gone

    def _recheck(self, page: StoredPage, known: Covered) -> None:
        """List the known stretch again, newest to oldest, and note what is no longer in it."""
        listed: set[int] = set()
        top = known.top
        for stretch in walk_older(self._wiki, page.pageid):
            places = _places(stretch)
            top = max([top, *places])
            listed.update(revid for _, revid in places)
            with self._store.transaction():
                self._put(page, stretch)
            if not stretch.at_end and places[-1] < known.floor:
                break
        with self._store.transaction():
            self._fetched.gone += mark_gone(self._store, page.site, self._stored_in(page, known) - listed)
            set_covered(self._store, page, Covered(top, known.floor, known.everything))
        self._store.wipe()

    def _stored_in(self, page: StoredPage, known: Covered) -> set[int]:
        rows = self._store.connection.execute(
            """SELECT revid FROM revision
               WHERE page = ? AND NOT gone AND (? OR (time, revid) >= (?, ?))""",
            (page.key, known.everything, *known.floor),
        )
        return {row[0] for row in rows}

    def _put(self, page: StoredPage, stretch: Stretch, lowest: tuple[str, int] = ("", 0)) -> None:
        for one in stretch.revisions:
            if (one.revision.timestamp, one.revision.revid) < lowest:
                break
            page = put_page(self._store, page.site, one.page, live=True)
            result = put_revision(self._store, page, one.revision, live=True)
            self._fetched.revisions += result is Put.NEW

    def _reached(self, page: StoredPage, known: Covered) -> bool:
        goal = self._goal
        if known.everything or (goal.since is not None and known.floor[0] < goal.since):
            return True
        return goal.revisions is not None and self._count(page, known) >= goal.revisions

    def _count(self, page: StoredPage, known: Covered) -> int:
        row = self._store.connection.execute(
            "SELECT count(*) FROM revision WHERE page = ? AND NOT gone AND (time, revid) >= (?, ?)",
            (page.key, *known.floor),
        ).fetchone()
        return int(row[0])


def _places(stretch: Stretch) -> list[tuple[str, int]]:
    return [(one.revision.timestamp, one.revision.revid) for one in stretch.revisions]
