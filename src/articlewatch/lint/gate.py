"""Which rules can speak about a text at all: their cheap conditions, asked together instead of one by one.

Of every pattern the wordings are worked out of which each match must hold one; one pass over a text tells which of
all these wordings it has, and only then a pattern is tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import product
from re import _constants as ops  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation

from articlewatch.article import Article
from articlewatch.article.passage import Passage
from articlewatch.lint.rule import Rule

EntryT = TypeVar("EntryT")

#: Letters that a pattern without regard to case takes for ASCII ones, and that lower-casing leaves alone.
_ODD_LETTERS = ("ſ", "ı", "İ")
#: More wordings than this are not worth asking for.
_MOST = 24
_NONE: dict[str, set[int]] = {}
#: A letter that is a capital, or an escape that could be lower-cased into another.
_CAPITAL = re.compile(r"(?<!\\)(?:\\\\)*[A-Z]|\\[xuUN0-9]")
_LOOKS_BACK = re.compile(r"\(\?<|\\[AZ1-9]|\(\?P=")
_REPEATS = (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT)


class _Condition(NamedTuple):
    """``needles``: one of them must occur (None: nothing is known). ``folded``: in the text lower-cased.

    ``asked`` finds a match in the view of the text called ``view`` exactly where ``pattern`` finds one in the text.
    """

    needles: tuple[str, ...] | None
    folded: bool
    pattern: re.Pattern[str] | None
    asked: re.Pattern[str] | None = None
    view: str = "text"


class _Views:
    """One text in the forms in which patterns are quickest to answer."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def lowered(self) -> str:
        """The text in lower case."""
        return self.text.lower()

    @cached_property
    def letters(self) -> str:
        """Every letter of the text once."""
        return "".join(set(self.text))

    @cached_property
    def lines(self) -> str:
        """The text with a line feed before every line."""
        return "\n" + self.text

    @cached_property
    def lowered_lines(self) -> str:
        """Both."""
        return "\n" + self.lowered


class Gate(Generic[EntryT]):
    """Sorts out the entries whose rule cannot find anything in a text.

    Some entries are asked for section by section, others (*page_entries*) once a page; both look for their wordings
    together.
    """

    def __init__(
        self, entries: Sequence[tuple[Rule, EntryT]], page_entries: Sequence[tuple[Rule, EntryT]] = ()
    ) -> None:
        self._groups = _grouped(entries)
        first_of_page = len(self._groups)
        self._groups += _grouped(page_entries)
        self._page_numbers = range(first_of_page, len(self._groups))
        #: Condition -> where its pattern matched last on a page, from the start and from the end.
        self._places: dict[int, tuple[int, int]] = {}

    def passing(self, text: str) -> Iterator[EntryT]:
        """Yield the entries whose condition *text* fulfils."""
        views = _Views(text)
        odd = _is_odd(text)
        first_of_page = self._page_numbers.start
        for number in self._wordings.possible(text):
            if number >= first_of_page:
                continue
            condition, entries = self._groups[number]
            pattern = condition.asked
            if pattern is not None:
                if odd and condition.folded:
                    found = condition.pattern is None or condition.pattern.search(text)
                else:
                    found = pattern.search(getattr(views, condition.view))
                if not found:
                    continue
            yield from entries

    def passing_page(self, article: Article) -> Iterator[EntryT]:
        """Yield the entries whose condition a page fulfils; another revision of it costs what its sections do.

        A pattern is tried first where it matched last, counted from either end.
        """
        text = article.text
        possible: set[int] = set().union(*(found for _, found in article.each(self._possible)))
        possible.update(self._crossing_found(article))
        for number in self._page_numbers:
            condition, entries = self._groups[number]
            if number in possible and self._matches(number, condition.pattern, text):
                yield from entries

    def _crossing_found(self, article: Article) -> Iterator[int]:
        """Yield the numbers of conditions a wording of which stands partly in one section and partly in the next."""
        crossing = self._crossing
        if not crossing:
            return
        text = article.text
        if article.page.format == "wikitext":
            reach = max(len(needle) for needle, _, _ in crossing)
            places = [section.offset for section in article.sections[1:]]
            text = "\0".join([text[max(place - reach, 0) : place + reach] for place in places])
        lowered = text.lower()
        for needle, folded, number in crossing:
            if needle in (lowered if folded else text):
                yield number

    @cached_property
    def _crossing(self) -> list[tuple[str, bool, int]]:
        """Wordings that can stand partly in one section and partly in the next, which begins with a heading."""
        return [
            (needle, self._groups[number][0].folded, number)
            for number in self._page_numbers
            for needle in self._groups[number][0].needles or ()
            if any(mark in needle[1:] for mark in "=<")
        ]

    def prepare(self, passage: Passage) -> None:
        """Take down what :meth:`passing_page` will ask of a passage whose text was asked about just now."""
        passage.extracted(self._possible)

    def _possible(self, passage: Passage) -> set[int]:
        first_of_page = self._page_numbers.start
        return {number for number in self._wordings.possible(passage.text) if number >= first_of_page}

    @cached_property
    def _wordings(self) -> _Wordings:
        return _Wordings([condition for condition, _ in self._groups])

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


