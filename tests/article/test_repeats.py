"""Texts that say the same in nearly the same words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from articlewatch.article.repeats import Repeat, find_repeats, shared_shingles, shingles_of

BRIDGE = "The old bridge over the river was built of stone by monks in 1342 and burned down with the mill in 1811."
AGAIN = "The old bridge over the river was built of stone by the monks in 1342, and burned with the mill in 1811."
OTHER = "The market place was paved by order of the council after the merchants had complained of mud for ten years."


def repeats(*texts: str, likeness: float = 0.7, least: int = 10) -> list[Repeat]:
    return list(find_repeats(texts, shared(texts), likeness=likeness, least=least))


def shared(texts: Sequence[str]) -> Counter[tuple[int, int]]:
    shingles = shingles_of(texts)
    return shared_shingles([(0, shingles)], shingles.again)


def test_a_copy_with_changes_is_found() -> None:
    (found,) = repeats(BRIDGE, OTHER, AGAIN)
    assert (found.first, found.second) == (0, 2)
    assert 0.8 < found.likeness < 1


def test_a_copy_word_for_word() -> None:
    assert repeats(BRIDGE, BRIDGE) == [Repeat(0, 1, 1.0)]


def test_what_differs_or_is_short_is_not() -> None:
    assert repeats(BRIDGE, OTHER) == []
    assert repeats(BRIDGE, BRIDGE, least=30) == []


def test_a_formula_about_another_subject_is_not() -> None:
    north = BRIDGE.replace("old bridge over", "Northern Bridge over")
    south = BRIDGE.replace("old bridge over", "Southern Bridge over")
    assert repeats(north, south) == []


def test_a_phrase_in_very_many_texts_proposes_nothing() -> None:
    texts = [f"{BRIDGE} {n}" for n in range(40)]
    assert not shared(texts)
