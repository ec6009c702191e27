"""Following the history of an article for its report: from snapshots in order, or from the store."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from articlewatch.article import Revision, Snapshot
from articlewatch.history.anonymise import Anonymiser
from articlewatch.history.following import follow_page, lives_of
from articlewatch.history.pages import StoredPage
from articlewatch.history.revisions import history, newest_with_text, snapshot_of, text_of
from articlewatch.history.store import Store
from articlewatch.history.tracking import Event, Life, Tracker
from articlewatch.lint import Linter
from articlewatch.report.coverage import measure
from articlewatch.report.model import Measure
from articlewatch.report.past import Past, to_measure


def past_of_snapshots(snapshots: Iterable[Snapshot], linter: Linter) -> tuple[Snapshot, Past]:
    """Return (the newest snapshot, the history) of *snapshots*, oldest first, each with its revision.

    Raises ValueError when there is none.
    """
    tracker = Tracker(linter)
    revisions: list[Revision] = []
    measures: dict[int, Measure] = {}
    sizes: dict[int, int] = {}
    texts: dict[int, bytes] = {}
    newest: Snapshot | None = None
    for newest in snapshots:
        revision = newest.revision or Revision(len(revisions) + 1)
        tracker.add(revision, newest)
        revisions.append(revision)
        measures[revision.revid] = measure(linter.parse(newest))
        encoded = newest.text.encode("utf-8", "surrogatepass")
        sizes[revision.revid] = len(encoded)
        texts[revision.revid] = zlib.compress(encoded, 1)
    if newest is None:
        raise ValueError("no snapshots")

    def text(revid: int) -> str | None:
        return zlib.decompress(texts[revid]).decode("utf-8", "surrogatepass") if revid in texts else None

    lives = [life for life in tracker.lives if not linter.is_ignored(newest.title, life.finding)]
    return newest, Past(revisions, lives, measures, sizes, text)


def past_of_page(store: Store, page: StoredPage, linter: Linter) -> tuple[Snapshot, Past]:
    """Return (the newest snapshot, the history) of a stored page, following it first.

    Of a long history a sample is measured. Raises StoreError when no text is stored or one is damaged.
    """
    newest = newest_with_text(store, page)
    follow_page(store, page, linter)
    lives = [life for life in lives_of(store, page) if not linter.is_ignored(page.title, life.finding)]
    return snapshot_of(store, page, newest), past_of_lives(store, page, linter, lives)


def past_of_lives(store: Store, page: StoredPage, linter: Linter, lives: Sequence[Life]) -> Past:
    """Return the history of a stored page whose findings have been followed and had these *lives*.

    It reads texts while *store* is open only.
    Raises StoreError when a text is damaged.
    """
    stored = list(history(store, page))
    readable = [one for one in stored if one.text is not None and not one.revision.text_hidden]
    measures = {
        readable[n].revision.revid: measure(linter.parse(snapshot_of(store, page, readable[n])))
        for n in to_measure(len(readable))
    }
    known = {one.revision.revid: one for one in readable}

    def text(revid: int) -> str | None:
        return text_of(store, known[revid]) if revid in known else None

    return Past([one.revision for one in stored], lives, measures, text=text)


def without_names(past: Past) -> Past:
    """Return *past* with the names of editors replaced by numbers, in summaries too."""
    names = Anonymiser()
    known: dict[int, Revision] = {}

    def veiled(revision: Revision) -> Revision:
        if revision.revid not in known:
            user = names.name(revision.user)
            known[revision.revid] = replace(revision, user=user, userid=0, comment=names.comment(revision.comment))
        return known[revision.revid]

    revisions = [veiled(revision) for revision in past.revisions]
    lives = [
        Life(life.number, life.finding, [Event(event.kind, veiled(event.revision)) for event in life.events])
        for life in past.lives
    ]
    return replace(past, revisions=revisions, lives=lives)
