"""Comments and side-file entries that silence findings, and findings about those that silence nothing."""

from __future__ import annotations

from datetime import date

import pytest
from lint.made import RULES

from articlewatch.article import Snapshot
from articlewatch.lint import Linter
from articlewatch.lint.finding import SnapshotResult
from articlewatch.lint.suppression import SideEntry


def lint(text: str, *ignores: SideEntry, today: date | None = None) -> SnapshotResult:
    """*text* checked with the made rules."""
    return Linter(RULES, ignores=ignores, today=today).lint(Snapshot(text, title="T", path="t.wikitext"))


#: text -> (lines of the findings left, lines and reasons of those silenced)
COMMENTS = {
    "red\n": ([1], []),
    "<!-- articlewatch: ignore=red-word why -->\nred\nred\n": ([3], [(2, "why")]),
    "<!--articlewatch:ignore=red-word-->\nred\n": ([], [(2, "")]),
    "<!-- articlewatch: ignore = P901 a b  c -->\nred\n": ([], [(2, "a b  c")]),
    "<!-- articlewatch: ignore=prose x -->\nred green\n": ([2], [(2, "x")]),
    "<!-- articlewatch: ignore=all x -->\nred green\n": ([], [(2, "x"), (2, "x")]),
    "<!-- articlewatch: ignore=green-word,red-word x -->\nred green\n": ([], [(2, "x"), (2, "x")]),
    "red <!-- articlewatch: ignore=red-word x -->\nred\n": ([2], [(1, "x")]),
    "<!-- articlewatch: ignore=red-word x --> red\nred\n": ([2], [(1, "x")]),
    "<!-- articlewatch: ignore=red-word a --> <!-- articlewatch: ignore=green-word b --> red green\n": (
        [],
        [(1, "a"), (1, "b")],
    ),
    "<!-- articlewatch: ignore=red-word x -->\n\nred\n": ([1, 3], []),
    "<!-- articlewatch: ignore=red-word x -->": ([1], []),
    "<!-- articlewatch: ignore-start=red-word x -->\nred\nred\n<!-- articlewatch: ignore-end=red-word -->\nred\n": (
        [5],
        [(2, "x"), (3, "x")],
    ),
    "red\n<!-- articlewatch: ignore-start=red-word x -->\nred\n== H ==\nred\n": ([1], [(3, "x"), (5, "x")]),
    "red\n== H ==\n<!-- articlewatch: ignore-page=red-word x -->\ngreen\nred\n": ([4], [(1, "x"), (5, "x")]),
    (
        "<!-- articlewatch: ignore-start=red-word a -->\n<!-- articlewatch: ignore-start=red-word b -->\nred\n"
        "<!-- articlewatch: ignore-end=red-word -->\nred\n<!-- articlewatch: ignore-end=red-word -->\nred\n"
    ): ([7], [(3, "b"), (5, "a")]),
    "<nowiki><!-- articlewatch: ignore-page=red-word x --></nowiki>\nred\n": ([2], []),
    "<!-- just a comment about articlewatch: ignore=red-word -->\nred\n": ([2], []),
}


@pytest.mark.parametrize("text", COMMENTS)
def test_comment(text: str) -> None:
    result = lint(text)
    left = [text.count("\n", 0, f.span.start) + 1 for f in result.findings]
    silenced = [(text.count("\n", 0, f.span.start) + 1, reason) for f, reason in result.suppressed]
    assert (left, silenced) == COMMENTS[text]


#: text -> (rule, part of the message) of every finding about a suppression
ABOUT = {
    "<!-- articlewatch: ignore=red-word x -->\nno\n": [("suppression-unused", "nothing here to ignore for red-word")],
    "<!-- articlewatch: ignore-page=red-word x -->\ngreen\n": [("suppression-unused", "red-word")],
    "<!-- articlewatch: ignore-start=red-word -->\n<!-- articlewatch: ignore-end=red-word -->\nred\n": [
        ("suppression-unused", "nothing here")
    ],
    "red\n<!-- articlewatch: ignore-end=red-word -->\n": [("suppression-unused", "never started")],
    "<!-- articlewatch: ignore=red-wrod x -->\nred\n": [("suppression-unknown-rule", "did you mean 'red-word'?")],
    "<!-- articlewatch: ignore=red-word,nonsense x -->\nred\n": [("suppression-unknown-rule", "'nonsense'")],
    "<!-- articlewatch: silence red-word -->\nred\n": [("suppression-unknown-rule", "not understood")],
    "<!-- articlewatch: ignore=red-word x -->\nred\n": [],
    # Two for the same place are both of use; the one for another rule is not.
    "<!-- articlewatch: ignore-page=red-word x -->\n<!-- articlewatch: ignore=red-word,P901 y -->\nred\n": [],
    "<!-- articlewatch: ignore=green-word x -->\nred\n": [("suppression-unused", "green-word")],
}  # fmt: skip


@pytest.mark.parametrize("text", ABOUT)
def test_about(text: str) -> None:
    found = [(f.rule, f.message) for f in lint(text).findings if f.category == "meta"]
    assert [rule for rule, _ in found] == [rule for rule, _ in ABOUT[text]]
    for (_, message), (_, part) in zip(found, ABOUT[text], strict=True):
        assert part in message


def test_the_finding_about_a_comment_is_the_comment() -> None:
    text = "a\n<!-- articlewatch: ignore=red-word x -->\nno\n"
    (finding,) = lint(text).findings
    assert finding.span.of(text) == "<!-- articlewatch: ignore=red-word x -->"


def test_side_file() -> None:
    text = "red green red\n"
    first, green, second = lint(text).findings
    assert [f.fingerprint for f in lint(text, SideEntry("T", "red-word", reason="r")).findings] == [green.fingerprint]
    assert lint(text, SideEntry("t.wikitext", "P901")).findings == (green,)
    assert lint(text, SideEntry("T", "all")).findings == ()
    one = lint(text, SideEntry("T", "red-word", second.fingerprint, "known"))
    assert one.findings == (first, green) and one.suppressed == ((second, "known"),)
    assert lint(text, SideEntry("Other page", "red-word")).findings == (first, green, second)


def test_side_file_entries_that_do_nothing() -> None:
    text = "red\n"
    unused = lint(text, SideEntry("T", "green-word"), SideEntry("T", "red-word", "0" * 16))
    assert [f.rule for f in unused.findings].count("suppression-unused") == 2
    entry = SideEntry("T", "red-word", reason="r", expires=date(2025, 1, 1))
    assert lint(text, entry, today=date(2025, 1, 1)).findings == ()
    late = lint(text, entry, today=date(2025, 1, 2)).findings
    assert sorted(f.rule for f in late) == ["red-word", "suppression-unused"]
    assert any("expired on 2025-01-01" in f.message for f in late)
