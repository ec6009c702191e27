"""What a picture is made of. Lengths are units of the picture's own grid, ``WIDTH`` wide; y runs downwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

WIDTH, HEIGHT = 480, 200
LEFT, RIGHT, TOP, BOTTOM = 44, 470, 14, 172


class Bar(NamedTuple):
    """A filled rectangle; *kind* is its class in the style sheet, *tip* what a pointer is told, *href* its target."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    tip: str = ""
    href: str = ""


class Stroke(NamedTuple):
    """A line through points, written as an SVG path."""

    path: str
    kind: str


class Dot(NamedTuple):
    """A marked point."""

    x: float
    y: float
    kind: str
    tip: str = ""


class Label(NamedTuple):
    """A word in the picture; *anchor* is start, middle or end."""

    x: float
    y: float
    text: str
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture with its words: *said* tells in one sentence what it shows, with the numbers."""

    id: str
    title: str
    said: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    height: float = HEIGHT
    bars: tuple[Bar, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    dots: tuple[Dot, ...] = ()
    labels: tuple[Label, ...] = ()
    key: tuple[tuple[str, str], ...] = ()
    note: str = ""


class HeatCell(NamedTuple):
    """A count and its shade from 0 (none) to 5."""

    findings: int
    shade: int


class HeatRow(NamedTuple):
    """A section with its path and its number in the article, its cells and their sum."""

    name: str
    path: tuple[str, ...]
    index_in_article: int
    cells: tuple[HeatCell, ...]
    total: int


@dataclass(frozen=True, slots=True)
class HeatMap:
    """Sections by categories; it is a table, with shades for the eye."""

    columns: tuple[str, ...]
    rows: tuple[HeatRow, ...]
    said: str


def number(value: float) -> str:
    """Return a coordinate as short as it can be."""
    return f"{value:.1f}".removesuffix(".0")


def path(points: list[tuple[float, float]], *, steps: bool = False) -> str:
    """Return the SVG path through *points*; with *steps* each value holds until the next."""
    if not points:
        return ""
    x, y = points[0]
    parts = [f"M{number(x)} {number(y)}"]
    for x, y in points[1:]:
        parts.append(f"H{number(x)}V{number(y)}" if steps else f"L{number(x)} {number(y)}")
    return "".join(parts)


def steps_of(most: float) -> list[float]:
    """Return two to five round values from 0 up to about *most*, for the lines across a picture."""
    if most <= 0:
        return [0, 1]
    size = 1.0
    while not any(most / (size * factor) <= 5 for factor in (1, 2, 5)):
        size *= 10
    size *= next(factor for factor in (1, 2, 5) if most / (size * factor) <= 5)
    count = int(-(-most // size))
    return [n * size for n in range(count + 1)]


def grid(most: float, *, top: float = TOP, bottom: float = BOTTOM) -> tuple[list[Stroke], list[Label], float]:
    """Return lines across with their labels, and the value at the top of the picture."""
    values = steps_of(most)
    highest = values[-1]
    strokes, labels = [], []
    for value in values:
        y = bottom - (bottom - top) * value / highest
        strokes.append(Stroke(f"M{LEFT} {number(y)}H{RIGHT}", "g"))
        labels.append(Label(LEFT - 6, y + 4, short(value), "end"))
    return strokes, labels, highest


def short(value: float) -> str:
    """Return a number as an axis shows it: 12k for 12,000."""
    if value >= 1_000_000:
        return f"{value / 1_000_000:g}M"
    return f"{value / 1000:g}k" if value >= 1000 else f"{value:g}"
