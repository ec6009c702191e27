"""Which rules can speak about a text at all: their cheap conditions, asked together instead of one by one.

Of every pattern the wordings are worked out of which each match must hold one; one pass over a text tells which of
all these wordings it has, and only then a pattern is tried.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from re import Pattern
from typing import Generic, TypeVar

from ahocorasick_rs import AhoCorasick, Implementation

from articlewatch.article import Article
from articlewatch.article.passage import Passage
from articlewatch.lint.conditions import Condition, Views, condition_of, is_odd
from articlewatch.lint.rule import Rule

EntryT = TypeVar("EntryT")

_NONE: dict[str, set[int]] = {}


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
        views = Views(text)
        odd = is_odd(text)
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


def _grouped(entries: Sequence[tuple[Rule, EntryT]]) -> list[tuple[Condition, list[EntryT]]]:
    groups: dict[Condition, list[EntryT]] = {}
    for rule, entry in entries:
        groups.setdefault(condition_of(rule), []).append(entry)
    return list(groups.items())


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
        if is_odd(text):
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
