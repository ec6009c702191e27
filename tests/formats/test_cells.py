"""Cells: widths, clusters, and what never reaches a terminal."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articlewatch.formats.cells import cells, columns, isolate, visible
from articlewatch.formats.fit import clip, wrap

HOSTILE = "\x1b\x07\x00\x7f\x9b\u202e\u2066\u200b\ufeff\u2028\U000e0041\ud800\ufffe\ue000"

anything = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(HOSTILE + "\r\n\t a.-\u0301\u200d\u200c\ufe0f\u20e3👩👍🏽🇩🇪❤1漢هبחहिन्दीក្한각\u1161\u11a8"),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("text", "widths"),
    [
        ("bridge", [1] * 6),
        ("漢字", [2, 2]),
        ("ａｂ", [2, 2]),
        ("한국", [2, 2]),
        ("\u1112\u1161\u11ab", [2]),  # the same syllable in its letters
        ("e\u0301\u0323", [1]),
        ("हिन्दी", [2, 2]),  # हि, then न्दी joined by its virama
        ("ไทย", [1, 1, 1]),
        ("ที่", [1]),
        ("مَرْحَبًا", [1] * 5),
        ("שָׁלוֹם", [1] * 4),
        ("👩‍👩‍👧‍👦", [2]),
        ("👍🏽!", [2, 1]),
        ("🇩🇪🇫🇷", [2, 2]),
        ("❤️", [2]),
        ("❤", [1]),
        ("1️⃣", [2]),
        ("🏴󠁧󠁢󠁥󠁮󠁧󠁿", [2]),
        ("می‌خواهم", [1] * 7),  # a non-joiner between Persian letters takes no column
        ("\U0001fae8", [2]),  # an emoji newer than the tables of Python 3.11
    ],
)
def test_widths(text: str, widths: list[int]) -> None:
    row = cells(text)
    assert [cell.width for cell in row] == widths
    assert "".join(cell.text for cell in row) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("a\tb\r\n", "a⇥b␍⏎"),
        ("\x7f\x9b", "␡<U+009B>"),
        ("a\u202eb\u2066", "a<U+202E>b<U+2066>"),
        ("zero\u200bwidth", "zero<U+200B>width"),
        ("soft\u00adhyphen", "soft<U+00AD>hyphen"),
        ("a\u200db", "a<U+200D>b"),
        ("\u0301x", "◌\u0301x"),
        ("\ud800\ufffe\ue000", "<U+D800><U+FFFE><U+E000>"),
        ("\u0600", "\u0600"),  # the Arabic number sign is a format character that is seen
    ],
)
def test_placeholders(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_a_tower_of_marks_is_cut() -> None:
    assert max(len(cell.text) for cell in cells("o" + "\u0301" * 500)) <= 33


@given(anything)
def test_cells_cover_the_text_and_nothing_harmful_is_shown(text: str) -> None:
    row = cells(text)
    at = 0
    for cell in row:
        assert cell.start == at < cell.end
        assert cell.width >= 1
        at = cell.end
    assert at == len(text)
    shown = visible(text)
    shown.encode()
    for char in shown:
        assert unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp", "Co")
        assert char not in "\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"


@given(anything, st.integers(4, 40))
def test_clip_keeps_to_its_columns(text: str, width: int) -> None:
    short = clip(text, width)
    assert columns(short) <= width
    if columns(text) <= width:
        assert short == visible(text)
    else:
        assert "…" in short


@given(st.text("ab漢é :#[\x1b", max_size=80), st.integers(10, 40))
def test_wrap_keeps_to_its_columns_and_loses_nothing(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(columns(line) <= width + 1 for line in lines)
    assert not any(line.startswith(("::", "##[")) for line in lines[1:])
    kept = "".join(lines).replace(" ", "").replace("`", "")
    assert kept == visible(text).replace(" ", "")


def test_isolate_marks_only_what_needs_it() -> None:
    assert isolate("bridge") == "bridge"
    assert isolate("جسر") == "\u2068جسر\u2069"
