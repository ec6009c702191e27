"""However the looks fall between the edits, what was told of a finding ends with what became of it."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from watch.conftest import Desk
from watch.outcome import due_of

from articlewatch.history.following import lives_of

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
    told: list[list[tuple[str, int]]] = []
    looks: list[set[int]] = [set()]
    for number in range(1, 25):
        slot = chance.randrange(3)
        slots[slot] = not slots[slot]
        looks[-1].add(desk.save(text(slots, number)))
        if number == 24 or chance.random() < 0.5:
            told.append(desk.told())
            looks.append(set())
    lives = [[(event.kind, event.revision.revid) for event in life.events] for life in lives_of(desk.store, desk.page)]
    assert [Counter(events) for events in told] == [due_of(lives, look) for look in looks[:-1]]
