"""The report as one HTML file that needs nothing else."""

from __future__ import annotations

from collections import defaultdict
from functools import partial
from typing import Any

from articlewatch.lint import RuleInfo
from articlewatch.lint.finding import SEVERITIES
from articlewatch.report import charts
from articlewatch.report.assessments import CLASSES, IMPORTANCES, rank
from articlewatch.report.charts.overtime import listed
from articlewatch.report.charts.shapes import Chart
from articlewatch.report.groups import Group, grouped, repeated
from articlewatch.report.model import Item, Page, Report, Source
from articlewatch.report.sparkline import sparkline
from articlewatch.report.templating import render_page
from articlewatch.report.words import project_verdict, since_words, verdict

_FIRST = 8
#: More sources than this would make the page heavy: then those with something wrong and the most used are shown.
_SOURCES, _SHOWN = 80, 30
#: With more rules than this only the beginning of each manual page is shown, with twice as many its first line.
_MANUALS = 15


def render(report: Report) -> str:
    """Return *report* as HTML: of one article, or the dashboard of several. Equal reports give equal bytes."""
    if len(report.pages) == 1 and not report.failures:
        return render_article(report, report.pages[0])
    return render_page(
        "project.html",
        report=report,
        verdict=project_verdict(report),
        severities=SEVERITIES,
        spark=sparkline,
        assessed=any(page.quality or page.importance for page in report.pages),
        class_rank=partial(rank, CLASSES),
        importance_rank=partial(rank, IMPORTANCES),
    )


def render_article(report: Report, page: Page, *, back: str = "") -> str:
    """Return the report of *page*, one of those in *report*. *back* is the address of the dashboard."""
    return render_page("article.html", **article_values(report, page, back=back))


def article_values(report: Report, page: Page, *, back: str = "") -> dict[str, Any]:
    """Return what the template of an article's report is filled with."""
    brought: dict[int, list[Item]] = defaultdict(list)
    for item in page.items:
        if item.introduced is not None:
            brought[item.introduced.revid].append(item)
    rules = _rules(report, page)
    return {
        "report": report,
        "page": page,
        "back": back,
        "verdict": verdict(page),
        "since": since_words(page),
        "urgent": _urgent(page),
        "first": _FIRST,
        "ditto": repeated(page.items),
        "severities": SEVERITIES,
        "pictures": _pictures(page),
        "heat": charts.heat_map(page),
        "revisions": [(point, brought.get(point.revision.revid, [])) for point in reversed(listed(page.points))],
        "sources": _sources(page),
        "listed": set() if page.edits else {point.revision.revid for point in listed(page.points)},
        "rules": rules,
        "manual": None if len(rules) <= _MANUALS else 2 if len(rules) <= 2 * _MANUALS else 1,
        "dated": any(item.introduced is not None for item in page.items),
    }


def _pictures(page: Page) -> list[Chart]:
    found = [
        charts.readiness_chart(page),
        charts.changes_chart(page),
        charts.moved_chart(page),
        charts.size_chart(page),
        charts.coverage_chart(page),
        charts.ages_chart(page),
        charts.domains_chart(page),
    ]
    return [chart for chart in found if chart is not None]


def _urgent(page: Page) -> list[tuple[str, list[Group], str]]:
    """What to begin with: (heading, findings, filter that shows all of them), the harmful and the easy first."""
    errors = [item for item in page.items if item.finding.severity == "error"]
    easy = [item for item in page.quick if item.finding.severity != "error"]
    known = {item.anchor for item in easy}
    mild = [item for item in page.items if item.finding.severity == "warning" and item.anchor not in known]
    parts = [("Errors", grouped(errors), "sev=error")]
    parts.append(("Quick fixes", sorted(grouped(easy), key=_weight), ""))
    parts.append(("Warnings", sorted(grouped(mild), key=_weight), "sev=warning"))
    return [part for part in parts if part[1]]


def _weight(group: Group) -> tuple[int, int]:
    return SEVERITIES.index(group.first.finding.severity), -len(group.items)


def _rules(report: Report, page: Page) -> list[RuleInfo]:
    spoke = {item.finding.rule for item in (*page.items, *page.fixed)}
    return sorted((rule for rule in report.rules if rule.id in spoke), key=lambda rule: rule.id)


def _sources(page: Page) -> list[Source]:
    if len(page.sources) <= _SOURCES:
        return list(page.sources)

    def weight(source: Source) -> tuple[bool, int]:
        wrong = source.same_as or source.like or any(fault.wrong for fault in source.identifiers)
        return not (wrong or source.kind == "bare URL"), -source.uses

    return sorted(sorted(page.sources, key=weight)[:_SHOWN], key=lambda source: source.number)
