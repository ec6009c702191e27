"""When to ask a wiki again: Retry-After in all its forms, and exponential back-off with jitter."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to put up with a wiki. All times are in seconds.

    ``attempts`` is how often one request is made in all; ``first`` and ``longest`` bound the back-off;
    a wiki that asks for a wait longer than ``limit`` is left alone until the next run. ``connect``,
    ``silence`` and ``whole`` limit one answer: to the connection, between two pieces, in total.
    """

    attempts: int = 7
    first: float = 1.0
    longest: float = 60.0
    limit: float = 180.0
    connect: float = 15.0
    silence: float = 60.0
    whole: float = 300.0

    def backoff(self, attempt: int, chance: float) -> float:
        """Return the wait after failed *attempt* (from 1); *chance* in [0, 1) spreads it over its upper half.

        Clients that failed together must not come back together.
        """
        ceiling = min(self.longest, self.first * 2.0 ** min(attempt - 1, 30))
        return ceiling * (0.5 + chance / 2)


def retry_after(value: str | None, now: float) -> float | None:
    """Return the seconds a ``Retry-After`` header asks for, or None when it says nothing usable.

    The value may be whole seconds, a decimal fraction (seen at Wikimedia) or a date (RFC 9110 10.2.3);
    *now* is the current POSIX time.
    """
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        return _until(value, now)
    return seconds if math.isfinite(seconds) and seconds >= 0 else None


def _until(date: str, now: float) -> float | None:
    try:
        moment = parsedate_to_datetime(date)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return max(0.0, moment.timestamp() - now)
    except (ValueError, TypeError, OverflowError):
        return None


def asked_wait(headers: Mapping[str, str], now: float, lag: object = None) -> float | None:
    """Return the wait a server asks for, by header or, for ``maxlag``, by the lag it states."""
    wait = retry_after(headers.get("Retry-After"), now)
    if wait is None and isinstance(lag, int | float) and math.isfinite(lag) and lag > 0:
        return min(float(lag), 30.0)
    return wait
