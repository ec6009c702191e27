""" "a" before a vowel sound and "an" before a consonant sound."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article.patterns_en.hit import Hit, Words
from articlewatch.article.patterns_en.lexicon import FUNCTION_WORDS, prefixes, words

CONSONANT_PREFIXES = prefixes("articles", "consonant_prefixes")
_CONSONANT_WORDS = words("articles", "consonant_words")
VOWEL_PREFIXES = prefixes("articles", "vowel_prefixes")
_LETTER_WORDS = words("articles", "letter_words")
YOU_SOUNDS = ("unif", "univ", "unique", "unio", "unit", "europ", "useful", "usual")
# 8, 80 to 89, 800, 8,000; 11 and 18, and their thousands: said with a vowel first.
VOWEL_NUMBER = re.compile(r"(?:8\d{0,2}|11|18|8\d{3,})(?:st|nd|rd|th)?\Z")


def a_or_an(sentence: Words) -> Iterator[Hit]:
    """Yield articles that do not fit the sound of the next word.

    Only spellings whose sound is certain count: abbreviations, foreign names and words in capitals
    are left alone.
    """
    known = sentence.known
    if "a" in known:
        for i in _places(sentence, "a"):
            if (
                _begins_with_vowel_sound(sentence, i + 1)
                and not _is_letter(sentence, i)
                and not sentence.touching(i + 1)
            ):
                yield _hit(sentence, i, "an")
    if "an" in known:
        for i in _places(sentence, "an"):
            if _begins_with_consonant_sound(sentence.all[i + 1]) and not sentence.touching(i + 1):
                yield _hit(sentence, i, "a")


def _places(sentence: Words, article: str) -> Iterator[int]:
    low, tokens = sentence.low, sentence.all
    for i in sentence.places(article):
        if i + 1 == len(low) or tokens[i] == "AN" or (i and low[i - 1] in ".-–'’/&"):
            continue
        yield i


def _hit(sentence: Words, i: int, right: str) -> Hit:
    written = sentence.all[i]
    repair = right.capitalize() if written[0].isupper() else right
    message = f'"{written} {sentence.all[i + 1]}" should be "{repair} {sentence.all[i + 1]}"'
    return sentence.hit(i, i, "wrong-article", message, 1.0, repair)


def _begins_with_vowel_sound(sentence: Words, i: int) -> bool:
    word = sentence.all[i]
    if word[0].isdigit():
        return bool(VOWEL_NUMBER.match(word)) and not _is_long_number(sentence, i)
    low = word.lower()
    if len(word) < 3 or low[0] not in "aeiou" or not word.isascii() or (not word.isalpha() and "-" not in word):
        return False
    if not word[1:].islower() or low in _CONSONANT_WORDS:
        return False
    return not low.startswith(CONSONANT_PREFIXES)


def _is_long_number(sentence: Words, i: int) -> bool:
    """Say whether the digits go on ("11,000" is fine with "an", "110" or "1.8" is another sound)."""
    after = sentence.all[i + 1] if i + 1 < len(sentence.all) else ""
    word = sentence.all[i]
    return (word in ("11", "18") and after in (",", ".", ":", "/")) or after in (":", "/")


def _begins_with_consonant_sound(word: str) -> bool:
    low = word.lower()
    if len(word) < 3 or not word.isascii() or not word.isalpha() or not word[1:].islower():
        return False
    if low[0] in "eu" and low.startswith(YOU_SOUNDS):
        return True
    if low == "one":
        return True
    if low in FUNCTION_WORDS:
        # "an the": the clash of the two words is another pattern's.
        return False
    # Foreign names may begin with a letter that is not sounded ("an Mbira"); English words do not.
    if low[0] not in "bcdfgjklmnpqrstvwyz" or low.startswith(VOWEL_PREFIXES):
        return False
    return any(c in "aeiouy" for c in low[:4]) and (word[0].islower() or low[1] in "aeioulr")


def _is_letter(sentence: Words, i: int) -> bool:
    """Say whether the "a" at *i* may be a letter or a word of another language."""
    if sentence.all[i] == "A":
        return i > 0 and sentence.low[i - 1] not in ('"', "“", "(", "—")
    if i == 0:
        return True
    before = sentence.all[i - 1]
    if not before.isascii():
        return True
    # "Viaggio a Ischia": between two capitalised words it is rarely English.
    if before[0].isupper() and i > 1 and sentence.all[i + 1][0].isupper():
        return True
    return before.lower() in _LETTER_WORDS and before.lower() not in _OPENERS


_OPENERS = frozenset(["of", "to", "and", "or", "if", "where", "let", "by", "than", "for"])
