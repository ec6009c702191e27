"""Reports for the tests, made as the command makes them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from articlewatch.article import Revision, Snapshot
from articlewatch.lint import Linter, Rule
from articlewatch.report import Page, Past, Report, make_page
from articlewatch.report.gathering import past_of_snapshots
from articlewatch.sources.files import read_revisions, read_snapshot

DEMO = Path(__file__).resolve().parents[2] / "snapshots" / "fall-of-the-assad-government"


def linter_of(rules: Sequence[Rule]) -> Linter:
    """The linter with everything that is on by default."""
    return Linter(rules)


@cache
def followed(linter: Linter, site: str = "") -> tuple[Snapshot, Past]:
    """The demo's history; nobody changes it, so it is followed once."""
    return past_of_snapshots((read_snapshot(source, site=site) for source in read_revisions(DEMO)), linter)


def demo_page(linter: Linter, since: str = "last", site: str = "", section: str = "") -> Page:
    """The report of the demo with its history."""
    newest, past = followed(linter, site)
    return make_page(linter.lint(newest), linter, past=past, since=since, section=section)


def page_of(
    linter: Linter, *texts: str, title: str = "A page", site: str = "", user: str = "Ann", comment: str = ""
) -> Page:
    """The report of a page with *texts* as its revisions; one text has no history."""
    if len(texts) == 1:
        return make_page(linter.lint(Snapshot(texts[0], title=title, site=site)), linter)
    snapshots = [
        Snapshot(
            text,
            title=title,
            site=site,
            revision=Revision(100 + n, 99 + n, 1, f"2024-01-{n + 1:02}T00:00:00Z", user, comment),
        )
        for n, text in enumerate(texts)
    ]
    newest, past = past_of_snapshots(snapshots, linter)
    return make_page(linter.lint(newest), linter, past=past)


def report_of(linter: Linter, *pages: Page) -> Report:
    """The report of *pages*."""
    return Report(pages, tuple(active.rule.info for active in linter.active), version="1.2.3")
