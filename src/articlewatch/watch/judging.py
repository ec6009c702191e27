"""What is new about a watched page since it was last judged: findings that came and went, reverts folded.

Which revisions have been judged is kept as a set, never as a highest number: imports and undeletions put old
revisions with new numbers, and new revisions with old times, into a history. A revision that turns up below one
that was judged changes nothing in the text as it stands, so it is taken note of in silence.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from articlewatch.history.following import follow_page
from articlewatch.history.memory import standing_after
from articlewatch.history.pages import StoredPage
from articlewatch.history.revisions import StoredRevision, history
from articlewatch.history.store import Store
from articlewatch.lint import Finding, Linter
from articlewatch.lint.fingerprint import normalise
from articlewatch.watch.events import Addressee, Event, put_event
from articlewatch.watch.facts import Facts
from articlewatch.watch.outcomes import outcomes
from articlewatch.watch.pagestate import page_events, state_of
from articlewatch.watch.passages import Passages
from articlewatch.watch.watchlist import Watched


@dataclass(frozen=True, slots=True)
class Followed:
    """The revisions of a page through which its findings have been followed, oldest first, and what the user knows.

    ``known`` is the number of revisions that made up what the user was last told, None before the first look;
    ``standing`` are the numbers of the findings that stood then, None when that is not remembered.
    """

    revisions: tuple[StoredRevision, ...]
    known: int | None
    standing: frozenset[int] | None


def follow(store: Store, watched: Watched, page: StoredPage, linter: Linter) -> Followed:
    """Follow the findings of *page* as far as its history is stored. Raises StoreError when a text is damaged."""
    told = int(watched.seen.get("known", 0))
    standing = standing_after(store, page, told)
    steps = follow_page(store, page, linter)
    done = {row[0] for row in store.connection.execute("SELECT revid FROM step WHERE page = ?", (page.key,))}
    if len(steps) == len(done):
        standing = None  # followed from the first revision again, and so numbered anew
    # What another command stored meanwhile has not been followed, and a text that did not come may come yet.
    revisions = [stored for stored in history(store, page) if stored.revision.revid in done]
    while revisions and revisions[-1].text is None and not revisions[-1].revision.text_hidden:
        revisions.pop()
    if watched.began is None:
        return Followed(tuple(revisions), None, None)
    known = _place_of_known(store, page, revisions, told)
    remembered = standing_after(store, page, revisions[known - 1].revision.revid) if known else frozenset()
    return Followed(tuple(revisions), known, standing if remembered is None else remembered)


def judge_page(
    store: Store,
    watched: Watched,
    page: StoredPage,
    followed: Followed,
    channels: Iterable[Addressee],
    now: int,
    protection: tuple[str, ...] | None = None,
    is_ignored: Callable[[str, Finding], bool] = lambda title, finding: False,
) -> list[Event]:
    """Note what is new about *page* and return the events. Needs a transaction.

    *watched* is what was wished and last told, *page* the page as it is now, *protection* what the wiki says of it, if
    it was asked, *is_ignored* whether a finding on the page of a title is not to be told. The first time nothing is
    told of findings: what stands then is where telling begins. Nor is anything while the page is blank or a redirect,
    which is one word for all its findings.
    """
    revisions, began, known = list(followed.revisions), watched.began, followed.known
    judged = {row[0] for row in store.connection.execute("SELECT revid FROM judged WHERE page = ?", (page.key,))}
    first = began is None
    if first and revisions:
        judged, began = _baseline(revisions, watched.wish.since)
        known = len(revisions) - len(_after_judged(revisions, judged))
    passages = Passages(store, page, revisions)
    facts = Facts(store, page, {stored.revision.revid: stored.revision for stored in revisions}, watched.wish.tags, now)
    seen = state_of(page, revisions, passages, protection, watched.seen)
    fresh = _after_judged(revisions, judged) if began is not None else []
    events = [*page_events(facts, watched.seen, seen, passages, _hidden(revisions, fresh, watched.began))]
    if fresh and not seen["blank"] and not seen["redirect"]:
        order = [stored.revision.revid for stored in revisions]
        told = outcomes(store, page, order[:known], order[known:], followed.standing)
        for one in sorted(told, key=lambda one: order.index(one.revid) if one.revid in order else 0):
            if is_ignored(page.title, one.finding):
                continue
            if not watched.wish.section or _within(one.finding, watched.wish.section):
                events.append(facts.of_finding(one, passages))
    if first or fresh:
        seen["rechecked"] = now  # its revisions have just been listed, and with them what is hidden
    if first or not (seen["blank"] or seen["redirect"]):
        seen["known"] = next((s.revision.revid for s in reversed(revisions) if s.text is not None), 0)
    else:
        seen["known"] = watched.seen.get("known", 0)
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


def _hidden(
    revisions: list[StoredRevision], fresh: list[StoredRevision], began: str | None
) -> Iterator[StoredRevision]:
    """Yield the revisions with hidden texts, those included that were hidden after they had been judged.

    A revision has one event of this kind, however often it is noted.
    """
    new = {stored.revision.revid for stored in fresh}
    for stored in revisions:
        revision = stored.revision
        if revision.text_hidden and (revision.revid in new or (began is not None and revision.timestamp > began)):
            yield stored


def _place_of_known(store: Store, page: StoredPage, revisions: list[StoredRevision], told: int) -> int:
    """Return how many of *revisions* made up what the user knows: up to *told*, or to the last that was judged."""
    for place, stored in enumerate(revisions):
        if stored.revision.revid == told:
            return place + 1
    judged = {row[0] for row in store.connection.execute("SELECT revid FROM judged WHERE page = ?", (page.key,))}
    return len(revisions) - len(_after_judged(revisions, judged))


def _after_judged(revisions: list[StoredRevision], judged: set[int]) -> list[StoredRevision]:
    last = max((place for place, stored in enumerate(revisions) if stored.revision.revid in judged), default=-1)
    return revisions[last + 1 :]


def _within(finding: Finding, section: str) -> bool:
    return normalise(section) in map(normalise, finding.section)
