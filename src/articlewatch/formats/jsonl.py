"""One JSON object per finding and line, for tools that read streams."""

from __future__ import annotations

from articlewatch.formats.document import SCHEMA_VERSION, dumps, findings_data
from articlewatch.lint.finding import LintReport


def render(report: LintReport) -> str:
    """Return each finding as in the JSON document, with the snapshot's path, title and format before it.

    No findings give no lines.
    """
    lines = []
    for result in report.results:
        snapshot = result.snapshot
        head = {
            "schema_version": SCHEMA_VERSION,
            "path": snapshot.path,
            "title": snapshot.title,
            "format": snapshot.format,
        }
        lines += [dumps(head | finding) + "\n" for finding in findings_data(result)]
    return "".join(lines)
