"""Repairs out of the past: what stood in the place of a finding before the edit that brought it.

A sentence that an edit broke gets its wording of the revision before, a reference without its definition the last one
that its page had. A proposal undoes that one edit within the sentence and leaves what was changed since; it is made
only when linting the page with it shows the finding gone and no other error or warning in its stead.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from articlewatch.article import Article, Revision, Snapshot, Span
from articlewatch.article.refnames import ref_index
from articlewatch.diff import Op, compare
from articlewatch.history.following import snapshot_to_lint
from articlewatch.history.pages import StoredPage
from articlewatch.history.revisions import history
from articlewatch.history.store import Store
from articlewatch.history.tracking import Life
from articlewatch.lint import Finding, Fix, Linter
from articlewatch.lint.finding import Edit
from articlewatch.lint.matching import match_findings

#: The categories of the rules whose errors and warnings an earlier wording may mend.
FAMILIES = ("prose", "dates", "citations")

_UNDEFINED = "ref-undefined"


@dataclass(frozen=True, slots=True)
class Repair:
    """A proposal for a finding that stands.

    ``source`` is the revision the wording is from. ``fix`` has the edits of the newest text, ``span`` is what they lie
    in there (a sentence, or the use of a reference), ``now`` its text and ``earlier`` the text proposed.
    """

    life: Life
    source: Revision
    fix: Fix
    span: Span
    now: str
    earlier: str


def find_repairs(store: Store, page: StoredPage, linter: Linter, lives: Iterable[Life]) -> Iterator[Repair]:
    """Yield the repairs of those of *lives* that stand; the page has been followed to its newest revision.

    Raises StoreError when a text is damaged.
    """
    wanted = [life for life in lives if life.status == "standing" and _may_be_mended(life.finding)]
    if not wanted:
        return
    revisions = [stored for stored in history(store, page, with_text=True) if stored.revision.model == "wikitext"]
    index = {stored.revision.revid: number for number, stored in enumerate(revisions)}

    def snapshot(number: int) -> Snapshot:
        found = snapshot_to_lint(store, page, revisions[number], linter)
        assert found is not None
        return found

    newest = _Newest(linter, snapshot(len(revisions) - 1))
    edits: dict[int, _Undoing] = {}
    for life in sorted(wanted, key=lambda life: life.events[-1].revision.timestamp):
        number = index.get(life.events[-1].revision.revid, 0)
        if number == 0:
            continue
        if number not in edits:
            # The lives of one edit come together, so no more than one needs to be kept.
            edits = {number: _Undoing(linter, snapshot(number - 1), snapshot(number), newest.article.snapshot)}
        source = revisions[number - 1].revision
        for span, fix in edits[number].proposals(life.finding, newest.article):
            if newest.is_mended_by(fix, life.finding):
                yield _repair(life, source, fix, span, newest.text)
                break


def _may_be_mended(finding: Finding) -> bool:
    """Say whether an edit may be undone for the finding; what is a matter of taste is not worth it."""
    return finding.category in FAMILIES and finding.severity != "suggestion"


def _repair(life: Life, source: Revision, fix: Fix, span: Span, text: str) -> Repair:
    within = Fix(tuple(Edit(e.start - span.start, e.end - span.start, e.replacement) for e in fix.edits))
    now = span.of(text)
    return Repair(life, source, fix, span, now, within.apply(now))


class _Newest:
    """The newest text, to try a proposal on."""

    def __init__(self, linter: Linter, snapshot: Snapshot) -> None:
        self._linter = linter
        self.text = snapshot.text
        self.article = linter.parse(snapshot)
        self._snapshot = snapshot
        self._findings = linter.lint(snapshot).findings

    def is_mended_by(self, fix: Fix, finding: Finding) -> bool:
        """Say whether *finding* goes with *fix* and nothing worse than a suggestion comes."""
        text = fix.apply(self.text)
        after = self._linter.lint(replace(self._snapshot, text=text)).findings
        matched = match_findings(self._findings, after, compare(self.text, text))
        gone = any(f.rule == finding.rule and f.span == finding.span for f in matched.fixed)
        return gone and all(f.severity == "suggestion" for f in matched.introduced)


class _Undoing:
    """One edit, from *before* to *after*, and what became of it in the newest text."""

    def __init__(self, linter: Linter, before: Snapshot, after: Snapshot, newest: Snapshot) -> None:
        self._before, self._after = linter.parse(before), linter.parse(after)
        self._edit = compare(before.text, after.text)
        self._since = compare(after.text, newest.text)
        self._kept = sorted((op.old, op.new) for op in self._since.ops if op.kind in ("equal", "move"))

    def proposals(self, finding: Finding, newest: Article) -> Iterator[tuple[Span, Fix]]:
        """Yield what may mend *finding*, the likeliest first: a part of the newest text, and the edits in it."""
        if finding.rule == _UNDEFINED:
            yield from self._definition(finding, newest)
        span = _passage(newest, finding.span)
        place = self._since.map_back(finding.span)
        if place is None:
            return
        edits = self._undo(_passage(self._after, place), place)
        moved = [self._carried(edit) for edit in edits]
        known = [edit for edit in moved if edit is not None]
        if known and len(known) == len(moved) and all(span.start <= e.start and e.end <= span.end for e in known):
            yield span, Fix(tuple(sorted(known)), safety="assisted")

    def _undo(self, passage: Span, finding: Span) -> list[Edit]:
        """Return what gives *passage* of the text after the edit its earlier wording; nothing when it had none."""
        found = self._edit.map_back(passage)
        if found is None or found.start == found.end:
            return []
        earlier = _passage(self._before, found)
        undone = [
            op for op in self._edit.edits() if op.kind != "move" and (_cuts(op.new, passage) or _cuts(op.old, earlier))
        ]
        brought = sum(op.new.end - op.new.start for op in undone)
        kept = passage.end - passage.start - brought
        shorter = min(passage.end - passage.start, earlier.end - earlier.start)
        if 2 * kept < shorter or any(_is_addition(op, finding) for op in undone):
            return []
        if not all(_holds(passage, op.new) and _holds(earlier, op.old) for op in undone):
            return []
        return [Edit(op.new.start, op.new.end, op.old.of(self._edit.old)) for op in undone]

    def _carried(self, edit: Edit) -> Edit | None:
        """Return *edit* as one of the newest text, None when what is round it has been changed since."""
        low, high = max(edit.start - 1, 0), min(edit.end + 1, len(self._since.old))
        for old, new in self._kept:
            if old.start <= low and high <= old.end:
                by = new.start - old.start
                return Edit(edit.start + by, edit.end + by, edit.replacement)
        return None

    def _definition(self, finding: Finding, newest: Article) -> Iterator[tuple[Span, Fix]]:
        """Yield the definition that the name of an undefined reference had before the edit."""
        before = ref_index(self._before).definitions
        for key, calls in ref_index(newest).calls.items():
            for use in calls:
                if use.span == finding.span and use.tag is not None and before.get(key):
                    definition = before[key][0].span.of(self._edit.old)
                    yield use.span, Fix.replace(use.span, definition, safety="assisted")


def _passage(article: Article, span: Span) -> Span:
    """Return the sentence round *span* with the references behind it, or the line when it is in no sentence."""
    text = article.text
    section = article.section_at(span.start)
    for paragraph in section.paragraphs:
        moved = paragraph.moved(section.offset)
        if not moved.span.start <= span.start <= moved.span.end:
            continue
        starts = [sentence.span.start for sentence in moved.sentences]
        start = max((at for at in starts if at <= span.start), default=moved.span.start)
        end = min((at for at in starts if at > start and at >= span.end), default=moved.span.end)
        return Span(start, start + len(text[start:end].rstrip()))
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return Span(start, len(text) if end < 0 else end)


def _is_addition(op: Op, finding: Span) -> bool:
    """Say whether the finding lies in something that the edit added: then its earlier wording would take that out."""
    inside = op.new.start <= finding.start and finding.end <= op.new.end and op.new.start < op.new.end
    return inside and 2 * (op.old.end - op.old.start) < op.new.end - op.new.start


def _cuts(span: Span, other: Span) -> bool:
    return span.start < other.end and other.start < span.end


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
