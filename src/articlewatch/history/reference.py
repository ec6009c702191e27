"""Find the revision a user means: ``TITLE``, ``TITLE@REVISION`` or ``rev:REVISION``."""

from __future__ import annotations

from articlewatch.history.pages import StoredPage, find_page, page_by_key
from articlewatch.history.revisions import (
    StoredRevision,
    newest,
    page_of_revision,
    revision_by_id,
    sites_having,
)
from articlewatch.history.schema import StoreError
from articlewatch.history.store import Store


def find_revision(store: Store, reference: str, site_key: str | None = None) -> tuple[StoredPage, StoredRevision]:
    """Return the page and the revision that *reference* means; a title alone means its newest revision.

    *site_key* says which wiki when several have the page. Raises StoreError when there is none.
    """
    title, at, number = reference.rpartition("@")
    if reference.startswith("rev:") and reference[4:].isdecimal():
        return _by_id(store, int(reference[4:]), site_key)
    if not (at and number.isdecimal() and title):
        page = find_page(store, reference, site_key)
        stored = newest(store, page)
        if stored is None:
            raise StoreError(f"{page.title!r}: no revision in the store")
        return page, stored
    page = find_page(store, title, site_key)
    stored = revision_by_id(store, page.site, int(number))
    if stored is None or stored.revision.pageid != page.pageid:
        raise StoreError(f"{page.title!r}: no revision {number} in the store")
    return page, stored


def _by_id(store: Store, revid: int, site_key: str | None) -> tuple[StoredPage, StoredRevision]:
    found = sites_having(store, revid, site_key)
    if len(found) > 1:
        raise StoreError(f"several wikis have a revision {revid}; say which with --site")
    for site in found:
        key, stored = page_of_revision(store, site, revid), revision_by_id(store, site, revid)
        if key is not None and stored is not None:
            return page_by_key(store, key), stored
    raise StoreError(f"{store.name}: no revision {revid}")
