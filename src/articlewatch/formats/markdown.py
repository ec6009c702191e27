"""Markdown tables, for a comment on a review or the summary of a job."""

from __future__ import annotations

import re

from articlewatch.article.spans import LineIndex
from articlewatch.formats.cells import visible
from articlewatch.formats.fit import clip
from articlewatch.formats.places import label, name, place, where
from articlewatch.formats.summary import summary_line
from articlewatch.lint.finding import Finding, LintReport, SnapshotResult

_EXCERPT = 60  # columns
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+.!|~$^=-])")


def render(report: LintReport) -> str:
    """Return the summary line and a table per article, in GitHub's Markdown.

    Nothing from an article can mention a user, refer to an issue, or bring its own markup.
    """
    blocks = ["# articlewatch", _escape(summary_line(report))]
    blocks += [_block(result) for result in report.results if result.findings]
    if report.failures:
        lines = [f"- {_escape(failure.path)}: {_escape(failure.message)}" for failure in report.failures]
        blocks.append("\n".join(["## Not read", "", *lines]))
    return "\n\n".join(blocks) + "\n"


def _block(result: SnapshotResult) -> str:
    index = LineIndex(result.snapshot.text)
    head = [f"## {_escape(name(result.snapshot))}", "", "| Place | Severity | Rule | Issue | Text |"]
    return "\n".join(
        [*head, "| --- | --- | --- | --- | --- |", *(_row(result, index, f) for f in result.findings)]
    )


def _row(result: SnapshotResult, index: LineIndex, finding: Finding) -> str:
    at = place(index, finding.span)
    section = _escape(where(result.snapshot, finding))
    spot = f"{at.line}:{at.column}" + (f"<br>{section}" if section else "")
    excerpt = _code(clip(finding.excerpt, _EXCERPT)) if finding.excerpt.strip() else ""
    cells = (spot, finding.severity, _escape(label(finding)), _escape(finding.message), excerpt)
    return f"| {' | '.join(cells)} |"


def _escape(text: str) -> str:
    """Return *text* without meaning in Markdown or HTML.

    GitHub looks for ``@user`` and ``#1`` in the finished page, where no escape is left: a comment parts them.
    """
    plain = visible(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    escaped = _SPECIAL.sub(r"\\\1", plain).replace("://", "&#58;//")
    return escaped.replace("@", "@<!-- -->").replace("\\#", "\\#<!-- -->")


def _code(text: str) -> str:
    """Return *text* as a code span in a table cell.

    The fence is longer than any run of backticks within; a table cell is split at ``|`` even in code.
    """
    shown = visible(text).replace("|", "\\|")
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") or longest else ""
    return f"{fence}{pad}{shown}{pad}{fence}"
