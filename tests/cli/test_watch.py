from __future__ import annotations

import json
from pathlib import Path

import pytest
from mediawiki.exports import export_xml, page_of_texts
from mediawiki.runner import run as run_program

from articlewatch.history.pages import stored_pages
from articlewatch.history.store import open_store
from articlewatch.watch.watchlist import Wish, watch_page


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store with two watched pages of a wiki that does not answer."""
    pages = [page_of_texts(title, ["Text."], pageid=number, first=number) for number, title in ((1, "Old"), (2, "New"))]
    (tmp_path / "dump.xml").write_text(export_xml(pages, base="http://127.0.0.1:9/index.php/Main_Page"))
    assert run_program(tmp_path, "import", "dump.xml")[0] == 0
    with open_store(tmp_path / "articlewatch.sqlite") as store, store.transaction():
        store.connection.execute("UPDATE site SET api = 'http://127.0.0.1:9/api.php'")
        for page in list(stored_pages(store)):
            watch_page(store, page, Wish(3600, ("bridges",), note=f"note of {page.title}"), 0)
    return tmp_path


def test_the_list_can_be_read_changed_and_exported(folder: Path) -> None:
    status, out, _ = run_program(folder, "watch", "list", "--tag", "bridges")
    assert status == 0 and out.splitlines()[0].startswith("Old  127.0.0.1") and "#bridges  note of Old" in out
    assert run_program(folder, "watch", "pause", "old")[1] == "paused: 1\n"
    _, out, _ = run_program(folder, "watch", "list", "--format", "jsonl")
    records = [json.loads(line) for line in out.splitlines()]
    assert [(record["title"], record["paused"]) for record in records] == [("Old", True), ("New", False)]
    assert run_program(folder, "watch", "resume", "--tag", "bridges")[1] == "resumed: 2\n"
    assert run_program(folder, "watch", "remove", "Old")[1] == "removed: 1\n"
    assert run_program(folder, "watch", "list")[1].startswith("New")


def test_a_wiki_that_is_gone_is_one_line_and_nothing_is_lost(folder: Path) -> None:
    with open_store(folder / "articlewatch.sqlite") as store, store.transaction():
        store.connection.execute("UPDATE site SET api = 'ftp://127.0.0.1:9/api.php'")
    for _ in range(2):
        status, out, err = run_program(folder, "check", "--all", "--isolated", "--tell-after", "2")
        assert status == 3 and err.startswith("articlewatch: ") and "0 of 2 due pages checked" in err
    assert "no successful check yet" in out
    assert run_program(folder, "check", "--all", "--isolated", "--quiet") == (3, "", "")  # cron would mail every line
    assert "3 times in a row" in run_program(folder, "doctor")[1]


@pytest.mark.parametrize(
    "arguments",
    [
        ("watch", "add", "Bridge", "--every", "soon"),
        ("watch", "add", "Bridge", "--tag", "a/b"),
        ("watch", "add", "Bridge", "--until", "2001-01-01"),
        ("watch", "add"),
        ("watch", "list", "--tag", "brigdes"),
        ("check", "--channels", "none.toml"),
        ("watch", "run", "--stream", "ftp://wiki.test/feed"),
        ("watch", "run", "--stream", "https://stream.wikimedia.org/v2/stream/recentchange"),  # no contact
        ("watch", "run", "--stream", "https://me:secret@stream.wikimedia.org/v2/stream/recentchange"),
        ("schedule", "print"),
        ("schedule", "print", "--cron", "--every", "5h"),
    ],
)
def test_errors_are_one_line(arguments: tuple[str, ...], folder: Path) -> None:
    status, out, err = run_program(folder, *arguments)
    assert status in (2, 3) and out == "" and err.count("\n") == 1 and err.startswith("articlewatch: "), err


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("watch", "add", "Old", "--until", "soon"), "--until takes a date like 2024-01-31, not 'soon'"),
        (("watch", "add", "Old", "--since", "soon"), "--since takes a date like 2024-01-31, not 'soon'"),
        (("watch", "remove", "Odl"), "'Odl' is not watched"),
        (("watch", "list", "--tag", "brigdes"), "no watched page has the tag 'brigdes'; did you mean 'bridges'?"),
    ],
)
def test_the_line_says_what_was_wrong(arguments: tuple[str, ...], line: str, folder: Path) -> None:
    assert run_program(folder, *arguments) == (2, "", f"articlewatch: {line}\n")
