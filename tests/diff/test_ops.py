"""Operations: they replay byte for byte, both ways, whatever the texts."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articlewatch.diff import Diff, compare

Law = Callable[[Diff], None]

#: Pieces that make edits meet every special case: blank lines, repeated rows, marks that combine, emoji of several
#: code points, Thai, Han, jamo, flags, carriage returns, markup.
_PIECES = st.sampled_from(
    ["a", "b", "the ", "word", " ", "  ", "\n", "\n\n", " \n", "|-\n", "| 1 || 2\n", "== H ==\n", "{{x|y=1}}", "[[L]]",
     "<ref name=a/>", "e\u0301", "\u0301", "नमस्ते", "ภาษาไทย ", "เรา", "汉字。", "한국어 ", "\u1100\u1161\u11a8",
     "👩‍👩‍👧", "👍🏽", "🇩🇪🇫🇷", "🇩", "\r\n", "\r", "\t", "\u2028", "A sentence of some length stands here. ",
     "Another one, rather different!\n"]
)  # fmt: skip
_TEXTS = st.lists(_PIECES, max_size=40).map("".join)


@settings(max_examples=150, deadline=None)
@given(_TEXTS, _TEXTS)
def test_any_two_texts(lawful: Law, old: str, new: str) -> None:
    lawful(compare(old, new))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_edits_of_a_text(lawful: Law, data: st.DataObject) -> None:
    pieces = data.draw(st.lists(_PIECES, min_size=1, max_size=60))
    edited = list(pieces)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(edited)))
        end = data.draw(st.integers(at, min(at + 5, len(edited))))
        match data.draw(st.sampled_from(["replace", "move", "double"])):
            case "replace":
                edited[at:end] = data.draw(st.lists(_PIECES, max_size=4))
            case "move":
                cut = edited[at:end]
                del edited[at:end]
                to = data.draw(st.integers(0, len(edited)))
                edited[to:to] = cut
            case _:
                edited[end:end] = edited[at:end]
    lawful(compare("".join(pieces), "".join(edited)))


@settings(max_examples=60, deadline=None)
@given(_TEXTS, _TEXTS, st.integers(0, 300))
def test_on_a_tight_budget(lawful: Law, old: str, new: str, budget: int) -> None:
    lawful(compare(old, new, budget=budget))


def test_same_text_is_one_operation() -> None:
    diff = compare("Same.\n", "Same.\n")
    assert [op.kind for op in diff.ops] == ["equal"]
    assert diff.identical
    assert not diff.blocks


def test_empty_texts() -> None:
    assert compare("", "").ops == ()
    assert [op.kind for op in compare("", "new").ops] == ["insert"]
    assert [op.kind for op in compare("old", "").ops] == ["delete"]


def test_changed_white_space_is_an_operation_of_its_own(lawful: Law) -> None:
    old = "First paragraph here.\n\nSecond paragraph here.\n\n\nThird paragraph here.\n"
    new = "First paragraph here.\nSecond paragraph here.\n\n\n\nThird paragraph here. \n"
    diff = compare(old, new)
    lawful(diff)
    changed = [(op.kind, op.old.of(old), op.new.of(new)) for op in diff.edits()]
    assert changed == [("delete", "\n", ""), ("insert", "", "\n"), ("insert", "", " ")]


def test_an_exhausted_budget_is_owned_up_to(lawful: Law) -> None:
    old = " ".join(f"old{n} same{n % 7}" for n in range(400))
    new = " ".join(f"new{n} same{n % 5}" for n in range(400))
    fine, coarse = compare(old, new), compare(old, new, budget=1000)
    lawful(coarse)
    assert not fine.degraded
    assert coarse.degraded
    assert coarse.coarse[0].of(new)


def test_an_unlimited_answer_is_never_called_coarse(revision_pairs: list[tuple[str, str]]) -> None:
    assert not any(compare(old, new).degraded for old, new in revision_pairs[:40])


def test_revision_pairs_replay(lawful: Law, revision_pairs: list[tuple[str, str]]) -> None:
    for old, new in revision_pairs:
        lawful(compare(old, new))
        lawful(compare(new, old))


@pytest.mark.corpus
def test_random_pairs_of_histories_replay(lawful: Law, histories: list[list[str]]) -> None:
    chance = random.Random(2001)
    for _ in range(2000):
        history = chance.choice(histories)
        old, new = chance.sample(history, 2)
        lawful(compare(old, new))


_HOSTILE = {
    "one word repeated": ("a " * 200_000, "a " * 199_000 + "b"),
    "spaces": (" " * 500_000, " " * 499_999 + "x"),
    "short lines": ("a\n" * 100_000, "b\n" * 90_000),
    "lines of three kinds": ("abc" * 30_000, "cab" * 30_000),
    "no common word": (
        " ".join(f"x{n}" for n in range(50_000)),
        " ".join(f"y{n}" for n in range(50_000)),
    ),
    "nothing but line feeds": ("\n" * 300_000, "\n" * 299_000 + "\t"),
    "one word of a million letters": ("a" * 1_000_000, "a" * 999_999 + "b"),
}


@pytest.mark.parametrize("name", _HOSTILE)
def test_hostile_texts(lawful: Law, name: str) -> None:
    old, new = _HOSTILE[name]
    if name == "lines of three kinds":
        old, new = "\n".join(old), "\n".join(new)
    lawful(compare(old, new))


def test_a_table_with_every_row_edited_stays_a_table() -> None:
    def table(factor: int) -> str:
        rows = [f"|-\n| Place {n} || {n * factor} || {n * factor + 7}\n" for n in range(400)]
        return "{|\n" + "".join(rows) + "|}\n"

    diff = compare(table(3), table(11))
    assert {block.kind for block in diff.blocks} == {"edited"}
    assert not any("Place" in op.old.of(diff.old) for op in diff.edits())
