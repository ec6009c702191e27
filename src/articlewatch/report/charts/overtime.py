"""Pictures over time: readiness, findings introduced and fixed, size and prose."""

from __future__ import annotations

from collections.abc import Sequence

from articlewatch.report.charts.shapes import (
    BOTTOM,
    LEFT,
    RIGHT,
    TOP,
    Bar,
    Chart,
    Dot,
    Label,
    Stroke,
    grid,
    path,
)
from articlewatch.report.model import Page, Point
from articlewatch.report.readiness import EXPLAINED

#: More revisions than this are put together, several to a bar.
_BARS = 60
#: More dots than this would hide the line they sit on.
_DOTS = 30
#: Rows of the table of revisions.
_LISTED = 60


def readiness_chart(page: Page) -> Chart | None:
    """Readiness over time, with its parts in the table; None without at least two measured revisions."""
    points = [(point, ready) for point in page.points if (ready := point.readiness) is not None]
    if len(points) < 2:
        return None
    xs = _spread([point for point, _ in points])
    strokes, labels, _ = grid(100)
    line = [(x, _y(ready.score, 100)) for x, (_, ready) in zip(xs, points, strict=True)]
    dots = [
        Dot(x, y, "d", f"{_name(point)}: {ready.score}") for (x, y), (point, ready) in zip(line, points, strict=True)
    ]
    first, last = points[0][1].score, points[-1][1].score
    worst = min(points, key=lambda item: item[1].score)
    return Chart(
        "readiness",
        "Readiness over time",
        f"From {first} to {last} of 100 over {len(page.points)} revisions; lowest {worst[1].score} "
        f"({_name(worst[0])}).",
        ("Revision", "Readiness", *(part.name for part in points[0][1].parts)),
        tuple(
            (_name(point), str(ready.score), *(f"{part.points:.0f} of {part.most}" for part in ready.parts))
            for point, ready in points
        ),
        strokes=(*strokes, Stroke(path(line), "l")),
        dots=tuple(dots) if len(dots) <= _DOTS else (dots[0], dots[-1]),
        labels=(*labels, *_ends([point for point, _ in points])),
        note=f"{EXPLAINED} It measures what a program can see and is not a judgement of the content.",
    )


def changes_chart(page: Page) -> Chart | None:
    """Findings introduced (up) and fixed (down) by each revision; None without a history."""
    if len(page.points) < 2:
        return None
    groups = _grouped(page.points)
    came = [sum(point.introduced for point in group) for group in groups]
    went = [sum(point.fixed for point in group) for group in groups]
    most = max(*came, *went, 1)
    middle = (TOP + BOTTOM) / 2
    strokes, labels, highest = grid(most, bottom=middle)
    below, below_labels, _ = grid(most, top=middle + (middle - TOP), bottom=middle)
    unit = (middle - TOP) / highest
    width = (RIGHT - LEFT) / len(groups)
    shown = {point.revision.revid for point in listed(page.points)}
    bars = []
    for number, (group, up, down) in enumerate(zip(groups, came, went, strict=True)):
        x = LEFT + number * width + width * 0.15
        name = _name(group[0]) if len(group) == 1 else f"{_name(group[0])} to {_name(group[-1])}"
        href = _link(page, group[-1], shown)
        if up:
            bars.append(Bar(x, middle - up * unit, width * 0.7, up * unit, "up", f"{name}: {up} introduced", href))
        if down:
            bars.append(Bar(x, middle, width * 0.7, down * unit, "dn", f"{name}: {down} fixed", href))
    together = f" Each bar stands for {len(groups[0])} revisions." if len(groups[0]) > 1 else ""
    busiest = max(page.points, key=lambda point: point.introduced)
    return Chart(
        "changes",
        "Findings introduced and fixed",
        f"{sum(came)} introduced, {sum(went)} fixed or undone over {len(page.points)} revisions; most came with "
        f"{_name(busiest)} ({busiest.introduced}).{together}",
        (),
        (),
        bars=tuple(bars),
        strokes=(*strokes, *below[1:]),
        labels=(*labels, *below_labels[1:], *_ends(page.points)),
        key=(("up", "introduced"), ("dn", "fixed or undone")),
        note=_where_bars_lead(page, together),
    )


def size_chart(page: Page) -> Chart | None:
    """Bytes and words of prose over time; None without a history."""
    points = [point for point in page.points if point.size or point.measure]
    if len(points) < 2:
        return None
    xs = _spread(points)
    most = max(point.size for point in points) or 1
    strokes, labels, highest = grid(most / 1000)
    size = [(x, _y(point.size / 1000, highest)) for x, point in zip(xs, points, strict=True)]
    measured = [(x, point.measure.words) for x, point in zip(xs, points, strict=True) if point.measure]
    widest = max((words for _, words in measured), default=1) or 1
    # Both lines end at the same height when bytes and words grow alike.
    scale = highest * 1000 * (most / 1000 / highest) / widest
    words = [(x, _y(count * scale / 1000, highest)) for x, count in measured]
    first, last = points[0], points[-1]
    rows = tuple(
        (_name(point), f"{point.size:,}", f"{point.measure.words:,}" if point.measure else "") for point in points
    )
    return Chart(
        "size",
        "Size and prose over time",
        f"From {first.size:,} to {last.size:,} bytes"
        + (f", from {measured[0][1]:,} to {measured[-1][1]:,} words of prose." if len(measured) > 1 else "."),
        ("Revision", "Bytes", "Words of prose"),
        rows if len(rows) <= _BARS else tuple(row for row in rows if row[2]),
        strokes=(*strokes, Stroke(path(size, steps=True), "l"), Stroke(path(words, steps=True), "l2")),
        labels=(*labels, *_ends(points)),
        key=(("l", "kilobytes"), ("l2", f"words of prose (highest: {widest:,})")),
    )


def _spread(points: Sequence[Point]) -> list[float]:
    """Revisions stand side by side, not by the clock: edits come in bursts, and every edit matters here."""
    step = (RIGHT - LEFT) / max(len(points) - 1, 1)
    return [LEFT + number * step for number in range(len(points))]


def _y(value: float, highest: float) -> float:
    return BOTTOM - (BOTTOM - TOP) * value / highest


def _name(point: Point) -> str:
    day = point.revision.timestamp[:10]
    return f"{point.revision.revid}, {day}" if day else str(point.revision.revid)


def _ends(points: Sequence[Point]) -> list[Label]:
    first, last = points[0].revision, points[-1].revision
    return [
        Label(LEFT, BOTTOM + 20, first.timestamp[:10] or str(first.revid)),
        Label(RIGHT, BOTTOM + 20, last.timestamp[:10] or str(last.revid), "end"),
    ]


def _grouped(points: Sequence[Point]) -> list[Sequence[Point]]:
    size = -(-len(points) // _BARS)
    return [points[at : at + size] for at in range(0, len(points), size)]


def _where_bars_lead(page: Page, together: str) -> str:
    edit = "the last edit it stands for" if together else "the edit"
    return f"A bar leads to {edit}." if page.edit_link(0) else f"A bar leads to {edit} in the table of revisions."


def listed(points: Sequence[Point]) -> list[Point]:
    """Return the revisions that the table of revisions has room for: those that did something, the newest of them."""
    if len(points) <= _LISTED:
        return list(points)
    return [point for point in points if point.introduced or point.fixed][-_LISTED:]


def _link(page: Page, point: Point, shown: set[int]) -> str:
    revid = point.revision.revid
    return page.edit_link(revid) or (f"#rev-{revid}" if revid in shown else "")
