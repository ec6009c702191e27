"""Article text made safe to look at: nothing in it hides or turns the direction of writing."""

from __future__ import annotations

import re

_HALF = re.compile("[\ud800-\udfff]")

#: Shown in place of characters that cannot be seen or that turn the direction of the text round them.
_CONTROLS: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(32) if code not in (9, 10, 13)},
    127: "␡",
    **dict.fromkeys([*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F], "\ufffd"),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    **dict.fromkeys([0xFFFE, 0xFFFF], "\ufffd"),
    13: " ",
    10: "⏎",
    9: " ",
}


def seen(text: str) -> str:
    """Return *text* with nothing in it that hides, turns the direction of writing, or is not valid in UTF-8."""
    return text.translate(_CONTROLS)


def sound(text: str) -> str:
    """Return *text* with the replacement character for what UTF-8 cannot hold: halves of surrogate pairs."""
    return _HALF.sub("\ufffd", text)
