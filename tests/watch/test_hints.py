"""What the change feed says, put to use: which pages become due, and how far it was read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from watch.change_feed import QUICK, ChangeFeed, change_feed, until
from watch.conftest import Desk

from articlewatch.history.pages import put_page, put_site
from articlewatch.history.schema import StoreError
from articlewatch.sources.contact import Identity
from articlewatch.sources.records import Page, Site
from articlewatch.watch.hints import Feed, watched_titles
from articlewatch.watch.recentchange import Change, Titles, Unreadable, read_change
from articlewatch.watch.watchlist import Wish, set_checked, watch_page, watched_page


def test_what_events_say() -> None:
    edit = '{"type":"edit","title":"Bridge","wiki":"enwiki","server_name":"EN.wikipedia.org","revision":{"new":9}%s}'
    assert read_change(edit % "") == Change("enwiki", "en.wikipedia.org", "Bridge", 9)
    assert read_change(edit % ',"meta":{"domain":"canary"}') is None
    assert read_change(edit.replace("edit", "categorize") % "") is None
    log = '{"type":"log","title":"A","wiki":"w","server_name":"h","log_type":"%s","log_params":%s}'
    assert read_change(log % ("move", '{"target":"B","noredir":"0"}')) == Change("w", "h", "A", 0, "B")
    assert read_change(log % ("delete", "[]")) == Change("w", "h", "A")
    for nonsense in ("", "{", "[]", "7", "{}", '{"type":1,"title":"A"}', '{"type":"edit"}', "[" * 100_000):
        with pytest.raises(Unreadable):
            read_change(nonsense)


def test_only_the_watched_pages_of_the_wikis_that_are_watched(desk: Desk) -> None:
    store = desk.store
    with store.transaction():
        other = put_site(store, Site("en.wikipedia.org", "enwiki", "https://en.wikipedia.org/w/api.php", "en", ""))
        english = put_page(store, other, Page(7, "Bridge", 0), live=True)
        watch_page(store, english, Wish(3600), 0)
        paused = put_page(store, other, Page(8, "Paused", 0), live=True)
        watch_page(store, paused, Wish(3600), 0)
        store.connection.execute("UPDATE watch SET paused = 1 WHERE page = ?", (paused.key,))
        put_page(store, other, Page(9, "Stored only", 0), live=True)
    titles = Titles(watched_titles(store))

    def named(wiki: str, host: str, title: str) -> list[int]:
        return [page for page, _ in titles.pages(Change(wiki, host, title))]

    assert named("enwiki", "en.wikipedia.org", "Bridge") == [english.key]
    assert named("testwiki", "wiki.test", "Bridge") == [desk.key]
    assert named("testwiki", "10.0.0.7", "Bridge") == [desk.key]  # a private wiki behind another name
    assert named("enwiki", "evil.test", "Bridge") == []
    assert named("dewiki", "de.wikipedia.org", "Bridge") == []
    assert named("enwiki", "en.wikipedia.org", "Paused") == []
    assert named("enwiki", "en.wikipedia.org", "Stored only") == []
    assert named("enwiki", "en.wikipedia.org", "Talk:Bridge") == []


class Watching:
    """A feed over the store of a desk, with a clock that is set by hand."""

    def __init__(self, desk: Desk, changes: ChangeFeed) -> None:
        self.desk, self.changes, self.clock, self.said = desk, changes, 1_772_000_000.0, list[str]()

    @contextmanager
    def following(self) -> Iterator[Feed]:
        query = "?since=secret"
        with Feed(
            self.desk.store, self.changes.url + query, Identity(), lambda: self.clock, self.said.append, patience=QUICK
        ) as feed:
            yield feed

    def rest(self) -> None:
        """All pages were checked just now."""
        with self.desk.store.transaction():
            set_checked(self.desk.store, [self.desk.key], int(self.clock))

    def is_due(self) -> bool:
        watched = watched_page(self.desk.store, self.desk.page)
        assert watched is not None
        return watched.due <= self.clock

    def say(self, title: str, revid: int = 0, **fields: Any) -> None:
        entry = {"type": "edit" if revid else "log", "title": title, "wiki": "testwiki", "server_name": "wiki.test"}
        self.changes.entries.append(entry | ({"revision": {"new": revid}} if revid else {}) | fields)


@pytest.fixture
def watching(desk: Desk) -> Iterator[Watching]:
    with change_feed() as changes:
        yield Watching(desk, changes)


def stored(desk: Desk) -> tuple[str, str] | None:
    row: tuple[str, str] | None = desk.store.connection.execute("SELECT address, position FROM feed").fetchone()
    return row


def test_the_first_time_everything_is_checked_once_and_then_what_is_named(watching: Watching) -> None:
    with watching.following() as feed:
        watching.rest()
        until(feed.take)
        assert watching.is_due() and "all pages are checked once" in watching.said[0]
        watching.rest()
        assert not feed.take() and not watching.is_due()
        watching.say("Tower", 50)
        watching.say("Bridge", 51, wiki="otherwiki")
        watching.say("Bridge", 52, meta={"domain": "canary"})
        watching.say("Bridge", 53, type="categorize")
        watching.say("Tower", 54)
        until(lambda: feed._inbox.position == "5")
        assert not feed.take() and not watching.is_due()
        watching.say("Bridge", 60)
        until(feed.take)
        assert watching.is_due()
        assert stored(watching.desk) == (watching.changes.url, "6")
        watching.rest()
        watching.say("Bridge", 0, log_type="delete", log_action="delete")
        until(feed.take)
        assert watching.is_due()
    assert len(watching.said) == 1


def test_a_page_is_known_by_its_new_title_before_the_wiki_was_asked(watching: Watching) -> None:
    with watching.following() as feed:
        until(feed.take)
        watching.rest()
        watching.say("Bridge", 0, log_type="move", log_params={"target": "Old bridge"})
        until(feed.take)
        watching.rest()
        feed.refresh()  # the store still has the old title
        watching.say("Old bridge", 60)
        until(feed.take)
        assert watching.is_due()


def test_it_goes_on_where_it_was_after_a_cut_and_after_a_new_start(watching: Watching) -> None:
    with watching.following() as feed:
        until(feed.take)
        watching.rest()
        watching.say("Bridge", 60)
        until(feed.take)
        watching.rest()
        watching.changes.cut()
        watching.say("Bridge", 61)
        until(lambda: feed.take() or watching.said[1:])
        assert "is lost" in watching.said[1] and not watching.is_due()
        watching.changes.is_up = True
        until(feed.take)
        assert watching.is_due()
    watching.rest()
    watching.say("Bridge", 62)  # nobody reads
    assert stored(watching.desk) == (watching.changes.url, "2")
    with watching.following() as feed:
        until(feed.take)
    assert watching.is_due() and watching.changes.asked[-1] == "2"
    assert sum("checked once" in line for line in watching.said) == 1


def test_what_is_known_already_makes_nothing_due(watching: Watching) -> None:
    watching.desk.save("Text.", revid=60)
    with watching.following() as feed:
        until(feed.take)
        watching.rest()
        watching.say("Bridge", 60)
        until(lambda: feed._inbox.position == "1")
        assert not feed.take() and not watching.is_due()


def test_a_wiki_behind_its_feed_is_asked_again_but_not_for_ever(watching: Watching) -> None:
    with watching.following() as feed:
        until(feed.take)
        watching.rest()
        watching.say("Bridge", 60)
        until(feed.take)
        asked_again = 0
        for _ in range(100):
            watching.rest()  # the pass saw no revision 60
            watching.clock += 10
            asked_again += feed.take()
        assert asked_again == 3
        watching.say("Bridge", log_type="delete", log_action="delete")
        until(feed.take)
        asked_again = 0
        for _ in range(20):
            watching.rest()
            watching.clock += 10
            asked_again += feed.take()
        assert asked_again == 1
        watching.say("Bridge", 61)
        until(feed.take)
        watching.desk.save("Text.", revid=61)
        watching.rest()
        watching.clock += 60
        assert not feed.take() and not watching.is_due()


def test_history_that_has_expired_means_a_new_start_and_one_check_of_everything(watching: Watching) -> None:
    with watching.following() as feed:
        until(feed.take)
        watching.say("Bridge", 60)
        until(feed.take)
    watching.say("Bridge", 61)
    watching.changes.forget()
    watching.rest()
    watching.clock += 3600
    watching.rest()
    with watching.following() as feed:
        until(feed.take)
    assert watching.is_due() and watching.changes.asked[-2:] == ["1", None]
    assert "cannot go on where it was (400), and starts anew" in " ".join(watching.said)
    assert sum("all pages are checked once" in line for line in watching.said) == 2


def test_a_feed_that_can_never_go_on_has_everything_checked_four_times_an_hour_at_most(watching: Watching) -> None:
    with watching.following() as feed:
        until(feed.take)
        checked = 0
        for _ in range(60):
            watching.clock += 60
            feed._inbox.opened(False)  # a connection without an id to go on from
            checked += feed.take()
        assert checked == 4


def test_a_position_of_last_week_is_not_offered(watching: Watching) -> None:
    with watching.following() as feed:
        until(feed.take)
        watching.say("Bridge", 60)
        until(feed.take)
    watching.clock += 6.5 * 86400
    watching.rest()
    with watching.following() as feed:
        until(feed.take)
    assert watching.is_due() and watching.changes.asked[-1] is None
    assert "too long ago to go on" in watching.said[1]


def test_what_fails_keeps_its_own_time(watching: Watching) -> None:
    with watching.following() as feed:
        until(feed.take)
        watching.rest()
        with watching.desk.store.transaction():
            watching.desk.store.connection.execute(
                "INSERT INTO failing VALUES (?, 0, 1, 0, 'no', 0)", (f"page:{watching.desk.key}",)
            )
        watching.say("Bridge", 60)
        until(feed.take)
        assert not watching.is_due()


def test_of_a_position_and_what_lies_before_it_both_are_stored_or_none(watching: Watching) -> None:
    connection = watching.desk.store.connection
    with watching.following() as feed:
        until(feed.take)
        watching.rest()
        before = stored(watching.desk)
        connection.execute("CREATE TRIGGER full BEFORE INSERT ON feed BEGIN SELECT RAISE(ABORT, 'disk full'); END")
        watching.say("Bridge", 60)
        until(lambda: feed._inbox.named)
        with pytest.raises(StoreError, match="disk full"):
            feed.take()
        assert not watching.is_due() and stored(watching.desk) == before
        connection.execute("DROP TRIGGER full")
