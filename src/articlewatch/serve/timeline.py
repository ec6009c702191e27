"""The edits of a page, newest first, a portion at a time."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace

from articlewatch.history.editlog import Entry, edit_log
from articlewatch.history.pages import StoredPage
from articlewatch.history.store import Store
from articlewatch.serve.articles import followed_of
from articlewatch.serve.desk import Desk
from articlewatch.serve.followed import Followed

#: Edits of one portion: each is compared with the one before it, which takes time in a long article.
EDITS = 25


@dataclass(frozen=True, slots=True)
class Timeline:
    """The edits of portion ``number`` (from 1) of ``pages``."""

    entries: tuple[Entry, ...]
    number: int
    pages: int
    total: int
    known: Followed


def timeline(desk: Desk, store: Store, page: StoredPage, moment: Hashable, number: int) -> Timeline:
    """Return portion *number* of the edits of *page*; beyond the last it is the last. Raises StoreError."""
    known = followed_of(desk, store, page, moment)
    pages = max(1, -(-known.total // EDITS))
    number = min(max(number, 1), pages)

    def make() -> tuple[Entry, ...]:
        return tuple(edit_log(store, page, limit=EDITS, skip=(number - 1) * EDITS))

    entries: tuple[Entry, ...] = desk.kept.get(("edits", page.key, moment, number), make)
    return Timeline(tuple(_told(entry, known) for entry in entries), number, pages, known.total, known)


def _told(entry: Entry, known: Followed) -> Entry:
    """*entry* with what is known of the findings, which may be more than the store says."""
    revid = entry.revision.revid
    if not known.done:
        return replace(entry, step=None, noted=())
    return replace(entry, step=known.steps.get(revid), noted=known.noted.get(revid, entry.noted))
