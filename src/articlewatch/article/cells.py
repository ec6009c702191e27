"""Cut text into the cells a terminal draws: printable, of known width, free of control characters.

A cell is one user-perceived character (Unicode UAX #29, the parts that matter on a terminal). Widths
follow what most terminals do: East Asian Wide and Fullwidth take two columns, non-spacing marks none,
spacing marks one, an emoji sequence two; East Asian Ambiguous counts as narrow.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

LRM = "\u200e"
_FSI, _PDI = "\u2068", "\u2069"
_ZWNJ, _ZWJ = "\u200c", "\u200d"
_VS16, _KEYCAP = "\ufe0f", "\u20e3"
_DOTTED_CIRCLE = "◌"
_CONTROL_PICTURES = {chr(n): chr(0x2400 + n) for n in range(0x20)} | {"\t": "⇥", "\n": "⏎", "\x7f": "␡"}

#: Format characters that have a glyph of their own (Arabic, Syriac and Kaithi number signs and the like).
_VISIBLE_FORMAT = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"
)

#: Scripts whose virama joins the next consonant into one cluster (UAX #29, rule GB9c).
_CONJUNCT_BLOCKS = (0x0900, 0x0980, 0x0A80, 0x0B00, 0x0C00, 0x0D00)

#: A cell is closed after so many code points, so that a tower of marks cannot climb over the lines above.
LONGEST_CELL = 32


class Cell(NamedTuple):
    """What the code points ``[start, end)`` of a text look like on a terminal, *width* columns wide."""

    start: int
    end: int
    text: str
    width: int


def cells(text: str, start: int = 0, end: int | None = None) -> list[Cell]:
    """Return the cells of ``text[start:end]``, offsets in code points of *text*."""
    return list(_cells(text, start, len(text) if end is None else end))


def _cells(text: str, start: int, end: int) -> Iterator[Cell]:
    at = start
    while at < end:
        char = text[at]
        plain = _plain_width(char)
        if plain and (at + 1 >= end or _plain_width(text[at + 1])):
            yield Cell(at, at + 1, char, plain)
            at += 1
            continue
        stop, shown, width = _cluster(text, at, end)
        yield Cell(at, stop, shown, width)
        at = stop


@lru_cache(maxsize=4096)
def _plain_width(char: str) -> int:
    """Return the width of a character that joins nothing before it; 0 for all that need a closer look."""
    category = unicodedata.category(char)
    joins = _is_flag_letter(char) or _is_tone(char) or _is_hangul_tail("\u1100", char)
    if category[0] in "MC" or joins or _placeholder(char, category) is not None:
        return 0
    return _char_width(char)


def _cluster(text: str, at: int, end: int) -> tuple[int, str, int]:
    """Return where the cluster that begins at *at* ends, what is shown for it, and its width."""
    char = text[at]
    category = unicodedata.category(char)
    if category[0] == "M":
        stop = _skip_marks(text, at + 1, end)
        return stop, _DOTTED_CIRCLE + text[at:stop], 1
    stand_in = _placeholder(char, category)
    if stand_in is not None:
        return at + 1, stand_in, len(stand_in)
    if _is_flag_letter(char) and at + 1 < end and _is_flag_letter(text[at + 1]):
        return at + 2, text[at : at + 2], 2
    stop, width = at + 1, _char_width(char)
    limit = min(end, at + LONGEST_CELL)
    while stop < limit:
        taken, added = _extension(text, at, stop, end)
        if not taken:
            break
        stop, width = stop + taken, width + added
    return stop, text[at:stop], min(width, 2)


def _extension(text: str, base: int, at: int, end: int) -> tuple[int, int]:
    """Return how many code points at *at* belong to the cluster begun at *base*, and the columns they add."""
    char = text[at]
    category = unicodedata.category(char)
    if char in (_VS16, _KEYCAP):
        return 1, 1
    if char in (_ZWJ, _ZWNJ):
        if not _joins(text, at, end):
            return 0, 0
        return (2, 0) if char == _ZWJ and _is_pictograph(text[at + 1]) else (1, 0)
    if category[0] == "M":
        return 1, int(category == "Mc")
    if _is_conjunct(text, at):
        return 1, 1
    tone = _is_tone(char) and _is_pictograph(text[base])
    tag = "\U000e0020" <= char <= "\U000e007f" and text[base] == "\U0001f3f4"
    return int(tone or tag or _is_hangul_tail(text[at - 1], char)), 0


def _skip_marks(text: str, at: int, end: int) -> int:
    limit = min(end, at + LONGEST_CELL - 1)
    while at < limit and unicodedata.category(text[at])[0] == "M":
        at += 1
    return at


def _placeholder(char: str, category: str) -> str | None:
    """Return what stands for a character that must not reach a terminal or would not be seen there."""
    if category == "Cc":
        return _CONTROL_PICTURES.get(char) or f"<U+{ord(char):04X}>"
    if category == "Cf" and char in _VISIBLE_FORMAT:
        return None
    hidden = category in ("Cf", "Zl", "Zp", "Cs", "Co")
    return f"<U+{ord(char):04X}>" if hidden or _is_noncharacter(char) else None


def _is_noncharacter(char: str) -> bool:
    return (ord(char) & 0xFFFE) == 0xFFFE or "\ufdd0" <= char <= "\ufdef"


def _char_width(char: str) -> int:
    if unicodedata.east_asian_width(char) in "WF":
        return 2
    # Python's tables may be older than the text: emoji newer than they are count as unassigned.
    new_emoji = unicodedata.category(char) == "Cn" and "\U0001f300" <= char <= "\U0001faff"
    return 2 if new_emoji else 1


def _is_flag_letter(char: str) -> bool:
    return "\U0001f1e6" <= char <= "\U0001f1ff"


def _is_tone(char: str) -> bool:
    return "\U0001f3fb" <= char <= "\U0001f3ff"


def _is_pictograph(char: str) -> bool:
    return "\U0001f000" <= char <= "\U0001faff" or "\u2190" <= char <= "\u2bff" or char in "©®〰〽㊗㊙"


def _joins(text: str, at: int, end: int) -> bool:
    """Say whether the joiner at *at* does its work: between letters of a joining script or pictographs."""
    if at + 1 >= end:
        return False
    return all(c > "\u05ff" and unicodedata.category(c) in _JOINABLE for c in (text[at - 1], text[at + 1]))


_JOINABLE = frozenset(("Lo", "Lm", "Mn", "Mc", "Me", "So", "Sk", "Cn"))


def _is_hangul_tail(before: str, char: str) -> bool:
    tail = "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7ff"
    return tail and (
        "\u1100" <= before <= "\u11ff" or "\ua960" <= before <= "\ua97f" or "가" <= before <= "\ud7ff"
    )


def _is_conjunct(text: str, at: int) -> bool:
    """Say whether the letter at *at* hangs on a virama before it (rule GB9c)."""
    before = text[at - 1] if text[at - 1] not in (_ZWJ, _ZWNJ) else text[at - 2]
    joined = unicodedata.combining(before) == 9 and text[at - 1] != _ZWNJ
    block = ord(text[at]) & ~0x7F
    return joined and block in _CONJUNCT_BLOCKS and unicodedata.category(text[at]) == "Lo"


def visible(text: str) -> str:
    """Return *text* on one line, with placeholders for whatever must not reach a terminal."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(cell.text for cell in _cells(text, 0, len(text)))


def columns(text: str) -> int:
    """Return the number of columns ``visible(text)`` takes; isolate marks take none."""
    if text.isascii() and text.isprintable():
        return len(text)
    bare = text.replace(_FSI, "").replace(_PDI, "")
    return sum(cell.width for cell in _cells(bare, 0, len(bare)))


def has_right_to_left(text: str) -> bool:
    """Say whether *text* holds a character that a terminal with bidirectional layout would reorder."""
    return not text.isascii() and any(unicodedata.bidirectional(c) in ("R", "AL", "AN") for c in text)


def isolate(text: str) -> str:
    """Return visible *text* between isolate marks if it has right-to-left characters.

    So it can neither reorder what stands around it nor be reordered by it (UAX #9, FSI and PDI).
    """
    return f"{_FSI}{text}{_PDI}" if has_right_to_left(text) else text
