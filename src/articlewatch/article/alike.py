"""Names of one article that are spelled alike but not the same, with evidence that they name one thing.

Two spellings of a name are sought, not two names that look alike. So likeness is never enough: either the spellings
differ only by apostrophes, or both stand beside the same word ("Mezzeh district", "Mazzeh district").
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import combinations
from operator import is_
from typing import Literal, NamedTuple
from weakref import WeakKeyDictionary

from rapidfuzz.distance import Levenshtein

from articlewatch.article.nearnames import SHORTEST, near_names
from articlewatch.article.running import RunningText

_MARKS = "'’‘ʼʻʿʾ`´"
# Begins with its first letter, outside the choice, which is quickly searched for.
_NAME = re.compile(rf"[A-ZÀ-ÞĀ-Ž](?:\w{{2,}}(?:[{_MARKS}]\w+)*|\w?(?:[{_MARKS}]\w+)+)")
_WORD_AFTER = re.compile(r"(?:['’]s)?[ -]([^\W\d_][\w'’]*)")
_WORD_ENDS = re.compile(r"(?![^\W_]|['’](?!s\b)\w)")
_APOSTROPHES = str.maketrans("", "", _MARKS)
_STRAIGHT = str.maketrans(_MARKS, "'" * len(_MARKS))
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
_CONTRACTED = ("'ll", "'re", "'ve", "'d", "'t", "'m", "'em", "'all")
_VOWELS = frozenset("aeiouy")
#: Letters that scripts other than the Latin one leave to the transcriber.
_SWAPS = frozenset(
    frozenset(p) for p in ("kq", "ck", "cq", "sz", "iy", "vw", "ei", "ou", "jy", "gj", "gh", "dt", "bp", "cs", "kh")
)
_LONGEST = 40

_WORDS = tomllib.loads(files("articlewatch.article").joinpath("data", "en", "names.toml").read_text("utf-8"))
_NO_EVIDENCE = frozenset(_WORDS["no_evidence"])
_KINDS = frozenset(_WORDS["kinds"])

Reason = Literal["apostrophes", "accents", "letters"]


class Variants(NamedTuple):
    """Spellings of one name, the most frequent first, and in what they differ.

    ``evidence`` is the word beside which they stand, empty where only apostrophes differ.
    """

    spellings: tuple[str, ...]
    reason: Reason
    evidence: str


def names_of(running: RunningText) -> dict[str, int]:
    """Return the capitalised words of a running text and how often each occurs, counted once.

    Possessive endings are taken off and apostrophes are straight.
    """
    return running.extracted(_names)


def _names(running: RunningText) -> dict[str, int]:
    found: dict[str, int] = {}
    for word in _NAME.findall(running.text):
        if not word.isascii() or "'" in word:
            word = word.translate(_STRAIGHT).removesuffix("'s")
        found[word] = found.get(word, 0) + 1
    return found


def _folds_of(running: RunningText) -> dict[str, str]:
    """Return the names of a text that can be compared, each with its folded form; worked out once."""
    return running.extracted(_foldable)


def _foldable(running: RunningText) -> dict[str, str]:
    return _folds(tuple(word for word in names_of(running) if 3 < len(word) <= _LONGEST and not word.isupper()))


@lru_cache(maxsize=4096)
def _folds(words: tuple[str, ...]) -> dict[str, str]:
    """The folded forms of *words*; the same object for the same words, by which a page is recognised."""
    return {word: folded(word) for word in words}


@lru_cache(maxsize=1 << 15)
def folded(word: str) -> str:
    """Return *word* in lower case without accents and apostrophes."""
    word = word.lower()
    if word.isascii():
        return word.replace("'", "")
    word = word.translate(_APOSTROPHES).translate(_LETTERS)
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


class _Names(NamedTuple):
    """The names of a page put together: ``parts`` are those of its texts (:func:`_folds_of`).

    ``spelling`` gives a spelling for each folded form, ``groups`` the spellings of those that have more than one,
    ``near`` the folded forms that differ by a letter.
    """

    parts: list[dict[str, str]]
    spelling: dict[str, str]
    groups: dict[str, list[str]]
    near: list[tuple[str, str]]


#: The names of the page looked at last: most edits bring none and take none away.
_LAST: list[_Names] = []


def _names_together(parts: list[dict[str, str]]) -> _Names:
    last = _LAST[:]
    if last and len(parts) == len(last[0].parts) and all(map(is_, parts, last[0].parts)):
        return last[0]
    folds: dict[str, str] = {}
    for part in parts:
        folds.update(part)
    counts = Counter(folds.values())
    several = {fold for fold, count in counts.items() if count > 1}
    groups: dict[str, list[str]] = {fold: [] for fold in counts if fold in several}
    for word, fold in folds.items() if several else ():
        if fold in several:
            groups[fold].append(word)
    names = _Names(parts, dict(zip(folds.values(), folds, strict=True)), groups, near_names(counts))
    _LAST[:] = [names]
    return names


def find_uses(text: str, spelling: str) -> Iterator[tuple[int, int]]:
    """Yield the ranges of *text* where *spelling* stands as a word, whatever form its apostrophes have."""
    if "'" in spelling:
        yield from (match.span() for match in _pattern(spelling).finditer(text))
        return
    # Nearly all have none: to compile a pattern for each took longer than all searches.
    start = text.find(spelling)
    while start >= 0:
        end = start + len(spelling)
        if text[start - 1 : start].isalnum() or not _WORD_ENDS.match(text, end):
            end = start + 1
        else:
            yield start, end
        start = text.find(spelling, end)


def find_variants(texts: Sequence[RunningText]) -> list[Variants]:
    """Return the groups of spellings in *texts* that name one thing, those sure by their apostrophes first."""
    search = _Search(texts)
    found = list(search.by_apostrophes())
    taken = {s for v in found for s in v.spellings}
    for one, other in search.candidates():
        if one in taken or other in taken:
            continue
        variants = search.judge(one, other)
        if variants is not None:
            found.append(variants)
    return found


class _Search:
    """The names of one article, and the questions asked of them."""

    def __init__(self, texts: Sequence[RunningText]) -> None:
        self.texts = texts
        # What is gathered here for every revision is gathered without a step for each name.
        names = _names_together([_folds_of(running) for running in texts])
        self._spelling = names.spelling
        #: Folded form -> its spellings, the most frequent first, where it has more than one; acronyms left out.
        self.groups = {fold: list(spellings) for fold, spellings in names.groups.items()}
        #: Folded forms that differ by a letter, in the order of their first use.
        self.near = names.near
        self._places()
        for spellings in self.groups.values():
            spellings.sort(key=lambda s: -self._counts[s])

    def _places(self) -> None:
        """Look up how often and where the spellings that may be compared occur."""
        wanted = {word for spellings in self.groups.values() for word in spellings}
        wanted.update(self._spelling[fold] for pair in self.near for fold in pair if fold not in self.groups)
        self._counts = dict.fromkeys(wanted, 0)
        self._holders: dict[str, list[RunningText]] = {word: [] for word in wanted}
        for running in self.texts if wanted else ():
            names = names_of(running)
            for word in names.keys() & wanted:
                self._counts[word] += names[word]
                self._holders[word].append(running)

    def most_frequent(self, fold: str) -> str:
        """Return the most frequent spelling of a folded form."""
        group = self.groups.get(fold)
        return group[0] if group else self._spelling[fold]

    def by_apostrophes(self) -> Iterator[Variants]:
        for fold, spellings in self.groups.items():
            if len(fold) < SHORTEST:
                continue
            same: dict[str, list[str]] = {}
            for spelling in spellings:
                same.setdefault(spelling.replace("'", ""), []).append(spelling)
            for group in same.values():
                if len(group) > 1 and not any(s.lower().endswith(_CONTRACTED) for s in group):
                    yield Variants(tuple(group), "apostrophes", "")

    def candidates(self) -> Iterator[tuple[str, str]]:
        """Yield pairs of spellings, the more frequent first, that differ by accents or by one letter."""
        for spellings in self.groups.values():
            yield from combinations(spellings, 2)
        for first, second in self.near:
            one, other = self.most_frequent(first), self.most_frequent(second)
            yield (one, other) if self._counts[one] >= self._counts[other] else (other, one)

    def judge(self, one: str, other: str) -> Variants | None:
        """Return the pair as variants if something beside both speaks for it."""
        a, b = folded(one), folded(other)
        if a == b and one.lower() == other.lower():
            return None
        here, there = self._neighbours(one), self._neighbours(other)
        for where, neighbour in sorted(here & there):
            kind = neighbour.lower() in _KINDS
            if not (neighbour[0].isupper() or (kind and where == "after")):
                continue
            if a != b and kind and not _as_transcribers_do(a, b):
                continue
            if self._is_ordinary(one) or self._is_ordinary(other):
                return None
            return Variants((one, other), "accents" if a == b else "letters", neighbour)
        return None

    def _neighbours(self, spelling: str) -> set[tuple[str, str]]:
        return set().union(*(_neighbours_in(running, spelling) for running in self._holders[spelling]))

    def _is_ordinary(self, spelling: str) -> bool:
        """Say whether the word occurs in lower case too, so that it is no name."""
        word = re.compile(rf"(?<!\w){re.escape(spelling.lower())}(?!\w)")
        return any(word.search(running.text) for running in self.texts if spelling.lower() in running.text)


_NEIGHBOURS: WeakKeyDictionary[RunningText, dict[str, set[tuple[str, str]]]] = WeakKeyDictionary()


def _neighbours_in(running: RunningText, spelling: str) -> set[tuple[str, str]]:
    """Return the words right before and right behind *spelling* in one text; kept with the text."""
    known = _NEIGHBOURS.setdefault(running, {})
    found = known.get(spelling)
    if found is None:
        found = known[spelling] = set()
        for start, end in find_uses(running.text, spelling):
            after = _WORD_AFTER.match(running.text, end)
            before = _word_before(running.text, start)
            for where, neighbour in (("before", before), ("after", after.group(1) if after else "")):
                if neighbour and neighbour.lower() not in _NO_EVIDENCE:
                    found.add((where, neighbour.translate(_STRAIGHT)))
    return found


def _pattern(spelling: str) -> re.Pattern[str]:
    # No group and no lookbehind before the word, so that the search runs over its first letters.
    word = re.escape(spelling).replace("'", f"[{_MARKS}]")
    return re.compile(rf"{word}(?<![^\W_]{word}){_WORD_ENDS.pattern}")


def _word_before(text: str, start: int) -> str:
    """Return the word that a blank or hyphen joins to the one at *start*, or an empty string."""
    if start < 2 or text[start - 1] not in " -":
        return ""
    at = start - 1
    while at and (text[at - 1].isalpha() or text[at - 1] in "'’"):
        at -= 1
    return text[at : start - 1]


def _as_transcribers_do(a: str, b: str) -> bool:
    """Say whether the one letter is such as another way of transcribing would choose, double or leave out."""
    edit = next(iter(Levenshtein.editops(a, b)))
    if edit.tag == "replace":
        swap = frozenset((a[edit.src_pos], b[edit.dest_pos]))
        return swap <= _VOWELS or swap in _SWAPS
    longer, place = (a, edit.src_pos) if edit.tag == "delete" else (b, edit.dest_pos)
    letter = longer[place]
    return letter in _VOWELS or letter == "h" or letter in (longer[place - 1], longer[place + 1 : place + 2])
