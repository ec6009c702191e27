"""Findings that somebody has decided to live with: comments in the article and entries of a side file.

In the article (``articlewatch`` comments; several rules are joined by commas, ``all`` is any rule):

    <!-- articlewatch: ignore=RULE reason -->         the next line, or its own line when text stands before it
    <!-- articlewatch: ignore-start=RULE reason -->   from here to the matching ignore-end
    <!-- articlewatch: ignore-end=RULE -->
    <!-- articlewatch: ignore-page=RULE reason -->    the whole page

A suppression that suppresses nothing is a finding of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from heapq import heappop, heappush

from articlewatch.article import Article, Comment, Span
from articlewatch.lint.finding import Finding, Problem
from articlewatch.lint.rule import Example, Rule, rule
from articlewatch.lint.suggest import did_you_mean

_DIRECTIVE = re.compile(r"\s*articlewatch:\s*(ignore(?:-start|-end|-page)?)\s*=\s*([^\s]+)(.*)", re.DOTALL)
#: For how many unknown names of one page a likely one is sought.
_MOST_HINTS = 20
_ANY_DIRECTIVE = re.compile(r"\s*articlewatch:")


@dataclass(frozen=True, slots=True)
class SideEntry:
    """One entry of the side file: the page, the rule (id or code), perhaps one fingerprint, and why."""

    page: str
    rule: str
    fingerprint: str = ""
    reason: str = ""
    expires: date | None = None

    def expired(self, today: date | None) -> bool:
        """Say whether the entry no longer holds on *today*."""
        return self.expires is not None and today is not None and today > self.expires

    def covers(self, finding: Finding) -> bool:
        """Say whether the entry silences *finding* on its page."""
        if self.fingerprint and self.fingerprint != finding.fingerprint:
            return False
        return self.rule in (finding.rule, finding.code, "all")


@dataclass(slots=True)
class _Range:
    rules: tuple[str, ...]
    start: int
    end: int
    reason: str
    comment: Span
    used: bool = False

    def ended(self, place: Span) -> bool:
        """Say whether the range lies before *place*; an empty place at its very end is still in it."""
        return self.end < place.start or (self.end == place.start and place.start < place.end)


class _Sweep:
    """The ranges for the same rules, asked for place after place in the order of the text.

    However many there are and however they nest, all questions together take time linear in places and ranges.
    """

    def __init__(self, ranges: list[_Range]) -> None:
        self._waiting = sorted(ranges, key=lambda item: -item.start)
        self._open: list[tuple[int, int, _Range]] = []  # a heap: the one that began last comes first
        self._unused: list[_Range] = []
        self._count = 0

    def reason(self, place: Span) -> str | None:
        """Return the reason of the range round *place* that began last, or None; those round it are used now."""
        while self._waiting and self._waiting[-1].start <= place.start:
            item = self._waiting.pop()
            self._count += 1
            heappush(self._open, (-item.comment.start, self._count, item))
            self._unused.append(item)
        while self._open and self._open[0][2].ended(place):
            heappop(self._open)
        if not self._open:
            return None
        for item in self._unused:
            item.used = not item.ended(place)
        self._unused.clear()
        return self._open[0][2].reason


def apply_suppressions(
    article: Article,
    findings: Iterable[Finding],
    rules: Sequence[Rule],
    side_entries: Sequence[SideEntry] = (),
    today: date | None = None,
) -> tuple[list[Finding], list[tuple[Finding, str]], list[tuple[str, Problem]]]:
    """Return (findings left, (finding, reason) silenced, (rule id, problem) about the suppressions themselves).

    *rules* are all known rules, so that a name can be told from a typing mistake; *side_entries* are those of this
    page.
    """
    ranges, problems = _ranges(article, rules) if "articlewatch:" in article.text else ([], [])
    if not ranges and not side_entries:
        return list(findings), [], problems
    entries = [(entry, entry.expired(today)) for entry in side_entries]
    valid: dict[tuple[str, str], list[int]] = {}
    for number, (entry, expired) in enumerate(entries):
        if not expired:
            valid.setdefault((entry.rule, entry.fingerprint), []).append(number)
    used: set[int] = set()
    left: list[Finding] = []
    silenced: list[tuple[Finding, str]] = []
    sweeps = _sweeps(ranges)
    for finding in findings:
        reasons = [
            reason
            for name in (finding.rule, finding.code, finding.category, "all")
            for sweep in sweeps.get(name, ())
            if (reason := sweep.reason(finding.span)) is not None
        ]
        numbers = sorted(
            number
            for name in (finding.rule, finding.code, "all")
            for fingerprint in (finding.fingerprint, "")
            for number in valid.get((name, fingerprint), ())
        )
        used.update(numbers)
        if not reasons and not numbers:
            left.append(finding)
        else:
            silenced.append((finding, reasons[-1] if reasons else entries[numbers[0]][0].reason))
    for item in ranges:
        if not item.used:
            names = ", ".join(item.rules)
            problems.append(
                (
                    "suppression-unused",
                    Problem(item.comment, f"nothing here to ignore for {names}; remove the comment"),
                )
            )
    for number, (entry, expired) in enumerate(entries):
        if number not in used:
            why = f"expired on {entry.expires}" if expired else "matches nothing"
            problems.append(
                (
                    "suppression-unused",
                    Problem(Span(0, 0), f"the entry for {entry.rule} on this page in the ignore file {why}"),
                )
            )
    return left, silenced, problems


def _sweeps(ranges: list[_Range]) -> dict[str, list[_Sweep]]:
    """Name in a suppression -> the sweeps over the ranges that name it."""
    by_rules: dict[tuple[str, ...], list[_Range]] = {}
    for item in ranges:
        by_rules.setdefault(item.rules, []).append(item)
    sweeps: dict[str, list[_Sweep]] = {}
    for names, items in by_rules.items():
        sweep = _Sweep(items)
        for name in set(names):
            sweeps.setdefault(name, []).append(sweep)
    return sweeps


def _ranges(article: Article, rules: Sequence[Rule]) -> tuple[list[_Range], list[tuple[str, Problem]]]:
    known = {name for r in rules for name in (r.id, r.code, r.category)} | {"all"}
    text = article.text
    found: list[_Range] = []
    problems: list[tuple[str, Problem]] = []
    open_ranges: dict[str, list[_Range]] = {}
    hints: dict[str, str] = {}
    lines = _Lines(text)
    for comment in article.comments:
        match = _DIRECTIVE.fullmatch(comment.content)
        if match is None:
            if _ANY_DIRECTIVE.match(comment.content):
                problems.append(
                    (
                        "suppression-unknown-rule",
                        Problem(comment.span, "not understood; write articlewatch: ignore=RULE reason"),
                    )
                )
            continue
        kind, names, reason = match.group(1), tuple(match.group(2).split(",")), match.group(3).strip()
        unknown = [name for name in names if name not in known]
        if unknown:
            hint = hints.get(unknown[0])
            if hint is None:
                hint = hints[unknown[0]] = did_you_mean(unknown[0], known) if len(hints) < _MOST_HINTS else ""
            problems.append(("suppression-unknown-rule", Problem(comment.span, f"unknown rule {unknown[0]!r}{hint}")))
            continue
        key = ",".join(sorted(names))
        if kind == "ignore-end":
            if open_ranges.get(key):
                open_ranges[key].pop().end = comment.start
            else:
                problems.append(("suppression-unused", Problem(comment.span, "ends a region that was never started")))
            continue
        start, end = _reach(lines, comment, kind)
        item = _Range(names, start, end, reason, comment.span)
        found.append(item)
        if kind == "ignore-start":
            open_ranges.setdefault(key, []).append(item)
    return found, problems


class _Lines:
    """What the comments of a text cover, asked for in its order; a line with many of them is read but once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._start = self._end = -1

    def of_comment(self, comment: Comment) -> tuple[int, int]:
        """Return the line of *comment* where it holds anything else, or else the line after."""
        text = self.text
        if comment.end <= self._end:
            return self._start, self._end  # another comment stands before it
        self._start = text.rfind("\n", 0, comment.start) + 1
        found = text.find("\n", comment.end)
        self._end = len(text) if found < 0 else found
        if text[self._start : comment.start].strip() or text[comment.end : self._end].strip():
            return self._start, self._end
        next_end = text.find("\n", self._end + 1)
        return self._end, len(text) + 1 if next_end < 0 else next_end


