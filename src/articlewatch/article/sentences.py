"""Splitting a paragraph into sentences. The only module that imports sentencex."""

from __future__ import annotations

import re

import sentencex

_HALF = re.compile("[\ud800-\udfff]")
_CANDIDATE = re.compile(r"[.!?…。！？।॥؟۔]")


def split_sentences(text: str, language: str = "en") -> list[tuple[int, str]]:
    """Return (offset, sentence) for each sentence of *text*, in code points, without outer white space.

    *language* is an ISO 639 code; a language that the splitter does not know falls back to a related one.
    """
    if _CANDIDATE.search(text) is None:
        return _strip(0, text)
    result: list[tuple[int, str]] = []
    at = 0
    # sentencex is lossless, so adding up lengths gives the offset of each piece.
    # Half a surrogate pair, which it cannot take, is shown to it as the replacement character.
    for piece in sentencex.segment(language or "en", _HALF.sub("\ufffd", text)):
        result.extend(_strip(at, text[at : at + len(piece)]))
        at += len(piece)
    return result


def _strip(at: int, piece: str) -> list[tuple[int, str]]:
    bare = piece.strip()
    return [(at + piece.index(bare), bare)] if bare else []
