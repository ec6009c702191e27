"""Read one answer of the Action API: is it usable, is it worth asking again, or is it final."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from articlewatch.errors import SourceError
from articlewatch.sources.patience import asked_wait

Json = dict[str, Any]

_HALF = re.compile("[\ud800-\udfff]")

#: HTTP statuses that pass; all other statuses of 400 and more are final
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504, 507, 520, 521, 522, 523, 524})

#: error codes that pass
_BUSY = frozenset({"maxlag", "ratelimited", "readonly", "toomanyrequests", "cirrussearch-too-busy-error"})


class WikiError(SourceError):
    """The wiki answered, and the answer is no. ``code`` is the API's name of the error."""

    def __init__(self, message: str, code: str = "") -> None:
        super().__init__(message)
        self.code = code


class WikiUnavailable(SourceError):
    """The wiki could not be reached or gave no usable answer, however often it was asked."""


@dataclass(frozen=True, slots=True)
class Again:
    """The request may succeed later: why it did not now, and the wait asked for in seconds, if any.

    ``attempts`` bounds how often that is believed.
    """

    reason: str
    wait: float | None = None
    attempts: int = 1_000_000


@dataclass(frozen=True, slots=True)
class Refused:
    """The API's own error: its code and its text in one line."""

    code: str
    text: str


def judge(status: int, headers: Mapping[str, str], body: bytes, now: float) -> Json | Again | Refused:
    """Return what an HTTP answer holds: the JSON object, a reason to ask again, or the API's refusal.

    MediaWiki reports its own errors with status 200; Wikimedia's edge answers 429 and 503 with an HTML
    page; a body cut short is JSON that does not end. *now* is the POSIX time.
    """
    if status in _PASSING:
        return Again(f"HTTP {status}", asked_wait(headers, now))
    if status >= 400:
        return Refused(f"http-{status}", f"HTTP {status}")
    if 300 <= status < 400:
        where = headers.get("Location", "elsewhere")[:200]
        return Refused("moved", f"the API has moved to {where}; use that address")
    try:
        answer = json.loads(body)
        if b"\\ud" in body.lower():
            answer = _sound(answer)
    except (ValueError, RecursionError):
        return _not_json(headers, body)
    if not isinstance(answer, dict):
        return Again("the answer is no JSON object")
    return _refusal(answer, headers, now) or answer


def _sound(value: Any) -> Any:
    """Return *value* with U+FFFD for halves of surrogate pairs, which no name can hold; texts are left as they are."""
    if isinstance(value, str):
        return _HALF.sub("\ufffd", value)
    if isinstance(value, list):
        return [_sound(item) for item in value]
    if isinstance(value, dict):
        return {_sound(key): item if key == "content" else _sound(item) for key, item in value.items()}
    return value


def _not_json(headers: Mapping[str, str], body: bytes) -> Again:
    start = body[:200].lstrip().lower()
    if start.startswith((b"<!doctype", b"<html")) or "html" in headers.get("Content-Type", "").lower():
        reason = "an HTML page instead of JSON (a wrong address, a login page or a captive portal answers so)"
        return Again(reason, attempts=3)
    return Again("the answer was cut short" if start else "the answer was empty")


def _refusal(answer: Json, headers: Mapping[str, str], now: float) -> Again | Refused | None:
    errors = [error for error in _errors(answer) if error["code"]]
    if not errors:
        return None
    first = errors[0]
    code, text = str(first["code"]), _one_line(first["text"])
    if code in _BUSY or code.startswith("internal_api_error"):
        lag = first["data"].get("lag")
        return Again(f"{code}: {text}" if text else code, asked_wait(headers, now, lag))
    return Refused(code, text or code)


def _errors(answer: Json) -> Iterator[Json]:
    """Yield the errors of an answer in one shape, from both of the API's (errorformat)."""
    listed = answer.get("errors")
    if isinstance(listed, list):
        for error in listed:
            if isinstance(error, dict):
                data = error.get("data")
                data = data if isinstance(data, dict) else {}
                text = error.get("text", error.get("html", error.get("*", "")))
                yield {"code": error.get("code"), "text": text, "data": data}
    single = answer.get("error")
    if isinstance(single, dict):
        yield {"code": single.get("code"), "text": single.get("info", ""), "data": single}


def warnings_of(answer: Json) -> Iterator[tuple[str, str]]:
    """Yield (code, text) of an answer's warnings, from both of the API's shapes."""
    found = answer.get("warnings")
    if isinstance(found, list):
        for warning in found:
            if isinstance(warning, dict):
                yield str(warning.get("code", "")), _one_line(warning.get("text", ""))
    elif isinstance(found, dict):
        for module, warning in found.items():
            text = warning.get("warnings", warning.get("*", "")) if isinstance(warning, dict) else warning
            yield str(module), _one_line(text)


def _one_line(text: object) -> str:
    line = " ".join(str(text).split())
    return line if len(line) <= 300 else line[:299] + "…"
