"""Which rules can speak about a text at all: their cheap conditions, asked together instead of one by one.

Of every pattern the wordings are worked out of which each match must hold one; one pass over a text tells which of
all these wordings it has, and only then a pattern is tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from re import Pattern
from typing import Generic, NamedTuple, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation

from articlewatch.article import Article, Section
from articlewatch.article.once import cached_property
from articlewatch.article.passage import Passage
from articlewatch.lint.conditions import Condition, Views, condition_of
from articlewatch.lint.rule import Rule

EntryT = TypeVar("EntryT")
Given = Callable[[Section], object]


class _Group(NamedTuple, Generic[EntryT]):
    """Entries whose rules ask for the same."""

    condition: Condition
    given: Given | None
    entries: list[EntryT]


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

    def passing(self, sections: Sequence[Section]) -> Iterator[tuple[list[EntryT], list[Section]]]:
        """Yield entries with those of *sections* whose text fulfils their condition.

        Each question is put to all sections before the next one: that is much quicker than to put all questions to
        each section, since code and tables stay in the processor's caches.
        """
        views = [Views(section.text) for section in sections]
        waiting: list[list[int]] = [[] for _ in range(self._page_numbers.start)]
        for index, section in enumerate(sections):
            for number in self._wordings.possible(views[index]):
                if number < len(waiting):
                    waiting[number].append(index)
            section.passage.extracted(self._possible)  # :meth:`passing_page` will ask for it
        for group, indices in zip(self._groups, waiting, strict=False):
            condition, given, entries = group
            passing = [sections[index] for index in indices if condition.matches(views[index])]
            if given is not None:
                passing = _having(given, passing)
            if passing:
                yield entries, passing

    def passing_page(self, article: Article) -> Iterator[EntryT]:
        """Yield the entries whose condition a page fulfils; another revision of it costs what its sections do.

        A pattern is tried first where it matched last, counted from either end.
        """
        text = article.text
        possible = {*article.tally(self._possible).counts, *self._crossing_found(article)}
        for number in self._page_numbers:
            condition, _, entries = self._groups[number]
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
            (needle, self._groups[number].condition.folded, number)
            for number in self._page_numbers
            for needle in self._groups[number].condition.needles or ()
            if any(mark in needle[1:] for mark in "=<")
        ]

    def _possible(self, passage: Passage) -> set[int]:
        first_of_page = self._page_numbers.start
        return {number for number in self._wordings.possible(Views(passage.text)) if number >= first_of_page}

    @cached_property
    def _wordings(self) -> _Wordings:
        return _Wordings([group.condition for group in self._groups])

    def _matches(self, number: int, pattern: Pattern[str] | None, text: str) -> bool:
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


def _having(given: Given, sections: list[Section]) -> list[Section]:
    """Those of *sections* that have what is *given*."""
    try:
        return [section for section in sections if given(section)]
    except Exception:
        return sections  # the rule that asks for it will meet the fault too, and be named


def _grouped(entries: Sequence[tuple[Rule, EntryT]]) -> list[_Group[EntryT]]:
    groups: dict[tuple[Condition, Given | None], list[EntryT]] = {}
    for rule, entry in entries:
        groups.setdefault((condition_of(rule), rule.given), []).append(entry)
    return [_Group(condition, given, found) for (condition, given), found in groups.items()]


class _Wordings:
    """The wordings of many conditions, looked for in one pass over a text (Aho and Corasick, 1975)."""

    def __init__(self, conditions: Sequence[Condition]) -> None:
        #: Conditions of which no wording is known.
        self._always = {number for number, condition in enumerate(conditions) if condition.needles is None}
        #: Conditions that a text with odd letters fulfils for all one can tell.
        self._folded = {number for number, condition in enumerate(conditions) if condition.folded}
        #: Wording, lower-cased -> the conditions fulfilled by it in whatever case.
        self._proven: dict[str, set[int]] = {}
        #: Wording, lower-cased -> wordings in their own case, with the conditions each fulfils.
        self._cased: dict[str, dict[str, set[int]]] = {}
        #: Wordings better looked for one by one: single marks, which stand everywhere, and letters whose lower case
        #: depends on their neighbours.
        self._single: dict[str, set[int]] = {}
        #: Single letters that few texts have.
        self._rare: dict[str, set[int]] = {}
        for number, condition in enumerate(conditions):
            for needle in condition.needles or ():
                self._add(number, needle, condition.folded)
        self._found_cased = frozenset(self._cased)
        self._last: tuple[str, set[int]] = "", self._always.copy()
        wordings = sorted({*self._proven, *self._cased})
        self._automaton = AhoCorasick(wordings, store_patterns=True, implementation=Implementation.DFA)
        for wording in self._cased:
            self._proven.setdefault(wording, set())

    def _add(self, number: int, needle: str, folded: bool) -> None:
        caseless = needle.lower() == needle.upper()
        if len(needle) == 1 and not needle.isascii():
            known = self._rare
        elif (len(needle) == 1 and caseless) or not all(map(_lowers_alone, needle)):
            known = self._single
        elif folded or caseless:
            known = self._proven
        else:
            known = self._cased.setdefault(needle.lower(), {})
        known.setdefault(needle, set()).add(number)

    def possible(self, views: Views) -> set[int]:
        """Return the numbers of the conditions one of whose wordings a text holds, and of those that have none.

        The answer for the text asked about last is kept.
        """
        if views.text is not self._last[0]:
            self._last = views.text, self._possible(views)
        return self._last[1]

    def _possible(self, views: Views) -> set[int]:
        text = views.text
        found = self._found(views.lowered)
        possible = self._always.union(*map(self._proven.__getitem__, found))
        if views.is_odd:
            possible |= self._folded
        for wording in self._found_cased & found:
            for needle, numbers in self._cased[wording].items():
                if not numbers <= possible and needle in text:
                    possible |= numbers
        for needle, numbers in self._single.items():
            if not numbers <= possible and needle in text:
                possible |= numbers
        for letter in views.rare:
            if letter in self._rare:
                possible |= self._rare[letter]
        return possible

    def _found(self, lowered: str) -> set[str]:
        try:
            return set(self._automaton.find_matches_as_strings(lowered, overlapping=True))
        except UnicodeEncodeError:  # half of a surrogate pair, which no wording has
            lowered = lowered.encode("utf-8", "replace").decode("utf-8")
            return set(self._automaton.find_matches_as_strings(lowered, overlapping=True))


def _lowers_alone(letter: str) -> bool:
    """Say whether *letter* looks the same in a text lower-cased whatever stands beside it."""
    return letter.isascii() or letter == letter.lower() == letter.upper()
