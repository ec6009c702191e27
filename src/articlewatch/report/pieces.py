"""Article text in the neighbourhood of a finding, cut into pieces that are marked, removed or added."""

from __future__ import annotations

from articlewatch.article import Span
from articlewatch.lint import Fix
from articlewatch.report.model import Piece
from articlewatch.report.seen import seen

_CONTEXT = 40  # code points on either side of what is marked
_LONGEST = 110  # of the marked part
_FIX_CONTEXT = 20
_FIX_LONGEST = 80
_EDITS = 4

def excerpt_pieces(text: str, span: Span) -> tuple[Piece, ...]:
    """Return the text round *span* with the span marked, on one line. An empty span is marked by a caret."""
    start, end = span
    left = max(text.rfind("\n", max(0, start - _CONTEXT), start) + 1, start - _CONTEXT, 0)
    right = text.find("\n", end, end + _CONTEXT)
    right = min(end + _CONTEXT, len(text)) if right < 0 else right
    left, right = _at_word(text, left, start), _at_word_end(text, right, end)
    before = ("…" if left and text[left - 1] != "\n" else "") + seen(text[left:start])
    after = seen(text[end:right]) + ("…" if right < len(text) and text[right] != "\n" else "")
    marked = seen(_middle(text[start:end], _LONGEST)) or "‸"
    return _pieces(Piece(before), Piece(marked, "marked"), Piece(after))


def fix_pieces(text: str, fix: Fix) -> tuple[Piece, ...]:
    """Return what *fix* removes from and adds to *text*, with a little of what stands round it."""
    if not fix.edits:
        return ()
    shown = fix.edits[:_EDITS]
    found: list[Piece] = []
    start = shown[0].start
    near = max(0, start - _FIX_CONTEXT)
    at = _at_word(text, max(text.rfind("\n", near, start) + 1, near), start)
    if at and text[at - 1] != "\n":
        found.append(Piece("…"))
    for edit in shown:
        found.append(Piece(seen(_middle(text[at : edit.start], 3 * _FIX_CONTEXT))))
        found.append(Piece(seen(_middle(text[edit.start : edit.end], _FIX_LONGEST)), "removed"))
        found.append(Piece(seen(_middle(edit.replacement, _FIX_LONGEST)), "added"))
        at = edit.end
    line = text.find("\n", at, at + _FIX_CONTEXT)
    end = line if line >= 0 else _at_word_end(text, min(at + _FIX_CONTEXT, len(text)), at)
    found.append(Piece(seen(text[at:end]) + ("…" if end < len(text) and text[end] != "\n" else "")))
    if len(fix.edits) > _EDITS:
        found.append(Piece(f" … and {len(fix.edits) - _EDITS} more"))
    return _pieces(*found)


def _pieces(*pieces: Piece) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if piece.text)


def _middle(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    return f"{text[: longest * 2 // 3]} … {text[-longest // 3 :]}"


def _at_word(text: str, left: int, start: int) -> int:
    """Move *left* on to the beginning of a word, if there is one before *start*."""
    if left == 0 or text[left - 1].isspace():
        return left
    blank = text.find(" ", left, start)
    return blank + 1 if 0 <= blank < left + 16 else left


def _at_word_end(text: str, right: int, end: int) -> int:
    if right >= len(text) or text[right].isspace():
        return right
    blank = text.rfind(" ", max(end, right - 16), right)
    return blank if blank >= 0 else right
