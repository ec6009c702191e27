"""The report as plain text, for a mail or a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from articlewatch.report.model import Item, Page, Report
from articlewatch.report.seen import seen
from articlewatch.report.words import project_verdict, since_words, verdict

_WIDTH = 78
_FIRST = 10


def render(report: Report) -> str:
    """Return *report* as lines of at most about 78 columns."""
    lines: list[str] = []
    if len(report.pages) != 1:
        lines += [project_verdict(report), ""]
    for page in report.pages:
        lines += [*_page(page), ""]
    lines += [failure.message for failure in report.failures]
    return "\n".join(lines).rstrip("\n") + "\n"


def _page(page: Page) -> Iterator[str]:
    title = seen(page.title)
    yield title
    yield "=" * min(len(title), _WIDTH)
    yield verdict(page)
    if page.readiness is not None:
        parts = ", ".join(f"{part.name.lower()} {part.points:.0f}/{part.most}" for part in page.readiness.parts)
        yield f"Readiness {page.readiness.score} of 100 ({parts}); not a judgement of the content."
    if page.since is not None:
        yield from ("", f"New {since_words(page)}: {len(page.new)}; fixed: {len(page.fixed)}")
        if page.since.how:
            yield page.since.how
        yield from _listed(page.new)
    errors = [item for item in page.items if item.finding.severity == "error"]
    for name, items in (("Errors", errors), ("Quick fixes", page.quick)):
        if items:
            yield from ("", name)
            yield from _listed(items)
    by_rule: dict[str, int] = {}
    for item in page.items:
        by_rule[item.finding.rule] = by_rule.get(item.finding.rule, 0) + 1
    if by_rule:
        yield from ("", "All findings by rule")
        yield from (f"  {count:>5}  {rule}" for rule, count in sorted(by_rule.items(), key=lambda r: (-r[1], r[0])))


def _listed(items: list[Item] | tuple[Item, ...]) -> Iterator[str]:
    for item in items[:_FIRST]:
        head = f"- {item.finding.severity}: {seen(item.finding.message)} ({item.place})"
        yield from wrap(head, _WIDTH, subsequent_indent="  ", break_long_words=False)
        excerpt = "".join(f">>{piece.text}<<" if piece.mark == "marked" else piece.text for piece in item.excerpt)
        yield f"    {excerpt}"
    if len(items) > _FIRST:
        yield f"  and {len(items) - _FIRST} more"
