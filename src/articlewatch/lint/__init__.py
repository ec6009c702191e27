"""Linting: rules, the engine that runs them, settings, suppression, and the examples that test them."""

from __future__ import annotations

from collections.abc import Sequence

from articlewatch.article import Format, Snapshot, Span
from articlewatch.lint.engine import Linter
from articlewatch.lint.finding import (
    Edit,
    Failure,
    Finding,
    Fix,
    LintReport,
    Problem,
    Related,
    RuleInfo,
    SnapshotResult,
)
from articlewatch.lint.loader import load_folder, load_rules
from articlewatch.lint.revised import Revised
from articlewatch.lint.rule import Example, Rule, rule
from articlewatch.lint.settings import Settings

__all__ = [
    "Edit",
    "Example",
    "Failure",
    "Finding",
    "Fix",
    "LintReport",
    "Linter",
    "Problem",
    "Related",
    "Revised",
    "Rule",
    "RuleInfo",
    "Settings",
    "SnapshotResult",
    "Span",
    "lint_text",
    "load_folder",
    "load_rules",
    "rule",
]


def lint_text(
    text: str,
    *,
    title: str = "",
    format: Format = "wikitext",
    site: str = "",
    settings: Settings | None = None,
    rules: Sequence[Rule] | None = None,
) -> list[Finding]:
    """Return the findings in *text*, in the order of the text; the call ``articlewatch lint`` makes.

    *rules* are the built-in ones by default. Raises ConfigurationError for settings that cannot be followed.
    """
    linter = Linter(rules if rules is not None else load_rules(), settings)
    return list(linter.lint(Snapshot(text, title=title, format=format, site=site)).findings)
