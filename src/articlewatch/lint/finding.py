"""What a rule reports and what the engine makes of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from articlewatch.article.snapshot import Snapshot
from articlewatch.article.spans import Span

Severity = Literal["error", "warning", "suggestion"]
Confidence = Literal["high", "medium", "low"]
Safety = Literal["safe", "assisted"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "suggestion")
CONFIDENCES: tuple[Confidence, ...] = ("high", "medium", "low")


class Edit(NamedTuple):
    """One replacement: the text of ``[start, end)`` becomes *replacement*."""

    start: int
    end: int
    replacement: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair. ``safe`` may be applied unseen; ``assisted`` wants an editor's eye.

    ``cosmetic`` says that the repair changes nothing a reader of the rendered page can see.
    Edits are in ascending order and never overlap.
    """

    edits: tuple[Edit, ...]
    safety: Safety = "safe"
    cosmetic: bool = False

    @classmethod
    def replace(cls, span: Span, replacement: str, *, safety: Safety = "safe", cosmetic: bool = False) -> Fix:
        """Return the fix that puts *replacement* in the place of *span*."""
        return cls((Edit(span.start, span.end, replacement),), safety, cosmetic)

    @classmethod
    def delete(cls, *spans: Span, safety: Safety = "safe", cosmetic: bool = False) -> Fix:
        """Return the fix that removes *spans*."""
        return cls(tuple(Edit(s.start, s.end, "") for s in sorted(spans)), safety, cosmetic)

    def apply(self, text: str) -> str:
        """Return *text* with the edits made."""
        return apply_edits(text, self.edits)


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return *text* with *edits* made; they are ascending and do not overlap.

    Raises ValueError when two edits overlap or one lies outside the text.
    """
    parts: list[str] = []
    at = 0
    for edit in edits:
        if edit.start < at or edit.end < edit.start or edit.end > len(text):
            raise ValueError(f"edit {edit} overlaps another or leaves the text")
        parts.append(text[at : edit.start])
        parts.append(edit.replacement)
        at = edit.end
    parts.append(text[at:])
    return "".join(parts)


class Related(NamedTuple):
    """Another place that belongs to the same fault, with a word on why."""

    span: Span
    message: str


@dataclass(frozen=True, slots=True)
class Problem:
    """What a rule yields: a place, a message, perhaps a fix. The engine stamps the rest.

    ``span`` is in code points of the text the rule was given (its section or its article).
    ``severity`` and ``confidence`` override the rule's own for this one place.
    """

    span: Span
    message: str
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    help: str = ""
    severity: Severity | None = None
    confidence: Confidence | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem with its identity. Offsets are code points of the snapshot's text.

    ``section`` is the path of headings (empty in the lead), ``paragraph`` the number of the paragraph
    within its section counted from 1, or 0 when the place is in none. ``excerpt`` is the text of the
    span, cut after 240 code points with an ellipsis. ``fingerprint`` holds no offsets: it is made of rule, section
    path, normalised excerpt and ordinal, so it survives an edit elsewhere on the page.
    """

    rule: str
    code: str
    category: str
    severity: Severity
    confidence: Confidence
    span: Span
    message: str
    section: tuple[str, ...] = ()
    paragraph: int = 0
    excerpt: str = ""
    fingerprint: str = ""
    fix: Fix | None = None
    related: tuple[Related, ...] = ()
    help: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """How much of a snapshot was looked at: numbers for the line that says all is well."""

    sections: int = 0
    paragraphs: int = 0
    citations: int = 0
    words: int = 0


@dataclass(frozen=True, slots=True)
class SnapshotResult:
    """All findings of one snapshot, in the order of the text.

    ``skipped_rules`` are the ids of selected rules that could not run here (a rule that needs wikitext on
    a plain-text snapshot). ``suppressed`` are findings silenced by a comment or the side file, with the reason.
    """

    snapshot: Snapshot
    findings: tuple[Finding, ...]
    skipped_rules: tuple[str, ...] = ()
    suppressed: tuple[tuple[Finding, str], ...] = ()
    checked: Checked = Checked()


class Failure(NamedTuple):
    """A source that could not be read or parsed, and the one line that says why."""

    path: str
    message: str


@dataclass(frozen=True, slots=True)
class RuleInfo:
    """What a reporter needs to know of a rule."""

    id: str
    code: str
    category: str
    severity: Severity
    confidence: Confidence
    summary: str
    docs: str
    fix: Literal["none", "safe", "assisted"] = "none"
    preview: bool = False


@dataclass(frozen=True, slots=True)
class LintReport:
    """Everything a reporter sees of a lint run; a reporter is a function ``LintReport -> str``."""

    results: tuple[SnapshotResult, ...]
    rules: tuple[RuleInfo, ...]
    failures: tuple[Failure, ...] = ()
    version: str = ""

    @property
    def findings(self) -> int:
        """The number of findings in all snapshots."""
        return sum(len(result.findings) for result in self.results)

    def count(self, severity: Severity) -> int:
        """The number of findings of one severity."""
        return sum(1 for r in self.results for f in r.findings if f.severity == severity)
