"""A table of how often each rule spoke up."""

from __future__ import annotations

from collections import Counter

from articlewatch.formats.style import Style
from articlewatch.formats.summary import summary_line
from articlewatch.lint.finding import Finding, LintReport

_HEAD = ("issues", "articles", "fixable", "severity", "code", "rule")


def render(report: LintReport, *, color: bool = False) -> str:
    """Return one row per rule that found something, the most frequent first, then the summary line.

    ``fixable`` counts safe fixes and, after a plus sign, those that want an editor's eye.
    """
    style = Style(color)
    rows = _rows(report)
    if not rows:
        return summary_line(report) + "\n"
    table = [_HEAD, *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(_HEAD))]
    lines = [_line(row, widths) for row in table]
    lines[0] = style.paint(lines[0], "strong")
    return "\n".join([*lines, "", summary_line(report)]) + "\n"


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    cells = [
        text.rjust(size) if at < 3 else text.ljust(size)
        for at, (text, size) in enumerate(zip(row, widths, strict=True))
    ]
    return "  ".join(cells).rstrip()


def _rows(report: LintReport) -> list[tuple[str, ...]]:
    found: dict[str, list[Finding]] = {}
    articles: Counter[str] = Counter()
    for result in report.results:
        for finding in result.findings:
            found.setdefault(finding.rule, []).append(finding)
        articles.update({finding.rule for finding in result.findings})
    ordered = sorted(found.items(), key=lambda item: (-len(item[1]), item[1][0].code, item[0]))
    return [_row(rule, findings, articles[rule]) for rule, findings in ordered]


def _row(rule: str, findings: list[Finding], articles: int) -> tuple[str, ...]:
    safe = sum(1 for f in findings if f.fix and f.fix.safety == "safe")
    assisted = sum(1 for f in findings if f.fix and f.fix.safety == "assisted")
    fixable = f"{safe}+{assisted}" if assisted else str(safe)
    # A finding may raise or lower the severity of its rule for one place: name the one that is most frequent.
    severity = Counter(f.severity for f in findings).most_common(1)[0][0]
    return (str(len(findings)), str(articles), fixable, severity, findings[0].code, rule)
