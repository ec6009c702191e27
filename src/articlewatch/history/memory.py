"""What a tracker remembers, in the store: the findings of recent texts, and those that may come back.

The findings of fifty texts differ little, so each is kept as a list of shapes (findings without their places) that
they share; one text's findings are read only when a revert brings that text back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from articlewatch.article import Snapshot
from articlewatch.history.codec import compress, decompress
from articlewatch.history.findingrecords import from_shape, to_shape
from articlewatch.history.pages import StoredPage
from articlewatch.history.revisions import StoredRevision
from articlewatch.history.schema import StoreError
from articlewatch.history.store import Store
from articlewatch.history.tracking import Life, Memory, State
from articlewatch.lint import Finding


def followed(store: Store, page: StoredPage, basis: str, revisions: list[StoredRevision]) -> int | None:
    """Return how many of *revisions* have been followed; None when not with *basis*, or not these revisions."""
    row = store.connection.execute(
        "SELECT revisions, history FROM following WHERE page = ? AND basis = ?", (page.key, basis)
    ).fetchone()
    if row is None or row[0] > len(revisions) or row[1] != _digest(revisions[: row[0]]):
        return None
    return int(row[0])


def remember(store: Store, page: StoredPage, basis: str, done: list[StoredRevision], memory: Memory) -> None:
    """Store what is needed to go on after the revisions *done*. Needs a transaction."""
    shapes = _Shapes(store, page)
    for digest, revision, state in memory.past:
        if state is None:  # one that was read from the store is there
            shapes.use_those_of(revision.revid)
            continue
        listed = [[shapes.number(finding), finding.span.start, number] for finding, number in state]
        store.connection.execute(
            "INSERT OR REPLACE INTO state VALUES (?, ?, ?, ?)", (page.key, revision.revid, digest, _json(listed))
        )
    past = [revision.revid for _, revision, _ in memory.past]
    store.connection.execute(
        f"DELETE FROM state WHERE page = ? AND revid NOT IN ({', '.join('?' * len(past))})", (page.key, *past)
    )
    gone = [[*key, numbers] for key, numbers in memory.gone.items()]
    store.connection.execute(
        "INSERT OR REPLACE INTO following VALUES (?, ?, ?, ?, ?, ?)",
        (page.key, basis, len(done), _digest(done), _json({"past": past, "gone": gone}), shapes.packed()),
    )


def remembered(
    store: Store, page: StoredPage, revisions: list[StoredRevision], lives: list[Life], previous: Snapshot | None
) -> Memory:
    """Return what was stored by ``remember``; *previous* is the last text that was followed."""
    row = store.connection.execute("SELECT memory FROM following WHERE page = ?", (page.key,)).fetchone()
    data = json.loads(row[0])
    known = {stored.revision.revid: stored.revision for stored in revisions}
    digests = dict(store.connection.execute("SELECT revid, digest FROM state WHERE page = ?", (page.key,)))

    def recall(revid: int) -> State:
        return _state(store, page, revid)

    return Memory(
        lives=lives,
        past=[(digests[revid], known[revid], None) for revid in data["past"]],
        state=recall(data["past"][-1]) if data["past"] else [],
        gone={(rule, excerpt): numbers for rule, excerpt, numbers in data["gone"]},
        previous=previous,
        recall=recall,
    )


def standing_after(store: Store, page: StoredPage, revid: int) -> frozenset[int] | None:
    """Return the numbers of the lives that stood after a revision; None when it is not among the remembered ones."""
    row = store.connection.execute(
        "SELECT findings FROM state WHERE page = ? AND revid = ?", (page.key, revid)
    ).fetchone()
    return None if row is None else frozenset(number for _, _, number in json.loads(row[0]))


class _Shapes:
    """The shapes of a page's findings, numbered."""

    def __init__(self, store: Store, page: StoredPage) -> None:
        self._store, self._page = store, page
        row = store.connection.execute("SELECT shapes FROM following WHERE page = ?", (page.key,)).fetchone()
        self.records: dict[int, str] = {}
        if row is not None:
            try:
                self.records = {int(number): record for number, record in json.loads(decompress(row[0], None))}
            except ValueError:
                raise StoreError(f"{store.name}: what is remembered of {page.title!r} is damaged") from None
        self._numbers = {record: number for number, record in self.records.items()}
        self._known: dict[tuple[object, ...], int] = {}
        # Many states hold the very same finding; it is held on to, so that no other can have its id.
        self._same: dict[int, tuple[Finding, int]] = {}
        self._used: set[int] = set()

    def number(self, finding: Finding) -> int:
        """The number of a finding's shape; most are those of the text before, so they are not written out again."""
        same = self._same.get(id(finding))
        if same is not None:
            return same[1]
        key = _key(finding)
        found = self._known.get(key)
        if found is None:
            record = _json(to_shape(finding))
            if record not in self._numbers:
                self._numbers[record] = number = max(self.records, default=-1) + 1
                self.records[number] = record
            found = self._known[key] = self._numbers[record]
        self._same[id(finding)] = finding, found
        self._used.add(found)
        return found

    def use_those_of(self, revid: int) -> None:
        """Take note of the shapes that the stored state after a revision uses."""
        row = self._store.connection.execute(
            "SELECT findings FROM state WHERE page = ? AND revid = ?", (self._page.key, revid)
        ).fetchone()
        if row is not None:
            self._used.update(shape for shape, _, _ in json.loads(row[0]))

    def packed(self) -> bytes:
        """The shapes that were used, as they are stored."""
        kept = [[number, record] for number, record in self.records.items() if number in self._used]
        return compress(_json(kept).encode(), None)


def _key(finding: Finding) -> tuple[object, ...]:
    """Everything a shape says, without writing it out."""
    start, end = finding.span
    fix = finding.fix
    return (
        finding.rule, finding.severity, finding.confidence, end - start, finding.message, finding.section,
        finding.paragraph, finding.excerpt, finding.fingerprint, finding.help,
        fix and (*((e.start - start, e.end - start, e.replacement) for e in fix.edits), fix.safety, fix.cosmetic),
        tuple((other.span.start - start, other.span.end - start, other.message) for other in finding.related),
    )  # fmt: skip


def _state(store: Store, page: StoredPage, revid: int) -> State:
    row = store.connection.execute(
        "SELECT findings FROM state WHERE page = ? AND revid = ?", (page.key, revid)
    ).fetchone()
    shapes = _Shapes(store, page).records
    try:
        listed = json.loads(row[0])
        return [(from_shape(json.loads(shapes[shape]), start), number) for shape, start, number in listed]
    except (TypeError, ValueError, KeyError):
        raise StoreError(f"{store.name}: what is remembered of {page.title!r} is damaged") from None


def _digest(revisions: Iterable[StoredRevision]) -> str:
    digest = hashlib.sha256()
    for stored in revisions:
        digest.update(f"{stored.revision.revid} {stored.text}\n".encode())
    return digest.hexdigest()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))
