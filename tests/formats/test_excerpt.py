"""Excerpts: the carets stand under the span, whatever the script, and the line keeps to its width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_factories import find
from test_cells import anything

from articlewatch.article.spans import LineIndex, Span
from articlewatch.formats.cells import columns, visible
from articlewatch.formats.excerpt import Row, excerpt


def rows(text: str, span: Span, width: int = 80) -> list[Row]:
    return excerpt(text, LineIndex(text), span, width)


@pytest.mark.parametrize(
    ("text", "marked", "indent", "carets"),
    [
        ("The old old bridge", "old old", 4, 7),
        ("東京の東京の橋", "橋", 12, 2),
        ("橋は東京", "東京", 4, 4),
        ("see 👩‍👩‍👧‍👦 family", "family", 7, 6),
        ("flag 🇩🇪 here", "🇩🇪", 5, 2),
        ("हिन्दी पुल", "पुल", 5, 2),
        ("ภาษาไทย ที่", "ที่", 8, 1),
        ("cafe\u0301 noir", "noir", 5, 4),
        ("a\tb c", "b", 2, 1),
        ("a\x1b[1mb", "b", 5, 1),
        ("in\u200bvisible", "\u200b", 2, 8),
    ],
)
def test_carets_stand_under_the_span(text: str, marked: str, indent: int, carets: int) -> None:
    (row,) = rows(text, find(text, marked))
    assert (row.indent, row.carets) == (indent, carets)
    assert row.marked == visible(marked)
    assert columns(row.before) == indent


def test_half_a_cluster_is_marked_whole() -> None:
    (row,) = rows("cafe\u0301 noir", Span(4, 5))
    assert (row.marked, row.indent, row.carets) == ("e\u0301", 3, 1)


def test_right_to_left_text_is_isolated_in_three_parts() -> None:
    text = "افتتح الجسر عام 1932 في المدينة"
    (row,) = rows(text, find(text, "عام"))
    assert row.lead == "\u200e"
    assert [row.before, row.marked, row.after] == [
        "\u2068افتتح الجسر \u2069",
        "\u2068عام\u2069",
        "\u2068 1932 في المدينة\u2069",
    ]
    assert (row.indent, row.carets) == (12, 3)


def test_left_to_right_text_gets_no_marks() -> None:
    (row,) = rows("a bridge", Span(2, 8))
    assert (row.lead, row.before, row.marked) == ("", "a ", "bridge")


@pytest.mark.parametrize(
    ("span", "indent"),
    [(Span(0, 0), 0), (Span(3, 3), 3), (Span(6, 6), 6)],
)
def test_an_empty_span_is_one_caret(span: Span, indent: int) -> None:
    (row,) = rows("bridge\nnext", span)
    assert (row.number, row.indent, row.carets, row.marked) == (1, indent, 1, "")


def test_an_empty_text() -> None:
    (row,) = rows("", Span(0, 0))
    assert (row.number, row.indent, row.carets) == (1, 0, 1)


def test_a_span_of_several_lines_shows_its_first_and_last() -> None:
    text = "one two\nthree\nfour\nfive six\n"
    first, last = rows(text, find(text, "two\nthree\nfour\nfive"))
    assert (first.number, first.indent, first.carets, first.skipped) == (1, 4, 3, 0)
    assert (last.number, last.indent, last.carets, last.skipped) == (4, 0, 4, 2)


def test_the_line_break_alone_is_a_caret_after_the_line() -> None:
    (row,) = rows("one\ntwo", Span(3, 4))
    assert (row.number, row.indent, row.carets) == (1, 3, 1)


def test_a_carriage_return_is_shown_only_when_it_is_the_matter() -> None:
    (row,) = rows("one\r\ntwo", Span(0, 3))
    assert row.after == ""
    (row,) = rows("one\r\ntwo", Span(3, 4))
    assert row.marked == "␍"


@pytest.mark.parametrize("width", [20, 40, 77])
@pytest.mark.parametrize("at", [0, 5_000, 9_990])
def test_a_long_line_is_windowed(width: int, at: int) -> None:
    text = "0123456789" * 1000
    (row,) = rows(text, Span(at, at + 5), width)
    line = row.before + row.marked + row.after
    assert width - 4 <= len(line) <= width
    assert row.marked == text[at : at + 5]
    assert (row.before.startswith("…"), row.after.endswith("…")) == (at > 0, at < 9_990 or width < 20)


def test_a_span_longer_than_the_window_shows_its_beginning() -> None:
    text = "before " + "x" * 500 + " after"
    (row,) = rows(text, find(text, "x" * 500), 40)
    assert row.before.endswith("before ")
    assert row.after == "…"
    assert set(row.marked) == {"x"}
    assert row.carets == len(row.marked) > 20


@given(anything, st.data(), st.integers(12, 60))
def test_any_span_of_any_text(text: str, data: st.DataObject, width: int) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    shown = rows(text, Span(start, end), width)
    assert 1 <= len(shown) <= 2
    for row in shown:
        line = row.before + row.marked + row.after
        assert columns(line) <= width
        assert columns(row.before) == row.indent
        assert row.carets == max(1, columns(row.marked))
        assert "\n" not in line and "\x1b" not in line
        assert line.count("\u2068") == line.count("\u2069")


@given(anything, st.data())
def test_a_line_that_fits_is_shown_whole(text: str, data: st.DataObject) -> None:
    line = "".join(char for char in text if char not in "\r\n…")
    at = data.draw(st.integers(0, len(line)))
    (row,) = rows(line, Span(at, at), columns(line) + 1)
    shown = row.before + row.marked + row.after
    assert shown.replace("\u2068", "").replace("\u2069", "") == visible(line)
