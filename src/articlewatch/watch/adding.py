"""Put pages on the watch-list: titles and addresses are looked up on their wiki, since a page is followed by its id."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from articlewatch.errors import ConfigurationError
from articlewatch.history.gather import DEFAULT_WIKI
from articlewatch.history.listing import number_of_site
from articlewatch.history.pages import StoredPage, page_by_id, put_page
from articlewatch.history.store import Store
from articlewatch.sources.contact import Identity, host_of
from articlewatch.sources.discovery import find_api, is_address, target_of
from articlewatch.sources.mediawiki import Wiki
from articlewatch.sources.pages import Head, category_members, heads_by_id, heads_by_title
from articlewatch.watch.watchlist import Wish, watch_page

_WHY = {
    "found": "",
    "missing": "the wiki has no such page",
    "invalid": "no title that a page can have",
    "special": "a special page has no history to watch",
    "interwiki": "a page of another wiki; give its address",
}


@dataclass(slots=True)
class Added:
    """Which pages came onto the list, which were on it, and what was not found, with the reason."""

    new: list[StoredPage] = field(default_factory=list)
    known: list[StoredPage] = field(default_factory=list)
    missing: list[tuple[str, str]] = field(default_factory=list)
    redirected: list[tuple[str, str]] = field(default_factory=list)


def add(
    store: Store,
    identity: Identity,
    targets: Iterable[str],
    categories: Iterable[str],
    wish: Wish,
    now: int,
    *,
    wiki: str = DEFAULT_WIKI,
    tell: Callable[[str], None] = lambda line: None,
) -> Added:
    """Watch *targets* (titles of *wiki*, or addresses of pages) and the pages of *categories*.

    Redirects are followed. Raises ConfigurationError when a wiki may not be called or an address names no page,
    WikiError and WikiUnavailable when it does not answer; what was added until then stays.
    """
    added = Added()
    by_host: dict[str, list[str]] = {}
    for target in targets:
        by_host.setdefault(host_of(target if is_address(target) else wiki), []).append(target)
    chosen = list(categories)
    if chosen:
        by_host.setdefault(host_of(wiki), [])
    for host, named in by_host.items():
        address = next((target for target in named if is_address(target)), wiki)
        with Wiki(find_api(address, identity), identity, tell=tell) as client:
            site = number_of_site(store, client)
            for head in _heads(client, named, chosen if host == host_of(wiki) else [], added):
                _put(store, site, head, wish, now, added)
    return added


def _heads(wiki: Wiki, named: Iterable[str], categories: Iterable[str], added: Added) -> Iterator[Head]:
    titles: list[str] = []
    ids: list[int] = []
    for target in named:
        if not is_address(target):
            titles.append(target)
            continue
        place = target_of(target, wiki.site_info())
        if place.title:
            titles.append(place.title)
        elif place.pageid:
            ids.append(place.pageid)
        else:
            raise ConfigurationError(f"{target}: the address names no page")
    yield from heads_by_title(wiki, titles)
    for category in categories:
        members = [page.pageid for page in category_members(wiki, category)]
        ids += members
        if not members:
            added.missing.append((category, "no article is in this category"))
    yield from heads_by_id(wiki, dict.fromkeys(ids))


def _put(store: Store, site: int, head: Head, wish: Wish, now: int, added: Added) -> None:
    if head.standing != "found" or head.page is None:
        added.missing.append((str(head.asked), head.why or _WHY[head.standing]))
        return
    if head.redirected_from:
        added.redirected.append((str(head.asked), head.page.title))
    with store.transaction():
        known = page_by_id(store, site, head.page.pageid)
        page = known or put_page(store, site, head.page, live=True)
        is_new = watch_page(store, page, wish, now)
    (added.new if is_new else added.known).append(page)
