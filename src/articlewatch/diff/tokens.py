"""Cutting text into words, characters of scripts without spaces, and single marks, never inside a grapheme.

A grapheme is what a reader takes for one character (Unicode Standard Annex 29). The rules here are
stricter than the annex: where in doubt two code points stay together, so no cut can fall inside one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

Ranges = tuple[tuple[int, int], ...]

#: Scripts written without spaces between words, and Hangul, whose particles hang on the word: Thai, Lao,
#: Myanmar, Khmer, Bopomofo, Hiragana, Katakana, Han, Hangul syllables and jamo.
_UNSPACED: Ranges = (
    (0xE00, 0xEFF), (0x1000, 0x109F), (0x1100, 0x11FF), (0x1780, 0x17FF), (0x19E0, 0x19FF), (0x3005, 0x3007),
    (0x3040, 0x312F), (0x31A0, 0x31BF), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA960, 0xA97F),
    (0xAC00, 0xD7FF), (0xF900, 0xFAFF), (0xFF66, 0xFF9F), (0x1B000, 0x1B16F), (0x20000, 0x3FFFF),
)  # fmt: skip
#: What hangs on the code point before it without being a combining mark for Python: joiners, Thai and Lao AM,
#: vowel and final jamo, half-width sound marks, skin tones, tag characters.
_HANGING: Ranges = (
    (0x200C, 0x200D), (0xE33, 0xE33), (0xEB3, 0xEB3), (0x1160, 0x11FF), (0xD7B0, 0xD7FF), (0xFF9E, 0xFF9F),
    (0x1F3FB, 0x1F3FF), (0xE0020, 0xE007F),
)  # fmt: skip
#: What holds on to the code point after it: Arabic, Syriac and Kaithi number signs, leading jamo.
_LEADING: Ranges = (
    (0x600, 0x605), (0x6DD, 0x6DD), (0x70F, 0x70F), (0x890, 0x891), (0x8E2, 0x8E2), (0x1100, 0x115F),
    (0xA960, 0xA97F), (0x110BD, 0x110BD), (0x110CD, 0x110CD), (0x111C2, 0x111C3), (0x1193F, 0x1193F),
    (0x11941, 0x11941), (0x11A84, 0x11A89), (0x11D46, 0x11D46), (0x11F02, 0x11F02),
)  # fmt: skip
_REGIONAL: Ranges = ((0x1F1E6, 0x1F1FF),)

#: A block is 256 code points, named by the upper byte of its UTF-16. These hold nothing of the above.
_PLAIN_BLOCKS = bytes(
    (0, 1, 2, 0x12, 0x14, 0x15, 0x16, 0x1E, 0x1F, *range(0x21, 0x2C), 0x2E, 0x2F, 0x32, 0x33, *range(0xA0, 0xA6), 0xA7,
     *range(0xE0, 0xF9), 0xFC, 0xFD)
)  # fmt: skip
#: Blocks wholly of Han or Hangul are all alike, and so are the surrogates that stand for what is beyond U+FFFF.
_HAN, _ASTRAL = 0x4E, 0xD8
#: The block of the zero-width joiner, which ties any code point to the one before.
_JOINER_BLOCK = 0x20
_ALIKE = bytes(
    _HAN if 0x35 <= block <= 0x4C or 0x4E <= block <= 0x9F or 0xAC <= block <= 0xD6
    else _ASTRAL if 0xD8 <= block <= 0xDF
    else block
    for block in range(256)
)  # fmt: skip


class Cutter(NamedTuple):
    """How one pair of texts is cut.

    ``tokens`` cuts a text into pieces that restore it when joined: words, characters of unspaced scripts, and
    single spaces and marks. ``words`` gives the words (and such characters) alone. ``joins(text, i)`` is true when
    the code points at i and i + 1 belong to one token.
    """

    tokens: Callable[[str], list[str]]
    words: Callable[[str], list[str]]
    joins: Callable[[str, int], object]


def cutter_for(old: str, new: str) -> Cutter:
    """Return the cutter for two texts; plain ASCII has a quicker one that cuts in the same places."""
    return _ASCII if old.isascii() and new.isascii() else _UNICODE


def _tokens(text: str) -> list[str]:
    return (_ASCII if text.isascii() else _patterns(_blocks(text))).tokens(text)


def _words(text: str) -> list[str]:
    return (_ASCII if text.isascii() else _patterns(_blocks(text))).words(text)


def _joins(text: str, at: int) -> object:
    return _joined(text[at : at + 2])


@lru_cache(maxsize=8192)
def _joined(pair: str) -> bool:
    return bool((_ASCII if pair.isascii() else _patterns(_blocks(pair))).joins(pair, 0))


_ASCII = Cutter(
    re.compile(r"[A-Za-z0-9_]+|\r\n|[^A-Za-z0-9_]").findall,
    re.compile(r"[A-Za-z0-9_]+").findall,
    re.compile(r"[A-Za-z0-9_]{2}|\r\n").match,
)
_UNICODE = Cutter(_tokens, _words, _joins)


def _blocks(text: str) -> frozenset[int]:
    """Return the blocks in *text* that may hold code points of the tables above, at the speed of copying it."""
    upper_bytes = text.encode("utf-16-le", "surrogatepass")[1::2]
    return frozenset(upper_bytes.translate(_ALIKE, _PLAIN_BLOCKS))


@lru_cache(maxsize=512)
def _patterns(blocks: frozenset[int]) -> Cutter:
    """Return the cutter for texts of these blocks.

    One pattern for all of Unicode would give the same tokens, but its classes are so large that it takes ten times as
    long.
    """
    extend = _class(_marks(blocks), _in_blocks(_HANGING, blocks))
    unspaced = _class(_in_blocks(_UNSPACED, blocks))
    leading = _class(_in_blocks(_LEADING, blocks))
    regional = _class(_in_blocks(_REGIONAL, blocks))
    letter = rf"[^\W{unspaced}]"
    more = f"[{extend}]*" if extend else ""
    word = rf"{letter}+(?:[{extend}]+{letter}+)*{more}" if extend else f"{letter}+"
    single = rf"[\s\S]{more}"
    joins = [r"\r\n", f"{letter}{letter}"]
    if _JOINER_BLOCK in blocks:
        single += rf"(?:(?<=\u200d)[\s\S]{more})*"
        joins.append(r"\u200d[\s\S]")
    tokens = [word]
    if regional:
        tokens.append(f"[{regional}]{{2}}{more}")
        joins.append(f"[{regional}]{{2}}")
    if extend:
        joins.append(rf"[\s\S][{extend}]|[{extend}]{letter}")
    token = rf"\r\n|{'|'.join(tokens)}|{single}"
    if leading:
        token = rf"\r\n|[{leading}]*(?:{'|'.join(tokens)}|{single})|[{leading}]+"
        joins.append(rf"[{leading}][\s\S]")
    words = rf"{word}|[{unspaced}]{more}" if unspaced else word
    return Cutter(re.compile(token).findall, re.compile(words).findall, re.compile("|".join(joins)).match)


def _in_blocks(ranges: Ranges, blocks: frozenset[int]) -> Iterable[tuple[int, int]]:
    """Yield the ranges that lie, if only in part, in *blocks*."""
    for start, end in ranges:
        if _ASTRAL in blocks if start > 0xFFFF else any(_ALIKE[b] in blocks for b in range(start >> 8, (end >> 8) + 1)):
            yield start, end


def _marks(blocks: frozenset[int]) -> Iterable[tuple[int, int]]:
    """Yield the combining marks of *blocks*, one by one; beyond U+FFFF all that Python's tables know."""
    for block in blocks:
        if block == _ASTRAL:
            # Marks live below U+1F000 and in the variation selectors; walking all planes would take ten times as long.
            codes: Iterable[int] = (*range(0x10000, 0x1F000), *range(0xE0100, 0xE01F0))
        else:
            codes = range(block << 8, (block + 1) << 8)
        for code in codes:
            if unicodedata.category(chr(code))[0] == "M":
                yield code, code


def _class(*parts: Iterable[tuple[int, int]]) -> str:
    """Return ranges as the inside of a character class."""
    return "".join(f"\\U{start:08x}-\\U{end:08x}" for part in parts for start, end in part)
