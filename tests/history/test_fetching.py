"""Fetching from a real MediaWiki: complete, resumable, and quiet about what is hidden."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from history.kills import contents, killed_again_and_again
from mediawiki.exports import page_of_texts
from mediawiki.server import BOT, BOT_PASSWORD, MediaWiki

from articlewatch.errors import ConfigurationError
from articlewatch.history.fetching import fetch_pageids, fetch_revisions, fetch_titles
from articlewatch.history.gather import FetchStopped, Gatherer
from articlewatch.history.listing import Goal
from articlewatch.history.pages import covered, find_page
from articlewatch.history.revisions import history, lacking_text, text_of
from articlewatch.history.store import Store, open_store
from articlewatch.sources.answers import WikiUnavailable
from articlewatch.sources.contact import Identity
from articlewatch.sources.mediawiki import Wiki
from articlewatch.sources.patience import Patience

pytestmark = pytest.mark.server

ALL = Goal(None)
IMPATIENT = Patience(attempts=3, first=0.02, longest=0.05, silence=1.0)


@pytest.fixture
def wiki(mediawiki: MediaWiki) -> Iterator[Wiki]:
    with Wiki(mediawiki.api, patience=IMPATIENT) as client:
        yield client


@pytest.fixture
def name() -> str:
    return f"H {uuid.uuid4().hex[:12]}"


def successive_texts() -> list[str]:
    """Return 600 texts, some of them reverts and one a blanking."""
    words = [f"word{n}" for n in range(300)]
    texts: list[str] = []
    for number in range(600):
        words[number % 300] = f"edit{number}"
        texts.append(texts[-2] if number % 25 == 24 else "" if number == 300 else " ".join(words))
    return texts


@pytest.fixture(scope="module")
def long_page(mediawiki: MediaWiki) -> tuple[str, list[str]]:
    """Return the title and the texts of a page with 600 revisions, which no test changes."""
    title, texts = f"H {uuid.uuid4().hex[:12]}", successive_texts()
    mediawiki.import_pages([page_of_texts(title, texts, users=("Ann", "Bo", "Cy"))])
    return title, texts


def texts_of(store: Store, title: str) -> list[str]:
    return [text_of(store, stored) for stored in history(store, find_page(store, title))]


def test_a_history_of_600_revisions(
    store: Store, wiki: Wiki, mediawiki: MediaWiki, long_page: tuple[str, list[str]]
) -> None:
    name, texts = long_page
    with mediawiki.recorded() as requests:
        fetched = fetch_titles(store, wiki, [name], ALL)
    assert (fetched.pages, fetched.revisions) == (1, 600)
    assert len(requests) <= 16  # site, head, 2 lists, 12 times 50 texts at most: reverts are not asked for twice
    assert texts_of(store, name) == texts
    page = find_page(store, name)
    stretch = covered(store, page)
    assert stretch is not None and stretch.everything
    with mediawiki.recorded() as requests:
        again = fetch_titles(store, wiki, [name], ALL)
    assert (again.unchanged, again.revisions, again.texts) == (1, 0, 0)
    assert len(requests) == 1  # the head: nothing else has changed


def test_more_of_a_history_is_added_below_and_above(store: Store, wiki: Wiki, mediawiki: MediaWiki, name: str) -> None:
    long_history = [f"text {n}" for n in range(600)]
    mediawiki.import_pages([page_of_texts(name, long_history)])
    fetch_titles(store, wiki, [name], Goal(1))
    assert texts_of(store, name) == long_history[-1:]
    fetch_titles(store, wiki, [name], Goal(10))
    assert texts_of(store, name) == long_history[-10:]
    mediawiki.editor.edit(name, "newest")
    fetch_titles(store, wiki, [name], Goal(1))
    assert texts_of(store, name) == [*long_history[-10:], "newest"]
    mediawiki.editor.edit(name, "newer still")
    fetch_titles(store, wiki, [name], Goal(30))
    assert texts_of(store, name) == [*long_history[-28:], "newest", "newer still"]
    since = "2020-01-03T00:00:00Z"
    fetch_titles(store, wiki, [name], Goal(None, since))
    page = find_page(store, name)
    young = [stored for stored in history(store, page) if stored.revision.timestamp >= since]
    assert not lacking_text(store, page, since=since) and len(young) == 600 + 2 - 412
    with mediawiki.recorded() as requests:
        fetch_titles(store, wiki, [name], Goal(None, since))
    assert len(requests) == 1
    fetch_titles(store, wiki, [name], ALL)
    assert texts_of(store, name) == [*long_history, "newest", "newer still"]


def test_pages_are_fetched_fifty_at_a_time(store: Store, wiki: Wiki, mediawiki: MediaWiki, name: str) -> None:
    ids = mediawiki.import_pages([page_of_texts(f"{name} {n}", [f"text {n}"]) for n in range(120)])
    with mediawiki.recorded() as requests:
        fetched = fetch_titles(store, wiki, ids, Goal(1))
    assert (fetched.pages, fetched.texts) == (120, 120) and len(requests) == 1 + 3 + 3
    with mediawiki.recorded() as requests:
        assert fetch_pageids(store, wiki, ids.values(), Goal(1)).unchanged == 120
    assert len(requests) == 3


def test_old_revisions_imported_under_known_ones_are_found_by_a_recheck(
    store: Store, wiki: Wiki, mediawiki: MediaWiki, name: str
) -> None:
    editor = mediawiki.editor
    editor.edit(name, "two")
    editor.edit(name, "three")
    fetch_titles(store, wiki, [name], ALL)
    mediawiki.import_pages([page_of_texts(name, ["one"])])  # in 2020, with an id above the others
    fetch_titles(store, wiki, [name], ALL)
    fetch_titles(store, wiki, [name], replace(ALL, recheck=True))
    assert texts_of(store, name) == ["one", "two", "three"]
    revids = [stored.revision.revid for stored in history(store, find_page(store, name))]
    assert revids[0] > revids[2] > revids[1]


@pytest.mark.parametrize("account", ["reader", "privileged"])
def test_hidden_text_is_not_stored_and_later_erased(path: Path, mediawiki: MediaWiki, name: str, account: str) -> None:
    editor, secret = mediawiki.editor, f"dreadful{uuid.uuid4().hex}"
    first = editor.edit(name, "good text " * 20)
    bad = editor.edit(name, "good text " * 20 + secret, summary=f"about {secret}")
    worse = editor.edit(name, f"{secret} twice")
    last = editor.edit(name, "good text " * 20 + "and more")
    editor.hide(worse)
    host = mediawiki.url.partition("//")[2]
    identity = Identity(host=host, user=BOT, password=BOT_PASSWORD) if account == "privileged" else Identity()
    with open_store(path) as store, Wiki(mediawiki.api, identity) as client:
        fetched = fetch_titles(store, client, [name], ALL)
        assert fetched.texts == 3 and secret in "".join(texts_of_public(store, name))
        editor.hide(bad, what="content|comment")
        assert fetch_titles(store, client, [name], ALL).unchanged == 1  # the head does not tell
        fetch_titles(store, client, [name], replace(ALL, recheck=True))
        revisions = {stored.revision.revid: stored for stored in history(store, find_page(store, name))}
        assert [revisions[revid].revision.text_hidden for revid in (first, bad, worse, last)] == [
            False,
            True,
            True,
            False,
        ]
        assert revisions[bad].revision.user == "TestBot" and revisions[worse].revision.user == ""
        assert texts_of_public(store, name) == [("good text " * 20).strip(), "good text " * 20 + "and more"]
        files = b"".join(file.read_bytes() for file in path.parent.iterdir())
        assert secret.encode() not in files
        editor.show(bad, what="content|comment")
        fetch_titles(store, client, [name], replace(ALL, recheck=True))
        assert secret in "".join(texts_of_public(store, name))


def texts_of_public(store: Store, title: str) -> list[str]:
    page = find_page(store, title)
    return [text_of(store, stored) for stored in history(store, page) if not stored.revision.text_hidden]


def test_moved_deleted_and_partly_deleted_pages(store: Store, wiki: Wiki, mediawiki: MediaWiki, name: str) -> None:
    editor = mediawiki.editor
    for word in ("one", "two", "three"):
        editor.edit(name, word)
    editor.edit(f"{name} gone", "text")
    fetch_titles(store, wiki, [name, f"{name} gone"], ALL)
    page, gone = find_page(store, name), find_page(store, f"{name} gone")
    editor.move(name, f"{name} moved")
    editor.delete(f"{name} gone")
    fetched = fetch_pageids(store, wiki, [page.pageid, gone.pageid], ALL)
    assert fetched.moved == [(name, f"{name} moved")] and [head.asked for head in fetched.failed] == [gone.pageid]
    assert find_page(store, name).title == f"{name} moved"
    assert find_page(store, f"{name} gone").deleted
    assert texts_of(store, f"{name} gone") == ["text"]  # what was stored stays
    editor.undelete(f"{name} gone")
    fetch_pageids(store, wiki, [gone.pageid], ALL)
    assert not find_page(store, f"{name} gone").deleted


def test_a_page_asked_for_by_its_old_title(store: Store, wiki: Wiki, mediawiki: MediaWiki, name: str) -> None:
    editor = mediawiki.editor
    editor.edit(f"{name} a", "text a")
    editor.edit(f"{name} b", "text b")
    fetch_titles(store, wiki, [f"{name} a", f"{name} b"], ALL)
    editor.move(f"{name} a", f"{name} moved", leave_redirect=False)
    editor.delete(f"{name} b")
    fetched = fetch_titles(store, wiki, [f"{name} a", f"{name} b"], ALL)
    assert fetched.moved == [(f"{name} a", f"{name} moved")] and [head.asked for head in fetched.failed] == [
        f"{name} b"
    ]
    assert find_page(store, f"{name} b").deleted
    assert find_page(store, f"{name} a").title == f"{name} moved"


def test_text_hidden_by_deleting_single_revisions(store: Store, wiki: Wiki, mediawiki: MediaWiki, name: str) -> None:
    # before revision deletion existed, a page was deleted and all but some of its revisions brought back
    mediawiki.import_pages([page_of_texts(name, ["one", "dreadful", "three"])])
    fetch_titles(store, wiki, [name], ALL)
    times = [stored.revision.timestamp for stored in history(store, find_page(store, name))]
    mediawiki.editor.delete(name)
    mediawiki.editor.undelete(name, [times[0], times[2]])
    fetched = fetch_titles(store, wiki, [name], replace(ALL, recheck=True))
    assert fetched.gone == 1 and texts_of(store, name) == ["one", "three"]
    assert "dreadful" not in "".join(store.connection.iterdump())


def test_a_redirect_is_followed_and_said(store: Store, wiki: Wiki, mediawiki: MediaWiki, name: str) -> None:
    mediawiki.editor.edit(name, "text")
    mediawiki.editor.edit(f"{name} redir", f"#REDIRECT [[{name}]]")
    fetched = fetch_titles(store, wiki, [f"{name} redir", name, "Bad[title", f"{name} nowhere"], Goal(1))
    assert fetched.pages == 1 and [head.asked for head in fetched.redirected] == [f"{name} redir"]
    assert [(head.asked, head.standing) for head in fetched.failed] == [
        ("Bad[title", "invalid"),
        (f"{name} nowhere", "missing"),
    ]


def test_single_revisions(store: Store, wiki: Wiki, mediawiki: MediaWiki, name: str) -> None:
    ids = [mediawiki.editor.edit(name, f"text {n}") for n in range(3)]
    assert fetch_revisions(store, wiki, [ids[1], 999_999]) == [999_999]
    assert texts_of(store, name) == ["text 1"]
    fetch_titles(store, wiki, [name], ALL)
    assert texts_of(store, name) == ["text 0", "text 1", "text 2"]


@pytest.mark.parametrize("fault", [429, 503, 0, 1])
def test_a_fetch_that_fails_anywhere_goes_on_from_there(
    path: Path, mediawiki: MediaWiki, long_page: tuple[str, list[str]], fault: int
) -> None:
    name, texts = long_page
    with open_store(path.with_name("calm.sqlite")) as store, Wiki(mediawiki.api) as client:
        fetch_titles(store, client, [name], ALL)
    stops = 0
    with open_store(path) as store:
        while True:
            with Wiki(mediawiki.api, patience=IMPATIENT) as client:
                left = [stops + 1]

                def trouble(_: object, left: list[int] = left) -> None:
                    left[0] -= 1
                    if left[0] <= 0:
                        mediawiki.fault(fault, 99)

                mediawiki.calm()
                try:
                    fetch_titles(store, client, [name], ALL, progress=trouble if stops < 4 else lambda _: None)
                    break
                except WikiUnavailable as error:
                    assert "\n" not in str(error)
                    stops += 1
        assert texts_of(store, name) == texts
    assert stops == 4 and contents(path) == contents(path.with_name("calm.sqlite"))


FETCH = """
import sys
from articlewatch.history.fetching import fetch_titles
from articlewatch.history.listing import Goal
from articlewatch.history.store import open_store
from articlewatch.sources.mediawiki import Wiki
print("ready", flush=True)
with open_store(sys.argv[1]) as store, Wiki(sys.argv[2]) as wiki:
    fetch_titles(store, wiki, [sys.argv[3]], Goal(None))
