"""What is new about a watched page since it was last judged: findings that came and went, reverts folded.

Which revisions have been judged is kept as a set, never as a highest number: imports and undeletions put old
revisions with new numbers, and new revisions with old times, into a history. A revision that turns up below one
that was judged changes nothing in the text as it stands, so it is taken note of in silence.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from articlewatch.history.pages import StoredPage
from articlewatch.history.revisions import StoredRevision, history
from articlewatch.history.store import Store
from articlewatch.lint import Finding
from articlewatch.lint.fingerprint import normalise
from articlewatch.watch.events import WENT, Addressee, Event, put_event
from articlewatch.watch.facts import Facts
from articlewatch.watch.outcomes import outcomes
from articlewatch.watch.pagestate import page_events, state_of
from articlewatch.watch.passages import Passages
from articlewatch.watch.watchlist import Watched


def judge_page(
    store: Store, watched: Watched, page: StoredPage, channels: Iterable[Addressee], now: int
) -> list[Event]:
    """Note what is new about *page*, whose findings have been followed, and return the events. Needs a transaction.

    *watched* is what was wished and last told, *page* the page as it is now. The first time nothing is told of
    findings: what stands then is where telling begins.
    """
    revisions = list(history(store, page))
    judged = {row[0] for row in store.connection.execute("SELECT revid FROM judged WHERE page = ?", (page.key,))}
    began = watched.began
    if began is None and revisions:
        judged, began = _baseline(revisions, watched.wish.since)
    fresh = _after_judged(revisions, judged) if began is not None else []
    passages = Passages(store, page, revisions)
    facts = Facts(store, page, {stored.revision.revid: stored.revision for stored in revisions}, watched.wish.tags, now)
    seen = state_of(page, revisions, passages, watched.seen)
    events = [*page_events(facts, watched.seen, seen, fresh)]
    emptied = {event.kind for event in events} & {"blanked", "redirected"}
    order = {stored.revision.revid: place for place, stored in enumerate(revisions)}
    for told in sorted(outcomes(store, page, revisions, fresh), key=lambda told: order[told.revid]):
        if emptied and told.kind in WENT:
            continue  # one word says it: the findings went with the text
        if watched.wish.section and not _within(told.finding, watched.wish.section):
            continue
        events.append(facts.of_finding(told, passages))
    new = [event for event in events if put_event(store, event, channels)]
    store.connection.executemany(
        "INSERT OR IGNORE INTO judged VALUES (?, ?)", [(page.key, stored.revision.revid) for stored in revisions]
    )
    store.connection.execute(
        "UPDATE watch SET began = ?, seen = ? WHERE page = ?", (began, json.dumps(seen, ensure_ascii=True), page.key)
    )
    return new


def is_settled(store: Store, watched_page: int, latest: int) -> bool:
    """Whether the revision *latest* of a watched page has been judged."""
    row = store.connection.execute("SELECT 1 FROM judged WHERE page = ? AND revid = ?", (watched_page, latest))
    return row.fetchone() is not None


def _baseline(revisions: list[StoredRevision], since: str | None) -> tuple[set[int], str]:
    """Return the revisions that are not told of, and the time of the oldest that is followed."""
    if since is None:
        return {stored.revision.revid for stored in revisions}, revisions[-1].revision.timestamp
    wanted = [stored for stored in revisions if stored.revision.timestamp >= since and stored.text is not None]
    if not wanted:
        return {stored.revision.revid for stored in revisions}, since
    first = wanted[0].revision
    place = (first.timestamp, first.revid)
    silent = {r.revision.revid for r in revisions if (r.revision.timestamp, r.revision.revid) < place}
    # The first text of all has nothing before it, so all that is wrong in it is new.
    return (silent if first.parentid == 0 else silent | {first.revid}), first.timestamp


def _after_judged(revisions: list[StoredRevision], judged: set[int]) -> list[StoredRevision]:
    last = max((place for place, stored in enumerate(revisions) if stored.revision.revid in judged), default=-1)
    return revisions[last + 1 :]


def _within(finding: Finding, section: str) -> bool:
    return normalise(section) in map(normalise, finding.section)
