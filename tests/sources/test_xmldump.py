from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import lzma
import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mediawiki.exports import ExportPage, ExportRevision, export_xml, page_of_texts

from articlewatch.errors import SourceError
from articlewatch.sources import xmldump
from articlewatch.sources.records import PageRevision, Site
from articlewatch.sources.xmldump import DumpError, read_dump, read_export

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

CORPUS = Path(__file__).resolve().parents[3] / "shared" / "corpus"


def parse(text: str | bytes) -> tuple[list[PageRevision], str]:
    """Return the revisions read and the error at the end, if any."""
    found: list[PageRevision] = []
    raw = text.encode() if isinstance(text, str) else text
    try:
        for record in read_export(io.BytesIO(raw), "test.xml"):
            if isinstance(record, PageRevision):
                found.append(record)
    except DumpError as error:
        return found, str(error)
    return found, ""


def test_pages_revisions_and_hidden_fields() -> None:
    page = ExportPage(
        7,
        "Talk:Bridge & Co",
        [
            ExportRevision(11, "one <ref>é</ref>", timestamp="2020-01-01T00:00:00Z", comment="a < b"),
            ExportRevision(12, None, 11, user=None, comment=None, minor=True),
            ExportRevision(13, "", 12),
        ],
        ns=1,
        redirect="Other page",
    )
    records = list(read_export(io.BytesIO(export_xml([page]).encode()), "x"))
    assert records[0] == Site("127.0.0.1:8089", "wiki", language="en", name="TestWiki")
    first, second, third = (record for record in records[1:] if isinstance(record, PageRevision))
    assert (first.page.pageid, first.page.title, first.page.ns) == (7, "Talk:Bridge & Co", 1)
    assert first.page.is_redirect and first.page.redirect_to == "Other page"
    assert first.text == "one <ref>é</ref>" and first.revision.size == 17
    assert first.revision.sha1 == hashlib.sha1("one <ref>é</ref>".encode()).hexdigest()
    assert (first.revision.user, first.revision.userid, first.revision.comment) == ("Importer", 9, "a < b")
    assert second.text is None and second.revision.text_hidden and second.revision.sha1 == ""
    assert second.revision.user_hidden and second.revision.comment_hidden and second.revision.minor
    assert (second.revision.user, second.revision.parentid) == ("", 11)
    assert third.text == "" and not third.revision.text_hidden


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")))
)
def test_texts_survive_the_way_through_xml(texts: list[str]) -> None:
    found, error = parse(export_xml([page_of_texts("T", texts)]))
    assert [one.text for one in found] == texts and not error


@pytest.mark.parametrize(
    ("name", "pack"),
    [("x", bytes), ("bz2", bz2.compress), ("gz", gzip.compress), ("xz", lzma.compress), ("zst", zstd.compress)],
)
class TestPackings:
    XML = export_xml(
        [
            page_of_texts(f"Page {n}", [f"{n} {i} " * 200 for i in range(20)], pageid=n + 1, first=20 * n + 1)
            for n in range(20)
        ]
    ).encode()

    def test_by_content_not_by_name(self, name: str, pack: Callable[[bytes], bytes], tmp_path: Path) -> None:
        path = tmp_path / "dump.bin"
        path.write_bytes(pack(self.XML))
        assert sum(isinstance(record, PageRevision) for record in read_dump(str(path))) == 400

    def test_a_truncated_file_gives_what_it_has(
        self, name: str, pack: Callable[[bytes], bytes], tmp_path: Path
    ) -> None:
        path, packed = tmp_path / "dump.bin", pack(self.XML)
        path.write_bytes(packed[: len(packed) * 9 // 10])
        found = []
        with pytest.raises(DumpError, match="stopped at"):
            for record in read_dump(str(path)):
                found.append(record)
        if name in ("x", "gz", "zst"):  # bzip2 and xz hand out whole blocks only
            assert len(found) > 100

    def test_members_one_after_another(self, name: str, pack: Callable[[bytes], bytes], tmp_path: Path) -> None:
        path, half = tmp_path / "dump.bin", len(self.XML) // 2
        path.write_bytes(pack(self.XML[:half]) + pack(self.XML[half:]))  # multistream
        assert sum(isinstance(record, PageRevision) for record in read_dump(str(path))) == 400


def test_archives_that_cannot_be_streamed(tmp_path: Path) -> None:
    for start, words in ((b"7z\xbc\xaf\x27\x1c\0\0", "in its first bytes"), (b"PK\x03\x04aaaa", "unpack it first")):
        path = tmp_path / "dump"
        path.write_bytes(start)
        with pytest.raises(SourceError, match=words):
            list(read_dump(str(path)))


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.xml", tmp_path):
        with pytest.raises(SourceError, match=r"No such file|directory"):
            list(read_dump(str(path)))


BOMB = """<!DOCTYPE mediawiki [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<mediawiki><page><title>&b;</title></page></mediawiki>"""
EXTERNAL = """<!DOCTYPE mediawiki [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<mediawiki><page><title>&x;</title></page></mediawiki>"""
PARAMETER = """<!DOCTYPE mediawiki [<!ENTITY % x SYSTEM "http://127.0.0.1:9/evil.dtd"> %x;]><mediawiki/>"""


@pytest.mark.parametrize("document", [BOMB, EXTERNAL, PARAMETER, '<!DOCTYPE mediawiki SYSTEM "x.dtd"><mediawiki/>'])
def test_document_types_are_refused_unread(document: str) -> None:
    found, error = parse(document)
    assert not found and "document type declaration" in error


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("", "ends before its end tag"),
        ("no xml at all", "syntax error"),
        ("<html><body/></html>", "no MediaWiki export (its root element is <html>)"),
        ("<mediawiki>" * 99, "nested deeper"),
        ("<mediawiki>&undeclared;</mediawiki>", "undefined entity"),
        (b"<mediawiki>\xff\xfe</mediawiki>", "not well-formed"),
        (f'<mediawiki a="{"x" * 6_000_000}"/>', "one tag of more than 4 MiB"),
    ],
)
def test_documents_no_export_is(document: str | bytes, words: str) -> None:
    found, error = parse(document)
    assert not found and words in error and "\n" not in error


