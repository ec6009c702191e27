from __future__ import annotations

import random
import time
from pathlib import Path

import pytest
from history.kills import contents, killed_again_and_again
from mediawiki.exports import ExportPage, ExportRevision, export_xml, page_of_texts

from articlewatch.errors import SourceError
from articlewatch.history.importing import import_dump
from articlewatch.history.pages import find_page, stored_pages
from articlewatch.history.recording import Put
from articlewatch.history.revisions import history, text_of
from articlewatch.history.store import Store, open_store


def write(path: Path, *pages: ExportPage) -> str:
    path.write_text(export_xml(pages))
    return str(path)


def test_an_import_and_its_repetition(store: Store, tmp_path: Path) -> None:
    dump = write(
        tmp_path / "dump.xml",
        page_of_texts("One", [f"one {n}" for n in range(300)], users=("Ann", "Bo")),
        ExportPage(2, "Two", [ExportRevision(1001, "a"), ExportRevision(1002, None), ExportRevision(1003, "a")]),
    )
    imported = import_dump(store, dump)
    assert (len(imported.pages), imported.revisions, imported.withheld) == (2, {Put.NEW: 303}, 1)
    assert not imported.stopped and not imported.odd_sums
    page = find_page(store, "One")
    assert [text_of(store, stored) for stored in history(store, page)] == [f"one {n}" for n in range(300)]
    assert [stored.revision.user for stored in history(store, page)][:3] == ["Ann", "Bo", "Ann"]
    assert import_dump(store, dump).revisions == {Put.KNOWN: 303}


def test_a_page_split_over_files_and_namespaces(store: Store, tmp_path: Path) -> None:
    first = ExportPage(1, "One", [ExportRevision(1, "a", timestamp="2020-01-01T00:00:00Z")])
    second = ExportPage(1, "One", [ExportRevision(2, "b", 1, timestamp="2020-01-02T00:00:00Z")])
    talk = ExportPage(3, "Talk:One", [ExportRevision(3, "c")], ns=1)
    for number, page in enumerate((second, first)):
        import_dump(store, write(tmp_path / f"{number}.xml", page, talk), namespaces=frozenset([0]))
    assert [text_of(store, stored) for stored in history(store, find_page(store, "One"))] == ["a", "b"]
    assert [page.title for page in stored_pages(store)] == ["One"]


def test_a_truncated_dump_keeps_what_it_had(store: Store, tmp_path: Path) -> None:
    xml = export_xml([page_of_texts("One", [f"text {n}" for n in range(600)])])
    (tmp_path / "cut.xml").write_text(xml[: xml.index("text 555")])
    imported = import_dump(store, str(tmp_path / "cut.xml"))
    assert imported.revisions == {Put.NEW: 555}
    assert "ends before its end tag" in imported.stopped and "after revision 555" in imported.stopped
    assert len(list(history(store, find_page(store, "One")))) == 555


def test_what_is_no_dump_is_an_error(store: Store, tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text("<html></html>")
    with pytest.raises(SourceError, match="no MediaWiki export"):
        import_dump(store, str(tmp_path / "x.xml"))


def test_sums_that_do_not_fit_are_counted(store: Store, tmp_path: Path) -> None:
    xml = export_xml([page_of_texts("One", ["first text", "second text"])])
    (tmp_path / "x.xml").write_text(xml.replace("second text", "other text"))
    assert import_dump(store, str(tmp_path / "x.xml")).odd_sums == 1


def test_the_site_can_be_named(store: Store, tmp_path: Path) -> None:
    dump = write(tmp_path / "x.xml", page_of_texts("One", ["a"]))
    import_dump(store, dump, site="wiki.mine")
    assert [page.site_key for page in stored_pages(store)] == ["wiki.mine"]


IMPORT = """
import sys
from articlewatch.history.importing import import_dump
from articlewatch.history.store import open_store
print("ready", flush=True)
with open_store(sys.argv[1]) as store:
    import_dump(store, sys.argv[2])
"""


def history_dump(path: Path, revisions: int, pages: int = 6) -> str:
    chance = random.Random(5)
    written = []
    for pageid in range(1, pages + 1):
        words = [f"word{chance.randrange(500)}" for _ in range(1200)]
        texts = []
        for number in range(revisions // pages):
            words[chance.randrange(len(words))] = f"edit{number}"
            texts.append("" if chance.random() < 0.02 else " ".join(words))
        written.append(page_of_texts(f"Page {pageid}", texts, pageid=pageid, first=pageid * 100_000))
    return write(path, *written)


@pytest.mark.parametrize("kills", [6, pytest.param(100, marks=pytest.mark.slow)])
def test_kills_at_any_moment_lose_nothing(kills: int, tmp_path: Path) -> None:
    dump = history_dump(tmp_path / "dump.xml", 3000)
    calm, rough = tmp_path / "calm.sqlite", tmp_path / "rough.sqlite"
    with open_store(calm) as store:
        began = time.monotonic()
        import_dump(store, dump)
        took = time.monotonic() - began
    expected, undisturbed = contents(calm), 0
    for finished in killed_again_and_again(IMPORT, [str(rough), dump], kills, took / 2):
        assert contents(rough) == expected
        rough.unlink()
        undisturbed += finished == 0
    assert undisturbed <= 1  # or the kills came too late to test anything
