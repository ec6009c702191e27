"""Web pages saved from a wiki, kept and followed like revisions, apart from the wiki's wikitext."""

from __future__ import annotations

from pathlib import Path

import pytest
from history.test_following import events_of

from articlewatch.errors import SourceError
from articlewatch.history.following import follow_page, lives_of, steps_of
from articlewatch.history.importing import import_dump
from articlewatch.history.pages import find_page, put_page, put_site
from articlewatch.history.recording import Put, put_revision
from articlewatch.history.revisions import history, snapshot_of
from articlewatch.history.store import Store
from articlewatch.lint import Linter, Rule
from articlewatch.sources.records import Page, PageRevision, Site
from articlewatch.sources.savedpage import read_saved_page

PARSOID = (
    '<!DOCTYPE html><html about="https://en.wikipedia.org/wiki/Special:Redirect/revision/{revid}"><head>'
    '<meta property="mw:pageId" content="5"/><meta property="dc:modified" content="2020-01-0{revid}T00:00:00.000Z"/>'
    '<base href="//en.wikipedia.org/wiki/"/><title>Bridge</title></head>'
    '<body lang="en" class="mw-parser-output"><p>{text}</p></body></html>'
)
SKIN = (
    '<html lang="en"><head><script>RLCONF={{"wgTitle":"Bridge","wgRevisionId":{revid},"wgArticleId":5}};</script>'
    '<link rel="canonical" href="https://en.wikipedia.org/wiki/Bridge"/></head><body>'
    '<div class="mw-parser-output"><p>{text}</p></div>'
    '<script type="application/ld+json">{{"dateModified":"2020-01-0{revid}T00:00:00Z"}}</script></body></html>'
)


def saved(folder: Path, template: str, revid: int, text: str) -> str:
    file = folder / f"{revid}.html"
    file.write_text(template.format(revid=revid, text=text), encoding="utf-8")
    return str(file)


def test_kept_and_followed(store: Store, tmp_path: Path, rules: list[Rule]) -> None:
    texts = ["The bridge is red.", "The bridge is is red.", "The bridge is red."]
    for revid, (template, text) in enumerate(zip((PARSOID, SKIN, PARSOID), texts, strict=True), 1):
        imported = import_dump(store, saved(tmp_path, template, revid, text))
        assert imported.revisions[Put.NEW] == 1 and not imported.stopped
    page = find_page(store, "Bridge")
    assert page.site_key == "en.wikipedia.org/rendered" and page.pageid == 5
    assert [snapshot_of(store, page, stored).format for stored in history(store, page)] == ["html"] * 3
    follow_page(store, page, Linter(rules))
    (doubled,) = [life for life in lives_of(store, page) if life.finding.rule == "doubled-word"]
    assert events_of(doubled) == [("introduced", 2), ("fixed", 3)]
    kinds = [row.summary.kinds for row in steps_of(store, page) if row.summary]
    assert kinds == [("new page",), ("edit",), ("edit",)]


def test_apart_from_the_wikitext(store: Store, tmp_path: Path) -> None:
    with store.transaction():
        page = put_page(store, put_site(store, Site("en.wikipedia.org", language="en")), Page(5, "Bridge"), live=True)
        found = next(iter(_records(saved(tmp_path, PARSOID, 1, "Rendered."))))
        put_revision(store, page, found.revision, "Wikitext.", live=True)
    import_dump(store, saved(tmp_path, PARSOID, 1, "Rendered."))
    texts = []
    for site in ("en.wikipedia.org", "en.wikipedia.org/rendered"):
        page = find_page(store, "Bridge", site)
        texts += [snapshot_of(store, page, stored).text for stored in history(store, page)]
    assert texts[0] == "Wikitext." and "<p>Rendered.</p>" in texts[1]


def _records(path: str) -> list[PageRevision]:

    return [record for record in read_saved_page(path) if isinstance(record, PageRevision)]


def test_one_that_does_not_say_what_it_shows(store: Store, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><title>Bridge</title><p>It is red.</p>", encoding="utf-8")
    with pytest.raises(SourceError, match="does not say its wiki, page id, revision, time, so it cannot be kept"):
        import_dump(store, str(tmp_path / "a.html"))
