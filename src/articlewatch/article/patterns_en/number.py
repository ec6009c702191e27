"""Singular nouns where only a plural can stand."""

from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article.patterns_en.hit import Hit, Words
from articlewatch.article.patterns_en.lexicon import AUXILIARIES, PREPOSITIONS, prefixes, words

NOUNS = words("number", "nouns")
COLLECTIVE = words("number", "collective")
QUANTIFIERS = frozenset(("various", "several", "numerous"))
_ADJECTIVES = words("number", "adjectives")
_ENDINGS = prefixes("number", "adjective_endings")
_FOLLOWERS = (PREPOSITIONS | AUXILIARIES | {".", ";"}) - {"like", "near", "past", "per", "including"}
REACH = 6


def number(sentence: Words) -> Iterator[Hit]:
    """Yield singulars behind "various", "several", "numerous", and behind "one of the largest".

    Only nouns of a list that can be nothing but a countable singular, only adjectives between, and only where a
    preposition, an auxiliary or the end follows: "several city officials" is sound.
    """
    if not QUANTIFIERS.isdisjoint(sentence.known):
        for quantifier in QUANTIFIERS & sentence.known:
            for i in sentence.places(quantifier):
                yield from _singular_behind(sentence, i, NOUNS | COLLECTIVE)
    if ("one", "of") in sentence.pairs and ("of", "the") in sentence.pairs:
        for i in sentence.places("one"):
            if sentence.low[i + 1 : i + 3] == ["of", "the"]:
                yield from _singular_behind(sentence, i + 2, NOUNS)


def _singular_behind(sentence: Words, i: int, nouns: frozenset[str]) -> Iterator[Hit]:
    for k in range(i + 1, min(i + REACH, len(sentence.low) - 1)):
        word = sentence.low[k]
        if word in nouns:
            if sentence.all[k].islower() and sentence.low[k + 1] in _FOLLOWERS and not sentence.touching(k):
                opener = "one of the" if sentence.low[i] == "the" else sentence.low[i]
                message = f'after "{opener}" the noun "{word}" should be a plural'
                yield sentence.hit(k, k, "agreement", message)
            return
        if not (word in _ADJECTIVES or word.endswith(_ENDINGS)):
            return
