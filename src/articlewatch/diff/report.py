"""Everything a printed comparison is made of, and the formats for people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from articlewatch.article.spans import Span
from articlewatch.diff.meaning import Meaning, What
from articlewatch.diff.model import Diff
from articlewatch.diff.view import Hunk, Ignorable, hunks

Status = Literal["introduced", "fixed", "standing"]


class Remark(NamedTuple):
    """A finding that the edit introduced or fixed, or that stands; the span it has not is None."""

    status: Status
    rule: str
    code: str
    severity: str
    message: str
    section: tuple[str, ...]
    old: Span | None
    new: Span | None


@dataclass(frozen=True, slots=True)
class DiffReport:
    """A comparison with what is to be said of it.

    With ``only``, just changes of these kinds and the lines they are in are shown; what differs only in what
    ``ignore`` names counts as unchanged. ``remarks`` is None when nobody asked for findings.
    """

    diff: Diff
    meaning: Meaning | None = None
    old_name: str = "old"
    new_name: str = "new"
    only: frozenset[What] | None = None
    ignore: frozenset[Ignorable] = frozenset()
    remarks: tuple[Remark, ...] | None = None

    def hunks(self) -> list[Hunk]:
        """Return the changed lines to show."""
        places = None
        if self.meaning is not None and self.only is not None:
            places = [(change.old, change.new) for change in self.meaning.changes if change.what in self.only]
        return hunks(self.diff, ignore=self.ignore, places=places)

    def tally(self) -> str:
        """Return how many findings there are of each status, in words."""
        counts = [(status, sum(r.status == status for r in self.remarks or ())) for status in _STATUSES]
        return "findings: " + ", ".join(f"{count} {status}" for status, count in counts)

    def told_remarks(self) -> list[tuple[str, str]]:
        """Return (sign, line) for each finding that came (+) or went (-)."""
        return [
            ("+" if r.status == "introduced" else "-", f"{r.code} {r.rule}: {r.message}{_under(r.section)}")
            for r in self.remarks or ()
            if r.status != "standing"
        ]


_STATUSES: tuple[Status, ...] = ("introduced", "fixed", "standing")


def _under(section: tuple[str, ...]) -> str:
    return f" ({' › '.join(section)})" if section else ""
