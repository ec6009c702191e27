"""The change feed over a real connection that is cut, silent, refused or nonsense; and that of a real MediaWiki."""

from __future__ import annotations

import gzip
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from mediawiki.loopback import Responder, reply, serving
from mediawiki.runner import run as run_program
from mediawiki.server import MediaWiki
from watch.change_feed import QUICK, begin, change_feed, chunk, until

from articlewatch.errors import ConfigurationError
from articlewatch.history.store import open_store
from articlewatch.sources.contact import Identity
from articlewatch.sources.patience import Patience
from articlewatch.watch.connecting import check_address
from articlewatch.watch.recentchange import Unreadable
from articlewatch.watch.stream import Reader, Sink


@dataclass
class Reading:
    """What a reader put into its sink."""

    events: list[tuple[str, str]] = field(default_factory=list)
    opened: list[bool] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    reader: Reader | None = None

    def take(self, identifier: str, data: str) -> None:
        if data == "nonsense":
            raise Unreadable("no JSON")
        self.events.append((identifier, data))

    def ended(self) -> bool:
        assert self.reader is not None
        return not self.reader.is_reading


@contextmanager
def reading(
    respond: Responder, position: str = "", identity: Identity | None = None, **options: Any
) -> Iterator[Reading]:
    result = Reading()
    with serving(respond) as url:
        sink = Sink(result.take, result.opened.append, result.said.append)
        result.reader = Reader(f"{url}/feed", identity or Identity(), position, sink, **({"patience": QUICK} | options))
        result.reader.start()
        try:
            yield result
        finally:
            result.reader.stop()


def once(*pieces: bytes, **headers: str) -> Responder:
    """Answer the first request with *pieces*; the others are left without an answer of use."""

    def respond(handler: BaseHTTPRequestHandler, number: int) -> None:
        if number > 1:
            return reply(handler, 204, b"")
        begin(handler, **headers)
        for piece in pieces:
            chunk(handler, piece)
        return handler.wfile.write(b"0\r\n\r\n") and None

    return respond


@pytest.mark.parametrize(
    "text",
    [
        "id: 7\ndata: é\n\n",
        "id: 7\r\ndata: é\r\n\r\n",
        "id: 7\rdata: é\r\r:\r",
        "\ufeffid: 7\ndata: é\n\n",
        ": a comment\n\nevent: message\nid:7\ndata:é\nunknown: field\n\n",
        ": alive\n" * 40_000 + "id: 7\ndata: é\n\n",
        "retry: 10\n\nid: 7\ndata: é\n\ndata: cut off before its e",
    ],
)
def test_an_event_is_read_in_every_form_and_in_any_pieces(text: str) -> None:
    whole = text.encode()
    for size in (1, 2, 3, len(whole)) if len(whole) < 1000 else (1000,):
        pieces = [whole[start : start + size] for start in range(0, len(whole), size)]
        with reading(once(*pieces)) as result:
            until(result.ended)
        assert result.events == [("7", "é")], size


def test_data_of_several_lines_broken_utf8_and_gzip() -> None:
    body = b"data: a\ndata: b \xff\ndata\n\n"
    with reading(once(gzip.compress(body), Content_Encoding="gzip")) as result:
        until(result.ended)
    assert result.events == [("", "a\nb \ufffd")]


def test_an_answer_not_in_chunks_is_not_held_back() -> None:
    def respond(handler: BaseHTTPRequestHandler, number: int) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.end_headers()
        handler.wfile.write(b"id: 1\ndata: a\n\n")
        handler.wfile.flush()
        until(lambda: result.events)

    with reading(respond) as result:
        until(lambda: result.events)
        result.reader and result.reader.stop()


def test_after_a_cut_it_goes_on_from_the_last_event_and_introduces_itself() -> None:
    asked: list[dict[str, str]] = []

    def respond(handler: BaseHTTPRequestHandler, number: int) -> None:
        asked.append({name.lower(): value for name, value in handler.headers.items()})
        begin(handler)
        chunk(handler, f"id: [{number}]\ndata: {number}\n\n".encode())
        if number == 1:
            chunk(handler, b"id: [99]\ndata: cut off in the mid")  # no end: it never was
        elif number == 3:
            until(result.ended)

    with reading(respond, "[0]", Identity("me@wiki.test", token="secret")) as result:
        until(lambda: len(result.events) == 3)
        result.reader and result.reader.stop()
        reader = result.reader
        assert reader is not None
    assert result.events == [("[1]", "1"), ("[2]", "2"), ("[3]", "3")]
    assert [one["last-event-id"] for one in asked] == ["[0]", "[1]", "[2]"]
    assert result.opened == [True] * 3 and result.said == []
    assert all("(me@wiki.test)" in one["user-agent"] and one["accept"] == "text/event-stream" for one in asked)
    assert not any("authorization" in one for one in asked)


