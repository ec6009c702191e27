"""Where edits fall: on words, on markup, on characters of unspaced scripts, never inside a grapheme."""

from __future__ import annotations

import sys
import unicodedata

import pytest

from articlewatch.diff import compare, tokens
from articlewatch.diff.tokens import Cutter, cutter_for


def _unicode() -> Cutter:
    return cutter_for("\u00e9", "")


def edits(old: str, new: str) -> list[tuple[str, str]]:
    """Return what was replaced by what."""
    return [(op.old.of(old), op.new.of(new)) for op in compare(old, new).edits()]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("The bridge opened.", "The bridges opened.", [("bridge", "bridges")]),
        ("One two three.", "One three.", [("two ", "")]),
        ("It opened.", "It opened. It closed.", [("", " It closed.")]),
        ("A [[link]] here", "A [[link|text]] here", [("", "|text")]),
        ("Fact.<ref>One</ref> More.", "Fact.<ref>One</ref><ref>Two</ref> More.", [("", "<ref>Two</ref>")]),
        ("A [[Pat Smith]] x", "A [[Pat Smith (boxer)|Pat Smith]] x", [("", " (boxer)|Pat Smith")]),
        ("{{a}} b", "{{a}}{{c}} b", [("", "{{c}}")]),
        ("|-\n|a\n|-\n|b\n", "|-\n|a\n|-\n|new\n|-\n|b\n", [("", "|-\n|new\n")]),
        ("== A ==\nx y z\n== C ==\n", "== A ==\nx y z\n== B ==\nw\n== C ==\n", [("", "== B ==\nw\n")]),
        ("x big red y", "x small green y", [("big red", "small green")]),
        ("汉字很好。", "汉字真好。", [("很", "真")]),
        ("ภาษาไทยดี", "ภาษาไทยดีมาก", [("", "มาก")]),
        ("नमस्ते दुनिया", "नमस्ते दुनियाँ", [("दुनिया", "दुनियाँ")]),
        ("cafe\u0301 noir", "cafe noir", [("cafe\u0301", "cafe")]),
        ("in 🇩🇪 now", "in 🇩🇰 now", [("🇩🇪", "🇩🇰")]),
        ("a 👩‍👩‍👧 b", "a 👩‍👩‍👦 b", [("👩‍👩‍👧", "👩‍👩‍👦")]),
        ("ok 👍 yes", "ok 👍🏽 yes", [("👍", "👍🏽")]),
        ("한국어가", "한국어는", [("가", "는")]),
        ("\u1112\u1161\u11ab x", "\u1112\u1161\u11af x", [("\u1112\u1161\u11ab", "\u1112\u1161\u11af")]),
        ("one\r\ntwo", "one\ntwo", [("\r\n", "\n")]),
    ],
)
def test_edit_falls_where_a_reader_would_put_it(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    assert edits(old, new) == expected


def test_tokens_restore_the_text_and_no_cut_is_inside_one() -> None:
    text = "Añb e\u0301\u0327x, 12,5 नमस्ते ภาษาไทย กำ 汉字ｶﾞ 한국 👩‍👩‍👧👍🏽🇩🇪🇫🇷 \u0600١٢ \r\n\u1100\u1161\u11a8"
    cutter = _unicode()
    tokens = cutter.tokens(text)
    assert "".join(tokens) == text
    at = 0
    for token in tokens:
        for inside in range(at, at + len(token) - 1):
            assert cutter.joins(text, inside), (token, inside - at)
        at += len(token)


def test_both_cutters_agree_on_ascii() -> None:
    text = "The 3 birds_x, {{cite web|url=http://a.b/?c=d}} \t x\r\n\n'''b'''"
    assert cutter_for(text, text).tokens(text) == _unicode().tokens(text)
    assert cutter_for(text, text).words(text) == _unicode().words(text)


def test_every_combining_mark_hangs_on_its_base() -> None:
    joins = _unicode().joins
    loose = [
        hex(code)
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code))[0] == "M" and not joins("x" + chr(code), 0)
    ]
    assert loose == []


def test_blocks_called_plain_hold_nothing_special() -> None:
    tables = (*tokens._UNSPACED, *tokens._HANGING, *tokens._LEADING, *tokens._REGIONAL)
    for block in tokens._PLAIN_BLOCKS:
        codes = range(block << 8, (block + 1) << 8)
        assert not any(unicodedata.category(chr(code))[0] == "M" for code in codes), hex(block)
        assert not any(start < codes.stop and codes.start <= end for start, end in tables), hex(block)


def test_scattered_common_words_of_a_rewritten_paragraph_are_not_kept() -> None:
    old = "The first of the two lies in a valley and is the home of rare birds, of which it has a great number."
    new = "A painter by trade, he left for the capital in 1891; of his early pictures none is known to survive."
    assert len(edits(old, new)) <= 3
