"""The span map: where a place of the old text is in the new one, and back."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from articlewatch.article.spans import Span
from articlewatch.diff import compare

_MOVED = "A long paragraph about the harbour, its cranes and the tides that fill it twice a day.\n"
_STAYED = "Middle of the article, which is longer than what was moved; it stays where it is.\n"
_OLD = f"Intro stands here.\n\n{_MOVED}\n{_STAYED}\nEnd.\n"


def _place(text: str, part: str) -> Span:
    return Span(text.index(part), text.index(part) + len(part))


def test_an_edit_above_moves_the_place() -> None:
    new = "New line at the top.\n" + _OLD
    span = compare(_OLD, new).map_span(_place(_OLD, "cranes"))
    assert span is not None
    assert span.of(new) == "cranes"


def test_a_moved_paragraph_takes_its_places_along() -> None:
    new = _OLD.replace(_MOVED + "\n", "") + "\n" + _MOVED.replace("twice", "three times")
    diff = compare(_OLD, new)
    span = diff.map_span(_place(_OLD, "cranes"))
    assert span is not None
    assert span.of(new) == "cranes"
    assert diff.map_back(span) == _place(_OLD, "cranes")


def test_a_split_paragraph_keeps_its_places() -> None:
    old = "One sentence about cranes. Another sentence about tides and the sea.\n"
    new = "One sentence about cranes.\n\nAnother sentence about tides and the sea.\n"
    span = compare(old, new).map_span(_place(old, "tides"))
    assert span is not None
    assert span.of(new) == "tides"


def test_deleted_text_is_nowhere() -> None:
    diff = compare("Keep this. Drop that. Keep more.", "Keep this. Keep more.")
    assert diff.map_span(_place(diff.old, "Drop that")) is None
    assert diff.reverse().map_back(_place(diff.old, "Drop that")) is None


def test_replaced_text_is_where_its_replacement_is() -> None:
    diff = compare("It opened in 1932 already.", "It opened in 1934 already.")
    span = diff.map_span(_place(diff.old, "1932"))
    assert span is not None
    assert span.of(diff.new) == "1934"


def test_an_edit_inside_stretches_the_span() -> None:
    diff = compare("A [[red bridge]] here.", "A [[red and green bridge]] here.")
    span = diff.map_span(_place(diff.old, "[[red bridge]]"))
    assert span is not None
    assert span.of(diff.new) == "[[red and green bridge]]"


def test_an_empty_span_keeps_its_neighbour() -> None:
    diff = compare("ab cd", "x ab cd")
    assert diff.map_span(Span(2, 2)) == Span(4, 4)
    assert compare("", "").map_span(Span(0, 0)) == Span(0, 0)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from("abcd"), min_size=1, max_size=30), st.data())
def test_unchanged_words_map_to_themselves_and_back(words: list[str], data: st.DataObject) -> None:
    old = " ".join(words) + "\n"
    new = " ".join(data.draw(st.permutations(words))) + "\n"
    diff = compare(old, new)
    for op in diff.ops:
        if op.kind == "equal":
            assert diff.map_span(op.old) == op.new
            assert diff.map_back(op.new) == op.old
