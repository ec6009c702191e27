"""Wikis and pages in the store: kept by the wiki's own page id, found by any title they have had."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from articlewatch.history.schema import StoreError
from articlewatch.history.store import Store
from articlewatch.sources.records import Page, Site


@dataclass(frozen=True, slots=True)
class StoredPage:
    """A page as stored. ``key`` is its number in this file; ``deleted`` says the wiki no longer has it.

    ``site_key`` and ``language`` are those of its wiki; the language may be unknown.
    """

    key: int
    site: int
    site_key: str
    language: str
    pageid: int
    ns: int
    title: str
    is_redirect: bool
    redirect_to: str
    latest: int
    touched: str
    deleted: bool


@dataclass(frozen=True, slots=True)
class Covered:
    """The stretch of a page's history that is known without gaps, newest to oldest.

    ``top`` and ``floor`` are (time, revision id); ``everything`` says that it goes down to the first
    revision. Revisions that came with a dump do not count, since a dump may leave some out.
    """

    top: tuple[str, int]
    floor: tuple[str, int]
    everything: bool


_COLUMNS = (
    "page.page, page.site, site.key, site.language, page.page_id, page.ns, page.title, page.is_redirect, "
    "page.redirect_to, page.latest, page.touched, page.deleted"
)
_SELECT = f"SELECT {_COLUMNS} FROM page JOIN site USING (site)"


def put_site(store: Store, site: Site) -> int:
    """Store *site*, or what is new about it, and return its number. Needs a transaction."""
    store.connection.execute(
        """INSERT INTO site (key, wiki_id, api, language, name) VALUES (?, ?, ?, ?, ?)
           ON CONFLICT (key) DO UPDATE SET
               wiki_id = CASE excluded.wiki_id WHEN '' THEN wiki_id ELSE excluded.wiki_id END,
               api = CASE excluded.api WHEN '' THEN api ELSE excluded.api END,
               language = CASE excluded.language WHEN '' THEN language ELSE excluded.language END,
               name = CASE excluded.name WHEN '' THEN name ELSE excluded.name END""",
        (site.key, site.wiki_id, site.api, site.language, site.name),
    )
    return int(store.connection.execute("SELECT site FROM site WHERE key = ?", (site.key,)).fetchone()[0])


def sites(store: Store) -> list[Site]:
    """Return the wikis in the store, in the order in which they came."""
    rows = store.connection.execute("SELECT key, wiki_id, api, language, name FROM site ORDER BY site")
    return [Site(*row) for row in rows]


def put_page(store: Store, site: int, page: Page, *, live: bool) -> StoredPage:
    """Store *page* of wiki number *site*, and return it as it is now. Needs a transaction.

    A *live* wiki is believed: a new title is a move, and the old one is kept as a former title. A dump only
    fills in what is not known, since it may be older than what is.
    """
    found = page_by_id(store, site, page.pageid)
    if found is None:
        store.connection.execute(
            """INSERT INTO page (site, page_id, ns, title, is_redirect, redirect_to, latest, touched)
               VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
            (
                site, page.pageid, page.ns, page.title, page.is_redirect, page.redirect_to,
                page.latest if live else 0, page.touched if live else "",
            ),
        )  # fmt: skip
    elif live:
        _update_page(store, found, page)
    stored = page_by_id(store, site, page.pageid)
    assert stored is not None
    return stored


def _update_page(store: Store, found: StoredPage, page: Page) -> None:
    if page.title != found.title:
        store.connection.execute(
            "INSERT OR IGNORE INTO former_title (page, title) VALUES (?, ?)", (found.key, found.title)
        )
    redirect_to = page.redirect_to or (found.redirect_to if page.is_redirect else "")
    wanted = (page.ns, page.title, page.is_redirect, redirect_to, page.latest, page.touched, False)
    had = (
        found.ns, found.title, found.is_redirect, found.redirect_to, found.latest, found.touched,
        found.deleted,
    )  # fmt: skip
    if wanted != had:
        store.connection.execute(
            """UPDATE page SET ns = ?, title = ?, is_redirect = ?, redirect_to = ?, latest = ?, touched = ?,
               deleted = ? WHERE page = ?""",
            (*wanted, found.key),
        )


