"""A comparison as a unified diff, which patch and git apply understand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from articlewatch.diff.model import Diff

_NO_END = "\\ No newline at end of file\n"


def render_unified(diff: Diff, *, old_name: str = "old", new_name: str = "new", context: int = 3) -> str:
    """Return *diff* as a unified diff with *context* unchanged lines, or an empty string for equal texts.

    A unified diff knows whole lines only: a moved line is shown as taken out and put in.
    """
    if diff.identical:
        return ""
    old, new = _lines(diff.old), _lines(diff.new)
    steps = list(_steps(diff, old, new))
    parts = [f"--- {old_name}\n", f"+++ {new_name}\n"]
    for group in _groups(steps, context):
        parts += _hunk(group, old, new)
    return "".join(parts)


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    last = lines.pop()
    return [f"{line}\n" for line in lines] + ([last] if last else [])


#: (sign, old line, new line), lines counted from 0
_Step = tuple[str, int, int]


def _steps(diff: Diff, old: list[str], new: list[str]) -> Iterator[_Step]:
    i = j = 0
    for a, b in _kept_lines(diff, old, new):
        yield from (("-", k, j) for k in range(i, a))
        yield from (("+", a, k) for k in range(j, b))
        yield " ", a, b
        i, j = a + 1, b + 1
    yield from (("-", k, j) for k in range(i, len(old)))
    yield from (("+", len(old), k) for k in range(j, len(new)))


def _kept_lines(diff: Diff, old: list[str], new: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the lines that lie whole in unchanged text, as pairs of line numbers."""
    starts_a, starts_b = _starts(old), _starts(new)
    for op in diff.ops:
        if op.kind != "equal":
            continue
        i = bisect_left(starts_a, op.old.start)
        by = op.new.start - op.old.start
        while i < len(old) and starts_a[i + 1] <= op.old.end:
            j = bisect_left(starts_b, starts_a[i] + by)
            if j < len(new) and starts_b[j] == starts_a[i] + by and old[i] == new[j]:
                yield i, j
            i += 1


def _starts(lines: list[str]) -> list[int]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts


def _groups(steps: list[_Step], context: int) -> Iterator[list[_Step]]:
    """Yield the steps in hunks: changes no more than twice *context* lines apart stand together."""
    changed = [k for k, step in enumerate(steps) if step[0] != " "]
    start = end = -1
    for k in changed:
        if end < 0:
            start = max(k - context, 0)
        elif k - context > end:
            yield steps[start:end]
            start = k - context
        end = min(k + context + 1, len(steps))
    if end >= 0:
        yield steps[start:end]


def _hunk(group: list[_Step], old: list[str], new: list[str]) -> Iterator[str]:
    olds = [step for step in group if step[0] != "+"]
    news = [step for step in group if step[0] != "-"]
    # A side without lines is named by the line before it.
    at_old = group[0][1] + bool(olds)
    at_new = group[0][2] + bool(news)
    yield f"@@ -{at_old},{len(olds)} +{at_new},{len(news)} @@\n"
    for sign, i, j in group:
        line = new[j] if sign == "+" else old[i]
        yield f"{sign}{line}"
        if not line.endswith("\n"):
            yield f"\n{_NO_END}"