def _reach(lines: _Lines, comment: Comment, kind: str) -> tuple[int, int]:
    """What a comment of *kind* covers; a region runs to the end of the page until its end is met."""
    after_all = len(lines.text) + 1
    if kind == "ignore-page":
        return 0, after_all
    if kind == "ignore-start":
        return comment.end, after_all
    return lines.of_comment(comment)


def _silent(article: Article) -> Iterator[Problem]:
    """The engine itself reports these; there is nothing for a function to do."""
    yield from ()


def meta_rules() -> list[Rule]:
    """Return the two rules about suppressions, which the engine itself runs."""
    return [_unused(), _unknown()]


def _unused() -> Rule:
    @rule(
        "suppression-unused",
        code="Z001",
        severity="warning",
        formats=("wikitext", "plain"),
        bad=[Example("⟦<!-- articlewatch: ignore=doubled-word quoted -->⟧\nA sound line.\n")],
        good=["A line without a comment.\n"],
    )
    def check(article: Article) -> Iterator[Problem]:
        """A suppression that suppresses nothing.

        The fault it was written for is gone, or the text moved away from under it. Left in place it would
        silently hide the next fault of that kind. Remove the comment, or the entry of the ignore file.
        """
        yield from _silent(article)

    return _as_meta(check)


def _unknown() -> Rule:
    @rule(
        "suppression-unknown-rule",
        code="Z002",
        severity="error",
        bad=[Example("⟦<!-- articlewatch: ignore=doubled-wrod -->⟧\nText.\n")],
        good=["A line without a comment.\n"],
    )
    def check(article: Article) -> Iterator[Problem]:
        """A suppression that names no known rule.

        It has no effect: the finding it was meant for is still reported. Correct the name.
        """
        yield from _silent(article)

    return _as_meta(check)


def _as_meta(check: object) -> Rule:
    from dataclasses import replace

    built = check.__articlewatch_rule__  # type: ignore[attr-defined]
    assert isinstance(built, Rule)
    return replace(built, category="meta")
