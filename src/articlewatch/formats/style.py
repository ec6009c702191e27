"""Colour for the formats that are read on a terminal; switched off, every call returns its text as it is."""

from __future__ import annotations

from typing import Literal

Role = Literal["error", "warning", "suggestion", "place", "dim", "strong", "removed", "added", "good"]

#: Select Graphic Rendition parameters (ECMA-48); the sixteen basic colours follow the user's own palette.
_CODES: dict[Role, str] = {
    "error": "1;31",
    "warning": "1;33",
    "suggestion": "1;36",
    "place": "36",
    "dim": "2",
    "strong": "1",
    "removed": "31",
    "added": "32",
    "good": "32",
}


class Style:
    """Paints text, or leaves it alone when *color* is off. Meaning never hangs on the colour alone."""

    __slots__ = ("_color",)

    def __init__(self, color: bool) -> None:
        self._color = color

    def paint(self, text: str, role: Role) -> str:
        """Return *text* in the colour of *role*."""
        return f"\x1b[{_CODES[role]}m{text}\x1b[0m" if self._color and text else text
