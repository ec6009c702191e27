"""However the looks fall between the edits, each look tells what is due of it, and no more."""

from __future__ import annotations

import random
from collections import Counter

import pytest
from watch.conftest import Desk
from watch.outcome import due_of

from articlewatch.history.following import lives_of
from articlewatch.watch.events import CAME, WENT

HEAD = "'''Bridge''' is a bridge.\n\n== History ==\nIt opened.\n\n"
WORDS = ("the", "of", "and")


def text(slots: list[bool], number: int, words: tuple[str, ...] = ("the", "the", "the")) -> str:
    lines = [
        f"Part {slot} was {' '.join([word] * (1 + bad))} first."
        for slot, (word, bad) in enumerate(zip(words, slots, strict=True))
    ]
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


def saved_at_random(chance: random.Random, saved: list[tuple[list[bool], str]], number: int) -> tuple[list[bool], str]:
    """Return the next text and which slots are bad in it: an edit, a revert to an earlier text, or a blanked page."""
    way = chance.random()
    if way < 0.4:
        return chance.choice(saved[-6:])
    if way < 0.5:
        return [False] * len(WORDS), " " * number
    slots = list(next(slots for slots, text in reversed(saved) if text.strip()))
    slots[chance.randrange(len(WORDS))] ^= True
    return slots, text(slots, number, WORDS)


@pytest.mark.parametrize("seed", range(16))
def test_who_reads_what_is_told_knows_what_stands(desk: Desk, seed: int) -> None:
    """With reverts and blankings: by turns, each finding at most once a look, and true after each that saw a text."""
    chance = random.Random(seed)
    slots = [chance.random() < 0.3 for _ in WORDS]
    saved = [(slots, text(slots, 0, WORDS))]
    desk.save(saved[0][1])
    desk.look()
    believed = {word for word, bad in zip(WORDS, slots, strict=True) if bad}
    between: set[str] = set()
    for number in range(1, 60):
        saved.append(saved_at_random(chance, saved, number))
        desk.save(saved[-1][1])
        stands = {word for word, bad in zip(WORDS, saved[-1][0], strict=True) if bad}
        between |= stands
        if chance.random() < 0.5:
            continue
        events = [event for event in desk.look() if event.kind in CAME + WENT]
        words = [event.record["excerpt"].split()[0] for event in events]
        assert len(set(words)) == len(words), "twice in one look"
        for event, word in zip(events, words, strict=True):
            if event.kind in CAME:
                assert word not in believed
                believed.add(word)
            else:
                assert word in believed or word in between
                believed.discard(word)
        if saved[-1][1].strip():
            assert believed == stands
            between = set(stands)
        else:
            assert not events
