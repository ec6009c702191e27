"""Comma-separated values with a header row."""

from __future__ import annotations

import csv
import io

from articlewatch.formats.table import COLUMNS, rows
from articlewatch.lint.finding import LintReport


def render(report: LintReport) -> str:
    """Return one row per finding; lines end with a line feed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows(report))
    return out.getvalue()
