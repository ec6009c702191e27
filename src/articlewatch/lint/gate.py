"""Which rules can speak about a text at all: their cheap conditions, asked together instead of one by one.

Of every pattern the wordings are worked out of which each match must hold one, since to look for a word is far
cheaper than to try a pattern; and no word is sought twice in one text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import product
from operator import add
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Generic, NamedTuple, TypeVar

from articlewatch.article import Article
from articlewatch.article.passage import Passage
from articlewatch.lint.rule import Rule

EntryT = TypeVar("EntryT")

#: Letters that a pattern without regard to case takes for ASCII ones, and that lower-casing leaves alone.
_ODD_LETTERS = ("ſ", "ı", "İ")
#: More wordings than this are not worth asking for.
_MOST = 24
#: Letters by how often prose has them, for a guess at which pair is rare.
_COMMON = "e" * 8 + "t" * 7 + "aoin" * 6 + "shr " * 5 + "dlu" * 4 + "cmw" * 3 + "fgyp" * 2 + "bvk"
_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)


class _Condition(NamedTuple):
    """``needles``: one of them must occur (None: nothing is known). ``folded``: in the text lower-cased.

    Each stands beside two neighbouring letters of it, lower-cased, or None where those would prove nothing.
    ``lettered``: the pattern is one set of letters, so that it may as well be asked about the letters of the text.
    """

    needles: tuple[tuple[str, str | None], ...] | None
    folded: bool
    pattern: re.Pattern[str] | None
    lettered: bool = False


class Gate(Generic[EntryT]):
    """Sorts out the entries whose rule cannot find anything in a text."""

    def __init__(self, entries: Sequence[tuple[Rule, EntryT]]) -> None:
        groups: dict[_Condition, list[EntryT]] = {}
        for rule, entry in entries:
            groups.setdefault(_condition(rule), []).append(entry)
        self._groups = list(groups.items())
        #: Condition -> where its pattern matched last on a page, from the start and from the end.
        self._places: dict[int, tuple[int, int]] = {}

    def passing(self, text: str) -> Iterator[EntryT]:
        """Yield the entries whose condition *text* fulfils."""
        look = _look_at(text)
        for condition, entries in self._groups:
            if _holds_needle(condition, look):
                pattern = condition.pattern
                if pattern is None or pattern.search(look.letters if condition.lettered else text) is not None:
                    yield from entries

    def passing_page(self, article: Article) -> Iterator[EntryT]:
        """Yield the entries whose condition a page fulfils; another revision of it costs what its sections do.

        A pattern is tried first where it matched last, counted from either end.
        """
        text = article.text
        held: set[tuple[str, bool]] = set().union(*(found for _, found in article.each(self._held)))
        for number, (condition, entries) in enumerate(self._groups):
            needles, folded = condition.needles, condition.folded
            if (needles is None or any(
                (needle, folded) in held or (_may_cross(needle) and needle in (text.lower() if folded else text))
                for needle, _ in needles
            )) and self._matches(number, condition.pattern, text):
                yield from entries

    def prepare(self, passage: Passage) -> None:
        """Take down what :meth:`passing_page` will ask of a passage that another gate has just been asked about."""
        passage.extracted(self._held)

    def _held(self, passage: Passage) -> set[tuple[str, bool]]:
        """The wordings that occur in a passage, each with whether case is left out of account."""
        look = _look_at(passage.text)
        held: set[tuple[str, bool]] = set()
        for pair, wanted in self._wanted.items():
            if pair is None or pair in look.pairs:
                for needle, folded in wanted:
                    if (folded and not look.folded) or needle in (look.folded if folded else look.text):
                        held.add((needle, folded))
        return held

    @cached_property
    def _wanted(self) -> dict[str | None, set[tuple[str, bool]]]:
        wanted: dict[str | None, set[tuple[str, bool]]] = {}
        for condition, _ in self._groups:
            for needle, pair in condition.needles or ():
                wanted.setdefault(pair, set()).add((needle, condition.folded))
        return wanted

    def _matches(self, number: int, pattern: re.Pattern[str] | None, text: str) -> bool:
        if pattern is None:
            return True
        before, after = self._places.get(number, (-1, -1))
        if 0 <= before <= len(text) and pattern.match(text, before):
            return True
        match = pattern.match(text, len(text) - after) if 0 <= after <= len(text) else None
        match = match or pattern.search(text)
        if match is None:
            return False
        self._places[number] = match.start(), len(text) - match.start()
        return True


class _Look:
    """What is known of one text so far."""

    __slots__ = ("folded", "found", "found_folded", "letters", "pairs", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.found: dict[str, bool] = {}
        self.found_folded: dict[str, bool] = {}
        lowered = text.lower()
        odd = not text.isascii() and any(letter in text for letter in _ODD_LETTERS)
        #: The text lower-cased; where odd letters make that no guide, an empty string.
        self.folded = "" if odd else lowered
        #: All pairs of neighbours: to ask this set is ten times as fast as to search the text.
        self.pairs = set(map(add, lowered, lowered[1:]))
        #: Every letter of the text once.
        self.letters = "".join(set(text))


@lru_cache(maxsize=1)
def _look_at(text: str) -> _Look:
    """What is known of *text*; kept for the one text asked about last."""
    return _Look(text)


def _may_cross(needle: str) -> bool:
    """Say whether a wording may stand partly in one section and partly in the next, which begins with a heading."""
    return any(mark in needle[1:] for mark in "=<")


def _holds_needle(condition: _Condition, look: _Look) -> bool:
    needles = condition.needles
    if needles is None:
        return True
    if condition.folded:
        text, found = look.folded, look.found_folded
        if not text:
            return True
    else:
        text, found = look.text, look.found
    pairs = look.pairs
    for needle, pair in needles:
        if pair is not None and pair not in pairs:
            continue
        here = found.get(needle)
        if here is None:
            here = found[needle] = needle in text
        if here:
            return True
    return False


def _condition(rule: Rule) -> _Condition:
    when = rule.when
    if when is None:
        return _Condition(None, False, None)
    if isinstance(when, tuple):
        return _Condition(_with_pairs(when), False, None)
    folded = bool(when.flags & re.IGNORECASE)
    return _Condition(_with_pairs(required_wordings(when)), folded, when, not folded and _is_letter_set(when))


def _is_letter_set(pattern: re.Pattern[str]) -> bool:
    """Say whether *pattern* is a set of letters, or such a set repeated at least once."""
    try:
        parsed = list(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))
    except (AttributeError, TypeError, ValueError):  # another Python, whose parser speaks otherwise
        return False
    if len(parsed) != 1:
        return False
    op, argument = parsed[0]
    if op in _REPEATS and argument[0] == 1 and len(argument[2]) == 1:
        op, argument = argument[2][0]
    return op is ops.IN


def _with_pairs(needles: tuple[str, ...] | None) -> tuple[tuple[str, str | None], ...] | None:
    return None if needles is None else tuple((needle, _rarest_pair(needle)) for needle in needles)


def _rarest_pair(needle: str) -> str | None:
    """The two neighbours in *needle* that prose is least likely to have; None when lower-casing might alter them."""
    if len(needle) < 2 or not needle.isascii():
        return None
    lowered = needle.lower()
    return min((lowered[i : i + 2] for i in range(len(lowered) - 1)), key=lambda pair: sum(map(_COMMON.count, pair)))


def required_wordings(pattern: re.Pattern[str]) -> tuple[str, ...] | None:
    """Return wordings of which every match of *pattern* holds at least one, or None when none can be told.

    For a pattern without regard to case they are lower-case, and hold for the text lower-cased.
    """
    try:
        found = _of_sequence(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))
    except (AttributeError, TypeError, ValueError):  # another Python, whose parser speaks otherwise
        return None
    if found is None or len(found) > _MOST:
        return None
    if pattern.flags & re.IGNORECASE:
        if not all(wording.isascii() for wording in found):
            return None
        found = {wording.lower() for wording in found}
    return tuple(sorted(found, key=lambda wording: (-len(wording), wording)))


def _of_sequence(sequence: Any) -> set[str] | None:
    """The best of the sets that the parts of *sequence* require: the one whose shortest wording is longest."""
    best: set[str] | None = None
    run = {""}  # what the parts just read spell together
    for op, argument in [*sequence, (None, None)]:
        spelled = _spellings(op, argument)
        if spelled and len(run) * len(spelled) <= _MOST:
            run = {head + tail for head, tail in product(run, spelled)}
            continue
        again = _spellings(*argument[2][0]) if op in _REPEATS and argument[0] and len(argument[2]) == 1 else None
        if again and len(run) * len(again) <= _MOST:
            # At least once: the first time ends what came before, the last time begins what comes after.
            best = _better(best, {head + tail for head, tail in product(run, again)})
            run = again
            continue
        best = _better(best, run)
        run = spelled or {""}
        best = _better(best, _of_part(op, argument))
    return best


def _spellings(op: Any, argument: Any) -> set[str] | None:
    """Everything that a part can stand for, when that is little; None otherwise."""
    if op is ops.LITERAL:
        return {chr(argument)}
    if op is ops.AT:
        return {""}
    if op is ops.IN and len(argument) <= 4 and all(kind is ops.LITERAL for kind, _ in argument):
        return {chr(code) for _, code in argument}
    if op in _REPEATS and argument[:2] == (0, 1):
        once = _spellings_of_all(argument[2])
        return once | {""} if once else None
    if op is ops.SUBPATTERN:
        _, added, dropped, inner = argument
        return None if (added | dropped) & re.IGNORECASE else _spellings_of_all(inner)
    if op is ops.BRANCH:
        branches = [_spellings_of_all(branch) for branch in argument[1]]
        return None if None in branches else set().union(*(b for b in branches if b is not None))
    return None


def _spellings_of_all(sequence: Any) -> set[str] | None:
    run = {""}
    for op, argument in sequence:
        spelled = _spellings(op, argument)
        if spelled is None or len(run) * len(spelled) > _MOST:
            return None
        run = {head + tail for head, tail in product(run, spelled)}
    return run


def _of_part(op: Any, argument: Any) -> set[str] | None:
    if op is ops.SUBPATTERN:
        _, added, dropped, inner = argument
        return None if (added | dropped) & re.IGNORECASE else _of_sequence(inner)
    if op is ops.BRANCH:
        found = [_of_sequence(branch) for branch in argument[1]]
        return None if None in found else set().union(*(f for f in found if f is not None))
    if op in _REPEATS:
        return _of_sequence(argument[2]) if argument[0] >= 1 else None
    if op is ops.ATOMIC_GROUP:
        return _of_sequence(argument)
    return None


def _better(one: set[str] | None, other: set[str] | None) -> set[str] | None:
    if other is None or "" in other or len(other) > _MOST:
        return one
    if one is None:
        return other
    return other if (min(map(len, other)), -len(other)) > (min(map(len, one)), -len(one)) else one
