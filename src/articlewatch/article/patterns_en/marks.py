"""Punctuation in places where no punctuation can be, and spaces lost or gone astray."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article.patterns_en.hit import Hit, Words
from articlewatch.article.patterns_en.lexicon import pairs, words

_RUN = re.compile(
    r",\s?[,;:]|[;:]\s?[,;]|;\.|:\.(?=\s|$)|(?<=\w),\.(?=\s|$)|(?<=[^\W\d_.?!])\.\.(?=\s|$)"
    r"|\(\s?[,;.](?![\d.)])|(?<=\w)[,;]\s?\)|(?<=\w)\?\?(?=\s|$)"
)
_GLUED_STOP = re.compile(
    r"(?<=[a-z]{3})[.,;](?=[A-Z][a-z]+[ ,’'])"
    r"|(?<=[a-z]{2}),(?=[a-z]{3})|(?<=[a-z]{2});(?=[a-z]{3})|(?<=\))[;,](?=[a-z]{3})"
)
_GLUED_BRACKET = re.compile(r"(?<=[a-z]{3})\((?=[A-Z]?[a-z]{3,} )|(?<=[a-z\d])\)(?=[a-z]{3})")
GLUED = words("split_words", "glued")
_GLUED_WORD = re.compile(r"(?<![\w'’-])(" + "|".join(sorted(GLUED)) + r")(?=[A-Z][a-z]{2,})")
PAIRS = pairs("split_words", "pairs")
# Three cheap questions that sound sentences seldom answer with yes.
_TWO_MARKS = re.compile(r"[.,;:?(]\s?[,;:.)?]")
_MARK_AND_LETTER = re.compile(r"[.,;)][A-Za-z]")
_LETTER_AND_CAPITAL = re.compile(r"[a-z][A-Z(]")


def marks(sentence: Words) -> Iterator[Hit]:
    """Yield runs of punctuation, spaces lost between words, and words cut by a stray space.

    Addresses, file names, identifiers and numbers are left alone.
    """
    text = sentence.text
    if _TWO_MARKS.search(text):
        for match in _RUN.finditer(text):
            if not _is_sound_run(text, match):
                yield Hit(match.start(), match.end(), "punctuation-run", f'"{match.group()}" has a mark too many')
    if _MARK_AND_LETTER.search(text) or _LETTER_AND_CAPITAL.search(text):
        yield from _lost_spaces(text)
    if not PAIRS.isdisjoint(sentence.pairs):
        yield from _split_words(sentence)


def _lost_spaces(text: str) -> Iterator[Hit]:
    for match in _GLUED_STOP.finditer(text):
        if not _in_identifier(text, match.start()):
            yield Hit(match.start() - 1, match.end() + 1, "lost-space", f'a space is missing after "{match.group()}"')
    for match in _GLUED_BRACKET.finditer(text):
        if not _in_identifier(text, match.start()) and not _inside_word(text, match):
            side = "before" if match.group() == "(" else "after"
            yield Hit(match.start() - 1, match.end() + 1, "lost-space", f'a space is missing {side} "{match.group()}"')
    for match in _GLUED_WORD.finditer(text):
        yield Hit(match.start(), match.end() + 1, "lost-space", f'a space is missing after "{match.group()}"')


def _split_words(sentence: Words) -> Iterator[Hit]:
    tokens = sentence.all
    for i in range(1, len(tokens)):
        if (tokens[i - 1], tokens[i]) in PAIRS and not sentence.touching(i):
            around = tokens[i - 2 : i - 1] + tokens[i + 1 : i + 2]
            if not any(mark in ("'", "’", ".", "&", "/", "-") for mark in around):
                whole = tokens[i - 1] + tokens[i]
                yield sentence.hit(i - 1, i, "split-word", f'a stray space cuts "{whole}"', 1.0, whole)


def _is_sound_run(text: str, match: re.Match[str]) -> bool:
    run = match.group()
    if run == ".." and text[max(0, match.start() - 5) : match.start()].strip(".").count(".") > 0:
        return True
    if run == ",." or run == ";.":
        return False
    return run.startswith(("(",)) and text[match.end() : match.end() + 1].isalnum() and run.endswith(".")


def _inside_word(text: str, match: re.Match[str]) -> bool:
    """ "Pal(a)eogene": a bracket within a word opens and closes there."""
    left = text.rfind(" ", 0, match.start()) + 1
    right = text.find(" ", match.end())
    word = text[left : right if right >= 0 else len(text)]
    return "(" in word[:-1] and ")" in word


def _in_identifier(text: str, at: int) -> bool:
    """Say whether the place lies in an address, a file name or an identifier rather than in prose."""
    left = text.rfind(" ", 0, at) + 1
    right = text.find(" ", at)
    word = text[left : right if right >= 0 else len(text)]
    if any(c in word for c in "@/_\\:#=<>") or word.startswith(("www.", "http")):
        return True
    return word.count(".") > (1 if not word.endswith(".") else 2)
