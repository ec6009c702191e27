"""Stores and sites for the tests, made as the commands make them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import Any

from articlewatch.article import Revision
from articlewatch.history.following import follow_page
from articlewatch.history.pages import StoredPage, page_by_id, put_page, put_site
from articlewatch.history.recording import put_revision
from articlewatch.history.store import Store
from articlewatch.lint import Linter, Rule, Settings
from articlewatch.serve.desk import Desk, Place
from articlewatch.sources.records import Page, Site
from articlewatch.watch.watchlist import Wish, set_checked, watch_page

WIKI = Site("wiki.test", "testwiki", "https://wiki.test/w/api.php", "en", "Test")
OTHER = Site("other.test", "otherwiki", "https://other.test/w/api.php", "en", "Other")
SETTINGS = Settings(select=("doubled-word", "lonely-bracket", "bare-url"))


def save(
    store: Store,
    pageid: int,
    title: str,
    texts: Sequence[str | None],
    *,
    site: Site = WIKI,
    first: int = 1,
    user: str = "Ann",
    comment: str = "",
    deleted: bool = False,
    **facts: Any,
) -> StoredPage:
    """Store a page with *texts* as its revisions, from number ``100 * pageid + first`` on; None is a hidden text."""
    with store.transaction():
        number = put_site(store, site)
        newest = 100 * pageid + first + len(texts) - 1
        page = put_page(store, number, Page(pageid, title, 0, latest=newest, **facts), live=True)
        for at, text in enumerate(texts, first):
            revid = 100 * pageid + at
            hidden = text is None
            revision = Revision(
                revid,
                revid - 1 if at > 1 else 0,
                pageid,
                f"2026-01-{1 + at // 24:02}T{at % 24:02}:00:00Z",
                "" if hidden else user,
                "" if hidden else comment or f"edit {at}",
                len(text or ""),
                text_hidden=hidden,
                user_hidden=hidden,
                comment_hidden=hidden,
            )
            put_revision(store, page, revision, text, live=True)
        if deleted:
            store.connection.execute("UPDATE page SET deleted = 1 WHERE page = ?", (page.key,))
    found = page_by_id(store, number, pageid)
    assert found is not None
    return found


def watch(store: Store, page: StoredPage, *tags: str, note: str = "", checked: int = 0) -> None:
    """Put *page* on the watch-list."""
    with store.transaction():
        watch_page(store, page, Wish(3600, tags, note=note), 1000)
        if checked:
            set_checked(store, [page.key], checked)


def follow(store: Store, page: StoredPage, rules: Sequence[Rule], settings: Settings = SETTINGS) -> None:
    """Follow the findings of *page* as a check does."""
    follow_page(store, page, Linter(rules, settings))


def desk_of(store: Path, rules: Sequence[Rule], settings: Settings = SETTINGS) -> Desk:
    """What the site is made of, with its ignore file beside the store."""
    return Desk(Place(store, store.parent / "ignore.toml"), rules, settings)


def words(html: str) -> str:
    """Return what a reader sees of a page, on one line."""
    body = re.sub(r"(?s)<(style|script)>.*?</\1>", "", html)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", body)).split())


def links(html: str, pattern: str) -> list[str]:
    """Return the addresses in *html* that match *pattern*, in their order."""
    found = [unescape(address) for address in re.findall(r'<a [^>]*?href="([^"]*)"', html)]
    return [address for address in found if re.search(pattern, address)]
