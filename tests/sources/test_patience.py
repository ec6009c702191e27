from __future__ import annotations

import pytest

from articlewatch.sources.patience import Patience, asked_wait, retry_after

NOW = 1_700_000_000.0  # 2023-11-14T22:13:20Z


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("5", 5.0),
        ("1.5", 1.5),
        ("0", 0.0),
        ("Tue, 14 Nov 2023 22:14:20 GMT", 60.0),
        ("Tue, 14 Nov 2023 22:13:00 GMT", 0.0),  # in the past
        ("-3", None),
        ("nan", None),
        ("inf", None),
        ("soon", None),
        ("", None),
        (None, None),
    ],
)
def test_retry_after_in_all_its_forms(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


def test_lag_is_waited_for_only_without_a_header() -> None:
    assert asked_wait({"Retry-After": "5"}, NOW, 7.5) == 5.0
    assert asked_wait({}, NOW, 7.5) == 7.5
    assert asked_wait({}, NOW, 9999) == 30.0
    assert asked_wait({}, NOW, "much") is None


def test_backoff_doubles_up_to_a_ceiling_and_is_spread() -> None:
    patience = Patience(first=1.0, longest=10.0)
    assert [patience.backoff(n, 1.0) for n in range(1, 7)] == [1.0, 2.0, 4.0, 8.0, 10.0, 10.0]
    assert patience.backoff(3, 0.0) == 2.0
    assert patience.backoff(10_000, 0.0) == 5.0  # no overflow however often
