"""Channels and outbox against real servers on this machine."""

from __future__ import annotations

import json
import os
import socket
import subprocess
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from mediawiki.loopback import reply, serving
from watch.conftest import Desk

from articlewatch.errors import ConfigurationError
from articlewatch.history.store import open_store
from articlewatch.watch.channels import Channel, read_channels
from articlewatch.watch.events import Event, put_event
from articlewatch.watch.outbox import deliver, waiting
from articlewatch.watch.times import read_quiet_hours
from articlewatch.watch.trouble import troubles

NOW = 1_772_000_000


def event(desk: Desk, number: int, kind: str = "introduced", severity: str = "error") -> Event:
    record = {
        "kind": kind, "site": "wiki.test", "page": "Bridge\r\nBcc: evil@x.test", "pageid": 7, "revid": number,
        "time": "2026-02-25T06:00:00Z", "user": "Ann <b>&\x01\ud800", "comment": "sum", "url": "https://wiki.test/?a=1&b=2",
        "page_url": "", "rule": "doubled-word", "severity": severity, "section": ["Use"], "message": "stands twice",
        "excerpt": "in in", "passage": [["same", "It opened in "], ["added", "in "], ["same", "May"]],
    }  # fmt: skip
    return Event(f"wiki.test:7:{number}:{kind}", desk.key, number, kind, severity, NOW, record)  # type: ignore[arg-type]


def note(desk: Desk, *channels: Channel, count: int = 1, **what: str) -> None:
    with desk.store.transaction():
        for number in range(1, count + 1):
            assert put_event(desk.store, event(desk, number, **what), channels)


def send(desk: Desk, *channels: Channel, now: float = NOW) -> tuple[list[str], str]:
    out: list[str] = []
    return deliver(desk.store, channels, lambda: now, out.append), "".join(out)


