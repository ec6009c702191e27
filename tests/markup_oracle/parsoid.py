"""Parsoid's own lints for a wikitext, asked of a MediaWiki on this machine and kept on disk."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests


@dataclass(frozen=True, slots=True)
class Lint:
    """One lint. ``start`` and ``end`` are code points; ``params`` are Parsoid's."""

    type: str
    start: int
    end: int
    params: dict[str, Any]


class Parsoid:
    """Asks ``transform/wikitext/to/lint``. Answers are kept in *cache*, one file for each text."""

    def __init__(self, url: str, cache: Path) -> None:
        self._url = f"{url}/rest.php/{url.partition('//')[2].partition(':')[0]}/v3/transform/wikitext/to/lint"
        self._cache = cache
        cache.mkdir(parents=True, exist_ok=True)

    def lints(self, text: str) -> list[Lint] | None:
        """Return the lints of *text*, or None when the server gave up on it."""
        file = self._cache / f"{hashlib.sha256(text.encode()).hexdigest()[:32]}.json"
        if not file.exists():
            try:
                answer = requests.post(self._url, json={"wikitext": text}, headers={"X-No-Fault": "1"}, timeout=180)
                answer.raise_for_status()
                file.write_text(json.dumps(answer.json()))
            except (requests.RequestException, ValueError):
                return None
        offsets = _Utf16(text)
        return [
            Lint(item["type"], offsets.code_point(item["dsr"][0]), offsets.code_point(item["dsr"][1]), _params(item))
            for item in json.loads(file.read_text())
        ]


def _params(item: dict[str, Any]) -> dict[str, Any]:
    params = item.get("params")
    found = dict(params) if isinstance(params, dict) else {}
    if item.get("templateInfo"):
        found["template"] = item["templateInfo"]
    return found


class _Utf16:
    """Offsets in UTF-16 units into code points."""

    def __init__(self, text: str) -> None:
        at = 0
        self._wide: list[int] = []  # unit offset behind each character that takes two units
        for character in text:
            at += 1
            if character > "\uffff":
                at += 1
                self._wide.append(at)

    def code_point(self, unit: int) -> int:
        """Return the code-point offset of *unit*."""
        return unit - bisect_left(self._wide, unit + 1)
