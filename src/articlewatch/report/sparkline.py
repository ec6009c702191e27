"""A line of an article's open findings over time, small enough for a cell of a table."""

from __future__ import annotations

from collections.abc import Sequence
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
    return sparkline_of([sum(point.standing.values()) for point in page.points])


def sparkline_of(counts: Sequence[int]) -> Sparkline | None:
    """Return the line through *counts* of open findings, one a revision; None for fewer than two."""
    if len(counts) < 2:
        return None
    step = max(1, -(-len(counts) // _POINTS))
    values = [*counts[:-1:step], counts[-1]]
    most = max(*values, 1)
    line = [(100 * n / (len(values) - 1), 22 - 20 * value / most) for n, value in enumerate(values)]
    return Sparkline(path(line), f"Open findings from {values[0]} to {values[-1]}, at most {most}")
