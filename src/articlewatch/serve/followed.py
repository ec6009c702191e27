"""The findings of a page through its history as far as they have been followed, without writing to the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from articlewatch.article import Snapshot
from articlewatch.history.following import (
    StepRow,
    basis_of,
    lives_of,
    revision_to_follow,
    snapshot_to_lint,
    steps_of,
)
from articlewatch.history.memory import followed as followed_until
from articlewatch.history.pages import StoredPage
from articlewatch.history.revisions import StoredRevision, history, newest_with_text
from articlewatch.history.schema import StoreError
from articlewatch.history.store import Store
from articlewatch.history.tracking import Life, Step, Tracker
from articlewatch.lint import Linter

#: A history of up to so many revisions is followed here and now when nobody has done it.
SHORT = 40


@dataclass(frozen=True, slots=True)
class Followed:
    """Lives of findings in the text, and by revision id what each revision did.

    ``done`` of ``total`` revisions have been followed with the rules of today; with fewer than all, ``lives`` are as
    they were followed last, perhaps with other rules, and fit no text but the one of then. ``noted`` has the rules
    about edits that spoke of a revision, where the store does not say so.
    """

    lives: tuple[Life, ...]
    steps: Mapping[int, StepRow]
    done: int
    total: int
    noted: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def current(self) -> bool:
        """Whether the lives go up to the newest revision."""
        return self.done == self.total


def newest_to_lint(store: Store, page: StoredPage, linter: Linter) -> Snapshot:
    """Return the newest text of *page* as *linter* takes it. Raises StoreError when there is none, or no wikitext."""
    stored = newest_with_text(store, page)
    snapshot = snapshot_to_lint(store, page, stored, linter)
    if snapshot is None:
        raise StoreError(f"{page.title!r}: a page of {stored.revision.model}, which is not checked")
    return snapshot


def findings_followed(store: Store, page: StoredPage, linter: Linter) -> Followed:
    """Return the findings of *page* with their lives. Raises StoreError when a text is damaged."""
    revisions = list(history(store, page))
    done = followed_until(store, page, basis_of(linter), revisions) or 0
    if done < len(revisions) <= SHORT:
        return _follow(store, page, linter, revisions)
    steps = {row.revision.revid: row for row in steps_of(store, page)}
    return Followed(tuple(lives_of(store, page)), steps, done, len(revisions))


def _follow(store: Store, page: StoredPage, linter: Linter, revisions: list[StoredRevision]) -> Followed:
    tracker = Tracker(linter)
    read = (revision_to_follow(store, page, stored, linter) for stored in revisions)
    followed = list(tracker.follow(read))
    return Followed(
        tuple(life for life in tracker.lives if not life.edit),
        {step.revision.revid: _row(step) for step in followed},
        len(revisions),
        len(revisions),
        {step.revision.revid: _rules_about_it(step) for step in followed},
    )


def _rules_about_it(step: Step) -> tuple[str, ...]:
    return tuple(dict.fromkeys(life.finding.rule for life in (*step.introduced, *step.reintroduced) if life.edit))


def _row(step: Step) -> StepRow:
    return StepRow(
        step.revision,
        len(step.introduced),
        len(step.fixed),
        len(step.reintroduced),
        len(step.reverted),
        len(step.standing),
        step.restored.revid if step.restored else None,
        len(step.undone),
        len(step.noted),
        step.summary,
    )
