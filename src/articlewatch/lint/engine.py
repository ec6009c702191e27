"""Running rules over articles and giving every problem its identity."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from functools import partial
from itertools import count
from time import process_time
from typing import Any, TypeVar

from articlewatch.article import Article, PageContext, PassageCache, Profile, Section, Snapshot, parse
from articlewatch.article.collector import pausing_collector
from articlewatch.article.once import cached_property
from articlewatch.article.passage import Passage
from articlewatch.article.ranges import overlap_test
from articlewatch.article.spans import Span
from articlewatch.errors import RuleError
from articlewatch.lint.finding import (
    Checked,
    Finding,
    LintReport,
    Problem,
    Severity,
    SnapshotResult,
)
from articlewatch.lint.fingerprint import Fingerprints
from articlewatch.lint.gate import Gate
from articlewatch.lint.placing import Kept, Placed, facts_of, sort_key
from articlewatch.lint.revised import Revised
from articlewatch.lint.rule import Rule
from articlewatch.lint.settings import Settings, matches, options_for, select_rules
from articlewatch.lint.suppression import SideEntry, apply_suppressions, meta_rules


@dataclass(frozen=True)
class _Active:
    """A rule that is on, with the options it is called with."""

    rule: Rule
    options: Mapping[str, Any]
    severity: Severity

    @cached_property
    def check(self) -> Callable[[Any], Iterable[Problem]]:
        """The rule's function with the options bound to it."""
        rule = self.rule
        return rule.check if self.options == rule.options else partial(rule.check, **self.options)


_Entry = tuple[int, _Active]
TargetT = TypeVar("TargetT", Article, Section, Revised)


@dataclass(frozen=True, slots=True)
class _Applicable:
    """The rules that can run on one kind of page, by scope, and the ids of those that cannot."""

    gate: Gate[_Entry]
    revised_rules: list[_Entry]
    skipped: list[str]


