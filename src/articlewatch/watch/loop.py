"""Check again and again: sleep until something is due, then make the same pass as ``check``."""

from __future__ import annotations

import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from articlewatch.history.schema import StoreError
from articlewatch.history.store import Store
from articlewatch.watch.outbox import waiting
from articlewatch.watch.trouble import troubles
from articlewatch.watch.watchlist import next_due

#: the longest sleep: pages may be added by another process, and the clock may be set
_LONGEST = 60.0
#: a signal that comes between looking and sleeping is noticed after this
_SLICE = 0.5
#: and the shortest, so that what stays due for whatever reason makes no busy loop
_SHORTEST = 5.0


class Stopping:
    """Whether the loop is to end; a sleep ends soon when it is."""

    def __init__(self) -> None:
        self._asked = False

    def ask(self) -> None:
        """Ask the loop to end after the page at hand. Safe in a signal handler, since it takes no lock."""
        self._asked = True

    def asked(self) -> bool:
        return self._asked

    def sleep(self, seconds: float) -> None:
        """Sleep that long, or until it is asked to end."""
        end = time.monotonic() + seconds
        while not self._asked and (left := end - time.monotonic()) > 0:
            time.sleep(min(left, _SLICE))


@contextmanager
def stopped_by_signals() -> Iterator[Stopping]:
    """Give a Stopping that SIGTERM and SIGINT set; a second signal ends the process as usual."""
    stopping = Stopping()
    numbers = [signal.SIGTERM, signal.SIGINT]
    before = {number: signal.getsignal(number) for number in numbers}

    def stop(number: int, frame: FrameType | None) -> None:
        stopping.ask()
        signal.signal(number, before[signal.Signals(number)])

    for number in numbers:
        signal.signal(number, stop)
    try:
        yield stopping
    finally:
        for number in numbers:
            signal.signal(number, before[number])


def run_loop(
    store: Store,
    stopping: Stopping,
    now: Callable[[], float],
    one_pass: Callable[[], None],
    hints: Callable[[], bool] = lambda: False,
    tell: Callable[[str], None] = lambda line: None,
) -> None:
    """Call *one_pass* whenever something is due, until *stopping* is asked.

    *hints* is called again and again in between; it may make pages due, and says whether it did. A store that cannot
    be used for the moment (locked, or the disk is full) is told, and tried again.
    """
    while not stopping.asked():
        try:
            one_pass()
            _sleep_until_due(store, stopping, now, hints)
        except (StoreError, sqlite3.Error) as error:
            reason = str(error) if isinstance(error, StoreError) else f"{store.name}: {error}"
            tell(f"{reason}; tried again in {_LONGEST:.0f} s")
            stopping.sleep(_LONGEST)


def _sleep_until_due(store: Store, stopping: Stopping, now: Callable[[], float], hints: Callable[[], bool]) -> None:
    end = time.monotonic() + wait(store, now())
    while not stopping.asked() and (left := end - time.monotonic()) > 0:
        stopping.sleep(min(left, _SLICE))
        if hints():
            end = min(end, time.monotonic() + wait(store, now()))


def wait(store: Store, now: float) -> float:
    """Return the seconds to sleep before the next pass: until a page is due or something failed is tried again."""
    moments = [float(trouble.after) for trouble in troubles(store)]
    due = next_due(store, now)
    if due is not None and not moments:
        moments.append(float(due))
    if waiting(store):
        moments.append(now + _LONGEST)
    longest = _LONGEST
    return min(max(min(moments, default=now + longest) - now, _SHORTEST), longest)