@pytest.mark.parametrize("identifier", ["€", "\tx", "x" * 9000, "\u2028"])
def test_an_id_that_fits_in_no_header_is_none(identifier: str) -> None:
    asked: list[str | None] = []

    def respond(handler: BaseHTTPRequestHandler, number: int) -> None:
        asked.append(handler.headers.get("Last-Event-ID"))
        begin(handler)
        chunk(handler, f"id: good\ndata: {number}\n\nid: {identifier}\ndata: {number}\n\n".encode())

    with reading(respond) as result:
        until(lambda: len(asked) > 2)
    assert asked[:3] == [None, "good", "good"] and result.said == []


def test_a_fault_of_the_reader_is_told_too() -> None:
    def fail(identifier: str, data: str) -> None:
        raise ZeroDivisionError

    said: list[str] = []
    with serving(once(b"data: 1\n\n")) as url:
        reader = Reader(f"{url}/feed", Identity(), "", Sink(fail, lambda goes_on: None, said.append), patience=QUICK)
        reader.start()
        until(lambda: not reader.is_reading)
    assert len(said) == 1 and "cannot be read (ZeroDivisionError)" in said[0]


def test_the_pause_a_feed_asks_for_is_kept_also_at_the_next_cut() -> None:
    moments: list[float] = []

    def respond(handler: BaseHTTPRequestHandler, number: int) -> None:
        moments.append(time.monotonic())
        begin(handler)
        chunk(handler, b"retry: 300\n\ndata: 1\n\n" if number == 1 else b"data: 2\n\n")

    with reading(respond) as result:
        until(lambda: len(moments) >= 3)
        del result
    assert moments[1] - moments[0] >= 0.3 and moments[2] - moments[1] >= 0.3


def test_a_lost_feed_is_told_once_and_once_when_it_is_back() -> None:
    moments: list[float] = []

    def respond(handler: BaseHTTPRequestHandler, number: int) -> None:
        moments.append(time.monotonic())
        if number < 8:
            return reply(handler, 503 if number < 7 else 429, b"", Retry_After="0.4" if number == 7 else "0")
        begin(handler)
        chunk(handler, b"data: 1\n\n")
        return until(lambda: len(result.said) > 1)

    with reading(respond) as result:
        until(lambda: len(result.said) == 2)
    assert moments[7] - moments[6] >= 0.4
    host = result.said[0].split()[3]
    assert result.said == [
        f"change feed of {host} is lost (answers 503); pages are checked at their own rhythm until it is back",
        f"change feed of {host} is back",
    ]


def test_waits_grow_and_are_spread() -> None:
    patience = Patience(first=1.0, longest=600.0)
    waits = [patience.backoff(attempt, 0.5) for attempt in range(1, 12)]
    assert waits == sorted(waits) and waits[0] == 0.75 and waits[-1] == 450
    with reading(lambda handler, number: reply(handler, 503, b""), chance=lambda: 0.0) as result:
        until(lambda: result.said)


def test_silence_ends_a_connection() -> None:
    asked: list[str | None] = []

    def respond(handler: BaseHTTPRequestHandler, number: int) -> None:
        asked.append(handler.headers.get("Last-Event-ID"))
        begin(handler)
        chunk(handler, f"id: {number}\ndata: {number}\n\n".encode())
        until(lambda: len(asked) > number or number == 2)

    with reading(respond, patience=Patience(first=0.02, longest=0.1, connect=2.0, silence=0.3)) as result:
        until(lambda: len(asked) == 2)
    assert asked == [None, "1"] and result.said == []


