"""Article text in the neighbourhood of a finding, cut into pieces that are marked, removed or added."""

from __future__ import annotations

from articlewatch.article import Span
from articlewatch.lint import Fix
from articlewatch.report.model import Piece
from articlewatch.report.seen import seen

_LONGEST = 2.7  # times the context: the marked part, and what a fix removes or adds
_EDITS = 4


def excerpt_pieces(text: str, span: Span, context: int = 40) -> tuple[Piece, ...]:
    """Return the text round *span* with the span marked, on one line; an empty span is marked by a caret.

    *context* is how many code points to show on either side; a long span is shortened in its middle.
    """
    start, end = span
    left = max(text.rfind("\n", max(0, start - context), start) + 1, start - context, 0)
    right = text.find("\n", end, end + context)
    right = min(end + context, len(text)) if right < 0 else right
    left, right = _at_word(text, left, start), _at_word_end(text, right, end)
    before = ("…" if left and text[left - 1] != "\n" else "") + seen(text[left:start])
    after = seen(text[end:right]) + ("…" if right < len(text) and text[right] != "\n" else "")
    marked = seen(_middle(text[start:end], int(_LONGEST * context))) or "‸"
    return _pieces(Piece(before), Piece(marked, "marked"), Piece(after))


def fix_pieces(text: str, fix: Fix, context: int = 20) -> tuple[Piece, ...]:
    """Return what *fix* removes from and adds to *text*, with a little of what stands round it."""
    if not fix.edits:
        return ()
    shown = fix.edits[:_EDITS]
    longest = int(2 * _LONGEST * context)
    found: list[Piece] = []
    start = shown[0].start
    near = max(0, start - context)
    at = _at_word(text, max(text.rfind("\n", near, start) + 1, near), start)
    if at and text[at - 1] != "\n":
        found.append(Piece("…"))
    for edit in shown:
        found.append(Piece(seen(_middle(text[at : edit.start], 3 * context))))
        found.append(Piece(seen(_middle(text[edit.start : edit.end], longest)), "removed"))
        found.append(Piece(seen(_middle(edit.replacement, longest)), "added"))
        at = edit.end
    line = text.find("\n", at, at + context)
    end = line if line >= 0 else _at_word_end(text, min(at + context, len(text)), at)
    found.append(Piece(seen(text[at:end]) + ("…" if end < len(text) and text[end] != "\n" else "")))
    if len(fix.edits) > _EDITS:
        found.append(Piece(f" … and {len(fix.edits) - _EDITS} more"))
    return _pieces(*found)


def _pieces(*pieces: Piece) -> tuple[Piece, ...]:
    return tuple([piece for piece in pieces if piece.text])


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
