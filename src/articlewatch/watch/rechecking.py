"""Texts that a wiki hides after they were stored: now and then the flags of the newest ones are asked for again.

Suppression leaves no public trace, so nothing but asking again shows it. A pass asks a few requests about the pages
that were asked about longest ago, so that the cost of a pass hardly grows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from articlewatch.article import Revision
from articlewatch.history.pages import page_by_key
from articlewatch.history.recording import mark_gone, put_revision
from articlewatch.history.revisions import page_of_revision, revision_by_id
from articlewatch.history.store import Store
from articlewatch.sources.mediawiki import Wiki
from articlewatch.sources.pages import BATCH
from articlewatch.sources.revisions import Answered, revisions_by_id
from articlewatch.watch.times import DAY

#: how many of a page's newest texts are asked about
_DEPTH = 10
#: watched pages for each request of a pass
_PAGES_A_REQUEST = 1000


def recheck(store: Store, wiki: Wiki, site: int, now: int, most: int | None = None) -> set[int]:
    """Ask again what *wiki* hides of texts stored for its watched pages, each page once a day at most.

    One request for every thousand watched pages, at least one, *most* at most. What is hidden is erased. Returns the
    numbers of the pages of which something changed. Raises WikiError and WikiUnavailable.
    """
    watched = store.connection.execute(
        "SELECT count(*) FROM watch JOIN page USING (page) WHERE site = ?", (site,)
    ).fetchone()[0]
    requests = max(1, watched // _PAGES_A_REQUEST)
    changed: set[int] = set()
    for pages in _portions(store, site, now, requests if most is None else min(requests, most)):
        revids = [revid for listed in pages.values() for revid in listed]
        for answered in revisions_by_id(wiki, revids, texts=False):
            with store.transaction():
                changed |= _note(store, site, answered)
                store.connection.executemany(
                    "UPDATE watch SET seen = json_set(seen, '$.rechecked', ?) WHERE page = ?",
                    [(now, page) for page in pages],
                )
    if changed:
        store.wipe()
    return changed


def ask_soon(store: Store, pages: Iterable[int]) -> None:
    """Have the next pass ask about these pages (numbers in the store), however lately it was done.

    Needs a transaction.
    """
    store.connection.executemany(
        "UPDATE watch SET seen = json_remove(seen, '$.rechecked') WHERE page = ?", [(page,) for page in pages]
    )


def _portions(store: Store, site: int, now: int, requests: int) -> Iterator[dict[int, list[int]]]:
    """Yield the revisions to ask about in one request, by page."""
    rows = store.connection.execute(
        """SELECT page FROM watch JOIN page USING (page)
           WHERE site = ? AND NOT paused AND NOT deleted AND began IS NOT NULL
             AND coalesce(seen ->> 'rechecked', 0) NOT BETWEEN ? AND ?
           ORDER BY coalesce(seen ->> 'rechecked', 0), page LIMIT ?""",
        (site, now - DAY + 1, now + DAY, requests * BATCH),
    ).fetchall()
    portion: dict[int, list[int]] = {}
    for (page,) in rows:
        revids = _newest_texts(store, page)
        if sum(map(len, portion.values())) + len(revids) > BATCH:
            yield portion
            requests -= 1
            portion = {}
            if not requests:
                return
        portion[page] = revids
    if any(portion.values()):
        yield portion


def _newest_texts(store: Store, page: int) -> list[int]:
    rows = store.connection.execute(
        """SELECT revid FROM revision WHERE page = ? AND text IS NOT NULL AND NOT gone
           ORDER BY time DESC, revid DESC LIMIT ?""",
        (page, _DEPTH),
    )
    return [revid for (revid,) in rows]


def _note(store: Store, site: int, answered: Answered) -> set[int]:
    changed: set[int] = set()
    for one in answered.revisions:
        before = revision_by_id(store, site, one.revision.revid)
        page = page_of_revision(store, site, one.revision.revid)
        if before is None or page is None:
            continue
        put_revision(store, page_by_key(store, page), one.revision, live=True)
        if _shown(before.revision) != _shown(one.revision):
            changed.add(page)
    for revid in answered.unknown:
        page = page_of_revision(store, site, revid)
        if mark_gone(store, site, [revid]) and page is not None:
            changed.add(page)
    return changed


def _shown(revision: Revision) -> tuple[bool, bool, bool]:
    return not revision.text_hidden, not revision.user_hidden, not revision.comment_hidden
