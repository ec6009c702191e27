"""What was found on a rendered page, sorted into its sections."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from articlewatch.article.rendered.passage import Content
from articlewatch.article.spans import Span


class Contents:
    """The contents of all sections of *text*, which begin at *starts* (code points, the first at 0)."""

    def __init__(self, text: str, starts: list[int]) -> None:
        self._text = text
        self._starts = starts
        self._contents = [Content() for _ in starts]
        self._section_texts: dict[int, str] = {}

    def __iter__(self) -> Iterator[Content]:
        return iter(self._contents)

    def __getitem__(self, index: int) -> Content:
        return self._contents[index]

    def at(self, offset: int) -> tuple[Content, int]:
        """Return the content of the section in which *offset* lies, and where that section begins."""
        index = bisect_right(self._starts, offset) - 1
        return self._contents[index], self._starts[index]

    def cover(self, start: int, end: int) -> list[tuple[Content, Span]]:
        """Return [start, end) cut at the borders of sections, relative to each."""
        found = []
        index = bisect_right(self._starts, start) - 1
        while start < end:
            stop = self._starts[index + 1] if index + 1 < len(self._starts) else len(self._text)
            stop = min(stop, end)
            if stop > start:
                by = self._starts[index]
                found.append((self._contents[index], Span(start - by, stop - by)))
            start = stop
            index += 1
        return found

    def text_of(self, by: int) -> str:
        """Return the text of the section that begins at *by*, which is cut once."""
        found = self._section_texts.get(by)
        if found is None:
            index = bisect_right(self._starts, by)
            end = self._starts[index] if index < len(self._starts) else len(self._text)
            found = self._section_texts[by] = self._text[by:end]
        return found
