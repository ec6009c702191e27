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

from articlewatch.article import Article, Comment, Span
from articlewatch.lint.finding import Finding, Problem
from articlewatch.lint.rule import Example, Rule, rule
from articlewatch.lint.suggest import did_you_mean

_DIRECTIVE = re.compile(r"\s*articlewatch:\s*(ignore(?:-start|-end|-page)?)\s*=\s*([^\s]+)\s*(.*?)\s*", re.DOTALL)
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

    def covers(self, finding: Finding) -> bool:
        if not any(name in (finding.rule, finding.code, finding.category, "all") for name in self.rules):
            return False
        return self.start <= finding.span.start < self.end or (finding.span.start == finding.span.end == self.end)


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
    ranges, problems = _ranges(article, rules)
    entries = [(entry, entry.expired(today)) for entry in side_entries]
    used: set[int] = set()
    left: list[Finding] = []
    silenced: list[tuple[Finding, str]] = []
    for finding in findings:
        reason: str | None = None
        for item in ranges:
            if item.covers(finding):
                item.used = True
                reason = item.reason
        for number, (entry, expired) in enumerate(entries):
            if not expired and entry.covers(finding):
                used.add(number)
                reason = entry.reason if reason is None else reason
        if reason is None:
            left.append(finding)
        else:
            silenced.append((finding, reason))
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


def _ranges(article: Article, rules: Sequence[Rule]) -> tuple[list[_Range], list[tuple[str, Problem]]]:
    known = {name for r in rules for name in (r.id, r.code, r.category)} | {"all"}
    text = article.text
    found: list[_Range] = []
    problems: list[tuple[str, Problem]] = []
    open_ranges: dict[str, list[_Range]] = {}
    for comment in article.comments if "articlewatch:" in text else ():
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
        kind, names, reason = match.group(1), tuple(match.group(2).split(",")), match.group(3)
        unknown = [name for name in names if name not in known]
        if unknown:
            hint = did_you_mean(unknown[0], known)
            problems.append(("suppression-unknown-rule", Problem(comment.span, f"unknown rule {unknown[0]!r}{hint}")))
            continue
        key = ",".join(sorted(names))
        if kind == "ignore-end":
            if open_ranges.get(key):
                open_ranges[key].pop().end = comment.start
            else:
                problems.append(("suppression-unused", Problem(comment.span, "ends a region that was never started")))
            continue
        start, end = _reach(text, comment, kind)
        item = _Range(names, start, end, reason, comment.span)
        found.append(item)
        if kind == "ignore-start":
            open_ranges.setdefault(key, []).append(item)
    return found, problems


def _reach(text: str, comment: Comment, kind: str) -> tuple[int, int]:
    """What a comment of *kind* covers; a region runs to the end of the page until its end is met."""
    if kind == "ignore-page":
        return 0, len(text) + 1
    if kind == "ignore-start":
        return comment.end, len(text) + 1
    line_start = text.rfind("\n", 0, comment.start) + 1
    line_end = text.find("\n", comment.end)
    line_end = len(text) if line_end < 0 else line_end
    if text[line_start : comment.start].strip() or text[comment.end : line_end].strip():
        return line_start, line_end
    next_end = text.find("\n", line_end + 1)
    return line_end, len(text) + 1 if next_end < 0 else next_end


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
