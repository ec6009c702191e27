"""Cutting text into words, characters of scripts without spaces, and single marks, never inside a grapheme.

A grapheme is what a reader takes for one character (Unicode Standard Annex 29). The rules here are
stricter than the annex: where in doubt two code points stay together, so no cut can fall inside one.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

#: Scripts written without spaces between words, and Hangul, whose particles hang on the word: Thai, Lao,
#: Myanmar, Khmer, Bopomofo, Hiragana, Katakana, Han, Hangul syllables and jamo.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u19e0-\u19ff\u3005-\u3007\u3040-\u312f\u31a0-\u31bf"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f"
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
#: What hangs on the code point before it without being a combining mark for Python: joiners, Thai and Lao AM,
#: vowel and final jamo, half-width sound marks, skin tones, tag characters.
_HANGING = "\u200c\u200d\u0e33\u0eb3\u1160-\u11ff\ud7b0-\ud7ff\uff9e\uff9f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f"
#: What holds on to the code point after it: Arabic, Syriac and Kaithi number signs, leading jamo.
_LEADING = (
    "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd\u1100-\u115f\ua960-\ua97f"
    "\U000111c2\U000111c3\U0001193f\U00011941\U00011a84-\U00011a89\U00011d46\U00011f02"
)
_REGIONAL = "\U0001f1e6-\U0001f1ff"


class Cutter(NamedTuple):
    """How one pair of texts is cut.

    ``tokens`` cuts a text into pieces that restore it when joined: words, characters of unspaced scripts, and
    single spaces and marks. ``words`` gives the words (and such characters) alone. ``joins(text, i)`` is true when
    the code points at i and i + 1 belong to one token.
    """

    tokens: Callable[[str], list[str]]
    words: Callable[[str], list[str]]
    joins: Callable[[str, int], object]


_ASCII = Cutter(
    re.compile(r"[A-Za-z0-9_]+|\r\n|[^A-Za-z0-9_]").findall,
    re.compile(r"[A-Za-z0-9_]+").findall,
    re.compile(r"[A-Za-z0-9_]{2}|\r\n").match,
)


def cutter_for(old: str, new: str) -> Cutter:
    """Return the cutter for two texts; plain ASCII has a quicker one that cuts in the same places."""
    if old.isascii() and new.isascii():
        return _ASCII
    return _unicode_cutter()


@cache
def _unicode_cutter() -> Cutter:
    extend = _combining_marks() + _HANGING
    letter = rf"[^\W{_UNSPACED}]"
    word = rf"{letter}+(?:[{extend}]+{letter}+)*[{extend}]*"
    flag = rf"[{_REGIONAL}]{{2}}[{extend}]*"
    single = rf"[\s\S][{extend}]*(?:(?<=\u200d)[\s\S][{extend}]*)*"
    tokens = rf"\r\n|[{_LEADING}]*(?:{word}|{flag}|{single})|[{_LEADING}]+"
    words = rf"{word}|[{_UNSPACED}][{extend}]*"
    joins = (
        rf"\r\n|[\s\S][{extend}]|[{_LEADING}\u200d][\s\S]|{letter}{letter}|[{extend}]{letter}"
        rf"|[{_REGIONAL}]{{2}}"
    )
    return Cutter(re.compile(tokens).findall, re.compile(words).findall, re.compile(joins).match)


def _combining_marks() -> str:
    """Return the inside of a character class of all combining marks Python's Unicode tables know."""
    ranges: list[str] = []
    start = previous = -2
    # Marks live below U+1F000 and in the variation selectors; walking all planes would take ten times as long.
    for code in (*range(0x300, 0x1F000), *range(0xE0100, 0xE01F0), sys.maxunicode + 1):
        if code <= sys.maxunicode and unicodedata.category(chr(code))[0] != "M":
            continue
        if code != previous + 1:
            if start >= 0:
                ranges.append(f"\\U{start:08x}-\\U{previous:08x}")
            start = code
        previous = code
    return "".join(ranges)
