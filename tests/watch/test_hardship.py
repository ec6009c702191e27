"""A full disk, a locked store, a clock set back, a wiki gone for a week: named, nothing lost, nothing told twice."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from watch.quiet_wiki import QuietWiki, watch_all

from articlewatch.history.schema import StoreError
from articlewatch.history.store import Store, open_store
from articlewatch.lint import Linter, Rule, Settings
from articlewatch.sources.contact import Identity
from articlewatch.sources.patience import Patience
from articlewatch.watch.channels import Channel
from articlewatch.watch.checking import check
from articlewatch.watch.loop import Stopping, run_loop
from articlewatch.watch.means import Means, Pass
from articlewatch.watch.outbox import deliver
from articlewatch.watch.times import DAY, HOUR
from articlewatch.watch.watchlist import due_pages

NOW = 1_780_000_000
OUT = Channel("stdout", "stdout", ("",))

Look = Callable[[float], Pass]


def looking(store: Store, rules: list[Rule]) -> Look:
    linter = Linter(rules, Settings(select=("doubled-word",)))
    patience = Patience(attempts=1, connect=2.0)
    return lambda now: check(store, Means(linter, Identity(), partial(float, now), (OUT,), patience=patience))


def delivered(store: Store, now: float) -> str:
    out: list[str] = []
    assert deliver(store, [OUT], lambda: now, out.append) == []
    return "".join(out)


def test_a_full_disk_in_the_middle_of_a_pass(tmp_path: Path, rules: list[Rule]) -> None:
    wiki = QuietWiki(1)
    with wiki.serving() as api, open_store(tmp_path / "store.sqlite") as store:
        watch_all(store, api, 60)
        look = looking(store, rules)
        pages = store.connection.execute("PRAGMA page_count").fetchone()[0]
        told, named = 0, []
        for room in range(0, 60, 6):
            store.connection.execute(f"PRAGMA max_page_count = {pages + room}")
            try:
                named += look(NOW + room * HOUR).failed
            except StoreError as error:
                named.append(str(error))
            told += delivered(store, NOW + room * HOUR).count("stands twice")
        assert named and all("full" in line for line in named)
        store.connection.execute("PRAGMA max_page_count = 1000000")
        assert not look(NOW + 9 * DAY).failed
        told += delivered(store, NOW + 9 * DAY).count("stands twice")
        assert told == 60 and not due_pages(store, NOW + 9 * DAY)


def test_a_store_that_another_process_holds(tmp_path: Path, rules: list[Rule]) -> None:
    wiki = QuietWiki(1)
    with wiki.serving() as api, open_store(tmp_path / "store.sqlite", wait=0.2) as store:
        watch_all(store, api, 3)
        look = looking(store, rules)
        with closing(sqlite3.connect(store.name, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreError, match="in use by another process"):
                look(NOW)
        assert len(look(NOW).events) == 3


def test_the_loop_outlives_a_store_that_cannot_be_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("articlewatch.watch.loop._LONGEST", 0.01)
    stopping, told, passes = Stopping(), [], []

    def one_pass() -> None:
        passes.append(1)
        if len(passes) == 1:
            raise StoreError("store.sqlite: the disk is full")
        if len(passes) == 2:
            raise sqlite3.OperationalError("disk I/O error")
        stopping.ask()

    with open_store(tmp_path / "store.sqlite") as store:
        run_loop(store, stopping, lambda: NOW, one_pass, tell=told.append)
    assert len(passes) == 3
    assert [line.rpartition(";")[0] for line in told] == [
        "store.sqlite: the disk is full", f"{tmp_path / 'store.sqlite'}: disk I/O error"
    ]  # fmt: skip


def test_a_clock_that_is_set_back_and_forth(tmp_path: Path, rules: list[Rule]) -> None:
    wiki = QuietWiki(2)
    with wiki.serving() as api, open_store(tmp_path / "store.sqlite") as store:
        watch_all(store, api, 4)
        look = looking(store, rules)
        moments = [NOW + 400 * DAY, NOW, NOW - 30 * DAY, NOW - 30 * DAY + HOUR, NOW + HOUR]
        done = [look(moment) for moment in moments]
        assert [(one.due, one.failed) for one in done] == [(4, [])] * 5  # too early rather than never
        assert [len(one.events) for one in done] == [2, 0, 0, 0, 0]
        assert delivered(store, NOW).count("stands twice") == 2 and delivered(store, NOW + 500 * DAY) == ""


def test_a_wiki_that_is_gone_for_a_week(tmp_path: Path, rules: list[Rule]) -> None:
    wiki = QuietWiki(2)
    with open_store(tmp_path / "store.sqlite") as store:
        with wiki.serving() as api:
            watch_all(store, api, 300)
            look = looking(store, rules)
            assert len(look(NOW).events) == 150
        told = delivered(store, NOW)
        tries, told_of = 0, []
        for hour in range(1, 7 * 24):
            done = look(NOW + hour * HOUR)
            tries += done.requests
            assert len(done.failed) == 1 and (done.checked, done.left) == (0, 300)
            told_of.append(delivered(store, NOW + hour * HOUR))
        assert tries < 40  # every six hours at last
        assert [text.count("failures in a row") for text in told_of if text] == [1]
        assert "no successful check since 2026-05-28T20:26:40Z" in "".join(told_of)
        with wiki.serving() as api:
            store.connection.execute("UPDATE site SET api = ?", (api,))
            back = look(NOW + 8 * DAY)
            assert (back.checked, back.left, back.failed) == (300, 0, [])
        again = delivered(store, NOW + 8 * DAY)
        assert "works again after" in again and again.count("stands twice") == 0 and told.count("stands twice") == 150


def test_more_pages_due_than_the_limit_on_requests_allows(tmp_path: Path, rules: list[Rule]) -> None:
    wiki = QuietWiki(20)
    with wiki.serving() as api, open_store(tmp_path / "store.sqlite") as store:
        watch_all(store, api, 2000)
        linter = Linter(rules, Settings(select=("doubled-word",)))
        told: list[str] = []
        for turn in range(12):
            before = len(wiki.asked)
            done = check(store, Means(linter, Identity(), partial(float, NOW + turn), (OUT,), max_requests=25))
            assert len(wiki.asked) - before <= 25
            told += [event.key for event in done.events]
            if not done.left:
                break
            assert done.failed == [f"127.0.0.1:{api.split(':')[2].split('/')[0]}: the 25 requests allowed are used up; "
                                   "the other pages stay due"]  # fmt: skip
        assert len(told) == len(set(told)) == 100 and not due_pages(store, NOW + turn)


def test_signals_and_other_threads_do_not_hold_up_the_end(tmp_path: Path) -> None:
    stopping = Stopping()
    with open_store(tmp_path / "store.sqlite") as store:
        timer = threading.Timer(0.1, stopping.ask)
        timer.start()
        run_loop(store, stopping, lambda: NOW, lambda: None)
        timer.join()
    assert stopping.asked()
