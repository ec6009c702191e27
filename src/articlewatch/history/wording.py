"""A text cut as authorship is told by it: into paragraphs, sentences and words.

The units are those of WikiWho (Flöck and Acosta, "WikiWho: precise and efficient attribution of authorship of
revisioned content", WWW 2014): a paragraph ends at a blank line or where a table or a row of one begins or ends; a
sentence ends at its mark, a line break, a reference, a comment; a word is what stands between spaces and marks, and
each mark is a word of its own. In scripts without spaces each character is one. Letters of both cases are the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from articlewatch.diff.tokens import cutter_for

_PARAGRAPH_ENDS = re.compile(
    r"\n\n+|(?=\{\|)|(?<=\|\})|(?=\|-\n)|(?<=\|-\n)|(?=<table>)|(?<=</table>)|(?=<tr>)|(?<=</tr>)"
)
#: Marks that end a sentence when a space follows; a full stop does so behind three characters at least.
_SENTENCE_MARKS = frozenset(";?!:")


class Word(NamedTuple):
    """A word in lower case and its place, in code points of the paragraph."""

    value: str
    start: int
    end: int


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield the paragraphs of *text*, stripped, with their places; empty ones are left out."""
    start = 0
    for end in (*_PARAGRAPH_ENDS.finditer(text), None):
        stop = end.start() if end else len(text)
        raw = text[start:stop]
        if stripped := raw.strip():
            yield start + len(raw) - len(raw.lstrip()), stripped
        start = end.end() if end else stop


def sentences(paragraph: str) -> list[list[Word]]:
    """Return the sentences of a paragraph as lists of words, none of them empty."""
    found: list[list[Word]] = [[]]
    words = list(_words(paragraph))
    for index, word in enumerate(words):
        following = words[index + 1].value if index + 1 < len(words) else ""
        if word.value == "<" and (following == "ref" or paragraph.startswith("<!--", word.start)):
            found.append([])
        found[-1].append(word)
        if _ends_sentence(paragraph, words, index):
            found.append([])
    return [sentence for sentence in found if sentence]


def _words(paragraph: str) -> Iterator[Word]:
    at = 0
    for token in cutter_for(paragraph, paragraph).tokens(paragraph):
        if not token.isspace():
            yield Word(token.lower(), at, at + len(token))
        at += len(token)


def _ends_sentence(paragraph: str, words: list[Word], index: int) -> bool:
    word = words[index]
    after = paragraph[word.end : word.end + 1]
    if "\n" in paragraph[word.end : _next(words, index, len(paragraph))]:
        return True
    if word.value == ">":
        return paragraph.endswith(("</ref>", "/>", "-->"), 0, word.end)
    if after != " ":
        return False
    if word.value == ".":
        before = paragraph[max(word.start - 3, 0) : word.start]
        return len(before) == 3 and not any(char in " \n\t.=" for char in before)
    return word.value in _SENTENCE_MARKS


def _next(words: list[Word], index: int, end: int) -> int:
    return words[index + 1].start if index + 1 < len(words) else end
