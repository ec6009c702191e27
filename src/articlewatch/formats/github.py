"""Workflow commands that GitHub Actions turns into annotations beside the lines."""

from __future__ import annotations

from articlewatch.article.spans import LineIndex
from articlewatch.formats.cells import visible
from articlewatch.formats.places import label, name, place
from articlewatch.lint.finding import Finding, LintReport, Severity, SnapshotResult

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "suggestion": "notice"}


def render(report: LintReport) -> str:
    """Return one workflow command per finding, and an error for each source that could not be read."""
    lines = [line for result in report.results for line in _commands(result)]
    lines += [
        f"::error file={_property(failure.path)},title=not read::{_data(failure.message)}\n"
        for failure in report.failures
    ]
    return "".join(lines)


def _commands(result: SnapshotResult) -> list[str]:
    if not result.findings:
        return []
    index = LineIndex(result.snapshot.text)
    return [_command(name(result.snapshot), index, finding) for finding in result.findings]


def _command(file: str, index: LineIndex, finding: Finding) -> str:
    at = place(index, finding.span)
    properties = [f"file={_property(file)}", f"line={at.line}", f"col={at.column}", f"endLine={at.end_line}"]
    if at.end_line == at.line:
        # Columns of a region of several lines are refused.
        properties.append(f"endColumn={at.end_column}")
    else:
        properties.remove(f"col={at.column}")
    properties.append(f"title={_property(label(finding))}")
    return f"::{_COMMANDS[finding.severity]} {','.join(properties)}::{_data(finding.message)}\n"


def _data(text: str) -> str:
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
