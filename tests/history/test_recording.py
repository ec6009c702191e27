from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from articlewatch.article.snapshot import Revision
from articlewatch.history.pages import (
    StoredPage,
    find_page,
    mark_deleted,
    page_by_id,
    put_page,
    put_site,
)
from articlewatch.history.recording import Put, mark_gone, put_revision
from articlewatch.history.reference import find_revision
from articlewatch.history.revisions import history, lacking_text, newest, revision_by_id, text_of
from articlewatch.history.schema import StoreError
from articlewatch.history.store import Store
from articlewatch.sources.records import Page, Site

NewPage = Callable[..., StoredPage]


def revision(revid: int, minute: int = 0, **fields: object) -> Revision:
    return replace(
        Revision(
            revid, timestamp=f"2020-01-01T00:{minute or revid:02}:00Z", user="Ann", comment=f"edit {revid}", userid=7
        ),
        **fields,  # type: ignore[arg-type]
    )


def put(store: Store, page: StoredPage, one: Revision, text: str | None = None, *, live: bool = True) -> Put:
    with store.transaction():
        return put_revision(store, page, one, text, live=live)


def texts(store: Store, page: StoredPage) -> list[str]:
    return [text_of(store, stored) for stored in history(store, page)]


def test_a_revision_comes_back_as_it_was(store: Store, new_page: NewPage) -> None:
    page = new_page()
    one = revision(5, parentid=4, pageid=1, size=3, sha1="ab" * 20, minor=True, tags=("mobile", "visual é"), model="x")
    assert put(store, page, one, "é1") is Put.NEW
    assert put(store, page, one, "é1") is Put.KNOWN
    stored = revision_by_id(store, page.site, 5)
    assert stored is not None and stored.revision == one and text_of(store, stored) == "é1"


def test_the_history_is_in_order_however_it_came(store: Store, new_page: NewPage) -> None:
    page = new_page()
    # an import puts old revisions with new ids under newer ones; an undeletion brings an old id back late
    for revid, minute in [(10, 30), (11, 40), (90, 5), (91, 5), (3, 35)]:
        put(store, page, revision(revid, minute), f"text {revid}")
    assert [stored.revision.revid for stored in history(store, page)] == [90, 91, 10, 3, 11]
    last = newest(store, page)
    assert last is not None and last.revision.revid == 11


def test_a_text_that_comes_later_fills_the_gap(store: Store, new_page: NewPage) -> None:
    page = new_page()
    for revid in range(1, 6):
        put(store, page, revision(revid, text_hidden=revid == 2))
    assert lacking_text(store, page) == [5, 4, 3, 1]
    assert lacking_text(store, page, newest=2) == [5, 4]
    assert lacking_text(store, page, since="2020-01-01T00:03:00Z") == [5, 4, 3]
    assert put(store, page, revision(3), "three") is Put.FILLED
    assert lacking_text(store, page, newest=4) == [5, 4]


def test_a_revert_is_known_by_its_sum_without_its_text(store: Store, new_page: NewPage) -> None:
    page = new_page()
    sha1 = "356a192b7913b04c54574d18c28d46e6395428ab"  # of "1"
    put(store, page, revision(1, sha1=sha1), "1")
    put(store, page, revision(2), "vandalised")
    put(store, page, revision(3, sha1=sha1))
    first, _, third = history(store, page)
    assert first.text == third.text and texts(store, page) == ["1", "vandalised", "1"]


def test_what_is_hidden_is_never_stored(store: Store, new_page: NewPage) -> None:
    page = new_page()
    hidden = revision(1, user_hidden=True, comment_hidden=True, text_hidden=True, sha1="ab" * 20)
    put(store, page, hidden, "dreadful")  # as a privileged account receives it
    assert "dreadful" not in "".join(store.connection.iterdump())
    assert "Ann" not in "".join(store.connection.iterdump()) and "edit 1" not in "".join(store.connection.iterdump())
    (stored,) = history(store, page)
    with pytest.raises(StoreError, match="the wiki hides its text"):
        text_of(store, stored)


