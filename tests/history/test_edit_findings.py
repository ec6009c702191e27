"""Findings about edits, and what each revision changed: noted with the revision, folded when it is undone."""

from __future__ import annotations

import csv
import io
import itertools
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from history.test_following import add, events_of

from articlewatch.article import Span
from articlewatch.diff import compare
from articlewatch.history import schema
from articlewatch.history.anonymise import Anonymiser
from articlewatch.history.changes import summaries_of
from articlewatch.history.editlog import edit_log
from articlewatch.history.export import (
    CHANGE_COLUMNS,
    FINDING_COLUMNS,
    change_rows,
    finding_rows,
    write_csv,
    write_parquet,
)
from articlewatch.history.following import follow_page, lives_of, steps_of
from articlewatch.history.importing import import_dump
from articlewatch.history.pages import StoredPage, find_page, stored_pages
from articlewatch.history.revisions import history, snapshot_of, text_of
from articlewatch.history.schema import migrate
from articlewatch.history.store import Store, open_store
from articlewatch.history.telling import history_lines, log_line, log_record
from articlewatch.lint import Linter, Revised, Rule, Settings

PLANTED = Path(__file__).resolve().parents[2] / "snapshots"
REF = "<ref>{{cite book |title=Bridges |date=1990}}</ref>"
SOURCED = f"The bridge is 80 metres long.{REF} It is red.\n\n== Use ==\nTrains cross it.\n\n{{{{reflist}}}}\n"
LOST = SOURCED.replace(REF, "")
NAMED = 'It is long.<ref name="a">{{cite book |title=A |date=1990}}</ref> It is red.<ref name="a"/>\n\n{{reflist}}\n'
ORPHANED = 'It is long. It is red.<ref name="a"/>\n\n{{reflist}}\n'


@pytest.fixture
def linter(rules: list[Rule]) -> Linter:
    return Linter(rules, Settings(site="enwiki"))


def noted(store: Store, page: StoredPage, rule: str) -> list[tuple[str, list[tuple[str, int]]]]:
    lives = lives_of(store, page, edits=True)
    return [(life.status, events_of(life)) for life in lives if life.edit and life.finding.rule == rule]


def test_stands_until_its_passage_is_edited(store: Store, new_page: Callable[..., StoredPage], linter: Linter) -> None:
    page = new_page()
    above, mended = "Much is known.\n\n" + LOST, LOST.replace("long.", "long.<ref>{{cite book |title=B}}</ref>")
    add(store, page, [SOURCED, LOST, above])
    steps = follow_page(store, page, linter)
    assert noted(store, page, "citation-lost") == [("standing", [("introduced", 2)])]
    (life,) = steps[-1].noted
    assert life.finding.span == Span(16, 45) and life.finding.span.of(above) == "The bridge is 80 metres long."
    assert life.finding.fix is not None and life.finding.fix.edits[0].start == 45
    add(store, page, [mended], first=4)
    follow_page(store, page, linter)
    assert noted(store, page, "citation-lost") == [("fixed", [("introduced", 2), ("fixed", 4)])]
    assert [row.noted for row in steps_of(store, page)] == [0, 1, 1, 0]
    assert not any(life.edit for life in lives_of(store, page))


def test_an_edit_undone_takes_its_findings_with_it(
    store: Store, new_page: Callable[..., StoredPage], linter: Linter
) -> None:
    page = new_page()
    add(store, page, [SOURCED, LOST, SOURCED])
    follow_page(store, page, linter)
    assert noted(store, page, "citation-lost") == [("reverted", [("introduced", 2), ("reverted", 3)])]
    again = LOST.replace("Trains", "Goods trains")
    add(store, page, [again, "", again], first=4)  # the same once more, and a vandal who is undone
    follow_page(store, page, linter)
    events = [("introduced", 2), ("reverted", 3), ("reintroduced", 4)]
    assert noted(store, page, "citation-lost") == [("standing", events)]


