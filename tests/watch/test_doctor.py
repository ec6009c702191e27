"""Each thing that may keep checks from working is one line, with what to do."""

from __future__ import annotations

import json
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from mediawiki.loopback import reply, serving
from mediawiki.runner import run as run_program

from articlewatch.history.pages import put_page, put_site
from articlewatch.history.schema import MIGRATIONS
from articlewatch.history.store import Store, open_store
from articlewatch.sources.contact import Identity
from articlewatch.sources.records import Page, Site
from articlewatch.watch import doctor
from articlewatch.watch.channels import Channel
from articlewatch.watch.doctor import Line, examine
from articlewatch.watch.events import Event, put_event
from articlewatch.watch.lock import locked
from articlewatch.watch.trouble import note_failure
from articlewatch.watch.watchlist import Wish, watch_page

ANN = Identity(contact="ann@wiki.test")
NOBODY = "http://127.0.0.1:9/api.php"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "articlewatch.sqlite", wait=0.3) as store:
        yield store


def add_site(store: Store, api: str) -> int:
    with store.transaction():
        return put_site(store, Site("wiki.test", "testwiki", api, "en", "Test"))


def lines(store: Store, *channels: Channel, identity: Identity = ANN, ahead: float = 0) -> list[Line]:
    return list(examine(store, identity, channels, lambda: time.time() + ahead))


def line(found: list[Line], start: str) -> Line:
    (one,) = [line for line in found if line.what.startswith(start)]
    return one


def answering(status: int = 200, body: object = None, **headers: str) -> Callable[[BaseHTTPRequestHandler, int], None]:
    general = {"general": {"base": "http://127.0.0.1/wiki/Main", "wikiid": "testwiki"}}
    text = json.dumps(body or {"query": general}).encode() if not isinstance(body, bytes) else body
    return lambda handler, number: reply(handler, status, text, **headers)


def test_all_is_well(store: Store, tmp_path: Path) -> None:
    with serving(answering()) as url:
        add_site(store, f"{url}/api.php")
        found = lines(store, Channel("stdout", "stdout", ("",)), Channel("atom", "atom", ("",), {}, tmp_path))
    assert [one.state for one in found if not one.what.startswith("watch-list")] == ["good"] * 7
    assert line(found, "watch-list: empty").todo == "articlewatch watch add TITLE"


def test_contact(store: Store) -> None:
    assert line(lines(store, identity=Identity()), "contact: none").state == "odd"
    add_site(store, "https://wiki.example.com/w/api.php")
    found = lines(store, identity=Identity())
    assert line(found, "contact: none").state == "bad" and "ARTICLEWATCH_CONTACT" in line(found, "contact").todo
    assert "contact" in line(found, "wiki wiki.test: ").what and not line(found, "wiki wiki.test: ").todo


def test_a_wiki_that_cannot_be_reached(store: Store) -> None:
    add_site(store, NOBODY)
    assert line(lines(store), "wiki wiki.test: ").state == "bad"
    assert "network" in line(lines(store), "wiki wiki.test: ").todo


@pytest.mark.parametrize(
    ("respond", "what", "todo"),
    [
        (answering(429, b"<html>", Retry_After="3600"), "come back in 3600 s", "check less often"),
        (
            answering(200, {"errors": [{"code": "ratelimited", "text": "Slow down."}]}),
            "ratelimited",
            "check less often",
        ),
        (answering(403, b"<html>"), "HTTP 403", "ARTICLEWATCH_CONTACT"),
        (answering(200, b"<!DOCTYPE html>"), "HTML page instead of JSON", "address"),
        (answering(503, b""), "HTTP 503", "go on by themselves"),
    ],
)
def test_a_wiki_that_does_not_serve(store: Store, respond: Any, what: str, todo: str) -> None:
    with serving(respond) as url:
        add_site(store, f"{url}/api.php")
        found = line(lines(store), "wiki wiki.test: ")
    assert found.state == "bad" and what in found.what and todo in found.todo


def test_a_wiki_that_is_read_only(store: Store) -> None:
    body = {"query": {"general": {"base": "http://127.0.0.1/wiki/Main", "readonly": True}}}
    with serving(answering(200, body)) as url:
        add_site(store, f"{url}/api.php")
        assert "read only now" in line(lines(store), "wiki wiki.test: ").what


def test_a_clock_that_is_wrong(store: Store) -> None:
    with serving(answering()) as url:
        add_site(store, f"{url}/api.php")
        assert line(lines(store), "clock: within").state == "good"
        found = line(lines(store, ahead=86400), "clock: ")
    assert found.state == "odd" and "+864" in found.what and "NTP" in found.todo


def test_a_date_that_is_none_is_passed_over(store: Store) -> None:
    def respond(handler: BaseHTTPRequestHandler, number: int) -> None:
        handler.date_time_string = lambda timestamp=None: "soon"  # type: ignore[method-assign]
        answering()(handler, number)

    with serving(respond) as url:
        add_site(store, f"{url}/api.php")
        assert not [one for one in lines(store) if one.what.startswith("clock")]


