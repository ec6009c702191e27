"""The lines of prose of a rendered page: what stands between the borders of blocks."""

from __future__ import annotations

from collections.abc import Callable

from articlewatch.article.prose import ParagraphKind
from articlewatch.article.rendered.passage import Content
from articlewatch.article.spans import Span

_LINE_OWNERS: dict[str, ParagraphKind] = {"p": "text", "li": "list", "dd": "list", "dt": "list"}


class Lines:
    """Cuts the content into lines of prose at the borders of blocks; the innermost block owns a line."""

    def __init__(self, at: Callable[[int], tuple[Content, int]]) -> None:
        """*at* tells the section in which an offset lies, and where that begins."""
        self._at = at
        self._owners: list[str] = []
        #: Names of the open blocks -> how many, so that a stray end tag costs nothing.
        self._count: dict[str, int] = {}
        self._whole = -1
        self._from = -1

    def begin(self, name: str, start: int, end: int) -> None:
        self.end(start)
        if name == "li" and "li" in self._owners[-1:]:
            self._owners.pop()
            self._count["li"] -= 1
        elif self._owners[-1:] == ["p"]:
            self._owners.pop()
            self._count["p"] -= 1
        self._owners.append(name)
        self._count[name] = self._count.get(name, 0) + 1
        if name in _LINE_OWNERS:
            self._whole, self._from = start, end

    def close(self, name: str, start: int, end: int) -> None:
        self.end(start, end)
        if self._count.get(name):
            while (last := self._owners.pop()) != name:
                self._count[last] -= 1
            self._count[name] -= 1
        self.resume(end)

    def resume(self, at: int) -> None:
        """Go on with the block that is open, if it may hold prose."""
        if self._owners and self._owners[-1] in _LINE_OWNERS:
            self._whole, self._from = at, at

    def end(self, start: int, whole_end: int = -1) -> None:
        """End the line that is open, if one is, before *start*."""
        if self._from >= 0 and self._from < start:
            owner = self._owners[-1]
            kind = _LINE_OWNERS.get(owner, "text")
            if owner == "p" and self._owners[-2:-1] and self._owners[-2] in ("li", "dd"):
                kind = "list"
            content, by = self._at(self._whole)
            content.lines.append(
                (Span(self._whole - by, max(whole_end, start) - by), self._from - by, start - by, kind)
            )
        self._whole = self._from = -1
