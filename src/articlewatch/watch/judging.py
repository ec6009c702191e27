"""What is new about a watched page since it was last judged: findings that came and went, reverts folded.

Which revisions have been judged is kept as a set, never as a highest number: imports and undeletions put old
revisions with new numbers, and new revisions with old times, into a history. A revision that turns up below one
that was judged changes nothing in the text as it stands, so it is taken note of in silence.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from articlewatch.article import Revision
from articlewatch.history.findingrecords import from_record
from articlewatch.history.pages import StoredPage
from articlewatch.history.revisions import StoredRevision, history
from articlewatch.history.store import Store
from articlewatch.lint import Finding
from articlewatch.lint.fingerprint import normalise
from articlewatch.watch.events import CAME, WENT, Addressee, Event, Kind, put_event
from articlewatch.watch.passages import Passages
from articlewatch.watch.watchlist import Watched


@dataclass(frozen=True, slots=True)
class _Told:
    """A finding to be told of: what happened to it last, and which revision did it."""

    finding: Finding
    kind: Kind
    revid: int
    introduced: int


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
    facts = _Facts(
        store, page, {stored.revision.revid: stored.revision for stored in revisions}, watched.wish.tags, now
    )
    seen = _state(page, revisions, passages, watched.seen)
    events = [*_page_events(facts, watched.seen, seen, fresh)]
    emptied = {event.kind for event in events} & {"blanked", "redirected"}
    order = {stored.revision.revid: place for place, stored in enumerate(revisions)}
    for told in sorted(_findings(store, page, revisions, fresh), key=lambda told: order[told.revid]):
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


def _findings(
    store: Store, page: StoredPage, revisions: list[StoredRevision], fresh: list[StoredRevision]
) -> Iterator[_Told]:
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
            yield _Told(from_record(json.loads(lives[number])), told[0], told[1], all_of_it[0][1])
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
) -> Iterator[_Told]:
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
                yield _Told(from_record(json.loads(finding)), "reintroduced", revid, introduced)


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


def _within(finding: Finding, section: str) -> bool:
    return normalise(section) in map(normalise, finding.section)


def _state(
    page: StoredPage, revisions: list[StoredRevision], passages: Passages, before: dict[str, Any]
) -> dict[str, Any]:
    readable = bool(revisions) and revisions[-1].text is not None
    blank = not passages.newest.strip() if readable else before.get("blank", False)
    return {"title": page.title, "deleted": page.deleted, "redirect": page.is_redirect, "blank": blank}


def _page_events(
    facts: _Facts, before: dict[str, Any], now: dict[str, Any], fresh: list[StoredRevision]
) -> Iterator[Event]:
    """Yield what happened to the page as a whole since it was last told of."""
    if before:
        if before["title"] != now["title"]:
            yield facts.of_page("moved", f"moved from {before['title']!r} to {now['title']!r}")
        states: tuple[tuple[str, Kind, str, Kind, str], ...] = (
            ("deleted", "deleted", "the wiki no longer has it", "restored", "the wiki has it again"),
            ("redirect", "redirected", "turned into a redirect", "unredirected", "no longer a redirect"),
            ("blank", "blanked", "blanked", "refilled", "no longer blank"),
        )
        for name, on, words_on, off, words_off in states:
            if now[name] and not before[name]:
                yield facts.of_page(on, words_on)
            elif before[name] and not now[name]:
                yield facts.of_page(off, words_off)
    elif now["deleted"]:
        yield facts.of_page("deleted", "the wiki no longer has it")
    for stored in fresh:
        if stored.revision.text_hidden:
            words = "the wiki hides the text of a revision"
            yield facts.of_page("hidden", words, stored.revision.revid)


class _Facts:
    """What all events of one page have in common."""

    def __init__(
        self, store: Store, page: StoredPage, revisions: dict[int, Revision], tags: tuple[str, ...], now: int
    ) -> None:
        self._page, self._revisions, self._tags, self._now = page, revisions, tags, now
        row = store.connection.execute("SELECT api FROM site WHERE site = ?", (page.site,)).fetchone()
        self._script = row[0].removesuffix("api.php") + "index.php" if row and row[0] else ""

    def of_finding(self, told: _Told, passages: Passages) -> Event:
        """Return the event about a finding."""
        finding = told.finding
        passage = passages.of(finding, told.revid, stands=told.kind in CAME)
        record = self._record(told.kind, told.revid) | {
            "rule": finding.rule,
            "code": finding.code,
            "severity": finding.severity,
            "message": finding.message,
            "help": finding.help,
            "section": list(finding.section),
            "excerpt": finding.excerpt,
            "introduced": told.introduced,
            "passage": [list(part) for part in passage],
            "quotes": passages.quoted(told.revid, stands=told.kind in CAME),
        }
        key = f"{self._key(told.revid, told.kind)}:{finding.rule}:{finding.fingerprint}"
        return Event(key, self._page.key, told.revid, told.kind, finding.severity, self._now, record, self._tags)

    def of_page(self, kind: Kind, words: str, revid: int = 0) -> Event:
        """Return the event about the page itself, or about one of its revisions."""
        revid = revid or self._page.latest
        key = self._key(revid, kind) + ("" if kind == "hidden" else f":{self._now}")
        # No revision did it; its newest editor must not be taken for whoever deleted it.
        revid = 0 if kind in ("deleted", "restored") else revid
        record = self._record(kind, revid) | {"message": words}
        return Event(key, self._page.key, revid, kind, "", self._now, record, self._tags)

    def _key(self, revid: int, kind: Kind) -> str:
        return f"{self._page.site_key}:{self._page.pageid}:{revid}:{kind}"

    def _record(self, kind: Kind, revid: int) -> dict[str, Any]:
        page, revision = self._page, self._revisions.get(revid) or Revision(revid)
        return {
            "kind": kind,
            "site": page.site_key,
            "page": page.title,
            "pageid": page.pageid,
            "revid": revid,
            "time": revision.timestamp,
            "user": None if revision.user_hidden else revision.user,
            "comment": None if revision.comment_hidden else revision.comment,
            "url": f"{self._script}?diff={revid}&oldid=prev" if self._script and revid else "",
            "page_url": f"{self._script}?title={quote(page.title.replace(' ', '_'))}" if self._script else "",
        }
