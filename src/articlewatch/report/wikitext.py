"""The report as wikitext for a talk or project page, with nothing of the article's own markup alive in it.

Every character that could begin markup is written as a character reference, so that the text puts the page in no
category, calls no template, pings nobody and signs nothing. It stands between two comments, so that a newer report can
be put in the place of an older one.
"""

from __future__ import annotations

from collections.abc import Iterator

from articlewatch.lint.finding import SEVERITIES
from articlewatch.report.model import Item, Page, Report
from articlewatch.report.seen import seen
from articlewatch.report.words import project_verdict, since_words, verdict

BEGIN, END = "<!-- articlewatch report: begin -->", "<!-- articlewatch report: end -->"
#: Bytes of UTF-8; MediaWiki takes two million a page, but nobody opens such a page to edit it.
CAP = 200_000

_DEFUSED = {ord(c): f"&#{ord(c)};" for c in "&<>[]{}|'=~_#*:;!-@\"/%"}
#: Magic words in capitals and bare numbers with letters (RFC, PMID, ISBN) are links on some wikis.
_WORDS = ("RFC", "PMID", "ISBN")


def render(report: Report) -> str:
    """Return *report* as wikitext of at most :data:`CAP` bytes; what does not fit is counted."""
    lines = [BEGIN]
    several = len(report.pages) != 1
    if several:
        lines += [defuse(project_verdict(report)), *_dashboard(report)]
    tail = [f"<small>articlewatch {defuse(report.version)}</small>", END]
    room = CAP - sum(len(line.encode()) + 1 for line in (*lines, *tail)) - 400
    for page in report.pages:
        part, room = _fitted(page, room, "===" if several else "==")
        lines += part
    return "\n".join([*lines, *tail]) + "\n"


def placed(page: str, report: str) -> str:
    """Return the wikitext of *page* with *report* in the place of the report it holds; *report* alone if it holds none.

    What stands before and after an earlier report stays.
    """
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        return report
    return f"{before}{report.removesuffix(chr(10))}{after}"


def defuse(text: str) -> str:
    """Return *text* with no meaning in wikitext: it shows as it is written."""
    shown = seen(text).replace("⏎", " ").translate(_DEFUSED)
    for word in _WORDS:
        shown = shown.replace(word, f"&#{ord(word[0])};{word[1:]}")
    return shown


def _page(page: Page, mark: str) -> Iterator[str]:
    yield f"{mark} {defuse(page.title)} {mark}"
    yield f"'''{defuse(verdict(page))}'''"
    if page.since is not None:
        yield f"New {defuse(since_words(page))}: {len(page.new)}; fixed: {len(page.fixed)}. {defuse(page.since.how)}"
    yield ""


def _fitted(page: Page, room: int, mark: str) -> tuple[list[str], int]:
    lines = list(_page(page, mark))
    if page.items:
        lines += ['{| class="wikitable sortable mw-collapsible"', "! Severity !! Finding !! Where !! Text !! Since"]
        lines.append("|}")
    room -= sum(len(line.encode()) + 1 for line in lines)
    if room < 0:
        return [], room
    rows: list[str] = []
    for number, item in enumerate(page.items):
        row = _row(item)
        size = len(row.encode()) + 1
        if size > room:
            lines.append(f"{len(page.items) - number} more did not fit on this page.")
            break
        room -= size
        rows.append(row)
    at = lines.index("|}") if page.items else len(lines)
    return [*lines[:at], *rows, *lines[at:]], room


def _row(item: Item) -> str:
    finding = item.finding
    new = ", new" if item.status == "new" else ""
    excerpt = "".join(
        f"'''{defuse(piece.text)}'''" if piece.mark == "marked" else defuse(piece.text) for piece in item.excerpt
    )
    since = f"{item.introduced.timestamp[:10] or item.introduced.revid}" if item.introduced else ""
    cells = (
        f'data-sort-value="{SEVERITIES.index(finding.severity)}" | {finding.severity}{new}',
        f"{defuse(finding.message)} ({defuse(finding.rule)})",
        defuse(item.place),
        f'<span style="font-family: monospace">{excerpt}</span>',
        defuse(since),
    )
    return "|-\n" + "\n".join(f"| {cell}" for cell in cells)


def _dashboard(report: Report) -> Iterator[str]:
    yield '{| class="wikitable sortable"'
    yield "! Article !! Errors !! Warnings !! Suggestions !! Readiness"
    for page in report.pages[:1000]:
        counts = "\n| ".join(str(count) for count in page.counts.values())
        yield f"|-\n| {defuse(page.title)}\n| {counts}\n| {page.readiness.score if page.readiness else ''}"
    yield "|}"
