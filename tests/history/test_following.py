"""Findings followed through histories, kept, and taken up again."""

from __future__ import annotations

import json
import lzma
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from articlewatch.article import Revision, Snapshot, Span
from articlewatch.history import schema
from articlewatch.history.findingrecords import from_record, to_record
from articlewatch.history.following import basis_of, follow_page, lives_of, steps_of
from articlewatch.history.importing import import_dump
from articlewatch.history.pages import StoredPage, find_page, put_page, put_site, stored_pages
from articlewatch.history.recording import mark_gone, put_revision
from articlewatch.history.revisions import history, snapshot_of, text_of
from articlewatch.history.schema import migrate
from articlewatch.history.store import Store, open_store
from articlewatch.history.tracking import Life, Tracker
from articlewatch.lint import Linter, Rule, Settings
from articlewatch.sources.records import Page, Site

PLANTED = Path(__file__).resolve().parents[2] / "snapshots"
GOOD = (
    "'''Bridge''' is a bridge in Test.<ref>{{cite web |url=https://a.test/1 |title=A}}</ref>\n\n"
    "== History ==\nIt opened.\n"
)
BARE = GOOD.replace("opened.", "opened in 1932.<ref>https://a.test/2</ref>")


def add(store: Store, page: StoredPage, texts: list[str | None], first: int = 1, minute: int = 0) -> None:
    with store.transaction():
        for number, text in enumerate(texts, first):
            stamp = f"2020-01-01T00:{minute or number:02}:00Z"
            revision = Revision(number, timestamp=stamp, user=f"User {number}", text_hidden=text is None)
            put_revision(store, page, revision, text, live=True)


def told(lives: list[Life]) -> list[tuple[object, ...]]:
    """Everything a life says, to compare."""
    return [
        (
            life.number,
            life.status,
            to_record(life.finding),
            [(event.kind, event.revision.revid) for event in life.events],
        )
        for life in lives
    ]


def events_of(life: Life) -> list[tuple[str, int]]:
    return [(event.kind, event.revision.revid) for event in life.events]


def of_rule(lives: list[Life], rule: str) -> list[tuple[str, list[tuple[str, int]]]]:
    return [(life.status, events_of(life)) for life in lives if life.finding.rule == rule]


@pytest.fixture
def linter(rules: list[Rule]) -> Linter:
    return Linter(rules)


def test_introduced_reverted_fixed_and_back(store: Store, new_page: Callable[..., StoredPage], linter: Linter) -> None:
    page = new_page()
    intro = "Much was written about it.\n\n" + BARE
    add(store, page, [GOOD, BARE, "", BARE, intro, GOOD, BARE])
    steps = follow_page(store, page, linter)
    # 6 and 7 are reverts too, so the finding has been there since 2 for all that counts
    assert of_rule(lives_of(store, page), "bare-url") == [("standing", [("introduced", 2)])]
    assert [step.restored.revid if step.restored else None for step in steps] == [None, None, None, 2, None, 1, 4]
    rows = steps_of(store, page)
    assert [row.revision.revid for row in rows] == [1, 2, 3, 4, 5, 6, 7]
    assert [(row.restored, row.undone) for row in rows[3:4]] == [(2, 1)]


def test_followed_in_pieces_is_followed_at_once(path: Path, rules: list[Rule], tmp_path: Path) -> None:
    whole, pieces = tmp_path / "whole.sqlite", tmp_path / "pieces.sqlite"
    dump = str(PLANTED / "fall-of-the-assad-government.xml")
    with open_store(whole) as store:
        import_dump(store, dump)
        (page,) = stored_pages(store)
        revisions = [(stored.revision, text_of(store, stored)) for stored in history(store, page)]
        assert len(follow_page(store, page, Linter(rules))) == len(revisions)
        expected = told(lives_of(store, page, edits=True)), steps_of(store, page)
        assert not follow_page(store, page, Linter(rules))
        site, wanted = page.site_key, page
    with open_store(pieces) as store:
        for revision, text in revisions:
            with store.transaction():
                number = put_site(store, Site(site, language=wanted.language))
                page = put_page(store, number, Page(wanted.pageid, wanted.title), live=False)
                put_revision(store, page, revision, text, live=False)
            (step,) = follow_page(store, page, Linter(rules))  # a new linter, as in another process
            assert step.revision == revision
        assert (told(lives_of(store, page, edits=True)), steps_of(store, page)) == expected


def test_a_planted_fault_is_blamed_on_the_revision_that_planted_it(store: Store, rules: list[Rule]) -> None:
    linter = Linter(rules, Settings(site="enwiki", preview=True))
    import_dump(store, str(PLANTED / "fall-of-the-assad-government.xml"))
    (page,) = stored_pages(store)
    follow_page(store, page, linter)
    revisions = {stored.revision.revid: stored for stored in history(store, page)}
    blamed, wrong = 0, []
    for plant in json.loads((PLANTED / "planted.json").read_text()):
        text = text_of(store, revisions[plant["introduced"]])
        start = text.index(plant["text"])
        place = Span(start, start + len(plant["text"]))
        found = [
            finding
            for finding in linter.lint(Snapshot(text, page.title)).findings
            if finding.rule == plant["fault"] and finding.span.overlaps(place)
        ]
        if not found:
            continue  # not followed but found: that is the business of the rules' own tests
        lives = [life for life in lives_of(store, page) if life.finding.rule == plant["fault"]]
        if any(life.introduced.revid == plant["introduced"] for life in lives):
            blamed += 1
        else:
            wrong.append((plant, [events_of(life) for life in lives]))
    assert not wrong and blamed >= 20