def mark_deleted(store: Store, page: StoredPage) -> None:
    """Note that the wiki no longer has *page*. What was stored of it stays. Needs a transaction."""
    store.connection.execute("UPDATE page SET deleted = 1 WHERE page = ?", (page.key,))


def page_by_id(store: Store, site: int, pageid: int) -> StoredPage | None:
    """Return the page with the wiki's id *pageid*, or None."""
    return _one(store.connection.execute(f"{_SELECT} WHERE page.site = ? AND page_id = ?", (site, pageid)))


def page_by_title(store: Store, site: int, title: str) -> StoredPage | None:
    """Return the page of a wiki that had *title* when last seen and was not deleted then, or None."""
    return _one(
        store.connection.execute(
            f"{_SELECT} WHERE page.site = ? AND page.title = ? AND NOT deleted ORDER BY page DESC", (site, title)
        )
    )


def page_by_key(store: Store, key: int) -> StoredPage:
    """Return the page with number *key* in this file."""
    found = _one(store.connection.execute(f"{_SELECT} WHERE page = ?", (key,)))
    if found is None:
        raise StoreError(f"{store.name}: no page number {key}")
    return found


def find_page(store: Store, title: str, site_key: str | None = None) -> StoredPage:
    """Return the page called *title* now, or else the one that was called so before it was moved.

    A page that still exists goes before a deleted one of the same title. Raises StoreError when there is
    none, or when several wikis have one and *site_key* does not say which.
    """
    wanted = " ".join(title.replace("_", " ").split())
    found: list[StoredPage] = []
    for name in dict.fromkeys((wanted, wanted[:1].upper() + wanted[1:])):
        for query in (
            f"{_SELECT} WHERE page.title = ?",
            f"{_SELECT} WHERE page IN (SELECT page FROM former_title WHERE title = ?)",
        ):
            rows = store.connection.execute(f"{query} ORDER BY deleted, page DESC", (name,))
            found = found or [page for page in map(_page, rows) if site_key in (None, page.site_key)]
    names = sorted({page.site_key for page in found})
    if len(names) > 1:
        raise StoreError(f"{title!r} is a page of {' and of '.join(names)}; say which with --site")
    if not found:
        where = f" of {site_key}" if site_key else ""
        raise StoreError(f"{store.name}: no page {wanted!r}{where}; 'articlewatch fetch' gets it")
    return found[0]


def stored_pages(store: Store, site: int | None = None) -> Iterator[StoredPage]:
    """Yield all pages, by wiki and page id."""
    where = "" if site is None else "WHERE page.site = :site"
    yield from map(_page, store.connection.execute(f"{_SELECT} {where} ORDER BY site, page_id", {"site": site}))


def covered(store: Store, page: StoredPage) -> Covered | None:
    """Return the stretch of the history of *page* that is known without gaps, or None."""
    row = store.connection.execute(
        """SELECT covered_top_time, covered_top, covered_floor_time, covered_floor, covered_all
           FROM page WHERE page = ?""",
        (page.key,),
    ).fetchone()
    return Covered((row[0], row[1]), (row[2], row[3]), bool(row[4])) if row and row[1] is not None else None


def set_covered(store: Store, page: StoredPage, stretch: Covered | None) -> None:
    """Store the stretch of the history of *page* that is known without gaps. Needs a transaction."""
    values = (*stretch.top, *stretch.floor, stretch.everything) if stretch else (None, None, None, None, False)
    store.connection.execute(
        """UPDATE page SET covered_top_time = ?, covered_top = ?, covered_floor_time = ?, covered_floor = ?,
           covered_all = ? WHERE page = ?""",
        (*values, page.key),
    )


def _one(rows: sqlite3.Cursor) -> StoredPage | None:
    row = rows.fetchone()
    return _page(row) if row else None


def _page(row: tuple[object, ...]) -> StoredPage:
    key, site, site_key, language, pageid, ns, title, is_redirect, redirect_to, latest, touched, deleted = row
    assert isinstance(key, int) and isinstance(site, int) and isinstance(pageid, int)
    assert isinstance(ns, int) and isinstance(latest, int)
    return StoredPage(
        key, site, str(site_key), str(language), pageid, ns, str(title), bool(is_redirect), str(redirect_to), latest,
        str(touched), bool(deleted),
    )  # fmt: skip
