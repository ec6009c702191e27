"""A baseline: findings that were there when checking began, so that only new ones are shown.

An entry holds no offsets. A finding is matched to an entry of the same page and rule by fingerprint; failing that
by the same words in another section (a section moved or renamed); failing that by words that are part of the
entry's, or the other way about (a paragraph split, a sentence added).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from articlewatch.errors import ConfigurationError
from articlewatch.lint.finding import Finding, SnapshotResult
from articlewatch.lint.fingerprint import normalise

VERSION = 1
#: The fewest characters that part of an entry's words must have to be taken for the same finding.
_ENOUGH = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """One known finding."""

    page: str
    rule: str
    fingerprint: str
    section: tuple[str, ...]
    excerpt: str


def entries_of(results: Iterable[SnapshotResult]) -> list[Entry]:
    """Return the entries for all findings of *results*."""
    return [_entry(page_of(result), finding) for result in results for finding in result.findings]


def page_of(result: SnapshotResult) -> str:
    """Return the name under which a snapshot's findings are kept: its title, or its path."""
    return result.snapshot.title or result.snapshot.path


def _entry(page: str, finding: Finding) -> Entry:
    return Entry(page, finding.rule, finding.fingerprint, finding.section, finding.excerpt)


def split_by_baseline(
    result: SnapshotResult, entries: Sequence[Entry]
) -> tuple[list[Finding], list[tuple[Finding, Entry]], list[Entry]]:
    """Return (new findings, (known finding, its entry), entries that no finding matches) of one snapshot.

    *entries* are those of the whole baseline; each matches at most one finding.
    """
    page = page_of(result)
    left = [entry for entry in entries if entry.page == page]
    fresh = list(result.findings)
    known: list[tuple[Finding, Entry]] = []
    for keys in (_exact, _same_words):
        fresh, left = _match_by(keys, fresh, left, known)
    fresh, left = _match_parts(fresh, left, known)
    fresh.sort(key=lambda f: (f.span, f.rule))
    return fresh, known, left


def _exact(item: Finding | Entry) -> tuple[str, str]:
    return item.rule, item.fingerprint


def _same_words(item: Finding | Entry) -> tuple[str, str]:
    return item.rule, normalise(item.excerpt)


def _match_by(
    key: Any, fresh: list[Finding], entries: list[Entry], known: list[tuple[Finding, Entry]]
) -> tuple[list[Finding], list[Entry]]:
    waiting: dict[Any, list[Entry]] = defaultdict(list)
    for entry in reversed(entries):
        waiting[key(entry)].append(entry)
    unmatched = []
    for finding in fresh:
        found = waiting.get(key(finding))
        if found:
            known.append((finding, found.pop()))
        else:
            unmatched.append(finding)
    used = {id(entry) for _, entry in known}
    return unmatched, [entry for entry in entries if id(entry) not in used]


def _match_parts(
    fresh: list[Finding], entries: list[Entry], known: list[tuple[Finding, Entry]]
) -> tuple[list[Finding], list[Entry]]:
    by_rule: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_rule[entry.rule].append(entry)
    unmatched = []
    for finding in fresh:
        words = normalise(finding.excerpt).rstrip("…")
        for entry in by_rule.get(finding.rule, ()):
            other = normalise(entry.excerpt).rstrip("…")
            if min(len(words), len(other)) >= _ENOUGH and (words in other or other in words):
                known.append((finding, entry))
                by_rule[finding.rule].remove(entry)
                break
        else:
            unmatched.append(finding)
    used = {id(entry) for _, entry in known}
    return unmatched, [entry for entry in entries if id(entry) not in used]


def write_baseline(entries: Iterable[Entry]) -> str:
    """Return the text of a baseline file: JSON, sorted, one entry a line, so that versions of it can be compared."""
    lines = sorted(
        json.dumps(
            {
                "page": e.page,
                "rule": e.rule,
                "fingerprint": e.fingerprint,
                "section": list(e.section),
                "excerpt": e.excerpt,
            },
            ensure_ascii=False,
        )
        for e in entries
    )
    body = ",\n    ".join(lines)
    return (
        f'{{\n  "version": {VERSION},\n  "entries": [\n    {body}\n  ]\n}}\n'
        if lines
        else (f'{{\n  "version": {VERSION},\n  "entries": []\n}}\n')
    )


def read_baseline(text: str, name: str) -> list[Entry]:
    """Return the entries in *text*, the baseline file called *name*.

    Raises ConfigurationError for what is no baseline, or one of a newer version.
    """
    try:
        data = json.loads(text)
        if data["version"] > VERSION:
            raise ConfigurationError(f"{name}: written by a newer version of articlewatch")
        return [
            Entry(e["page"], e["rule"], e["fingerprint"], tuple(e["section"]), e["excerpt"]) for e in data["entries"]
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigurationError(f"{name}: not a baseline ({type(error).__name__}: {error})") from None
