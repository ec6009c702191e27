from __future__ import annotations

import json
from typing import Any

import pytest

from articlewatch.sources.answers import Again, Refused, judge, warnings_of


def answer(body: Any, status: int = 200, **headers: str) -> Any:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return judge(status, {name.replace("_", "-"): value for name, value in headers.items()}, raw, 0.0)


def test_an_answer() -> None:
    assert answer({"query": {}}) == {"query": {}}


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_statuses_that_pass(status: int) -> None:
    assert answer(b"<html>", status, Retry_After="2.5") == Again(f"HTTP {status}", 2.5)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 414])
def test_statuses_that_do_not(status: int) -> None:
    assert answer(b"<html>", status) == Refused(f"http-{status}", f"HTTP {status}")


def test_a_redirect_is_not_followed() -> None:
    refused = answer(b"", 301, Location="https://other.org/api.php")
    assert isinstance(refused, Refused) and "https://other.org/api.php" in refused.text


@pytest.mark.parametrize("body", [b"", b'{"batchcomplete":true,"que', b"[1]", b"\xff\xfe", b"[" * 100_000])
def test_a_body_that_is_no_answer_is_asked_for_again(body: bytes) -> None:
    assert isinstance(answer(body), Again)


def test_html_is_believed_three_times() -> None:
    again = answer(b"<!DOCTYPE html><title>Portal</title>")
    assert isinstance(again, Again) and again.attempts == 3 and "HTML" in again.reason


@pytest.mark.parametrize(
    "error",
    [
        {"errors": [{"code": "maxlag", "text": "Waiting", "data": {"lag": 7.5}}]},
        {"error": {"code": "maxlag", "info": "Waiting", "lag": 7.5}},
    ],
)
def test_both_shapes_of_error(error: Any) -> None:
    assert answer(error) == Again("maxlag: Waiting", 7.5)
    assert answer(error, Retry_After="5") == Again("maxlag: Waiting", 5.0)


def test_a_refusal_is_one_line() -> None:
    refused = answer({"errors": [{"code": "badvalue", "text": "Un\nrecognised\tvalue " + "x" * 999}]})
    assert isinstance(refused, Refused) and refused.code == "badvalue"
    assert "\n" not in refused.text and len(refused.text) == 300


def test_errors_in_strange_shapes_do_not_break() -> None:
    assert answer({"errors": "none", "error": 3}) == {"errors": "none", "error": 3}
    assert answer({"errors": [None, {"code": "x", "data": 3}]}) == Refused("x", "x")


def test_both_shapes_of_warnings() -> None:
    assert list(warnings_of({"warnings": [{"code": "w", "text": "t"}]})) == [("w", "t")]
    assert list(warnings_of({"warnings": {"main": {"warnings": "t"}, "query": {"*": "u"}}})) == [
        ("main", "t"),
        ("query", "u"),
    ]


def test_halves_of_surrogate_pairs_stay_in_texts_only() -> None:
    raw = rb'{"a": ["Br\ud800idge", {"\uD83D": "\ud83d\ude00"}], "content": "x\udfff"}'
    assert judge(200, {}, raw, 0.0) == {"a": ["Br\ufffdidge", {"\ufffd": "\U0001f600"}], "content": "x\udfff"}
