"""Fetch pages with their histories from a live wiki into the store, a little at a time and resumably.

First the heads, 50 pages a request; then, for pages that changed, the list of revisions, 500 a request; then
the texts that are missing, 50 a request whatever pages they belong to. Every answer is stored before the next
question, so that a fetch that was killed goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from articlewatch.history.listing import Fetched, Goal, Listing, number_of_site
from articlewatch.history.pages import StoredPage, mark_deleted, page_by_id, page_by_title, put_page
from articlewatch.history.recording import mark_gone, put_revision
from articlewatch.history.revisions import lacking_text, revision_by_id
from articlewatch.history.store import Store
from articlewatch.sources.mediawiki import Wiki
from articlewatch.sources.pages import Head, heads_by_id, heads_by_title
from articlewatch.sources.records import PageRevision
from articlewatch.sources.revisions import revisions_by_id


def fetch_titles(
    store: Store,
    wiki: Wiki,
    titles: Iterable[str],
    goal: Goal,
    *,
    fetched: Fetched | None = None,
    progress: Callable[[Fetched], None] = lambda fetched: None,
) -> Fetched:
    """Fetch the pages called *titles*, following redirects; return what came.

    Pages that are missing, invalid or of another wiki are listed in ``failed``. Raises WikiError or
    WikiUnavailable when the wiki does not go on answering; what came until then is stored, and *fetched*,
    if given, says how much that was.
    """
    return _Fetch(store, wiki, lambda page: goal, fetched, progress).run(heads_by_title(wiki, titles))


def fetch_pageids(
    store: Store,
    wiki: Wiki,
    pageids: Iterable[int],
    goal: Goal,
    *,
    fetched: Fetched | None = None,
    progress: Callable[[Fetched], None] = lambda fetched: None,
) -> Fetched:
    """Fetch the pages with these ids, which is how a page is followed through moves; as ``fetch_titles``.

    A stored page that the wiki no longer has is marked as deleted.
    """
    return _Fetch(store, wiki, lambda page: goal, fetched, progress).run(heads_by_id(wiki, pageids))


def fetch_heads(store: Store, wiki: Wiki, heads: Iterable[Head], goal_of: Callable[[StoredPage], Goal]) -> Fetched:
    """Fetch the pages whose *heads* are known already, each as far as *goal_of* says; as ``fetch_pageids``."""
    return _Fetch(store, wiki, goal_of, None, lambda fetched: None).run(heads)


def fetch_revisions(store: Store, wiki: Wiki, revids: Iterable[int]) -> list[int]:
    """Fetch single revisions with their texts and pages; return the ids the wiki does not know."""
    site = number_of_site(store, wiki)
    unknown: list[int] = []
    for answered in revisions_by_id(wiki, revids):
        unknown.extend(answered.unknown)
        with store.transaction():
            for one in answered.revisions:
                put_revision(store, put_page(store, site, one.page, live=True), one.revision, one.text, live=True)
    return unknown


class _Fetch:
    """One run: what is asked for, and what has come."""

    def __init__(
        self,
        store: Store,
        wiki: Wiki,
        goal_of: Callable[[StoredPage], Goal],
        fetched: Fetched | None,
        progress: Callable[[Fetched], None],
    ) -> None:
        self._store, self._wiki, self._goal_of, self._progress = store, wiki, goal_of, progress
        self.fetched = fetched if fetched is not None else Fetched()
        self._site = number_of_site(store, wiki)
        self._done: set[int] = set()

    def run(self, heads: Iterable[Head]) -> Fetched:
        for answered in revisions_by_id(self._wiki, self._lacking(heads)):
            with self._store.transaction():
                for one in answered.revisions:
                    self._put(one)
                self.fetched.gone += mark_gone(self._store, self._site, answered.unknown)
            self._progress(self.fetched)
        self._store.wipe()
        return self.fetched

    def _put(self, one: PageRevision) -> None:
        page = put_page(self._store, self._site, one.page, live=True)
        known = revision_by_id(self._store, self._site, one.revision.revid)
        put_revision(self._store, page, one.revision, one.text, live=True)
        self.fetched.revisions += known is None
        self.fetched.texts += one.text is not None
        self.fetched.withheld += one.revision.text_hidden

    def _lacking(self, heads: Iterable[Head]) -> Iterator[int]:
        """Yield the ids of the revisions whose texts are wanted, listing the histories on the way."""
        for head in heads:
            page = self._page_of(head)
            if page is None:
                continue
            before = self.fetched.revisions
            goal = self._goal_of(page)
            if not goal.only_newest:
                Listing(self._store, self._wiki, goal, self.fetched).list_history(page)
                wanted = lacking_text(self._store, page, newest=goal.revisions, since=goal.since)
            else:
                newest = revision_by_id(self._store, self._site, page.latest)
                have = newest is not None and (newest.text is not None or newest.revision.text_hidden)
                wanted = [] if have else [page.latest]
            self.fetched.unchanged += not wanted and before == self.fetched.revisions
            yield from wanted

    def _page_of(self, head: Head) -> StoredPage | None:
        """Store what a head says of its page; None when there is nothing to fetch."""
        if head.redirected_from:
            self.fetched.redirected.append(head)
        if head.standing == "missing":
            head = self._look_for(head)
        if head.standing != "found" or head.page is None:
            self.fetched.failed.append(head)
            return None
        if head.page.pageid in self._done:  # two titles that lead to one page
            return None
        self._done.add(head.page.pageid)
        self.fetched.pages += 1
        known = page_by_id(self._store, self._site, head.page.pageid)
        if known is not None and known.title != head.page.title:
            self.fetched.moved.append((known.title, head.page.title))
        with self._store.transaction():
            return put_page(self._store, self._site, head.page, live=True)

    def _look_for(self, head: Head) -> Head:
        """Return the head of a stored page that is not where it was: moved without a redirect, or deleted.

        A page that is deleted is marked so; its head says that it is missing.
        """
        if isinstance(head.asked, int):
            known = page_by_id(self._store, self._site, head.asked)
        else:
            title = head.page.title if head.page else head.asked
            known = page_by_title(self._store, self._site, title)
            if known is not None:
                found = next(heads_by_id(self._wiki, [known.pageid]))
                if found.standing == "found":
                    return replace(found, asked=head.asked)
        if known is not None and not known.deleted:
            with self._store.transaction():
                mark_deleted(self._store, known)
        return head
