"""Brackets and quotation marks of a paragraph that have no partner."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article.patterns_en.hit import Hit

# A quick look: no brackets, or pairs that hold none.
_BALANCED = re.compile(r"[^()]*+(?:\([^()]*+\)[^()]*+)*+")
_BRACKET = re.compile(r"[()]")
_ENUMERATION = re.compile(r"(?:^|[\s(,;:])(?:[a-zA-Z]|[ivx]{1,4}|\d{1,2})\Z")
_QUOTE = re.compile(r'["“”]')
_FIGURES = frozenset("0123456789¼½¾⅛")


def unbalanced_brackets(text: str) -> Iterator[Hit]:
    """Yield round brackets without a partner in a paragraph's text.

    The closing bracket of an enumeration ("a)", "1)") and of a face (":)") is sound. Linear.
    """
    if _BALANCED.fullmatch(text):
        return
    open_at: list[int] = []
    for match in _BRACKET.finditer(text):
        at = match.start()
        if match.group() == "(":
            open_at.append(at)
        elif open_at:
            open_at.pop()
        elif not _ENUMERATION.search(text[max(0, at - 6) : at]) and text[at - 1 : at] not in (":", ";", "-"):
            yield Hit(at, at + 1, "unbalanced-bracket", '")" closes nothing')
    for at in open_at:
        if text[at - 1 : at] not in (":", ";"):
            yield Hit(at, at + 1, "unbalanced-bracket", '"(" is never closed')


def unbalanced_quotes(text: str) -> Iterator[Hit]:
    """Yield the quotation mark that stands alone in a paragraph's text, straight or curved. Linear.

    A paragraph that begins with a quotation mark may be one of several quoted; inches and seconds are sound, and so
    are the marks of other languages.
    """
    if not ('"' in text or "“" in text or "”" in text) or text[:1] in ('"', "“") or "„" in text:
        return
    marks: list[int] = []
    for match in _QUOTE.finditer(text):
        # Behind a figure a mark that closes nothing means inches.
        if match.group() == '"' and len(marks) % 2 == 0 and text[match.start() - 1 : match.start()] in _FIGURES:
            continue
        marks.append(match.start())
    if len(marks) % 2:
        at = _lone_quote(text, marks)
        yield Hit(at, at + 1, "unbalanced-quote", "the quotation mark has no partner")


def _lone_quote(text: str, marks: list[int]) -> int:
    """Return the mark that breaks the alternation of opening and closing, told by the spaces around it."""
    open_at = -1
    for at in marks:
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        opens = before in (" ", "(", "—", "–", "\n", "\xa0") and not after.isspace()
        if opens and open_at >= 0:
            return open_at
        if not opens and open_at < 0:
            return at
        open_at = at if opens else -1
    return open_at if open_at >= 0 else marks[-1]
