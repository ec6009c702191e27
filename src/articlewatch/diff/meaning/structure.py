"""Changes to sections and paragraphs: added, removed, moved, renamed, split, merged."""

from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article.section import Section
from articlewatch.article.spans import Span
from articlewatch.diff.meaning.change import Change
from articlewatch.diff.meaning.sideview import SideView
from articlewatch.diff.meaning.spanindex import SpanIndex
from articlewatch.diff.meaning.touched import NEW, OLD, Side, Touched
from articlewatch.diff.model import Block, Diff

#: This share of a section's text must have come or gone with its heading. The categories at the end of a page stay.
_WHOLE = 0.7


def structure_changes(diff: Diff, old: SideView, new: SideView, touched: Touched) -> Iterator[Change]:
    """Yield what happened to headings, sections and paragraphs."""
    yield from _headings(diff, old, new, touched)
    for block in diff.blocks:
        if block.kind in ("moved", "split", "merged"):
            yield _block_change(block, diff, old, new)


def _block_change(block: Block, diff: Diff, old: SideView, new: SideView) -> Change:
    text = block.old.of(diff.old)
    first = text.lstrip().partition("\n")[0]
    section = first.startswith("=") and block.kind == "moved"
    return Change(
        block.kind,  # type: ignore[arg-type]
        "section" if section else "paragraph",
        new.path(block.new),
        block.old,
        block.new,
        first.strip("= \t") if section else "",
        text,
        block.new.of(diff.new),
        "" if block.exact or block.kind != "moved" else "with edits",
    )


def _headings(diff: Diff, old: SideView, new: SideView, touched: Touched) -> Iterator[Change]:
    """Yield the headings that came, went or were renamed, with their sections where those did the same."""
    mates: dict[int, Section] = {}
    index: SpanIndex[Section] | None = None
    for section in old.sections:
        span = _heading_span(section)
        if span is None or not touched.touches(OLD, span):
            continue
        place = diff.map_span(span)
        if index is None:
            index = SpanIndex((span, section) for section in new.sections if (span := _heading_span(section)))
        mate = next(iter(index.overlapping(place)), None) if place else None
        if mate is None:
            yield _section_change("removed", section, old, touched, OLD)
        else:
            mates[mate.index] = section
            yield from _renamed(section, mate, new)
    for section in new.sections:
        span = _heading_span(section)
        if span and section.index not in mates and touched.covers(NEW, span):
            yield _section_change("added", section, new, touched, NEW)


def _renamed(was: Section, now: Section, new: SideView) -> Iterator[Change]:
    one, other = _heading_span(was), _heading_span(now)
    if was.title != now.title:
        note = f"{was.title} → {now.title}"
        yield Change("renamed", "section", now.path, one, other, now.title, was.title, now.title, note)
    elif was.level != now.level:
        note = f"level {was.level} → {now.level}"
        yield Change("edited", "heading", now.path, one, other, now.title, was.title, now.title, note)


def _section_change(kind: str, section: Section, view: SideView, touched: Touched, side: Side) -> Change:
    """Tell a section that came or went with its text from a heading that was put into, or taken from, text."""
    body = Span(section.offset + section.body_start, section.span.end)
    changed = sum(edit.end - edit.start for edit in touched.within(side, body))
    whole = changed >= _WHOLE * len(body.of(view.article.text).strip())
    span = section.span if whole else _heading_span(section)
    text = span.of(view.article.text) if span else ""
    return Change(
        kind,  # type: ignore[arg-type]
        "section" if whole else "heading",
        section.path,
        span if side == OLD else None,
        span if side == NEW else None,
        section.title,
        text if side == OLD else "",
        text if side == NEW else "",
    )


def _heading_span(section: Section) -> Span | None:
    return section.heading.span.shift(section.offset) if section.heading else None
