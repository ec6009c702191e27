"""Pictures of where in the article the work is: sections by categories, and paragraphs cited and uncited."""

from __future__ import annotations

from articlewatch.lint.rule import CATEGORIES
from articlewatch.report.charts.shapes import WIDTH, Bar, Chart, HeatCell, HeatMap, HeatRow, Stroke, number
from articlewatch.report.model import Page

_STRIP = 34
_TALLEST = 400
_TABLE = 40
_KINDS = {"cited": "ok", "uncited": "no", "exempt": "na"}
_WORDS = {"cited": "cited", "uncited": "no source", "exempt": "needs none here"}


def heat_map(page: Page) -> HeatMap | None:
    """Return the sections that have findings, by categories; None without findings or with one section only."""
    used = [name for name in (*CATEGORIES, "meta") if any(row.counts.get(name) for row in page.sections)]
    rows = [row for row in page.sections if row.counts]
    if not rows or len(page.sections) < 2:
        return None
    most = max(max(row.counts.values()) for row in rows)
    worst = max(rows, key=lambda row: sum(row.counts.values()))
    total = sum(worst.counts.values())
    return HeatMap(
        tuple(used),
        tuple(
            HeatRow(
                " › ".join(row.title) or "Lead",
                row.title,
                row.index,
                tuple(HeatCell(count := row.counts.get(name, 0), _shade(count, most)) for name in used),
                sum(row.counts.values()),
            )
            for row in rows
        ),
        f"Most are in “{' › '.join(worst.title) or 'Lead'}” ({total}); "
        f"{len(page.sections) - len(rows)} of {len(page.sections)} sections have none.",
    )


def _shade(count: int, most: int) -> int:
    return 0 if not count else 1 + round(4 * (count - 1) / max(most - 1, 1))


def coverage_chart(page: Page) -> Chart | None:
    """The paragraphs of prose in order, wide as their words; None when there are none."""
    cells = page.cells
    if not cells:
        return None
    total = sum(cell.words for cell in cells)
    bars = []
    blocks = {"ok": "", "na": ""}
    rows, x, y = 1 + min(len(cells), _TALLEST) // 60, 0.0, 4.0
    unit = WIDTH * rows / total
    for cell in cells[:_TALLEST]:
        width = max(cell.words * unit, 1.5)
        if x and x + width > WIDTH + 1:
            x, y = 0.0, y + _STRIP + 6
        drawn = max(min(width, WIDTH - x) - 1, 0.5)
        if cell.cover == "uncited":
            bars.append(Bar(x, y, drawn, _STRIP, "no", f"{' › '.join(cell.section) or 'Lead'}, ¶{cell.number}"))
        else:
            # Half as high as the others, so that they are told apart without colours too.
            blocks[_KINDS[cell.cover]] += f"M{number(x)} {number(y + _STRIP * 0.75)}h{number(drawn)}"
        x += width
    counts = {cover: sum(1 for cell in cells if cell.cover == cover) for cover in _KINDS}
    needing = counts["cited"] + counts["uncited"]
    left = max(len(cells) - _TALLEST, 0)
    missing = [cell for cell in cells if cell.cover == "uncited"]
    return Chart(
        "coverage",
        "Paragraphs, cited and uncited",
        f"{counts['cited']} of {needing} paragraphs of prose cite a source"
        + (f"; {counts['exempt']} more need none (the lead sums up what is cited below)." if counts["exempt"] else "."),
        ("Uncited paragraph", "Words", "Begins"),
        tuple((f"{' › '.join(c.section) or 'Lead'}, {c.number}", str(c.words), c.opening) for c in missing[:_TABLE]),
        height=y + _STRIP + 4,
        bars=tuple(bars),
        strokes=tuple(Stroke(path, f"b {kind}") for kind, path in blocks.items() if path),
        key=tuple((kind, _WORDS[cover]) for cover, kind in _KINDS.items() if counts[cover]),
        note="One block a paragraph, in order, as wide as it has words; those without a source stand out."
        + (f" The last {left} are not drawn." if left else ""),
    )
