from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from articlewatch.article import Article
from articlewatch.article.dates_en import MONTHS, ProseDate, dates_of
from articlewatch.article.passage import Passage
from articlewatch.article.running import each_told, running_of
from articlewatch.article.spans import Span
from articlewatch.lint import Example, Problem, Related, rule
from articlewatch.lint.finding import Edit, Fix

_NAMES = {"dmy": "day first", "mdy": "month first"}
_Place = tuple[Span, ProseDate, bool]


@rule(
    "date-format-mixed",
    code="D002",
    severity="suggestion",
    when=MONTHS,
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    fix="assisted",
    bad=[
        Example(
            "It fell on 8 December 2024. On 9 December 2024 and 10 December 2024 more fell; on ⟦December 11, "
            "2024⟧ it ended.",
            fixed="It fell on 8 December 2024. On 9 December 2024 and 10 December 2024 more fell; on 11 "
            "December 2024 it ended.",
        ),
        Example(
            "{{Use mdy dates}}\nBuilt on ⟦8 May 1932⟧, it burned on June 2, 1940.",
            fixed="{{Use mdy dates}}\nBuilt on May 8, 1932, it burned on June 2, 1940.",
        ),
        Example(
            "On 3 May they left. On 4 May they came to Rome. On 7 May they met him. On ⟦May 9⟧ he died.",
            format="plain",
            fixed="On 3 May they left. On 4 May they came to Rome. On 7 May they met him. On 9 May he died.",
        ),
    ],
    good=[
        "It fell on 8 December 2024. On 9 December 2024 and 10 December 2024 more fell.",
        "{{Use dmy dates}}\nBuilt on 8 May 1932. After the September 11 attacks it closed.",
        'It fell on 8 December 2024 and rose on 9 December 2024; the diary says "December 11, 2024".',
        "{{Use mdy dates}}\nThe Windows 10 May 2019 update came on June 3, 2019.",
    ],
    precision="18 of 18 read hits right (English corpus)",
    guideline="MOS:DATEUNIFY",
)
def date_format_mixed(article: Article, *, share: float = 0.6) -> Iterator[Problem]:
    """Dates written day first and month first in one article.

    "8 December 2024" and "December 8, 2024" are both right, but not side by side. The form that
    {{Use dmy dates}} or {{Use mdy dates}} asks for decides; without one, the form of at least
    *share* of the dates does. One finding stands at the first date of the other form and names the rest;
    its fix turns them all. Names of events (September 11 attacks), quotations and titles are left alone.
    """
    told = [(section.offset, dates) for section, dates in each_told(article, _dates)]
    counts = {order: sum([len(dates[order]) for _, dates in told]) for order in _NAMES}
    wanted = article.page.date_style or _majority(counts["dmy"], counts["mdy"], share)
    if not wanted:
        return
    other = "mdy" if wanted == "dmy" else "dmy"
    strays = [(span.shift(by), date, plain) for by, dates in told for span, date, plain in dates[other]]
    if not strays:
        return
    why = (
        f"the page declares {_NAMES[wanted]}"
        if article.page.date_style
        else (f"{counts[wanted]} dates of the article put the {_NAMES[wanted]}".replace(" first", "") + " first")
    )
    yield Problem(
        strays[0][0],
        f"{len(strays)} date{'s' if len(strays) > 1 else ''} written {_NAMES[other]}; {why}",
        fix=_fix(strays, "dmy" if wanted == "dmy" else "mdy"),
        related=tuple(Related(span, f"also {_NAMES[other]}") for span, _, _ in strays[1:]),
        help=f"write “{strays[0][1].written('dmy' if wanted == 'dmy' else 'mdy')}”",
    )


def _dates(passage: Passage) -> dict[str, list[_Place]]:
    """The dates of a passage that are of one form or the other, by that."""
    running = running_of(passage)
    found: dict[str, list[_Place]] = {order: [] for order in _NAMES}
    for date in dates_of(running):
        if date.order == "my" or date.named or not 1 <= date.day <= 31:
            continue
        if running.kind_at(date.start) == "related":
            continue
        span = running.span_of(date.start, date.end)
        found[date.order].append((span, date, span.of(passage.text) == running.text[date.start : date.end]))
    return found


def _majority(dmy: int, mdy: int, share: float) -> str:
    if not dmy or not mdy or dmy + mdy < 3:
        return ""
    if max(dmy, mdy) < share * (dmy + mdy):
        return ""
    return "dmy" if dmy > mdy else "mdy"


def _fix(strays: list[_Place], wanted: Literal["dmy", "mdy"]) -> Fix | None:
    edits = [
        Edit(span.start, span.end, date.written(wanted)) for span, date, plain in strays if plain and not date.ordinal
    ]
    return Fix(tuple(edits), "assisted") if len(edits) == len(strays) else None
