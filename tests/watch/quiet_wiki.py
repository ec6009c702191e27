"""A server that answers as a MediaWiki of many pages does, of which few changed, and a store that watches them all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlsplit

from mediawiki.loopback import reply, serving

from articlewatch.article import Revision
from articlewatch.history.pages import put_page, put_site
from articlewatch.history.recording import put_revision
from articlewatch.history.store import Store
from articlewatch.sources.records import Page, Site
from articlewatch.watch.watchlist import Wish, watch_page

BEGAN = "2026-01-01T00:00:00Z"
#: added to the number of a page's first revision to make that of its second
_SECOND = 100_000


class QuietWiki:
    """Answers about pages 1 to *pages*; each *each*-th has a second revision, with a doubled word."""

    def __init__(self, each: int) -> None:
        self.each = each
        self.asked: list[dict[str, str]] = []
        #: how many of the next questions for revisions a replica answers that lags behind and knows none
        self.lagging = 0

    @contextmanager
    def serving(self) -> Iterator[str]:
        """Serve, and give the address of the API."""
        with serving(self._respond) as url:
            yield f"{url}/api.php"

    def _respond(self, handler: BaseHTTPRequestHandler, number: int) -> None:
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0)).decode()
        fields = {name: values[0] for name, values in parse_qs(urlsplit(handler.path).query or body).items()}
        self.asked.append(fields)
        reply(handler, body=json.dumps(self._answer(fields)).encode())

    def _head(self, pageid: int) -> dict[str, Any]:
        latest = pageid + (_SECOND if self.each and pageid % self.each == 0 else 0)
        known = {"lastrevid": latest, "touched": BEGAN, "length": 9, "protection": []}
        return {"pageid": pageid, "ns": 0, "title": f"Page {pageid}"} | known

    def _answer(self, fields: dict[str, str]) -> dict[str, Any]:
        if fields.get("meta") == "siteinfo":
            return {"query": {"general": {"base": "http://127.0.0.1/wiki/Main", "wikiid": "big", "lang": "en"}}}
        content = "content" in fields.get("rvprop", "")
        if "revids" in fields and self.lagging:
            self.lagging -= 1
            unknown = {one: {"revid": int(one), "missing": True} for one in fields["revids"].split("|")}
            return {"batchcomplete": True, "query": {"badrevids": unknown}}
        if "revids" in fields:
            pages = [
                {**self._head(int(one) % _SECOND), "revisions": [_revision(int(one), content=content)]}
                for one in fields["revids"].split("|")
            ]
        elif "revisions" in fields["prop"]:
            pageid = int(fields["pageids"])
            listed = [_revision(one, content=False) for one in (pageid + _SECOND, pageid)]
            pages = [{**self._head(pageid), "revisions": listed}]
        else:
            pages = [self._head(int(one)) for one in fields["pageids"].split("|")]
        return {"batchcomplete": True, "query": {"pages": pages}}


def watch_all(store: Store, api: str, pages: int) -> None:
    """Put pages 1 to *pages* on the watch-list, checked at moment 0 with their first revisions."""
    with store.transaction():
        site = put_site(store, Site("127.0.0.1", "big", api, "en", ""))
        for pageid in range(1, pages + 1):
            page = put_page(store, site, Page(pageid, f"Page {pageid}", 0, latest=pageid), live=True)
            put_revision(store, page, Revision(pageid, 0, pageid, BEGAN, sha1=_sha1(pageid)), _text(pageid), live=True)
            watch_page(store, page, Wish(3600), 0)
            seen = {"title": page.title, "deleted": False, "redirect": False, "blank": False, "known": pageid}
            store.connection.execute(
                "UPDATE watch SET began = ?, seen = ?, checked = 0 WHERE page = ?", (BEGAN, json.dumps(seen), page.key)
            )
            store.connection.execute("INSERT INTO judged VALUES (?, ?)", (page.key, pageid))


def _text(revid: int) -> str:
    return "It opened in May." if revid < _SECOND else "It opened in in May."


def _sha1(revid: int) -> str:
    return hashlib.sha1(_text(revid).encode()).hexdigest()


def _revision(revid: int, *, content: bool) -> dict[str, Any]:
    slot: dict[str, Any] = {"size": 9, "sha1": _sha1(revid), "contentmodel": "wikitext"}
    slot |= {"content": _text(revid)} if content else {}
    time = BEGAN if revid < _SECOND else "2026-02-01T00:00:00Z"
    return {
        "revid": revid, "parentid": revid - _SECOND if revid >= _SECOND else 0, "user": "Ann", "userid": 1,
        "timestamp": time, "size": 9, "sha1": _sha1(revid), "comment": "", "tags": [], "roles": ["main"],
        "minor": False, "slots": {"main": slot},
    }  # fmt: skip
