"""Findings as rows of text, for the formats that spreadsheets open."""

from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article.spans import LineIndex
from articlewatch.formats.cells import visible
from articlewatch.formats.places import SEPARATOR, place
from articlewatch.lint.finding import LintReport

COLUMNS = (
    "path",
    "title",
    "line",
    "column",
    "end_line",
    "end_column",
    "severity",
    "confidence",
    "code",
    "rule",
    "category",
    "section",
    "paragraph",
    "message",
    "excerpt",
    "fix",
    "fingerprint",
)


def rows(report: LintReport) -> Iterator[tuple[str, ...]]:
    """Yield one row per finding, in the order of COLUMNS.

    Control characters are shown as placeholders. Text that a spreadsheet would take for a formula (a
    wikitext heading begins with ``=``) gets an apostrophe before it, as spreadsheets themselves do.
    """
    for result in report.results:
        index = LineIndex(result.snapshot.text) if result.findings else LineIndex("")
        for finding in result.findings:
            yield (
                _text(result.snapshot.path),
                _text(result.snapshot.title),
                *(str(number) for number in place(index, finding.span)),
                finding.severity,
                finding.confidence,
                _text(finding.code),
                _text(finding.rule),
                _text(finding.category),
                _text(SEPARATOR.join(finding.section)),
                str(finding.paragraph or ""),
                _text(finding.message),
                _text(finding.excerpt),
                finding.fix.safety if finding.fix else "",
                _text(finding.fingerprint),
            )


def _text(text: str) -> str:
    shown = visible(text)
    return f"'{shown}" if shown.lstrip().startswith(("=", "+", "-", "@")) else shown
