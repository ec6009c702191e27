"""Sentences and small pieces of text that several forms of the report share."""

from __future__ import annotations

from articlewatch.lint.finding import SEVERITIES
from articlewatch.report.model import Page, Report


def plural(count: int, word: str) -> str:
    """Return "1 error", "2 errors"."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"


def verdict(page: Page) -> str:
    """Return the state of one article in one sentence."""
    if not page.items:
        return "Nothing to mend was found."
    counted = [plural(page.count(severity), severity) for severity in SEVERITIES if page.count(severity)]
    sentence = f"{_joined(counted)} to look at"
    quick = len(page.quick)
    if quick:
        sentence += f"; {quick} of them {'has' if quick == 1 else 'have'} a ready fix"
    if page.since is not None and page.new:
        sentence += f"; {len(page.new)} {'is' if len(page.new) == 1 else 'are'} new"
    return sentence + "."


def project_verdict(report: Report) -> str:
    """Return the state of many articles in one sentence."""
    counted = [plural(report.count(severity), severity) for severity in SEVERITIES if report.count(severity)]
    clean = sum(1 for page in report.pages if not page.items)
    sentence = f"{plural(len(report.pages), 'article')}: {_joined(counted) if counted else 'nothing to mend was found'}"
    return f"{sentence}; {clean} without any." if counted and clean else f"{sentence}."


def since_words(page: Page) -> str:
    """Return what counts as known, in words; empty without a history."""
    if page.since is None:
        return ""
    revision = page.since.revision
    when = f" of {revision.timestamp[:10]}" if revision.timestamp else ""
    return f"since revision {revision.revid}{when}"


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a manual page."""
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def code_runs(text: str) -> list[tuple[bool, str]]:
    """Return (is code, text) for the runs of a text with code between backticks."""
    parts = text.replace("``", "`").split("`")
    return [(bool(number % 2), part) for number, part in enumerate(parts) if part]


def _joined(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
