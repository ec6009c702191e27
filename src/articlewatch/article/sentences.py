"""Splitting a paragraph into sentences. The only module that imports sentencex."""

from __future__ import annotations

import re
from itertools import accumulate, pairwise

import sentencex

_HALF = re.compile("[\ud800-\udfff]")
_CANDIDATE = re.compile(r"[.!?…。！？।॥؟۔]")


def split_sentences(text: str, language: str = "en") -> list[tuple[int, str]]:
    """Return (offset, sentence) for each sentence of *text*, in code points, without outer white space.

    *language* is an ISO 639 code; a language that the splitter does not know falls back to a related one.
    """
    pieces = [text] if _CANDIDATE.search(text) is None else _segments(text, language or "en")
    result: list[tuple[int, str]] = []
    at = 0
    for piece in pieces:
        bare = piece.strip()
        if bare:
            result.append((at + piece.index(bare), bare))
        at += len(piece)
    return result


def _segments(text: str, language: str) -> list[str]:
    """The sentences with the white space around them: joined, they are the text."""
    try:
        found: list[str] = sentencex.segment(language, text)
    except UnicodeEncodeError:
        # Half a surrogate pair, which it cannot take, is shown to it as the replacement character.
        ends = accumulate(map(len, sentencex.segment(language, _HALF.sub("\ufffd", text))))
        found = [text[start:end] for start, end in pairwise([0, *ends])]
    return found