"""


@pytest.mark.parametrize("kills", [6, pytest.param(100, marks=pytest.mark.slow)])
def test_kills_at_any_moment_lose_nothing(
    path: Path, mediawiki: MediaWiki, long_page: tuple[str, list[str]], kills: int
) -> None:
    name, _ = long_page
    calm = path.with_name("calm.sqlite")
    with open_store(calm) as store, Wiki(mediawiki.api) as client:
        fetch_titles(store, client, [name], ALL)
    expected = contents(calm)
    for _ in killed_again_and_again(FETCH, [str(path), mediawiki.api, name], kills, 0.8):
        assert contents(path) == expected
        path.unlink()


def test_titles_addresses_and_categories_together(store: Store, mediawiki: MediaWiki, name: str) -> None:
    editor = mediawiki.editor
    ids = {title: editor.edit(title, f"text of {title}") for title in (f"{name} a", f"{name} b", f"{name} é (x)")}
    editor.edit(f"{name} in", f"[[Category:{name}]]")
    mediawiki.maintenance("runJobs")
    address = f"{mediawiki.url}/index.php/{name.replace(' ', '_')}_%C3%A9_(x)#Part"
    gatherer = Gatherer(store, Identity(), wiki=f"{mediawiki.url}/", patience=IMPATIENT)
    oldid = f"{mediawiki.url}/index.php?title=X&oldid={ids[f'{name} b']}"
    fetched = gatherer.fetch([f"{name} a", address, oldid], [name], Goal(1))
    assert fetched.texts == 4 and not fetched.failed
    for title in ids:
        assert texts_of(store, title) == [f"text of {title}"]
    with pytest.raises(ConfigurationError, match="names no page"):
        Gatherer(store, Identity(), patience=IMPATIENT).fetch([f"{mediawiki.url}/"], [], Goal(1))


def test_a_stop_says_what_came(store: Store, mediawiki: MediaWiki, long_page: tuple[str, list[str]]) -> None:
    def trouble(_: object) -> None:
        mediawiki.fault(503, 99)

    gatherer = Gatherer(store, Identity(), wiki=mediawiki.api, patience=IMPATIENT, progress=trouble)
    with pytest.raises(FetchStopped, match="HTTP 503") as stopped:
        gatherer.fetch([long_page[0]], [], ALL)
    assert stopped.value.fetched.revisions == 600 and 0 < stopped.value.fetched.texts <= 50


def test_no_wiki_there(store: Store) -> None:
    with pytest.raises(FetchStopped, match="no connection"):
        Gatherer(store, Identity(), wiki="http://127.0.0.1:9/wiki/X", patience=IMPATIENT).fetch(["X"], [], Goal(1))
