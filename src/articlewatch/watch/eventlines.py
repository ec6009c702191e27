"""The lines of an event stream, bounded in length and in sound UTF-8, as the library is to read them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import requests

#: bytes of one event. A change takes a few thousand; the library's time goes with the square of an event's lines
LONGEST_EVENT = 256 << 10
_TOO_LONG = f"sends an event of more than {LONGEST_EVENT >> 10} KiB"

#: bytes read at a time: of an answer in chunks what has come is given at once, of others only what fills the measure
_PIECE, _ALONE = 1 << 9, 1


class FeedRefused(Exception):
    """The answer is no feed of recent changes. ``wait`` is the pause asked for, in seconds."""

    def __init__(self, reason: str, *, wait: float | None = None, final: bool = False, passing: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.wait, self.final, self.passing = reason, wait, final, passing


@dataclass(slots=True)
class Seen:
    """What one connection brought: whether an event could be read, and the pause asked for by ``retry:`` in seconds."""

    readable: bool = False
    retry: float | None = None


def bound_lines(response: requests.Response, seen: Seen) -> None:
    """Have the library read lines that are bounded, and note what it keeps to itself."""
    response.iter_lines = lambda *_, **__: _lines(response, seen)  # type: ignore[method-assign]


def _lines(response: requests.Response, seen: Seen) -> Iterator[bytes]:
    """Yield the lines of an event stream without their ends (LF, CR LF or CR), in sound UTF-8.

    Raises FeedRefused when an event grows beyond all measure.
    """
    size, first = 0, True
    for line in _raw_lines(response):
        text = line.rstrip(b"\r\n").decode("utf-8", "replace")
        text, first = text.removeprefix("\ufeff") if first else text, False
        if not text.startswith(":"):  # comments keep the connection alive, for ever if need be
            size = size + len(line) if text else 0
        if size > LONGEST_EVENT:
            raise FeedRefused(_TOO_LONG)
        _note_retry(text, seen)
        yield text.encode()


def _raw_lines(response: requests.Response) -> Iterator[bytes]:
    begun: list[bytes] = []
    length = 0
    for piece in response.iter_content(_PIECE if getattr(response.raw, "chunked", False) else _ALONE):
        length += len(piece)
        if length > LONGEST_EVENT:
            raise FeedRefused(_TOO_LONG)
        ended = begun and begun[-1].endswith(b"\r")  # or half of a CR LF
        begun.append(piece)
        if not ended and b"\n" not in piece and b"\r" not in piece:
            continue
        *lines, last = b"".join(begun).splitlines(keepends=True)
        lines, begun = ([*lines, last], []) if last.endswith(b"\n") else (lines, [last])
        length = sum(map(len, begun))
        yield from lines


def _note_retry(line: str, seen: Seen) -> None:
    name, _, value = line.partition(":")
    value = value.removeprefix(" ")
    if name == "retry" and value.isascii() and value.isdigit():
        seen.retry = int(value[:12]) / 1000
