"""Function words that cannot be neighbours, and conjunctions that cannot share a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article.patterns_en.hit import Hit, Words
from articlewatch.article.patterns_en.lexicon import (
    AUXILIARIES,
    CLASHES,
    CONJUNCTIONS,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    words,
)

_LETTER_WORDS = words("articles", "letter_words")
_LETTER_NOUNS = _LETTER_WORDS - PREPOSITIONS - CONJUNCTIONS - DETERMINERS
PAIRS = frozenset(CLASHES)
CONCESSIVE = frozenset({"although", "though", "despite", "notwithstanding"})
CAUSAL = frozenset({"because"})
_ANSWERS = PREPOSITIONS | {"because", "only", "merely", "simply"}
_STRANDED = words("stranded_of")
_YEARLIKE = re.compile(r"\d{1,4}\Z")


def clashes(sentence: Words) -> Iterator[Hit]:
    """Yield neighbouring function words between which a word must have stood ("the of", "of he").

    Both words must be written in lower case and be whole: "the The", "the to-do list", "the 'of'" are sound.
    """
    low = sentence.low
    if PAIRS.isdisjoint(sentence.pairs):
        return
    for i in range(len(low) - 1):
        clash = CLASHES.get((low[i], low[i + 1]))
        if clash is None or not sentence.all[i + 1].islower() or _is_sound(sentence, i):
            continue
        pair = f"{sentence.all[i]} {sentence.all[i + 1]}"
        yield sentence.hit(i, i + 1, "word-clash", f'{clash.missing} seems to be missing in "{pair}"', clash.weight)


def _is_sound(sentence: Words, i: int) -> bool:
    tokens, low = sentence.all, sentence.low
    if sentence.touching(i + 1) or (i and tokens[i - 1] in "-–'’\"“/&."):
        return True
    after = tokens[i + 2] if i + 2 < len(tokens) else ""
    if after in ("-", "–", '"', "”", "/", "'") and sentence.touching(i + 2):
        return True
    if tokens[i][0].isupper() and i:
        return True
    first, second = low[i], low[i + 1]
    before = low[i - 1] if i else ""
    return _sound_in_context(first, second, before, after)


def _sound_in_context(first: str, second: str, before: str, after: str) -> bool:
    if first == "a":
        # The letter, the variable, the language in which "a" is no article.
        letters = _LETTER_WORDS if second in AUXILIARIES else _LETTER_NOUNS
        return before in letters or len(after) == 1 or not before.isascii() or before in ("", ",")
    if first == "her":
        return True
    if first == "between" and second == "and":
        return before in ("in", "and") or after in ("within", "among", "across", "around", "beyond")
    if first == "the" and second in ("or", "and", "by", "a", "if", "it", "he", "is"):
        # The gates OR and AND, the by and large, the it girl: a noun may be made of anything.
        return after.lower() in ("gate", "gates", "operator", "operators", "large", "note", "girl", "bag")
    if first == "of" and second in ("is", "was", "were", "are", "has", "have", "had", "would", "could"):
        # A clause that ends in a stranded "of".
        return before in _STRANDED
    if second == "of" and after == "course":
        return True
    if first == "of" and second in ("he", "she", "they", "we"):
        return before in ("course", "instead") or after in ("who",)
    return first in ("is", "was", "are", "were") and before in PRONOUNS | {
        "what",
        "that",
        "as",
        "than",
        "which",
    }


def although_but(sentence: Words) -> Iterator[Hit]:
    """Yield "although … , but" (and kin): two conjunctions where the clause needs one.

    Only where "but" opens the very first clause after the subordinate one; "not … but" within it, and a main
    clause before the "but", are sound. "Because … , so" is the same slip.
    """
    known = sentence.known
    if "but" in known and not CONCESSIVE.isdisjoint(known):
        yield from _double_conjunction(sentence, CONCESSIVE, "but")
    if "so" in known and "because" in known:
        yield from _double_conjunction(sentence, CAUSAL, "so")


def _double_conjunction(sentence: Words, openers: frozenset[str], second: str) -> Iterator[Hit]:
    low = sentence.low
    for i, word in enumerate(low):
        if word not in openers or not _opens_clause(sentence, i):
            continue
        at = _first_clause_end(sentence, i)
        if at is None or at + 1 >= len(low) or low[at + 1] != second:
            continue
        if _is_contrast(low[i + 1 : at], low, at + 1) or (second == "so" and low[at + 2 : at + 3] == ["that"]):
            continue
        message = f'"{sentence.all[i]}" and "{second}" both join the clause; one is too many'
        yield sentence.hit(at, at + 1, "although-but", message)


def _opens_clause(sentence: Words, i: int) -> bool:
    if i == 0 or sentence.low[i - 1] in (".", ";", '"', "“"):
        return True
    # "Even though", and "; and although".
    return i == 1 and sentence.low[0] in ("even", "and", "but", "so", "however", "thus", "this")


def _first_clause_end(sentence: Words, i: int) -> int | None:
    """Return the place of the comma that ends the clause opened at *i*, past commas of dates and places."""
    tokens = sentence.all
    for k in range(i + 3, len(tokens)):
        if tokens[k] in (";", ".", ":", "—", "(") and tokens[k] != "(":
            return None
        if tokens[k] != ",":
            continue
        if k + 1 < len(tokens) and _YEARLIKE.match(tokens[k + 1]) and not tokens[k - 1].islower():
            continue
        # ", Ohio," — one capitalised word between two commas belongs to the place's name.
        if k + 2 < len(tokens) and tokens[k + 2] == "," and tokens[k + 1][0].isupper():
            continue
        if _YEARLIKE.match(tokens[k - 1]) and k >= 2 and tokens[k - 2] == "," and tokens[k + 1 : k + 2] != ["but"]:
            continue
        return k
    return None


def _is_contrast(clause: list[str], low: list[str], at: int) -> bool:
    """ "Although sought not by force, but by law, he …": the "but" answers a "not" and the clause goes on."""
    if low[at + 1 : at + 2] and low[at + 1] in ("also", "rather"):
        return True
    negated = not {"not", "never", "no", "neither", "nor"}.isdisjoint(clause) or any(
        w.endswith(("n't", "n’t")) for w in clause
    )
    later = "," in low[at + 2 :]
    return later and (len(clause) < 2 or (negated and low[at + 1] in _ANSWERS))
