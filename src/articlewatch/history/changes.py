"""What each revision changed, in the store, so that nothing that tells of it need compare the texts again."""

from __future__ import annotations

import json
from collections.abc import Iterable

from articlewatch.history.editsummary import EditSummary
from articlewatch.history.pages import StoredPage
from articlewatch.history.store import Store


def put_summaries(store: Store, page: StoredPage, summaries: Iterable[tuple[int, EditSummary]]) -> None:
    """Store the summaries of revisions, (id, summary) each. Needs a transaction."""
    store.connection.executemany(
        "INSERT OR REPLACE INTO change VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                page.key, revid, made.parent, _json(made.kinds), made.inserted, made.deleted, made.words_added,
                made.words_removed, made.moved, _json(made.sections), _json(made.nodes),
            )
            for revid, made in summaries
        ],
    )  # fmt: skip


def summaries_of(store: Store, page: StoredPage) -> dict[int, EditSummary]:
    """Return what the revisions of *page* changed, by their ids, as last followed."""
    rows = store.connection.execute(
        """SELECT revid, parent, kinds, inserted, deleted, words_added, words_removed, moved, sections, nodes
           FROM change WHERE page = ?""",
        (page.key,),
    )
    found = {}
    for revid, parent, kinds, inserted, deleted, added, removed, moved, sections, nodes in rows:
        paths = tuple(tuple(path) for path in json.loads(sections))
        found[revid] = EditSummary(
            parent, tuple(json.loads(kinds)), inserted, deleted, added, removed, moved, paths, json.loads(nodes)
        )
    return found


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"))
