"""What became of each finding of a page since the user was last told of it: one word for all that happened to it.

What the user knows are the findings of the last revision that was told of. They cannot be told from the histories of
the findings alone: a revert folds the edits it undid out of those, and the user may have been told of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from articlewatch.history.findingrecords import from_record
from articlewatch.history.memory import standing_after
from articlewatch.history.pages import StoredPage
from articlewatch.history.store import Store
from articlewatch.lint import Finding
from articlewatch.watch.events import CAME, Kind

_KINDS: dict[str, Kind] = {
    "introduced": "introduced", "reintroduced": "reintroduced", "fixed": "fixed", "reverted": "reverted"
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A finding to be told of: what happened to it last, and which revision did it."""

    finding: Finding
    kind: Kind
    revid: int
    introduced: int


@dataclass(frozen=True, slots=True)
class _Life:
    number: int
    events: tuple[tuple[str, int], ...]
    edit: bool

    @property
    def stands(self) -> bool:
        return self.events[-1][0] in CAME

    def stood_after(self, revids: set[int]) -> bool:
        """Whether it stands as far as the revisions *revids* alone say."""
        return next((kind in CAME for kind, revid in reversed(self.events) if revid in revids), False)


def outcomes(
    store: Store, page: StoredPage, before: Sequence[int], since: Sequence[int], standing: frozenset[int] | None
) -> Iterator[Told]:
    """Yield what is to be told of the findings of *page*, which has been followed, in no order.

    *before* are the revisions that made up what the user knows, *since* those after them, both oldest first;
    *standing* the numbers of the findings that the user knows to stand, None when only their histories can say.
    """
    if not since:
        return
    # A finding about an edit is told when it comes and when its edit is undone. That it no longer stands says only that
    # somebody wrote in its passage; and one that goes with a finding in the text would be told beside it.
    old, new = set(before), set(since)
    for life in _lives(store, page):
        stood = life.number in standing if standing is not None else life.stood_after(old)
        kind, revid = life.events[-1]
        if (stood == life.stands and not _fell_between(life, new)) or (life.edit and kind == "fixed"):
            continue
        if life.stands and revid not in new:
            # A revert undid what had taken it out, and its history shows nothing of that.
            kind, revid = "reintroduced", _came_back(store, page, since, life.number)
        yield Told(_finding(store, page, life.number), _KINDS[kind], revid, life.events[0][1])


def _fell_between(life: _Life, new: set[int]) -> bool:
    """Whether it came and was fixed in the *new* revisions; one that was undone with its edit is not worth a word."""
    return life.events[-1][0] == "fixed" and life.events[0][1] in new


def _came_back(store: Store, page: StoredPage, since: Sequence[int], number: int) -> int:
    """Return the revert among the revisions *since* after which the finding stood without a break."""
    reverts = {
        row[0]
        for row in store.connection.execute(
            "SELECT revid FROM step WHERE page = ? AND restored IS NOT NULL", (page.key,)
        )
    }
    back = since[-1]
    for revid in reversed(since):
        standing = standing_after(store, page, revid)
        if standing is not None and number not in standing:
            break
        if revid in reverts:
            back = revid
            if standing is None:
                break  # what stood so long ago is not remembered, but it was a revert
    return back


def _lives(store: Store, page: StoredPage) -> Iterator[_Life]:
    events: dict[int, list[tuple[str, int]]] = {}
    edits: set[int] = set()
    for number, kind, revid, edit in store.connection.execute(
        """SELECT number, kind, revid, edit FROM life_event JOIN life USING (page, number)
           WHERE page = ? AND goes_with IS NULL ORDER BY number, step""",
        (page.key,),
    ):
        events.setdefault(number, []).append((kind, revid))
        if edit:
            edits.add(number)
    yield from (_Life(number, tuple(all_of_it), number in edits) for number, all_of_it in events.items())


def _finding(store: Store, page: StoredPage, number: int) -> Finding:
    row = store.connection.execute("SELECT finding FROM life WHERE page = ? AND number = ?", (page.key, number))
    return from_record(json.loads(row.fetchone()[0]))
