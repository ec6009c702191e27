"""Watched pages that were deleted and are there again under a new page id: the watch goes over to the new page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from articlewatch.history.pages import StoredPage, page_by_key, put_page
from articlewatch.history.store import Store
from articlewatch.sources.mediawiki import Wiki
from articlewatch.sources.pages import Head, heads_by_title
from articlewatch.watch.events import Addressee, Event, put_event
from articlewatch.watch.facts import Facts
from articlewatch.watch.watchlist import hand_over, tags_of, watched_page


def find_again(
    store: Store, wiki: Wiki, deleted: Sequence[int], channels: Iterable[Addressee], now: int
) -> tuple[list[tuple[Head, int]], list[Event]]:
    """Ask *wiki* for the titles of the *deleted* pages (numbers in this file), 50 a request.

    Returns heads and numbers of the pages that are watched in their stead, and the events noted.
    """
    found: list[tuple[Head, int]] = []
    events: list[Event] = []
    if not deleted:
        return found, events
    pages = [page_by_key(store, number) for number in deleted]
    heads = heads_by_title(wiki, [page.title for page in pages], follow_redirects=False)
    for page, head in zip(pages, heads, strict=True):
        if head.standing == "found" and head.page is not None and head.page.pageid != page.pageid:
            successor, event = _take_over(store, page, head, channels, now)
            if successor is not None:
                found.append((head, successor))
                events += [event] if event else []
    return found, events


def _take_over(
    store: Store, old: StoredPage, head: Head, channels: Iterable[Addressee], now: int
) -> tuple[int | None, Event | None]:
    assert head.page is not None
    with store.transaction():
        new = put_page(store, old.site, head.page, live=True)
        if watched_page(store, new) is not None or watched_page(store, old) is None:
            return None, None  # another watched page was moved to this title, or nobody wants it any more
        hand_over(store, old, new, now)
        event = Facts(store, new, {}, tags_of(store, new.key), now).of_page(
            "recreated", "the wiki has a page of this title again, a new one"
        )
        put_event(store, event, channels)
    return new.key, event
