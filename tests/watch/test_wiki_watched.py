"""Watching a real MediaWiki: edits go on, answers fail, the process is killed; nothing is lost or told twice."""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from mediawiki.exports import page_of_texts
from mediawiki.loopback import reply, serving
from mediawiki.runner import run as run_program
from mediawiki.server import MediaWiki
from watch.outcome import assert_told_once

from articlewatch.history.following import follow_page, lives_of
from articlewatch.history.pages import stored_pages
from articlewatch.history.store import open_store
from articlewatch.lint import Linter, Settings, load_rules

ATOM = "{http://www.w3.org/2005/Atom}"
GOOD = "'''Bridge''' is a bridge.<ref>{{cite web |url=https://a.test/1 |title=A}}</ref>\n\n== History ==\nIt opened.\n"
RULES = ("--select", "doubled-word", "--isolated")

pytestmark = pytest.mark.server


def entries(folder: Path, name: str = "all.xml") -> list[dict[str, str]]:
    found = []
    for entry in ET.parse(folder / "feeds" / name).getroot().iter(f"{ATOM}entry"):
        identifier = entry.findtext(f"{ATOM}id") or ""
        terms = [category.get("term", "") for category in entry.iter(f"{ATOM}category")]
        found.append({"id": identifier, "kind": terms[0], "title": entry.findtext(f"{ATOM}title") or ""})
    return found


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


def faulty(slots: list[bool], number: int) -> str:
    lines = [f"Part {slot} was {'the the' if bad else 'the'} first to open." for slot, bad in enumerate(slots)]
    return GOOD + "\n\n".join(lines) + f"\n\nEdit {number}."


@pytest.mark.parametrize(
    ("articles", "edits", "kills"),
    [(6, 30, 12), pytest.param(50, 200, 100, marks=pytest.mark.slow)],
)
def test_killed_at_random_points_it_tells_every_finding_once(
    mediawiki: MediaWiki, tmp_path: Path, articles: int, edits: int, kills: int
) -> None:
    stamp, chance = time.time_ns(), random.Random(11)
    state = {f"Busy {stamp} {number}": [False] * 4 for number in range(articles)}
    for title in state:
        mediawiki.editor.edit(title, faulty(state[title], 0))
    run = watcher(tmp_path, mediawiki)
    pushes: dict[str, list[str]] = {}
    bodies: list[dict[str, object]] = []

    def take(handler: BaseHTTPRequestHandler, number: int) -> None:
        body = json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))
        assert handler.headers["Idempotency-Key"] == f'"{body["id"]}"'
        bodies.append(body)
        pushes.setdefault(body["id"], []).append(json.dumps([event["key"] for event in body["events"]]))
        reply(handler, 204 if number % 5 else 500, b"")

    with serving(take) as url:
        channels = tmp_path / "articlewatch-channels.toml"
        channels.write_text(
            f'[[channel]]\nkind = "atom"\nfolder = "feeds"\nentries = 100000\n'
            f'[[channel]]\nkind = "webhook"\nurl = "{url}"\n'
        )
        channels.chmod(0o600)
        (tmp_path / "pages.txt").write_text("\n".join(state))
        assert run("watch", "add", "--from-file", "pages.txt")[0] == 0
        began = time.monotonic()
        assert run("check", *RULES)[0] == 0
        usual = time.monotonic() - began  # so that kills fall on all parts of a pass, however slow the machine is
        writer = threading.Thread(target=edit_on, args=(mediawiki, state, edits, chance))
        writer.start()
        died = 0
        while died < kills or writer.is_alive():
            died += check_and_kill(tmp_path, mediawiki, chance.uniform(0.3, 1.4) * usual if died < kills else None)
        writer.join()
        mediawiki.calm()
        for _ in range(4):  # the webhook refuses every fifth message
            run("check", "--all", *RULES)
    compare_with_history(tmp_path, run)
    assert all(len(set(same)) == 1 for same in pushes.values())
    pushed = {event["key"] for body in bodies for event in body["events"]}  # type: ignore[attr-defined]
    connection = sqlite3.connect(tmp_path / "articlewatch.sqlite")
    assert pushed == {row[0] for row in connection.execute("SELECT key FROM event WHERE key NOT LIKE 'channel:%'")}
    assert not connection.execute("SELECT 1 FROM outbox WHERE sent IS NULL").fetchall()
    assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def edit_on(wiki: MediaWiki, state: dict[str, list[bool]], edits: int, chance: random.Random) -> None:
    """Make edits that bring faults and repair them, each text unlike all before it; turn the wiki's knobs."""
    from mediawiki.server import Editor

    editors = [Editor(wiki.api), Editor(wiki.api)]
    for number in range(1, edits + 1):
        title = chance.choice(list(state))
        slot = chance.randrange(4)
        state[title][slot] = not state[title][slot]
        editors[number % 2].edit(title, faulty(state[title], number), summary=f"edit {number}")
        if number % 7 == 0:
            wiki.fault(chance.choice([503, 429, 0, 1]), 1, 0)
        time.sleep(chance.uniform(0.05, 0.5))


def check_and_kill(folder: Path, wiki: MediaWiki, after: float | None) -> int:
    environment = os.environ | {"ARTICLEWATCH_WIKI": wiki.url}
    process = subprocess.Popen(
        [sys.executable, "-m", "articlewatch", "check", "--all", *RULES],
        cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        _, error = process.communicate(timeout=120 if after is None else after)
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGKILL)
        _, error = process.communicate()
    assert b"Traceback" not in error, error.decode()
    return process.returncode == -signal.SIGKILL


def compare_with_history(folder: Path, run: object) -> None:
    """The feed against the lives of the findings in a store filled afresh with whole histories."""
    assert run("fetch", "--from-file", "pages.txt", "--revisions", "all", "--store", "fresh.sqlite")[0] == 0  # type: ignore[operator]
    linter = Linter(load_rules(), Settings(select=("doubled-word",)))
    lives: list[list[tuple[str, int]]] = []
    with open_store(folder / "fresh.sqlite") as store:
        for page in stored_pages(store):
            follow_page(store, page, linter)
            lives += [[(e.kind, e.revision.revid) for e in life.events] for life in lives_of(store, page)]
    feed = [entry for entry in entries(folder) if entry["kind"] in ("introduced", "reintroduced", "fixed", "reverted")]
    assert lives, "the edits brought no findings"
    assert len({entry["id"] for entry in feed}) == len(feed)
    assert_told_once(lives, [(entry["kind"], int(entry["id"].split(":")[5])) for entry in feed])
