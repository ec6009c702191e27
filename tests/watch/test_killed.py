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
from contextlib import closing
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from itertools import cycle
from pathlib import Path
from urllib.parse import unquote

import pytest
from mediawiki.loopback import reply, serving
from mediawiki.runner import run as run_program
from mediawiki.server import Editor, MediaWiki
from watch.feeds import entries
from watch.outcome import assert_due

RULES = ("--select", "doubled-word", "--isolated")
HEAD = "'''Bridge''' is a bridge.<ref>{{cite web |url=https://a.test/1 |title=A}}</ref>\n\n== History ==\n"
WORDS = ("the", "of", "and", "in")
OF_FINDINGS = ("introduced", "reintroduced", "fixed", "reverted")
STORE = "articlewatch.sqlite"

pytestmark = pytest.mark.server


def faulty(bad: set[str], number: int) -> str:
    lines = [
        f"Part {place} was {f'{word} {word}' if word in bad else word} first to open."
        for place, word in enumerate(WORDS)
    ]
    return HEAD + "\n\n".join(lines) + f"\n\nEdit {number}."


@dataclass
class Article:
    """A page of the wiki: of each revision its id, the words doubled in it, and its text; which are reverts."""

    saved: list[tuple[int, set[str], str]] = field(default_factory=list)
    reverts: set[int] = field(default_factory=set)

    def save(self, editor: Editor, title: str, number: int, chance: random.Random) -> None:
        """Save a text unlike all before it, or now and then an earlier one."""
        _, now, current = self.saved[-1] if self.saved else (0, set(), "")
        earlier = [(bad, text) for _, bad, text in self.saved[-5:] if text != current]
        is_revert = bool(earlier) and chance.random() < 0.25
        new: set[str] = now ^ {chance.choice(WORDS)} if self.saved else set()
        bad, text = chance.choice(earlier) if is_revert else (new, faulty(new, number))
        revid = editor.edit(title, text, summary=f"edit {number}")
        self.saved.append((revid, bad, text))
        self.reverts |= {revid} if is_revert else set()


@dataclass
class Journal:
    """What each process left in the store, read from a copy so that the next process finds the files as they were.

    ``looks`` holds for each process which revisions it judged, and what it noted to tell, by title.
    """

    folder: Path
    judged: set[tuple[str, int]] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    looks: list[tuple[dict[str, set[int]], dict[str, list[tuple[str, str]]]]] = field(default_factory=list)
    waiting: int = 0

    def read(self) -> None:
        """Note what the last process did."""
        copy = self.folder / "copy.sqlite"
        for ending in ("", "-wal"):
            Path(f"{copy}{ending}").unlink(missing_ok=True)
            if (self.folder / f"{STORE}{ending}").exists():
                shutil.copy(self.folder / f"{STORE}{ending}", f"{copy}{ending}")
        with closing(sqlite3.connect(copy)) as connection:
            judged = set(connection.execute("SELECT title, revid FROM judged JOIN page USING (page)"))
            found = connection.execute(
                "SELECT key, title, kind, record ->> 'excerpt' FROM event LEFT JOIN page USING (page) ORDER BY event"
            ).fetchall()
            self.waiting = connection.execute("SELECT count(*) FROM outbox WHERE sent IS NULL").fetchone()[0]
        assert self.judged <= judged, "a judgement was lost"
        look: dict[str, set[int]] = {}
        noted: dict[str, list[tuple[str, str]]] = {}
        for title, revid in judged - self.judged:
            look.setdefault(title, set()).add(revid)
        for key, title, kind, excerpt in found:
            if key not in self.keys and kind in OF_FINDINGS:
                noted.setdefault(title, []).append((kind, excerpt.split()[0]))
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
    pages = {f"Busy {stamp} {number}": Article() for number in range(articles)}
    for title, page in pages.items():
        page.save(mediawiki.editor, title, 0, chance)
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
        (tmp_path / "pages.txt").write_text("\n".join(pages))
        assert run("watch", "add", "--from-file", "pages.txt")[0] == 0
        assert run("check", *RULES)[0] == 0
        journal.read()
        began = time.monotonic()
        steps, died = pass_and_kill(tmp_path, None) or 1, 0
        editing = Editing(mediawiki, pages, edits, min(time.monotonic() - began, 2.0) * kills / edits)
        editing.start()
        while died < kills or editing.is_alive():
            # One pass in three is left to end, which tells how much one does at the moment.
            lives_on = died >= kills or len(journal.looks) % 3 == 0
            took = pass_and_kill(tmp_path, None if lives_on else chance.randint(0, steps), chance.uniform(0, 0.05))
            journal.read()
            died += took is None
            steps = took if lives_on and took else steps
        editing.join()
        assert not editing.failure
        mediawiki.calm()
        for _ in range(200):  # the webhook refuses every fifth message
            run("check", "--all", *RULES)
            journal.read()
            if not journal.waiting:
                break
    assert journal.judged == {(title, revid) for title, page in pages.items() for revid, _, _ in page.saved}
    assert_told_once(pages, journal)
    assert_delivered(tmp_path, journal, pushes)


