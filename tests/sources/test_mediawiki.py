"""The client against a server that misbehaves on demand; what a real MediaWiki says is in test_real_wiki."""

from __future__ import annotations

import gzip
import time
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from mediawiki.loopback import reply, serving

from articlewatch.errors import ConfigurationError, SourceError
from articlewatch.sources import wire
from articlewatch.sources.answers import WikiError, WikiUnavailable
from articlewatch.sources.contact import Identity
from articlewatch.sources.discovery import find_api
from articlewatch.sources.mediawiki import Wiki
from articlewatch.sources.patience import Patience

GOOD = b'{"query":{"pages":[]}}'


class Clock:
    """A clock that moves only when somebody sleeps, and remembers for how long."""

    def __init__(self) -> None:
        self.time, self.slept = 1_700_000_000.0, list[float]()

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


def client(url: str, clock: Clock, **options: Any) -> Wiki:
    options = {"patience": Patience(silence=0.3, whole=0.5)} | options
    return Wiki(f"{url}/api.php", sleep=clock.sleep, now=clock.now, chance=lambda: 0.0, **options)


@pytest.mark.parametrize(
    ("value", "seconds"), [("3", 3.0), ("1.5", 1.5), (formatdate(1_700_000_007, usegmt=True), 7.0)]
)
def test_waits_as_long_as_asked(value: str, seconds: float) -> None:
    def respond(handler: BaseHTTPRequestHandler, number: int) -> None:
        if number == 1:
            reply(handler, 429, b"<html>", Retry_After=value)
        else:
            reply(handler, 200, GOOD)

    clock = Clock()
    with serving(respond) as url:
        assert client(url, clock).get(action="query") == {"query": {"pages": []}}
    assert clock.slept == [seconds]


def test_backs_off_and_gives_up_in_one_line() -> None:
    clock, told = Clock(), list[str]()
    with serving(lambda handler, number: reply(handler, 503, b"<html>", Retry_After="0")) as url:
        wiki = client(url, clock, patience=Patience(attempts=5, first=1.0, longest=3.0), tell=told.append)
        with pytest.raises(WikiUnavailable, match=r"HTTP 503 \(5 attempts\)$"):
            wiki.get(action="query")
    assert clock.slept == [0.5, 1.0, 1.5, 1.5]  # a Retry-After of 0 is no licence to hammer
    assert wiki.requests_made == 5 and len(told) == 4


def test_does_not_wait_for_an_hour() -> None:
    clock = Clock()
    with (
        serving(lambda handler, number: reply(handler, 429, b"", Retry_After="3600")) as url,
        pytest.raises(WikiUnavailable, match="come back in 3600 s"),
    ):
        client(url, clock).get(action="query")
    assert clock.slept == []


def test_silence_cut_bodies_drip_and_damage_are_asked_for_again() -> None:
    def respond(handler: BaseHTTPRequestHandler, number: int) -> None:
        if number == 1:
            time.sleep(0.6)  # silence
        elif number == 2:
            handler.send_response(200)
            handler.send_header("Content-Length", "9999")
            handler.end_headers()
            handler.wfile.write(GOOD)
        elif number == 3:
            reply(handler, 200, b"not gzip", Content_Encoding="gzip")
        elif number == 4:
            handler.send_response(200)
            handler.end_headers()
            for _ in range(10):  # one byte at a time, for ever
                handler.wfile.write(b" ")
                handler.wfile.flush()
                time.sleep(0.1)
        elif number == 5:
            handler.connection.close()
        else:
            reply(handler, 200, GOOD)

    clock, told = Clock(), list[str]()
    with serving(respond) as url:
        assert client(url, clock, tell=told.append).get(action="query")
    reasons = [line.split(": ")[1].split(";")[0] for line in told]
    assert reasons == [
        "silence",
        "the answer was cut short",
        "the answer is damaged",
        "the answer took too long",
        "no connection",
    ]


def test_nobody_there() -> None:
    with serving(lambda handler, number: None) as url:
        pass
    with pytest.raises(WikiUnavailable, match="no connection"):
        client(url, Clock(), patience=Patience(attempts=2)).get(action="query")


def test_a_bomb_of_an_answer_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wire, "LONGEST_ANSWER", 1 << 20)
    bomb = gzip.compress(b" " * (8 << 20))
    with (
        serving(lambda handler, number: reply(handler, 200, bomb, Content_Encoding="gzip")) as url,
        pytest.raises(WikiUnavailable, match="longer than"),
    ):
        client(url, Clock(), patience=Patience()).get(action="query")


def test_a_redirect_to_another_host_gets_nothing() -> None:
    seen: list[str] = []

    def elsewhere(handler: BaseHTTPRequestHandler, number: int) -> None:
        seen.append(handler.path)
        reply(handler, 200, GOOD)

    with (
        serving(elsewhere) as other,
        serving(lambda handler, number: reply(handler, 307, b"", Location=f"{other}/api.php")) as url,
        pytest.raises(WikiError, match="has moved to http://127"),
    ):
        client(url, Clock()).get(action="query")
    assert not seen


