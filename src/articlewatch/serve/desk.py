"""What all requests share: where store and ignore file lie, the linter, and what was made for earlier requests."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from articlewatch.lint import Linter, Rule, Settings
from articlewatch.lint.suppression import SideEntry
from articlewatch.serve.ignorefile import IgnoreFile

#: so many pages and histories are kept; a page of a long article takes a few hundred kilobytes
_KEPT = 32


@dataclass(frozen=True, slots=True)
class Place:
    """What the site is of. ``ignores_read`` says whether the commands read the ignore file without being told."""

    store: Path
    ignore_file: Path
    ignores_read: bool = True


@dataclass(slots=True)
class Kept:
    """The last results of something costly, by what they depend on."""

    most: int = _KEPT
    _made: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """Return what *make* gives, or gave the last time with this *key*."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
        made = make()
        with self._lock:
            self._made[key] = made
            while len(self._made) > self.most:
                self._made.popitem(last=False)
        return made


class Desk:
    """The linter and the ignore file, for many threads. Nothing here holds the store open.

    Raises ConfigurationError when the settings cannot be used.
    """

    def __init__(
        self,
        place: Place,
        rules: Sequence[Rule],
        settings: Settings,
        *,
        today: Callable[[], date] = lambda: datetime.now(UTC).date(),
    ) -> None:
        self.place = place
        self.ignores = IgnoreFile(place.ignore_file)
        self.kept = Kept()
        self._rules, self._settings, self._today = rules, settings, today
        self._lock = threading.RLock()
        self._linter: Linter | None = None
        self._following: Linter | None = None
        self._made_for: Hashable = None
        self._entries: list[SideEntry] = []
        with self.linting():
            pass

    @property
    def version(self) -> Hashable:
        """What changes when findings of the same text may: the ignore file, and the day."""
        return self.ignores.version, self._today()

    def entries(self) -> list[SideEntry]:
        """Return the entries of the ignore file that hold today."""
        with self.linting():
            return [entry for entry in self._entries if not entry.expired(self._today())]

    @contextmanager
    def linting(self) -> Iterator[Linter]:
        """Give the linter to one thread at a time. Raises ConfigurationError when the ignore file is not understood."""
        with self._lock:
            version = self.version
            if self._linter is None or version != self._made_for:
                self._entries = self.ignores.entries()
                self._linter = Linter(self._rules, self._settings, ignores=self._entries, today=self._today())
                self._made_for = version
            yield self._linter

    @contextmanager
    def following(self) -> Iterator[Linter]:
        """Give a linter that ignores nothing to one thread at a time: what is ignored has a history all the same."""
        with self._lock:
            if self._following is None:
                self._following = Linter(self._rules, self._settings)
            yield self._following