def test_what_is_hidden_later_is_erased_and_may_come_back(store: Store, new_page: NewPage) -> None:
    page = new_page()
    for revid, text in enumerate(["good " * 50, "dreadful " * 50, "good " * 50 + "more"], 1):
        put(store, page, revision(revid), text)
    hidden = revision(2, text_hidden=True, comment_hidden=True)
    assert put(store, page, hidden) is Put.CHANGED
    assert store.connection.execute("SELECT count(*) FROM text").fetchone()[0] == 2
    stored = revision_by_id(store, page.site, 2)
    assert stored is not None and stored.text is None and stored.revision.comment == ""
    assert store.wipe() and not store.connection.execute("SELECT * FROM todo").fetchall()

    # an older dump knows no better
    assert put(store, page, revision(2), "dreadful " * 50, live=False) is Put.KNOWN
    assert store.connection.execute("SELECT count(*) FROM text").fetchone()[0] == 2
    # the wiki does
    assert put(store, page, revision(2), "dreadful " * 50) is Put.FILLED
    assert texts(store, page)[1] == "dreadful " * 50


def test_a_dump_can_hide(store: Store, new_page: NewPage) -> None:
    page = new_page()
    put(store, page, revision(1), "text", live=False)
    assert put(store, page, revision(1, text_hidden=True), live=False) is Put.CHANGED
    assert store.connection.execute("SELECT count(*) FROM text").fetchone()[0] == 0


def test_a_text_shared_with_a_public_revision_stays(store: Store, new_page: NewPage) -> None:
    page = new_page()
    for revid in (1, 2):
        put(store, page, revision(revid), "same")
    put(store, page, revision(1, text_hidden=True))
    assert store.connection.execute("SELECT count(*) FROM text").fetchone()[0] == 1
    put(store, page, revision(2, text_hidden=True))
    assert store.connection.execute("SELECT count(*) FROM text").fetchone()[0] == 0


def test_a_revision_that_is_gone_is_emptied_until_it_is_back(store: Store, new_page: NewPage) -> None:
    page = new_page()
    put(store, page, revision(1), "one")
    put(store, page, revision(2), "two")
    with store.transaction():
        assert mark_gone(store, page.site, [2, 99]) == 1
        assert mark_gone(store, page.site, [2]) == 0
    assert texts(store, page) == ["one"] and "two" not in "".join(store.connection.iterdump())
    gone = revision_by_id(store, page.site, 2)
    assert gone is not None and gone.gone
    with pytest.raises(StoreError, match="no longer lists"):
        text_of(store, gone)
    assert put(store, page, revision(2), "two", live=False) is Put.KNOWN
    assert put(store, page, revision(2), "two") is Put.FILLED
    assert texts(store, page) == ["one", "two"]


def test_a_page_is_followed_through_moves(store: Store, new_page: NewPage) -> None:
    page = new_page(1, "Old title")
    put(store, page, revision(1), "text")
    new_page(1, "New title")
    assert find_page(store, "New title").key == find_page(store, "Old_title").key == page.key
    other = new_page(2, "Old title")  # the redirect left behind, or another article
    assert find_page(store, "old title").key == other.key
    new_page(1, "Older", live=False)  # a dump from before the move
    assert find_page(store, "New title").title == "New title"


def test_a_deleted_page_makes_way_for_its_successor(store: Store, new_page: NewPage) -> None:
    first = new_page(1, "Bridge")
    with store.transaction():
        mark_deleted(store, first)
    assert find_page(store, "Bridge").deleted
    second = new_page(2, "Bridge")
    assert find_page(store, "Bridge").key == second.key
    assert not new_page(1, "Bridge").deleted  # undeleted


def test_the_same_title_on_two_wikis(store: Store, new_page: NewPage) -> None:
    here = new_page(1, "Bridge")
    with store.transaction():
        other = put_site(store, Site("de.test", "dewiki"))
        there = put_page(store, other, Page(1, "Bridge"), live=True)
    put(store, here, revision(1), "here")
    put(store, there, revision(1), "there")
    with pytest.raises(StoreError, match=r"de\.test and of wiki\.test; say which"):
        find_page(store, "Bridge")
    assert find_page(store, "Bridge", "de.test").key == there.key
    with pytest.raises(StoreError, match="several wikis have a revision 1"):
        find_revision(store, "rev:1")
    assert text_of(store, find_revision(store, "rev:1", "de.test")[1]) == "there"
    assert page_by_id(store, here.site, 1) == here


def test_references(store: Store, new_page: NewPage) -> None:
    page = new_page(1, "A@12 b@c")
    for revid in (1, 12):
        put(store, page, revision(revid), f"text {revid}")
    for reference, revid in {"A@12 b@c": 12, "A@12 b@c@1": 1, "rev:1": 1, "a@12_b@c@12": 12}.items():
        assert find_revision(store, reference)[1].revision.revid == revid
    for reference in ("A@12 b@c@7", "rev:7", "Nowhere", "@", ""):
        with pytest.raises(StoreError, match=r"no revision|no page"):
            find_revision(store, reference)
