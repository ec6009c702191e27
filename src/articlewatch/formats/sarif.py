"""SARIF 2.1.0, the interchange format of static analysis (OASIS standard, with errata 01)."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath
from typing import Any
from urllib.parse import quote

from articlewatch.article.snapshot import Snapshot
from articlewatch.article.spans import LineIndex, Span
from articlewatch.formats.document import dumps
from articlewatch.formats.places import SEPARATOR, name, place
from articlewatch.lint.finding import Confidence, Finding, Fix, LintReport, RuleInfo, Severity, SnapshotResult

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "suggestion": "note"}
_PRECISION: dict[Confidence, str] = {"high": "high", "medium": "medium", "low": "low"}


def render(report: LintReport) -> str:
    """Return *report* as a SARIF log with one run.

    Columns count code points. Suppressed findings are results with a suppression. A source that could not
    be read makes the invocation unsuccessful and leaves a notification.
    """
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report)]}, indent=2) + "\n"


def _run(report: LintReport) -> dict[str, Any]:
    rules = {rule.id: at for at, rule in enumerate(report.rules)}
    run: dict[str, Any] = {
        "tool": {"driver": _driver(report)},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report)],
        "artifacts": [_artifact(result.snapshot) for result in report.results],
        "results": [
            found for at, result in enumerate(report.results) for found in _results(result, at, rules)
        ],
    }
    provenance = _provenance(report)
    if provenance:
        run["versionControlProvenance"] = provenance
    return run


def _driver(report: LintReport) -> dict[str, Any]:
    driver: dict[str, Any] = {"name": "articlewatch"}
    if report.version:
        driver["version"] = report.version
    return driver | {"rules": [_rule(rule) for rule in report.rules]}


def _rule(rule: RuleInfo) -> dict[str, Any]:
    docs = rule.docs or rule.summary
    return {
        "id": rule.code or rule.id,
        "name": rule.id,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": docs},
        "help": {"text": docs, "markdown": docs},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "category": rule.category,
            "precision": _PRECISION[rule.confidence],
            "tags": [rule.category],
        },
    }


def _invocation(report: LintReport) -> dict[str, Any]:
    invocation: dict[str, Any] = {"executionSuccessful": not report.failures}
    if report.failures:
        invocation["toolExecutionNotifications"] = [
            {
                "level": "error",
                "message": {"text": failure.message},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(failure.path)}}}],
            }
            for failure in report.failures
        ]
    return invocation


def _artifact(snapshot: Snapshot) -> dict[str, Any]:
    properties: dict[str, Any] = {"title": snapshot.title, "format": snapshot.format}
    if snapshot.revision:
        properties["revision"] = snapshot.revision.revid
    return {"location": {"uri": _uri(name(snapshot))}, "encoding": "UTF-8", "properties": properties}


def _provenance(report: LintReport) -> list[dict[str, Any]]:
    """Return the revisions that were read, for snapshots that came from a wiki; each once."""
    seen: dict[tuple[str, int], dict[str, Any]] = {}
    for result in report.results:
        snapshot = result.snapshot
        if not snapshot.site or not snapshot.revision:
            continue
        site = snapshot.site if "://" in snapshot.site else f"https://{snapshot.site}"
        entry = {"repositoryUri": site, "revisionId": str(snapshot.revision.revid)}
        if snapshot.revision.timestamp:
            entry["asOfTimeUtc"] = snapshot.revision.timestamp
        seen[site, snapshot.revision.revid] = entry
    return list(seen.values())


def _results(result: SnapshotResult, artifact: int, rules: dict[str, int]) -> list[dict[str, Any]]:
    if not result.findings and not result.suppressed:
        return []
    index = LineIndex(result.snapshot.text)
    found = [_result(result.snapshot, index, finding, artifact, rules) for finding in result.findings]
    for finding, reason in result.suppressed:
        suppression = {"kind": "inSource", **({"justification": reason} if reason else {})}
        silenced = _result(result.snapshot, index, finding, artifact, rules)
        found.append(silenced | {"suppressions": [suppression]})
    return found


def _result(
    snapshot: Snapshot, index: LineIndex, finding: Finding, artifact: int, rules: dict[str, int]
) -> dict[str, Any]:
    file = {"uri": _uri(name(snapshot)), "index": artifact}
    location = {
        "physicalLocation": {
            "artifactLocation": file,
            "region": _region(index, finding.span) | {"snippet": {"text": finding.excerpt}},
        },
        "logicalLocations": [_section(snapshot, finding)],
    }
    result: dict[str, Any] = {
        "ruleId": finding.code or finding.rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message},
        "locations": [location],
        "properties": {"confidence": finding.confidence, "paragraph": finding.paragraph},
    }
    if finding.rule in rules:
        result["ruleIndex"] = rules[finding.rule]
    if finding.fingerprint:
        # GitHub matches alerts by primaryLocationLineHash alone; ours survives edits elsewhere on the page.
        result["partialFingerprints"] = {
            "articlewatch/v1": finding.fingerprint,
            "primaryLocationLineHash": f"{finding.fingerprint}:1",
        }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": {"artifactLocation": file, "region": _region(index, other.span)},
                "message": {"text": other.message},
            }
            for number, other in enumerate(finding.related, 1)
        ]
    if finding.fix:
        result["fixes"] = [_fix(index, finding.fix, file)]
    return result


def _region(index: LineIndex, span: Span) -> dict[str, Any]:
    at = place(index, span)
    return {
        "startLine": at.line,
        "startColumn": at.column,
        "endLine": at.end_line,
        "endColumn": at.end_column,
        "charOffset": span.start,
        "charLength": span.end - span.start,
    }


def _section(snapshot: Snapshot, finding: Finding) -> dict[str, Any]:
    """Return the section as a logical location; where there are no headings, the article itself."""
    path = SEPARATOR.join(part for part in (snapshot.title, *finding.section) if part)
    if finding.section:
        return {"name": finding.section[-1], "fullyQualifiedName": path, "kind": "section"}
    if snapshot.format == "plain":
        return {"name": name(snapshot), "kind": "article"}
    return {"name": "lead", "fullyQualifiedName": path or "lead", "kind": "section"}


def _fix(index: LineIndex, fix: Fix, file: dict[str, Any]) -> dict[str, Any]:
    edits = [
        {
            "deletedRegion": _region(index, Span(edit.start, edit.end)),
            "insertedContent": {"text": edit.replacement},
        }
        for edit in fix.edits
    ]
    text = "Safe to apply unseen." if fix.safety == "safe" else "Wants an editor's eye before it is applied."
    return {
        "description": {"text": text},
        "artifactChanges": [{"artifactLocation": file, "replacements": edits}],
        "properties": {"safety": fix.safety, "cosmetic": fix.cosmetic},
    }


def _uri(path: str) -> str:
    """Return *path* as a URI reference: relative stays relative, so that it means the same on any machine."""
    windows = PureWindowsPath(path)
    if windows.drive and windows.root:
        return windows.as_uri()
    if PurePosixPath(path).is_absolute():
        return PurePosixPath(path).as_uri()
    # A colon in the first segment would be read as a scheme ("Talk:Bridge").
    return quote(path, safe="/", errors="surrogateescape")
