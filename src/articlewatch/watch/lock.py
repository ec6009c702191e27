"""One pass at a time over a store: a lock that dies with the process that holds it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from articlewatch.errors import ArticlewatchError


class Locked(ArticlewatchError):
    """Another pass over the same store is under way."""

    exit_status = 3


@contextmanager
def locked(store: str) -> Iterator[None]:
    """Hold the lock beside the store at path *store*. Raises Locked when another process holds it."""
    path = Path(f"{store}.lock")
    try:
        file = path.open("a+b")
    except OSError as error:
        raise Locked(f"{path}: {error.strerror or error}") from None
    with file:
        if not _take(file.fileno()):
            raise Locked(f"{store}: another check is under way; this one has nothing to do")
        yield


def _take(number: int) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(number, 0, os.SEEK_SET)
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
