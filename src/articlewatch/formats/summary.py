"""The one line at the end of a report: what was found, what can be fixed, what was not looked at."""

from __future__ import annotations

from articlewatch.formats.places import PLURALS, count
from articlewatch.lint.finding import SEVERITIES, LintReport


def summary_line(report: LintReport) -> str:
    """Return the line that closes a report for people.

    Success says what was checked, so that silence is never taken for a result.
    """
    return "; ".join([_found(report) if report.findings else _checked(report), *_extras(report)]) + "."


def _found(report: LintReport) -> str:
    hit = sum(1 for result in report.results if result.findings)
    total = len(report.results)
    articles = count(total, "article", "articles") if hit == total else f"{hit} of {total} articles"
    severities = [count(report.count(s), *PLURALS[s]) for s in SEVERITIES if report.count(s)]
    return f"{count(report.findings, 'issue', 'issues')} in {articles}: {', '.join(severities)}"


def _checked(report: LintReport) -> str:
    if not report.results:
        return "Nothing was checked"
    citations = sum(result.checked.citations for result in report.results)
    articles = count(len(report.results), "article", "articles")
    rules = count(len(report.rules), "rule", "rules")
    return f"No issues found in {articles} ({rules}, {count(citations, 'citation', 'citations')} checked)"


def fixable(report: LintReport) -> tuple[int, int]:
    """Return how many findings have a safe fix, and how many one that wants an editor's eye."""
    fixes = [f.fix.safety for result in report.results for f in result.findings if f.fix]
    return fixes.count("safe"), fixes.count("assisted")


def _extras(report: LintReport) -> list[str]:
    extras = []
    safe, assisted = fixable(report)
    if safe or assisted:
        how = [f"{safe} safely"] if safe else []
        how += [f"{assisted} with an editor's eye"] if assisted else []
        extras.append(f"{safe + assisted} can be fixed ({', '.join(how)})")
    suppressed = sum(len(result.suppressed) for result in report.results)
    if suppressed:
        extras.append(f"{suppressed} suppressed")
    skipped = {rule for result in report.results for rule in result.skipped_rules}
    if skipped:
        articles = sum(1 for result in report.results if result.skipped_rules)
        extras.append(
            f"{count(len(skipped), 'rule', 'rules')} skipped in {count(articles, 'article', 'articles')}"
        )
    if report.failures:
        extras.append(f"{count(len(report.failures), 'source', 'sources')} could not be read")
    return extras
