"""Dates in English prose: what is found, how it is ordered, what is no date."""

from __future__ import annotations

import pytest

from articlewatch.article.dates_en import find_dates


@pytest.mark.parametrize(
    ("text", "order", "day", "month", "year"),
    [
        ("on 8 December 2024 it", "dmy", 8, 12, 2024),
        ("On December 8, 2024, it", "mdy", 8, 12, 2024),
        ("on 8\u00a0December it", "dmy", 8, 12, 0),
        ("in December 2024 it", "my", 0, 12, 2024),
        ("the 8th of December 2024", "dmy", 8, 12, 2024),
        ("December 8th", "mdy", 8, 12, 0),
        ("on May 3 and", "mdy", 3, 5, 0),
        ("from 5 to 8 December", "dmy", 8, 12, 0),
    ],
)
def test_found(text: str, order: str, day: int, month: int, year: int) -> None:
    (date,) = find_dates(text)
    assert (date.order, date.day, date.month, date.year) == (order, day, month, year)
    assert text[date.start : date.end].strip() == text[date.start : date.end]


@pytest.mark.parametrize(
    "text",
    [
        "May came late",
        "the Windows 10 May update",
        "in December",
        "on 5–8 December",
        "a mid-May 2,000 men",
        "12.5 March",
    ],
)
def test_not_found(text: str) -> None:
    assert [d for d in find_dates(text) if d.day] == []


@pytest.mark.parametrize("text", ["the September 11 attacks", "the 26 July Movement", "the 15 May uprising"])
def test_names_keep_their_order(text: str) -> None:
    (date,) = find_dates(text)
    assert date.named


def test_written() -> None:
    (date,) = find_dates("the 8th of December, 2024")
    assert date.written("dmy") == "8 December 2024"
    assert date.written("mdy") == "December 8, 2024"
    assert date.ordinal and date.of
    assert date.lead < date.start
