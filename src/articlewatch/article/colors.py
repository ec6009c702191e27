"""Colours of CSS as numbers, and the contrast between two of them."""

from __future__ import annotations

import re

_NAMED = {
    "black": "000000", "white": "ffffff", "silver": "c0c0c0", "gray": "808080", "grey": "808080", "maroon": "800000",
    "red": "ff0000", "purple": "800080", "fuchsia": "ff00ff", "magenta": "ff00ff", "green": "008000", "lime": "00ff00",
    "olive": "808000", "yellow": "ffff00", "navy": "000080", "blue": "0000ff", "teal": "008080", "aqua": "00ffff",
    "cyan": "00ffff", "orange": "ffa500", "gold": "ffd700", "pink": "ffc0cb", "brown": "a52a2a", "beige": "f5f5dc",
    "ivory": "fffff0", "khaki": "f0e68c", "lightblue": "add8e6", "lightgreen": "90ee90", "lightgray": "d3d3d3",
    "lightgrey": "d3d3d3", "lightyellow": "ffffe0", "darkblue": "00008b", "darkgreen": "006400", "darkred": "8b0000",
    "darkgray": "a9a9a9", "darkgrey": "a9a9a9", "gainsboro": "dcdcdc", "tan": "d2b48c", "salmon": "fa8072",
    "crimson": "dc143c", "indigo": "4b0082", "violet": "ee82ee", "skyblue": "87ceeb", "steelblue": "4682b4",
    "royalblue": "4169e1", "tomato": "ff6347", "wheat": "f5deb3", "lavender": "e6e6fa", "whitesmoke": "f5f5f5",
}  # fmt: skip
_HEX = re.compile(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


def rgb(colour: str) -> tuple[int, int, int] | None:
    """Return red, green and blue (0 to 255) of a name or ``#rgb``/``#rrggbb``, or None for what is not known."""
    digits = _NAMED.get(colour.lower(), "")
    if not digits:
        if not _HEX.fullmatch(colour):
            return None
        digits = colour[1:]
        if len(digits) == 3:
            digits = "".join(d * 2 for d in digits)
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def contrast(one: str, other: str) -> float | None:
    """Return the contrast ratio (1 to 21) of two colours as WCAG 2.1 defines it, or None when one is not known."""
    first, second = rgb(one), rgb(other)
    if first is None or second is None:
        return None
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: tuple[int, int, int]) -> float:
    linear = [c / 255 / 12.92 if c / 255 <= 0.04045 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
