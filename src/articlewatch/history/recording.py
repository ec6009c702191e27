"""Revisions on their way into the store, in any order; what a wiki hides stays out, or is erased.

A *live* wiki is believed in both directions: it can hide a text and show it again. A dump can hide, but what
a live wiki has hidden it cannot bring back, since it may be older.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum

from articlewatch.article.snapshot import Revision
from articlewatch.history.pages import StoredPage
from articlewatch.history.revisions import StoredRevision, page_of_revision, revision_by_id
from articlewatch.history.schema import DERIVED
from articlewatch.history.store import Store
from articlewatch.history.texts import erase_text, find_text, put_text

#: how many neighbours on each side are looked at for a text to compress against
_NEIGHBOURS = 4


class Put(Enum):
    """What putting a revision did to the store."""

    NEW = "new"
    FILLED = "filled"  # its text was missing
    CHANGED = "changed"  # flags or page changed
    KNOWN = "known"


def put_revision(store: Store, page: StoredPage, revision: Revision, text: str | None = None, *, live: bool) -> Put:
    """Store *revision* of *page* and its *text*, if any. Needs a transaction.

    What is hidden is not stored, and what was stored of it before is erased.
    """
    found = revision_by_id(store, page.site, revision.revid)
    if found is not None and not live:
        revision = _still_hidden(found.revision, revision)
    if revision.text_hidden or (found is not None and found.gone and not live):
        text = None
    if found is None:
        _insert(store, page, revision)
        _link_text(store, page, revision, text)
        return Put.NEW
    had_text = found.text is not None
    if live or _hides(found.revision) != _hides(revision):
        changed = _update(store, page, found, revision)
    else:
        changed = False
    if not had_text and _link_text(store, page, revision, text):
        return Put.FILLED
    return Put.CHANGED if changed else Put.KNOWN


def mark_gone(store: Store, site: int, revids: Iterable[int]) -> int:
    """Note that the wiki no longer lists these revisions though it has their page, and erase their texts.

    Deleting single revisions is how wikis without revision deletion hide text. Needs a transaction.
    Returns how many were newly gone.
    """
    count = 0
    for revid in revids:
        found = revision_by_id(store, site, revid)
        if found is not None and not found.gone:
            count += 1
            store.connection.execute(
                """UPDATE revision SET gone = 1, text = NULL, user = NULL, user_id = NULL, comment = NULL,
                   sha1 = NULL WHERE site = ? AND revid = ?""",
                (site, revid),
            )
            _drop_text(store, found.text)
            _forget_findings(store, page_of_revision(store, site, revid))
    return count


def _hides(revision: Revision) -> tuple[bool, bool, bool]:
    return revision.user_hidden, revision.comment_hidden, revision.text_hidden


def _still_hidden(known: Revision, given: Revision) -> Revision:
    """Return *given* with everything hidden that is hidden in *known* too."""
    return replace(
        given,
        user_hidden=known.user_hidden or given.user_hidden,
        comment_hidden=known.comment_hidden or given.comment_hidden,
        text_hidden=known.text_hidden or given.text_hidden,
        suppressed=known.suppressed or given.suppressed,
    )


def _values(page: StoredPage, revision: Revision) -> dict[str, object]:
    return {
        "site": page.site,
        "revid": revision.revid,
        "page": page.key,
        "parent_id": revision.parentid,
        "time": revision.timestamp,
        "user": None if revision.user_hidden else revision.user,
        "user_id": None if revision.user_hidden else revision.userid,
        "comment": None if revision.comment_hidden else revision.comment,
        "size": revision.size,
        "sha1": None if revision.text_hidden else revision.sha1,
        "minor": int(revision.minor),
        "tags": json.dumps(revision.tags, ensure_ascii=False),
        "model": revision.model,
        "user_hidden": int(revision.user_hidden),
        "comment_hidden": int(revision.comment_hidden),
        "text_hidden": int(revision.text_hidden),
        "suppressed": int(revision.suppressed),
    }


def _insert(store: Store, page: StoredPage, revision: Revision) -> None:
    values = _values(page, revision)
    store.connection.execute(
        f"INSERT INTO revision ({', '.join(values)}) VALUES ({', '.join(f':{name}' for name in values)})",
        values,
    )


def _update(store: Store, page: StoredPage, found: StoredRevision, revision: Revision) -> bool:
    """Write what is different; whether anything was."""
    wanted = _values(page, revision)
    text_lost = found.text is not None and revision.text_hidden
    row = store.connection.execute(
        f"SELECT {', '.join(wanted)} FROM revision WHERE site = :site AND revid = :revid", wanted
    ).fetchone()
    if tuple(wanted.values()) == tuple(row) and not found.gone and not text_lost:
        return False
    settings = ", ".join(f"{name} = :{name}" for name in wanted)
    store.connection.execute(
        f"UPDATE revision SET {settings}, gone = 0, text = CASE WHEN :text_hidden THEN NULL ELSE text END "
        "WHERE site = :site AND revid = :revid",
        wanted,
    )
    if any(_hides(revision)) and _hides(revision) != _hides(found.revision):
        store.connection.execute("INSERT OR IGNORE INTO todo (task) VALUES ('wipe')")
    if text_lost:
        _drop_text(store, found.text)
        _forget_findings(store, page.key)
    return True


def _link_text(store: Store, page: StoredPage, revision: Revision, text: str | None) -> bool:
    """Give a revision its text, when it is given or known by its sum; whether it has one now."""
    if revision.text_hidden:
        return False
    if text is None:
        number = find_text(store.connection, revision.sha1) if revision.sha1 else None
        if number is None:
            return False
    else:
        data = text.encode("utf-8", "surrogatepass")
        number = put_text(store.connection, store.texts, data, _neighbours(store, page, revision))
    store.connection.execute(
        "UPDATE revision SET text = ? WHERE site = ? AND revid = ?", (number, page.site, revision.revid)
    )
    return True


def _neighbours(store: Store, page: StoredPage, revision: Revision) -> Iterator[int]:
    """Yield the texts nearest in time: first those before, then those after the revision.

    Read from the tables alone, so that an import that was killed and taken up again compresses as one that
    was not.
    """
    place = (page.key, revision.timestamp, revision.revid, _NEIGHBOURS)
    for comparison, order in (("<", "DESC"), (">", "ASC")):
        rows = store.connection.execute(
            f"""SELECT text FROM revision WHERE page = ? AND (time, revid) {comparison} (?, ?)
                ORDER BY time {order}, revid {order} LIMIT ?""",
            place,
        )
        yield from [row[0] for row in rows if row[0] is not None]


def _forget_findings(store: Store, page: int | None) -> None:
    """Erase what was found in the texts of a page: it quotes them, and can be found again in those that stay."""
    for table in DERIVED:
        store.connection.execute(f"DELETE FROM {table} WHERE page = ?", (page,))


def _drop_text(store: Store, text: int | None) -> None:
    store.connection.execute("INSERT OR IGNORE INTO todo (task) VALUES ('wipe')")
    if text is None:
        return
    used = store.connection.execute("SELECT 1 FROM revision WHERE text = ? LIMIT 1", (text,)).fetchone()
    if not used:
        erase_text(store.connection, store.texts, text)
