"""The list that the site opens on: watched pages, or all that are stored, with what stands on each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from articlewatch.history.findingrecords import from_record
from articlewatch.history.store import Store
from articlewatch.lint.finding import SEVERITIES, Severity
from articlewatch.lint.suppression import SideEntry
from articlewatch.report.sparkline import Sparkline, sparkline_of
from articlewatch.watch.trouble import Trouble, troubles
from articlewatch.watch.watchlist import tags_of

Scope = Literal["watched", "all"]
Counts = Mapping[Severity, int]

#: rows of one page of the list
ROWS = 50
ORDERS = ("title", "error", "warning", "suggestion", "edited", "checked")

_EDITED = "(SELECT time FROM revision WHERE page = p.page AND NOT gone ORDER BY time DESC LIMIT 1)"
_FROM = "FROM page AS p JOIN site USING (site) LEFT JOIN watch AS w ON w.page = p.page"
_WHERE = """WHERE (:scope = 'all' OR w.page IS NOT NULL) AND (:wanted = '' OR instr(folded(p.title), :wanted))
    AND (:site = '' OR site.key = :site)
    AND (:tag = '' OR p.page IN (SELECT page FROM watch_tag WHERE tag = :tag))"""
_BY: dict[str, str] = {
    "title": "folded(p.title), site.key, p.page",
    "edited": f"{_EDITED} DESC, folded(p.title), p.page",
    "checked": "w.checked DESC, folded(p.title), p.page",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows are wanted, in which order; ``number`` is the page of the list, from 1."""

    scope: Scope = "watched"
    words: str = ""
    site: str = ""
    tag: str = ""
    order: str = "title"
    number: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One page. ``counts`` is None when its findings have not been followed; ``checked`` is in POSIX seconds."""

    key: int
    title: str
    site: str
    deleted: bool
    redirect: bool
    watched: bool
    paused: bool
    checked: int | None
    note: str
    edited: str
    tags: tuple[str, ...]
    counts: Counts | None
    line: Sparkline | None
    failing: Trouble | None


@dataclass(frozen=True, slots=True)
class Overview:
    """One page of the list: ``rows`` of ``total``, and how many pages of the list there are.

    ``failing`` are the wikis and channels that do not work at the moment.
    """

    asked: Asked
    rows: tuple[Row, ...]
    total: int
    pages: int
    watched: int
    stored: int
    failing: tuple[Trouble, ...]


def overview(store: Store, asked: Asked, entries: Sequence[SideEntry]) -> Overview:
    """Return the rows that are *asked* for; a number beyond the last page means the last. *entries* are ignored."""
    connection = store.connection
    connection.create_function("folded", 1, str.casefold, deterministic=True)
    values = {"scope": asked.scope, "wanted": asked.words.casefold(), "site": asked.site, "tag": asked.tag}
    total = connection.execute(f"SELECT count(*) {_FROM} {_WHERE}", values).fetchone()[0]
    pages = max(1, -(-total // ROWS))
    number = min(max(asked.number, 1), pages)
    start = (number - 1) * ROWS
    if asked.order in _BY:
        found = connection.execute(
            f"SELECT p.page {_FROM} {_WHERE} ORDER BY {_BY[asked.order]} LIMIT {ROWS} OFFSET {start}", values
        )
        keys = [row[0] for row in found]
    else:
        every = connection.execute(f"SELECT p.page {_FROM} {_WHERE} ORDER BY {_BY['title']}", values)
        keys = _worst_first([row[0] for row in every], asked.order, standing(store, entries))[start : start + ROWS]
    counts = standing(store, entries, keys)
    failing = {trouble.subject: trouble for trouble in troubles(store)}
    return Overview(
        Asked(asked.scope, asked.words, asked.site, asked.tag, asked.order, number),
        tuple(_row(store, key, counts.get(key), failing.get(f"page:{key}")) for key in keys),
        total,
        pages,
        connection.execute("SELECT count(*) FROM watch").fetchone()[0],
        connection.execute("SELECT count(*) FROM page").fetchone()[0],
        tuple(trouble for subject, trouble in failing.items() if not subject.startswith("page:")),
    )


def _worst_first(keys: list[int], severity: str, counts: Mapping[int, Counts]) -> list[int]:
    first = next(name for name in SEVERITIES if name == severity)
    weights = [first, *(name for name in SEVERITIES if name != first)]

    def weight(key: int) -> tuple[bool, list[int]]:
        known = counts.get(key)
        return known is None, [-known[name] for name in weights] if known else []

    return sorted(keys, key=weight)


def standing(store: Store, entries: Iterable[SideEntry], keys: Sequence[int] | None = None) -> dict[int, Counts]:
    """Return by page how many findings of each severity stand, as last followed, without those that *entries* cover.

    Only of the pages with *keys*, if given. Pages that have not been followed are left out.
    """
    where = "" if keys is None else f"WHERE page IN ({', '.join(map(str, keys))})"
    found: dict[int, dict[Severity, int]] = {
        row[0]: dict.fromkeys(SEVERITIES, 0) for row in store.connection.execute(f"SELECT page FROM following {where}")
    }
    for page, severity, count in store.connection.execute(
        f"""SELECT page, severity, count(*) FROM life
            {where + " AND" if where else "WHERE"} status = 'standing' AND NOT edit GROUP BY page, severity"""
    ):
        if page in found:
            found[page][severity] = count
    for page, covering in _covering(store, entries).items():
        if page in found:
            for severity in SEVERITIES:
                found[page][severity] -= _covered(store, page, severity, covering)
    return dict(found)


def _covering(store: Store, entries: Iterable[SideEntry]) -> dict[int, list[SideEntry]]:
    """The entries by the pages they are for: those that have the title now."""
    by_title: dict[str, list[SideEntry]] = {}
    for entry in entries:
        by_title.setdefault(entry.page, []).append(entry)
    found: dict[int, list[SideEntry]] = {}
    for title, named in by_title.items():
        for (page,) in store.connection.execute("SELECT page FROM page WHERE title = ?", (title,)):
            found[page] = named
    return found


def _covered(store: Store, page: int, severity: Severity, entries: list[SideEntry]) -> int:
    records = store.connection.execute(
        "SELECT finding FROM life WHERE page = ? AND severity = ? AND status = 'standing' AND NOT edit",
        (page, severity),
    )
    findings = (from_record(json.loads(record)) for (record,) in records)
    return sum(any(entry.covers(finding) for entry in entries) for finding in findings)


def _row(store: Store, key: int, counts: Counts | None, failing: Trouble | None) -> Row:
    title, site, deleted, redirect, watched, paused, checked, note, edited = store.connection.execute(
        f"""SELECT p.title, site.key, p.deleted, p.is_redirect, w.page, w.paused, w.checked, w.note, {_EDITED}
            {_FROM} WHERE p.page = ?""",
        (key,),
    ).fetchone()
    line = store.connection.execute(
        """SELECT standing FROM step JOIN page USING (page)
           JOIN revision ON revision.site = page.site AND revision.revid = step.revid AND NOT gone
           WHERE step.page = ? ORDER BY time, revision.revid""",
        (key,),
    )
    return Row(
        key, title, site, bool(deleted), bool(redirect), watched is not None, bool(paused), checked, note or "",
        edited or "", tags_of(store, key), counts, sparkline_of([row[0] for row in line]), failing,
    )  # fmt: skip
