"""The beginning and the end of a sentence: what shows that one of them was cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from articlewatch.article.patterns_en.hit import Hit, Words
from articlewatch.article.patterns_en.lexicon import AUXILIARIES, FUNCTION_WORDS, VERBS, words

DANGLING = words("edges", "dangling")
DANGLING_WEAK = words("edges", "dangling_weak")
_LONG_ABBREVIATIONS = words("edges", "long_abbreviations")
_LOWER_STARTS = words("edges", "lower_starts")
_CLOSERS = "\"'”’»)]｠」』›"
_TERMINAL = ".!?…:;,-–—_=。！？।|*\ufffc"
_RELATIVE = frozenset({"which", "that", "what", "whom", "where", "who", "than", "as", "to", "how"})
_PASTS = frozenset(verb.past for verb in VERBS)
# A full stop behind a whole word, a year or a bracket: no abbreviation and no number of a list.
_ENDED = re.compile(r"(?:[^\W\d_]{3,}|\d{4}|\)|[\"”’])\.[\"”’]?\Z")
_FIRST = re.compile(r"[\W_]*(\w+)")


def dangling_end(sentence: Words) -> Iterator[Hit]:
    """Yield sentences whose last word must be followed by another ("… was the leader of the.")."""
    last = len(sentence.low) - 1
    if sentence.low[-1:] == [] or sentence.low[last] not in ".!?":
        # An enumeration goes on in the next line; a paragraph cut short is told by its missing end mark.
        return
    while last > 0 and not sentence.low[last][0].isalnum():
        if sentence.low[last] not in ".!?" or not sentence.touching(last):
            # "the .NET framework" is cut by the splitter, not by an editor.
            return
        last -= 1
    if last < 3 or not sentence.all[last].islower():
        return
    word = sentence.low[last]
    if sentence.all[last - 1] in ("-", "–", "—", "'", "’", '"', "“"):
        return
    if word in DANGLING:
        yield sentence.hit(last, last, "dangling-end", f'the sentence breaks off after "{word}"')
    elif word in DANGLING_WEAK and _RELATIVE.isdisjoint(sentence.low):
        weight = 0.7 if sentence.low[last - 1] in FUNCTION_WORDS else 0.4
        yield sentence.hit(last, last, "dangling-end", f'the sentence breaks off after "{word}"', weight)


def end_lost(text: str) -> Hit | None:
    """Return the hit for a paragraph of prose that stops without a mark that ends a sentence, or None.

    *text* is the paragraph's last sentence. Short pieces, pieces without a verb in sight, and ends on a
    placeholder or a figure are no evidence. The caller knows captions, headings and list items.
    """
    bare = text.rstrip()
    if not bare or bare[-1] in _TERMINAL or bare[-1] in _CLOSERS:
        return None
    tokens = Words(bare)
    if len(tokens.all) < 6 or not _has_verb(tokens):
        return None
    last = len(tokens.all) - 1
    return tokens.hit(last, last, "sentence-end-lost", "the sentence has no end mark; its end may be lost")


def _has_verb(tokens: Words) -> bool:
    if not (AUXILIARIES.isdisjoint(tokens.known) and _PASTS.isdisjoint(tokens.known)):
        return True
    # A present tense ends in "s" like a plural; a long piece with an article in it is prose all the same.
    if any(w.endswith("ed") and len(w) > 4 for w in tokens.low):
        return True
    return len(tokens.all) > 12 and not tokens.known.isdisjoint(("the", "a", "an")) and tokens.low.count(",") < 4


def _ends_whole(text: str) -> bool:
    """Say whether a full stop at the end of *text* ends a sentence for certain, and no abbreviation."""
    if not _ENDED.search(text):
        return False
    return text.rstrip('."”’').rpartition(" ")[2].lower() not in _LONG_ABBREVIATIONS


def start_lost(text: str, before: str) -> Hit | None:
    """Return the hit for a sentence that begins in lower case although the sentence *before* it came to its end.

    *before* is empty where the sentence opens its paragraph behind another whole paragraph.
    Names that are written so (iPhone, mRNA, van der Berg) are told by capitals, digits, apostrophes or the
    data file.
    """
    match = _FIRST.match(text)
    if match is None or not match.group(1).islower() or not match.group(1).isalpha():
        return None
    if match.start(1) > 1 or (match.start(1) == 1 and text[0] not in "\"“'"):
        return None
    word = match.group(1)
    after = text[match.end() : match.end() + 1]
    if word in _LOWER_STARTS or len(word) < 2 or after in ("-", "'", "’", ".", "–"):
        return None
    if len(text) < 30 or (before and not _ends_whole(before)):
        return None
    return Hit(
        match.start(1),
        match.end(1),
        "sentence-start-lost",
        "the sentence begins in lower case; its start may be lost",
    )
