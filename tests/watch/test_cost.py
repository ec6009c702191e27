"""What a pass over a long watch-list asks of a wiki, counted on a server that answers as MediaWiki does."""

from __future__ import annotations

import hashlib
import json
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from mediawiki.loopback import reply, serving

from articlewatch.history.pages import put_page, put_site
from articlewatch.history.store import open_store
from articlewatch.lint import Linter, Rule, Settings
from articlewatch.sources.contact import Identity
from articlewatch.sources.records import Page, Site
from articlewatch.watch.checking import Means, check
from articlewatch.watch.watchlist import Wish, due_pages, watch_page

PAGES, CHANGED = 10_000, 100
BEGAN = "2026-01-01T00:00:00Z"


def head(pageid: int) -> dict[str, Any]:
    latest = pageid + (100_000 if pageid % (PAGES // CHANGED) == 0 else 0)
    return {"pageid": pageid, "ns": 0, "title": f"Page {pageid}", "lastrevid": latest, "touched": BEGAN, "length": 9}


def revision(revid: int, *, content: bool) -> dict[str, Any]:
    text = "It opened in May." if revid < 100_000 else "It opened in in May."
    sha1 = hashlib.sha1(text.encode()).hexdigest()
    slot = {"size": 9, "sha1": sha1, "contentmodel": "wikitext"} | ({"content": text} if content else {})
    time = BEGAN if revid < 100_000 else "2026-02-01T00:00:00Z"
    return {
        "revid": revid, "parentid": revid - 100_000 if revid >= 100_000 else 0, "user": "Ann", "userid": 1,
        "timestamp": time, "size": 9, "sha1": sha1, "comment": "", "tags": [], "roles": ["main"], "minor": False,
        "slots": {"main": slot},
    }  # fmt: skip


def answer(fields: dict[str, str]) -> dict[str, Any]:
    if fields.get("meta") == "siteinfo":
        return {"query": {"general": {"base": "http://127.0.0.1/wiki/Main", "wikiid": "big", "lang": "en"}}}
    content = "content" in fields.get("rvprop", "")
    if "revids" in fields:
        pages = [
            {**head(int(one) % 100_000), "revisions": [revision(int(one), content=content)]}
            for one in fields["revids"].split("|")
        ]
    elif "revisions" in fields["prop"]:
        pageid = int(fields["pageids"])
        listed = [revision(one, content=False) for one in (pageid + 100_000, pageid)]
        pages = [{**head(pageid), "revisions": listed}]
    else:
        pages = [head(int(one)) for one in fields["pageids"].split("|")]
    return {"batchcomplete": True, "query": {"pages": pages}}


def test_ten_thousand_pages_of_which_one_in_a_hundred_changed(tmp_path: Path, rules: list[Rule]) -> None:
    asked: list[dict[str, str]] = []

    def respond(handler: BaseHTTPRequestHandler, number: int) -> None:
        body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0)).decode()
        fields = {name: values[0] for name, values in parse_qs(urlsplit(handler.path).query or body).items()}
        asked.append(fields)
        reply(handler, body=json.dumps(answer(fields)).encode())

    with serving(respond) as url, open_store(tmp_path / "store.sqlite") as store:
        with store.transaction():
            site = put_site(store, Site("127.0.0.1", "big", f"{url}/api.php", "en", ""))
            for pageid in range(1, PAGES + 1):
                page = put_page(store, site, Page(pageid, f"Page {pageid}", 0, latest=pageid), live=True)
                watch_page(store, page, Wish(3600), 0)
                seen = {"title": page.title, "deleted": False, "redirect": False, "blank": False}
                store.connection.execute(
                    "UPDATE watch SET began = ?, seen = ? WHERE page = ?", (BEGAN, json.dumps(seen), page.key)
                )
                store.connection.execute("INSERT INTO judged VALUES (?, ?)", (page.key, pageid))
        means = Means(Linter(rules, Settings(select=("doubled-word",))), Identity(), lambda: 5000.0)
        done = check(store, means)
        assert (done.due, done.checked, done.changed, done.failed) == (PAGES, PAGES, CHANGED, [])
        assert done.requests == len(asked) <= 320
        assert [event.kind for event in done.events] == ["introduced"] * CHANGED
        assert due_pages(store, 5000) == []
        assert len(due_pages(store, -5000)) == PAGES  # the clock was set back: better too early than never
