"""One pass over HTML: tags, comments and the text between them, without gaps.

Follows the tokenizer of the HTML standard (https://html.spec.whatwg.org/multipage/parsing.html#tokenization) in what
is a tag and where it ends. Whatever is not closed runs to the end of the file, as there, so every character is looked
at a bounded number of times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

TokenKind = Literal["text", "start", "end", "comment", "raw"]

#: Elements whose content is not markup.
RAW_TEXT = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"))

_NEXT = re.compile(r"<(?:!--|[!?]|/?[a-zA-Z]|/(?!>))")
_TAG = re.compile(r"</?+[a-zA-Z][^\s/>]*+(?:[^=>]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+>")
_COMMENT_END = re.compile(r"--!?>")
_NAME = re.compile(r"[a-zA-Z][^\s/>]*")


class Token(NamedTuple):
    """A piece of the file. ``name`` is a tag's, in lower case; ``raw`` is the content of a script and the like."""

    kind: TokenKind
    start: int
    end: int
    name: str = ""


def tokens(text: str) -> Iterator[Token]:
    """Yield the pieces of *text* in its order; together they are the text."""
    at = shown = 0
    size = len(text)
    while match := _NEXT.search(text, at):
        start = match.start()
        if match.group() in ("<!--", "<!", "<?", "</"):
            kind: TokenKind = "comment"
            end = _end_of_comment(text, start)
            name = ""
        else:
            tag = _TAG.match(text, start)
            end = tag.end() if tag else size
            kind = "comment" if tag is None else "end" if text[start + 1] == "/" else "start"
            name = _name(text, start + (2 if text[start + 1] == "/" else 1))
        if shown < start:
            yield Token("text", shown, start)
        yield Token(kind, start, end, name if kind != "comment" else "")
        at = shown = end
        if kind == "start" and name in RAW_TEXT:
            at = shown = _end_of_raw(text, end, name)
            if end < at:
                yield Token("raw", end, at)
    if shown < size:
        yield Token("text", shown, size)


def _name(text: str, at: int) -> str:
    match = _NAME.match(text, at)
    return match.group().lower() if match else ""


def _end_of_comment(text: str, start: int) -> int:
    if not text.startswith("<!--", start):
        end = text.find(">", start)
        return end + 1 if end >= 0 else len(text)
    for short in ("<!-->", "<!--->"):
        if text.startswith(short, start):
            return start + len(short)
    match = _COMMENT_END.search(text, start + 4)
    return match.end() if match else len(text)


def _end_of_raw(text: str, start: int, name: str) -> int:
    match = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, start)
    return match.start() if match else len(text)