def test_one_that_goes_with_a_finding_in_the_text_ends_with_it(
    store: Store, new_page: Callable[..., StoredPage], linter: Linter
) -> None:
    page = new_page()
    given = ORPHANED.replace("{{reflist}}", '<references><ref name="a">{{cite book |title=A}}</ref></references>')
    add(store, page, [NAMED, ORPHANED, ORPHANED.replace("red", "quite red"), given])
    follow_page(store, page, linter)
    ended = [("introduced", 2), ("fixed", 4)]
    assert noted(store, page, "reference-orphaned") == [("fixed", ended)]
    (undefined,) = [life for life in lives_of(store, page) if life.finding.rule == "ref-undefined"]
    assert events_of(undefined) == ended
    (orphaned,) = [life for life in lives_of(store, page, edits=True) if life.finding.rule == "reference-orphaned"]
    assert orphaned.goes_with == undefined.number


def test_a_deletion_without_a_word(store: Store, new_page: Callable[..., StoredPage], linter: Linter) -> None:
    page = new_page()
    long = SOURCED + "".join(
        f"\n\nThe {n}th span of the bridge was built by another guild of masons." for n in range(60)
    )
    add(store, page, [long, SOURCED, SOURCED.replace("red", "green"), SOURCED.replace("red", "blue") + long])
    follow_page(store, page, linter)
    assert noted(store, page, "large-unexplained-deletion") == [("fixed", [("introduced", 2), ("fixed", 4)])]


def test_planted_edits_are_blamed(store: Store, rules: list[Rule]) -> None:
    import_dump(store, str(PLANTED / "fall-of-the-assad-government.xml"))
    (page,) = stored_pages(store)
    follow_page(store, page, Linter(rules, Settings(site="enwiki")))
    lives = [life for life in lives_of(store, page, edits=True) if life.edit]
    found = {(life.finding.rule, life.introduced.revid, life.status) for life in lives}
    planted = {item["fault"]: item["introduced"] for item in json.loads((PLANTED / "planted.json").read_text())}
    assert ("fact-changed-citation-kept", planted["number-changed-citation-kept"], "standing") in found
    assert ("reference-orphaned", planted["refs-orphaned-by-edit"], "standing") in found
    assert ("maintenance-tag-removed", planted["tag-removed-unfixed"], "standing") in found
    assert ("large-unexplained-deletion", planted["large-unexplained-deletion"], "reverted") in found
    newest = text_of(store, list(history(store, page))[-1])
    for life in lives:
        if life.status == "standing":  # its place has been carried to the newest text
            assert life.finding.span.of(newest).startswith(life.finding.excerpt.rstrip("…")[:200])


@pytest.mark.corpus
def test_edit_findings_equal_those_of_each_pair_from_scratch(store: Store, rules: list[Rule], shared: Path) -> None:
    import_dump(store, str(shared / "corpus" / "revisions" / "derek_panza_115revs.xml.bz2"))
    page = find_page(store, "Derek Panza")
    linter = Linter(rules)
    follow_page(store, page, linter)
    came = {
        (event.revision.revid, life.finding.rule)
        for life in lives_of(store, page, edits=True)
        for event in life.events
        if life.edit and event.kind in ("introduced", "reintroduced")
    }
    reverts = {row.revision.revid for row in steps_of(store, page) if row.restored is not None}
    scratch = set()
    for before, after in itertools.pairwise(history(store, page)):
        if after.revision.revid in reverts:
            continue
        fresh = Linter(rules)
        revised = Revised(fresh.parse(snapshot_of(store, page, before)), fresh.parse(snapshot_of(store, page, after)))
        scratch |= {(after.revision.revid, finding.rule) for finding in fresh.lint_edit(revised)}
    assert came == scratch and len(came) > 5


def test_what_each_revision_changed(store: Store, new_page: Callable[..., StoredPage], linter: Linter) -> None:
    page = new_page()
    add(store, page, [SOURCED, LOST, SOURCED, SOURCED, None, SOURCED.replace("cross it.", "cross it every day.")])
    follow_page(store, page, linter)
    found = summaries_of(store, page)
    assert sorted(found) == [1, 2, 3, 4, 6]
    first, lost, back, same, late = (found[revid] for revid in (1, 2, 3, 4, 6))
    assert (first.parent, first.kinds, first.inserted) == (0, ("new page",), len(SOURCED))
    assert (lost.parent, lost.inserted, lost.deleted) == (1, 0, len(REF)) and lost.kinds == ("citation work",)
    assert lost.nodes["Reference"] == {"remove": 1} and lost.sections == ((),)
    assert (back.kinds, back.inserted, back.deleted) == (("revert",), len(REF), 0)
    assert same.kinds == ("no change",) and not same.sections
    assert (late.parent, late.words_added, late.words_removed, late.sections) == (4, 2, 0, (("Use",),))
    texts = [SOURCED, LOST]
    ops = list(compare(*texts).edits())
    assert lost.deleted == sum(op.old.end - op.old.start for op in ops)