class Linter:
    """Checks snapshots with one selection of rules. Keeps parsed sections and their findings for the next snapshot.

    Raises ConfigurationError when the settings name rules or options that do not exist.
    """

    def __init__(
        self,
        rules: Sequence[Rule],
        settings: Settings | None = None,
        *,
        profile: Profile | str | None = None,
        ignores: Sequence[SideEntry] = (),
        today: date | None = None,
        cache_size: int = 4096,
        timings: dict[str, float] | None = None,
    ) -> None:
        self.settings = settings or Settings()
        known = [*rules, *meta_rules()]
        self.known = known
        self.active = [
            _Active(r, options_for(r, self.settings), self._severity(r)) for r in select_rules(known, self.settings)
        ]
        self._kinds: dict[tuple[str, str, str], _Applicable] = {}
        self._numbers = {a.rule.id: n for n, a in enumerate(self.active)}
        self._profile = profile if profile is not None else self.settings.site or None
        self._ignores = ignores
        self._today = today
        self._passages = PassageCache(cache_size)
        self._found: OrderedDict[tuple[Any, ...], Kept] = OrderedDict()
        # A number is quicker to look up by than all that is known of a page; one is never given twice.
        self._pages: dict[PageContext, int] = {}
        self._page_numbers = count()
        self._superseding = {n: a.rule.supersedes for n, a in enumerate(self.active) if a.rule.supersedes}
        self._cache_size = cache_size
        self._timings = timings

    def _severity(self, rule: Rule) -> Severity:
        for name in (rule.id, rule.code, rule.category):
            if name in self.settings.severity:
                return self.settings.severity[name]
        return rule.severity

    def without_ignores(self) -> Linter:
        """Return this linter without the entries of its ignore file; the two share what they have parsed and found.

        The history of findings is followed with it: an entry says what is told, and mends nothing.
        """
        if not self._ignores:
            return self
        other = copy(self)
        other._ignores = ()
        return other

    def is_ignored(self, title: str, finding: Finding) -> bool:
        """Say whether an entry of the ignore file silences *finding* on the page called *title*."""
        return any(
            entry.page == title and not entry.expired(self._today) and entry.covers(finding) for entry in self._ignores
        )

    def parse(self, snapshot: Snapshot) -> Article:
        """Return *snapshot* parsed as this linter reads it; sections seen before are not parsed again.

        Raises ConfigurationError for a format that cannot be parsed.
        """
        if self.settings.language and not snapshot.language:
            snapshot = replace(snapshot, language=self.settings.language)
        with pausing_collector():
            profile = None if snapshot.site else self._profile
            if isinstance(profile, str):
                snapshot = replace(snapshot, site=profile)
                profile = None
            return parse(snapshot, profile=profile, cache=self._passages)

    def lint(self, snapshot: Snapshot, previous: Snapshot | None = None) -> SnapshotResult:
        """Return everything the active rules find in *snapshot*; with *previous*, the revision before, also what
        the rules about edits find.

        Raises ConfigurationError for a format that cannot be parsed.
        """
        with pausing_collector():
            article = self.parse(snapshot)
            revised = Revised(self.parse(previous), article) if previous is not None else None
            return self.lint_article(article, revised)

    def lint_article(self, article: Article, revised: Revised | None = None) -> SnapshotResult:
        """Return everything the active rules find in a parsed article, and in its last edit when *revised* is given."""
        kind = self._applicable(article)
        placed = self._lint_sections(article, kind)
        for number, active in kind.gate.passing_page(article):
            placed += [Placed(number, p) for _, p in self._run(active, [article])]
        if revised is not None:
            for number, active in kind.revised_rules:
                placed += [Placed(number, p) for _, p in self._run(active, [revised])]
        return self._finish(article, placed, kind.skipped)

    def lint_edit(self, revised: Revised) -> tuple[Finding, ...]:
        """Return what the rules about edits, and no others, find in the edit that made *revised.new*.

        Nothing takes precedence over them, so what they find may be found by another rule in the text too.
        """
        article = revised.new
        rules = self._applicable(article).revised_rules
        placed = [Placed(number, p) for number, active in rules for _, p in self._run(active, [revised])]
        if not placed:
            return ()
        placed.sort(key=sort_key)
        return tuple(self._suppressed(article, placed)[0])

    def _applicable(self, article: Article) -> _Applicable:
        page = article.page
        key = (page.format, page.language, page.profile)
        found = self._kinds.get(key)
        if found is None:
            applying = [(n, a) for n, a in enumerate(self.active) if a.rule.applies(*key)]
            scopes = {
                scope: [(a.rule, (n, a)) for n, a in applying if a.rule.scope == scope and a.rule.category != "meta"]
                for scope in ("section", "article", "revised")
            }
            found = self._kinds[key] = _Applicable(
                Gate(scopes["section"], scopes["article"]),
                [entry for _, entry in scopes["revised"]],
                [a.rule.id for a in self.active if not a.rule.applies(*key)],
            )
        return found

    def _lint_sections(self, article: Article, kind: _Applicable) -> list[Placed]:
        known = self._found
        page = self._page_number(article.page)
        keys = [(page, s.text, s.path, s.level, s.role, s.index == 0) for s in article.sections]
        new: dict[tuple[Any, ...], Section] = {}
        for key, section in zip(keys, article.sections, strict=True):
            if key in known:
                known.move_to_end(key)
            else:
                new.setdefault(key, section)
        known.update(zip(new, map(Kept, self._check_sections(list(new.values()), kind)), strict=True))
        placed: list[Placed] = []
        for key, section in zip(keys, article.sections, strict=True):
            placed += known[key].at(section.offset)
        while len(known) > self._cache_size:
            known.popitem(last=False)
        return placed

    def _page_number(self, page: PageContext) -> int:
        number = self._pages.get(page)
        if number is None:
            if len(self._pages) >= self._cache_size:
                self._pages.clear()
            number = self._pages[page] = next(self._page_numbers)
        return number

    def _check_sections(self, sections: Sequence[Section], kind: _Applicable) -> list[list[tuple[int, Problem]]]:
        """What the rules for sections find in each of *sections*, of which no two have the same index."""
        found: dict[int, list[tuple[int, Problem]]] = {section.index: [] for section in sections}
        for entries, passing in kind.gate.passing(sections):
            for number, active in entries:
                for section, problem in self._run(active, passing):
                    found[section.index].append((number, problem))
        return list(found.values())

    def _run(self, active: _Active, targets: Sequence[TargetT]) -> list[tuple[TargetT, Problem]]:
        """What a rule finds in *targets*, of which there is at least one."""
        started = process_time() if self._timings is not None else 0.0
        check = active.check
        found: list[tuple[TargetT, Problem]] = []
        target = targets[0]
        try:
            for target in targets:
                for problem in check(target):
                    found.append((target, problem))
        except Exception as error:
            raise _broken(active, target, error) from error
        if self._timings is not None:
            name = active.rule.id
            self._timings[name] = self._timings.get(name, 0.0) + process_time() - started
        return found

    def _finish(self, article: Article, placed: list[Placed], skipped: list[str]) -> SnapshotResult:
        placed = self._without_superseded(placed)
        placed.sort(key=sort_key)
        left, silenced, about = self._suppressed(article, placed)
        meta = [Placed(self._numbers[id], p) for id, p in about if id in self._numbers and id not in skipped]
        if meta:
            left += self._stamp(article, meta)
            left.sort(key=lambda f: (f.span, f.rule))
        return SnapshotResult(
            article.snapshot,
            tuple(left),
            tuple(skipped),
            tuple(silenced),
            _checked(article),
        )

    def _suppressed(
        self, article: Article, placed: Iterable[Placed]
    ) -> tuple[list[Finding], list[tuple[Finding, str]], list[tuple[str, Problem]]]:
        """Make findings of *placed* and sort out what is not to be told; see ``apply_suppressions``."""
        findings = self._not_ignored(article, self._stamp(article, placed))
        side = [e for e in self._ignores if e.page in (article.title, article.snapshot.path)]
        return apply_suppressions(article, findings, self.known, side, self._today)

    def _not_ignored(self, article: Article, findings: list[Finding]) -> list[Finding]:
        """Leave out what the settings leave out on pages of this title."""
        selectors = [
            selector
            for pattern, selectors in self.settings.ignore_pages.items()
            if fnmatchcase(article.title, pattern)
            for selector in selectors
        ]
        if not selectors:
            return findings
        rules = [(f, self.active[self._numbers[f.rule]].rule) for f in findings]
        return [f for f, rule in rules if not any(matches(selector, rule) for selector in selectors)]

    def _without_superseded(self, placed: list[Placed]) -> list[Placed]:
        strong: dict[str, list[Span]] = {}
        superseding = self._superseding
        for item in placed:
            for other in superseding.get(item.number, ()):
                strong.setdefault(other, []).append(item.span)
        if not strong:
            return placed
        overlaps = {self._numbers[id]: overlap_test(spans) for id, spans in strong.items() if id in self._numbers}
        return [item for item in placed if (test := overlaps.get(item.number)) is None or not test(item.span)]

    def _stamp(self, article: Article, placed: Iterable[Placed]) -> list[Finding]:
        findings = []
        prints = Fingerprints()
        seen: set[tuple[int, int, int, str]] = set()
        for item in placed:
            active = self.active[item.number]
            rule = active.rule
            # Entries of a side file have no place on the page; their messages tell them apart.
            about = item.problem.message if rule.category == "meta" else ""
            place = (item.number, *item.span, about)
            if place in seen:
                continue
            seen.add(place)
            facts = facts_of(article, item, rule.id)
            fingerprint = facts.fingerprint(prints)
            finding = item.finding
            if finding is None or finding.fingerprint != fingerprint:
                problem = item.problem
                finding = item.finding = Finding(
                    rule=rule.id,
                    code=rule.code,
                    category=rule.category,
                    severity=problem.severity or active.severity,
                    confidence=problem.confidence or rule.confidence,
                    span=item.span,
                    message=problem.message,
                    section=facts.path,
                    paragraph=facts.paragraph,
                    excerpt=facts.excerpt,
                    fingerprint=fingerprint,
                    fix=item.fix() if article.page.format != "html" else None,  # its source is elsewhere
                    related=item.related(),
                    help=problem.help,
                )
            findings.append(finding)
        return findings

    def report(self, results: Sequence[SnapshotResult], **rest: Any) -> LintReport:
        """Return the report of *results* with what is known of the rules that ran."""
        return LintReport(tuple(results), tuple(a.rule.info for a in self.active), **rest)


def _broken(active: _Active, target: Article | Section | Revised, error: Exception) -> RuleError:
    # A traceback would hide which rule it was, and the other files would not be linted.
    return RuleError(f"rule {active.rule.id} broke down on {_name(target)} ({type(error).__name__}: {error})")


def _name(target: Article | Section | Revised) -> str:
    title = target.page.title or "a page without a title"
    return f"{title!r}, section {' › '.join(target.path) or 'lead'!r}" if isinstance(target, Section) else repr(title)


def _checked(article: Article) -> Checked:
    """How much was looked at. Words are left at 0: counting them would cost as much as several rules."""
    counts = [count for _, count in article.each(_count)]
    return Checked(len(counts), sum(paragraphs for paragraphs, _ in counts), sum(cited for _, cited in counts))


def _count(passage: Passage) -> tuple[int, int]:
    """Paragraphs and citations of a passage."""
    return len(passage.paragraphs), sum(1 for c in passage.citations if c.cites_in_text and c.kind != "update")
