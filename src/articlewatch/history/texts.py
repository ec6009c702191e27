"""Texts in the store: each distinct text once, compressed against a neighbour, checked when read, erasable.

A text either is whole (depth 0) or is compressed against its base, at most 50 steps from a whole one.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import OrderedDict
from collections.abc import Iterable

from articlewatch.history.codec import DEEPEST, compress, decompress, is_like_sized
from articlewatch.history.schema import StoreError

_CACHE_BYTES = 32 << 20


class TextCache:
    """The texts unpacked last: neighbours in a history share most of their chains."""

    def __init__(self, limit: int = _CACHE_BYTES) -> None:
        self.checked: set[int] = set()
        self._texts: OrderedDict[int, bytes] = OrderedDict()
        self._left = limit

    def get(self, text: int) -> bytes | None:
        found = self._texts.get(text)
        if found is not None:
            self._texts.move_to_end(text)
        return found

    def put(self, text: int, data: bytes) -> None:
        if text not in self._texts:
            self._texts[text] = data
            self._left -= len(data)
            while self._left < 0 and self._texts:
                self.forget(next(iter(self._texts)))

    def forget(self, text: int) -> None:
        self._left += len(self._texts.pop(text, b""))
        self.checked.discard(text)

    def clear(self) -> None:
        self.checked.clear()
        self._left += sum(map(len, self._texts.values()))
        self._texts.clear()


def find_text(connection: sqlite3.Connection, sha1: str) -> int | None:
    """Return the number of the stored text with this hexadecimal sha1, or None."""
    row = connection.execute("SELECT text FROM text WHERE sha1 = ?", (sha1,)).fetchone()
    return int(row[0]) if row else None


def put_text(connection: sqlite3.Connection, cache: TextCache, data: bytes, neighbours: Iterable[int] = ()) -> int:
    """Store *data* (UTF-8) unless it is there already, and return its number.

    It is compressed against the first of *neighbours* (numbers of texts, best first) of like size. Must be
    called inside a transaction.
    """
    sha1 = hashlib.sha1(data, usedforsecurity=False).hexdigest()
    known = find_text(connection, sha1)
    if known is not None:
        return known
    base, depth = _choose_base(connection, len(data), neighbours)
    body = compress(data, None if base is None else get_text(connection, cache, base))
    cursor = connection.execute(
        "INSERT INTO text (sha1, size, base, depth, body) VALUES (?, ?, ?, ?, ?)",
        (sha1, len(data), base, depth, body),
    )
    number = int(cursor.lastrowid or 0)
    cache.put(number, data)
    cache.checked.add(number)
    return number


def get_text(connection: sqlite3.Connection, cache: TextCache, text: int) -> bytes:
    """Return the bytes of a stored text. Raises StoreError when they are damaged or missing."""
    data = _unpack_chain(connection, cache, text)
    if text not in cache.checked:
        # Only a text asked for is checked, not its bases: a damaged base cannot give it the right sum.
        row = connection.execute("SELECT sha1 FROM text WHERE text = ?", (text,)).fetchone()
        if row is None or hashlib.sha1(data, usedforsecurity=False).hexdigest() != row[0]:
            cache.clear()
            raise StoreError(f"text {text} in the store is damaged: its sha1 is wrong")
        cache.checked.add(text)
    return data


def _unpack_chain(connection: sqlite3.Connection, cache: TextCache, text: int) -> bytes:
    chain: list[tuple[int, bytes]] = []
    current: int | None = text
    data: bytes | None = None
    while current is not None:
        data = cache.get(current)
        if data is not None:
            break
        row = connection.execute("SELECT base, body FROM text WHERE text = ?", (current,)).fetchone()
        if row is None or len(chain) > DEEPEST:
            raise StoreError(f"text {text} in the store cannot be read: its chain is broken at {current}")
        chain.append((current, row[1]))
        current = row[0]
    for number, body in reversed(chain):
        data = _unpack(number, body, data)
        cache.put(number, data)
    assert data is not None
    return data


def erase_text(connection: sqlite3.Connection, cache: TextCache, text: int) -> None:
    """Remove a text that no revision refers to, so that nothing of it stays in the file.

    The texts compressed against it are compressed anew, against its own base or whole. Must be called
    inside a transaction; the log is cleaned after it (``Store.wipe``).
    """
    base = connection.execute("SELECT base FROM text WHERE text = ?", (text,)).fetchone()[0]
    children = [row[0] for row in connection.execute("SELECT text FROM text WHERE base = ?", (text,))]
    for child in children:
        _rebase(connection, cache, child, base)
    connection.execute("DELETE FROM text WHERE text = ?", (text,))
    connection.execute("INSERT OR IGNORE INTO todo (task) VALUES ('wipe')")
    cache.forget(text)


def _rebase(connection: sqlite3.Connection, cache: TextCache, text: int, base: int | None) -> None:
    data = get_text(connection, cache, text)
    old = connection.execute("SELECT depth FROM text WHERE text = ?", (text,)).fetchone()[0]
    chosen, depth = _choose_base(connection, len(data), [] if base is None else [base])
    body = compress(data, None if chosen is None else get_text(connection, cache, chosen))
    connection.execute("UPDATE text SET base = ?, body = ? WHERE text = ?", (chosen, body, text))
    connection.execute(
        """WITH RECURSIVE below (text) AS (
               VALUES (?) UNION ALL
               SELECT child.text FROM text AS child JOIN below ON child.base = below.text)
           UPDATE text SET depth = depth + ? WHERE text IN below""",
        (text, depth - old),
    )


def _choose_base(connection: sqlite3.Connection, size: int, neighbours: Iterable[int]) -> tuple[int | None, int]:
    """Return the base for a text of *size* bytes and its depth: the first neighbour that is of like size.

    When that one is already at the end of its chain, a new chain begins: a neighbour further away would
    only make every later text as deep.
    """
    for neighbour in neighbours:
        row = connection.execute("SELECT size, depth FROM text WHERE text = ?", (neighbour,)).fetchone()
        if row and is_like_sized(size, row[0]):
            return (neighbour, row[1] + 1) if row[1] < DEEPEST else (None, 0)
    return None, 0


def _unpack(number: int, body: bytes, base: bytes | None) -> bytes:
    try:
        return decompress(body, base)
    except ValueError as error:
        raise StoreError(f"text {number} in the store is damaged: {error}") from None