def _grouped(entries: Sequence[tuple[Rule, EntryT]]) -> list[tuple[_Condition, list[EntryT]]]:
    groups: dict[_Condition, list[EntryT]] = {}
    for rule, entry in entries:
        groups.setdefault(_condition(rule), []).append(entry)
    return list(groups.items())


class _Wordings:
    """The wordings of many conditions, looked for in one pass over a text (Aho and Corasick, 1975)."""

    def __init__(self, conditions: Sequence[_Condition]) -> None:
        #: Conditions of which no wording is known.
        self._always = {number for number, condition in enumerate(conditions) if condition.needles is None}
        #: Conditions that a text with odd letters fulfils for all one can tell.
        self._folded = {number for number, condition in enumerate(conditions) if condition.folded}
        #: Wording, lower-cased -> the conditions fulfilled by it in whatever case.
        self._proven: dict[str, set[int]] = {}
        #: Wording, lower-cased -> wordings in their own case, with the conditions each fulfils.
        self._cased: dict[str, dict[str, set[int]]] = {}
        #: Wordings that are better looked for one by one: single letters, which stand everywhere, and letters whose
        #: lower case depends on their neighbours.
        self._single: dict[tuple[str, bool], set[int]] = {}
        for number, condition in enumerate(conditions):
            for needle in condition.needles or ():
                self._add(number, needle, condition.folded)
        self._last: tuple[str, set[int]] = "", self._always.copy()
        wordings = sorted({*self._proven, *self._cased})
        self._automaton = AhoCorasick(wordings, store_patterns=True, implementation=Implementation.DFA)

    def _add(self, number: int, needle: str, folded: bool) -> None:
        caseless = needle.lower() == needle.upper()
        if not caseless if not needle.isascii() else len(needle) == 1:
            self._single.setdefault((needle, folded), set()).add(number)
        elif folded or caseless:
            self._proven.setdefault(needle, set()).add(number)
        else:
            self._cased.setdefault(needle.lower(), {}).setdefault(needle, set()).add(number)

    def possible(self, text: str) -> set[int]:
        """Return the numbers of the conditions one of whose wordings *text* holds, and of those that have none.

        The answer for the text asked about last is kept.
        """
        if text is not self._last[0]:
            self._last = text, self._possible(text)
        return self._last[1]

    def _possible(self, text: str) -> set[int]:
        lowered = text.lower()
        possible = self._always.copy()
        if _is_odd(text):
            possible |= self._folded
        for wording in self._found(lowered):
            numbers = self._proven.get(wording)
            if numbers is not None:
                possible |= numbers
            for needle, numbers in self._cased.get(wording, _NONE).items():
                if not numbers <= possible and needle in text:
                    possible |= numbers
        for (needle, folded), numbers in self._single.items():
            if not numbers <= possible and needle in (lowered if folded else text):
                possible |= numbers
        return possible

    def _found(self, lowered: str) -> set[str]:
        try:
            return set(self._automaton.find_matches_as_strings(lowered, overlapping=True))
        except UnicodeEncodeError:  # half of a surrogate pair, which no wording has
            lowered = lowered.encode("utf-8", "replace").decode("utf-8")
            return set(self._automaton.find_matches_as_strings(lowered, overlapping=True))


def _is_odd(text: str) -> bool:
    return not text.isascii() and any(letter in text for letter in _ODD_LETTERS)


def _condition(rule: Rule) -> _Condition:
    when = rule.when
    if when is None:
        return _Condition(None, False, None)
    if isinstance(when, tuple):
        return _Condition(when, False, None)
    folded = bool(when.flags & re.IGNORECASE)
    return _Condition(required_wordings(when), folded, when, *_quickest(when))


def _quickest(pattern: re.Pattern[str]) -> tuple[re.Pattern[str], str]:
    """Return a pattern that tells quicker whether *pattern* matches a text, and the view of the text to ask it of.

    A search is quick when a match begins with known letters: a pattern that leaves case aside has none, nor has one
    for the beginnings of lines.
    """
    if not pattern.flags & re.IGNORECASE and _is_letter_set(pattern):
        return pattern, "letters"
    wanted, flags = pattern.pattern, pattern.flags & ~re.UNICODE
    view = ""
    if flags & re.IGNORECASE and wanted.isascii() and not _CAPITAL.search(wanted):
        flags &= ~re.IGNORECASE
        view = "lowered"
    if flags & re.MULTILINE and _begins_line(pattern):
        wanted = r"\n(?:" + wanted[1:] + ")"
        view = view + "_lines" if view else "lines"
    return (re.compile(wanted, flags), view) if view else (pattern, "text")


def _begins_line(pattern: re.Pattern[str]) -> bool:
    """Say whether every match begins a line and nothing but that is asked of what stands before it."""
    if not pattern.pattern.startswith("^") or _LOOKS_BACK.search(pattern.pattern):
        return False
    try:
        parsed = list(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG))
    except (AttributeError, TypeError, ValueError):  # another Python, whose parser speaks otherwise
        return False
    return parsed[0][0] is ops.AT


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
