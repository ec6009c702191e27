"""What the last check of a watched page knew: where its report begins to call a finding new."""

from __future__ import annotations

from articlewatch.history.pages import StoredPage
from articlewatch.history.revisions import history
from articlewatch.history.store import Store
from articlewatch.report.past import Checked
from articlewatch.watch.times import told_time


def last_check(store: Store, page: StoredPage) -> Checked | None:
    """Return the revision that counts as known to whoever watches *page*, or None when no check is on record.

    It is the newest revision that has been judged. When that is the newest of all, a report would never have anything
    new in it after a check; then it is the revision before those that the last telling was about.
    """
    row = store.connection.execute("SELECT checked FROM watch WHERE page = ?", (page.key,)).fetchone()
    if row is None or row[0] is None:
        return None
    line = [stored.revision.revid for stored in history(store, page)]
    judged = {revid for (revid,) in store.connection.execute("SELECT revid FROM judged WHERE page = ?", (page.key,))}
    last = max((place for place, revid in enumerate(line) if revid in judged), default=-1)
    if last < 0:
        return None
    if last < len(line) - 1:
        return Checked(line[last], f"It is the newest that the last check, of {_day(row[0])}, knew.")
    told, revids = _last_told(store, page)
    places = [place for place, revid in enumerate(line) if revid in revids]
    if not places:
        return Checked(line[last], f"The last check, of {_day(row[0])}, knew all revisions and told of no finding.")
    return Checked(line[max(places[0] - 1, 0)], f"It is the one before what the check of {_day(told)} told of.")


def _last_told(store: Store, page: StoredPage) -> tuple[int, set[int]]:
    """Return when findings were last told of, and the revisions that brought or took them."""
    rows = store.connection.execute(
        """SELECT told, revid FROM event WHERE page = :page AND severity <> '' AND told = (
               SELECT max(told) FROM event WHERE page = :page AND severity <> '')""",
        {"page": page.key},
    ).fetchall()
    return (rows[0][0] if rows else 0), {revid for _, revid in rows}


def _day(moment: int) -> str:
    return told_time(moment)[:16].replace("T", " ") + " UTC"
