"""Spans of source text, and their translation into lines and columns."""

from __future__ import annotations

from bisect import bisect_right
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range ``[start, end)`` of a text, in code points.

    ``text[span.start:span.end]`` is the thing the span stands for.
    """

    start: int
    end: int

    def shift(self, by: int) -> Span:
        """Return the same span moved by *by* code points."""
        return Span(self.start + by, self.end + by) if by else self

    def of(self, text: str) -> str:
        """Return the part of *text* this span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Say whether *other* lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end


class LineIndex:
    """Lines and columns of one text, both counted from 1, columns in code points.

    A line ends with a line feed, which belongs to the line it ends; a carriage
    return before it is an ordinary character of that line.
    """

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str) -> None:
        starts = [0]
        at = text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = text.find("\n", at + 1)
        self._starts = starts
        self._text = text

    def position(self, offset: int) -> tuple[int, int]:
        """Return (line, column) of the code point at *offset*."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line_span(self, line: int) -> Span:
        """Return the span of *line* (counted from 1) without its line feed."""
        start = self._starts[line - 1]
        if line < len(self._starts):
            return Span(start, self._starts[line] - 1)
        return Span(start, len(self._text))