def test_a_text_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xmldump, "_LONGEST_TEXT", 1000)
    found, error = parse(export_xml([page_of_texts("T", ["short", "x" * 2000, "short"])]))
    assert len(found) == 1 and "one text of more than" in error


def test_a_truncated_export_says_where_it_stopped() -> None:
    xml = export_xml([page_of_texts("Bridge", ["one", "two", "three"], first=5)])
    found, error = parse(xml[: xml.index("three")])
    assert [one.revision.revid for one in found] == [5, 6]
    assert "ends before its end tag" in error and "in page 'Bridge', after revision 6" in error


def test_revisions_of_a_page_without_header_are_counted_not_guessed() -> None:
    xml = export_xml([page_of_texts("A", ["one"]), page_of_texts("B", ["two"], pageid=2, first=9)])
    headless = xml.replace("<title>B</title><ns>0</ns><id>2</id>", "")
    found, error = parse(headless)
    assert [one.page.title for one in found] == ["A"]
    assert "left out because they or their page have no id: 1" in error


def test_other_slots_and_stub_dumps() -> None:
    xml = (
        "<mediawiki><siteinfo><base>https://x.org/wiki/M</base></siteinfo><page><title>T</title><ns>0</ns><id>1</id>"
        "<revision><id>2</id><timestamp>2020-01-01T00:00:00Z</timestamp><contributor><ip>10.0.0.1</ip></contributor>"
        '<model>wikitext</model><text bytes="4">main</text>'
        "<content><role>mediainfo</role><model>json</model><text>{other}</text></content></revision>"
        '<revision><id>3</id><text bytes="99" id="7" /></revision>'
        '<revision><id>4</id><text bytes="0" xml:space="preserve" /></revision>'
        '<revision><id>5</id><text xml:space="preserve"></text></revision>'
        "</page></mediawiki>"
    )
    found, error = parse(xml)
    assert not error and [one.text for one in found] == ["main", None, "", ""]
    assert found[0].revision.model == "wikitext" and found[0].revision.user == "10.0.0.1"
    assert not found[1].revision.text_hidden and found[1].revision.size == 99


def test_uploads_and_log_items_are_no_revisions() -> None:
    xml = (
        "<mediawiki><page><title>File:A.png</title><ns>6</ns><id>1</id><revision><id>2</id><text>a</text></revision>"
        "<upload><timestamp>x</timestamp><contributor><username>U</username></contributor><comment>c</comment>"
        "<filename>A.png</filename></upload></page><logitem><id>9</id></logitem></mediawiki>"
    )
    found, error = parse(xml)
    assert not error and [(one.revision.revid, one.revision.user, one.revision.comment) for one in found] == [
        (2, "", "")
    ]


def test_old_exports_tell_the_namespace_by_name() -> None:
    xml = (
        '<mediawiki><siteinfo><namespaces><namespace key="1">Talk</namespace><namespace key="0" /></namespaces>'
        "</siteinfo><page><title>Talk:A</title><id>1</id><revision><id>2</id><text>a</text></revision></page>"
        "<page><title>A: B</title><id>2</id><revision><id>3</id><text>a</text></revision></page></mediawiki>"
    )
    assert [one.page.ns for one in parse(xml)[0]] == [1, 0]


def test_memory_does_not_grow_with_the_file() -> None:
    xml = export_xml([page_of_texts("T", (f"{n} " + "x" * 50_000 for n in range(200)))]).encode()
    stream = io.BytesIO(xml)
    tracemalloc.start()
    for _ in read_export(stream, "x"):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3_000_000 < len(xml)


@pytest.mark.corpus
@pytest.mark.skipif(not CORPUS.exists(), reason="the shared corpus is not beside the checkout")
@pytest.mark.parametrize(
    ("name", "pages", "revisions", "error"),
    [
        ("revisions/derek_panza_115revs.xml.bz2", 9, 184, "mismatched tag"),
        ("revisions/enwiki-20140102.tiny.xml.gz", 2, 106, ""),
        ("dumps/ltgwiki-pages-articles.xml.xz", 2004, 2004, ""),
    ],
)
def test_real_dumps(name: str, pages: int, revisions: int, error: str) -> None:
    found, failure = [], ""
    try:
        for record in read_dump(str(CORPUS / name)):
            if isinstance(record, PageRevision):
                found.append(record)
    except DumpError as problem:
        failure = str(problem)
    assert error in failure and bool(error) == bool(failure)
    assert (len({one.page.pageid for one in found}), len(found)) == (pages, revisions)
    assert all(one.text is not None for one in found)
