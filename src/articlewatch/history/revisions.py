"""Revisions as they are read from the store, in the order of their history.

The order of a history is (time, revision id). Imports and undeletions put old revisions after newer ones, so
neither the ids nor the order of arrival say anything.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from articlewatch.article.snapshot import Revision, Snapshot
from articlewatch.history.pages import StoredPage
from articlewatch.history.schema import StoreError
from articlewatch.history.store import Store
from articlewatch.history.texts import get_text
from articlewatch.sources.records import RENDERED

#: Content models of texts that are articles.
CHECKED = frozenset(("wikitext", RENDERED))

_COLUMNS = (
    "revid, parent_id, page_id, time, user, comment, size, sha1, minor, tags, user_hidden, comment_hidden, "
    "text_hidden, suppressed, user_id, model, text, gone"
)
_SELECT = f"SELECT {_COLUMNS} FROM revision JOIN page USING (page)"


@dataclass(frozen=True, slots=True)
class StoredRevision:
    """A revision as stored. ``text`` is the number of its text, None when there is none.

    Equal numbers mean equal texts, which is how a revert is recognised. ``gone`` says that the wiki no
    longer lists the revision although it has the page.
    """

    revision: Revision
    text: int | None
    gone: bool


def revision_by_id(store: Store, site: int, revid: int) -> StoredRevision | None:
    """Return one revision of wiki number *site*, or None."""
    row = store.connection.execute(f"{_SELECT} WHERE revision.site = ? AND revid = ?", (site, revid)).fetchone()
    return _stored(row) if row else None


def history(store: Store, page: StoredPage, *, with_text: bool = False) -> Iterator[StoredRevision]:
    """Yield the revisions of *page*, oldest first, without those the wiki no longer lists.

    Some may be listed only, their texts hidden or not fetched; *with_text* leaves those out.
    """
    rows = store.connection.execute(
        f"{_SELECT} WHERE page = ? AND NOT gone AND (text IS NOT NULL OR NOT ?) ORDER BY time, revid",
        (page.key, with_text),
    )
    yield from map(_stored, rows)


def newest(store: Store, page: StoredPage) -> StoredRevision | None:
    """Return the newest stored revision of *page*, or None."""
    row = store.connection.execute(
        f"{_SELECT} WHERE page = ? AND NOT gone ORDER BY time DESC, revid DESC LIMIT 1", (page.key,)
    ).fetchone()
    return _stored(row) if row else None


def newest_with_text(store: Store, page: StoredPage) -> StoredRevision:
    """Return the newest revision of *page* whose text is stored. Raises StoreError when there is none."""
    row = store.connection.execute(
        f"{_SELECT} WHERE page = ? AND NOT gone AND text IS NOT NULL ORDER BY time DESC, revid DESC LIMIT 1",
        (page.key,),
    ).fetchone()
    if row is None:
        raise StoreError(f"{page.title!r}: no text in the store")
    return _stored(row)


def edited_revision(store: Store, page: StoredPage, stored: StoredRevision) -> StoredRevision | None:
    """Return the revision that *stored* is an edit of, if its text is stored and wikitext, else None.

    That is its parent. Where the wiki names none (some dumps do not), it is the revision before in the history.
    """
    revision = stored.revision
    if revision.parentid:
        found = revision_by_id(store, page.site, revision.parentid)
        before = found if found is not None and found.revision.pageid == revision.pageid else None
    else:
        row = store.connection.execute(
            f"{_SELECT} WHERE page = ? AND NOT gone AND (time, revid) < (?, ?) ORDER BY time DESC, revid DESC LIMIT 1",
            (page.key, revision.timestamp, revision.revid),
        ).fetchone()
        before = _stored(row) if row else None
    if before is None or before.gone or before.text is None or before.revision.model != revision.model:
        return None
    return before


def page_of_revision(store: Store, site: int, revid: int) -> int | None:
    """Return the number of the page that a revision belongs to, or None."""
    row = store.connection.execute("SELECT page FROM revision WHERE site = ? AND revid = ?", (site, revid)).fetchone()
    return int(row[0]) if row else None


def sites_having(store: Store, revid: int, site_key: str | None = None) -> list[int]:
    """Return the numbers of the wikis, or of *site_key* alone, that have a revision *revid*."""
    rows = store.connection.execute(
        "SELECT site FROM revision JOIN site USING (site) WHERE revid = ? AND ? IN (site.key, '')",
        (revid, site_key or ""),
    )
    return [row[0] for row in rows]


def lacking_text(store: Store, page: StoredPage, *, newest: int | None = None, since: str | None = None) -> list[int]:
    """Return the ids of revisions of *page* whose text is neither stored nor hidden, newest first.

    Only among the *newest* so many, or those not older than *since* (ISO 8601), if given.
    """
    rows = store.connection.execute(
        """SELECT revid FROM (
               SELECT revid, text, text_hidden FROM revision
               WHERE page = ? AND NOT gone AND time >= ? ORDER BY time DESC, revid DESC LIMIT ?)
           WHERE text IS NULL AND NOT text_hidden""",
        (page.key, since or "", -1 if newest is None else newest),
    )
    return [row[0] for row in rows]


def text_of(store: Store, stored: StoredRevision) -> str:
    """Return the text of a stored revision.

    Raises StoreError when it is hidden, was never fetched, or is damaged.
    """
    revid = stored.revision.revid
    if stored.gone:
        raise StoreError(f"revision {revid}: the wiki no longer lists it, so its text is not kept")
    if stored.revision.text_hidden:
        raise StoreError(f"revision {revid}: the wiki hides its text, so it is not kept")
    if stored.text is None:
        raise StoreError(f"revision {revid}: its text has not been fetched")
    return get_text(store.connection, store.texts, stored.text).decode("utf-8", "surrogatepass")


def digest_of(store: Store, stored: StoredRevision) -> str:
    """Return the SHA-1 of the text of a stored revision in UTF-8, hexadecimal; an empty string when it has none."""
    row = store.connection.execute("SELECT sha1 FROM text WHERE text = ?", (stored.text,)).fetchone()
    return "" if row is None else str(row[0])


def snapshot_of(store: Store, page: StoredPage, stored: StoredRevision) -> Snapshot:
    """Return what *page* looked like after a stored revision, as the linter takes it.

    Raises StoreError as ``text_of`` does.
    """
    return Snapshot(
        text_of(store, stored),
        page.title,
        format="html" if stored.revision.model == RENDERED else "wikitext",
        site=page.site_key,
        language=page.language,
        revision=stored.revision,
    )


def _stored(row: tuple[Any, ...]) -> StoredRevision:
    (
        revid, parent_id, page_id, time, user, comment, size, sha1, minor, tags, user_hidden, comment_hidden,
        text_hidden, suppressed, user_id, model, text, gone,
    ) = row  # fmt: skip
    revision = Revision(
        revid=revid, parentid=parent_id, pageid=page_id, timestamp=time, user=user or "",
        comment=comment or "", size=size, sha1=sha1 or "", minor=bool(minor), tags=tuple(json.loads(tags)),
        user_hidden=bool(user_hidden), comment_hidden=bool(comment_hidden), text_hidden=bool(text_hidden),
        suppressed=bool(suppressed), userid=user_id or 0, model=model,
    )  # fmt: skip
    return StoredRevision(revision, text, bool(gone))
