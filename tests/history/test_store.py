from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from articlewatch.history import schema
from articlewatch.history.schema import MIGRATIONS, StoreError, migrate
from articlewatch.history.store import open_store


def test_a_new_store_is_of_today(path: Path) -> None:
    with open_store(path) as store:
        connection = store.connection
        assert connection.execute("PRAGMA user_version").fetchone()[0] == len(MIGRATIONS)
        assert connection.execute("PRAGMA application_id").fetchone()[0] == schema.APPLICATION_ID
        assert connection.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        assert connection.execute("PRAGMA secure_delete").fetchone()[0] == 1
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_every_column_is_documented(path: Path) -> None:
    documented = set(re.findall(r"^(\w+\.\w+) ", schema.__doc__ or "", re.MULTILINE))
    with open_store(path) as store:
        tables = [row[0] for row in store.connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        columns = {
            f"{table}.{row[1]}" for table in tables for row in store.connection.execute(f"PRAGMA table_info({table})")
        }
    assert documented == columns


def test_what_is_no_store_is_refused_and_left_alone(path: Path) -> None:
    path.write_bytes(b"This is my diary. " * 100)
    with pytest.raises(StoreError, match="not a store"):
        open_store(path)
    assert path.read_bytes() == b"This is my diary. " * 100
    path.unlink()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE diary (day)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        open_store(path)
    assert path.read_bytes() == before


def test_no_store_is_made_for_a_reader(path: Path) -> None:
    with pytest.raises(StoreError, match="no such store"):
        open_store(path, create=False)
    assert not path.exists()


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="unable to open"):
        open_store(tmp_path)


def test_a_newer_store_is_refused_not_damaged(path: Path) -> None:
    open_store(path).close()
    newer = sqlite3.connect(path, isolation_level=None)
    newer.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    newer.execute("ALTER TABLE page ADD COLUMN new_thing")
    newer.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="newer articlewatch"):
        open_store(path)
    assert path.read_bytes() == before


def test_migrations_are_applied_in_order_and_whole_or_not_at_all(path: Path) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    first = ("CREATE TABLE a (x)",)
    for steps in ((first,), (first, ("ALTER TABLE a ADD COLUMN y", "INSERT INTO a VALUES (1, 2)"))):
        connection.execute("BEGIN IMMEDIATE")
        migrate(connection, "store", steps)
        connection.execute("COMMIT")
    assert connection.execute("SELECT x, y FROM a").fetchall() == [(1, 2)]
    broken = (*[first] * 2, ("ALTER TABLE a ADD COLUMN z", "nonsense"))
    connection.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection, "store", broken)
    connection.execute("ROLLBACK")
    assert connection.execute("PRAGMA user_version").fetchone()[0] == 2
    assert [row[1] for row in connection.execute("PRAGMA table_info(a)")] == ["x", "y"]


def test_a_transaction_is_whole_or_nothing(path: Path) -> None:
    with open_store(path) as store:
        with pytest.raises(ZeroDivisionError), store.transaction():
            store.connection.execute("INSERT INTO todo VALUES ('x')")
            raise ZeroDivisionError
        assert not store.connection.execute("SELECT * FROM todo").fetchall()


def test_a_second_writer_waits_and_says_so(path: Path) -> None:
    with open_store(path) as store:
        with store.transaction():
            other = subprocess.Popen(
                [sys.executable, "-c", _WRITE_ONE, str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
            )
            assert other.stderr is not None
            assert other.stderr.readline() == f"{path}: another process is writing; waiting\n"
            store.connection.execute("INSERT INTO todo VALUES ('first')")
        assert other.communicate(timeout=20) == ("done\n", "")
        assert store.connection.execute("SELECT * FROM todo").fetchall() == [("first",), ("second",)]


_WRITE_ONE = """
import sys
from articlewatch.history.store import open_store
with open_store(sys.argv[1], tell=lambda line: print(line, file=sys.stderr)) as store:
    with store.transaction():
        store.connection.execute("INSERT INTO todo VALUES ('second')")
    print("done")
"""


def test_a_second_writer_does_not_wait_for_ever(path: Path) -> None:
    with (
        open_store(path) as one,
        open_store(path, wait=0.3) as two,
        one.transaction(),
        pytest.raises(StoreError, match="in use by another process"),
        two.transaction(),
    ):
        pass


def test_two_processes_make_a_store_at_once(path: Path) -> None:
    code = "import sys; from articlewatch.history.store import open_store; open_store(sys.argv[1]).close()"
    makers = [subprocess.Popen([sys.executable, "-c", code, str(path)], stderr=subprocess.PIPE) for _ in range(6)]
    assert [maker.communicate()[1] for maker in makers] == [b""] * 6
    assert [maker.returncode for maker in makers] == [0] * 6
    with open_store(path, create=False) as store:
        assert store.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_many_open_a_new_store_at_the_same_moment(tmp_path: Path) -> None:
    for number in range(40):
        barrier, errors = threading.Barrier(6), list[BaseException]()

        def make(path: Path, barrier: threading.Barrier = barrier, errors: list[BaseException] = errors) -> None:
            barrier.wait()
            try:
                open_store(path).close()
            except BaseException as error:
                errors.append(error)

        makers = [threading.Thread(target=make, args=(tmp_path / f"{number}.sqlite",)) for _ in range(6)]
        for maker in makers:
            maker.start()
        for maker in makers:
            maker.join()
        assert not errors


def test_a_full_disk_is_one_line(path: Path) -> None:
    with open_store(path) as store:
        pages = store.connection.execute("PRAGMA page_count").fetchone()[0]
        store.connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="full"), store.transaction():
            store.connection.execute("INSERT INTO todo VALUES (?)", ("x" * 100_000,))
        store.connection.execute("PRAGMA max_page_count = 0")
        assert store.connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_a_damaged_file_is_one_line(path: Path) -> None:
    with open_store(path) as store, store.transaction():
        store.connection.executemany("INSERT INTO todo VALUES (?)", [(f"{n} {'x' * 500}",) for n in range(200)])
    data = bytearray(path.read_bytes())
    data[40_000:80_000] = b"\xff" * 40_000
    path.write_bytes(data)
    with pytest.raises(StoreError, match="malformed"), open_store(path) as store:
        store.connection.execute("SELECT count(*), max(task) FROM todo NOT INDEXED").fetchone()