class Editing(threading.Thread):
    """Edits that bring faults, repair them, and undo what others did; now and then the wiki fails."""

    def __init__(self, wiki: MediaWiki, pages: dict[str, Article], edits: int, pace: float) -> None:
        super().__init__()
        self._wiki, self._pages, self._edits, self._pace = wiki, pages, edits, pace
        self.failure = ""

    def run(self) -> None:
        try:
            self._edit(random.Random(12))
        except Exception as error:
            self.failure = repr(error)

    def _edit(self, chance: random.Random) -> None:
        for name in ("Ann", "Ben"):
            self._wiki.maintenance("createAndPromote", "--bot", "--force", name, f"{name}-pass-012345")
        others = [Editor(self._wiki.api, name, f"{name}-pass-012345") for name in ("Ann", "Ben")]
        for number, editor in zip(range(1, self._edits + 1), cycle([self._wiki.editor, *others]), strict=False):
            title = chance.choice(list(self._pages))
            self._pages[title].save(editor, title, number, chance)
            if number % 5 == 0:
                self._wiki.fault(chance.choice([500, 503, 429, 403, 0, 1]), 1, 0)
            time.sleep(chance.uniform(0, 2 * self._pace))


def pass_and_kill(folder: Path, at: int | None, later: float = 0.0) -> int | None:
    """Make a pass, and kill it *later* seconds after its step number *at*; return its steps, None when it was killed.

    A step is any change of the store's files or of the feed, so that kills fall on all parts of a pass whatever the
    machine does besides.
    """
    process = subprocess.Popen(
        [sys.executable, "-m", "articlewatch", "check", "--all", *RULES], cwd=folder,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    files = [folder / STORE, folder / f"{STORE}-wal", folder / "feeds" / "all.xml"]
    steps, before = 0, stamps(files)
    while process.poll() is None:
        if at is not None and steps >= at:
            time.sleep(later)
            os.kill(process.pid, signal.SIGKILL)
            break
        time.sleep(0.002)
        now = stamps(files)
        steps += now != before
        before = now
    _, error = process.communicate()
    assert b"Traceback" not in error, error.decode()
    return None if process.returncode == -signal.SIGKILL else steps


def stamps(files: list[Path]) -> list[tuple[int, int]]:
    """Return size and time of change of each file, zeros for one that is not there."""
    found = []
    for file in files:
        try:
            status = file.stat()
            found.append((status.st_size, status.st_mtime_ns))
        except FileNotFoundError:
            found.append((0, 0))
    return found


def assert_told_once(pages: dict[str, Article], journal: Journal) -> None:
    """Whoever judged revisions noted all that was due of them, and nothing else, before it could be killed."""
    noted_in_all = 0
    for title, page in pages.items():
        known: set[str] = set()
        before: set[str] = set()
        for look, noted in journal.looks:
            new = [(revid, bad) for revid, bad, _ in page.saved if revid in look.get(title, ())]
            if not new:
                assert title not in noted, "told of what was judged before"
                continue
            between = [bad for _, bad in new]
            reverts = any(revid in page.reverts for revid, _ in new)
            assert_due(noted.get(title, ()), known, before, between, reverts=reverts)
            known, before = between[-1], before.union(*between)
            noted_in_all += len(noted.get(title, ()))
    assert noted_in_all, "the edits brought no findings"


def assert_delivered(folder: Path, journal: Journal, pushes: Pushes) -> None:
    """All that was noted stands in the feed, once, and was pushed under one id with one content."""
    with closing(sqlite3.connect(folder / STORE)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert not journal.waiting
    in_feed = sorted(unquote(entry["id"].partition(",")[2].partition(":")[2]) for entry in entries(folder))
    assert in_feed == sorted(key for key in journal.keys if not key.startswith("channel:atom:"))
    assert pushes.ids_of.keys() == {key for key in journal.keys if not key.startswith("channel:webhook:")}
    assert all(len(ids) == 1 for ids in pushes.ids_of.values()), "an event went out under two ids"
    assert all(len(bodies) == 1 for bodies in pushes.by_id.values()), "one id for two contents"
