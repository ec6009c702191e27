"""Marked text laid out in the columns of a terminal, with or without colour."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from articlewatch.article.cells import cells, columns, isolate, visible
from articlewatch.diff.view import Mark, Part

#: Select Graphic Rendition parameters (ECMA-48). Strike-through and underline tell removed from added without
#: colour too.
_CODES: dict[str, str] = {"removed": "31;9", "added": "32;4", "dim": "2", "place": "36", "moved": "35", "strong": "1",
          "bad": "31", "good": "32"}  # fmt: skip
_BRACKETS: dict[Mark, tuple[str, str]] = {"removed": ("[-", "-]"), "added": ("{+", "+}"), "same": ("", "")}
_SPACES = re.compile(r"( +)")


class Run(NamedTuple):
    """Text of one mark on one row."""

    mark: Mark
    text: str


Row = list[Run]


class Paint:
    """Colours text, or puts brackets round what went and came when there is no colour."""

    def __init__(self, color: bool) -> None:
        self.color = color

    def __call__(self, text: str, role: str) -> str:
        """Return *text* in the colour of *role*."""
        return f"\x1b[{_CODES[role]}m{text}\x1b[0m" if self.color and text else text

    def row(self, row: Row) -> str:
        """Return a row as one string."""
        return "".join(self(isolate(text), mark) if mark != "same" else isolate(text) for mark, text in row)


def flow(parts: Iterable[Part], width: int, *, brackets: bool, whole: bool = False) -> list[Row]:
    """Return *parts* in rows of at most *width* columns, broken at spaces and where a line ends.

    With *brackets* they tell what went and came. *whole* says that all of it went or came, and neither brackets nor
    signs for line ends are needed.
    """
    rows: list[Row] = [[]]
    used = 0
    for mark, word, ends in _words(parts, brackets and not whole, whole):
        size = columns(word)
        if used and used + size > width and not (word.isspace()):
            rows.append([])
            used = 0
        for piece in _pieces(word, width) if size > width else (word,):
            wide = columns(piece)
            if used and used + wide > width:
                rows.append([])
                used = 0
                if piece.isspace():
                    continue
            _append(rows[-1], mark, piece)
            used += wide
        if ends:
            rows.append([])
            used = 0
    while rows and not any(text.strip() for _, text in rows[-1]):
        rows.pop()
    return rows


def _append(row: Row, mark: Mark, text: str) -> None:
    if row and row[-1].mark == mark:
        row[-1] = Run(mark, row[-1].text + text)
    else:
        row.append(Run(mark, text))


def _words(parts: Iterable[Part], brackets: bool, whole: bool) -> Iterator[tuple[Mark, str, bool]]:
    """Yield (mark, word or spaces, whether the row ends after it)."""
    for mark, text in parts:
        opening, closing = _BRACKETS[mark] if brackets else ("", "")
        plain = whole or mark == "same"
        lines = [visible(line) for line in text.split("\n")] if plain else _marked_lines(text, brackets)
        breaks = plain or mark == "added"
        for number, line in enumerate(lines):
            last = number == len(lines) - 1
            shown = f"{opening if number == 0 else ''}{line}{closing if last else ''}"
            words = [word for word in _SPACES.split(shown) if word] or [""]
            for word in words[:-1]:
                yield mark, word, False
            yield mark, words[-1], breaks and (not last or (not plain and text.endswith("\n")))


def _marked_lines(text: str, brackets: bool) -> list[str]:
    """Return the lines of a text that went or came: its line ends are shown as ⏎, lone spaces as dots."""
    if not brackets and not text.strip(" "):
        return ["·" * len(text)]
    shown = re.sub("\n+", "\n", text)
    lines = [f"{visible(line)}⏎" for line in shown.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] or len(lines) == 1 else lines[:-1]


def _pieces(word: str, width: int) -> Iterator[str]:
    """Cut a word that is wider than a row."""
    piece, used = "", 0
    for cell in cells(word):
        if used + cell.width > width:
            yield piece
            piece, used = "", 0
        piece += cell.text
        used += cell.width
    yield piece


def pad(painted: str, row: Row, width: int) -> str:
    """Return *painted*, the painted *row*, filled up with blanks to *width* columns."""
    return painted + " " * max(width - sum(columns(text) for _, text in row), 0)


def clipped(text: str, width: int) -> str:
    """Return the first line of *text* in at most *width* columns."""
    line = text.partition("\n")[0]
    rows = flow([Part("same", line[: 8 * width])], max(width - 1, 1), brackets=False)
    first = "".join(run.text for run in rows[0]) if rows else ""
    return isolate(first.rstrip() + ("…" if len(rows) > 1 else ""))
