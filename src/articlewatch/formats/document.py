"""The report as plain data in the published shape (``lint.schema.json``), and JSON fit for any reader."""

from __future__ import annotations

import json
import re
from typing import Any

from articlewatch.article.spans import LineIndex, Span
from articlewatch.formats.places import place
from articlewatch.formats.summary import fixable
from articlewatch.lint.finding import Finding, Fix, LintReport, SnapshotResult

SCHEMA_VERSION = 1

#: JSON lets these stand as they are; a terminal may act on them, and lone surrogates cannot be encoded.
_UNFIT = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def dumps(value: Any, *, indent: int | None = None) -> str:
    """Return *value* as JSON without control, bidirectional or surrogate characters outside of escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _UNFIT.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def report_data(report: LintReport) -> dict[str, Any]:
    """Return the whole report; offsets and columns are code points, lines and columns count from 1."""
    return {
        "schema_version": SCHEMA_VERSION,
        "snapshots": [snapshot_data(result) for result in report.results],
        "summary": summary_data(report),
    }


def snapshot_data(result: SnapshotResult) -> dict[str, Any]:
    """Return one snapshot with its findings."""
    return {
        "path": result.snapshot.path,
        "title": result.snapshot.title,
        "format": result.snapshot.format,
        "findings": findings_data(result),
        "skipped_rules": list(result.skipped_rules),
    }


def findings_data(result: SnapshotResult) -> list[dict[str, Any]]:
    """Return the findings of one snapshot in the order of the text."""
    if not result.findings:
        return []
    index = LineIndex(result.snapshot.text)
    return [_finding(index, finding) for finding in result.findings]


def _finding(index: LineIndex, finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "code": finding.code,
        "category": finding.category,
        "severity": finding.severity,
        "confidence": finding.confidence,
        **_span(index, finding.span),
        "section": list(finding.section),
        "excerpt": finding.excerpt,
        "message": finding.message,
        "fingerprint": finding.fingerprint,
        "fix": _fix(finding.fix) if finding.fix else None,
        "related": [{**_span(index, other.span), "message": other.message} for other in finding.related],
    }


def _span(index: LineIndex, span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end, **place(index, span)._asdict()}


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "safety": fix.safety,
        "cosmetic": fix.cosmetic,
        "edits": [edit._asdict() for edit in fix.edits],
    }


def summary_data(report: LintReport) -> dict[str, Any]:
    """Return the counts of a report, and the sources that could not be read."""
    safe, assisted = fixable(report)
    return {
        "version": report.version,
        "rules": len(report.rules),
        "snapshots": len(report.results),
        "findings": report.findings,
        "errors": report.count("error"),
        "warnings": report.count("warning"),
        "suggestions": report.count("suggestion"),
        "fixable": {"safe": safe, "assisted": assisted},
        "suppressed": sum(len(result.suppressed) for result in report.results),
        "skipped_rules": len({rule for result in report.results for rule in result.skipped_rules}),
        "checked": {
            what: sum(getattr(result.checked, what) for result in report.results)
            for what in ("sections", "paragraphs", "citations", "words")
        },
        "failures": [{"path": failure.path, "message": failure.message} for failure in report.failures],
    }
