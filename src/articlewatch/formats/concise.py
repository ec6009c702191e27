"""One line per finding, in the shape editors and grep understand."""

from __future__ import annotations

from articlewatch.article.spans import LineIndex
from articlewatch.formats.cells import visible
from articlewatch.formats.places import label, name, place
from articlewatch.formats.style import Style
from articlewatch.formats.summary import summary_line
from articlewatch.lint.finding import LintReport


def render(report: LintReport, *, color: bool = False) -> str:
    """Return ``path:line:column: severity code rule: message`` for each finding, then the summary line.

    ``[*]`` at the end of a line says that a safe fix exists.
    """
    style = Style(color)
    lines = []
    for result in report.results:
        file = visible(name(result.snapshot))
        index = LineIndex(result.snapshot.text) if result.findings else None
        for finding in result.findings:
            assert index is not None
            at = place(index, finding.span)
            where = style.paint(f"{file}:{at.line}:{at.column}", "place")
            severity = style.paint(finding.severity, finding.severity)
            mark = " [*]" if finding.fix and finding.fix.safety == "safe" else ""
            lines.append(f"{where}: {severity} {label(finding)}: {visible(finding.message)}{mark}")
    return "\n".join([*lines, summary_line(report)]) + "\n"