def test_told_by_log_and_history(store: Store, new_page: Callable[..., StoredPage], linter: Linter) -> None:
    page = new_page()
    add(store, page, [SOURCED, LOST])
    follow_page(store, page, linter)
    newest, _ = edit_log(store, page)
    assert newest.noted == ("citation-lost",) and "! citation-lost" in log_line(newest)
    record = log_record(newest)
    assert record["noted"] == ["citation-lost"] and record["change"]["deleted"] == len(REF)
    (life,) = [life for life in lives_of(store, page, edits=True) if life.edit]
    assert list(history_lines(life))[:2] == [
        "citation-lost (about the edit): standing: The bridge is 80 metres long.",
        "    the only citation of this sentence was taken out",
    ]


def test_changes_and_findings_as_tables(store: Store, new_page: Callable[..., StoredPage], linter: Linter) -> None:
    page = new_page()
    add(store, page, [SOURCED, LOST, SOURCED])
    assert not list(change_rows(store, [page]))
    follow_page(store, page, linter)
    rows = list(change_rows(store, [page], anonymiser=Anonymiser()))
    assert [tuple(row) for row in rows] == [CHANGE_COLUMNS] * 3
    assert (rows[1]["edit_kinds"], rows[1]["deleted"], rows[1]["user_text"]) == (
        ["citation work"],
        len(REF),
        "Editor 2",
    )
    assert (rows[2]["restores_revision_id"], rows[2]["undone_revisions"]) == (1, 1)
    out = io.StringIO(newline="")
    assert write_csv(out, rows, CHANGE_COLUMNS) == 3
    table = list(csv.DictReader(io.StringIO(out.getvalue(), newline="")))
    assert json.loads(table[1]["nodes"])["Reference"] == {"remove": 1} and json.loads(table[1]["sections"]) == [[]]
    (lost,) = [row for row in finding_rows(store, [page]) if row["rule"] == "citation-lost"]
    assert tuple(lost) == FINDING_COLUMNS
    assert (lost["about"], lost["status"], lost["introduced_revision_id"], lost["ended_revision_id"]) == (
        "edit", "reverted", 2, 3
    )  # fmt: skip
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra [parquet] is not installed")
    for made, columns in ((rows, CHANGE_COLUMNS), (list(finding_rows(store, [page])), FINDING_COLUMNS)):
        file = io.BytesIO()
        assert write_parquet(file, made, columns) == len(made)
        read = parquet.read_table(io.BytesIO(file.getvalue()))
        assert tuple(read.column_names) == columns and read.num_rows == len(made)


def test_a_store_of_schema_4_is_followed_anew(path: Path, rules: list[Rule]) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    migrate(connection, "store", schema.MIGRATIONS[:4])
    connection.execute("INSERT INTO site VALUES (1, 'wiki.test', 'w', '', 'en', '')")
    connection.execute("INSERT INTO page (page, site, page_id, ns, title) VALUES (1, 1, 1, 0, 'Bridge')")
    connection.execute("INSERT INTO following VALUES (1, 'x', 1, 'x', '{}', x'00')")
    connection.execute("INSERT INTO life VALUES (1, 0, 'r', 'error', 'standing', 1, NULL, '', '', '{}')")
    connection.execute("COMMIT")
    connection.close()
    with open_store(path) as store:
        assert store.connection.execute("PRAGMA user_version").fetchone()[0] == len(schema.MIGRATIONS)
        assert not store.connection.execute("SELECT * FROM life UNION ALL SELECT * FROM life").fetchall()
        page = find_page(store, "Bridge")
        add(store, page, [SOURCED, LOST])
        assert len(follow_page(store, page, Linter(rules))) == 2
        assert summaries_of(store, page)[2].deleted == len(REF)
