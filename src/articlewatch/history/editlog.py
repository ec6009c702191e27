"""A page's history as a list of edits: what kind each was, and what it did to the findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from articlewatch.article import PassageCache, Revision, Snapshot, parse
from articlewatch.diff import compare
from articlewatch.diff.meaning import explain
from articlewatch.history.following import StepRow, steps_of
from articlewatch.history.pages import StoredPage
from articlewatch.history.revisions import StoredRevision, history, snapshot_of
from articlewatch.history.store import Store


@dataclass(frozen=True, slots=True)
class Entry:
    """One edit. ``delta`` is the change in bytes; ``kinds`` what kind of edit it was, the most telling first.

    ``hidden`` says that the wiki hides the text; ``kinds`` is empty then, and when the text was not fetched.
    ``step`` is None when the findings have not been followed to this revision. ``noted`` are the rules about edits that
    spoke of this one.
    """

    revision: Revision
    delta: int
    kinds: tuple[str, ...]
    step: StepRow | None
    hidden: bool = False
    noted: tuple[str, ...] = ()


def edit_log(store: Store, page: StoredPage, *, limit: int | None = None, skip: int = 0) -> Iterator[Entry]:
    """Yield the edits of *page*, newest first, at most *limit* after the newest *skip*.

    What was followed is read from the store. Elsewhere the texts are compared, and a revert is known by its text,
    which was there before. Raises StoreError when a text is damaged.
    """
    revisions = list(history(store, page))
    steps = {row.revision.revid: row for row in steps_of(store, page)}
    noted = _noted(store, page)
    teller = _Teller(store, page)
    last = len(revisions) - 1 - skip
    first = 0 if limit is None else max(0, last + 1 - limit)
    for index in range(last, first - 1, -1):
        stored = revisions[index]
        before = revisions[index - 1] if index else None
        seen = {other.text for other in revisions[max(0, index - 51) : max(0, index - 1)]}
        size_before = before.revision.size if before else 0
        revid = stored.revision.revid
        step = steps.get(revid)
        if step is not None and step.summary is not None:
            kinds = step.summary.kinds
        else:
            kinds = teller.kinds(before, stored, stored.text is not None and stored.text in seen)
        delta = stored.revision.size - size_before
        yield Entry(stored.revision, delta, kinds, step, stored.revision.text_hidden, noted.get(revid, ()))


def _noted(store: Store, page: StoredPage) -> dict[int, tuple[str, ...]]:
    """Revision id -> the rules about edits that spoke of it, each once."""
    found: dict[int, tuple[str, ...]] = {}
    for revid, rule in store.connection.execute(
        """SELECT DISTINCT life_event.revid, life.rule FROM life JOIN life_event USING (page, number)
           WHERE page = ? AND edit AND kind IN ('introduced', 'reintroduced') ORDER BY life.number""",
        (page.key,),
    ):
        found[revid] = (*found.get(revid, ()), rule)
    return found


class _Teller:
    """Says what kind of edit lies between two revisions, parsing sections once."""

    def __init__(self, store: Store, page: StoredPage) -> None:
        self._store, self._page = store, page
        self._cache = PassageCache()

    def kinds(self, before: StoredRevision | None, after: StoredRevision, revert: bool) -> tuple[str, ...]:
        if after.text is None or (before is not None and before.text is None):
            return ()
        if before is None:
            return ("new page",)
        if before.text == after.text:
            return ("no change",)
        if revert:
            return ("revert",)
        old, new = self._snapshot(before), self._snapshot(after)
        if after.revision.model != "wikitext":
            return ("edit",)
        diff = compare(old.text, new.text)
        return explain(diff, parse(old, cache=self._cache), parse(new, cache=self._cache)).kinds

    def _snapshot(self, stored: StoredRevision) -> Snapshot:
        return snapshot_of(self._store, self._page, stored)
