from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator

from articlewatch.article import Section, Template
from articlewatch.article.dates_en import LENGTHS, MONTH, MONTHS, dates_of
from articlewatch.article.running import running_text
from articlewatch.lint import Problem, rule

_LONG_YEAR = re.compile(rf"{MONTH},? [12]\d{{4}}(?!\d|[,.:]\d)")
_IN_WORD = re.compile(r"(?<=\w)")
#: Templates that take a year, a month and a day.
_DATED = frozenset(
    f"{what}{joint}date{more}"
    for what in ("birth", "death", "start", "end", "film", "release", "opening", "launch")
    for joint in " -"
    for more in ("", " and age", " and given age")
)


@rule(
    "date-impossible",
    code="D008",
    severity="error",
    when=(*MONTHS, "date"),
    formats=("wikitext", "plain", "html"),
    languages=("en",),
    bad=[
        "The bridge opened on ⟦31 June 1932⟧ and was rebuilt.",
        "He was born on ⟦February 29, 2023⟧, in Oslo.",
        "It took place on ⟦30 February⟧.",
        "The law was passed in ⟦June 20012⟧.",
        "Born ⟦{{birth date|1980|2|30}}⟧ in Oslo, she sings.",
    ],
    good=[
        "The bridge opened on 30 June 1932; he was born on 29 February 2024.",
        "Sweden had a 30 February 1712 once.",
        "Some 75 March Field aircraft stood there; on May 40 men left.",
        "The law was passed in June 2012. {{start date|2012|6|30}}",
        "{{birth date|1980|2|{{{day}}}}} was a template's parameter.",
    ],
    precision="2 of 2 hits right (English corpus)",
    guideline="MOS:DATE",
)
def date_impossible(section: Section) -> Iterator[Problem]:
    """A date that no calendar has.

    A reader cannot tell which part is the slip: 31 June, 29 February of a common year, a
    year of five digits. Look the date up in the source. Dates of other calendars (the
    Swedish 30 February 1712, the Soviet calendar) are the known exceptions; the one of
    Sweden is left alone.
    """
    running = running_text(section)
    for date in dates_of(running):
        if date.day and _impossible(date.day, date.month, date.year):
            if (date.day > 31 and not date.year) or date.named:
                continue  # "on May 40 men left"
            span = running.span_of(date.start, date.end)
            yield Problem(span, f"there is no {date.written('dmy')}", help="look the date up in the source")
    for match in _LONG_YEAR.finditer(running.text):
        if not _IN_WORD.match(running.text, match.start()):
            span = running.span_of(*match.span())
            yield Problem(span, f"year of five digits: {match.group()}", help="look the date up in the source")
    for key in section.passage.templates_by_key.keys() & _DATED:
        for template in section.passage.templates_by_key[key]:
            parts = _numbers(template)
            if parts and _impossible(parts[2], parts[1], parts[0]):
                name = MONTHS[parts[1] - 1]
                yield Problem(template.span, f"there is no {parts[2]} {name} {parts[0]}")


def _impossible(day: int, month: int, year: int) -> bool:
    if (day, month, year) == (30, 2, 1712):
        return False
    if not 1 <= day <= LENGTHS[month - 1]:
        return True
    # Before 1752 Britain counted leap years otherwise, and other countries until later still.
    return (day, month) == (29, 2) and year > 1923 and monthrange(year, 2)[1] == 28


def _numbers(template: Template) -> tuple[int, int, int] | None:
    values = [template.value(n) for n in ("1", "2", "3")]
    if not all(v.isdecimal() and len(v) <= 4 for v in values):
        return None
    year, month, day = map(int, values)
    return (year, month, day) if 1 <= month <= 12 and year > 31 and day <= 99 else None
