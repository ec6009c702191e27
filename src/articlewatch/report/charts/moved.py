"""A map of the difference of two texts: the old one on the left, the new one on the right, and what went where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from articlewatch.article import Span
from articlewatch.diff.model import BlockKind
from articlewatch.report.charts.shapes import WIDTH, Bar, Chart, Label, Stroke, number
from articlewatch.report.model import Page
from articlewatch.report.passages import ChangeMap, Heading, Passage
from articlewatch.report.words import plural, since_words

_HEIGHT = 300
_TOP = 24
_LEFT, _RIGHT, _BAR = 160, 300, 20
_LEAST = 2.5
_LETTERS = 17
_APART = 14
_TABLE = 24
#: kind -> class in the style sheet, sign, what a reader is told
_KINDS: dict[BlockKind, tuple[str, str, str]] = {
    "edited": ("ed", "≠", "changed"),
    "split": ("ed", "≠", "split"),
    "merged": ("ed", "≠", "merged"),
    "moved": ("mv", "⇅", "moved"),
    "inserted": ("in", "+", "added"),
    "deleted": ("de", "−", "removed"),
}
_NAMES = {"ed": "≠ changed", "mv": "⇅ moved", "in": "+ added", "de": "− removed", "kept": "as it was"}


def moved_chart(page: Page) -> Chart | None:
    """What moved where since the revision that counts as known; None when nothing changed or no text is known."""
    return changes_map(page.changes, since_words(page))


def changes_map(changes: ChangeMap | None, since: str) -> Chart | None:
    """What moved where between two texts; *since* says from when on. None when nothing changed."""
    if changes is None or not changes.passages:
        return None
    unit = (_HEIGHT - _TOP) / max(changes.old_length, changes.new_length, 1)
    used = dict.fromkeys(_KINDS[passage.kind][0] for passage in changes.passages)
    order = [kind for kind in _NAMES if kind in used or (kind == "kept" and changes.bands)]
    return Chart(
        "moved",
        "What moved where",
        _said(changes, since),
        ("What", "Where it was", "Where it is", "Characters before", "after"),
        tuple(_row(passage) for passage in _largest(changes.passages)),
        height=_HEIGHT + 14,
        bars=tuple(_bars(changes, unit)),
        strokes=tuple(_ribbons(changes, unit)),
        labels=tuple(_labels(changes, unit)),
        key=tuple((kind, _NAMES[kind]) for kind in order),
        note=_note(changes),
    )


def _said(changes: ChangeMap, since: str) -> str:
    counts = (
        ("changed", changes.count("edited", "split", "merged")),
        ("moved", changes.count("moved")),
        ("added", changes.count("inserted")),
        ("removed", changes.count("deleted")),
    )
    (first, count), *rest = [(word, count) for word, count in counts if count]
    told = ", ".join([f"{plural(count, 'passage')} {first}", *(f"{count} {word}" for word, count in rest)])
    share = round(100 * changes.same / changes.new_length) if changes.new_length else 0
    return f"{since[:1].upper()}{since[1:]}: {told}; {share} % of the text stood before."


def _note(changes: ChangeMap) -> str:
    found = ["The old text on the left, the new one on the right, both from top to bottom."]
    if changes.left_out:
        found.append(f"{plural(changes.left_out, 'short passage')} not drawn.")
    if changes.coarse:
        found.append("The texts differ so much that in places whole lines are compared, not words.")
    return " ".join(found)


def _row(passage: Passage) -> tuple[str, ...]:
    _, sign, word = _KINDS[passage.kind]
    times = f" ({passage.places} places)" if passage.places > 1 else ""
    before, after = passage.old.end - passage.old.start, passage.new.end - passage.new.start
    return f"{sign} {word}{times}", passage.old_place, passage.new_place, f"{before or ''}", f"{after or ''}"


def _largest(passages: Sequence[Passage]) -> list[Passage]:
    """The longest passages in the order of the text; of a long list the short ones say little."""
    longest = sorted(passages, key=lambda p: -max(p.old.end - p.old.start, p.new.end - p.new.start))[:_TABLE]
    return [passage for passage in passages if passage in longest]


def _y(offset: int, unit: float) -> float:
    return _TOP + offset * unit


def _bars(changes: ChangeMap, unit: float) -> Iterator[Bar]:
    """The two texts, and on them the passages; a pointer is told of a passage where it stands now."""
    yield Bar(_LEFT, _TOP, _BAR, max(changes.old_length * unit, 1), "kept")
    yield Bar(_RIGHT, _TOP, _BAR, max(changes.new_length * unit, 1), "kept")
    for passage in changes.passages:
        kind, _, word = _KINDS[passage.kind]
        if passage.kind != "inserted":
            tip = f"{word}: {passage.old_place}" if passage.kind == "deleted" else ""
            yield _bar(_LEFT, passage.old, kind, tip, unit)
        if passage.kind != "deleted":
            came = passage.old_place not in ("", passage.new_place)
            origin = f", from {passage.old_place}" if came else ""
            yield _bar(_RIGHT, passage.new, kind, f"{word}: {passage.new_place}{origin}", unit)


def _bar(x: float, span: Span, kind: str, tip: str, unit: float) -> Bar:
    return Bar(x, _y(span.start, unit), _BAR, max((span.end - span.start) * unit, _LEAST), kind, tip)


def _ribbons(changes: ChangeMap, unit: float) -> Iterator[Stroke]:
    """What joins both sides: bands of what stayed, then what changed, then what moved, on top."""
    paths = {"kept": "", "ed": "", "mv": ""}
    for old, new in changes.bands:
        paths["kept"] += _ribbon(old, new, unit)
    for passage in changes.passages:
        kind = _KINDS[passage.kind][0]
        if kind in paths:
            paths[kind] += _ribbon(passage.old, passage.new, unit)
    for kind, path in paths.items():
        if path:
            yield Stroke(path, f"r {kind}")


def _ribbon(old: Span, new: Span, unit: float) -> str:
    left, right = _LEFT + _BAR + 1, _RIGHT - 1
    top, across = _y(old.start, unit), _y(new.start, unit)
    low = top + max((old.end - old.start) * unit, 1)
    lower = across + max((new.end - new.start) * unit, 1)
    return f"M{left} {number(top)}L{right} {number(across)}V{number(lower)}L{left} {number(low)}z"


def _labels(changes: ChangeMap, unit: float) -> Iterator[Label]:
    yield Label(_LEFT + _BAR, 14, "old", "end")
    yield Label(_RIGHT, 14, "new")
    yield from _titles(changes.old_headings, unit, _LEFT - 20, "end")
    yield from _titles(changes.new_headings, unit, _RIGHT + _BAR + 20, "start")
    yield from _signs([p for p in changes.passages if p.kind != "inserted"], False, _LEFT - 9, unit)
    yield from _signs([p for p in changes.passages if p.kind != "deleted"], True, _RIGHT + _BAR + 9, unit)


def _titles(headings: Sequence[Heading], unit: float, x: float, anchor: str) -> Iterator[Label]:
    last = -float(WIDTH)
    for heading in headings:
        y = _y(heading.start, unit) + 10
        if y - last >= _APART:
            title = heading.title if len(heading.title) <= _LETTERS else heading.title[: _LETTERS - 1] + "…"
            yield Label(x, y, title, anchor)
            last = y


def _signs(passages: Sequence[Passage], new: bool, x: float, unit: float) -> Iterator[Label]:
    """The sign of each passage beside its bar, so that nothing is told by colour alone; where they crowd, the first."""
    placed = sorted((_middle(passage.new if new else passage.old), _KINDS[passage.kind][1]) for passage in passages)
    last = -float(WIDTH)
    for middle, sign in placed:
        y = _y(0, unit) + middle * unit + 5
        if y - last >= _APART - 3:
            yield Label(x, y, sign, "middle")
            last = y


def _middle(span: Span) -> float:
    return (span.start + span.end) / 2
