"""The report as Markdown that reads well on GitHub. Nothing of an article can become markup, a mention or an issue."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from articlewatch.lint.finding import SEVERITIES
from articlewatch.report.groups import Group, grouped
from articlewatch.report.model import Item, Page, Report
from articlewatch.report.seen import seen
from articlewatch.report.words import plural, project_verdict, since_words, verdict

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+.!|~$^=<>&-])")
_FIRST = 10


def render(report: Report) -> str:
    """Return *report* as Markdown: one part an article, with a table of all before them when there are several."""
    blocks: list[str] = []
    if len(report.pages) != 1:
        blocks += ["# Report", escape(project_verdict(report)), _dashboard(report.pages)]
    for page in report.pages:
        blocks += _page(page, "#" if len(report.pages) == 1 else "##")
    if report.failures:
        blocks += ["## Not read", "\n".join(f"- {escape(failure.message)}" for failure in report.failures)]
    blocks.append(f"articlewatch {escape(report.version)}, {plural(len(report.rules), 'rule')} selected.")
    return "\n\n".join(blocks) + "\n"


def escape(text: str) -> str:
    """Return *text* without meaning in Markdown or HTML.

    GitHub looks for ``@user`` and ``#1`` in the finished page, where no escape is left: a comment parts them.
    """
    escaped = _SPECIAL.sub(r"\\\1", seen(text).replace("⏎", " ")).replace("\\&", "&amp;").replace("\\<", "&lt;")
    return escaped.replace("://", "&#58;//").replace("@", "@<!-- -->").replace("\\#", "\\#<!-- -->")


def code(text: str) -> str:
    """Return *text* as a code span fit for a cell: the fence is longer than any run of backticks within."""
    shown = seen(text).replace("|", "\\|")
    fence = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    pad = " " if shown.startswith("`") or shown.endswith("`") or not shown.strip() else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def _page(page: Page, level: str) -> Iterator[str]:
    yield f"{level} {escape(page.title)}"
    yield f"**{escape(verdict(page))}**"
    if page.readiness is not None:
        parts = "; ".join(f"{part.name} {part.points:.0f} of {part.most}" for part in page.readiness.parts)
        yield f"Readiness {page.readiness.score} of 100 ({escape(parts)}). Not a judgement of the content."
    if page.since is not None:
        yield f"{level}# New {escape(since_words(page))}"
        if page.since.how:
            yield escape(page.since.how)
        yield _lines(page.new) if page.new else "Nothing new."
    quick = {item.anchor for item in page.quick}
    urgent = [i for i in page.items if i.finding.severity == "error" or i.anchor in quick]
    if urgent:
        yield f"{level}# Fix first"
        yield _lines(sorted(urgent, key=lambda item: SEVERITIES.index(item.finding.severity)))
    if page.items:
        yield f"{level}# All findings"
        head = "| Severity | Finding | Where | Text | Fix | Since |\n| --- | --- | --- | --- | --- | --- |"
        yield "\n".join([head, *map(_row, page.items)])
    for name, checks in page.checklist:
        yield f"{level}# {name}"
        yield "\n".join(f"- **{c.verdict}** {escape(c.question)} ({escape(c.evidence)})" for c in checks)


def _lines(items: Iterable[Item]) -> str:
    shown = grouped(items)
    lines = [_line(group) for group in shown[:_FIRST]]
    if len(shown) > _FIRST:
        lines.append(f"- and {len(shown) - _FIRST} more")
    return "\n".join(lines)


def _line(group: Group) -> str:
    item, times = group.first, len(group.items)
    where = escape(item.place) + (f" and {times - 1} more" if times > 1 else "")
    return f"- **{item.finding.severity}** {escape(item.finding.message)} ({where})"


def _row(item: Item) -> str:
    finding = item.finding
    text = "".join(piece.text for piece in item.excerpt if piece.mark == "marked")
    fix = "".join(piece.text for piece in item.fix if piece.mark == "added")
    gone = "".join(piece.text for piece in item.fix if piece.mark == "removed")
    change = f"{code(gone) if gone else ''} → {code(fix) if fix else 'remove'}" if item.fix else ""
    since = f"{item.introduced.revid} {item.introduced.timestamp[:10]}".strip() if item.introduced else ""
    new = " (new)" if item.status == "new" else ""
    cells = (finding.severity + new, f"{escape(finding.message)}<br>{escape(finding.rule)}", escape(item.place))
    return f"| {' | '.join((*cells, code(text) if text.strip() else '', change, escape(since)))} |"


def _dashboard(pages: Iterable[Page]) -> str:
    lines = ["| Article | Errors | Warnings | Suggestions | New | Readiness |", "| --- | --: | --: | --: | --: | --: |"]
    for page in pages:
        counts = " | ".join(str(count) for count in page.counts.values())
        score = page.readiness.score if page.readiness else ""
        lines.append(f"| {escape(page.title)} | {counts} | {len(page.new) if page.since else ''} | {score} |")
    return "\n".join(lines)
