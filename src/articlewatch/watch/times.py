"""Intervals, days and hours of the day as a user writes them. Moments are POSIX seconds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from articlewatch.errors import ConfigurationError

MINUTE, HOUR, DAY = 60, 3600, 86400

_UNITS = {"m": MINUTE, "min": MINUTE, "h": HOUR, "d": DAY, "w": 7 * DAY}
_INTERVAL = re.compile(r"(\d{1,6})\s*(m|min|h|d|w)")
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")

#: more often than this is no watching but hammering; the wiki's change feed is there for that
SHORTEST = MINUTE
LONGEST = 366 * DAY


def read_interval(text: str) -> int:
    """Return the seconds in an interval such as ``30m``, ``6h``, ``1d`` or ``2w``. Raises ConfigurationError."""
    match = _INTERVAL.fullmatch(text.strip().lower())
    seconds = int(match[1]) * _UNITS[match[2]] if match else 0
    if not SHORTEST <= seconds <= LONGEST:
        raise ConfigurationError(f"an interval is like 30m, 6h, 1d or 2w (from 1m to 52w), not {text!r}")
    return seconds


def told_interval(seconds: int) -> str:
    """Return *seconds* as ``read_interval`` takes them."""
    for unit in ("w", "d", "h"):
        if seconds % _UNITS[unit] == 0:
            return f"{seconds // _UNITS[unit]}{unit}"
    return f"{seconds // MINUTE}m"


def told_time(moment: float) -> str:
    """Return a moment in UTC as ISO 8601, to the second."""
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment_of(timestamp: str) -> int:
    """Return the moment of an ISO 8601 time with an offset, as ``read_date`` makes it."""
    return int(datetime.fromisoformat(timestamp).timestamp())


@dataclass(frozen=True, slots=True)
class QuietHours:
    """A stretch of the day, in minutes after midnight of local time, in which nothing is sent."""

    start: int
    end: int

    def end_after(self, moment: float) -> float | None:
        """Return when the quiet hours end that *moment* lies in, or None when it lies in none."""
        local = datetime.fromtimestamp(moment).astimezone()
        minute = local.hour * 60 + local.minute
        inside = self.start <= minute < self.end if self.start < self.end else not self.end <= minute < self.start
        if not inside:
            return None
        end = local.replace(hour=self.end // 60, minute=self.end % 60, second=0, microsecond=0)
        return (end if end > local else end + timedelta(days=1)).timestamp()


def read_quiet_hours(text: str) -> QuietHours:
    """Return the hours in a text such as ``22:00-07:00``. Raises ConfigurationError."""
    ends = [_CLOCK.fullmatch(part.strip()) for part in text.split("-")]
    if len(ends) == 2 and ends[0] and ends[1]:
        start, end = (int(match[1]) * 60 + int(match[2]) for match in ends if match)
        if start != end:
            return QuietHours(start, end)
    raise ConfigurationError(f"quiet hours are like 22:00-07:00, not {text!r}")
