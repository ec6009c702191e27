"""Findings as JSON values and back, for the store.

A *shape* is a finding without its place: offsets count from its start, so that it stays the same when text
above it changes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from articlewatch.article import Span
from articlewatch.lint import Edit, Finding, Fix, Related

Record = dict[str, Any]


def to_record(finding: Finding) -> Record:
    """Return *finding* as a JSON value."""
    fix = finding.fix
    return {
        "rule": finding.rule,
        "code": finding.code,
        "category": finding.category,
        "severity": finding.severity,
        "confidence": finding.confidence,
        "span": [finding.span.start, finding.span.end],
        "message": finding.message,
        "section": list(finding.section),
        "paragraph": finding.paragraph,
        "excerpt": finding.excerpt,
        "fingerprint": finding.fingerprint,
        "fix": [[list(edit) for edit in fix.edits], fix.safety, fix.cosmetic] if fix else None,
        "related": [[other.span.start, other.span.end, other.message] for other in finding.related],
        "help": finding.help,
    }


def from_record(record: Record) -> Finding:
    """Return the finding that ``to_record`` was given."""
    fix = record["fix"]
    values = record | {
        "span": Span(*record["span"]),
        "section": tuple(record["section"]),
        "fix": Fix(tuple(Edit(*edit) for edit in fix[0]), fix[1], fix[2]) if fix else None,
        "related": tuple(Related(Span(start, end), message) for start, end, message in record["related"]),
    }
    return Finding(**values)


def to_shape(finding: Finding) -> Record:
    """Return *finding* as a JSON value that does not say where in the text it is."""
    return to_record(shifted(finding, -finding.span.start))


def from_shape(record: Record, start: int) -> Finding:
    """Return the finding whose shape *record* is, beginning at *start* (code points)."""
    return shifted(from_record(record), start)


def shifted(finding: Finding, by: int) -> Finding:
    """Return *finding* with all its places *by* code points further on."""
    if not by:
        return finding
    fix = finding.fix
    if fix is not None:
        edits = tuple(Edit(edit.start + by, edit.end + by, edit.replacement) for edit in fix.edits)
        fix = Fix(edits, fix.safety, fix.cosmetic)
    related = tuple(Related(other.span.shift(by), other.message) for other in finding.related)
    return replace(finding, span=finding.span.shift(by), fix=fix, related=related)
