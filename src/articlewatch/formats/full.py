"""The format for people at a terminal: each finding with its place, its text and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article.spans import LineIndex
from articlewatch.formats.cells import columns, visible
from articlewatch.formats.excerpt import Row, excerpt
from articlewatch.formats.fit import ELLIPSIS, wrap
from articlewatch.formats.fixline import fix_line
from articlewatch.formats.places import label, name, place, where
from articlewatch.formats.style import Style
from articlewatch.formats.summary import summary_line
from articlewatch.lint.finding import Finding, LintReport, SnapshotResult

NARROWEST = 40


def render(report: LintReport, *, width: int = 80, color: bool = False) -> str:
    """Return the findings of *report* for a terminal *width* columns wide (40 at least).

    No character of an article that could steer a terminal is let through. The first finding of a rule
    says how to read its manual.
    """
    style = Style(color)
    explained: set[str] = set()
    lines: list[str] = []
    for result in report.results:
        if result.findings:
            page = _Page(result, max(NARROWEST, width), style, explained)
            for finding in result.findings:
                lines += [*page.finding(finding), ""]
    lines += _closing(report, max(NARROWEST, width), style)
    return "\n".join(lines) + "\n"


def _closing(report: LintReport, width: int, style: Style) -> list[str]:
    sound = not report.findings and not report.failures
    return [style.paint(line, "good" if sound else "strong") for line in wrap(summary_line(report), width)]


class _Page:
    """Draws the findings of one snapshot."""

    def __init__(self, result: SnapshotResult, width: int, style: Style, explained: set[str]) -> None:
        self._snapshot = result.snapshot
        self._index = LineIndex(result.snapshot.text)
        self._width = width
        self._style = style
        self._explained = explained

    def finding(self, finding: Finding) -> Iterator[str]:
        """Yield the lines of one finding."""
        rows = excerpt(
            self._snapshot.text, self._index, finding.span, self._width - self._gutter(finding) - 3
        )
        yield from self._head(finding)
        yield from self._where(finding)
        for row in rows:
            yield from self._row(row, finding)
        yield from self._notes(finding)

    def _gutter(self, finding: Finding) -> int:
        return max(2, len(str(self._index.position(finding.span.end)[0])))

    def _bar(self, finding: Finding) -> str:
        return self._style.paint(f"{' ' * self._gutter(finding)} |", "dim")

    def _head(self, finding: Finding) -> Iterator[str]:
        severity, rule = finding.severity, label(finding)
        first, *others = wrap(f"{severity} {rule}: {finding.message}", self._width - 2)
        start = f"{severity} {rule}:"
        if first.startswith(start):
            painted = self._style.paint(str(severity), severity) + " " + self._style.paint(rule, "strong")
            first = f"{painted}:{first[len(start) :]}"
        yield first
        yield from (f"  {line}" for line in others)

    def _where(self, finding: Finding) -> Iterator[str]:
        at = place(self._index, finding.span)
        file = f"{visible(name(self._snapshot))}:{at.line}:{at.column}"
        indent = " " * self._gutter(finding)
        section = where(self._snapshot, finding, self._width - len(indent) - 4)
        start = f"{indent}{self._style.paint('-->', 'dim')} {self._style.paint(file, 'place')}"
        if len(indent) + 4 + columns(file) + 2 + columns(section) <= self._width:
            yield f"{start}  {section}".rstrip()
        else:
            yield start
            yield f"{indent}    {section}"

    def _row(self, row: Row, finding: Finding) -> Iterator[str]:
        gutter = self._gutter(finding)
        paint = self._style.paint
        if row.skipped:
            lines = "line" if row.skipped == 1 else "lines"
            yield paint(f"{' ' * gutter} : {ELLIPSIS} {row.skipped} more {lines}", "dim")
        number = paint(f"{row.number:>{gutter}} |", "dim")
        yield f"{row.lead}{number} {row.before}{paint(row.marked, 'strong')}{row.after}"
        carets = paint("^" * row.carets, finding.severity)
        yield f"{self._bar(finding)} {' ' * row.indent}{carets}"

    def _notes(self, finding: Finding) -> Iterator[str]:
        if finding.help:
            yield from self._note(finding, "help", finding.help)
        if finding.rule not in self._explained:
            self._explained.add(finding.rule)
            yield from self._note(finding, "rule", f"articlewatch rule {finding.rule}")
        if finding.fix:
            kind = "fix (safe)" if finding.fix.safety == "safe" else "fix (look first)"
            room = self._width - self._gutter(finding) - len(kind) - 5
            text = fix_line(self._snapshot.text, finding.fix, room, self._style)
            yield f"{self._start(finding)} {self._style.paint(kind, 'strong')}: {text}"
        for other in finding.related:
            at = place(self._index, other.span)
            yield from self._note(finding, "see also", f"{at.line}:{at.column} {other.message}")

    def _start(self, finding: Finding) -> str:
        return self._style.paint(f"{' ' * self._gutter(finding)} =", "dim")

    def _note(self, finding: Finding, kind: str, text: str) -> Iterator[str]:
        first, *others = wrap(text, self._width - self._gutter(finding) - len(kind) - 5)
        yield f"{self._start(finding)} {self._style.paint(kind, 'strong')}: {first}"
        indent = " " * (self._gutter(finding) + len(kind) + 5)
        yield from (indent + line for line in others)
