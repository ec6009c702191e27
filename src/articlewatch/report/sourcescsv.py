"""The sources of all articles of a report as CSV."""

from __future__ import annotations

from collections.abc import Iterator

from articlewatch.report.csv import table
from articlewatch.report.model import Report

_COLUMNS = (
    "article", "number", "type", "title", "author", "publisher", "date", "accessed", "archived", "url", "identifiers",
    "wrong_identifiers", "uses", "sections", "same_as", "nearly_as",
)  # fmt: skip


def render(report: Report) -> str:
    """Return one row a source under a header."""
    return table(_COLUMNS, _rows(report))


def _rows(report: Report) -> Iterator[tuple[object, ...]]:
    for page in report.pages:
        for s in page.sources:
            yield (
                page.title, s.number, s.kind, s.title, s.author, s.publisher, s.date, s.accessed,
                "yes" if s.archived else "no", s.url, "; ".join(f"{i.name} {i.value}" for i in s.identifiers),
                "; ".join(f"{i.name} {i.value} {i.wrong}" for i in s.identifiers if i.wrong), s.uses,
                "; ".join(s.sections), s.same_as or "", s.like or "",
            )  # fmt: skip
