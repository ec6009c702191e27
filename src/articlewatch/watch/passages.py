"""The passage an edit changed round a finding: words that stayed, went and came."""

from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article import Span
from articlewatch.diff import Diff, compare
from articlewatch.diff.view import Hunk, Part, hunks, shortened
from articlewatch.history.pages import StoredPage
from articlewatch.history.revisions import StoredRevision, text_of
from articlewatch.history.store import Store
from articlewatch.lint import Finding

#: code points of unchanged text beside an edit, and of a passage in all
_ROOM, _LONGEST = 70, 1200
#: what came or went in one piece is cut when it is longer than this, to so much beside the finding
_WIDE, _BESIDE = 500, 200


class Passages:
    """The passages of one page; texts and comparisons are worked out once."""

    def __init__(self, store: Store, page: StoredPage, revisions: list[StoredRevision]) -> None:
        self._store, self._page = store, page
        self._readable = [stored for stored in revisions if stored.text is not None]
        self._places = {stored.revision.revid: place for place, stored in enumerate(self._readable)}
        self._diffs: dict[tuple[int, int], Diff] = {}

    @property
    def newest(self) -> str:
        """The newest text that can be read, or an empty one."""
        return self._text(-1) if self._readable else ""

    def of(self, finding: Finding, revid: int, *, stands: bool) -> list[Part]:
        """Return what revision *revid* changed round *finding*; empty when it changed nothing there.

        A finding that *stands* has its place in the newest text, one that fell in the text before the revision.
        """
        place = self._places.get(revid, 0)
        if place == 0:
            return []
        diff = self._diff(place - 1, place)
        span: Span | None = finding.span
        if stands and place != len(self._readable) - 1:
            span = self._diff(place, len(self._readable) - 1).map_back(finding.span)
        if span is None:
            return []
        touched = hunks(diff, places=[(None, span) if stands else (span, None)])
        parts: list[Part] = []
        for hunk in touched:
            parts += shortened(_windowed(hunk, span, stands=stands), _ROOM)
        return _cut(parts)

    def quoted(self, revid: int, *, stands: bool) -> list[int]:
        """Return the revisions whose texts are quoted when a finding of revision *revid* is told."""
        place = self._places.get(revid, 0)
        places = {max(place - 1, 0), place} | ({len(self._readable) - 1} if stands else set())
        return [self._readable[place].revision.revid for place in sorted(places)] if self._readable else []

    def _text(self, place: int) -> str:
        return text_of(self._store, self._readable[place])

    def _diff(self, old: int, new: int) -> Diff:
        if (old, new) not in self._diffs:
            self._diffs[old, new] = compare(self._text(old), self._text(new))
        return self._diffs[old, new]


def _windowed(hunk: Hunk, span: Span, *, stands: bool) -> Iterator[Part]:
    """Yield the parts of *hunk*, long ones that came or went cut to what lies beside the finding at *span*."""
    side = "added" if stands else "removed"
    at = (hunk.new if stands else hunk.old).start
    for part in hunk.parts:
        holds = part.mark in ("same", side)
        if part.mark == "same" or len(part.text) <= _WIDE:
            yield part
        elif holds and 0 <= span.start - at < len(part.text):
            yield Part(part.mark, _window(part.text, span.start - at, min(span.end - at, span.start - at + _BESIDE)))
        else:
            yield Part(part.mark, _window(part.text, 0, 0))
        at += len(part.text) if holds else 0


def _window(text: str, start: int, end: int) -> str:
    """Return *text* from about _BESIDE code points before *start* to as many after *end*, cut at spaces."""
    left, right = start - _BESIDE, end + _BESIDE
    left = max(text.find(" ", left, start), left) if left > 0 else 0
    right = text.rfind(" ", end, right) if right < len(text) else len(text)
    right = right if right > end else min(end + _BESIDE, len(text))
    return f"{'…' if left else ''}{text[left:right]}{' …' if right < len(text) else ''}"


def _cut(parts: list[Part]) -> list[Part]:
    left, kept = _LONGEST, []
    for mark, text in parts:
        kept.append(Part(mark, text if len(text) <= left else f"{text[:left]}…"))
        left -= len(text)
        if left <= 0:
            break
    return kept
