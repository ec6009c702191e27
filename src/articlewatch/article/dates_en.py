"""Finding calendar dates in English prose: day, month and year, their order, and how they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from articlewatch.article.running import RunningText

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONTH = "(?:" + "|".join(MONTHS) + ")"
#: Days of the months of a leap year.
LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

Order = Literal["dmy", "mdy", "my"]

_NUMBERS = {name: number for number, name in enumerate(MONTHS, 1)}
_MONTH = re.compile(MONTH + r"(?![\w’'-])")
_DAY_BEFORE = re.compile(
    r"(?<![\w.,:/–-])(?P<the>[Tt]he )?(?P<day>\d{1,2})(?P<ending>st|nd|rd|th)?(?P<of> of)?[ \u00a0]$"
)
_YEAR_AFTER = re.compile(r"(?P<gap>,?[ \u00a0]|, ?of )(?P<year>[12]\d{3})(?![\w–-]|[,.:/]\d)")
_DAY_AFTER = re.compile(
    r"[ \u00a0](?P<day>\d{1,2})(?P<ending>st|nd|rd|th)?(?![\w:/–-]|[.,]\d)"
    r"(?:(?P<gap>,?[ \u00a0]|,)(?P<year>[12]\d{3})(?![\w–-]|[,.:/]\d))?"
)
#: A capital before the number makes it part of a name ("Windows 10 April 2018"), unless the word opens a sentence.
_NAME_BEFORE = re.compile(r"(?<![.!?:;\n] )(?<!\w)(?P<word>[A-Z]\w+) $")
_OPENERS = frozenset(
    (
        *("On", "In", "By", "Since", "From", "Until", "Between", "After", "Before", "The", "And", "Dated", "About"),
        *(
            "Around",
            "Through",
            "Born",
            "Died",
            "To",
            "Effective",
            "Sunday",
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
        ),
        *("Friday", "Saturday", "Sun", "Mon", "Tue", "Wed", "Thu", "Thurs", "Fri", "Sat"),
    )
)
#: Words by which a day and a month name an event, a movement or a street: their order is part of the name.
_NAMED = re.compile(
    r"[ \u00a0-](?:attacks?|bombings?|protests?|uprising|movement|coup|revolution|incident|crisis|massacre|holiday"
    r"|celebrations?|plot|group|[A-Z][\w’']*)"
)


class ProseDate(NamedTuple):
    """A date in prose, in code points of the text it was found in.

    ``start`` is where the day or month begins, ``lead`` where a "the" before it begins (the same as ``start`` without
    one). ``day`` and ``year`` are 0 when not given. ``gap`` is what stands before the year. ``ordinal`` says
    that the day has an ordinal ending, ``of`` that "of" stands between day and month. ``named`` says that the date is
    part of a name such as "September 11 attacks".
    """

    start: int
    end: int
    lead: int
    order: Order
    day: int
    month: int
    year: int
    gap: str
    ordinal: bool
    of: bool
    named: bool

    @property
    def month_name(self) -> str:
        """The month's English name."""
        return MONTHS[self.month - 1]

    def written(self, order: Literal["dmy", "mdy"]) -> str:
        """Return the date as the manuals of style want it, in *order*."""
        day_month = f"{self.day} {self.month_name}" if order == "dmy" else f"{self.month_name} {self.day}"
        if not self.year:
            return day_month
        return f"{day_month} {self.year}" if order == "dmy" else f"{day_month}, {self.year}"


def find_dates(text: str) -> Iterator[ProseDate]:
    """Yield the dates of *text* that have at least a month and a day or a year, in their order."""
    for match in _MONTH.finditer(text):
        date = _date_at(text, match)
        if date is not None:
            yield date


def _date_at(text: str, match: re.Match[str]) -> ProseDate | None:
    month = _NUMBERS[match.group()]
    first, last = match.span()
    if first and (text[first - 1].isalnum() or text[first - 1] in "-–'’"):
        return None
    before = _DAY_BEFORE.search(text, max(first - 14, 0), first)
    if before:
        year = _YEAR_AFTER.match(text, last)
        end = year.end() if year else last
        start = before.start("day")
        ordinal = bool(before["ending"])
        name = _NAME_BEFORE.search(text, max(start - 30, 0), start)
        if (before["of"] and not ordinal) or (name and name["word"] not in _OPENERS):
            return None
        return ProseDate(
            start,
            end,
            before.start(),
            "dmy",
            int(before["day"]),
            month,
            int(year["year"]) if year else 0,
            year["gap"] if year else "",
            ordinal,
            bool(before["of"]),
            _NAMED.match(text, end) is not None and not year,
        )
    day = _DAY_AFTER.match(text, last)
    if day:
        end = day.end()
        named = not day["year"] and _NAMED.match(text, end) is not None
        return ProseDate(
            first,
            end,
            first,
            "mdy",
            int(day["day"]),
            month,
            int(day["year"] or 0),
            day["gap"] or "",
            bool(day["ending"]),
            False,
            named,
        )
    year = _YEAR_AFTER.match(text, last)
    if year:
        return ProseDate(first, year.end(), first, "my", 0, month, int(year["year"]), year["gap"], False, False, False)
    return None


def dates_of(running: RunningText) -> tuple[ProseDate, ...]:
    """Return the dates of a running text, found once."""
    return running.extracted(_dates)


def _dates(running: RunningText) -> tuple[ProseDate, ...]:
    return tuple(find_dates(running.text))
