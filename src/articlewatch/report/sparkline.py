"""A line of an article's open findings over time, small enough for a cell of a table."""

from __future__ import annotations

from typing import NamedTuple

from articlewatch.report.charts.shapes import path
from articlewatch.report.model import Page

_POINTS = 40


class Sparkline(NamedTuple):
    """The SVG path in a box of 100 by 24, and what it shows in words."""

    path: str
    said: str


def sparkline(page: Page) -> Sparkline | None:
    """Return the open findings after each revision of *page*; None without a history."""
    points = page.points
    if len(points) < 2:
        return None
    step = max(1, -(-len(points) // _POINTS))
    chosen = [*points[:-1:step], points[-1]]
    values = [sum(point.standing.values()) for point in chosen]
    most = max(*values, 1)
    line = [(100 * n / (len(values) - 1), 22 - 20 * value / most) for n, value in enumerate(values)]
    return Sparkline(path(line), f"Open findings from {values[0]} to {values[-1]}, at most {most}")
