"""Open the store, write to it in transactions, and see to it that what was erased is gone from the disk.

What is in it is read and written by the functions of ``pages``, ``revisions`` and ``texts``; its tables are
described in ``schema``.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from articlewatch.history.schema import MIGRATIONS, StoreError, migrate, refuse_newer, version_of
from articlewatch.history.texts import TextCache

#: where the commands keep the store unless told otherwise
DEFAULT_PATH = "articlewatch.sqlite"

_TELL_AFTER = 1.0  # seconds of waiting before the user is told
_POLL = 0.05
#: bytes; with less, SQLite cannot even open its log
_LEAST_SPACE = 64 << 10
_FULL = "the disk is full"


class Store:
    """An open store. Use ``open_store``.

    ``connection`` is in autocommit mode; whatever writes does so inside ``transaction``.
    """

    def __init__(self, connection: sqlite3.Connection, name: str, wait: float, tell: Callable[[str], None]) -> None:
        self.connection = connection
        self.name = name
        self.texts = TextCache()
        self._wait, self._tell = wait, tell
        self._seen_version = -1

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do everything inside or nothing of it, even if the process is killed.

        While another process writes, waits and says so. Raises StoreError when that takes too long, or
        when the disk is full or the file damaged.
        """
        self._begin()
        try:
            yield
            self._run("COMMIT")
        except BaseException as error:
            self.texts.clear()
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                raise _store_error(self.name, error) from None
            raise

    def wipe(self) -> bool:
        """Remove erased content from the write-ahead log too; False when a reader prevents it for now.

        Inside the database SQLite has already overwritten it with zeros (``secure_delete``). Called when
        the store is opened and closed as long as there is something to wipe.
        """
        if not self.connection.execute("SELECT 1 FROM todo WHERE task = 'wipe'").fetchone():
            return True
        busy = self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        if busy:
            return False
        with self.transaction():
            self.connection.execute("DELETE FROM todo WHERE task = 'wipe'")
        return True

    def close(self) -> None:
        """Close the file, wiping first what is to be wiped."""
        try:
            if not self.wipe():
                self._tell(f"{self.name}: in use; erased text leaves its log when the store is next opened")
        except (sqlite3.Error, StoreError):
            pass  # a read-only or damaged file: the task stays noted for the next time
        self.connection.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self.close()
        if isinstance(error, sqlite3.Error):  # a damaged file shows itself in the middle of reading
            raise _store_error(self.name, error) from None

    def _begin(self) -> None:
        began, told = time.monotonic(), False
        while not self._try_begin():
            waited = time.monotonic() - began
            if waited >= self._wait:
                raise StoreError(f"{self.name}: in use by another process (waited {waited:.0f} s)")
            if waited >= _TELL_AFTER and not told:
                self._tell(f"{self.name}: another process is writing; waiting")
                told = True
            time.sleep(_POLL)
        version = self.connection.execute("PRAGMA data_version").fetchone()[0]
        if version != self._seen_version:  # another process wrote: texts may have been erased
            self.texts.clear()
            self._seen_version = version

    def _try_begin(self) -> bool:
        try:
            self.connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY:
                return False
            raise _store_error(self.name, error) from None
        except sqlite3.DatabaseError as error:
            raise _store_error(self.name, error) from None
        return True

    def _run(self, statement: str) -> None:
        try:
            self.connection.execute(statement)
        except sqlite3.DatabaseError as error:
            raise _store_error(self.name, error) from None


def open_store(
    path: str | Path = DEFAULT_PATH,
    *,
    create: bool = True,
    wait: float = 30.0,
    tell: Callable[[str], None] = lambda line: None,
) -> Store:
    """Open the store at *path*, making or updating it as needed.

    *wait* is how many seconds to wait for another process that writes; *tell* is given one line when that
    happens. Raises StoreError when there is none and *create* is false, and when the file is damaged,
    foreign, or written by a newer articlewatch; such a file is left as it is.
    """
    file = Path(path)
    if not create and not file.exists():
        raise StoreError(f"{file}: no such store; 'articlewatch fetch' or 'articlewatch import' makes one")
    connection = _connect(file, create)
    try:
        store = Store(connection, str(file), wait, tell)
        version = version_of(connection, store.name)
        refuse_newer(version, store.name)
        _prepare(connection, store.name)
        if version < len(MIGRATIONS):
            with store.transaction():
                migrate(connection, store.name)
        store.wipe()
    except BaseException as error:
        connection.close()
        if isinstance(error, sqlite3.Error):
            raise _store_error(str(file), error) from None
        if isinstance(error, StoreError) and _is_full(str(file)):
            raise StoreError(f"{error}; {_FULL}") from None
        raise
    return store


def _store_error(name: str, error: sqlite3.Error) -> StoreError:
    return StoreError(f"{name}: {error}; {_FULL}" if _is_full(name) else f"{name}: {error}")


def _is_full(name: str) -> bool:
    """Whether the disk is full, which SQLite reports as one of several errors of input and output."""
    try:
        return shutil.disk_usage(Path(name).absolute().parent).free < _LEAST_SPACE
    except OSError:
        return False


def _connect(file: Path, create: bool) -> sqlite3.Connection:
    try:
        if create:
            file.parent.mkdir(parents=True, exist_ok=True)
        address = f"{file.absolute().as_uri()}?mode={'rwc' if create else 'rw'}"
        return sqlite3.connect(address, uri=True, timeout=5.0, isolation_level=None)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{file}: {error}") from None


def _prepare(connection: sqlite3.Connection, name: str) -> None:
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        # With a write-ahead log NORMAL survives a killed process; a power cut may undo the last commits
        # but leaves the file whole, and what was undone is fetched again.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA busy_timeout = 200")  # the waiting itself is done, and told, by Store
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise StoreError(f"{name}: {error}") from None
        # Another process is making the store this moment, and sets the same journal mode.
