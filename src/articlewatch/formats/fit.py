"""Text fitted into a number of terminal columns: cut in the middle, or wrapped."""

from __future__ import annotations

from articlewatch.formats.cells import LONGEST_CELL, Cell, cells, columns, visible

ELLIPSIS = "…"


def clip(text: str, width: int) -> str:
    """Return ``visible(text)`` in at most *width* columns; what is cut from the middle becomes ``…``."""
    if len(text) > 4 * LONGEST_CELL * width:  # too long whatever it holds: the middle need not be looked at
        text = text[: 2 * LONGEST_CELL * width] + text[-2 * LONGEST_CELL * width :]
    row = cells(text)
    if sum(cell.width for cell in row) <= width:
        return "".join(cell.text for cell in row)
    head = _fill(row, width // 2)
    tail = _fill(row[::-1], width - 1 - sum(cell.width for cell in head))
    return "".join(c.text for c in head) + ELLIPSIS + "".join(c.text for c in reversed(tail))


def _fill(row: list[Cell], room: int) -> list[Cell]:
    taken: list[Cell] = []
    for cell in row:
        room -= cell.width
        if room < 0:
            break
        taken.append(cell)
    return taken


def wrap(text: str, width: int) -> list[str]:
    """Return ``visible(text)`` cut at spaces into lines of about *width* columns, one at least.

    A word that is longer than a line is cut; text without spaces (Chinese, Thai) is cut anywhere. No line
    but the first begins with ``::`` or ``##[``, which a build server would take for a command of its own.
    """
    lines: list[str] = []
    line, used = "", 0
    for word in visible(text).split(" "):
        size = columns(word)
        if line and used + 1 + size <= width:
            line, used = f"{line} {word}", used + 1 + size
            continue
        if line:
            lines.append(line)
        *full, line = _cut(word, width)
        lines += full
        used = columns(line)
    first, *others = [*lines, line]
    return [first, *(f"`{other}" if other.startswith(("::", "##[")) else other for other in others)]


def _cut(word: str, width: int) -> list[str]:
    """Return *word* in pieces of at most *width* columns, the last of them perhaps shorter."""
    pieces, used = [""], 0
    for cell in cells(word):
        if pieces[-1] and used + cell.width > width:
            pieces.append("")
            used = 0
        pieces[-1] += cell.text
        used += cell.width
    return pieces
