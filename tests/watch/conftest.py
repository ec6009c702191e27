"""A store with a watched page whose history the tests write themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from articlewatch.article import Revision
from articlewatch.history.pages import StoredPage, page_by_key, put_page, put_site
from articlewatch.history.recording import mark_gone, put_revision
from articlewatch.history.store import Store, open_store
from articlewatch.lint import Linter, Rule, Settings
from articlewatch.lint.suppression import SideEntry
from articlewatch.sources.records import Page, Site
from articlewatch.watch.channels import Channel
from articlewatch.watch.events import Event
from articlewatch.watch.judging import follow, judge_page
from articlewatch.watch.watchlist import Wish, watch_page, watched_page

SITE = Site("wiki.test", "testwiki", "https://wiki.test/w/api.php", "en", "Test")


class Desk:
    """One watched page: save revisions, then look at what is told of them."""

    def __init__(self, store: Store, rules: Sequence[Rule]) -> None:
        self.store = store
        self._rules = list(rules)
        self.ignore()
        self.channels: tuple[Channel, ...] = (Channel("hook", "webhook", ("",)),)
        with store.transaction():
            self.site = put_site(store, SITE)
            page = put_page(store, self.site, Page(7, "Bridge", 0), live=True)
            watch_page(store, page, Wish(3600, ("bridges",)), 1000)
        self.key, self.now, self._last = page.key, 1_772_000_000, 0

    @property
    def page(self) -> StoredPage:
        return page_by_key(self.store, self.key)

    def ignore(self, *entries: SideEntry, select: tuple[str, ...] = ("doubled-word",)) -> None:
        """Judge with these entries of an ignore file from now on, and with these rules."""
        self.linter = Linter(self._rules, Settings(select=select), ignores=entries)

    def save(
        self, text: str | None, revid: int | None = None, time: str = "", *, listed_only: bool = False, **facts: Any
    ) -> int:
        """Store a revision with these *facts*; a text of None is hidden, *listed_only* leaves out one that is not."""
        revid = revid or self._last + 1
        time = time or f"2026-01-01T{revid // 60:02}:{revid % 60:02}:00Z"
        facts = {"user": f"User {revid}", "comment": f"edit {revid}", "size": 9, "text_hidden": text is None} | facts
        revision = Revision(revid, self._last, 7, time, **facts)
        with self.store.transaction():
            put_revision(self.store, self.page, revision, None if listed_only else text, live=True)
            put_page(self.store, self.site, Page(7, self.page.title, 0, latest=revid), live=True)
        self._last = max(self._last, revid)
        return revid

    def became(self, **values: object) -> None:
        """Change what the wiki says of the page."""
        page = self.page
        facts = {"title": page.title, "is_redirect": page.is_redirect, "latest": page.latest} | values
        with self.store.transaction():
            put_page(self.store, self.site, Page(7, ns=0, **facts), live=True)  # type: ignore[arg-type]

    def lose(self, revid: int) -> None:
        with self.store.transaction():
            mark_gone(self.store, self.site, [revid])

    def look(self) -> list[Event]:
        """Follow and judge the page as a pass does."""
        self.now += 60
        watched = watched_page(self.store, self.page)
        assert watched is not None
        followed = follow(self.store, watched, self.page, self.linter)
        with self.store.transaction():
            return judge_page(
                self.store, watched, self.page, followed, self.channels, self.now, is_ignored=self.linter.is_ignored
            )

    def told(self) -> list[tuple[str, int]]:
        return [(event.kind, event.revid) for event in self.look()]


@pytest.fixture
def desk(tmp_path: Path, rules: list[Rule]) -> Iterator[Desk]:
    with open_store(tmp_path / "store.sqlite") as store:
        yield Desk(store, rules)
