"""Events with all that a message says of them: the edit, its author, the passage, the addresses."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from articlewatch.article import Revision
from articlewatch.history.pages import StoredPage
from articlewatch.history.store import Store
from articlewatch.watch.events import CAME, Event, Kind
from articlewatch.watch.outcomes import Told
from articlewatch.watch.passages import Passages


class Facts:
    """What all events of one page have in common."""

    def __init__(
        self, store: Store, page: StoredPage, revisions: dict[int, Revision], tags: tuple[str, ...], now: int
    ) -> None:
        self._page, self._revisions, self._tags, self._now = page, revisions, tags, now
        row = store.connection.execute("SELECT api FROM site WHERE site = ?", (page.site,)).fetchone()
        self._script = row[0].removesuffix("api.php") + "index.php" if row and row[0] else ""

    def of_finding(self, told: Told, passages: Passages) -> Event:
        """Return the event about a finding."""
        finding = told.finding
        passage = passages.of(finding, told.revid, stands=told.kind in CAME)
        record = self._record(told.kind, told.revid) | {
            "rule": finding.rule,
            "code": finding.code,
            "severity": finding.severity,
            "message": finding.message,
            "help": finding.help,
            "section": list(finding.section),
            "excerpt": finding.excerpt,
            "introduced": told.introduced,
            "passage": [list(part) for part in passage],
            "quotes": passages.quoted(told.revid, stands=told.kind in CAME),
        }
        key = f"{self._key(told.revid, told.kind)}:{finding.rule}:{finding.fingerprint}"
        return Event(key, self._page.key, told.revid, told.kind, finding.severity, self._now, record, self._tags)

    def of_page(self, kind: Kind, words: str, revid: int = 0) -> Event:
        """Return the event about the page itself, or about one of its revisions."""
        revid = revid or self._page.latest
        key = self._key(revid, kind) + ("" if kind == "hidden" else f":{self._now}")
        # No revision did it; its newest editor must not be taken for whoever deleted it.
        revid = 0 if kind in ("deleted", "restored") else revid
        record = self._record(kind, revid) | {"message": words}
        return Event(key, self._page.key, revid, kind, "", self._now, record, self._tags)

    def _key(self, revid: int, kind: Kind) -> str:
        return f"{self._page.site_key}:{self._page.pageid}:{revid}:{kind}"

    def _record(self, kind: Kind, revid: int) -> dict[str, Any]:
        page, revision = self._page, self._revisions.get(revid) or Revision(revid)
        return {
            "kind": kind,
            "site": page.site_key,
            "page": page.title,
            "pageid": page.pageid,
            "revid": revid,
            "time": revision.timestamp,
            "user": None if revision.user_hidden else revision.user,
            "comment": None if revision.comment_hidden else revision.comment,
            "url": f"{self._script}?diff={revid}&oldid=prev" if self._script and revid else "",
            "page_url": f"{self._script}?title={quote(page.title.replace(' ', '_'))}" if self._script else "",
        }
