"""Kill a process again and again, and compare the store it leaves with one that was left alone."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path


def contents(path: Path) -> dict[str, object]:
    """Return everything a store says, and a digest of each packed text: the layout itself must not differ."""
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert not connection.execute("PRAGMA foreign_key_check").fetchall()
    tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    everything: dict[str, object] = {}
    for table in sorted(tables):
        rows = connection.execute(f"SELECT * FROM {table}").fetchall()
        everything[table] = sorted((tuple(map(_digest, row)) for row in rows), key=repr)
    connection.close()
    return everything


def _digest(cell: object) -> object:
    return hashlib.sha1(cell).hexdigest() if isinstance(cell, bytes) else cell


def killed_again_and_again(code: str, arguments: list[str], kills: int, longest: float) -> Iterator[int]:
    """Run *code*, which prints a line when it begins, killing it after at most *longest* seconds, *kills* times.

    Yields whenever a run got to its end, with how many kills it had to survive. The last run is not killed.
    """
    chance = random.Random(7)
    survived = 0
    while True:
        process = subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        if kills:
            time.sleep(chance.uniform(0, longest))
            os.kill(process.pid, signal.SIGKILL)
        process.communicate()
        if process.returncode == -signal.SIGKILL:
            kills -= 1
            survived += 1
            continue
        assert process.returncode == 0
        yield survived
        survived = 0
        if not kills:
            return
