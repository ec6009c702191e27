"""However the looks fall between the edits, what was told of a finding ends with what became of it."""

from __future__ import annotations

import random

import pytest
from watch.conftest import Desk
from watch.outcome import assert_told_once

from articlewatch.history.following import lives_of
from articlewatch.watch.events import newest_events

HEAD = "'''Bridge''' is a bridge.\n\n== History ==\nIt opened.\n\n"


def text(slots: list[bool], number: int) -> str:
    lines = [f"Part {slot} was {'the the' if bad else 'the'} first to open." for slot, bad in enumerate(slots)]
    return HEAD + "\n\n".join(lines) + f"\n\nEdit {number}."


@pytest.mark.parametrize("seed", range(6))
def test_every_finding_is_told_once(desk: Desk, seed: int) -> None:
    chance = random.Random(seed)
    slots = [False] * 3
    desk.save(text(slots, 0))
    desk.look()
    for number in range(1, 25):
        slot = chance.randrange(3)
        slots[slot] = not slots[slot]
        desk.save(text(slots, number))
        if chance.random() < 0.5:
            desk.look()
    desk.look()
    told = [(event.kind, event.revid) for event in newest_events(desk.store, "hook", 1000)]
    lives = lives_of(desk.store, desk.page)
    assert_told_once([[(event.kind, event.revision.revid) for event in life.events] for life in lives], told)
