"""A comparison on the terminal: what it means, then the changed words in their lines."""

from __future__ import annotations

from collections.abc import Iterator

from articlewatch.article.cells import columns
from articlewatch.article.spans import LineIndex, Span
from articlewatch.diff.flow import Paint, clipped, flow, pad
from articlewatch.diff.model import BlockKind, Diff
from articlewatch.diff.report import DiffReport
from articlewatch.diff.told import grouped, headline, in_words
from articlewatch.diff.view import Hunk, Mark, Outline, Part, shortened

_SIGNS: dict[BlockKind, str] = {
    "edited": "~", "split": "~", "merged": "~", "moved": ">", "inserted": "+", "deleted": "-",
}  # fmt: skip
#: Code points of unchanged text shown on either side of an edit.
_ROOM = 70
_NARROWEST = 20
#: A finding that came is bad news, one that went is good.
_FINDING_ROLES = {"+": "bad", "-": "good"}
_NO_HEADING = "(before the first heading)"


def render_text(
    report: DiffReport,
    *,
    width: int = 80,
    color: bool = False,
    side_by_side: bool = False,
    context: int = 1,
    stat: bool = False,
) -> str:
    """Return *report* for a terminal of *width* columns, ending with a line feed.

    Without colour what went stands in ``[- -]``, what came in ``{+ +}``. If the meaning is known a summary comes
    first, with *stat* nothing else. *context* is the number of unchanged lines shown before and after changed ones,
    each cut to one row.
    """
    diff = report.diff
    page = _Page(diff, max(width, _NARROWEST), Paint(color), side_by_side, context)
    lines = [*page.summary(report)]
    found = [] if stat else report.hunks()
    if found and lines:
        lines.append("")
    lines += page.body(found)
    if diff.identical:
        lines = ["no differences"]
    elif not found and not stat:
        lines.append("nothing else to show: the rest is in what --only or --ignore leaves out")
    if diff.degraded:
        places = "one place was" if len(diff.coarse) == 1 else f"{len(diff.coarse)} places were"
        lines.append(page.paint(f"{places} compared coarsely: the budget was used up", "dim"))
    return "\n".join(line.rstrip() for line in lines) + "\n"


