"""Follow the findings of a stored page: each revision is looked at once, and a later run goes on after the last.

What was found is kept with a digest of the rules and of the revisions it rests on. When either is another than
before (new rules, a revision hidden, imported or deleted under known ones), the page is followed from its first
revision again. A run that is killed has kept what it committed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from types import CodeType

import articlewatch
from articlewatch.article import Revision, Snapshot
from articlewatch.article.collector import pausing_collector
from articlewatch.history.changes import put_summaries, summaries_of
from articlewatch.history.editsummary import EditSummary
from articlewatch.history.findingrecords import from_record, to_record
from articlewatch.history.memory import followed, remember, remembered
from articlewatch.history.pages import StoredPage
from articlewatch.history.revisions import CHECKED, StoredRevision, digest_of, history, snapshot_of
from articlewatch.history.schema import DERIVED
from articlewatch.history.store import Store
from articlewatch.history.tracking import Event, Life, Memory, Step, Tracker
from articlewatch.lint import Linter

#: revisions in one transaction
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class StepRow:
    """What one revision did to the findings of its page, in numbers.

    ``restored`` is the id of the revision whose text a revert brought back, None for any other edit; ``undone`` how
    many revisions it undid. ``standing`` counts findings in the text, ``noted`` those about edits that still stand; the
    other numbers count both. ``summary`` is what the edit changed, None when the text cannot be read.
    """

    revision: Revision
    introduced: int
    fixed: int
    reintroduced: int
    reverted: int
    standing: int
    restored: int | None
    undone: int
    noted: int = 0
    summary: EditSummary | None = None


@lru_cache(maxsize=4)
def basis_of(linter: Linter) -> str:
    """Return a digest of the program's version, the rules and their settings: what findings rest on.

    Of a rule of the user's own, a change in its check is noticed, one in a function called by it is not. Where the
    ignore file lies changes nothing.
    """
    settings = replace(linter.settings, ignore_file="")
    digest = hashlib.sha256(f"{articlewatch.__version__}\n{settings!r}\n".encode())
    for active in linter.active:
        code = getattr(active.rule.check, "__code__", None)
        body = _constant(code) if code else ""
        digest.update(repr((active.rule.id, sorted(active.options.items()), active.severity, body)).encode())
    return digest.hexdigest()


def _constant(value: object) -> str:
    """A constant of a function in words that are the same in every process: sets come in another order in each."""
    if isinstance(value, CodeType):
        return f"{value.co_code!r} {value.co_names} {_constant(value.co_consts)}"
    if isinstance(value, (tuple, frozenset)):
        parts = [_constant(part) for part in value]
        return f"({', '.join(parts if isinstance(value, tuple) else sorted(parts))})"
    return repr(value)


def follow_page(
    store: Store, page: StoredPage, linter: Linter, *, progress: Callable[[int, int], None] = lambda done, all: None
) -> list[Step]:
    """Follow the findings of *page* through the revisions that are new, and return what each of those did.

    *progress* is given the number of revisions done and of all. Raises StoreError when a text is damaged.
    """
    revisions = list(history(store, page))
    basis = basis_of(linter)
    done, memory = _remembered(store, page, linter, basis, revisions)
    if memory is None:
        done, memory = 0, Memory()
        with store.transaction():
            _forget(store, page)
    tracker = Tracker(linter, memory)
    steps: list[Step] = []
    rest = iter(revisions[done:])
    while portion := list(islice(rest, _AT_ONCE)):
        read = (revision_to_follow(store, page, stored, linter) for stored in portion)
        with pausing_collector():  # a revision leaves next to no cycles, and a pass over all that is kept takes long
            taken = list(tracker.follow(read))
        done += len(taken)
        with store.transaction():
            _write(store, page, tracker, taken)
            remember(store, page, basis, revisions[:done], tracker.memory)
        steps += taken
        progress(done, len(revisions))
    return steps


def lives_of(store: Store, page: StoredPage, *, edits: bool = False) -> list[Life]:
    """Return the findings of *page* with their lives, in the order in which they came, as last followed.

    With *edits*, those about edits too.
    """
    known = {stored.revision.revid: stored.revision for stored in history(store, page)}
    events: dict[int, list[Event]] = {}
    for number, kind, revid in store.connection.execute(
        "SELECT number, kind, revid FROM life_event WHERE page = ? ORDER BY number, step", (page.key,)
    ):
        events.setdefault(number, []).append(Event(kind, known.get(revid) or Revision(revid)))
    rows = store.connection.execute(
        "SELECT number, finding, edit, goes_with FROM life WHERE page = ? AND edit <= ? ORDER BY number",
        (page.key, edits),
    )
    return [
        Life(number, from_record(json.loads(record)), events[number], bool(edit), goes_with)
        for number, record, edit, goes_with in rows
    ]


def steps_of(store: Store, page: StoredPage) -> list[StepRow]:
    """Return what each revision of *page* did, oldest first, as last followed."""
    summaries = summaries_of(store, page)
    rows = {
        row[0]: (*row[1:], summaries.get(row[0]))
        for row in store.connection.execute(
            """SELECT revid, introduced, fixed, reintroduced, reverted, standing, restored, undone, noted
               FROM step WHERE page = ?""",
            (page.key,),
        )
    }
    return [
        StepRow(stored.revision, *rows[stored.revision.revid])
        for stored in history(store, page)
        if stored.revision.revid in rows
    ]


def snapshot_to_lint(store: Store, page: StoredPage, stored: StoredRevision, linter: Linter) -> Snapshot | None:
    """Return what a revision looked like, None when its text is hidden, not there, or no article's.

    A site named in the linter's settings goes before the page's own, whose conventions may be unknown.
    """
    if stored.text is None or stored.revision.model not in CHECKED:
        return None
    snapshot = snapshot_of(store, page, stored)
    return replace(snapshot, site="") if linter.settings.site else snapshot


def revision_to_follow(
    store: Store, page: StoredPage, stored: StoredRevision, linter: Linter
) -> tuple[Revision, Snapshot | None, str]:
    """Return a revision as a tracker takes it: with what it looked like and the digest of its text."""
    return stored.revision, snapshot_to_lint(store, page, stored, linter), digest_of(store, stored)


def _forget(store: Store, page: StoredPage) -> None:
    for table in DERIVED:
        store.connection.execute(f"DELETE FROM {table} WHERE page = ?", (page.key,))


def _write(store: Store, page: StoredPage, tracker: Tracker, steps: list[Step]) -> None:
    """Write the steps, and every life that one of them touched."""
    touched: dict[int, Life] = {}
    for step in steps:
        for lives in (step.introduced, step.fixed, step.reintroduced, step.reverted, step.standing, step.noted):
            touched.update((life.number, life) for life in lives)
    for life in touched.values():
        _write_life(store, page, life)
    store.connection.executemany(
        "INSERT OR REPLACE INTO step VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                page.key, step.revision.revid, len(step.introduced), len(step.fixed), len(step.reintroduced),
                len(step.reverted), len(step.standing), step.restored.revid if step.restored else None,
                len(step.undone), len(step.noted),
            )
            for step in steps
        ],
    )  # fmt: skip
    put_summaries(store, page, [(step.revision.revid, step.summary) for step in steps if step.summary is not None])


def _write_life(store: Store, page: StoredPage, life: Life) -> None:
    finding = life.finding
    store.connection.execute(
        "INSERT OR REPLACE INTO life VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            page.key, life.number, finding.rule, finding.severity, life.status, life.introduced.revid,
            life.ended.revid if life.ended else None, finding.message, finding.excerpt, _json(to_record(finding)),
            int(life.edit), life.goes_with,
        ),
    )  # fmt: skip
    store.connection.execute("DELETE FROM life_event WHERE page = ? AND number = ?", (page.key, life.number))
    store.connection.executemany(
        "INSERT INTO life_event VALUES (?, ?, ?, ?, ?)",
        [(page.key, life.number, step, event.kind, event.revision.revid) for step, event in enumerate(life.events)],
    )


def _remembered(
    store: Store, page: StoredPage, linter: Linter, basis: str, revisions: list[StoredRevision]
) -> tuple[int, Memory | None]:
    """Return how many revisions were followed and what is needed to go on; None when it is to begin anew."""
    done = followed(store, page, basis, revisions)
    if done is None:
        return 0, None
    snapshots = (snapshot_to_lint(store, page, stored, linter) for stored in reversed(revisions[:done]))
    previous = next((snapshot for snapshot in snapshots if snapshot is not None), None)
    return done, remembered(store, page, revisions, lives_of(store, page, edits=True), previous)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))
