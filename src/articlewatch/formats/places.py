"""How reports name a snapshot and a place in it."""

from __future__ import annotations

from typing import NamedTuple

from articlewatch.article.snapshot import Snapshot
from articlewatch.article.spans import LineIndex, Span
from articlewatch.formats.cells import isolate
from articlewatch.formats.fit import clip
from articlewatch.lint.finding import Finding, Severity

SEPARATOR = " › "

#: One severity, many numbers of it.
PLURALS: dict[Severity, tuple[str, str]] = {
    "error": ("error", "errors"),
    "warning": ("warning", "warnings"),
    "suggestion": ("suggestion", "suggestions"),
}


class Place(NamedTuple):
    """A span as lines and columns, counted from 1 in code points; the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


def place(index: LineIndex, span: Span) -> Place:
    """Return where *span* is in the text of *index*."""
    return Place(*index.position(span.start), *index.position(span.end))


def name(snapshot: Snapshot) -> str:
    """Return what a snapshot is called in reports: its path, or else its title."""
    return snapshot.path or snapshot.title or "<text>"


def count(number: int, one: str, many: str) -> str:
    """Return *number* with the word that fits it."""
    return f"{number} {one if number == 1 else many}"


def where(snapshot: Snapshot, finding: Finding, columns: int = 1000) -> str:
    """Return ``section › paragraph`` of a finding in words, fit for a terminal and about *columns* wide.

    The text before the first heading is the lead; a plain-text snapshot has no headings, so nothing
    there is called so.
    """
    share = max(12, (columns - len(" › paragraph 100")) // max(1, len(finding.section)) - len(SEPARATOR))
    parts = [isolate(clip(heading, share)) for heading in finding.section]
    if not parts and snapshot.format != "plain":
        parts = ["lead"]
    if finding.paragraph:
        parts.append(f"paragraph {finding.paragraph}")
    return SEPARATOR.join(parts)


def label(finding: Finding) -> str:
    """Return code and name of a finding's rule; a user's own rule may have no code."""
    return f"{finding.code} {finding.rule}" if finding.code else finding.rule