def test_a_fault_that_came_back_is_one_finding(store: Store, rules: list[Rule]) -> None:
    import_dump(store, str(PLANTED / "fall-of-the-assad-government.xml"))
    (page,) = stored_pages(store)
    follow_page(store, page, Linter(rules, Settings(site="enwiki", select=("doubled-word",))))
    ((_, events),) = of_rule(lives_of(store, page), "doubled-word")
    assert events == [("introduced", 80327), ("fixed", 80502), ("reintroduced", 80912)]


def test_a_revision_imported_below_known_ones_begins_anew(
    store: Store, new_page: Callable[..., StoredPage], linter: Linter
) -> None:
    page = new_page()
    add(store, page, [GOOD, BARE], first=5)
    follow_page(store, page, linter)
    assert of_rule(lives_of(store, page), "bare-url") == [("standing", [("introduced", 6)])]
    add(store, page, [BARE.replace("Test", "Testing")], first=90, minute=1)
    assert len(follow_page(store, page, linter)) == 3
    ((_, events),) = of_rule(lives_of(store, page), "bare-url")
    assert events[0] == ("introduced", 90)


def test_other_rules_begin_anew(store: Store, new_page: Callable[..., StoredPage], rules: list[Rule]) -> None:
    page = new_page()
    add(store, page, [GOOD, BARE])
    follow_page(store, page, Linter(rules))
    without = Linter(rules, Settings(ignore=("bare-url",)))
    assert basis_of(without) != basis_of(Linter(rules)) == basis_of(Linter(rules))
    assert len(follow_page(store, page, without)) == 2
    assert not of_rule(lives_of(store, page), "bare-url")


@pytest.mark.parametrize("how", ["hidden", "gone"])
def test_findings_in_hidden_text_are_erased(
    path: Path, linter: Linter, how: str, new_page: Callable[..., StoredPage], store: Store
) -> None:
    secret = "https://dreadful-secret.test/x"
    page = new_page()
    add(store, page, [GOOD, BARE.replace("https://a.test/2", secret), GOOD])
    follow_page(store, page, linter)
    assert secret in "".join(store.connection.iterdump())
    if how == "hidden":
        add(store, page, [None], first=2)
    else:
        with store.transaction():
            mark_gone(store, page.site, [2])
    assert store.wipe()
    assert secret not in "".join(store.connection.iterdump())
    assert not any(secret.encode() in file.read_bytes() for file in path.parent.iterdir())
    follow_page(store, page, linter)
    assert [row.revision.revid for row in steps_of(store, page)] == ([1, 2, 3] if how == "hidden" else [1, 3])
    assert not of_rule(lives_of(store, page), "bare-url")


def test_findings_survive_their_record(linter: Linter, shared: Path) -> None:
    file = min(
        (shared / "corpus" / "wikitext" / "en").glob("*.wikitext"), key=lambda file: abs(file.stat().st_size - 30_000)
    )
    findings = linter.lint(Snapshot(file.read_text(encoding="utf-8"), file.stem)).findings
    assert findings and any(finding.fix for finding in findings)
    for finding in findings:
        assert from_record(json.loads(json.dumps(to_record(finding)))) == finding


def test_a_store_of_schema_1_is_brought_up_to_date(path: Path, linter: Linter, monkeypatch: pytest.MonkeyPatch) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    migrate(connection, "store", schema.MIGRATIONS[:1])
    connection.execute("COMMIT")
    connection.close()
    with open_store(path) as store:
        import_dump(store, str(PLANTED / "fall-of-the-assad-government.xml"))
        (page,) = stored_pages(store)
        assert follow_page(store, page, linter)


@pytest.mark.corpus
@pytest.mark.parametrize("every", [6, pytest.param(1, marks=pytest.mark.slow)])
def test_incremental_findings_equal_those_from_scratch(
    store: Store, rules: list[Rule], shared: Path, every: int
) -> None:
    import_dump(store, str(shared / "corpus" / "revisions" / "derek_panza_115revs.xml.bz2"))
    page = find_page(store, "Derek Panza")
    tracker = Tracker(Linter(rules))
    for number, stored in enumerate(history(store, page)):
        snapshot = snapshot_of(store, page, stored)
        step = tracker.add(stored.revision, snapshot)
        if number % every == 0:  # linting from scratch is what takes the time
            scratch = Linter(rules).lint(snapshot).findings
            assert [life.finding for life in step.standing] == list(scratch), stored.revision.revid


@pytest.mark.corpus
@pytest.mark.parametrize("every", [25, pytest.param(1, marks=pytest.mark.slow)])
def test_incremental_findings_of_a_large_article_equal_those_from_scratch(
    rules: list[Rule], shared: Path, every: int
) -> None:
    # revisions a hundred edits apart, over seventeen years: every section changes sooner or later
    with lzma.open(shared / "corpus" / "revisions" / "anarchism_every100th.jsonl.xz", "rt", encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in lines][::every]
    tracker = Tracker(Linter(rules))
    for number, text in enumerate(texts):
        snapshot = Snapshot(text, "Anarchism", site="en.wikipedia.org", language="en")
        step = tracker.add(Revision(number), snapshot)
        assert [life.finding for life in step.standing] == list(Linter(rules).lint(snapshot).findings), number


def test_another_process_goes_on_where_the_last_one_was() -> None:
    program = (
        "from articlewatch.history.following import basis_of; from articlewatch.lint import Linter, load_rules; "
        "print(basis_of(Linter(load_rules())))"
    )
    # Sets come in another order in each process.
    printed = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1
