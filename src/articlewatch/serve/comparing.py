"""Two revisions of a page side by side: what changed in words, which findings came and went, and the changed lines."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from articlewatch.article import LineIndex, Revision, Snapshot, Span, parse
from articlewatch.diff import Diff, compare
from articlewatch.diff.meaning import explain
from articlewatch.diff.model import BlockKind
from articlewatch.diff.told import grouped, headline, in_words
from articlewatch.diff.view import Hunk, Outline, Part, hunks, shortened
from articlewatch.history.pages import StoredPage
from articlewatch.history.revisions import StoredRevision, edited_revision, revision_by_id, snapshot_of
from articlewatch.history.schema import StoreError
from articlewatch.history.store import Store
from articlewatch.lint.matching import Matched, match_findings
from articlewatch.report.charts.moved import changes_map
from articlewatch.report.charts.shapes import Chart
from articlewatch.report.model import Piece
from articlewatch.report.passages import map_of
from articlewatch.report.seen import seen
from articlewatch.serve.desk import Desk

_ROOM = 220  # code points of what stayed, on either side of an edit
_HUNKS = 400
_LONGEST = 20_000  # code points of one changed passage
WORDS: dict[BlockKind, str] = {
    "edited": "edited", "split": "split", "merged": "merged", "moved": "moved", "inserted": "added",
    "deleted": "removed",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """A run of changed lines: what happened, where, and its words; ``opens`` the path of a section that begins here."""

    kind: BlockKind
    word: str
    opens: str
    before: str
    after: str
    note: str
    pieces: tuple[Piece, ...]

    @property
    def old(self) -> tuple[Piece, ...]:
        """What the old side shows."""
        return tuple(piece for piece in self.pieces if piece.mark != "added")

    @property
    def new(self) -> tuple[Piece, ...]:
        """What the new side shows."""
        return tuple(piece for piece in self.pieces if piece.mark != "removed")


@dataclass(frozen=True, slots=True)
class Comparison:
    """What lies between two revisions. ``old`` is None when the page did not exist before.

    ``meanings`` are changes in words by section; ``more`` counts changed passages that are not shown. ``findings`` is
    None when one side is not checked. ``map`` is the picture of what moved where.
    """

    old: Revision | None
    new: Revision
    headline: str
    meanings: tuple[tuple[str, tuple[str, ...]], ...]
    changes: tuple[Change, ...]
    more: int
    coarse: int
    findings: Matched | None
    map: Chart | None


def revision_of(store: Store, page: StoredPage, revid: int) -> StoredRevision:
    """Return revision *revid* of *page*. Raises StoreError when the store has none."""
    stored = revision_by_id(store, page.site, revid)
    if stored is None or stored.revision.pageid != page.pageid:
        raise StoreError(f"{page.title!r} has no revision {revid} in the store")
    return stored


def before(store: Store, page: StoredPage, stored: StoredRevision) -> StoredRevision | None:
    """Return the revision that *stored* is an edit of; None for the first of a page.

    Raises StoreError when it is not stored or its text is hidden.
    """
    found = edited_revision(store, page, stored)
    if found is None and stored.revision.parentid:
        raise StoreError(f"the revision before {stored.revision.revid} is not stored, or its text is hidden")
    return found


def comparison(
    desk: Desk,
    store: Store,
    page: StoredPage,
    moment: Hashable,
    old: StoredRevision | None,
    new: StoredRevision,
    *,
    one_edit: bool = False,
) -> Comparison:
    """Return what lies between two revisions of *page*. Raises StoreError when one of the texts cannot be read.

    Of *one_edit* the rules about edits have their say too.
    """

    def make() -> Comparison:
        return _compare(desk, store, page, old, new, one_edit)

    pair = (old.revision.revid if old else 0, new.revision.revid, one_edit)
    key = ("comparison", page.key, moment, desk.version, pair)
    found: Comparison = desk.kept.get(key, make)
    return found


def _compare(
    desk: Desk, store: Store, page: StoredPage, old: StoredRevision | None, new: StoredRevision, one_edit: bool
) -> Comparison:
    after = snapshot_of(store, page, new)
    previous = snapshot_of(store, page, old) if old else Snapshot("", page.title, site=page.site_key)
    diff = compare(previous.text, after.text)
    wikitext = new.revision.model == "wikitext" and (old is None or old.revision.model == "wikitext")
    meaning = explain(diff, parse(previous), parse(after)) if wikitext else None
    found = hunks(diff)
    return Comparison(
        old.revision if old else None,
        new.revision,
        headline(meaning) if meaning else "",
        tuple((_path(path), tuple(seen(in_words(c)) for c in changes)) for path, changes in grouped(meaning))
        if meaning
        else (),
        tuple(_changes(found[:_HUNKS], diff)),
        max(len(found) - _HUNKS, 0),
        len(diff.coarse),
        _matched(desk, previous, after, diff, one_edit and old is not None) if wikitext else None,
        changes_map(map_of(diff), f"since revision {old.revision.revid}") if old else None,
    )


def _matched(desk: Desk, old: Snapshot, new: Snapshot, diff: Diff, one_edit: bool) -> Matched:
    with desk.linting() as linter:
        found = linter.lint(old), linter.lint(new, old if one_edit else None)
    was, now = ([finding for finding in side.findings if finding.category != "meta"] for side in found)
    return match_findings(was, now, diff)


def _changes(found: list[Hunk], diff: Diff) -> list[Change]:
    old_outline, outline = Outline(diff.old), Outline(diff.new)
    old_lines, lines = LineIndex(diff.old), LineIndex(diff.new)
    told: list[Change] = []
    section: tuple[str, ...] | None = None
    for hunk in found:
        deleted = hunk.kind == "deleted"
        path = old_outline.path(hunk.old.start) if deleted else outline.path(hunk.new.start)
        was, now = _lines(old_lines, hunk.old, diff.old), _lines(lines, hunk.new, diff.new)
        told.append(
            Change(
                hunk.kind,
                WORDS[hunk.kind],
                _path(path) if path != section else "",
                "" if hunk.kind == "inserted" else was,
                "" if deleted else now,
                _note(hunk, was, _path(old_outline.path(hunk.old.start))),
                tuple(_pieces(hunk)),
            )
        )
        section = path
    return told


def _note(hunk: Hunk, was: str, section: str) -> str:
    if hunk.kind not in ("moved", "split", "merged"):
        return ""
    under = f" ({section})" if hunk.kind == "moved" else ""
    return f"{WORDS[hunk.kind]} from {was}{under}{', with edits' if hunk.kind == 'moved' and not hunk.exact else ''}"


def _pieces(hunk: Hunk) -> list[Piece]:
    parts = hunk.parts if hunk.kind in ("inserted", "deleted") else shortened(hunk.parts, _ROOM)
    pieces = [Piece(_shown(part), part.mark) for part in parts]
    # Blank lines that stayed at either end say nothing.
    if pieces and pieces[0].mark == "same":
        pieces[0] = Piece(pieces[0].text.lstrip("\n"))
    if pieces and pieces[-1].mark == "same":
        pieces[-1] = Piece(pieces[-1].text.rstrip("\n"))
    return pieces


def _shown(part: Part) -> str:
    text = part.text if len(part.text) <= _LONGEST else f"{part.text[:_LONGEST]} …"
    lines = "\n".join(seen(line) for line in text.split("\n"))
    # A line end that came or went cannot be seen by itself.
    return lines.replace("\n", "⏎\n") if part.mark != "same" and not text.strip("\n") else lines


def _lines(index: LineIndex, span: Span, text: str) -> str:
    first = index.position(span.start)[0]
    last = index.position(span.start + max(len(span.of(text).rstrip()) - 1, 0))[0]
    return f"line {first}" if last <= first else f"lines {first}–{last}"


def _path(section: tuple[str, ...]) -> str:
    return seen(" › ".join(section)) or "Before the first heading"