def test_a_store_that_another_process_writes_or_checks(store: Store) -> None:
    with closing(sqlite3.connect(store.name, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        found = line(lines(store), "store: cannot be written")
        assert found.state == "bad" and "in use by another process" in found.what
    holding = [sys.executable, "-c", "import sys; from articlewatch.watch.lock import locked\n"
               "with locked(sys.argv[1]): print(flush=True); sys.stdin.read()", store.name]  # fmt: skip
    with subprocess.Popen(holding, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stdout.readline()
        assert line(lines(store), "lock: ").state == "odd"
        process.communicate(b"")
    assert line(lines(store), "lock: free").state == "good"
    with locked(store.name):
        pass


def test_a_store_of_a_newer_version_and_one_that_is_missing(tmp_path: Path) -> None:
    status, _, error = run_program(tmp_path, "doctor")
    assert status == 3 and error.count("\n") == 1 and "no such store" in error
    path = tmp_path / "articlewatch.sqlite"
    open_store(path).close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    status, out, error = run_program(tmp_path, "doctor")
    assert (status, out) == (3, "") and error.count("\n") == 1 and "newer articlewatch" in error


def test_a_store_that_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "articlewatch.sqlite"
    with open_store(path) as store:
        site = add_site(store, "")
        with store.transaction():
            for number in range(1, 2000):
                put_page(store, site, Page(number, f"Page {number}", 0), live=True)
    content = bytearray(path.read_bytes())
    for start in range(len(content) // 2, len(content) - 4096, 4096):
        content[start : start + 40] = b"\xff" * 40
    path.write_bytes(content)
    status, out, _ = run_program(tmp_path, "doctor")
    assert status in (1, 3) and ("damaged" in out or not out)


def test_a_disk_that_is_nearly_full(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_LEAST_SPACE", 1 << 60)
    assert line(lines(store), "disk: ").state == "bad" and "make room" in line(lines(store), "disk: ").todo


def test_the_list_and_what_fails(store: Store) -> None:
    site = add_site(store, NOBODY)
    with store.transaction():
        for number in (1, 2):
            page = put_page(store, site, Page(number, f"Page {number}", 0), live=True)
            watch_page(store, page, Wish(7200), int(time.time()) + 9000)
        store.connection.execute("UPDATE watch SET paused = 1, checked = 1700000000 WHERE page = ?", (page.key,))
        note_failure(store, "site:wiki.test", "wiki.test", "HTTP 503", int(time.time()), tell_after=3, channels=())
    found = lines(store)
    assert line(found, "watch-list: 2 pages, 1 paused, 0 due, every 2h at most").state == "good"
    assert "2023-11-14" in line(found, "checks: ").what and "schedule print" in line(found, "checks: ").todo
    assert "HTTP 503 (1 times in a row)" in line(found, "site:wiki.test: ").what


def test_channels_that_are_dead(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "feeds").write_text("a file where the folder should be")
    mail = {"from": "w@wiki.test", "security": "none"}
    channels = [
        Channel("feed", "atom", ("",), {"folder": "feeds"}, tmp_path),
        Channel("hook", "webhook", ("",), {"url": "http://127.0.0.1:9/s3cret"}),
        Channel("hook2", "webhook", ("",), {"url": "env:NO_SUCH_HOOK"}),
        Channel("post", "mail", ("a@wiki.test",), mail | {"server": "127.0.0.1:9"}),
        Channel("post2", "mail", ("a@wiki.test",), mail | {"server": "127.0.0.1:9", "security": "tls"}),
        Channel("post3", "mail", ("a@wiki.test",), mail | {"server": "127.0.0.1:x"}),
        Channel("run", "command", ("",), {"run": ["no-such-command"]}, tmp_path),
        Channel("many", "apprise", ("1",), {"urls": "file:none"}, tmp_path),
    ]
    monkeypatch.delenv("NO_SUCH_HOOK", raising=False)
    found = lines(store, *channels)
    bad = [one for one in found if one.state == "bad"]
    assert len(bad) == len(channels) and "s3cret" not in repr(found)
    for channel, one in zip(channels, bad, strict=True):
        assert f"channel {channel.name!r}" in one.what and one.todo


def test_channels_that_live(store: Store, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        found = lines(
            store,
            Channel("hook", "webhook", ("",), {"url": f"http://127.0.0.1:{port}/"}),
            Channel("run", "command", ("",), {"run": "true"}, tmp_path),
            Channel("feed", "atom", ("",), {"folder": "not/yet/there"}, tmp_path),
        )
    assert [one.state for one in found if one.what.startswith("channel")] == ["good"] * 3


def test_what_waits_for_a_channel_that_is_no_longer_set(store: Store) -> None:
    old = Channel("old", "stdout", ("",))
    event = Event("x", None, 0, "failing", "", 1, {"message": "x"})
    with store.transaction():
        put_event(store, event, [old])
    assert "1 events wait" in line(lines(store), "channel 'old' is not set").what
    assert "1 events wait" in line(lines(store, old), "channel 'old' (stdout)").what
