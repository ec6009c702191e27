"""Findings under the name of their article, in columns: for a first look at many articles."""

from __future__ import annotations

from articlewatch.article.spans import LineIndex
from articlewatch.formats.cells import visible
from articlewatch.formats.fit import wrap
from articlewatch.formats.places import label, name, place
from articlewatch.formats.style import Style
from articlewatch.formats.summary import summary_line
from articlewatch.lint.finding import LintReport, SnapshotResult


def render(report: LintReport, *, width: int = 80, color: bool = False) -> str:
    """Return the findings of each article as a block of aligned rows, messages wrapped to *width* columns."""
    style = Style(color)
    blocks = [_block(result, max(width, 40), style) for result in report.results if result.findings]
    return "\n".join([*blocks, summary_line(report)]) + "\n"


def _block(result: SnapshotResult, width: int, style: Style) -> str:
    index = LineIndex(result.snapshot.text)
    rows = []
    for finding in result.findings:
        at = place(index, finding.span)
        rows.append((f"{at.line}:{at.column}", finding, f"{visible(finding.message)} ({label(finding)})"))
    places = max(len(row[0]) for row in rows)
    severities = max(len(row[1].severity) for row in rows)
    indent = 2 + places + 2 + severities + 2
    lines = [style.paint(visible(name(result.snapshot)), "strong")]
    for spot, finding, message in rows:
        severity = style.paint(finding.severity, finding.severity) + " " * (
            severities - len(finding.severity)
        )
        first, *others = wrap(message, max(20, width - indent))
        lines.append(f"  {spot:<{places}}  {severity}  {first}")
        lines += [" " * indent + line for line in others]
    return "\n".join(lines) + "\n"
