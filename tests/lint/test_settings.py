"""Selection, options and severities: one row each."""

from __future__ import annotations

import pytest
from lint.made import RULES

from articlewatch.article import Snapshot
from articlewatch.errors import ConfigurationError
from articlewatch.lint import Linter, Settings

TEXT = "red blue green\n"


@pytest.mark.parametrize(
    ("settings", "found"),
    [
        (Settings(), ["red-word", "green-word"]),
        (Settings(select=("red-word",)), ["red-word"]),
        (Settings(select=("P901",)), ["red-word"]),
        (Settings(select=("P",)), ["red-word"]),
        (Settings(select=("P9", "L9")), ["red-word", "green-word"]),
        (Settings(select=("prose",)), ["red-word"]),
        (Settings(select=("all",)), ["red-word", "green-word"]),
        (Settings(select=("prose",), preview=True), ["red-word", "blue-word"]),
        (Settings(select=("blue-word",)), ["blue-word"]),
        (Settings(select=("P902",)), ["blue-word"]),
        (Settings(extend_select=("blue-word",)), ["red-word", "blue-word", "green-word"]),
        (Settings(select=("links",), extend_select=("P901",)), ["red-word", "green-word"]),
        (Settings(ignore=("red-word",)), ["green-word"]),
        (Settings(ignore=("P",)), ["green-word"]),
        (Settings(ignore=("links", "P901")), []),
        (Settings(select=("red-word",), ignore=("prose",)), []),
        (Settings(preview=True, ignore=("P902",)), ["red-word", "green-word"]),
    ],
    ids=str,
)
def test_selection(settings: Settings, found: list[str]) -> None:
    assert [f.rule for f in Linter(RULES, settings).lint(Snapshot(TEXT)).findings] == found


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        (Settings(select=("red-wrod",)), "unknown rule 'red-wrod'; did you mean 'red-word'?"),
        (Settings(ignore=("P999",)), "unknown rule 'P999'"),
        (Settings(extend_select=("",)), "unknown rule ''"),
        (Settings(options={"nothing": {"least": 2}}), "unknown rule 'nothing'"),
        (Settings(severity={"red": "error"}), "unknown rule 'red'"),
        (Settings(options={"red-word": {"leest": 2}}), "rule red-word has no option 'leest'; did you mean 'least'?"),
        (Settings(options={"red-word": {"least": "two"}}), "option 'least' of rule red-word wants a whole number, not 'two'"),  # noqa: E501
        (Settings(options={"P901": {"least": True}}), "option 'least' of rule red-word wants a whole number, not True"),
        (Settings(options={"red-word": {"marks": "x"}}), "option 'marks' of rule red-word wants a list, not 'x'"),
    ],
    ids=str,
)
def test_mistakes(settings: Settings, message: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        Linter(RULES, settings)
    assert str(raised.value).startswith(message)


def test_options_and_severities() -> None:
    settings = Settings(
        options={"red-word": {"least": 4, "marks": ["a"]}, "L901": {"least": 5}},
        severity={"links": "error", "P901": "suggestion"},
    )
    linter = Linter(RULES, settings)
    assert [(f.rule, f.severity) for f in linter.lint(Snapshot(TEXT)).findings] == [("green-word", "error")]
    assert [a.options["marks"] for a in linter.active if a.rule.id == "red-word"] == [("a",)]


def test_pages_may_ignore_rules() -> None:
    settings = Settings(ignore_pages={"List of *": ("prose",), "Green": ("L901", "red-word")})
    linter = Linter(RULES, settings)
    found = {
        title: [f.rule for f in linter.lint(Snapshot(TEXT, title=title)).findings]
        for title in ("A", "List of a", "Green")
    }
    assert found == {"A": ["red-word", "green-word"], "List of a": ["green-word"], "Green": []}


def test_a_rule_that_cannot_run_is_skipped_and_named() -> None:
    result = Linter(RULES).lint(Snapshot(TEXT, format="plain"))
    assert result.findings == ()
    assert {"red-word", "green-word"} <= set(result.skipped_rules)
    assert "blue-word" not in result.skipped_rules, "it was not selected"