class Mailbox:
    """A mail server; ``refusing`` answers 451 to one address."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.refused = ""

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any) -> str:
        if address == self.refused:
            return "451 try later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        return "250 OK"


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, str]]:
    box = Mailbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield box, f"127.0.0.1:{port}"
    finally:
        controller.stop()


def mail_channel(server: str, *to: str, **more: Any) -> Channel:
    settings = {"to": list(to), "from": "watch@wiki.test", "server": server, "security": "none"}
    return Channel("desk", "mail", to, settings, **more)


def test_a_mail_holds_the_passage_and_a_stable_id(desk: Desk, mailbox: tuple[Mailbox, str]) -> None:
    box, server = mailbox
    channel = mail_channel(server, "ann@wiki.test", "bo@wiki.test")
    note(desk, channel, count=2)
    box.refused = "bo@wiki.test"
    failed, _ = send(desk, channel)
    assert len(failed) == 1 and "channel 'desk'" in failed[0] and "@" not in failed[0]
    (mail,) = box.mails  # the addressee who was refused does not make the other's mail come twice
    assert mail["To"] == "ann@wiki.test" and mail["Bcc"] is None and mail["Auto-Submitted"] == "auto-generated"
    assert "2 new" in mail["Subject"]
    body = mail.get_body(("plain",))
    assert body is not None and "It opened in {+in +}May" in body.get_content()
    box.refused = ""
    assert send(desk, channel, now=NOW + 9 * 3600)[0] == []
    assert [mail["To"] for mail in box.mails] == ["ann@wiki.test", "bo@wiki.test"]
    assert waiting(desk.store) == {}
    assert send(desk, channel, now=NOW + 9 * 3600)[0] == [] and len(box.mails) == 2
    assert len({mail["Message-ID"] for mail in box.mails}) == 2


def test_a_message_that_was_sent_but_not_marked_is_the_same_again(desk: Desk, mailbox: tuple[Mailbox, str]) -> None:
    box, server = mailbox
    channel = mail_channel(server, "ann@wiki.test")
    note(desk, channel)
    send(desk, channel)
    with desk.store.transaction():  # as if killed before the mark, and another event came since
        desk.store.connection.execute("UPDATE outbox SET sent = NULL")
        put_event(desk.store, event(desk, 99), [channel])
    send(desk, channel)
    first, again, other = box.mails
    assert first["Message-ID"] == again["Message-ID"] != other["Message-ID"]
    assert [part.get_content() for part in first.iter_parts()] == [part.get_content() for part in again.iter_parts()]


def test_a_webhook_is_given_json_and_a_key(desk: Desk) -> None:
    bodies: list[tuple[str, dict[str, Any]]] = []

    def take(handler: BaseHTTPRequestHandler, number: int) -> None:
        body = json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))
        bodies.append((handler.headers["Idempotency-Key"], body))
        reply(handler, 503 if number == 1 else 200)

    with serving(take) as url:
        channel = Channel("hook", "webhook", ("",), {"url": f"{url}/secret-part"})
        note(desk, channel)
        failed, _ = send(desk, channel)
        assert failed == ["channel 'hook': 127.0.0.1 answers 503"]
        assert "tried again later" in send(desk, channel)[0][0] and len(bodies) == 1
        assert send(desk, channel, now=NOW + 9 * 3600)[0] == []
    assert bodies[0] == bodies[1] and bodies[0][0] == f'"{bodies[0][1]["id"]}"'
    (told,) = bodies[0][1]["events"]
    assert told["rule"] == "doubled-word" and told["passage"][1] == ["added", "in "]
    assert troubles(desk.store) == []


@pytest.mark.parametrize("status", [301, 302, 307])
def test_a_webhook_is_not_sent_on_to_another_host(desk: Desk, status: int) -> None:
    reached: list[int] = []

    def other(handler: BaseHTTPRequestHandler, number: int) -> None:
        reached.append(number)
        reply(handler)

    def away(handler: BaseHTTPRequestHandler, number: int) -> None:
        handler.rfile.read(int(handler.headers["Content-Length"]))
        reply(handler, status, Location=f"{elsewhere}/x")

    with serving(other) as elsewhere, serving(away) as url:
        channel = Channel("hook", "webhook", ("",), {"url": f"{url}/secret-part"})
        note(desk, channel)
        failed, _ = send(desk, channel)
    assert len(failed) == 1 and "redirects elsewhere" in failed[0] and "secret" not in failed[0]
    assert not reached and waiting(desk.store) == {"hook": 1}


def test_a_webhook_that_redirects_to_nonsense_is_one_line(desk: Desk) -> None:
    def nowhere(handler: BaseHTTPRequestHandler, number: int) -> None:
        handler.rfile.read(int(handler.headers["Content-Length"]))
        reply(handler, 307, Location="http://[secret")

    with serving(nowhere) as url:
        channel = Channel("hook", "webhook", ("",), {"url": url})
        note(desk, channel)
        failed, _ = send(desk, channel)
    assert failed == ["channel 'hook': 127.0.0.1: ValueError"]


def test_a_webhook_may_be_redirected_within_its_host(desk: Desk) -> None:
    def take(handler: BaseHTTPRequestHandler, number: int) -> None:
        handler.rfile.read(int(handler.headers["Content-Length"]))
        reply(handler, 308, Location="/there") if handler.path == "/here" else reply(handler)

    with serving(take) as url:
        channel = Channel("hook", "webhook", ("",), {"url": f"{url}/here"})
        note(desk, channel)
        assert send(desk, channel)[0] == []


def test_a_command_is_given_the_message(desk: Desk, tmp_path: Path) -> None:
    script = tmp_path / "take"
    script.write_text('#!/bin/sh\ncat > taken.json; echo "$ARTICLEWATCH_MESSAGE" > id; [ ! -e refuse ]\n')
    script.chmod(0o755)
    channel = Channel("run", "command", ("",), {"run": [str(script)]}, tmp_path)
    note(desk, channel)
    (tmp_path / "refuse").touch()
    assert send(desk, channel)[0] == ["channel 'run': the command ends with status 1"]
    (tmp_path / "refuse").unlink()
    assert send(desk, channel, now=NOW + 9 * 3600)[0] == []
    taken = json.loads((tmp_path / "taken.json").read_text())
    assert taken["id"] == (tmp_path / "id").read_text().strip() and len(taken["events"]) == 1


def test_a_dead_channel_is_told_of_through_the_others(desk: Desk, tmp_path: Path) -> None:
    dead = Channel("dead", "command", ("",), {"run": ["/no/such/command"]}, tmp_path)
    out = Channel("stdout", "stdout", ("",))
    note(desk, dead)
    texts = [send(desk, dead, out, now=NOW + day * 86400 * 2)[1] for day in range(5)]
    assert ["failures in a row" in text for text in texts] == [False, False, True, False, False]
    dead = Channel("dead", "command", ("",), {"run": ["true"]}, tmp_path)
    assert "works again" in send(desk, dead, out, now=NOW + 86400 * 20)[1]


def test_level_groups_and_tags_choose_what_is_told(desk: Desk) -> None:
    warnings = Channel("a", "stdout", ("",), level="warning")
    gone = Channel("b", "stdout", ("",), groups=("gone",))
    tagged = Channel("c", "stdout", ("",), tags=("tunnels",))
    note(desk, warnings, gone, tagged, severity="suggestion")
    assert waiting(desk.store) == {}
    note(desk, warnings, gone, tagged, kind="fixed", severity="warning")
    assert waiting(desk.store) == {"a": 1, "b": 1}


def test_quiet_hours_and_digests_hold_messages_back(desk: Desk, tmp_path: Path) -> None:
    script = ["sh", "-c", "cat >> all.jsonl; echo >> all.jsonl"]
    quiet = read_quiet_hours("00:00-23:59")
    note(desk, held := Channel("held", "command", ("",), {"run": script}, tmp_path, quiet=quiet))
    assert send(desk, held) == ([], "") and waiting(desk.store) == {"held": 1}
    digest = Channel("digest", "command", ("",), {"run": script}, tmp_path, digest="hourly")
    with desk.store.transaction():
        for number in (11, 12, 13):
            put_event(desk.store, event(desk, number), [digest])
    assert send(desk, digest) == ([], "")
    assert send(desk, digest, now=NOW + 3700)[0] == []
    (line,) = (tmp_path / "all.jsonl").read_text().splitlines()
    assert len(json.loads(line)["events"]) == 3


def test_nothing_to_tell_is_no_message(desk: Desk) -> None:
    assert send(desk, Channel("stdout", "stdout", ("",)), Channel("hook", "webhook", ("",), {})) == ([], "")


def test_a_full_disk_under_the_feed_loses_nothing(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "feeds").write_text("a file where the folder should be")
    channel = Channel("feed", "atom", ("",), {"folder": "feeds"}, tmp_path)
    note(desk, channel)
    assert len(send(desk, channel)[0]) == 1 and waiting(desk.store) == {"feed": 1}


def write(path: Path, text: str, mode: int = 0o644) -> Path:
    path.write_text(text)
    path.chmod(mode)
    return path


def test_channels_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "password", "hush\n", 0o600)
    path = write(
        tmp_path / "c.toml",
        '[[channel]]\nkind = "mail"\nname = "desk"\n'
        'to = ["a@b.test"]\nfrom = "w@b.test"\nserver = "b.test"\nuser = "w"\n'
        'password = "file:password"\nlevel = "warning"\ntell = ["new"]\ndigest = "daily"\nquiet = "22:00-07:00"\n'
        '[[channel]]\nkind = "webhook"\nurl = "env:HOOK"\n',
    )
    desk, hook = read_channels(path)
    assert (desk.secret("password"), desk.digest, desk.groups, desk.targets) == (
        "hush",
        "daily",
        ("new",),
        ("a@b.test",),
    )
    with pytest.raises(ConfigurationError, match="environment has no HOOK"):
        hook.secret("url")
    monkeypatch.setenv("HOOK", "https://b.test/s3cret")
    assert hook.secret("url") == "https://b.test/s3cret" and "s3cret" not in repr(hook)
    (tmp_path / "password").chmod(0o644)
    with pytest.raises(ConfigurationError, match="chmod 600"):
        desk.secret("password")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ('[[channel]]\nkind = "webhook"\nurl = "https://b.test/s3cret"', "chmod 600"),
        ('[[channel]]\nkind = "webhok"', "webhook"),
        ('[[channel]]\nkind = "stdout"\nlevle = "error"', "level"),
        ('[[channel]]\nkind = "stdout"\nlevel = "awful"', "awful"),
        ('[[channel]]\nkind = "stdout"\ndigest = "dayly"', "daily"),
        ('[[channel]]\nkind = "mail"\nto = "a"\nfrom = "w@b.test"\nserver = "b.test"', "mail address"),
        ('[[channel]]\nkind = "mail"\nto = "a@b.test"', "from is missing"),
        ('[[channel]]\nkind = "stdout"\n[[channel]]\nkind = "stdout"', "two channels"),
        ('[chanel]\nkind = "stdout"', "chanel"),
        ("[[channel", "c.toml"),
    ],
)
def test_bad_channels_are_named(tmp_path: Path, text: str, word: str) -> None:
    with pytest.raises(ConfigurationError, match=word) as caught:
        read_channels(write(tmp_path / "c.toml", text))
    assert "s3cret" not in str(caught.value)


def test_one_pass_at_a_time(tmp_path: Path) -> None:
    import sys

    from articlewatch.watch.lock import locked

    store = tmp_path / "articlewatch.sqlite"
    open_store(store).close()
    environment = os.environ | {"ARTICLEWATCH_STORE": str(store)}
    with locked(str(store)):
        done = subprocess.run(
            [sys.executable, "-m", "articlewatch", "check", "--isolated"],
            cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
    assert done.returncode == 3 and done.stderr.count("\n") == 1 and "another check is under way" in done.stderr


def test_apprise_is_given_each_address_of_its_own(desk: Desk, tmp_path: Path) -> None:
    pytest.importorskip("apprise", reason="needs the extra [notify]")
    titles: list[str] = []

    def take(handler: BaseHTTPRequestHandler, number: int) -> None:
        titles.append(json.loads(handler.rfile.read(int(handler.headers["Content-Length"])))["title"])
        reply(handler, 500 if number == 1 else 200)

    with serving(take) as url:
        address = url.replace("http:", "json:")
        path = write(tmp_path / "c.toml", f'[[channel]]\nkind = "apprise"\nurls = "{address}/a {address}/b"\n', 0o600)
        (channel,) = read_channels(path)
        assert channel.targets == ("1", "2")
        note(desk, channel)
        failed, _ = send(desk, channel)
        assert len(failed) == 1 and "number 1" in failed[0] and waiting(desk.store) == {"apprise": 1}
        assert send(desk, channel, now=NOW + 9 * 3600)[0] == [] and waiting(desk.store) == {}
    assert len(titles) == 3  # the one that was refused came again, the other did not
