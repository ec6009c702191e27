"""What a pass asks of a wiki, counted on a server that answers as MediaWiki does; and replicas that lag."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest
from watch.quiet_wiki import QuietWiki, watch_all

from articlewatch.history.store import open_store
from articlewatch.lint import Linter, Rule, Settings
from articlewatch.sources.contact import Identity
from articlewatch.watch.checking import check
from articlewatch.watch.means import Means
from articlewatch.watch.watchlist import due_pages


@pytest.mark.parametrize(("pages", "each", "most"), [(500, 0, 12), (10_000, 100, 320)])
def test_requests_of_a_pass(tmp_path: Path, rules: list[Rule], pages: int, each: int, most: int) -> None:
    wiki = QuietWiki(each)
    changed = pages // each if each else 0
    with wiki.serving() as api, open_store(tmp_path / "store.sqlite") as store:
        watch_all(store, api, pages)
        means = Means(Linter(rules, Settings(select=("doubled-word",))), Identity(), lambda: 500_000.0)
        done = check(store, means)
        assert (done.due, done.checked, done.changed, done.failed) == (pages, pages, changed, [])
        assert done.requests == len(wiki.asked) <= most
        assert [event.kind for event in done.events] == ["introduced"] * changed
        assert due_pages(store, 500_000) == []
        assert len(due_pages(store, -5000)) == pages  # the clock was set back: better too early than never


def test_texts_are_asked_about_again_once_a_day_a_few_at_a_time(tmp_path: Path, rules: list[Rule]) -> None:
    wiki = QuietWiki(0)
    with wiki.serving() as api, open_store(tmp_path / "store.sqlite") as store:
        watch_all(store, api, 120)
        linter = Linter(rules, Settings(select=("doubled-word",)))
        for hour in range(30):
            check(store, Means(linter, Identity(), partial(float, 1_000_000 + hour * 3600)))
    again = [fields["revids"].split("|") for fields in wiki.asked if "revids" in fields]
    assert [len(revids) for revids in again] == [50, 50, 20, 50, 50, 20]
    assert {revid for revids in again[:3] for revid in revids} == {str(number) for number in range(1, 121)}


def test_a_revision_that_a_lagging_replica_does_not_know_yet_is_told_later(tmp_path: Path, rules: list[Rule]) -> None:
    wiki = QuietWiki(1)
    wiki.lagging = 2
    with wiki.serving() as api, open_store(tmp_path / "store.sqlite") as store:
        watch_all(store, api, 1)
        told = []
        for hour in range(5):
            means = Means(
                Linter(rules, Settings(select=("doubled-word",))), Identity(), partial(float, 9000 + hour * 3600)
            )
            told.append([event.kind for event in check(store, means).events])
    assert told == [[], [], ["introduced"], [], []]
