"""Words and phrases written twice in a row."""

from __future__ import annotations

from collections.abc import Iterator
from operator import eq

from articlewatch.article.patterns_en.hit import Hit, Words
from articlewatch.article.patterns_en.lexicon import FUNCTION_WORDS, PRONOUNS, words

_SOUND = words("doubles", "sound")
# Words that link a word with itself in a figure of speech ("day by day by day").
_LINKS = frozenset({"and", "by", "after", "upon", "over", "or", "to", "times", "x"})
_LINKED_BY_AND = words("linked_by_and")
_NEVER_LINKED = words("never_linked")
_INNER_MARKS = frozenset("-'’")


def repeats(sentence: Words) -> Iterator[Hit]:
    """Yield doubled words and doubled phrases of two to six words.

    Names ("Duran Duran"), scientific names ("Bison bison"), numbers and the reduplications listed in
    the data file are sound. Linear in the number of tokens.
    """
    low = sentence.low
    if True in map(eq, low, low[1:]):
        yield from _doubled_words(sentence)
    if len(sentence.pairs) >= len(low) - 1:
        # No two neighbours stand together twice, so no phrase does.
        return
    for width in range(2, 7):
        if len(low) < 2 * width:
            return
        hit = _doubled_phrase(sentence, width)
        if hit is not None:
            yield hit
            return


def _doubled_words(sentence: Words) -> Iterator[Hit]:
    low = sentence.low
    for i in range(1, len(low)):
        word = low[i]
        if word == low[i - 1] and word[0].isalpha() and not _is_sound_double(sentence, i):
            yield sentence.hit(i - 1, i, "doubled-word", f'"{word}" stands twice', 1.0, sentence.all[i - 1])


def _is_sound_double(sentence: Words, i: int) -> bool:
    word, first, second = sentence.low[i], sentence.all[i - 1], sentence.all[i]
    if word in _SOUND or (len(word) == 1 and word != "a"):
        return True
    if sentence.span(i, i)[0] - sentence.span(i - 1, i - 1)[1] != 1 or "_" in word:
        # Nothing or two spaces between: a word of its own, or something that shows no text stood there.
        return True
    if word == "is" and i > 1 and (sentence.low[i - 2] in PRONOUNS or "what" in sentence.low[:i]):
        # "What it is is a frame."
        return True
    if second[0].isupper():
        # A name, unless a function word was merely capitalised twice by accident of a heading.
        return True
    if first[0].isupper() and word not in FUNCTION_WORDS:
        return True
    # A third time in a row is emphasis or a quotation of sounds; "log in in the" keeps its particle.
    if (i + 1 < len(sentence.low) and sentence.low[i + 1] == word) or (i > 1 and sentence.low[i - 2] == word):
        return True
    # Hyphens bind: "by-and-by by", "check-in in".
    if i > 1 and sentence.all[i - 2] == "-":
        return True
    return i + 1 < len(sentence.all) and sentence.all[i + 1] == "-"


def _doubled_phrase(sentence: Words, width: int) -> Hit | None:
    low = sentence.low
    same = list(map(eq, low, low[width:]))
    if sum(same) < width:
        return None
    run = 0
    for i, repeated in enumerate(same):
        run = run + 1 if repeated else 0
        if run == width:
            start = i - width + 1
            if _is_broken_phrase(sentence, start, width):
                phrase = " ".join(sentence.all[start : start + width])
                repair = sentence.text[slice(*sentence.span(start, start + width - 1))]
                return sentence.hit(
                    start, start + 2 * width - 1, "doubled-phrase", f'"{phrase}" stands twice', 1.0, repair
                )
    return None


def _is_figure(sentence: Words, start: int, first: str, second: str) -> bool:
    """ "Neck and neck and", "step by step by step", "on and on and on": said so on purpose."""
    low, end = sentence.low, start + 4
    if second == "to":
        return end < len(low) and low[end] == first
    if second in ("and", "or"):
        return first in _LINKED_BY_AND or first.endswith("er")
    if first in ("and", "or"):
        return second in _LINKED_BY_AND or second.endswith("er")
    if first == "to":
        return start > 0 and low[start - 1] == second
    return True


def _is_broken_phrase(sentence: Words, start: int, width: int) -> bool:
    phrase = sentence.low[start : start + width]
    if len(set(phrase)) == 1 or sum(w[0].isalpha() for w in phrase) < 2:
        return False
    if any(not w[0].isalnum() and w not in _INNER_MARKS for w in phrase) or not phrase[-1][0].isalnum():
        return False
    if any(len(w) == 1 and w.isalpha() and w not in ("a", "s") for w in phrase) or sentence.touching(start + width):
        return False
    if width == 2 and not _LINKS.isdisjoint(phrase) and _NEVER_LINKED.isdisjoint(phrase):
        return not _is_figure(sentence, start, *phrase)
    written = sentence.all[start + width : start + 2 * width]
    if not FUNCTION_WORDS.isdisjoint(phrase) and not any(w[0].islower() for w in written):
        # "Why Do You Think You Think": words of a title.
        return False
    return phrase != ["new", "york"]
