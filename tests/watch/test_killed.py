"""A watcher of a real MediaWiki that is killed again and again while others edit: nothing lost, nothing told twice."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from itertools import cycle
from pathlib import Path

import pytest
from mediawiki.loopback import reply, serving
from mediawiki.runner import run as run_program
from mediawiki.server import Editor, MediaWiki
from watch.feeds import entries
from watch.outcome import Step, due_of

from articlewatch.history.following import follow_page, lives_of
from articlewatch.history.pages import stored_pages
from articlewatch.history.store import open_store
from articlewatch.lint import Linter, Settings, load_rules

RULES = ("--select", "doubled-word", "--isolated")
HEAD = "'''Bridge''' is a bridge.<ref>{{cite web |url=https://a.test/1 |title=A}}</ref>\n\n== History ==\n"
OF_FINDINGS = ("introduced", "reintroduced", "fixed", "reverted")
STORE = "articlewatch.sqlite"

pytestmark = pytest.mark.server


def faulty(slots: list[bool], number: int) -> str:
    lines = [f"Part {slot} was {'the the' if bad else 'the'} first to open." for slot, bad in enumerate(slots)]
    return HEAD + "\n\n".join(lines) + f"\n\nEdit {number}."


@dataclass
class Journal:
    """What each process left in the store, read from a copy so that the next process finds the files as they were."""

    folder: Path
    judged: set[tuple[int, int]] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    looks: list[tuple[dict[int, set[int]], dict[int, Counter[Step]]]] = field(default_factory=list)

    def read(self) -> None:
        """Note which revisions the last process judged, and what it noted to tell of them, by page id."""
        copy = self.folder / "copy.sqlite"
        for ending in ("", "-wal"):
            (self.folder / f"copy.sqlite{ending}").unlink(missing_ok=True)
            if (self.folder / f"{STORE}{ending}").exists():
                shutil.copy(self.folder / f"{STORE}{ending}", f"{copy}{ending}")
        with closing(sqlite3.connect(copy)) as connection:
            judged = set(connection.execute("SELECT page_id, revid FROM judged JOIN page USING (page)"))
            events = connection.execute("SELECT key, page_id, kind, event.revid FROM event JOIN page USING (page)")
            found = [event for event in events if event[2] in OF_FINDINGS]
        assert self.judged <= judged, "a judgement was lost"
        look: dict[int, set[int]] = {}
        for pageid, revid in judged - self.judged:
            look.setdefault(pageid, set()).add(revid)
        noted: dict[int, Counter[Step]] = {}
        for _, pageid, kind, revid in (event for event in found if event[0] not in self.keys):
            noted.setdefault(pageid, Counter())[kind, revid] += 1
        self.looks.append((look, noted))
        self.judged, self.keys = judged, {event[0] for event in found}


@dataclass
class Pushes:
    """A webhook that refuses every fifth message, and what it was sent."""

    by_id: dict[str, set[str]] = field(default_factory=dict)
    ids_of: dict[str, set[str]] = field(default_factory=dict)

    def take(self, handler: BaseHTTPRequestHandler, number: int) -> None:
        body = json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))
        assert handler.headers["Idempotency-Key"] == f'"{body["id"]}"'
        self.by_id.setdefault(body["id"], set()).add(json.dumps(body, sort_keys=True))
        for event in body["events"]:
            self.ids_of.setdefault(event["key"], set()).add(body["id"])
        reply(handler, 204 if number % 5 else 500, b"")


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
    pushes, journal = Pushes(), Journal(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        return run_program(tmp_path, *arguments, environment={"ARTICLEWATCH_WIKI": mediawiki.url})

    with serving(pushes.take) as url:
        channels = tmp_path / "articlewatch-channels.toml"
        channels.write_text(
            f'[[channel]]\nkind = "atom"\nfolder = "feeds"\nentries = 100000\n'
            f'[[channel]]\nkind = "webhook"\nurl = "{url}"\n'
        )
        channels.chmod(0o600)
        (tmp_path / "pages.txt").write_text("\n".join(state))
        assert run("watch", "add", "--from-file", "pages.txt")[0] == 0
        assert run("check", *RULES)[0] == 0
        journal.read()
        usual, died = 1.5, 0  # seconds of a pass, measured as we go, so that kills fall on all parts of it
        pace = usual * kills / edits
        writer = threading.Thread(target=edit_on, args=(mediawiki, state, edits, chance, pace))
        writer.start()
        while died < kills or writer.is_alive():
            took = check_and_kill(tmp_path, mediawiki, chance.uniform(0.3, 1.1) * usual if died < kills else None)
            journal.read()
            died += took is None
            usual = usual if took is None else (usual + min(took, 2 * usual)) / 2
        writer.join()
        mediawiki.calm()
        for _ in range(4):  # the webhook refuses every fifth message
            run("check", "--all", *RULES)
            journal.read()
    lives = lives_by_page(tmp_path, run)
    assert sum(step[-1][0] in ("introduced", "reintroduced") for page in lives.values() for step in page) == sum(
        sum(slots) for slots in state.values()
    )
    assert_told_once(tmp_path, lives, journal, pushes)


def edit_on(wiki: MediaWiki, state: dict[str, list[bool]], edits: int, chance: random.Random, pace: float) -> None:
    """Make edits that bring faults and repair them, each text unlike all before it; turn the wiki's knobs."""
    for name in ("Ann", "Ben"):
        wiki.maintenance("createAndPromote", "--bot", "--force", name, f"{name}-pass-012345")
    editors = cycle([wiki.editor, *(Editor(wiki.api, name, f"{name}-pass-012345") for name in ("Ann", "Ben"))])
    for number, editor in zip(range(1, edits + 1), editors, strict=False):
        title = chance.choice(list(state))
        slot = chance.randrange(4)
        state[title][slot] = not state[title][slot]
        editor.edit(title, faulty(state[title], number), summary=f"edit {number}")
        if number % 5 == 0:
            wiki.fault(chance.choice([500, 503, 429, 403, 0, 1]), 1, 0)
        time.sleep(chance.uniform(0, 2 * pace))


