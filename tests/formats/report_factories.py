"""Small makers of reports, so that a test names only what it is about."""

from __future__ import annotations

from typing import Any

from articlewatch.article.snapshot import Snapshot
from articlewatch.article.spans import Span
from articlewatch.lint.finding import (
    Checked,
    Failure,
    Finding,
    Fix,
    LintReport,
    Related,
    RuleInfo,
    SnapshotResult,
)

RULES = (
    RuleInfo(
        "bare-url",
        "C012",
        "citations",
        "warning",
        "high",
        "A citation that is nothing but a URL.",
        "A citation that is nothing but a URL.\n\nWhen the page moves, nothing says what it was.",
    ),
    RuleInfo("doubled-word", "P003", "prose", "error", "high", "A word said twice.", "A word said twice.", "safe"),
    RuleInfo("weasel-words", "P010", "prose", "suggestion", "medium", "An unnamed authority.", "", "assisted"),
)


def find(text: str, marked: str, occurrence: int = 1) -> Span:
    """Return the span of the given occurrence (counted from 1) of *marked* in *text*."""
    at = -1
    for _ in range(occurrence):
        at = text.index(marked, at + 1)
    return Span(at, at + len(marked))


def finding(text: str, span: Span, rule: RuleInfo = RULES[0], **fields: Any) -> Finding:
    """Return a finding of *rule* at *span* of *text*."""
    values: dict[str, Any] = {
        "severity": rule.severity,
        "confidence": rule.confidence,
        "message": "citation is a bare URL; name the title and the publisher",
        "excerpt": span.of(text),
        "fingerprint": f"{rule.code}-{span.start:08x}",
    }
    return Finding(rule=rule.id, code=rule.code, category=rule.category, span=span, **values | fields)


def result(text: str, *findings: Finding, **fields: Any) -> SnapshotResult:
    """Return the result of a wikitext snapshot at ``bridge.wiki``."""
    snapshot = {key: fields.pop(key) for key in ("path", "title", "format", "site", "revision") if key in fields}
    values: dict[str, Any] = {"path": "bridge.wiki", "title": "Bridge"} | snapshot
    return SnapshotResult(Snapshot(text, **values), findings, **fields)


def report(*results: SnapshotResult, **fields: Any) -> LintReport:
    """Return a report of *results* under three rules."""
    return LintReport(results, **{"rules": RULES, "version": "0.1.0"} | fields)


def one(text: str, marked: str, **fields: Any) -> LintReport:
    """Return a report with one finding, on the first occurrence of *marked*."""
    return report(result(text, finding(text, find(text, marked), **fields)))


def rich() -> LintReport:
    """Return a report with a bit of everything a reporter may meet."""
    text = (
        "The '''bridge''' was opened in 1932.<ref>https://example.org/bridge</ref>\n\n"
        "== History ==\n\nSome say that the the bridge | was \x1b[31mred\x1b[0m, @mayor says, see #12.\n"
        "=== Второй мост ===\nMost\u202e people, 漢字 and\tall, agree.\n\nThe end\nof it.\n"
    )
    url, doubled = find(text, "https://example.org/bridge"), find(text, "the the ")
    weasel, many = find(text, "Most\u202e people"), find(text, "agree.\n\nThe end")
    wikitext = result(
        text,
        finding(text, url, paragraph=1, help="Use {{cite web}}.", related=(Related(many, "used again here"),)),
        finding(
            text,
            doubled,
            RULES[1],
            message="doubled word 'the'",
            section=("History",),
            paragraph=1,
            fix=Fix.replace(doubled, "the "),
        ),
        finding(
            text,
            weasel,
            RULES[2],
            message="'Most\u202e people' names nobody | ::error::x, 100%",
            section=("History", "Второй мост"),
            paragraph=1,
            fix=Fix.replace(weasel, "Smith (1990)", safety="assisted"),
        ),
        finding(text, many, RULES[2], message="ends badly", section=("History", "Второй мост")),
        skipped_rules=("missing-lead",),
        suppressed=((finding(text, find(text, "red"), RULES[2], message="red"), "agreed on the talk page"),),
        checked=Checked(sections=3, paragraphs=4, citations=1, words=30),
    )
    plain = result("All is well.\n", path="dir/plain text.txt", title="", format="plain", skipped_rules=("bare-url",))
    return report(wikitext, plain, failures=(Failure("gone.wiki", "gone.wiki: no such file"),))
