"""The report of a stored page as the site shows it, with addresses within the site."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace

from articlewatch.history.pages import StoredPage, sites
from articlewatch.history.revisions import newest_with_text
from articlewatch.history.schema import StoreError
from articlewatch.history.store import Store
from articlewatch.lint import Finding, Linter
from articlewatch.lint.finding import SnapshotResult
from articlewatch.report import Page, make_page
from articlewatch.report.gathering import past_of_lives
from articlewatch.serve.desk import Desk
from articlewatch.serve.followed import Followed, findings_followed, newest_to_lint
from articlewatch.watch.lastcheck import last_check


def followed_of(desk: Desk, store: Store, page: StoredPage, moment: Hashable) -> Followed:
    """Return the followed findings of *page*; *moment* is what changes when the store does."""

    def make() -> Followed:
        with desk.following() as linter:
            return findings_followed(store, page, linter)

    found: Followed = desk.kept.get(("followed", page.key, moment), make)
    return found


def checked_now(desk: Desk, store: Store, page: StoredPage, moment: Hashable) -> SnapshotResult:
    """Return what is found in the newest text of *page*. Raises StoreError when there is none to check."""

    def make() -> SnapshotResult:
        with desk.linting() as linter:
            return linter.lint(newest_to_lint(store, page, linter))

    found: SnapshotResult = desk.kept.get(("checked", page.key, moment, desk.version), make)
    return found


def article(desk: Desk, store: Store, page: StoredPage, moment: Hashable, *, since: str = "last") -> Page:
    """Return the report of the newest text of *page*.

    Raises StoreError when there is no text to check, ConfigurationError when *since* is not in the history.
    """
    result = checked_now(desk, store, page, moment)
    known = followed_of(desk, store, page, moment)

    def make() -> Page:
        with desk.linting() as linter:
            return _article(store, page, linter, result, known, since)

    found: Page = desk.kept.get(("article", page.key, moment, desk.version, since), make)
    return found


def _article(
    store: Store, page: StoredPage, linter: Linter, result: SnapshotResult, known: Followed, since: str
) -> Page:
    past = past_of_lives(store, page, linter, known.lives) if known.current else None
    if past is not None:
        past = replace(past, checked=last_check(store, page))
    api = next((site.api for site in sites(store) if site.key == page.site_key), "")
    made = make_page(result, linter, past=past, since=since, api=api)
    limits = made.limits if past is not None else (*made.limits[:-1], unfollowed(known))
    return replace(made, edits=f"/page/{page.key}/edit/", limits=limits)


def unfollowed(known: Followed) -> str:
    """Return the sentence that says how much of a history has not been followed."""
    return (
        f"{known.done:,} of {known.total:,} revisions have been followed with the rules of today, so nothing is said "
        "here of when a finding came."
    )


def find_finding(result: SnapshotResult, fingerprint: str) -> Finding | None:
    """Return the finding that stands in *result* under *fingerprint*, or None."""
    return next((finding for finding in result.findings if finding.fingerprint == fingerprint), None)


def why_unchecked(store: Store, page: StoredPage) -> str:
    """Return why the newest text of *page* cannot be checked; empty when it can."""
    try:
        stored = newest_with_text(store, page)
    except StoreError:
        return "No text of this page is stored, or the wiki hides it."
    return "" if stored.revision.model == "wikitext" else f"A page of {stored.revision.model}, which is not checked."
