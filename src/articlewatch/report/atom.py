"""The report as an Atom feed (RFC 4287): what is new in each article, one entry a finding."""

from __future__ import annotations

from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr

from articlewatch.report.model import Item, Page, Report
from articlewatch.report.seen import seen

_NEVER = "1970-01-01T00:00:00Z"
_MOST = 200


def render(report: Report) -> str:
    """Return *report* as a feed.

    An entry keeps its id from run to run; ``updated`` is the time of the revision that brought the finding, and the
    beginning of 1970 where no history says when. Articles with a history give what is new, others all they have.
    """
    entries = [entry for page in report.pages for entry in _entries(page)]
    updated = max((when for when, _ in entries), default=_NEVER)
    names = ", ".join(page.title for page in report.pages[:3]) + (" …" if len(report.pages) > 3 else "")
    head = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<id>tag:articlewatch,2026:{quote(names, errors='replace')}</id>",
        f"<title>{_text(f'Findings in {names}')}</title>",
        f"<updated>{updated}</updated>",
        "<author><name>articlewatch</name></author>",
        f"<generator version={quoteattr(report.version)}>articlewatch</generator>",
    ]
    return "\n".join([*head, *(entry for _, entry in entries), "</feed>"]) + "\n"


def _entries(page: Page) -> list[tuple[str, str]]:
    items = page.new if page.since is not None else page.items
    return [_entry(page, item) for item in items[:_MOST]]


def _entry(page: Page, item: Item) -> tuple[str, str]:
    finding = item.finding
    when = item.introduced.timestamp if item.introduced and item.introduced.timestamp else ""
    if not when and page.snapshot.revision is not None:
        when = page.snapshot.revision.timestamp
    when = when or _NEVER
    excerpt = "".join(piece.text for piece in item.excerpt)
    lines = [
        "<entry>",
        f"<id>tag:articlewatch,2026:{quote(page.key, errors='replace')}/{item.anchor}</id>",
        f"<title>{_text(f'{page.title}: {finding.message}')}</title>",
        f"<updated>{when}</updated>",
        f"<category term={quoteattr(finding.rule)}/>",
        f"<content>{_text(f'{finding.severity}, {item.place}: {excerpt}')}</content>",
    ]
    if page.links is not None:
        lines.insert(3, f'<link rel="alternate" href={quoteattr(page.links.section(finding.section))}/>')
    return when, "\n".join([*lines, "</entry>"])


def _text(text: str) -> str:
    return escape(seen(text))
