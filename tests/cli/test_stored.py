"""``diff`` and ``lint`` over texts in the store: TITLE, TITLE@REVISION, rev:REVISION."""

from __future__ import annotations

from pathlib import Path

import pytest
from mediawiki.exports import export_xml, page_of_texts

from articlewatch.article import Revision
from articlewatch.cli.main import main
from articlewatch.cli.stored import is_stored, lint_stored
from articlewatch.history.importing import import_dump
from articlewatch.history.pages import put_page, put_site, stored_pages
from articlewatch.history.recording import put_revision
from articlewatch.history.revisions import edited_revision, history
from articlewatch.history.store import open_store
from articlewatch.lint import Failure, Linter, Rule, Settings, SnapshotResult
from articlewatch.sources.records import Page, Site

FIRST = "The town is the centre of all trade in the region. It opened in 1932.\n"
BROKEN = FIRST.replace("centre of all", "centre all")
NEWEST = BROKEN.replace("1932", "1934")
STORE = "articlewatch.sqlite"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a store in which Bridge has revisions 1 to 3."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("ARTICLEWATCH_STORE", raising=False)
    Path("dump.xml").write_text(export_xml([page_of_texts("Bridge", [FIRST, BROKEN, NEWEST])]), encoding="utf-8")
    with open_store(STORE) as store:
        import_dump(store, "dump.xml")


@pytest.mark.parametrize(("old", "new"), [("Bridge@2", "Bridge@3"), ("rev:2", "rev:3"), ("rev:2", "bridge")])
def test_diff_of_stored_texts(old: str, new: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", old, new]) == 0
    out, err = capsys.readouterr()
    assert "1932 → 1934" in out and "{+1934+}" in out and "centre of" not in out and err == ""


def test_diff_of_a_file_and_a_stored_text(capsys: pytest.CaptureFixture[str]) -> None:
    Path("draft.wikitext").write_text(FIRST.replace("1932", "1935"), encoding="utf-8")
    assert main(["diff", "Bridge@1", "draft.wikitext", "--format", "unified"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("--- Bridge@1\n+++ draft.wikitext\n") and "1935" in out


def test_a_file_goes_before_a_page(capsys: pytest.CaptureFixture[str]) -> None:
    Path("Bridge").write_text(FIRST, encoding="utf-8")
    assert main(["diff", "Bridge", "Bridge@1", "--exit-code"]) == 0
    assert main(["diff", "Bridge@3", "Bridge@1", "--exit-code"]) == 1
    capsys.readouterr()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("rev:9", "articlewatch.sqlite: no revision 9"),
        ("Bridge@9", "'Bridge': no revision 9 in the store"),
        ("Tunnel@1", "no page 'Tunnel'"),
        ("Tunnel", "Tunnel: no such file or folder, and articlewatch.sqlite: no page 'Tunnel'"),
    ],
)
def test_what_is_nowhere(name: str, said: str, capsys: pytest.CaptureFixture[str], rules: list[Rule]) -> None:
    assert main(["diff", "Bridge", name]) == 3
    out, err = capsys.readouterr()
    assert out == "" and said in err and err.count("\n") == 1
    (failure,) = lint_stored([name], STORE, Linter(rules[:1]))
    assert isinstance(failure, Failure) and said in failure.message


def test_without_a_store(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "Bridge", "rev:1", "--store", "none.sqlite"]) == 3
    assert "Bridge: cannot be read" in capsys.readouterr().err
    assert main(["diff", "rev:1", "Bridge", "--store", "none.sqlite"]) == 3
    assert "none.sqlite: no such store" in capsys.readouterr().err
    assert not Path("none.sqlite").exists()
    assert not is_stored("Bridge", "none.sqlite") and not is_stored("x" * 5000, "none.sqlite")
    assert not is_stored("-", STORE) and is_stored("x" * 5000, STORE)


def test_lint_sees_the_edit(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["lint", "rev:2", "Bridge", "dump.wikitext", "--isolated", "--site", "enwiki", "--format", "concise"]
    Path("dump.wikitext").write_text(BROKEN, encoding="utf-8")
    assert main([*arguments, "--select", "sentence-broken-by-edit", "--fail-level", "warning"]) == 1
    out, err = capsys.readouterr()
    assert out.startswith("Bridge@2:1:") and "sentence-broken-by-edit" in out
    assert out.count("sentence-broken-by-edit") == 1 and err == ""  # not in the newest, nor in the file
    assert main(["lint", "Bridge", "--previous", "dump.wikitext", "--isolated"]) == 2
    assert "the store knows the revision before" in capsys.readouterr().err


def test_the_language_and_the_wiki_of_the_settings_go_first(rules: list[Rule]) -> None:
    linter = Linter(rules, Settings(site="enwiki", select=("sentence-broken-by-edit",)))
    (result,) = lint_stored(["Bridge@2"], STORE, linter)
    assert isinstance(result, SnapshotResult) and len(result.findings) == 1
    (other,) = lint_stored(["Bridge@2"], STORE, Linter(rules, Settings(language="de")))
    assert isinstance(other, SnapshotResult) and "sentence-broken-by-edit" in other.skipped_rules


def test_the_revision_edited_is_the_parent_and_not_one_further_back() -> None:
    with open_store(STORE) as store:
        (page,) = stored_pages(store)
        found = {r.revision.revid: edited_revision(store, page, r) for r in history(store, page)}
        assert {n: r.revision.revid if r else None for n, r in found.items()} == {1: None, 2: 1, 3: 2}
        with store.transaction():
            page = put_page(store, put_site(store, Site("other.test")), Page(7, "Tunnel"), live=False)
            for number, parent in ((10, 0), (11, 0), (12, 5), (13, 10)):
                revision = Revision(number, parent, timestamp=f"2020-01-01T00:00:{number}Z")
                put_revision(store, page, revision, "a" * number, live=False)
        found = {r.revision.revid: edited_revision(store, page, r) for r in history(store, page)}
        assert {n: r.revision.revid if r else None for n, r in found.items()} == {10: None, 11: 10, 12: None, 13: 10}
