from __future__ import annotations

import hashlib
import random
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articlewatch.history.codec import DEEPEST, compress, decompress, is_like_sized
from articlewatch.history.schema import StoreError
from articlewatch.history.store import Store, open_store
from articlewatch.history.texts import TextCache, erase_text, get_text, put_text

WORDS = [
    "bridge",
    "river",
    "stone",
    "opened",
    "engineer",
    "county",
    "iron",
    "arch",
    "span",
    "toll",
    "built",
    "water",
    "road",
    "east",
]


def edits(count: int, seed: int = 1) -> list[bytes]:
    """Return successive versions of a text, each a few words different from the one before."""
    chance = random.Random(seed)
    words = chance.choices(WORDS, k=1500)
    versions = []
    for number in range(count):
        for _ in range(3):
            words[chance.randrange(len(words))] = f"{chance.choice(WORDS)}{number}"
        versions.append(" ".join(words).encode())
    return versions


def put_all(store: Store, versions: list[bytes]) -> list[int]:
    numbers: list[int] = []
    with store.transaction():
        for version in versions:
            numbers.append(put_text(store.connection, store.texts, version, reversed(numbers[-4:])))
    return numbers


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=3000), st.one_of(st.none(), st.binary(min_size=8, max_size=3000)))
def test_compression_is_reversible(text: bytes, base: bytes | None) -> None:
    assert decompress(compress(text, base), base) == text


def test_a_text_far_into_a_long_base_is_found() -> None:
    base = random.Random(1).randbytes(3 << 20)
    assert len(compress(base + b"end", base)) < len(base) // 100


def test_like_sizes() -> None:
    assert is_like_sized(1000, 900) and is_like_sized(1000, 600) and is_like_sized(1000, 5000)
    assert not is_like_sized(100_000, 30)  # a blanked page
    assert not is_like_sized(100_000, 300_000) and not is_like_sized(100, 50)


def test_every_version_is_read_back(store: Store) -> None:
    versions = edits(130)
    numbers = put_all(store, versions)
    store.texts.clear()
    for number, version in zip(numbers, versions, strict=True):
        assert get_text(store.connection, store.texts, number) == version
    depths = [row[0] for row in store.connection.execute("SELECT depth FROM text ORDER BY text")]
    assert max(depths) == DEEPEST and depths.count(0) == 3
    raw, kept = store.connection.execute("SELECT sum(size), sum(length(body)) FROM text").fetchone()
    assert raw > 20 * kept


def test_equal_texts_are_kept_once(store: Store) -> None:
    versions = edits(2)
    assert put_all(store, [versions[0], versions[1], versions[0]])[::2] == [1, 1]


def test_a_blanked_page_is_nobodys_base(store: Store) -> None:
    versions = edits(4)
    put_all(store, [versions[0], b"", versions[1], b"vandal!", versions[2], versions[3]])
    rows = store.connection.execute("SELECT base, depth FROM text ORDER BY text").fetchall()
    assert rows == [(None, 0), (None, 0), (1, 1), (None, 0), (3, 2), (5, 3)]


def check_chains(connection: sqlite3.Connection) -> None:
    """Every stored depth is the true number of steps, and every text can be read without a cache."""
    rows = {row[0]: row[1:] for row in connection.execute("SELECT text, base, depth, sha1 FROM text")}
    for number, (base, depth, sha1) in rows.items():
        steps, current = 0, base
        while current is not None:
            steps, current = steps + 1, rows[current][0]
        assert steps == depth <= DEEPEST
        data = get_text(connection, TextCache(0), number)
        assert hashlib.sha1(data).hexdigest() == sha1


def test_erasing_reencodes_what_was_built_on_it(store: Store) -> None:
    versions = edits(60)
    numbers = put_all(store, versions)
    chance = random.Random(2)
    left = dict(zip(numbers, versions, strict=True))
    for number in [numbers[0], numbers[51], *chance.sample(numbers[1:50], 25), numbers[-1]]:
        with store.transaction():
            erase_text(store.connection, store.texts, number)
        del left[number]
        check_chains(store.connection)
    assert {n: get_text(store.connection, TextCache(), n) for n in left} == left


def test_erased_text_is_nowhere_in_the_files(path: Path) -> None:
    secret = random.Random(3).randbytes(12_000).hex().encode()  # compresses to half, so find its frame too
    others = edits(3)
    with open_store(path) as store:
        first, hidden, child = put_all(store, [others[0], secret, secret + b" and more"])
        frame = store.connection.execute("SELECT body FROM text WHERE text = ?", (hidden,)).fetchone()[0]
        probe = frame[4000:4032]
        store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert probe in path.read_bytes()
        with store.transaction():
            store.connection.execute("UPDATE text SET base = NULL, body = ? WHERE text = ?", (b"x", child))
            erase_text(store.connection, store.texts, hidden)
        assert store.wipe()
        files = [file for file in path.parent.iterdir() if file.name.startswith(path.name)]
        assert not any(probe in file.read_bytes() for file in files)
        assert get_text(store.connection, store.texts, first) == others[0]


def test_wiping_waits_for_a_reader_and_is_not_forgotten(path: Path) -> None:
    with open_store(path) as store:
        (number,) = put_all(store, [b"secret " * 100])
        reader = sqlite3.connect(path, isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM text").fetchone()
        with store.transaction():
            erase_text(store.connection, store.texts, number)
        assert not store.wipe()
        reader.close()
    with open_store(path) as store:
        assert not store.connection.execute("SELECT * FROM todo").fetchall()
    assert not path.with_name(path.name + "-wal").exists()


@pytest.mark.parametrize("damage", ["x'00'", "zeroblob(40)", "(SELECT body FROM text WHERE text = 3)"])
def test_a_damaged_text_is_noticed(store: Store, damage: str) -> None:
    put_all(store, edits(3))
    store.connection.execute(f"UPDATE text SET body = {damage} WHERE text = 2")
    store.texts.clear()
    for number in (2, 3):
        for _ in range(2):  # the second time must not be served from the cache
            with pytest.raises(StoreError, match="damaged"):
                get_text(store.connection, store.texts, number)
    assert get_text(store.connection, store.texts, 1)


def test_a_broken_chain_is_noticed(store: Store) -> None:
    put_all(store, edits(3))
    store.connection.execute("PRAGMA foreign_keys = OFF")
    store.connection.execute("DELETE FROM text WHERE text = 1")
    store.texts.clear()
    with pytest.raises(StoreError, match="chain is broken"):
        get_text(store.connection, store.texts, 3)
    store.connection.execute("UPDATE text SET base = 3 WHERE text = 2")
    with pytest.raises(StoreError, match="chain is broken"):
        get_text(store.connection, store.texts, 3)


def test_the_cache_keeps_to_its_size() -> None:
    cache = TextCache(1000)
    for number in range(100):
        cache.put(number, b"x" * 90)
    assert cache.get(0) is None and cache.get(99) is not None
    assert sum(cache.get(number) is not None for number in range(100)) == 11
    cache.put(500, b"x" * 5000)
    assert cache.get(500) is None
