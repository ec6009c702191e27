"""The store opened for one request: for reading only, and as it is at one moment, whatever a check writes meanwhile."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from articlewatch.history.schema import StoreError, refuse_newer, version_of
from articlewatch.history.store import Store

Version = tuple[tuple[int, int], ...]


def version_of_file(path: Path) -> Version:
    """Return what changes when the store does: times of change in nanoseconds and sizes of the file and its log.

    An empty log counts as none: a reader makes one.
    """
    found = []
    for name in (path, Path(f"{path}-wal")):
        try:
            stat = name.stat()
        except OSError:
            found.append((0, 0))
        else:
            found.append((stat.st_mtime_ns, stat.st_size) if stat.st_size else (0, 0))
    return tuple(found)


@contextmanager
def reading(path: Path) -> Iterator[Store]:
    """Give the store at *path* as it is now. Raises StoreError when it is not there, newer, damaged, or not a store."""
    if not path.exists():
        raise StoreError(f"{path}: no such store; 'articlewatch fetch' or 'articlewatch import' makes one")
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5, isolation_level=None)
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {error}") from None
    try:
        refuse_newer(version_of(connection, str(path)), str(path))
        connection.execute("PRAGMA query_only = ON")
        connection.execute("BEGIN")
        yield Store(connection, str(path), 0, lambda line: None)
    except sqlite3.Error as error:
        raise StoreError(f"{path}: {error}") from None
    finally:
        connection.close()
