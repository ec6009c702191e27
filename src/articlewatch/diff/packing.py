"""Sequences of strings as one string of code points, the form in which rapidfuzz compares them fastest."""

from __future__ import annotations

from collections.abc import Iterable


class Ids(dict[str, str]):
    """Gives every distinct string a code point of its own.

    rapidfuzz tells elements apart by their hash; code points handed out in order cannot collide. There are
    1,114,112 of them: one distinct string more raises ValueError.
    """

    def __missing__(self, key: str) -> str:
        packed = self[key] = chr(len(self))
        return packed

    def pack(self, parts: Iterable[str]) -> str:
        """Return *parts* as a string of their code points."""
        return "".join(map(self.__getitem__, parts))
