"""One pass over the pages that are due: ask for their heads, fetch what changed, judge it, note what to tell.

A pass may be killed at any point and run again: texts are stored as they come, and what a page's revisions did is
noted in one transaction with the rows of the outbox and the mark that they have been judged.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from articlewatch.errors import ArticlewatchError
from articlewatch.history.fetching import fetch_heads
from articlewatch.history.listing import Goal
from articlewatch.history.pages import StoredPage, page_by_key
from articlewatch.history.schema import StoreError
from articlewatch.history.store import Store
from articlewatch.sources.answers import WikiError
from articlewatch.sources.mediawiki import BudgetSpent, Wiki
from articlewatch.sources.pages import BATCH, Head, batches, heads_by_id
from articlewatch.watch.events import scrub
from articlewatch.watch.judging import follow, is_settled, judge_page
from articlewatch.watch.means import Means, Pass
from articlewatch.watch.pagestate import allowed
from articlewatch.watch.rechecking import recheck
from articlewatch.watch.recreated import find_again
from articlewatch.watch.trouble import note_failure, note_success, trouble_of
from articlewatch.watch.watchlist import due_pages, set_checked, set_due, watched_page


def check(store: Store, means: Means, *, everything: bool = False, dry_run: bool = False) -> Pass:
    """Check the pages that are due, or all that are watched, and return what was found.

    With *dry_run* the wiki is asked which pages changed, and nothing is written. Raises StoreError when the store
    cannot be used; what else goes wrong is in the result.
    """
    done = Pass()
    due = due_pages(store, int(means.now()), everything=everything)
    done.due = len(due)
    for site, rows in groupby(due, key=lambda row: row[0]):
        _Site(store, means, done, site, dry_run).check([row[1:] for row in rows], everything=everything)
    if not dry_run:
        scrub(store)
    return done


class _Site:
    """The part of a pass that concerns one wiki."""

    def __init__(self, store: Store, means: Means, done: Pass, site: int, dry_run: bool) -> None:
        self._store, self._means, self._done, self._site, self._dry_run = store, means, done, site, dry_run
        self._key, self._api = store.connection.execute("SELECT key, api FROM site WHERE site = ?", (site,)).fetchone()
        self._subject = f"site:{self._key}"
        self._protection: dict[int, tuple[str, ...] | None] = {}
        self._limit: int | None = None

    def check(self, due: Sequence[tuple[int, int, int]], *, everything: bool) -> None:
        """Check the pages *due*: (page id, page, last known revision)."""
        trouble = trouble_of(self._store, self._subject)
        if trouble and not everything and self._now() < trouble.after <= self._now() + 7 * 3600:
            self._done.left += len(due)
            self._done.failed.append(f"{self._key}: {trouble.reason}; tried again later")
            return
        self._limit = self._left_requests()
        try:
            wiki = Wiki(
                self._api, self._means.identity, patience=self._means.patience, maxlag=self._means.maxlag,
                max_requests=self._limit, tell=self._means.tell,
            )  # fmt: skip
        except ArticlewatchError as error:
            self._failed_whole(error, due)
            return
        before = self._done.checked
        with wiki:
            try:
                self._all(wiki, due)
            except StoreError:
                raise  # no fault of the wiki
            except BudgetSpent as error:
                self._done.failed.append(f"{error}; the other pages stay due")
            except ArticlewatchError as error:
                self._failed_whole(error, due)
            else:
                self._works()
            finally:
                self._done.requests += wiki.requests_made
        self._done.left += len(due) - (self._done.checked - before)

    def _left_requests(self) -> int | None:
        most = self._means.max_requests
        return None if most is None else max(most - self._done.requests, 0)

    def _now(self) -> int:
        return int(self._means.now())

    def _all(self, wiki: Wiki, due: Sequence[tuple[int, int, int]]) -> None:
        """Look at all heads first, so that what changed can be fetched in as few requests as possible."""
        changed: list[tuple[Head, int]] = []
        lost: list[int] = []
        for batch in batches(due, BATCH):
            heads = list(heads_by_id(wiki, [pageid for pageid, _, _ in batch], protection=True))
            quiet: list[int] = []
            for (_, page, _), head in zip(batch, heads, strict=True):
                self._protection[page] = head.page.protection if head.page else None
                if not self._is_unchanged(page, head):
                    changed.append((head, page))
                elif head.standing == "found":
                    quiet.append(page)
                else:
                    lost.append(page)
            self._quiet(quiet)
            if self._means.stop():
                return
        changed += self._found_again(wiki, lost)
        self._done.changed += len(changed)
        if self._dry_run:
            self._done.would_fetch += [page_by_key(self._store, page).title for _, page in changed]
            self._count(len(changed))
            return
        for some in batches(changed, BATCH):
            self._fetch_and_judge(wiki, some)
            if self._means.stop():
                return
        self._recheck(wiki)

    def _quiet(self, pages: list[int]) -> None:
        if not self._dry_run:
            with self._store.transaction():
                set_checked(self._store, pages, self._now())
        self._count(len(pages))

    def _found_again(self, wiki: Wiki, lost: list[int]) -> list[tuple[Head, int]]:
        """Look whether pages that were deleted are there again under new ids, and watch those instead."""
        if self._dry_run:
            self._quiet(lost)
            return []
        found, events = find_again(self._store, wiki, lost, self._means.channels, self._now())
        self._done.events += events
        self._quiet([page for page in lost if watched_page(self._store, page_by_key(self._store, page))])
        return found

    def _recheck(self, wiki: Wiki) -> None:
        left = None if self._limit is None else self._limit - wiki.requests_made
        try:
            changed = recheck(self._store, wiki, self._site, self._now(), left) if left != 0 else set()
        except BudgetSpent:
            return  # another pass goes on with it
        for page in sorted(changed):
            self._judge(page, is_due=False)

    def _is_unchanged(self, page: int, head: Head) -> bool:
        watched = watched_page(self._store, page_by_key(self._store, page))
        if watched is None:
            return True
        if watched.began is None and head.standing == "found":
            return False
        if head.page is None or head.standing != "found":
            return bool(watched.seen.get("deleted"))
        seen = watched.seen
        as_told = (head.page.title, head.page.is_redirect, False, allowed(head.page.protection or ()))
        told = (seen.get("title"), seen.get("redirect"), seen.get("deleted"), allowed(seen.get("protection", ())))
        return as_told == told and is_settled(self._store, page, head.page.latest)

    def _fetch_and_judge(self, wiki: Wiki, some: list[tuple[Head, int]]) -> None:
        """Fetch the pages with these heads and numbers, and judge them one by one."""
        try:
            fetch_heads(self._store, wiki, [head for head, _ in some], self._goal)
            ready = [page for _, page in some]
        except WikiError:
            # The wiki answers, but not about one of these: find out which.
            ready = [page for head, page in some if self._fetch_one(wiki, head, page)]
        for page in ready:
            self._judge(page)
            if self._means.stop():
                return

    def _goal(self, page: StoredPage) -> Goal:
        watched = watched_page(self._store, page)
        since = (watched.began or watched.wish.since) if watched else None
        return Goal(None, since) if since else Goal(1)

    def _fetch_one(self, wiki: Wiki, head: Head, page: int) -> bool:
        try:
            fetch_heads(self._store, wiki, [head], self._goal)
        except WikiError as error:
            self._failed_page(page_by_key(self._store, page), str(error))
            return False
        return True

    def _judge(self, number: int, *, is_due: bool = True) -> None:
        page = page_by_key(self._store, number)
        watched = watched_page(self._store, page)
        if watched is None:  # taken off the list meanwhile
            return
        try:
            followed = follow(self._store, watched, page, self._means.linter)
        except ArticlewatchError as error:
            self._failed_page(page, str(error))
            return
        channels, now = self._means.channels, self._now()
        with self._store.transaction():
            self._done.events += judge_page(
                self._store, watched, page, followed, channels, now, self._protection.get(number),
                self._means.linter.is_ignored,
            )
            note_success(self._store, f"page:{page.key}", page.title, now, channels, page.key, watched.wish.tags)
            if is_due:
                set_checked(self._store, [page.key], now)
        if is_due:
            self._count(1)

    def _count(self, pages: int) -> None:
        self._done.checked += pages
        self._means.progress(self._done.checked, self._done.due)

    def _failed_page(self, page: StoredPage, reason: str) -> None:
        watched = watched_page(self._store, page)
        self._done.failed.append(f"{page.title}: {reason}")
        with self._store.transaction():
            trouble = note_failure(
                self._store, f"page:{page.key}", page.title, reason, self._now(), tell_after=self._means.tell_after,
                channels=self._means.channels, page=page.key, tags=watched.wish.tags if watched else (),
                last_success=watched.checked if watched else None,
            )  # fmt: skip
            set_due(self._store, [page.key], trouble.after)

    def _failed_whole(self, error: ArticlewatchError, due: Iterable[tuple[int, int, int]]) -> None:
        """Note that the wiki itself fails: one word about it, not one for each of its pages."""
        self._done.failed.append(str(error))
        if self._dry_run:
            return
        last = self._store.connection.execute(
            "SELECT max(checked) FROM watch JOIN page USING (page) WHERE site = ?", (self._site,)
        ).fetchone()[0]
        with self._store.transaction():
            note_failure(
                self._store, self._subject, self._key, str(error), self._now(), tell_after=self._means.tell_after,
                channels=self._means.channels, last_success=last,
            )  # fmt: skip

    def _works(self) -> None:
        if not self._dry_run and trouble_of(self._store, self._subject):
            with self._store.transaction():
                note_success(self._store, self._subject, self._key, self._now(), self._means.channels)