def test_what_it_cannot_go_on_from_is_given_up_for_a_new_start() -> None:
    asked: list[str | None] = []

    def respond(handler: BaseHTTPRequestHandler, number: int) -> None:
        asked.append(handler.headers.get("Last-Event-ID"))
        if asked[-1] == "old":
            return reply(handler, 410, b"expired")
        begin(handler)
        chunk(handler, b"id: new\ndata: 1\n\n")
        return until(result.ended)

    with reading(respond, "old") as result:
        until(lambda: result.events)
        assert result.reader
        result.reader.stop()
    assert asked == ["old", None] and result.opened == [False]
    assert len(result.said) == 1 and "cannot go on where it was (410), and starts anew" in result.said[0]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (lambda handler: reply(handler, 404, b""), "answers 404"),
        (lambda handler: reply(handler, 403, b""), "answers 403"),
        (lambda handler: reply(handler, 204, b""), "asks not to be called again (204)"),
        (lambda handler: reply(handler, 200, b"<html>", Content_Type="text/html"), "is no event stream (text/html)"),
        (lambda handler: reply(handler, 200, b"{}"), "is no event stream (of no type)"),
        (lambda handler: reply(handler, 302, b"", Location="/feed"), "redirects too often"),
        (lambda handler: reply(handler, 302, b"", Location="http://[bad"), "redirects to nowhere"),
        (lambda handler: once(b"data: nonsense\n\n" * 10)(handler, 1), "something else than recent changes (no JSON)"),
        (lambda handler: once(*[b"x" * 65536] * 5)(handler, 1), "more than 256 KiB"),
        (lambda handler: once(*[b"data:\n" * 8192] * 7)(handler, 1), "more than 256 KiB"),
    ],
)
@pytest.mark.parametrize("position", ["", "7"])
def test_what_is_no_feed_is_one_clear_line(
    answer: Callable[[BaseHTTPRequestHandler], None], words: str, position: str
) -> None:
    with reading(lambda handler, number: answer(handler), position) as result:
        until(result.ended)
    assert len(result.said) == 1, result.said
    assert words in result.said[0] and result.said[0].endswith("pages are checked at their own rhythm")
    assert result.events == []


def test_redirects_are_followed_on_the_same_host_only() -> None:
    elsewhere: list[str] = []

    def other(handler: BaseHTTPRequestHandler, number: int) -> None:
        elsewhere.append(handler.path)
        reply(handler, 200, b"data: stolen\n\n", Content_Type="text/event-stream")

    def respond(handler: BaseHTTPRequestHandler, number: int) -> None:
        if handler.path == "/feed":
            return reply(handler, 307, b"", Location="/v2/feed")
        return once(b"data: 1\n\n")(handler, 1) if number == 2 else reply(handler, 302, b"", Location=f"{away}/x")

    with serving(other) as away, reading(respond) as result:
        until(lambda: result.events)
        until(lambda: result.said)
    assert elsewhere == [] and result.events == [("", "1")]
    assert result.said[0].startswith("change feed of 127.0.0.1:") and "is lost (redirects to" in result.said[0]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("ftp://wiki.test/feed", "no address"),
        ("wiki.test/feed", "no address"),
        ("http://[", "no address"),
        ("https://a:b@wiki.test/feed", "password"),
        ("https://a:b@[", "password"),
        ("http://stream.wikimedia.org/v2/stream/recentchange", "https only"),
    ],
)
def test_addresses_that_cannot_be_used(url: str, words: str) -> None:
    with pytest.raises(ConfigurationError, match=words):
        check_address(url)


def test_a_public_feed_is_told_who_is_calling() -> None:
    sink = Sink(lambda identifier, data: None, lambda goes_on: None, lambda line: None)
    with pytest.raises(ConfigurationError, match="contact"):
        Reader("https://stream.wikimedia.org/v2/stream/recentchange", Identity(), "", sink)


GOOD = "'''Bridge''' is a bridge.<ref>{{cite web |url=https://a.test/1 |title=A}}</ref>\n\n== History ==\nIt opened.\n"