def test_secrets_go_to_their_own_host_only() -> None:
    seen: list[str | None] = []

    def respond(handler: BaseHTTPRequestHandler, number: int) -> None:
        seen.append(handler.headers.get("Authorization"))
        reply(handler, 200, GOOD)

    with serving(respond) as url:
        host = url.partition("//")[2]
        client(url, Clock(), identity=Identity(host=host, token="t0ken")).get(action="query")
        client(url, Clock(), identity=Identity(host="wiki.other", token="t0ken")).get(action="query")
    assert seen == ["Bearer t0ken", None]


def test_a_netrc_file_is_not_used(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login a password b\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    seen: list[str | None] = []

    def respond(handler: BaseHTTPRequestHandler, number: int) -> None:
        seen.append(handler.headers.get("Authorization"))
        reply(handler, 200, GOOD)

    with serving(respond) as url:
        client(url, Clock()).get(action="query")
    assert seen == [None]


def test_who_may_be_called() -> None:
    with pytest.raises(ConfigurationError, match="operator's contact"):
        Wiki("https://en.wikipedia.org/w/api.php")
    secret = Identity(contact="ann@wikimedia.de", host="en.wikipedia.org", token="t")
    with pytest.raises(ConfigurationError, match="over https"):
        Wiki("http://en.wikipedia.org/w/api.php", secret)
    with pytest.raises(ConfigurationError, match=r"no|not the URL"):
        Wiki("en.wikipedia.org")


def test_a_session_that_ran_out_is_renewed_once() -> None:
    logins = 0

    def respond(handler: BaseHTTPRequestHandler, number: int) -> None:
        nonlocal logins
        length = int(handler.headers.get("Content-Length") or 0)
        fields = handler.rfile.read(length).decode() + handler.path
        if "meta=tokens" in fields:
            reply(handler, 200, b'{"query":{"tokens":{"logintoken":"x"}}}')
        elif "action=login" in fields:
            logins += 1
            reply(handler, 200, b'{"login":{"result":"Success"}}')
        else:
            assert "assert=user" in fields
            reply(handler, 200, b'{"errors":[{"code":"assertuserfailed","text":"no"}]}')

    with serving(respond) as url:
        identity = Identity(host=url.partition("//")[2], user="A@b", password="p")
        with pytest.raises(WikiError, match="no") as raised:
            client(url, Clock(), identity=identity).get(action="query")
    assert raised.value.code == "assertuserfailed" and logins == 2


def test_a_continuation_that_leads_nowhere_ends() -> None:
    body = b'{"continue":{"rvcontinue":"1","continue":"||"},"query":{}}'
    with (
        serving(lambda handler, number: reply(handler, 200, body)) as url,
        pytest.raises(WikiError, match="leads nowhere"),
    ):
        list(client(url, Clock()).query(prop="revisions"))


def test_requests_to_a_public_wiki_keep_their_distance() -> None:
    clock = Clock()
    with serving(lambda handler, number: reply(handler, 200, GOOD)) as url:
        wiki = client(url, clock, interval=0.3)
        for _ in range(3):
            wiki.get(action="query")
    assert clock.slept == pytest.approx([0.3, 0.3])


def test_a_page_says_where_its_api_is() -> None:
    def respond(handler: BaseHTTPRequestHandler, number: int) -> None:
        if handler.path == "/Bridge":
            reply(handler, 302, b"", Location="/wiki/Bridge")
        elif handler.path == "/wiki/Bridge":
            reply(
                handler,
                200,
                b"<html><link rel='EditURI' href='//" + host.encode() + b"/deep/api.php?action=rsd&amp;x'>",
            )
        else:
            reply(handler, 404, b"")

    with serving(respond) as url:
        host = url.partition("//")[2]
        assert find_api(f"{url}/Bridge", Identity()) == f"{url}/deep/api.php"


def test_the_usual_places_are_tried_without_a_link() -> None:
    def respond(handler: BaseHTTPRequestHandler, number: int) -> None:
        if handler.path.startswith("/w/api.php?"):
            reply(handler, 200, b'{"query":{"general":{}}}')
        else:
            reply(handler, 200, b"<html>")

    with serving(respond) as url:
        assert find_api(f"{url}/wiki/Bridge", Identity()) == f"{url}/w/api.php"
    with (
        serving(lambda handler, number: reply(handler, 200, b"<html>")) as url,
        pytest.raises(SourceError, match=r"api\.php"),
    ):
        find_api(f"{url}/wiki/Bridge", Identity())


def test_a_redirect_to_a_public_host_needs_a_contact_too() -> None:
    for answer in (
        {"status": 302, "body": b"", "Location": "https://en.wikipedia.org/wiki/Bridge"},
        {"status": 200, "body": b'<link rel="EditURI" href="https://en.wikipedia.org/w/api.php">'},
    ):
        with (
            serving(lambda handler, number, answer=answer: reply(handler, **answer)) as url,
            pytest.raises(ConfigurationError, match=r"en\.wikipedia\.org asks every client"),
        ):
            find_api(f"{url}/x", Identity())
    with (
        serving(lambda handler, number: reply(handler, 302, b"", Location="/again")) as url,
        pytest.raises(SourceError, match="too many redirects"),
    ):
        find_api(f"{url}/x", Identity())
    with (
        serving(lambda handler, number: reply(handler, 302, b"", Location="http://[bad")) as url,
        pytest.raises(SourceError, match="a redirect to no usable address"),
    ):
        find_api(f"{url}/x", Identity())
