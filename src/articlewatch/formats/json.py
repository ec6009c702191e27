"""The whole report as one JSON document; its shape is published in ``lint.schema.json``."""

from __future__ import annotations

from articlewatch.formats.document import dumps, report_data
from articlewatch.lint.finding import LintReport


def render(report: LintReport) -> str:
    """Return *report* as an indented JSON document."""
    return dumps(report_data(report), indent=2) + "\n"
