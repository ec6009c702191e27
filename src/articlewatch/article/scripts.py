"""Words that mix letters of look-alike scripts: a Cyrillic or Greek letter within a Latin word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

#: Cyrillic and Greek letters that look like a Latin one, and that one.
LOOK_ALIKES = {
    **dict(zip("аеорсухіјѕһԁԛԝАВЕКМНОРСТУХІЈЅ", "aeopcyxijshdqwABEKMHOPCTYXIJS", strict=True)),
    **dict(zip("οναρΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ovapABEZHIKMNOPTYX", strict=True)),
}
# Finds where the scripts meet, not the words, so that a long word is not walked again and again.
_MIXED = re.compile(r"[Ѐ-ӿͰ-Ͽ](?:(?=[A-Za-zÀ-ɏ])|(?<=[A-Za-zÀ-ɏ].))")
_WORD = re.compile(r"[^\W\d_]+")


class MixedWord(NamedTuple):
    """A Latin word with letters of another script, in code points of the text, and the word all in Latin."""

    start: int
    end: int
    latin: str


def mixed_words(text: str) -> Iterator[MixedWord]:
    """Yield the Latin words of *text* that hold look-alike letters of another script and no other foreign letters."""
    at = 0
    for match in _MIXED.finditer(text):
        if match.start() < at:
            continue
        start = match.start()
        while start and text[start - 1].isalpha():
            start -= 1
        word = _WORD.match(text, start)
        if word is None:
            continue
        at = word.end()
        foreign = [c for c in word.group() if "\u0370" <= c <= "\u04ff"]
        latin = len(word.group()) - len(foreign)
        if latin > len(foreign) and latin > 2 and all(c in LOOK_ALIKES for c in foreign):
            yield MixedWord(start, word.end(), "".join(LOOK_ALIKES.get(c, c) for c in word.group()))
