"""Where the report of a watched page begins to call a finding new."""

from __future__ import annotations

from dataclasses import replace

from watch.conftest import Desk

from articlewatch.report import Page, make_page
from articlewatch.report.gathering import past_of_page
from articlewatch.watch.lastcheck import last_check
from articlewatch.watch.watchlist import set_checked

GOOD = "'''Bridge''' is a bridge.\n\n== History ==\nIt opened in May.\n\n== Use ==\nIt carries trams.\n"
BAD = GOOD.replace("in May", "in in May")
WORSE = BAD.replace("carries", "carries carries")


def check(desk: Desk) -> None:
    desk.look()
    with desk.store.transaction():
        set_checked(desk.store, [desk.key], desk.now)


def report(desk: Desk) -> Page:
    snapshot, past = past_of_page(desk.store, desk.page, desk.linter)
    past = replace(past, checked=last_check(desk.store, desk.page))
    return make_page(desk.linter.lint(snapshot), desk.linter, past=past)


def since(page: Page) -> tuple[int, int]:
    assert page.since is not None
    return page.since.revision.revid, len(page.new)


def test_without_a_check_it_is_the_revision_before_the_newest(desk: Desk) -> None:
    for text in (GOOD, BAD, WORSE):
        desk.save(text)
    page = report(desk)
    assert since(page) == (2, 1) and page.since is not None and "no check" in page.since.how


def test_what_came_after_the_last_check_is_new(desk: Desk) -> None:
    desk.save(GOOD)
    check(desk)
    for text in (BAD, WORSE, WORSE + "\nMore.\n"):
        desk.save(text)
    page = report(desk)
    assert since(page) == (1, 2)
    assert page.since is not None and "the last check, of 2026-02-25 06:14 UTC, knew" in page.since.how
    assert page.changes is not None


def test_after_a_check_its_report_shows_what_the_check_told(desk: Desk) -> None:
    desk.save(GOOD)
    check(desk)
    assert since(report(desk)) == (1, 0)
    desk.save(GOOD + "\nMore.\n")
    desk.save(BAD)
    desk.save(WORSE)
    check(desk)
    page = report(desk)
    assert since(page) == (2, 2) and page.since is not None and "before what the check of" in page.since.how
    check(desk)
    assert since(report(desk)) == (2, 2)


def test_a_page_that_is_not_watched_has_no_last_check(desk: Desk) -> None:
    desk.save(GOOD)
    check(desk)
    with desk.store.transaction():
        desk.store.connection.execute("DELETE FROM watch")
    assert last_check(desk.store, desk.page) is None
