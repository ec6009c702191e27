"""Dates that citation templates accept, and those that can be mended."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from articlewatch.article.cs1dates import mended_date, parse_date, write_date


@pytest.mark.parametrize(
    ("text", "style", "key"),
    [
        ("5 May 2010", "dmy", (2010, 5, 5)),
        ("May 5, 2010", "mdy", (2010, 5, 5)),
        ("2010-05-05", "ymd", (2010, 5, 5)),
        ("5 Sep 2010a", "dmy", (2010, 9, 5)),
        ("29 February 2000", "dmy", (2000, 2, 29)),
        ("5–7 May 2010", "dmy", (2010, 5, 5)),
        ("30 April – 2 May 2010", "dmy", (2010, 4, 30)),
        ("30 December 2009 – 2 January 2010", "dmy", (2009, 12, 30)),
        ("May 5–7, 2010", "mdy", (2010, 5, 5)),
        ("May–June 2010", "my", (2010, 5, 0)),
        ("December 2009 – January 2010", "my", (2009, 12, 0)),
        ("Winter 1999–2000", "season", (1999, 0, 0)),
        ("Spring–Summer 2004", "season", (2004, 0, 0)),
        ("Christmas 2004", "season", (2004, 0, 0)),
        ("1990", "y", (1990, 0, 0)),
        ("c. 1990", "y", (1990, 0, 0)),
        ("1990–91", "y", (1990, 0, 0)),
        ("n.d.", "none", (0, 0, 0)),
    ],
)
def test_accepted(text: str, style: str, key: tuple[int, int, int]) -> None:
    found = parse_date(text)
    assert found is not None
    assert (found.style, found.key) == (style, key)


@pytest.mark.parametrize(
    "text",
    [
        "31 June 2010",
        "29 February 1900",
        "May 5 2010",
        "5 may 2010",
        "05 May 2010",
        "2010-5-5",
        "2010-13-01",
        "1500-05-05",
        "7–5 May 2010",
        "last May",
        "5/6/2010",
        "",
        "2010 May 5",
        "Smarch 2010",
    ],
)
def test_refused(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ("5th May, 2010", "5 May 2010"),
        ("the 5th of May 2010", ""),
        ("5th of May 2010", "5 May 2010"),
        ("Monday, May 5 2010", "May 5, 2010"),
        ("2010.5.3", "2010-05-03"),
        ("may 2010", "May 2010"),
        ("May, 2010", "May 2010"),
        ("Oct. 2, 2005", "Oct 2, 2005"),
        ("05-06-2009", ""),
        ("31 June 2010", ""),
        ("2010 May 05", "5 May 2010"),
    ],
)
def test_mending(text: str, mended: str) -> None:
    assert mended_date(text) == mended


def test_every_day_survives_every_style() -> None:
    day = date(1896, 2, 27)
    while day < date(1905, 1, 1):
        for style in ("dmy", "mdy", "ymd"):
            found = parse_date(write_date(_as_parsed(day), style))  # type: ignore[arg-type]
            assert found is not None and found.key == (day.year, day.month, day.day)
        day += timedelta(days=17)


def _as_parsed(day: date):  # type: ignore[no-untyped-def]
    found = parse_date(day.isoformat())
    assert found is not None
    return found