class _Page:
    """The layout of one comparison."""

    def __init__(self, diff: Diff, width: int, paint: Paint, side_by_side: bool, context: int) -> None:
        self.diff, self.width, self.paint = diff, width, paint
        self.side_by_side, self.context = side_by_side, context
        self.old_lines, self.new_lines = LineIndex(diff.old), LineIndex(diff.new)
        self.outline, self.old_outline = Outline(diff.new), Outline(diff.old)
        self.gutter = max(len(str(self.new_lines.position(len(diff.new))[0])), 3)

    def summary(self, report: DiffReport) -> Iterator[str]:
        """Yield the headline, the changes in words and the findings that came and went."""
        if report.meaning is not None:
            yield self.paint(clipped(headline(report.meaning), self.width), "strong")
            for section, changes in grouped(report.meaning, report.only, report.ignore):
                yield self.paint(clipped(f"  {_title(section)}", self.width), "place")
                for change in changes:
                    yield from self._wrapped(in_words(change), "    ")
        if report.remarks is not None:
            yield self.paint(report.tally(), "strong")
            for sign, line in report.told_remarks():
                for number, row in enumerate(self._wrapped(line, "    ")):
                    yield row if number else f"  {self.paint(sign, _FINDING_ROLES[sign])} {row[4:]}"

    def _wrapped(self, text: str, indent: str) -> Iterator[str]:
        """Yield *text* in rows, those after the first further in."""
        for number, row in enumerate(flow([Part("same", text)], self.width - len(indent) - 2, brackets=False)):
            yield f"{indent}{'  ' if number else ''}{self.paint.row(row)}"

    def body(self, found: list[Hunk]) -> Iterator[str]:
        """Yield all hunks, those of one section under one heading."""
        section: tuple[str, ...] | None = None
        last_line = 0
        for number, hunk in enumerate(found):
            path = self._path(hunk)
            first, end = self._new_range(hunk)
            if path != section:
                if section is not None:
                    yield ""
                yield self._rule(_title(path))
                section = path
                last_line = 0
            elif hunk.kind != "deleted" and first - self.context > last_line + 1 > 1:
                yield self.paint(f"{'⋮':>{self.gutter}}", "dim")
            if hunk.kind != "deleted":
                yield from self._context(max(last_line + 1, first - self.context), first)
            yield from self._hunk(hunk)
            last_line = max(last_line, end - 1)
            following = found[number + 1] if number + 1 < len(found) else None
            if hunk.kind != "deleted":
                stop = self._new_range(following)[0] if following else end + self.context
                yield from self._context(end, min(end + self.context, stop))
                last_line = max(last_line, min(end + self.context, stop) - 1)

    def _path(self, hunk: Hunk) -> tuple[str, ...]:
        if hunk.kind == "deleted":
            return self.old_outline.path(hunk.old.start)
        return self.outline.path(hunk.new.start)

    def _new_range(self, hunk: Hunk) -> tuple[int, int]:
        """Return the first line of a hunk and the line after its last."""
        first = self.new_lines.position(hunk.new.start)[0]
        if hunk.new.start == hunk.new.end:
            return first, first
        return first, self.new_lines.position(hunk.new.end - 1)[0] + 1

    def _rule(self, title: str) -> str:
        text = clipped(title, self.width - 6)
        return self.paint(f"── {text} {'─' * max(self.width - columns(text) - 4, 0)}", "place")

    def _context(self, first: int, end: int) -> Iterator[str]:
        total = self.new_lines.position(len(self.diff.new))[0]
        for line in range(max(first, 1), min(end, total + 1)):
            text = self.new_lines.line_span(line).of(self.diff.new)
            if text.strip() and not text.startswith("="):
                shown = clipped(text, self.width - self.gutter - 3)
                yield self.paint(f"{line:>{self.gutter}}   {shown}", "dim")

    def _hunk(self, hunk: Hunk) -> Iterator[str]:
        sign = _SIGNS[hunk.kind]
        lines, at = (self.old_lines, hunk.old) if hunk.kind == "deleted" else (self.new_lines, hunk.new)
        number = str(lines.position(at.start)[0])
        note = self._note(hunk)
        if note:
            yield self.paint(f"{number:>{self.gutter}} {sign} ", "dim") + self.paint(
                clipped(note, self.width - self.gutter - 3), "moved"
            )
            number = ""
        parts = hunk.parts
        if hunk.kind == "moved" and hunk.exact:
            yield f"{'':>{self.gutter}} {sign} " + clipped(_first_words(parts), self.width - self.gutter - 3)
            return
        if hunk.kind in ("edited", "split", "merged", "moved"):
            parts = shortened(parts, _ROOM)
        for row in self._columns(hunk, parts) if self.side_by_side else self._rows(hunk, parts):
            yield self.paint(f"{number:>{self.gutter}} {sign} ", "dim") + row
            number = ""

    def _rows(self, hunk: Hunk, parts: tuple[Part, ...]) -> Iterator[str]:
        whole = hunk.kind in ("inserted", "deleted")
        # A line that came or went whole is told by its sign; brackets round it would only be noise.
        rows = flow(parts, self.width - self.gutter - 3, brackets=not self.paint.color, whole=whole)
        for row in rows:
            yield self.paint.row(row)

    def _columns(self, hunk: Hunk, parts: tuple[Part, ...]) -> Iterator[str]:
        room = (self.width - self.gutter - 6) // 2
        whole = hunk.kind in ("inserted", "deleted")
        brackets = not self.paint.color
        sides: tuple[Mark, Mark] = ("removed", "added")
        left, right = (
            flow([part for part in parts if part.mark in ("same", side)], room, brackets=brackets, whole=whole)
            for side in sides
        )
        for number in range(max(len(left), len(right))):
            one = left[number] if number < len(left) else []
            other = right[number] if number < len(right) else []
            yield f"{pad(self.paint.row(one), one, room)} │ {self.paint.row(other)}"

    def _note(self, hunk: Hunk) -> str:
        """Say where a moved, split or merged run came from."""
        old = self._old_place(hunk.old)
        if hunk.kind == "moved":
            section = " › ".join(self.old_outline.path(hunk.old.start))
            return f"moved from {old}{f' ({section})' if section else ''}" + ("" if hunk.exact else ", with edits:")
        if hunk.kind == "split":
            return f"split from {old} into {self._count(hunk.new, self.diff.new)}:"
        if hunk.kind == "merged":
            return f"merged from {self._count(hunk.old, self.diff.old)}, {old}:"
        return ""

    def _count(self, span: Span, text: str) -> int:
        return sum(bool(line.strip()) for line in span.of(text).split("\n"))

    def _old_place(self, span: Span) -> str:
        first = self.old_lines.position(span.start)[0]
        last = self.old_lines.position(span.start + len(span.of(self.diff.old).rstrip()) - 1)[0]
        return f"line {first}" if last <= first else f"lines {first}–{last}"


def _title(section: tuple[str, ...]) -> str:
    return " › ".join(section) or _NO_HEADING


def _first_words(parts: tuple[Part, ...]) -> str:
    return "".join(part.text for part in parts[:1]).lstrip().partition("\n")[0]
