"""A change feed as EventStreams serves one: server-sent events over HTTP, resumed by Last-Event-ID, cut on demand."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from mediawiki.loopback import reply, serving

from articlewatch.sources.patience import Patience

QUICK = Patience(first=0.02, longest=0.1, connect=2.0, silence=2.0)

#: seconds; long enough for a slow machine, and nothing takes so long unless a test fails
_LONG = 60.0


def until(condition: Callable[[], object], seen: object = "nothing") -> None:
    """Wait for what another thread or process brings about; a failure shows what was *seen* instead."""
    end = time.monotonic() + _LONG
    while not condition():
        assert time.monotonic() < end, f"it did not come about; seen: {seen}"
        time.sleep(0.01)


def begin(handler: BaseHTTPRequestHandler, **headers: str) -> None:
    """Begin an answer that is an event stream in chunks."""
    handler.protocol_version = "HTTP/1.1"
    handler.close_connection = True
    handler.send_response(200)
    for name, value in ({"Content_Type": "text/event-stream; charset=utf-8"} | headers).items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()


def chunk(handler: BaseHTTPRequestHandler, data: bytes) -> None:
    """Send one piece of it. Raises OSError when the reader has gone."""
    handler.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
    handler.wfile.flush()


@dataclass(slots=True)
class ChangeFeed:
    """A feed of the events in ``entries``, numbered from 1. ``asked`` lists the Last-Event-ID of each connection."""

    url: str = ""
    entries: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str | None] = field(default_factory=list)
    is_up: bool = True
    oldest: int = 0
    generation: int = 0

    def cut(self) -> None:
        """End all connections and refuse new ones."""
        self.is_up = False
        self.generation += 1

    def forget(self) -> None:
        """Remember nothing of what was sent until now."""
        self.oldest = len(self.entries)

    def serve(self, handler: BaseHTTPRequestHandler, number: int) -> None:
        last = handler.headers.get("Last-Event-ID")
        self.asked.append(last)
        if not self.is_up:
            return reply(handler, 503, b"down")
        if last is not None and int(last) < self.oldest:
            return reply(handler, 400, b"no such offset")
        generation, sent = self.generation, int(last) if last is not None else len(self.entries)
        begin(handler)
        try:
            while generation == self.generation:
                while sent < len(self.entries):
                    sent += 1
                    chunk(handler, f"id: {sent}\ndata: {json.dumps(self.entries[sent - 1])}\n\n".encode())
                chunk(handler, b":\n")
                time.sleep(0.02)
        except OSError:
            pass
        return None


@contextmanager
def change_feed(datagrams: int | None = None) -> Iterator[ChangeFeed]:
    """Serve a feed; of what comes to the UDP port *datagrams*, when one is given."""
    feed = ChangeFeed()
    closing = threading.Event()
    threads = []
    if datagrams is not None:
        receiver = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        receiver.bind(("127.0.0.1", datagrams))
        receiver.settimeout(0.1)

        def receive() -> None:
            with receiver:
                while not closing.is_set():
                    try:
                        feed.entries.append(json.loads(receiver.recv(1 << 16)))
                    except TimeoutError:
                        continue

        threads.append(threading.Thread(target=receive, daemon=True))
        threads[0].start()
    with serving(feed.serve) as url:
        feed.url = f"{url}/v2/stream/recentchange"
        try:
            yield feed
        finally:
            feed.cut()
            closing.set()
            for thread in threads:
                thread.join()
