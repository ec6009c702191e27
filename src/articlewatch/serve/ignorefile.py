"""The ignore file on the disk: read when it has changed, replaced in one step, by one writer at a time."""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from articlewatch.errors import ArticlewatchError, ConfigurationError
from articlewatch.lint.configuration import parse_ignore_file
from articlewatch.lint.suppression import SideEntry
from articlewatch.serve.entries import name_of, with_entry, without_entry

_POLL = 0.05  # seconds

Version = tuple[int, int]


class IgnoreFileBusy(ArticlewatchError):
    """Another process is writing the ignore file, or died while it did."""

    exit_status = 3


class IgnoreFile:
    """The entries in the file at *path*, which need not exist yet. *wait* is how many seconds to wait for a writer."""

    def __init__(self, path: Path, *, wait: float = 5.0) -> None:
        self.path = path
        self._wait = wait

    @property
    def version(self) -> Version:
        """What changes when the file does: its time of change in nanoseconds, its size in bytes; zeros without one."""
        try:
            # The file that a link leads to is the one that is read and replaced.
            found = self.path.stat()
        except OSError:
            return 0, 0
        return found.st_mtime_ns, found.st_size

    def entries(self) -> list[SideEntry]:
        """Return the entries; none when there is no file. Raises ConfigurationError for what is not understood."""
        return parse_ignore_file(self._read(), str(self.path))

    def add(self, entry: SideEntry) -> None:
        """Add *entry*, unless it is there. Raises ConfigurationError or IgnoreFileBusy."""
        self._change(lambda text: text if entry in self._parsed(text) else with_entry(text, entry, str(self.path)))

    def remove(self, name: str) -> SideEntry:
        """Take out the entry that ``entries.name_of`` calls *name* and return it.

        Raises ConfigurationError when it is not there any more, or IgnoreFileBusy.
        """
        removed: list[SideEntry] = []

        def change(text: str) -> str:
            found = next((entry for entry in self._parsed(text) if name_of(entry) == name), None)
            if found is None:
                raise ConfigurationError(f"{self.path}: the entry is not there any more")
            removed.append(found)
            return without_entry(text, found, str(self.path))

        self._change(change)
        return removed[0]

    def _parsed(self, text: str) -> list[SideEntry]:
        return parse_ignore_file(text, str(self.path))

    def _read(self) -> str:
        try:
            # Line ends stay as they are, so that the file can be given back.
            return self.path.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            return ""
        except UnicodeDecodeError:
            raise ConfigurationError(f"{self.path}: not UTF-8") from None
        except OSError as error:
            raise ConfigurationError(f"{self.path}: cannot be read ({error.strerror or error})") from None

    def _change(self, change: Callable[[str], str]) -> None:
        target = Path(os.path.realpath(self.path))
        try:
            with self._writing(target.with_name(f"{target.name}.lock")) as partial:
                old = self._read()
                new = change(old)
                if new == old:
                    partial.unlink()
                    return
                with partial.open("wb") as file:
                    file.write(new.encode("utf-8"))
                    file.flush()
                    os.fsync(file.fileno())
                if target.exists():
                    shutil.copymode(target, partial)
                partial.replace(target)
        except OSError as error:
            raise ConfigurationError(f"{self.path}: cannot be written ({error.strerror or error})") from None

    @contextmanager
    def _writing(self, partial: Path) -> Iterator[Path]:
        """Hold the lock, which is the file that the new content is written to: it exists only while somebody writes."""
        until = time.monotonic() + self._wait
        while True:
            try:
                os.close(os.open(partial, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
                break
            except FileExistsError:
                if time.monotonic() >= until:
                    raise IgnoreFileBusy(
                        f"{self.path}: somebody else is writing it; if nobody is, remove {partial.name}"
                    ) from None
                time.sleep(_POLL)
        try:
            yield partial
        except BaseException:
            with contextlib.suppress(FileNotFoundError):
                partial.unlink()
            raise
