"""Repairing a text with the fixes of its findings: never overlapping, to a fixed point, and checked by linting again.

A fix is only kept when the text after it shows no finding that was not there before. Pages that ask robots to
stay away (``{{bots}}``, ``{{nobots}}``, ``{{in use}}``) are left alone, and so is what ``{{cbignore}}`` or ``{{sic}}``
follows. What these templates are called is a fact of the site profile.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from articlewatch.article import Article, Profile, Snapshot
from articlewatch.lint.engine import Linter
from articlewatch.lint.finding import Edit, Finding, apply_edits
from articlewatch.lint.rule import Rule

Cosmetic = Literal["with-substantive", "always", "never"]
COSMETIC: tuple[Cosmetic, ...] = ("with-substantive", "always", "never")

#: Roles of templates that say: as it is meant, leave it.
_MARKS = frozenset(["keep", "bots", "sic"])
MAX_PASSES = 10
SUMMARY_LENGTH = 500
#: The name of the template that stands right behind a place, or behind the reference that ends there.
_BEHIND = re.compile(r"\s{0,3}(</ref>)?\s{0,3}\{\{\s*([^{}|<>\[\]\n]{1,60}?)\s*[|}]")


@dataclass(frozen=True, slots=True)
class Fixed:
    """The outcome: the text after all fixes, the findings whose fixes were applied (each as it stood when it was),
    those
    withheld with the reason, and the findings left."""

    snapshot: Snapshot
    text: str
    applied: tuple[Finding, ...]
    withheld: tuple[tuple[Finding, str], ...]
    left: tuple[Finding, ...]
    passes: int
    reason: str = ""

    @property
    def changed(self) -> bool:
        """Say whether anything was repaired."""
        return self.text != self.snapshot.text


def fix_snapshot(
    linter: Linter,
    snapshot: Snapshot,
    *,
    assisted: bool = False,
    cosmetic: Cosmetic = "with-substantive",
    only: Iterable[str] = (),
) -> Fixed:
    """Return *snapshot* with the fixes of *linter*'s findings applied, at most ten passes over.

    ``safe`` fixes are applied; with *assisted* the others too. *cosmetic* says what becomes of fixes that change
    nothing a reader sees: by default they are made only beside one that does. *only* names the rules to fix.
    """
    article = linter.parse(snapshot)
    first = linter.lint_article(article).findings
    reason = opted_out(article)
    if reason:
        return Fixed(snapshot, snapshot.text, (), tuple((f, reason) for f in first if f.fix), first, 0, reason)
    chosen = frozenset(only)
    text, findings = snapshot.text, first
    applied: list[Finding] = []
    withheld: dict[str, tuple[Finding, str]] = {}
    rejected: set[tuple[str, str]] = set()
    passes = 0
    substantive = progress = False
    while passes < MAX_PASSES:
        candidates = []
        withheld.clear()
        for finding in findings:
            why = _why_not(finding, text, article.profile, assisted, chosen)
            if not why and (finding.rule, finding.fingerprint) in rejected:
                why = "its fix would cause another finding"
            if why:
                if finding.fix is not None:
                    withheld[finding.fingerprint] = (finding, why)
                continue
            candidates.append(finding)
        visible = [f for f in candidates if f.fix and not f.fix.cosmetic]
        substantive = substantive or bool(visible)
        if cosmetic == "never" or (cosmetic == "with-substantive" and not substantive):
            for finding in candidates:
                if finding.fix and finding.fix.cosmetic:
                    withheld[finding.fingerprint] = (finding, "changes nothing a reader sees")
            candidates = visible
        if not candidates:
            if not (rejected and progress):
                break
            # What a rejected fix would have brought up may be gone now.
            rejected.clear()
            progress = False
            continue
        passes += 1
        kept, text, findings = _apply(linter, snapshot, text, findings, candidates, rejected)
        applied += kept
        progress = progress or bool(kept)
    return Fixed(snapshot, text, tuple(applied), tuple(withheld.values()), findings, passes)


def opted_out(article: Article) -> str:
    """Return why robots should leave the page alone, or an empty string."""
    if article.templates_with_role("nobots"):
        return "the page carries {{nobots}}"
    if article.templates_with_role("in-use"):
        return "the page is being worked on ({{in use}})"
    for template in article.templates_with_role("bots"):
        denied = [name.strip().lower() for name in template.value("deny").split(",")]
        allowed = [name.strip().lower() for name in template.value("allow").split(",")]
        if {"all", "articlewatch"} & set(denied):
            return "the page denies robots ({{bots|deny=}})"
        if template.value("allow") and not {"all", "articlewatch"} & set(allowed):
            return "the page allows other robots only ({{bots|allow=}})"
    return ""


def _why_not(finding: Finding, text: str, profile: Profile, assisted: bool, only: frozenset[str]) -> str:
    fix = finding.fix
    if fix is None:
        return "no fix"
    if only and not {finding.rule, finding.code} & only:
        return "not asked for"
    if fix.safety == "assisted" and not assisted:
        return "wants an editor's eye (--assisted)"
    end = max((edit.end for edit in fix.edits), default=finding.span.end)
    behind = _BEHIND.match(text, end)
    if behind and profile.roles(behind.group(2)) & (_MARKS if behind.group(1) is None else _MARKS - {"sic"}):
        return "marked to be left as it is"
    return ""


def _apply(
    linter: Linter,
    snapshot: Snapshot,
    text: str,
    findings: tuple[Finding, ...],
    candidates: Sequence[Finding],
    rejected: set[tuple[str, str]],
) -> tuple[list[Finding], str, tuple[Finding, ...]]:
    """Apply as many of *candidates* as get along; where that brings up something new, halve until it does not."""
    together = _compatible(candidates)
    edits = sorted(edit for finding in together for edit in finding.fix.edits)  # type: ignore[union-attr]
    after_text = apply_edits(text, edits)
    after = linter.lint(replace(snapshot, text=after_text)).findings
    if after_text != text and not _worse(findings, after, together):
        return list(together), after_text, after
    if len(together) == 1:
        rejected.add((together[0].rule, together[0].fingerprint))
        return [], text, findings
    half = len(together) // 2
    kept, text, findings = _apply(linter, snapshot, text, findings, together[:half], rejected)
    # The other half stands elsewhere in the text as it is now.
    wanted = {(finding.rule, finding.fingerprint) for finding in together[half:]}
    rest = [f for f in findings if f.fix is not None and (f.rule, f.fingerprint) in wanted]
    if rest:
        more, text, findings = _apply(linter, snapshot, text, findings, rest, rejected)
        kept += more
    return kept, text, findings


def _compatible(candidates: Sequence[Finding]) -> list[Finding]:
    """The findings, in order, whose edits keep clear of every edit of an earlier one."""
    taken: list[Edit] = []
    chosen: list[Finding] = []
    for finding in candidates:
        assert finding.fix is not None
        edits = finding.fix.edits
        if all(_keeps_clear(edit, taken) for edit in edits):
            chosen.append(finding)
            for edit in edits:
                insort(taken, edit)
    return chosen


def _keeps_clear(edit: Edit, taken: list[Edit]) -> bool:
    at = bisect_left(taken, edit)
    return all(_apart(*sorted((edit, other))) for other in taken[max(at - 1, 0) : at + 1])


def _apart(first: Edit, second: Edit) -> bool:
    # Two edits may meet only where both replace something: an insertion at a border could belong to either side.
    if first.end == second.start:
        return first.start < first.end and second.start < second.end
    return first.end < second.start


def _worse(before: Sequence[Finding], after: Sequence[Finding], repaired: Sequence[Finding]) -> bool:
    """Say whether a rule finds more than it did, not counting what was to be repaired."""
    limit = Counter(finding.rule for finding in before)
    limit.subtract(finding.rule for finding in repaired)
    now = Counter(finding.rule for finding in after)
    return any(count > limit[rule] for rule, count in now.items())


def edit_summary(fixed: Fixed, rules: Sequence[Rule], *, version: str) -> str:
    """Return what an honest edit summary would say of *fixed*, at most 500 characters: every rule with its count."""
    names = {rule.id: rule.code for rule in rules}
    counts = Counter(finding.rule for finding in fixed.applied)
    parts = [
        f"{rule.replace('-', ' ')} ({names.get(rule, rule)}){f' ×{count}' if count > 1 else ''}"
        for rule, count in counts.items()
    ]
    tail = f" – articlewatch {version}"
    text = "Fixed: " + ", ".join(parts)
    if len(text) + len(tail) > SUMMARY_LENGTH:
        text = text[: SUMMARY_LENGTH - len(tail) - 1].rsplit(",", 1)[0] + " …"
    return text + tail if parts else ""
