"""The project report as CSV, with the columns of a cleanup listing: one row an article."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from articlewatch.report.model import Page, Report

_COLUMNS = (
    "article", "class", "importance", "findings", "errors", "warnings", "suggestions", "new", "fixed", "readiness",
    "words", "citations", "sources", "uncited_paragraphs", "oldest_open", "oldest_open_since", "rules", "revision",
    "revision_time",
)  # fmt: skip


def render(report: Report) -> str:
    """Return one row for each article of *report* under a header."""
    return table(_COLUMNS, map(_row, report.pages))


def table(columns: Sequence[str], rows: Iterable[Iterable[object]]) -> str:
    """Return *rows* as CSV under a header. Cells that a spreadsheet would run are quoted."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_plain(str(cell)) for cell in row] for row in rows)
    return target.getvalue()


def _plain(text: str) -> str:
    """Return *text* so that a spreadsheet takes it for text and not for a formula."""
    shown = text.encode("utf-8", "replace").decode()
    return f"'{shown}" if shown[:1] in "=+-@\t\r" and not shown.lstrip("-").isdigit() and shown else shown


def _row(page: Page) -> tuple[object, ...]:
    oldest = page.oldest
    since = oldest.introduced.timestamp if oldest and oldest.introduced else ""
    rules = sorted({item.finding.rule for item in page.items})
    revision = page.snapshot.revision
    return (
        page.title,
        page.quality,
        page.importance,
        len(page.items),
        *page.counts.values(),
        len(page.new) if page.since else "",
        len(page.fixed) if page.since else "",
        page.readiness.score if page.readiness else "",
        page.words,
        page.checked.citations,
        len(page.sources),
        sum(1 for cell in page.cells if cell.cover == "uncited"),
        oldest.finding.rule if oldest else "",
        since,
        " ".join(rules),
        revision.revid if revision else "",
        revision.timestamp if revision else "",
    )
