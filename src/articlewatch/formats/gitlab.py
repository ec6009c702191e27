"""GitLab's code quality report: the part of the Code Climate format that its merge requests read."""

from __future__ import annotations

import hashlib
from typing import Any

from articlewatch.article.spans import LineIndex
from articlewatch.formats.document import dumps
from articlewatch.formats.places import name, place
from articlewatch.lint.finding import Finding, LintReport, Severity

_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "suggestion": "info"}


def render(report: LintReport) -> str:
    """Return the findings as a JSON array. GitLab has no place for sources that could not be read."""
    issues: list[dict[str, Any]] = []
    seen: dict[str, int] = {}
    for result in report.results:
        index = LineIndex(result.snapshot.text)
        issues += [_issue(name(result.snapshot), index, finding, seen) for finding in result.findings]
    return dumps(issues, indent=2) + "\n"


def _issue(path: str, index: LineIndex, finding: Finding, seen: dict[str, int]) -> dict[str, Any]:
    at = place(index, finding.span)
    return {
        "description": finding.message,
        "check_name": finding.rule,
        "fingerprint": _fingerprint(path, finding, seen),
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": path,
            "lines": {"begin": at.line, "end": at.end_line},
        },
    }


def _fingerprint(path: str, finding: Finding, seen: dict[str, int]) -> str:
    """Return a fingerprint that is unique in the report, as GitLab demands, also for copies of an article."""
    own = "\0".join((path, finding.rule, finding.fingerprint))
    seen[own] = number = seen.get(own, 0) + 1
    return hashlib.sha256(f"{own}\0{number}".encode(errors="surrogatepass")).hexdigest()
