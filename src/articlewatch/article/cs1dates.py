"""Dates as citation templates accept them: days, months, seasons, years and ranges of these.

The accepted forms follow the English Wikipedia's date rules as Citation Style 1 checks them. A date that is not
accepted can often be read all the same, and then written properly.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from articlewatch.article.dates_en import MONTHS

Style = Literal["dmy", "mdy", "ymd", "my", "y", "season", "none"]

_MONTH_NUMBERS = {name: n for n, name in enumerate(MONTHS, 1)} | {name[:3]: n for n, name in enumerate(MONTHS, 1)}
_MONTH_NUMBERS["Sept"] = 9
_LOWER_MONTHS = {name.lower(): n for name, n in _MONTH_NUMBERS.items()}
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_M = "(?:" + "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True)) + ")"
_D = r"[1-9]\d?"
_Y = r"[1-9]\d{2,3}"
_SEASON = "(?:Spring|Summer|Autumn|Fall|Winter)"
_NAMED = "(?:Christmas|Easter|(?:First|Second|Third|Fourth) Quarter|Q[1-4])"
#: Between days or months of one kind, and between whole dates.
_DASH, _SPACED = "[–-]", " ?[–-] ?"

_DMY = re.compile(rf"({_D}) ({_M}) ({_Y})[a-z]?")
_MDY = re.compile(rf"({_M}) ({_D}), ({_Y})[a-z]?")
_YMD = re.compile(r"([1-9]\d{3})-(\d\d)-(\d\d)")
_DDMY = re.compile(rf"({_D}){_DASH}({_D}) ({_M}) ({_Y})[a-z]?")
_MDDY = re.compile(rf"({_M}) ({_D}){_DASH}({_D}), ({_Y})[a-z]?")
_DMDMY = re.compile(rf"({_D}) ({_M}){_SPACED}({_D}) ({_M}) ({_Y})[a-z]?")
_MDMDY = re.compile(rf"({_M}) ({_D}){_SPACED}({_M}) ({_D}), ({_Y})[a-z]?")
_MY = re.compile(rf"({_M}) ({_Y})[a-z]?")
_MMY = re.compile(rf"({_M}){_DASH}({_M}) ({_Y})[a-z]?")
_MYMY = re.compile(rf"({_M}) ({_Y}){_SPACED}({_M}) ({_Y})[a-z]?")
_SEASONAL = re.compile(
    rf"(?:{_SEASON}|{_NAMED})(?:{_DASH}{_SEASON})? ({_Y})[a-z]?"
    rf"|{_SEASON} ({_Y}){_DASH}(?:\d\d|{_Y})[a-z]?|{_SEASON} ({_Y}){_SPACED}{_SEASON} {_Y}[a-z]?"
)
_YEAR = re.compile(rf"(?:c\. )?({_Y})[a-z]?(?:{_DASH}({_Y}|\d\d)[a-z]?)?")
_NONE = re.compile(r"n\.?d\.?[a-z]?")


class CitationDate(NamedTuple):
    """A date that citation templates accept.

    ``year``, ``month`` and ``day`` are those of its beginning, 0 where it names none; ``style`` says how it is written.
    """

    style: Style
    year: int = 0
    month: int = 0
    day: int = 0
    is_range: bool = False

    @property
    def key(self) -> tuple[int, int, int]:
        """What dates are compared by; unknown parts are 0."""
        return self.year, self.month, self.day


@lru_cache(maxsize=4096)
def parse_date(text: str) -> CitationDate | None:
    """Return what *text* says when citation templates accept it, otherwise None."""
    text = text.replace("&ndash;", "–").replace("&nbsp;", " ").strip()
    match = _YEAR.fullmatch(text)
    if match:
        return CitationDate("y", int(match.group(1)), is_range=match.group(2) is not None)
    single = _single(text)
    if single is not None:
        return single
    found = _ranges(text)
    if found is not None:
        return found
    match = _SEASONAL.fullmatch(text)
    if match:
        return CitationDate("season", int(next(g for g in match.groups() if g)))
    return CitationDate("none") if _NONE.fullmatch(text) else None


def _single(text: str) -> CitationDate | None:
    match = _YMD.fullmatch(text)
    if match:
        year, month, day = map(int, match.groups())
        # The Gregorian calendar begins in 1582; before it, year-month-day says nothing definite.
        return _dated("ymd", year, month, day) if year > 1582 else None
    match = _DMY.fullmatch(text)
    if match:
        return _dated("dmy", int(match.group(3)), _MONTH_NUMBERS[match.group(2)], int(match.group(1)))
    match = _MDY.fullmatch(text)
    if match:
        return _dated("mdy", int(match.group(3)), _MONTH_NUMBERS[match.group(1)], int(match.group(2)))
    match = _MY.fullmatch(text)
    if match:
        return CitationDate("my", int(match.group(2)), _MONTH_NUMBERS[match.group(1)])
    return None


def _ranges(text: str) -> CitationDate | None:
    number = _MONTH_NUMBERS
    if match := _DDMY.fullmatch(text):
        first, last, month, year = match.groups()
        return _span("dmy", (int(year), number[month], int(first)), (int(year), number[month], int(last)))
    if match := _MDDY.fullmatch(text):
        month, first, last, year = match.groups()
        return _span("mdy", (int(year), number[month], int(first)), (int(year), number[month], int(last)))
    if match := _DMDMY.fullmatch(text):
        first, month, last, other, year = match.groups()
        return _span("dmy", (int(year), number[month], int(first)), (int(year), number[other], int(last)))
    if match := _MDMDY.fullmatch(text):
        month, first, other, last, year = match.groups()
        return _span("mdy", (int(year), number[month], int(first)), (int(year), number[other], int(last)))
    if match := _MMY.fullmatch(text):
        month, other, year = match.groups()
        return _span("my", (int(year), number[month], 0), (int(year), number[other], 0))
    if match := _MYMY.fullmatch(text):
        month, year, other, last_year = match.groups()
        return _span("my", (int(year), number[month], 0), (int(last_year), number[other], 0))
    parts = re.split(r" [–-] ", text)
    if len(parts) == 2:
        begin, end = _single(parts[0]), _single(parts[1])
        if begin and end and begin.style == end.style and begin.style in ("dmy", "mdy"):
            return _span(begin.style, begin.key, end.key)
    return None


def _dated(style: Style, year: int, month: int, day: int) -> CitationDate | None:
    if not 1 <= month <= 12 or not 1 <= day <= days_in(year, month):
        return None
    return CitationDate(style, year, month, day)


def _span(style: Style, begin: tuple[int, int, int], end: tuple[int, int, int]) -> CitationDate | None:
    for year, month, day in (begin, end):
        if day and day > days_in(year, month):
            return None
    return CitationDate(style, *begin, is_range=True) if begin < end else None


def days_in(year: int, month: int) -> int:
    """Return the number of days of a month."""
    if month == 2 and (year % 4 or (year % 100 == 0 and year % 400)):
        return 28
    return _LENGTHS[month - 1]


def write_date(date: CitationDate, style: Style) -> str:
    """Return a single day in *style* (``dmy``, ``mdy`` or ``ymd``)."""
    month = MONTHS[date.month - 1]
    if style == "dmy":
        return f"{date.day} {month} {date.year}"
    if style == "mdy":
        return f"{month} {date.day}, {date.year}"
    return f"{date.year}-{date.month:02}-{date.day:02}"


_WEEKDAY = re.compile(r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thur?s?|Fri|Sat(?:ur)?|Sun)(?:day)?)[.,]?\s+", re.IGNORECASE)
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b", re.IGNORECASE)
_OF = re.compile(r"\s+of\s+|\s+(?:the\s+)(?=\d)", re.IGNORECASE)
_WORD = re.compile(r"[A-Za-z]+")
_LOOSE_DMY = re.compile(r"0?(\d{1,2})[\s,./-]+([A-Za-z]{3,9})\.?[\s,./-]+(\d{4})")
_LOOSE_MDY = re.compile(r"([A-Za-z]{3,9})\.?\s*0?(\d{1,2})(?:\s*,\s*|\s+)(\d{4})")
_LOOSE_YMD = re.compile(r"(\d{4})[-./–](\d{1,2})[-./–](\d{1,2})")
_LOOSE_YMONTH = re.compile(r"(\d{4})[\s,]+([A-Za-z]{3,9})\.?[\s,]+0?(\d{1,2})")
_LOOSE_MY = re.compile(r"([A-Za-z]{3,9})\.?,?\s+(?:of\s+)?(\d{4})", re.IGNORECASE)


def mended_date(text: str) -> str:
    """Return *text* as a date that templates accept, or an empty string when what it means is not certain.

    Mends commas, ordinals, capitals, leading zeros, weekdays, "of", dots after months; never guesses the order of two
    numbers.
    """
    text = " ".join(text.replace("&nbsp;", " ").replace("&ndash;", "–").replace("[[", "").replace("]]", "").split())
    text = _OF.sub(" ", _ORDINAL.sub(r"\1", _WEEKDAY.sub("", text, count=1))).strip(" ,.;")
    result = ""
    if match := _LOOSE_YMD.fullmatch(text):
        year, month, day = match.groups()
        # 2009-05-06 is by convention year-month-day; nobody writes year-day-month.
        result = f"{year}-{int(month):02}-{int(day):02}"
    elif match := _LOOSE_DMY.fullmatch(text):
        result = f"{int(match.group(1))} {_full(match.group(2))} {match.group(3)}"
    elif match := _LOOSE_MDY.fullmatch(text):
        result = f"{_full(match.group(1))} {int(match.group(2))}, {match.group(3)}"
    elif match := _LOOSE_YMONTH.fullmatch(text):
        result = f"{int(match.group(3))} {_full(match.group(2))} {match.group(1)}"
    elif match := _LOOSE_MY.fullmatch(text):
        result = f"{_full(match.group(1))} {match.group(2)}"
    else:
        result = _WORD.sub(lambda m: _full(m.group()) or m.group(), text)
    return result if parse_date(result) is not None else ""


def _full(word: str) -> str:
    """The month a word names, as long as it was written; an empty string for anything else."""
    number = _LOWER_MONTHS.get(word.lower())
    if number is None:
        return ""
    return MONTHS[number - 1] if len(word) > 4 or word.lower() == MONTHS[number - 1].lower() else MONTHS[number - 1][:3]
