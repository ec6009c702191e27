"""A fix as a one-line word diff: ``…before [-old-]{+new+} after…``, in the notation git made known."""

from __future__ import annotations

from articlewatch.formats.cells import cells, columns, isolate, visible
from articlewatch.formats.fit import ELLIPSIS, clip
from articlewatch.formats.style import Role, Style
from articlewatch.lint.finding import Edit, Fix

_MARKS = len("[--]{++}")


def fix_line(text: str, fix: Fix, width: int, style: Style) -> str:
    """Return what *fix* does to *text* in about *width* columns (not counting colour), 24 at least.

    Edits that do not fit are counted; ``⏎`` stands for a line break.
    """
    if not fix.edits:
        return ""
    context = 16 if width >= 72 else 8 if width >= 32 else 2
    for shown in range(min(4, len(fix.edits)), 0, -1):
        rest = len(fix.edits) - shown
        note = f" (and {rest} more)" if rest else ""
        pieces = _pieces(text, fix.edits[:shown], context, width)
        if sum(columns(piece) for piece, _ in pieces) + len(note) <= width:
            return _paint(pieces, style) + note
    longest = _longest(text, fix.edits[0], context, width - len(note))
    return _paint(_pieces(text, fix.edits[:1], context, longest), style) + note


def _longest(text: str, edit: Edit, context: int, width: int) -> int:
    """Return how wide old and new may be: they share what context, ellipses and marks leave of *width*."""
    both = max(6, width - 2 * (context + 1) - _MARKS)
    shorter = min(columns(clip(part, both)) for part in (text[edit.start : edit.end], edit.replacement))
    return max(both // 2, both - shorter)


_Pieces = list[tuple[str, Role | None]]


def _paint(pieces: _Pieces, style: Style) -> str:
    return "".join(style.paint(piece, role) if role else piece for piece, role in pieces)


def _pieces(text: str, edits: tuple[Edit, ...], context: int, longest: int) -> _Pieces:
    """Return the edits in their context; no removed or added text is wider than *longest* columns."""
    pieces: _Pieces = [(_left(text, edits[0].start, context), None)]
    at = edits[0].start
    for edit in edits:
        if edit.start > at:
            pieces.append((_between(text[at : edit.start], context), None))
        if edit.end > edit.start:
            pieces.append((f"[-{isolate(clip(text[edit.start : edit.end], longest))}-]", "removed"))
        if edit.replacement:
            pieces.append((f"{{+{isolate(clip(edit.replacement, longest))}+}}", "added"))
        at = edit.end
    pieces.append((_right(text, at, context), None))
    return pieces


def _left(text: str, end: int, context: int) -> str:
    """Return the last *context* columns of the line before *end*."""
    reach = max(0, end - 4 * context)
    line = text.rfind("\n", reach, end) + 1
    used, first = 0, end
    for cell in reversed(cells(text, line or reach, end)):
        used += cell.width
        if used > context:
            break
        first = cell.start
    return (ELLIPSIS if first > line else "") + isolate(visible(text[first:end]))


def _right(text: str, start: int, context: int) -> str:
    """Return the first *context* columns of the line after *start*."""
    reach = min(len(text), start + 4 * context)
    line = text.find("\n", start, reach)
    line = len(text) if line < 0 else line
    if line > start and text[line - 1] == "\r":
        line -= 1
    used, last = 0, start
    for cell in cells(text, start, min(line, reach)):
        used += cell.width
        if used > context:
            break
        last = cell.end
    return isolate(visible(text[start:last])) + (ELLIPSIS if last < line else "")


def _between(text: str, context: int) -> str:
    if len(text) <= 8 * context and columns(text) <= 2 * context:
        return isolate(visible(text))
    return isolate(clip(text[:context], context)) + ELLIPSIS + isolate(clip(text[-context:], context))
