"""Watching a real MediaWiki: what happens to its pages is told, what fails is told once, and it costs it little."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from mediawiki.exports import page_of_texts
from mediawiki.runner import run as run_program
from mediawiki.server import MediaWiki
from watch.feeds import entries

GOOD = "'''Bridge''' is a bridge.<ref>{{cite web |url=https://a.test/1 |title=A}}</ref>\n\n== History ==\nIt opened.\n"
RULES = ("--select", "doubled-word", "--isolated")

pytestmark = pytest.mark.server


def watcher(folder: Path, wiki: MediaWiki) -> object:
    environment = {"ARTICLEWATCH_WIKI": wiki.url}
    return lambda *arguments: run_program(folder, *arguments, environment=environment)


def test_a_day_in_the_life(mediawiki: MediaWiki, tmp_path: Path) -> None:
    title = f"Watched {time.time_ns()}"
    run = watcher(tmp_path, mediawiki)
    mediawiki.editor.edit(title, GOOD + "It has has faults from before.\n")
    assert run("watch", "add", title, "--tag", "bridges")[0] == 0
    assert run("check", *RULES)[:2] == (0, "")  # the first look is where telling begins
    assert "0 of 0" in run("check", *RULES)[2]  # not due
    good = mediawiki.editor.edit(title, GOOD + "It has has faults from before. More.\n")
    bad = mediawiki.editor.edit(title, GOOD.replace("It opened", "It opened in in May"))
    status, out, _ = run("check", "--all", *RULES)
    assert status == 1 and "It opened{+ in in May+}." in out and f"revision {bad}" in out
    assert good and {entry["kind"] for entry in entries(tmp_path)} == {"fixed", "introduced"}
    assert run("check", "--all", *RULES)[:2] == (0, "")
    mediawiki.editor.edit(title, GOOD)
    mediawiki.editor.edit(title, GOOD.replace("It opened", "It opened in in May"))  # a revert of the repair
    assert run("check", "--all", *RULES)[:2] == (0, "")
    mediawiki.editor.move(title, f"{title} b")
    assert "moved from" in run("check", "--all", *RULES)[1]
    mediawiki.editor.edit(f"{title} b", "")
    assert run("check", "--all", *RULES)[1].startswith(f"{title} b: blanked")
    mediawiki.editor.edit(f"{title} b", "#REDIRECT [[Main Page]]")
    assert "turned into a redirect" in run("check", "--all", *RULES)[1]
    mediawiki.editor.delete(f"{title} b")
    assert "no longer has it" in run("check", "--all", *RULES)[1]
    mediawiki.editor.undelete(f"{title} b")
    assert "has it again" in run("check", "--all", *RULES)[1]
    every = entries(tmp_path)
    assert len({entry["id"] for entry in every}) == len(every) and every == entries(tmp_path, "tag-bridges.xml")
    assert run("doctor")[0] == 0


def test_hidden_text_leaves_the_feed(mediawiki: MediaWiki, tmp_path: Path) -> None:
    title = f"Hidden {time.time_ns()}"
    run = watcher(tmp_path, mediawiki)
    mediawiki.editor.edit(title, GOOD)
    run("watch", "add", title)
    run("check", *RULES)
    bad = mediawiki.editor.edit(title, GOOD.replace("It opened", "It slandered slandered somebody"))
    run("check", "--all", *RULES)
    assert "slandered" in (tmp_path / "feeds/all.xml").read_text()
    mediawiki.editor.edit(title, GOOD)
    mediawiki.editor.hide(bad)
    run("check", "--all", *RULES)
    assert "slandered" not in (tmp_path / "feeds/all.xml").read_text()
    assert b"slandered" not in (tmp_path / "articlewatch.sqlite").read_bytes()


def test_text_hidden_long_after_it_was_told_is_erased(mediawiki: MediaWiki, tmp_path: Path) -> None:
    title = f"Hidden later {time.time_ns()}"
    run = watcher(tmp_path, mediawiki)
    mediawiki.editor.edit(title, GOOD)
    run("watch", "add", title)
    run("check", *RULES)
    bad = mediawiki.editor.edit(title, GOOD.replace("It opened", "It slandered slandered somebody"))
    mediawiki.editor.edit(title, GOOD.replace("It opened", "It opened in May"))
    run("check", "--all", *RULES)
    mediawiki.editor.hide(bad, suppress=True)
    with mediawiki.recorded() as requests:
        assert run("check", "--all", *RULES)[:2] == (0, "")  # it was asked about less than a day ago
    assert len(requests) == 1
    with sqlite3.connect(tmp_path / "articlewatch.sqlite") as connection:
        connection.execute("UPDATE watch SET seen = json_remove(seen, '$.rechecked')")
    connection.close()
    with mediawiki.recorded() as requests:
        assert "hides the text of a revision" in run("check", "--all", *RULES)[1]
    assert len(requests) == 2
    assert "slandered" not in (tmp_path / "feeds/all.xml").read_text()
    assert b"slandered" not in (tmp_path / "articlewatch.sqlite").read_bytes()
    assert run("check", "--all", *RULES)[:2] == (0, "")


def test_protection_is_told_when_it_begins_changes_and_ends(mediawiki: MediaWiki, tmp_path: Path) -> None:
    title = f"Protected {time.time_ns()}"
    run = watcher(tmp_path, mediawiki)
    mediawiki.editor.edit(title, GOOD)
    mediawiki.editor.protect(title, "edit=autoconfirmed")
    run("watch", "add", title)
    assert run("check", *RULES)[:2] == (0, "")  # as it was found
    for protections, told in [
        ("edit=sysop|move=sysop", "protection changed to edit: sysop, move: sysop from edit: autoconfirmed"),
        ("edit=all|move=all", "no longer protected (edit: sysop, move: sysop)"),
        ("edit=sysop", "protected (edit: sysop)"),
    ]:
        mediawiki.editor.protect(title, protections)
        assert f"{title}: {told}\n" in run("check", "--all", *RULES)[1]
        assert run("check", "--all", *RULES)[:2] == (0, "")


def test_a_page_made_again_under_a_new_id_is_watched_on(mediawiki: MediaWiki, tmp_path: Path) -> None:
    title = f"Phoenix {time.time_ns()}"
    run = watcher(tmp_path, mediawiki)
    mediawiki.editor.edit(title, GOOD)
    run("watch", "add", title, "--tag", "ashes", "--every", "2h", "--note", "mine")
    run("check", *RULES)
    mediawiki.editor.delete(title)
    assert "no longer has it" in run("check", "--all", *RULES)[1]
    assert run("check", "--all", *RULES)[:2] == (0, "")
    mediawiki.editor.edit(title, GOOD + "It has has a new history.\n")
    assert f"{title}: the wiki has a page of this title again, a new one\n" in run("check", "--all", *RULES)[1]
    assert run("check", "--all", *RULES)[:2] == (0, "")
    bad = mediawiki.editor.edit(title, GOOD.replace("It opened", "It opened in in May"))
    assert f"revision {bad}" in run("check", "--all", *RULES)[1]
    kinds = [entry["kind"] for entry in entries(tmp_path, "tag-ashes.xml")]
    assert sorted(kinds[:2]) == ["fixed", "introduced"] and kinds[2:] == ["recreated", "deleted"]
    (line,) = run("watch", "list")[1].splitlines()
    assert line.endswith("#ashes  mine") and "  2h  " in line


def test_three_commands_from_nothing_to_a_feed(mediawiki: MediaWiki, tmp_path: Path) -> None:
    title = f"Old {time.time_ns()}"
    texts = [
        GOOD,
        GOOD + "It has has a past.\n",
        GOOD + "It has a past.\n",
        GOOD.replace("It opened", "It opened in in May"),
    ]
    mediawiki.import_pages([page_of_texts(title, texts)])  # seven minutes apart from the beginning of 2020
    run = watcher(tmp_path, mediawiki)
    run("watch", "add", title, "--since", "2020-01-01T00:05:00Z")
    assert run("check", *RULES)[0] == 1
    assert [entry["kind"] for entry in entries(tmp_path)] == ["introduced", "fixed"]
    assert run("check", "--all", *RULES)[:2] == (0, "")


def test_the_loop_checks_what_is_due_and_ends_when_told(mediawiki: MediaWiki, tmp_path: Path) -> None:
    title = f"Loop {time.time_ns()}"
    run = watcher(tmp_path, mediawiki)
    mediawiki.editor.edit(title, GOOD)
    run("watch", "add", title)
    run("check", *RULES)
    mediawiki.editor.edit(title, GOOD.replace("It opened", "It opened in in May"))
    with sqlite3.connect(tmp_path / "articlewatch.sqlite") as connection:
        connection.execute("UPDATE watch SET due = 0")
    connection.close()
    process = subprocess.Popen(
        [sys.executable, "-m", "articlewatch", "watch", "run", *RULES],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert b"stands twice" in process.stdout.readline()
    assert run("check", *RULES)[0] == 3  # the loop has the lock
    process.send_signal(signal.SIGTERM)
    _, error = process.communicate(timeout=60)
    assert process.returncode == 0 and b"1 of 1 due pages checked" in error


def test_five_hundred_unchanged_pages_cost_twelve_requests(mediawiki: MediaWiki, tmp_path: Path) -> None:
    stamp = time.time_ns()
    pages = [page_of_texts(f"Quiet {stamp} {number}", [f"{GOOD}{number}"], pageid=number + 1) for number in range(500)]
    ids = mediawiki.import_pages(pages)
    run = watcher(tmp_path, mediawiki)
    (tmp_path / "pages.txt").write_text("\n".join(ids))
    assert run("watch", "add", "--from-file", "pages.txt")[0] == 0
    assert run("check", *RULES)[0] == 0
    with mediawiki.recorded() as requests:
        status, out, err = run("check", "--all", *RULES)
    assert (status, out) == (0, "") and "500 of 500" in err
    assert len(requests) <= 12
    mediawiki.editor.edit(next(iter(ids)), GOOD + "It it is.")
    with mediawiki.recorded() as requests:
        assert run("check", "--all", "--max-requests", "4", *RULES)[0] == 3
    assert len(requests) <= 4
    with mediawiki.recorded() as requests:
        status, out, _ = run("check", "--all", *RULES)
    assert status == 1 and out.count("new:") == 1 and len(requests) <= 15


def test_a_wiki_that_fails_is_told_of_once_and_once_when_it_is_back(mediawiki: MediaWiki, tmp_path: Path) -> None:
    title = f"Failing {time.time_ns()}"
    run = watcher(tmp_path, mediawiki)
    mediawiki.editor.edit(title, GOOD)
    run("watch", "add", title)
    run("check", *RULES)
    told = []
    for _ in range(4):
        mediawiki.fault(403, 50)
        status, out, err = run("check", "--all", "--tell-after", "2", *RULES)
        assert status == 3 and "403" in err
        told.append("failures in a row" in out)
    assert told == [False, True, False, False]
    mediawiki.calm()
    assert "works again after 4 failures" in run("check", "--all", *RULES)[1]
    assert [entry["kind"] for entry in entries(tmp_path)] == ["recovered", "failing"]
