"""What became of each finding of a page in revisions not judged before: one word for all that happened to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from articlewatch.history.findingrecords import from_record
from articlewatch.history.pages import StoredPage
from articlewatch.history.revisions import StoredRevision
from articlewatch.history.store import Store
from articlewatch.lint import Finding
from articlewatch.lint.fingerprint import normalise
from articlewatch.watch.events import CAME, WENT, Kind


@dataclass(frozen=True, slots=True)
class Told:
    """A finding to be told of: what happened to it last, and which revision did it."""

    finding: Finding
    kind: Kind
    revid: int
    introduced: int


def outcomes(
    store: Store, page: StoredPage, revisions: list[StoredRevision], fresh: list[StoredRevision]
) -> Iterator[Told]:
    """Yield what became of each finding in the *fresh* revisions: one word for all that happened to it there."""
    new = {stored.revision.revid for stored in fresh}
    if not new:
        return
    events: dict[int, list[tuple[str, int]]] = {}
    for number, kind, revid in store.connection.execute(
        "SELECT number, kind, revid FROM life_event WHERE page = ? ORDER BY number, step", (page.key,)
    ):
        events.setdefault(number, []).append((kind, revid))
    lives = dict(store.connection.execute("SELECT number, finding FROM life WHERE page = ?", (page.key,)))
    for number, all_of_it in events.items():
        told = _net(all_of_it, new)
        if told is not None:
            yield Told(from_record(json.loads(lives[number])), told[0], told[1], all_of_it[0][1])
    yield from _back_by_revert(store, page, revisions, fresh)


def _net(events: list[tuple[str, int]], new: set[int]) -> tuple[Kind, int] | None:
    """Return what the *new* revisions came to for one finding, or None when it is as it was."""
    at = next((place for place, (_, revid) in enumerate(events) if revid in new), None)
    if at is None:
        return None
    stood = at > 0 and events[at - 1][0] in CAME
    kind, revid = events[-1]
    stands = kind in CAME
    if at == 0 and kind == "reverted":
        return None  # it came and was undone between two looks
    if at > 0 and stood == stands:
        return None
    known: dict[str, Kind] = {
        "introduced": "introduced", "reintroduced": "reintroduced", "fixed": "fixed", "reverted": "reverted"
    }  # fmt: skip
    return known[kind], revid


def _back_by_revert(
    store: Store, page: StoredPage, revisions: list[StoredRevision], fresh: list[StoredRevision]
) -> Iterator[Told]:
    """Yield the findings that were told to be gone, and stand again since a revert undid what took them out.

    In the history of findings such a one has never been gone; but the user has been told.
    """
    order = [stored.revision.revid for stored in revisions]
    standing = {
        (rule, normalise(excerpt), introduced): finding
        for rule, excerpt, introduced, finding in store.connection.execute(
            "SELECT rule, excerpt, introduced, finding FROM life WHERE page = ? AND status = 'standing'", (page.key,)
        )
    }
    for stored in fresh:
        revid = stored.revision.revid
        row = store.connection.execute(
            "SELECT restored FROM step WHERE page = ? AND revid = ? AND restored IS NOT NULL", (page.key, revid)
        ).fetchone()
        if row is None or row[0] not in order:
            continue
        undone = order[order.index(row[0]) + 1 : order.index(revid)]
        for rule, excerpt, introduced in _told_gone(store, page, undone):
            finding = standing.pop((rule, normalise(excerpt), introduced), None)
            if finding is not None:
                yield Told(from_record(json.loads(finding)), "reintroduced", revid, introduced)


def _told_gone(store: Store, page: StoredPage, revids: list[int]) -> list[tuple[str, str, int]]:
    """Return (rule, excerpt, introduced) of the findings that were told to have gone in these revisions."""
    kinds = ", ".join(f"'{kind}'" for kind in WENT)
    found: list[tuple[str, str, int]] = []
    for revid in revids:
        rows = store.connection.execute(
            f"""SELECT record ->> 'rule', record ->> 'excerpt', record ->> 'introduced'
                FROM event WHERE page = ? AND revid = ? AND kind IN ({kinds})""",
            (page.key, revid),
        )
        found += rows.fetchall()
    return found
