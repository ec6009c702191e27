"""Pictures of the sources: how old they are, when they were last looked at, and where they come from."""

from __future__ import annotations

from collections import Counter
from statistics import median

from articlewatch.report.charts.shapes import BOTTOM, LEFT, RIGHT, TOP, Bar, Chart, Label, grid
from articlewatch.report.model import Page

_DOMAINS = 15
_YEARS = 40
_LISTED = 20
#: Of more years than this the numbers stand in the table only.
_TIPS = 25


def ages_chart(page: Page) -> Chart | None:
    """Sources by year of publication and of last access; None when no source has a year."""
    published = Counter(source.year for source in page.sources if source.year)
    accessed = Counter(source.access_year for source in page.sources if source.access_year)
    if not published and not accessed:
        return None
    last = max([*published, *accessed])
    first = max(min([*published, *accessed]), last - _YEARS + 1)
    years = list(range(first, last + 1))
    older = sum(count for year, count in published.items() if year < first)
    strokes, labels, highest = grid(max([*published.values(), *accessed.values()]))
    unit = (BOTTOM - TOP) / highest
    width = (RIGHT - LEFT) / len(years)
    bars = []
    for number, year in enumerate(years):
        x = LEFT + number * width
        for shift, kind, counts, word in ((0.1, "b1", published, "published"), (0.5, "b2", accessed, "accessed")):
            count = counts[year]
            if count:
                tip = f"{year}: {count} {word}" if len(years) <= _TIPS else ""
                bars.append(
                    Bar(x + shift * width, BOTTOM - count * unit, min(width * 0.4, 40), count * unit, kind, tip)
                )
    dated = [year for year, count in published.items() for _ in range(count)]
    undated = sum(1 for source in page.sources if not source.year)
    said = f"Of {len(dated)} dated sources the middle one is from {median(dated):.0f}; " if len(dated) > 1 else ""
    said += f"{undated} of {len(page.sources)} have no date that can be read."
    labels += [
        Label(LEFT + (years.index(year) + 0.5) * width, BOTTOM + 20, str(year), "middle") for year in _marked(years)
    ]
    return Chart(
        "ages",
        "Age of the sources",
        said,
        ("Year", "Published", "Last accessed"),
        tuple(
            (str(year), str(published[year]), str(accessed[year]))
            for year in sorted({*published, *accessed}, reverse=True)
        ),
        bars=tuple(bars),
        strokes=tuple(strokes),
        labels=tuple(labels),
        key=(("b1", "published"), ("b2", "last accessed")),
        note=f"{older} sources before {first} are not drawn." if older else "",
    )


def _marked(years: list[int]) -> list[int]:
    step = max(1, -(-len(years) // 7))
    return years[::step]


def domains_chart(page: Page) -> Chart | None:
    """The web sites most cited; None when no source has an address."""
    uses: Counter[str] = Counter()
    for source in page.sources:
        if source.host:
            uses[source.host] += max(source.uses, 1)
    if not uses:
        return None
    ranked = sorted(uses.items(), key=lambda item: (-item[1], item[0]))
    shown = ranked[:_DOMAINS]
    rest = sum(count for _, count in ranked[_DOMAINS:])
    most = shown[0][1]
    bars, labels = [], []
    for number, (host, count) in enumerate(shown):
        y = 4 + number * 22
        name = host if len(host) <= 28 else host[:27] + "…"
        bars.append(Bar(196, y, max(240 * count / most, 2), 15, "b1", "" if name == host else host))
        labels += [Label(188, y + 12, name, "end"), Label(202 + 240 * count / most, y + 12, str(count))]
    total = sum(uses.values())
    return Chart(
        "domains",
        "Where the sources come from",
        f"{len(uses)} sites; the first, {shown[0][0]}, has {shown[0][1]} of {total} uses"
        + (f"; {rest} uses are of sites not shown." if rest else "."),
        ("Site", "Uses"),
        tuple((host, str(count)) for host, count in ranked[:_LISTED]),
        height=8 + 22 * len(shown),
        bars=tuple(bars),
        labels=tuple(labels),
    )
