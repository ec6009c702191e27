"""The watch-list in the store: which pages are watched, how often, and which are due."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from articlewatch.errors import ConfigurationError
from articlewatch.history.pages import StoredPage, page_by_key
from articlewatch.history.store import Store
from articlewatch.lint.suggest import did_you_mean

_COLUMNS = "page, every, due, since, until, section, note, paused, began, checked, seen"
_TAG = re.compile(r"[\w][\w.+-]{0,63}")


@dataclass(frozen=True, slots=True)
class Wish:
    """What a user wants of a page: see the columns of ``watch`` in ``history.schema``."""

    every: int
    tags: tuple[str, ...] = ()
    since: str | None = None
    until: int | None = None
    section: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Watched:
    """A page on the watch-list. ``seen`` is what was last told of its title and state."""

    page: StoredPage
    wish: Wish
    due: int
    paused: bool
    began: str | None
    checked: int | None
    seen: dict[str, Any]


def check_tag(tag: str) -> str:
    """Return *tag* when a file can be called so. Raises ConfigurationError."""
    if not _TAG.fullmatch(tag):
        raise ConfigurationError(f"a tag is made of letters, digits and . + - _ (64 at most), not {tag!r}")
    return tag


def watch_page(store: Store, page: StoredPage, wish: Wish, now: int) -> bool:
    """Put *page* on the watch-list, or change what is wished of it; whether it is new. Needs a transaction.

    Tags are added to those it has. A paused page is taken up again.
    """
    known = store.connection.execute("SELECT every FROM watch WHERE page = ?", (page.key,)).fetchone()
    if known is None:
        store.connection.execute(
            "INSERT INTO watch (page, every, due, since, until, section, note) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (page.key, wish.every, now, wish.since, wish.until, wish.section, wish.note),
        )
    else:
        store.connection.execute(
            """UPDATE watch SET every = ?, due = min(due, ?), until = ?, section = ?,
               note = CASE ? WHEN '' THEN note ELSE ? END, paused = 0 WHERE page = ?""",
            (wish.every, now + wish.every, wish.until, wish.section, wish.note, wish.note, page.key),
        )
    store.connection.executemany(
        "INSERT OR IGNORE INTO watch_tag VALUES (?, ?)", [(page.key, tag) for tag in wish.tags]
    )
    return known is None


def unwatch(store: Store, pages: Iterable[StoredPage]) -> int:
    """Take *pages* off the watch-list; what was told stays told. Returns how many were on it."""
    with store.transaction():
        return sum(store.connection.execute("DELETE FROM watch WHERE page = ?", (page.key,)).rowcount for page in pages)


def hand_over(store: Store, old: StoredPage, new: StoredPage, now: int) -> None:
    """Let what is wished of *old* be wished of *new*, which is due at once and not watched yet. Needs a transaction."""
    store.connection.execute(
        """INSERT INTO watch (page, every, due, until, section, note, paused)
           SELECT ?, every, ?, until, section, note, paused FROM watch WHERE page = ?""",
        (new.key, now, old.key),
    )
    store.connection.execute("INSERT INTO watch_tag SELECT ?, tag FROM watch_tag WHERE page = ?", (new.key, old.key))
    store.connection.execute("DELETE FROM watch WHERE page = ?", (old.key,))
    # That it was deleted stays in the feeds of its tags; what quotes its revisions stays with those.
    store.connection.execute("UPDATE event SET page = ? WHERE page = ? AND revid = 0", (new.key, old.key))


def set_paused(store: Store, pages: Iterable[StoredPage], paused: bool, now: int) -> int:
    """Pause or resume *pages*; a resumed one is due at once. Returns how many are on the list."""
    with store.transaction():
        return sum(
            store.connection.execute(
                "UPDATE watch SET paused = ?, due = CASE ? WHEN 1 THEN due ELSE min(due, ?) END WHERE page = ?",
                (paused, paused, now, page.key),
            ).rowcount
            for page in pages
        )


def watched_pages(store: Store, tag: str | None = None) -> Iterator[Watched]:
    """Yield the watched pages, or those with *tag*. Raises ConfigurationError for a tag that none has."""
    if tag is not None:
        known = all_tags(store)
        if tag not in known:
            raise ConfigurationError(f"no watched page has the tag {tag!r}{did_you_mean(tag, known)}")
    rows = store.connection.execute(
        f"""SELECT {_COLUMNS} FROM watch
            WHERE ?1 IS NULL OR page IN (SELECT page FROM watch_tag WHERE tag = ?1) ORDER BY page""",
        (tag,),
    ).fetchall()
    for row in rows:
        yield _watched(store, row)


def watched_page(store: Store, page: StoredPage) -> Watched | None:
    """Return what is wished of *page*, or None when it is not watched."""
    row = store.connection.execute(f"SELECT {_COLUMNS} FROM watch WHERE page = ?", (page.key,)).fetchone()
    return _watched(store, row) if row else None


def due_pages(store: Store, now: int, *, everything: bool = False) -> list[tuple[int, int, int, int]]:
    """Return (site, page id, page, last known revision) of the pages that are due, by site and the longest due first.

    A page counts as due a tenth of its interval early (five minutes at most), so that a timer with the same interval
    never just misses it; and when its time lies further ahead than its interval, since then the clock was set back.
    """
    return store.connection.execute(
        """SELECT page.site, page.page_id, page.page, page.latest FROM watch JOIN page USING (page)
           WHERE NOT paused AND (until IS NULL OR until > :now)
             AND (:all OR due - min(every / 10, 300) <= :now OR due > :now + every + 3600)
           ORDER BY page.site, due, page.page_id""",
        {"now": now, "all": everything},
    ).fetchall()


def next_due(store: Store, now: float) -> int | None:
    """Return when the next page is due, None when there is none to check; *now* in seconds since 1970."""
    row = store.connection.execute(
        "SELECT min(due) FROM watch WHERE NOT paused AND (until IS NULL OR until > max(due, ?))", (now,)
    ).fetchone()
    due: int | None = row[0]
    return due


def set_checked(store: Store, pages: Iterable[int], now: int) -> None:
    """Note that *pages* (numbers in this file) were checked at *now*, and when they are due again.

    Needs a transaction.
    """
    store.connection.executemany(
        "UPDATE watch SET checked = ?, due = ? + every WHERE page = ?", [(now, now, page) for page in pages]
    )


def set_due(store: Store, pages: Iterable[int], moment: int) -> None:
    """Note that *pages* could not be checked and are to be tried again at *moment*. Needs a transaction."""
    store.connection.executemany("UPDATE watch SET due = ? WHERE page = ?", [(moment, page) for page in pages])


def all_tags(store: Store) -> list[str]:
    """Return the tags in use, in alphabetical order."""
    return [row[0] for row in store.connection.execute("SELECT DISTINCT tag FROM watch_tag ORDER BY tag")]


def tags_of(store: Store, page: int) -> tuple[str, ...]:
    """Return the tags of a watched page."""
    rows = store.connection.execute("SELECT tag FROM watch_tag WHERE page = ? ORDER BY tag", (page,))
    return tuple(row[0] for row in rows)


def _watched(store: Store, row: tuple[Any, ...]) -> Watched:
    page, every, due, since, until, section, note, paused, began, checked, seen = row
    wish = Wish(every, tags_of(store, page), since, until, section, note)
    return Watched(page_by_key(store, page), wish, due, bool(paused), began, checked, json.loads(seen))
