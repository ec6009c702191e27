"""A comparison made ready to be shown: hunks of words that stayed, went and came, each under its headings."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator
from typing import Literal, NamedTuple

from articlewatch.article.spans import Span
from articlewatch.diff.model import Block, BlockKind, Diff, Op

Mark = Literal["same", "removed", "added"]
Ignorable = Literal["whitespace", "case", "punctuation"]

_HEADING = re.compile(r"^(={1,6})[ \t]*(\S[^\n]*?)[ \t]*\1[ \t]*$", re.MULTILINE)
_ELLIPSIS = "…"


class Part(NamedTuple):
    """A piece of text that stayed, went or came."""

    mark: Mark
    text: str


class Hunk(NamedTuple):
    """A run of changed lines. ``exact`` says of a moved run that nothing in it changed."""

    kind: BlockKind
    old: Span
    new: Span
    parts: tuple[Part, ...]
    exact: bool


class Outline:
    """The headings of a text, read line by line: enough to say under which heading a place is."""

    def __init__(self, text: str) -> None:
        self._headings = [(m.start(), len(m.group(1)), m.group(2)) for m in _HEADING.finditer(text)]
        self._starts = [start for start, _, _ in self._headings]

    def path(self, offset: int) -> tuple[str, ...]:
        """Return the headings above *offset*, the outermost first; a heading stands under itself."""
        found: list[str] = []
        level = 7
        for _, depth, title in reversed(self._headings[: bisect_right(self._starts, offset)]):
            if depth < level:
                found.append(title)
                level = depth
        return tuple(reversed(found))


def hunks(
    diff: Diff, *, ignore: Collection[Ignorable] = (), places: Iterable[tuple[Span | None, Span | None]] | None = None
) -> list[Hunk]:
    """Return the hunks of *diff* in the order of the new text.

    Edits that change only what is in *ignore* are shown as unchanged. With *places*, pairs of an old and a new span,
    only hunks that touch one of them are returned.
    """
    wanted = list(places) if places is not None else None
    starts = [op.new.start for op in diff.ops]
    found = []
    for block in _outermost(diff.blocks):
        if wanted is not None and not any(_touches(block, old, new) for old, new in wanted):
            continue
        parts = _parts(block, diff, starts, ignore)
        if block.kind in ("moved", "split", "merged") or any(part.mark != "same" for part in parts):
            found.append(Hunk(block.kind, block.old, block.new, parts, block.exact))
    return found


def _outermost(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks that are not part of a moved one."""
    around: Block | None = None
    for block in blocks:
        if (
            around is not None
            and around.new.covers(block.new)
            and (around.old.covers(block.old) or block.kind == "inserted")
        ):
            continue
        if block.kind == "moved":
            around = block
        yield block


def _touches(block: Block, old: Span | None, new: Span | None) -> bool:
    return bool((old and _meets(block.old, old)) or (new and _meets(block.new, new)))


def _meets(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end and (one.overlaps(other) or one.start == other.start)


def _parts(block: Block, diff: Diff, starts: list[int], ignore: Collection[Ignorable]) -> tuple[Part, ...]:
    if block.kind == "deleted":
        text = block.old.of(diff.old)
        return (Part("removed" if not ignore or plain(text, ignore) else "same", text),)
    parts: list[Part] = []
    for op in _ops_of(block, diff, starts):
        for mark, text in _shown(op, block, diff, ignore):
            if text and parts and parts[-1].mark == mark:
                parts[-1] = Part(mark, parts[-1].text + text)
            elif text:
                parts.append(Part(mark, text))
    return tuple(parts)


def _ops_of(block: Block, diff: Diff, starts: list[int]) -> Iterator[Op]:
    index = max(bisect_left(starts, block.new.start) - 1, 0)
    for op in diff.ops[index:]:
        if op.new.start > block.new.end:
            return
        if op.kind == "delete":
            if block.old.covers(op.old) and op.new.start >= block.new.start:
                yield op
        elif op.new.overlaps(block.new):
            yield op


def _shown(op: Op, block: Block, diff: Diff, ignore: Collection[Ignorable]) -> Iterator[tuple[Mark, str]]:
    new = diff.new[max(op.new.start, block.new.start) : min(op.new.end, block.new.end)]
    if op.kind in ("equal", "move"):
        yield "same", new
        return
    old = op.old.of(diff.old)
    if ignore and plain(old, ignore) == plain(new, ignore):
        yield "same", new
        return
    yield "removed", old
    yield "added", new


def plain(text: str, ignore: Collection[Ignorable]) -> str:
    """Return *text* without what is to be ignored, so that two texts can be compared."""
    if "whitespace" in ignore:
        text = "".join(text.split())
    if "case" in ignore:
        text = text.casefold()
    if "punctuation" in ignore:
        text = "".join(c for c in text if unicodedata.category(c)[0] not in "PS")
    return text


def shortened(parts: Iterable[Part], room: int) -> tuple[Part, ...]:
    """Return *parts* with long unchanged stretches cut to about *room* code points beside an edit, at a space."""
    every = list(parts)
    result = []
    for number, (mark, text) in enumerate(every):
        first, last = number == 0, number == len(every) - 1
        if mark == "same" and len(text) > room * (2 - first - last) + 2 * len(_ELLIPSIS) + 8:
            head = "" if first else _head(text, room)
            tail = "" if last else _tail(text, room)
            text = f"{head}{' ' if head else ''}{_ELLIPSIS}{' ' if tail else ''}{tail}"
        result.append(Part(mark, text))
    return tuple(result)


def _head(text: str, room: int) -> str:
    """Return the beginning of *text*, ending at a space and before the end of its line."""
    cut = text[:room].partition("\n")[0]
    return cut if len(cut) < room or " " not in cut[1:] else cut[: cut.rindex(" ")]


def _tail(text: str, room: int) -> str:
    cut = text[-room:]
    line = cut.rstrip("\n").rpartition("\n")[2] + ("\n" if cut.endswith("\n") else "")
    return line if len(line) < room or " " not in line[:-1] else line[line.index(" ") + 1 :]