def check_and_kill(folder: Path, wiki: MediaWiki, after: float | None) -> float | None:
    """Start a pass and kill it *after* so many seconds; return how long it took, None when it was killed."""
    began = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "articlewatch", "check", "--all", *RULES],
        cwd=folder, env=os.environ | {"ARTICLEWATCH_WIKI": wiki.url},
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        _, error = process.communicate(timeout=120 if after is None else after)
    except subprocess.TimeoutExpired:
        os.kill(process.pid, signal.SIGKILL)
        _, error = process.communicate()
    assert b"Traceback" not in error, error.decode()
    return None if process.returncode == -signal.SIGKILL else time.monotonic() - began


def lives_by_page(folder: Path, run: Callable[..., tuple[int, str, str]]) -> dict[int, list[list[Step]]]:
    """Return the lives of all findings by page id, followed through whole histories in a store filled afresh."""
    assert run("fetch", "--from-file", "pages.txt", "--revisions", "all", "--store", "fresh.sqlite")[0] == 0
    linter = Linter(load_rules(), Settings(select=("doubled-word",)))
    lives: dict[int, list[list[Step]]] = {}
    with open_store(folder / "fresh.sqlite") as store:
        for page in stored_pages(store):
            follow_page(store, page, linter)
            lives[page.pageid] = [[(e.kind, e.revision.revid) for e in life.events] for life in lives_of(store, page)]
    return lives


def assert_told_once(folder: Path, lives: dict[int, list[list[Step]]], journal: Journal, pushes: Pushes) -> None:
    # Whoever noted an event judged its revision, in the same transaction, and noted all that was due of it.
    due: Counter[str] = Counter()
    for number, (look, noted) in enumerate(journal.looks):
        for pageid in look.keys() | noted.keys():
            expected = due_of(lives[pageid], look.get(pageid, ())) if number else Counter()
            assert noted.get(pageid, Counter()) == expected, (pageid, look.get(pageid), lives[pageid])
            due.update(f"{revid}:{kind}" for kind, revid in expected.elements())
    assert due, "the edits brought no findings"
    feed = [entry for entry in entries(folder) if entry["kind"] in OF_FINDINGS]
    assert len({entry["id"] for entry in feed}) == len(feed)
    assert Counter(":".join(entry["id"].split(":")[5:7]) for entry in feed) == due
    with closing(sqlite3.connect(folder / STORE)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert not connection.execute("SELECT 1 FROM outbox WHERE sent IS NULL").fetchall()
        keys = {row[0] for row in connection.execute("SELECT key FROM event WHERE key NOT LIKE 'channel:%'")}
        known = set(connection.execute("SELECT page_id, revid FROM revision JOIN page USING (page)"))
    assert journal.judged == known
    assert pushes.ids_of.keys() == keys
    assert all(len(ids) == 1 for ids in pushes.ids_of.values()), "an event went out under two keys"
    assert all(len(bodies) == 1 for bodies in pushes.by_id.values()), "one key for two contents"
