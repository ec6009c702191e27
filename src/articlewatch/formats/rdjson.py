"""Reviewdog's diagnostic format (rdjson), which posts findings and fixes as comments on a review."""

from __future__ import annotations

from itertools import accumulate
from typing import Any

from articlewatch.article.spans import LineIndex, Span
from articlewatch.formats.document import dumps
from articlewatch.formats.places import name
from articlewatch.lint.finding import Finding, Fix, LintReport, Severity, apply_edits

_SEVERITIES: dict[Severity, str] = {"error": "ERROR", "warning": "WARNING", "suggestion": "INFO"}


def render(report: LintReport) -> str:
    """Return the findings as a DiagnosticResult. Its columns count UTF-8 bytes, from 1."""
    diagnostics: list[dict[str, Any]] = []
    for result in report.results:
        places = _Places(result.snapshot.text)
        diagnostics += [_diagnostic(name(result.snapshot), places, finding) for finding in result.findings]
    return dumps({"source": {"name": "articlewatch"}, "diagnostics": diagnostics}, indent=2) + "\n"


class _Places:
    """Spans of one text in the coordinates of the format."""

    _STEP = 4096

    def __init__(self, text: str) -> None:
        self.text = text
        self._index = LineIndex(text)
        # Bytes before every so many code points: a long line is not encoded anew for every finding.
        blocks = (len(_encode(text[at : at + self._STEP])) for at in range(0, len(text), self._STEP))
        self._bytes = list(accumulate(blocks, initial=0))

    def range(self, span: Span) -> dict[str, Any]:
        return {"start": self._position(span.start), "end": self._position(span.end)}

    def _position(self, offset: int) -> dict[str, int]:
        line, column = self._index.position(offset)
        return {"line": line, "column": self._offset(offset) - self._offset(offset - column + 1) + 1}

    def _offset(self, offset: int) -> int:
        block = offset // self._STEP
        return self._bytes[block] + len(_encode(self.text[block * self._STEP : offset]))


def _encode(text: str) -> bytes:
    return text.encode(errors="surrogatepass")


def _diagnostic(path: str, places: _Places, finding: Finding) -> dict[str, Any]:
    diagnostic: dict[str, Any] = {
        "message": finding.message,
        "location": {"path": path, "range": places.range(finding.span)},
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.code or finding.rule},
    }
    if finding.fix and finding.fix.edits:
        diagnostic["suggestions"] = [_suggestion(places, finding.fix)]
    if finding.related:
        diagnostic["related_locations"] = [
            {"message": other.message, "location": {"path": path, "range": places.range(other.span)}}
            for other in finding.related
        ]
    return diagnostic


def _suggestion(places: _Places, fix: Fix) -> dict[str, Any]:
    """Return all edits as one replacement: each suggestion of the format stands for itself."""
    start, end = fix.edits[0].start, fix.edits[-1].end
    moved = [edit._replace(start=edit.start - start, end=edit.end - start) for edit in fix.edits]
    return {"range": places.range(Span(start, end)), "text": apply_edits(places.text[start:end], moved)}
