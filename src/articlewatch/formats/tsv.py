"""Tab-separated values with a header row and no quoting: a tab is always the end of a cell."""

from __future__ import annotations

from articlewatch.formats.table import COLUMNS, rows
from articlewatch.lint.finding import LintReport


def render(report: LintReport) -> str:
    """Return one row per finding; tabs and line breaks within a cell are shown as ``⇥`` and ``⏎``."""
    return "".join("\t".join(row) + "\n" for row in (COLUMNS, *rows(report)))
