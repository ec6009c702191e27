"""Running the examples that every rule carries: they are its tests, for users' rules too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from articlewatch.article import Snapshot, Span
from articlewatch.errors import ConfigurationError
from articlewatch.lint.engine import Linter
from articlewatch.lint.finding import Edit, Finding, apply_edits
from articlewatch.lint.rule import CLOSE, OPEN, Example, Rule
from articlewatch.lint.settings import Settings


def read_marks(text: str) -> tuple[str, list[Span]]:
    """Return *text* without its ``⟦ ⟧`` and the spans they enclose, in the order of their starts.

    Raises ValueError when the marks do not pair.
    """
    out: list[str] = []
    opened: list[int] = []
    spans: list[Span] = []
    at = 0
    for character in text:
        if character == OPEN:
            opened.append(at)
        elif character == CLOSE:
            if not opened:
                raise ValueError(f"{CLOSE} without {OPEN}")
            spans.append(Span(opened.pop(), at))
        else:
            out.append(character)
            at += 1
    if opened:
        raise ValueError(f"{OPEN} without {CLOSE}")
    return "".join(out), sorted(spans)


def lint_example(example: Example, rules: Sequence[Rule], only: Rule | None = None) -> list[Finding]:
    """Return what *rules* (or *only* that one of them) find in the example's text without its marks."""
    text, _ = read_marks(example.text)
    return _lint(example, text, rules, only)


def _lint(example: Example, text: str, rules: Sequence[Rule], only: Rule | None) -> list[Finding]:
    settings = Settings(
        select=(only.id,) if only else (),
        options={only.id: dict(example.options)} if only and example.options else {},
    )
    linter = Linter(rules, settings)
    snapshot = Snapshot(text, title=example.title, format=example.format, site=example.site, language=example.language)
    previous = replace(snapshot, text=example.previous) if example.previous is not None else None
    return list(linter.lint(snapshot, previous).findings)


def merged_edits(findings: Sequence[Finding]) -> list[Edit]:
    """Return the edits of all fixes of *findings* that do not get in each other's way, in ascending order."""
    edits: list[Edit] = []
    for finding in findings:
        if finding.fix is None:
            continue
        if all(_apart(new, old) for new in finding.fix.edits for old in edits):
            edits += finding.fix.edits
    return sorted(edits)


def _apart(one: Edit, other: Edit) -> bool:
    return (one.end <= other.start and one.start != other.start) or (
        other.end <= one.start and one.start != other.start
    )


def check_examples(rule: Rule, rules: Sequence[Rule], *, others: bool = True) -> list[str]:
    """Return what is wrong with the examples of *rule*, one line each; nothing when all hold.

    Found must equal due in bad and good examples alike. Where a rule has a fix, every bad example with ``fixed`` must
    come out as stated, the rule must then be silent, and with *others* no other rule of *rules* may find more than
    before.
    """
    faults: list[str] = []
    for example in (*rule.bad, *rule.good):
        is_bad = example in rule.bad
        try:
            text, due = read_marks(example.text)
        except ValueError as error:
            faults.append(f"{example.text!r}: {error}")
            continue
        if is_bad and not due:
            faults.append(f"bad example {example.text!r} marks no place with {OPEN} {CLOSE}")
            continue
        try:
            found = lint_example(example, rules, rule)
        except ConfigurationError as error:
            faults.append(f"{example.text!r}: {error}")
            continue
        spans = sorted(f.span for f in found)
        if spans != due:
            faults.append(
                f"{'bad' if is_bad else 'good'} example {example.text!r}: "
                f"due {[d.of(text) for d in due]}, found {[s.of(text) for s in spans]}"
            )
            continue
        faults += _check_fix(rule, example, text, found, rules, others)
    if rule.fix != "none" and not any(e.fixed is not None for e in rule.bad):
        faults.append(f"has fixes ({rule.fix}) but no bad example states the text after it")
    return faults


def _check_fix(
    rule: Rule, example: Example, text: str, found: list[Finding], rules: Sequence[Rule], others: bool
) -> list[str]:
    edits = merged_edits(found)
    if edits and rule.fix == "none":
        return [f"{example.text!r}: offers a fix but is declared with fix='none'"]
    if example.fixed is None:
        return []
    fixed = apply_edits(text, edits)
    if fixed != example.fixed:
        return [f"{example.text!r}: fixed to {fixed!r}, stated {example.fixed!r}"]
    if any(f.fix is not None for f in _lint(example, fixed, rules, rule)):
        return [f"{example.text!r}: still speaks after its fix"]
    if not others:
        return []
    before = {f.rule for f in _lint(example, text, rules, None)}
    after = {f.rule for f in _lint(example, fixed, rules, None)} - before
    return [f"{example.text!r}: after the fix {', '.join(sorted(after))} speaks up"] if after else []
