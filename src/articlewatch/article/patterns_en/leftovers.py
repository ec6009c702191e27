"""Text that nobody meant to publish: placeholders, toolbar samples, marks of text machines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article.patterns_en.hit import TOKEN, Hit, Words
from articlewatch.article.patterns_en.lexicon import prefixes, words


def _phrases(name: str) -> str:
    return "|".join(re.escape(phrase) for phrase in prefixes("leftovers", name))


_PLACEHOLDER = re.compile(
    rf"\b(?:{_phrases('placeholders')})\b|\bTODO:|\bTK TK\b"
    rf"|\[(?:{_phrases('bracketed')})\b[^\[\]\n]{{0,40}}\]",
    re.IGNORECASE,
)
_MACHINE = re.compile(
    rf"\b(?:{_phrases('machine')})|turn\d+(?:search|news|view|image|file)\d+|\[cite_start\]",
    re.IGNORECASE,
)
# One of these words is part of everything above but the marks of a search.
_GATE = words("leftovers", "gate")


def _neighbours() -> frozenset[tuple[str, str]]:
    """Two neighbouring tokens out of each phrase; of a machine's, the last token may be the beginning of another."""
    found = {("todo", ":"), ("tk", "tk"), ("[", "cite_start")}
    found |= {("[", TOKEN.findall(phrase)[0]) for phrase in prefixes("leftovers", "bracketed")}
    for name, stop in (("placeholders", None), ("machine", -1)):
        for phrase in prefixes("leftovers", name):
            tokens = TOKEN.findall(phrase)
            if len(tokens) > 1:
                found.add(tuple(tokens[:2] if len(tokens) < 4 else tokens[:stop][-2:]))
    return frozenset(found)


#: Of every leftover two neighbouring tokens, or one that is enough.
WORDS = frozenset(p for p in prefixes("leftovers", "machine") if TOKEN.fullmatch(p))
PAIRS = _neighbours()


def leftovers(sentence: Words) -> Iterator[Hit]:
    """Yield placeholder text and phrases that a text machine leaves behind."""
    text = sentence.text
    if _GATE.isdisjoint(sentence.known) and "turn" not in text:
        return
    for match in _PLACEHOLDER.finditer(text):
        yield Hit(match.start(), match.end(), "placeholder-text", f'"{match.group()}" is a placeholder')
    for match in _MACHINE.finditer(text):
        message = f'"{match.group()}" is what a text machine leaves behind'
        yield Hit(match.start(), match.end(), "machine-text", message)
