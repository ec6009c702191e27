"""What became of each passage between the text that counts as known and the text of the report: a map of the change."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from articlewatch.article import Span
from articlewatch.diff import Diff, compare
from articlewatch.diff.model import BlockKind
from articlewatch.diff.view import Outline, hunks
from articlewatch.report.seen import seen

#: At most so many passages and bands are told apart; neighbours are put together until they fit.
MOST = 32
_BANDS = 60
_LABELS = 40
_HEADING = re.compile(r"^==(?!=)([^\n]*[^\n=])==[ \t]*$", re.MULTILINE)


class Passage(NamedTuple):
    """A run of lines that changed, or several beside each other (*places*). Spans are of the old and the new text.

    The old span of an inserted passage and the new span of a deleted one are empty. The places are headings.
    """

    kind: BlockKind
    old: Span
    new: Span
    old_place: str
    new_place: str
    places: int = 1


class Heading(NamedTuple):
    """A heading of the second level (or the beginning of the text), and where it stands."""

    start: int
    title: str


@dataclass(frozen=True, slots=True)
class ChangeMap:
    """Two texts side by side. Lengths are in code points; ``same`` of the new text stood in the old one.

    ``bands`` are the stretches that stayed where they were. ``left_out`` passages are not among ``passages``.
    """

    old_length: int
    new_length: int
    same: int
    passages: tuple[Passage, ...]
    bands: tuple[tuple[Span, Span], ...]
    old_headings: tuple[Heading, ...]
    new_headings: tuple[Heading, ...]
    left_out: int = 0
    coarse: bool = False

    def count(self, *kinds: BlockKind) -> int:
        """The number of passages of some kinds."""
        return sum(passage.places for passage in self.passages if passage.kind in kinds)


def change_map(old: str, new: str) -> ChangeMap | None:
    """Return what became of the passages of *old* in *new*, or None when nothing changed."""
    return map_of(compare(old, new))


def map_of(diff: Diff) -> ChangeMap | None:
    """Return what became of the passages of the old text of *diff* in the new one, or None when nothing changed."""
    if diff.identical:
        return None
    old, new = diff.old, diff.new
    all_of_them = list(_passages(diff))
    joined = _joined(all_of_them, max(len(old), len(new)))
    # Of very many moves the longest are shown.
    longest = sorted(joined, key=lambda p: -max(_length(p.old), _length(p.new)))[:MOST]
    chosen = tuple(passage for passage in joined if passage in longest)[:MOST]
    return ChangeMap(
        len(old),
        len(new),
        sum(_length(op.new) for op in diff.ops if op.kind in ("equal", "move")),
        chosen,
        tuple(_bands(diff)),
        tuple(_headings(old)),
        tuple(_headings(new)),
        sum(passage.places for passage in joined) - sum(passage.places for passage in chosen),
        diff.degraded,
    )


def _length(span: Span) -> int:
    return span.end - span.start


def _passages(diff: Diff) -> Iterator[Passage]:
    before, after = Outline(diff.old), Outline(diff.new)
    for hunk in hunks(diff):
        was = "" if hunk.kind == "inserted" else _place(before, diff.old, hunk.old)
        now = "" if hunk.kind == "deleted" else _place(after, diff.new, hunk.new)
        yield Passage(hunk.kind, hunk.old, hunk.new, was, now)


def _place(outline: Outline, text: str, span: Span) -> str:
    """The headings above the first thing in a span that is not blank."""
    at = span.start
    while at < span.end - 1 and text[at].isspace():
        at += 1
    path = outline.path(at)
    return seen(" › ".join(path)) if path else "Lead"


def _joined(passages: list[Passage], length: int) -> list[Passage]:
    """Put neighbours together that lie ever wider apart, until there are few enough; what moved stays by itself."""
    gap = max(length // 1000, 1)
    while len(passages) > MOST and gap < length:
        found = passages[:1]
        for passage in passages[1:]:
            if _beside(found[-1], passage, gap):
                found[-1] = _together(found[-1], passage)
            else:
                found.append(passage)
        passages, gap = found, gap * 2
    return passages


def _beside(one: Passage, two: Passage, gap: int) -> bool:
    if "moved" in (one.kind, two.kind):
        return False
    return 0 <= two.old.start - one.old.end <= gap and 0 <= two.new.start - one.new.end <= gap


def _together(one: Passage, two: Passage) -> Passage:
    return Passage(
        one.kind if one.kind == two.kind else "edited",
        Span(one.old.start, two.old.end),
        Span(one.new.start, two.new.end),
        one.old_place or two.old_place,
        one.new_place or two.new_place,
        one.places + two.places,
    )


def _bands(diff: Diff) -> Iterator[tuple[Span, Span]]:
    """The stretches that stayed in their order; holes too small to be seen are closed."""
    hole = max(len(diff.old), len(diff.new)) // 150 + 1
    found: list[tuple[Span, Span]] = []
    for op in diff.ops:
        if op.kind != "equal":
            continue
        if found and op.old.start - found[-1][0].end <= hole and op.new.start - found[-1][1].end <= hole:
            found[-1] = Span(found[-1][0].start, op.old.end), Span(found[-1][1].start, op.new.end)
        else:
            found.append((op.old, op.new))
    yield from _longest(found)


def _longest(bands: Sequence[tuple[Span, Span]]) -> Iterable[tuple[Span, Span]]:
    if len(bands) <= _BANDS:
        return bands
    least = sorted((_length(new) for _, new in bands), reverse=True)[_BANDS - 1]
    return [band for band in bands if _length(band[1]) >= least][:_BANDS]


def _headings(text: str) -> Iterator[Heading]:
    found = 0
    # A comment cannot be told from a heading line by line; a label too many does no harm.
    for match in _HEADING.finditer(text):
        if found == 0 and match.start():
            yield Heading(0, "Lead")
        found += 1
        yield Heading(match.start(), seen(match[1].strip()))
        if found == _LABELS:
            return
    if not found:
        yield Heading(0, "Text")
