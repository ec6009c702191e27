from __future__ import annotations

from datetime import datetime

import pytest

from articlewatch.errors import ConfigurationError
from articlewatch.watch.outbox import digest_due
from articlewatch.watch.times import read_interval, read_quiet_hours, told_interval


def local(text: str) -> float:
    return datetime.fromisoformat(text).astimezone().timestamp()


@pytest.mark.parametrize(("text", "seconds"), [("30m", 1800), ("6h", 21600), (" 1D ", 86400), ("2w", 1209600)])
def test_intervals(text: str, seconds: int) -> None:
    assert read_interval(text) == seconds
    assert read_interval(told_interval(seconds)) == seconds


@pytest.mark.parametrize("text", ["", "6", "0h", "-1h", "h", "1.5h", "30s", "9999w", "soon"])
def test_bad_intervals_are_named(text: str) -> None:
    with pytest.raises(ConfigurationError, match="interval"):
        read_interval(text)


def test_quiet_hours_over_midnight() -> None:
    quiet = read_quiet_hours("22:00-07:00")
    assert quiet.end_after(local("2026-03-02T23:30:00")) == local("2026-03-03T07:00:00")
    assert quiet.end_after(local("2026-03-03T06:59:00")) == local("2026-03-03T07:00:00")
    assert quiet.end_after(local("2026-03-03T07:00:00")) is None
    assert quiet.end_after(local("2026-03-03T12:00:00")) is None


def test_quiet_hours_within_a_day() -> None:
    quiet = read_quiet_hours("9:00-17:30")
    assert quiet.end_after(local("2026-03-02T09:00:00")) == local("2026-03-02T17:30:00")
    assert quiet.end_after(local("2026-03-02T08:59:00")) is None


@pytest.mark.parametrize("text", ["22-7", "22:00", "25:00-07:00", "07:00-07:00", "a-b"])
def test_bad_quiet_hours_are_named(text: str) -> None:
    with pytest.raises(ConfigurationError, match="quiet hours"):
        read_quiet_hours(text)


def test_digests_are_sent_at_the_next_hour_morning_and_monday() -> None:
    told = local("2026-03-04T10:20:00")  # a Wednesday
    assert digest_due(told, "") == told
    assert digest_due(told, "hourly") == local("2026-03-04T11:00:00")
    assert digest_due(told, "daily") == local("2026-03-05T07:00:00")
    assert digest_due(local("2026-03-04T06:20:00"), "daily") == local("2026-03-04T07:00:00")
    assert digest_due(told, "weekly") == local("2026-03-09T07:00:00")
