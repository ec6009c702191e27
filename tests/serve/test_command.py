"""``articlewatch serve`` as a process: what it prints, what it refuses, how it ends."""

from __future__ import annotations

import os
import select
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from articlewatch.cli import serve as command
from articlewatch.cli.main import main

needs_extra = pytest.mark.skipif(
    bool(command.missing_packages()), reason="Flask or waitress is missing: pip install 'articlewatch[serve]'"
)
pytestmark = needs_extra


@contextmanager
def serving(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run the command in *folder* and give it with the address that it prints."""
    process = subprocess.Popen(
        [sys.executable, "-m", "articlewatch", "serve", "--store", "store.sqlite", "--port", "0", *options],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    try:
        ready, _, _ = select.select([process.stdout], [], [], 60)
        assert ready, "nothing was printed"
        yield process, process.stdout.readline().strip()
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_answers_and_ends_cleanly(store_path: Path, number: signal.Signals) -> None:
    with serving(store_path.parent) as (process, address):
        assert address.startswith("http://127.0.0.1:") and address.endswith("/")
        answer = requests.get(address, timeout=30)
        assert answer.ok and "Watched articles" in answer.text and "Server" not in answer.headers
        assert requests.get(address, headers={"Host": "evil.test"}, timeout=30).status_code == 421
        process.send_signal(number)
        _, said = process.communicate(timeout=30)
        assert process.returncode == 0
        assert "Traceback" not in said and "showing store.sqlite" in said
    assert not list(store_path.parent.glob("*.lock"))


def test_the_whole_way_over_a_real_connection(store_path: Path) -> None:
    (store_path.parent / "articlewatch.toml").write_text('select = ["doubled-word"]\n', encoding="utf-8")
    with serving(store_path.parent) as (_, address), requests.Session() as session:
        html = session.get(f"{address}page/1", timeout=60).text
        way = html.partition('href="/page/1/ignore/')[2].partition('"')[0]
        form = session.get(f"{address}page/1/ignore/{way}", timeout=60).text
        token = form.partition('name="token" value="')[2].partition('"')[0]
        sent = session.post(f"{address}page/1/ignore/{way}", data={"token": token, "reason": "quoted"}, timeout=60)
        assert sent.ok and "ignored from now on" in sent.text
    written = (store_path.parent / "ignore.toml").read_text(encoding="utf-8")
    assert written.startswith("[[ignore]]") and f'fingerprint = "{way}"' in written


def refused(arguments: Sequence[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    status = main(["serve", "--isolated", "--port", "0", *arguments])
    out, said = capsys.readouterr()
    assert out == "" and said.count("\n") == 1
    return status, said


def test_a_port_in_use_is_one_clear_line(store_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        status, said = refused(["--store", str(store_path), "--port", str(port)], capsys)
    assert status == 2 and f"port {port} of 127.0.0.1 is in use; name another with --port" in said


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["--store", "nowhere.sqlite"], 3, "no such store"),
        (["--store", "STORE", "--host", "0.0.0.0"], 2, "add --allow-remote"),
        (["--store", "STORE", "--host", "192.0.2.1"], 2, "add --allow-remote"),
        (["--store", "STORE", "--host", "192.0.2.1", "--allow-remote", "--port", "0"], 2, "192.0.2.1"),
        (["--store", "STORE", "--host", "no such name", "--allow-remote"], 2, "no such address"),
        (["--store", "STORE", "--select", "doubled-wrod"], 2, "did you mean"),
        (["--store", "STORE", "--port", "70000"], 2, "--port"),
    ],
)
def test_what_cannot_be_is_one_clear_line(
    store_path: Path, arguments: list[str], status: int, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found, line = refused([str(store_path) if word == "STORE" else word for word in arguments], capsys)
    assert found == status and said in line


def test_a_newer_store_is_one_clear_line(store_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with sqlite3.connect(store_path) as connection:
        connection.execute("PRAGMA user_version = 999")
    status, said = refused(["--store", str(store_path)], capsys)
    assert status == 3 and "newer articlewatch" in said


def test_a_file_that_is_no_store_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "x").write_text("A text, not a store, and long enough to be looked at." * 20, encoding="utf-8")
    status, said = refused(["--store", str(tmp_path / "x")], capsys)
    assert status == 3 and "not a store" in said


def test_without_the_extra_it_says_what_to_install(
    store_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "find_spec", lambda name: None)
    status, said = refused(["--store", str(store_path)], capsys)
    assert status == 2 and "pip install 'articlewatch[serve]'" in said


def test_remote_is_warned_of(store_path: Path) -> None:
    with serving(store_path.parent, "--host", "0.0.0.0", "--allow-remote", "--allow-host", "box.test") as started:
        process, address = started
        assert address.startswith("http://127.0.0.1:")
        for host, status in (("box.test", 200), ("192.168.7.7", 200), ("evil.test", 421), ("localhost", 200)):
            assert requests.get(address, headers={"Host": host}, timeout=30).status_code == status
        process.terminate()
        _, said = process.communicate(timeout=30)
    assert "warning: whoever reaches 0.0.0.0" in said and "no password" in said


@pytest.mark.skipif(os.name == "nt", reason="a browser of POSIX")
def test_open_shows_the_address(store_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program, asked = store_path.parent / "browser", store_path.parent / "asked"
    program.write_text(f'#!/bin/sh\necho "$1" > {asked}.part && mv {asked}.part {asked}\n', encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("BROWSER", str(program))
    with serving(store_path.parent, "--open") as (_, address):
        until = time.monotonic() + 30
        while not asked.exists() and time.monotonic() < until:
            time.sleep(0.05)
    assert asked.read_text(encoding="utf-8").strip() == address


def test_many_ask_at_once_while_a_check_writes(store_path: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with serving(store_path.parent) as (_, address), sqlite3.connect(store_path, isolation_level=None) as writer:

        def ask(number: int) -> int:
            return requests.get(f"{address}page/{number % 7 + 1}", timeout=60).status_code

        with ThreadPoolExecutor(8) as pool:
            asked = [pool.submit(ask, number) for number in range(40)]
            until = time.monotonic() + 60
            while not all(one.done() for one in asked) and time.monotonic() < until:
                writer.execute("BEGIN IMMEDIATE")
                writer.execute("UPDATE watch SET checked = coalesce(checked, 0) + 1")
                writer.execute("COMMIT")
                time.sleep(0.01)
            assert {one.result() for one in asked} == {200}
