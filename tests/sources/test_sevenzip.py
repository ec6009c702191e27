"""Archives of 7z as a stream, whole, cut off, damaged, or packed to hurt."""

from __future__ import annotations

import io
import random
import tracemalloc
from pathlib import Path

import pytest

from articlewatch.errors import SourceError
from articlewatch.history.importing import import_dump
from articlewatch.history.pages import stored_pages
from articlewatch.history.store import Store, open_store
from articlewatch.sources.packed import DAMAGE, open_packed
from articlewatch.sources.records import PageRevision
from articlewatch.sources.sevenzip import SevenZipFile
from articlewatch.sources.xmldump import DumpError, read_dump

py7zr = pytest.importorskip("py7zr", reason="py7zr, which makes the archives of these tests, is not installed")

FILTERS = {
    "lzma2": [{"id": py7zr.FILTER_LZMA2, "preset": 6}],
    "lzma": [{"id": py7zr.FILTER_LZMA}],
    "bzip2": [{"id": py7zr.FILTER_BZIP2}],
    "deflate": [{"id": py7zr.FILTER_DEFLATE}],
    "copy": [{"id": py7zr.FILTER_COPY}],
}


def packed(data: bytes, how: str = "lzma2", *, encode_header: bool = True, files: int = 1) -> bytes:
    out = io.BytesIO()
    with py7zr.SevenZipFile(out, "w", filters=FILTERS[how]) as archive:
        archive.set_encoded_header_mode(encode_header)
        for number in range(files):
            archive.writef(io.BytesIO(data), f"dump{number}.xml")
    return out.getvalue()


def dump(revisions: int) -> bytes:
    """An export with one page; its revisions hardly compress, so that a cut falls between them."""
    chance = random.Random(1)
    made = "".join(
        f"<revision><id>{n}</id><timestamp>2020-01-01T00:00:00Z</timestamp><text>{chance.randbytes(3000).hex()}</text>"
        "</revision>"
        for n in range(1, revisions + 1)
    )
    head = '<mediawiki xml:lang="en"><page><title>A</title><ns>0</ns><id>1</id>'
    return f"{head}{made}</page></mediawiki>".encode()


def unpacked(file: Path) -> bytes:
    parts = []
    with open_packed(str(file)) as stream:
        while piece := stream.read1(1 << 16):
            parts.append(piece)
    return b"".join(parts)


@pytest.mark.parametrize("encode_header", [True, False])
@pytest.mark.parametrize("how", FILTERS)
def test_unpacked_as_it_was(tmp_path: Path, how: str, encode_header: bool) -> None:
    data = dump(60)
    (tmp_path / "a.7z").write_bytes(packed(data, how, encode_header=encode_header))
    assert unpacked(tmp_path / "a.7z") == data


@pytest.mark.parametrize("how", ["lzma2", "lzma"])
def test_what_is_left_of_a_truncated_archive_is_kept(tmp_path: Path, how: str) -> None:
    whole = packed(dump(80), how)
    (tmp_path / "cut.7z").write_bytes(whole[: len(whole) // 2])
    revisions = []
    with pytest.raises(DumpError, match=r"damaged or truncated archive .*, in page 'A', after revision") as raised:
        for record in read_dump(str(tmp_path / "cut.7z")):
            if isinstance(record, PageRevision):
                revisions.append(record.revision.revid)
    assert 25 < len(revisions) < 55 and revisions == list(range(1, len(revisions) + 1))
    assert f"after revision {revisions[-1]}" in str(raised.value)


def test_a_truncated_archive_is_imported_up_to_the_damage(tmp_path: Path) -> None:
    whole = packed(dump(40))
    (tmp_path / "cut.7z").write_bytes(whole[:-2000])
    with open_store(tmp_path / "s.sqlite") as store:
        imported = import_dump(store, str(tmp_path / "cut.7z"))
        assert "truncated archive" in imported.stopped and imported.total > 30
        assert _count(store) == imported.total and len(list(stored_pages(store))) == 1


def _count(store: Store) -> int:
    return int(store.connection.execute("SELECT count(*) FROM revision WHERE text IS NOT NULL").fetchone()[0])


def test_from_a_pipe(tmp_path: Path) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    data = dump(20)
    stream = SevenZipFile(io.BufferedReader(Pipe(packed(data))))  # type: ignore[arg-type]
    found = b""
    with pytest.raises(DAMAGE):
        while piece := stream.read1(1 << 16):
            found += piece
    assert found == data  # all of it, though its end cannot be known


@pytest.mark.parametrize(
    ("archive", "words"),
    [
        (b"7z\xbc\xaf\x27\x1c\0\4", "first bytes"),
        (packed(b"<mediawiki/>", files=2), "holds 2 files"),
        (b"7z\xbc\xaf\x27\x1c\0\4" + b"\0" * 200, "table of contents"),
    ],
)
def test_not_read(tmp_path: Path, archive: bytes, words: str) -> None:
    (tmp_path / "a.7z").write_bytes(archive)
    with pytest.raises(SourceError, match=words) as raised:
        list(read_dump(str(tmp_path / "a.7z")))
    assert "\n" not in str(raised.value)


def test_damage_is_never_a_traceback(tmp_path: Path) -> None:
    chance = random.Random(5)
    data = dump(3)
    file = tmp_path / "a.7z"
    for how in FILTERS:
        whole = packed(data, how, encode_header=how != "copy")
        for _ in range(25):
            hurt = bytearray(whole)
            for _ in range(chance.randint(1, 4)):
                # most of the damage where the table of contents lies
                at = chance.randrange(len(hurt)) if chance.random() < 0.3 else len(hurt) - 1 - chance.randrange(120)
                hurt[at] = chance.randrange(256)
            file.write_bytes(hurt[: chance.randint(1, len(hurt))] if chance.random() < 0.3 else hurt)
            try:
                list(read_dump(str(file)))
            except SourceError as error:
                assert "\n" not in str(error)


def test_a_bomb_takes_no_memory(tmp_path: Path) -> None:
    (tmp_path / "bomb.7z").write_bytes(packed(b"<mediawiki>" + b" " * (80 << 20)))
    assert (tmp_path / "bomb.7z").stat().st_size < 1 << 20
    tracemalloc.start()
    with pytest.raises(DumpError, match="one text of more than 64 million characters"):
        list(read_dump(str(tmp_path / "bomb.7z")))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 300 << 20