class Watcher:
    """``watch run`` in a process of its own, and what it has written so far."""

    def __init__(self, folder: Path, feed: str) -> None:
        self.out: list[str] = []
        self.err: list[str] = []
        self._process = subprocess.Popen(
            [sys.executable, "-m", "articlewatch", "watch", "run", "--stream", feed,
             "--select", "doubled-word", "--isolated"],
            cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        for lines, pipe in ((self.out, self._process.stdout), (self.err, self._process.stderr)):
            threading.Thread(target=self._gather, args=(lines, pipe), daemon=True).start()

    def __repr__(self) -> str:
        return "\n" + "".join([*self.out, *self.err])

    @staticmethod
    def _gather(lines: list[str], pipe: Any) -> None:
        for line in pipe:
            lines.append(line)

    def told(self, words: str) -> int:
        return "".join(self.out).count(words)

    def noted(self, words: str) -> int:
        return "".join(self.err).count(words)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def end(self) -> float:
        """Send SIGTERM, and return the seconds until the process was gone."""
        began = time.monotonic()
        self._process.send_signal(signal.SIGTERM)
        assert self._process.wait(60) == 0, self.err
        assert "Traceback" not in "".join(self.err)
        return time.monotonic() - began


@pytest.mark.parametrize("silent", [True, False])
def test_the_loop_ends_promptly_whatever_the_feed_does(tmp_path: Path, silent: bool) -> None:
    asked: list[int] = []
    over = threading.Event()

    def respond(handler: BaseHTTPRequestHandler, number: int) -> None:
        asked.append(number)
        if not silent:
            return reply(handler, 503, b"", Retry_After="3000")
        begin(handler)
        chunk(handler, b":\n")
        return over.wait(60) and None

    open_store(tmp_path / "articlewatch.sqlite").close()
    with serving(respond) as url:
        watcher = Watcher(tmp_path, f"{url}/feed")
        until(lambda: asked, watcher)
        assert watcher.end() < 10
        over.set()


@pytest.mark.server
def test_the_feed_of_a_real_wiki_goes_on_after_a_cut_without_a_miss(mediawiki: MediaWiki, tmp_path: Path) -> None:
    stamp = time.time_ns()
    first, second, other = f"First {stamp}", f"Second {stamp}", f"Other {stamp}"
    wiki = mediawiki.editor

    def spoil(title: str, number: int) -> None:
        wiki.edit(title, GOOD.replace("It opened", f"It opened in in {number}"))

    def mend(title: str, number: int) -> None:
        wiki.edit(title, f"{GOOD}Mended {number}.")

    def run(*arguments: str) -> int:
        return run_program(tmp_path, *arguments, environment={"ARTICLEWATCH_WIKI": mediawiki.url})[0]

    for title in (first, second, other):
        wiki.edit(title, GOOD)
    # Once a week: whatever is told here, the feed hinted at.
    assert run("watch", "add", first, second, "--every", "1w") == 0
    assert run("check", "--select", "doubled-word", "--isolated") == 0
    with change_feed(mediawiki.port + 1) as feed:
        watcher = Watcher(tmp_path, feed.url)
        until(lambda: watcher.noted("2 of 2 due pages checked, 0 changed"), watcher)
        spoil(other, 1990)
        spoil(first, 1991)
        until(lambda: watcher.told("1991") and watcher.noted("1 of 1 due pages checked, 1 changed"), watcher)
        feed.cut()
        spoil(second, 1992)  # while nobody can read the feed
        mend(first, 1992)
        until(lambda: feed.asked.count(feed.asked[-1]) >= 3 and watcher.noted("is lost (answers 503)"), watcher)
        assert not watcher.told("1992")
        feed.is_up = True
        until(lambda: watcher.told("1992") and watcher.told("fixed: "), watcher)
        assert watcher.noted("until it is back\n") == 1 and watcher.noted(" is back\n") == 2
        mend(second, 1993)
        watcher.kill()  # wherever it is
        until(lambda: feed.entries[-1]["title"] == second)
        wiki.move(first, f"{first} b")
        spoil(f"{first} b", 1994)
        watcher = Watcher(tmp_path, feed.url)
        until(lambda: watcher.told("1994") and watcher.told("moved from") and watcher.told("fixed: "), watcher)
        bad = wiki.edit(second, f"{GOOD}Here is is slander.")
        until(lambda: watcher.told("slander"), watcher)
        fixed = watcher.told("fixed: ")
        mend(second, 1996)
        until(lambda: watcher.told("fixed: ") > fixed, watcher)
        wiki.hide(bad)  # which no head of the page shows
        until(lambda: "slander" not in (tmp_path / "feeds/all.xml").read_text(), watcher)
        wiki.delete(second)
        until(lambda: watcher.told("no longer has it"), watcher)
        assert watcher.noted("checked once") == 0  # it went on where it was
        feed.cut()
        feed.forget()
        mend(f"{first} b", 1995)
        feed.forget()
        feed.is_up = True
        until(lambda: watcher.noted("starts anew") and watcher.told("fixed: ") == fixed + 2, watcher)
        assert watcher.end() < 10
    status, out, _ = run_program(tmp_path, "check", "--all", "--select", "doubled-word", "--isolated")
    assert (status, out) == (0, "")  # the poll finds nothing that the feed had missed
