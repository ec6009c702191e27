"""The garbage collector is as it was after a pause, and what was made meanwhile is looked at in the end."""

from __future__ import annotations

import gc
import sys
import weakref
from collections.abc import Iterator

import pytest

from articlewatch.article import collector
from articlewatch.article.collector import pausing_collector


class Knot:
    """Something that only the collector can free."""

    def __init__(self) -> None:
        self.own = self


@pytest.fixture
def collections(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The generations of all collections from here on."""
    seen: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            seen.append(info["generation"])

    gc.collect()
    monkeypatch.setattr(pausing_collector, "_left", sys.getallocatedblocks())
    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)


def test_nothing_is_looked_at_during_and_after_a_pause(collections: list[int]) -> None:
    with pausing_collector():
        assert not gc.isenabled()
        with pausing_collector():
            kept = [[] for _ in range(50_000)]
        assert not gc.isenabled()
    assert gc.isenabled()
    kept += [[] for _ in range(100)]
    assert collections == []


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with pausing_collector():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_knots_are_freed_in_the_end(collections: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collector, "_GROWTH", 20_000)
    knots: list[weakref.ref[Knot]] = []
    while len(knots) < 3_000_000 and (not knots or knots[0]() is not None):
        with pausing_collector():
            knots += [weakref.ref(Knot()) for _ in range(5_000)]
    assert all(knot() is None for knot in knots)
    assert collections.count(2) == 1 and len(knots) > 5_000


def test_what_somebody_else_froze_stays_frozen() -> None:
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        assert frozen > 1000
        with pausing_collector():
            kept = [[] for _ in range(5_000)]
        assert gc.get_freeze_count() == pytest.approx(frozen, rel=0.01)
        assert kept
    finally:
        gc.unfreeze()
