"""Read the one file in a 7z archive as a stream of bytes, with the decompressors of the standard library.

Written after the format's description in the LZMA SDK (``7zFormat.txt``, https://www.7-zip.org/sdk.html).
Nothing is written to disk, and memory is bounded by the archive's own window, whatever the length of the file. An
archive states at its end how it is packed: of one that was cut off the usual ways are tried, so that what is there of
it is not lost.
"""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from typing import Protocol

from articlewatch.sources.sevenziptable import Folder, Streams, Table

SIGNATURE = b"7z\xbc\xaf\x27\x1c"

_PIECE = 1 << 18
_LONGEST_HEADER = 64 << 20
_WIDEST_WINDOW = 1 << 30
#: How Wikimedia's and most other archives are packed: 7-Zip's defaults, with the window of its highest level.
_USUAL = ((b"\x21", b"\x1c"), (b"\x03\x01\x01", b"\x5d" + (64 << 20).to_bytes(4, "little")))
_BEGINNINGS = (b"<mediawiki", b"<?xml", b"\xef\xbb\xbf<")


class _Decompressor(Protocol):
    """What takes packed bytes, when it needs any, and gives at most so many unpacked ones."""

    @property
    def needs_input(self) -> bool: ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


class SevenZipFile:
    """The content of an archive with one file, read with ``read1``.

    Raises OSError for an archive that is packed in a way not read here, and at the end for one that is damaged;
    EOFError at the end of what is left of a truncated one. What was unpacked before has been given by then.
    """

    def __init__(self, raw: io.BufferedReader) -> None:
        self._raw = raw
        self._crc = 0
        self._given = 0
        self._cut = not raw.seekable()
        folder: Folder | None = None
        if not self._cut:
            try:
                folder = _only_folder(raw)
            except EOFError:
                self._cut = True
        if folder is None:
            folder, self._first = _guess(raw)
        else:
            self._first = b""
            raw.seek(folder.start)
        self._folder = folder
        self._left = folder.packed
        self._unpack = _decompressor(folder)

    def __enter__(self) -> SevenZipFile:
        return self

    def __exit__(self, *error: object) -> None:
        pass  # the file is closed by whoever opened it

    def read1(self, size: int = -1, /) -> bytes:
        """Return up to *size* bytes, empty at the end. Raises EOFError, OSError or LZMAError where the data stop."""
        most = _PIECE if size < 0 else min(size, _PIECE)
        folder = self._folder
        while True:
            wanted = most if self._cut else min(most, folder.size - self._given)
            if not wanted:
                if folder.crc is not None and self._crc != folder.crc:
                    raise OSError("the content does not have the sum that the archive states")
                return b""
            needed = self._unpack.needs_input
            packed = self._packed() if needed else b""
            data = self._unpack.decompress(packed, wanted)
            if data:
                self._given += len(data)
                if folder.crc is not None:
                    self._crc = zlib.crc32(data, self._crc)
                return data
            if needed and not packed:
                raise EOFError("it ends before its table of contents" if self._cut else "it ends in the middle")

    def _packed(self) -> bytes:
        """The next packed bytes, none at the end."""
        if self._first:
            data, self._first = self._first, b""
            return data
        data = self._raw.read1(min(1 << 16, self._left)) if self._left else b""
        self._left = self._left - len(data) if data else 0
        return data


def _decompressor(folder: Folder) -> _Decompressor:
    """What unpacks a stream. Raises OSError when nothing here does."""
    method, properties = folder.method, folder.properties
    if method == b"\x00":
        return _Copy()
    if method in (b"\x21", b"\x03\x01\x01"):
        return lzma.LZMADecompressor(lzma.FORMAT_RAW, filters=[_lzma_filter(method, properties)])
    if method == b"\x04\x02\x02":
        return bz2.BZ2Decompressor()
    if method == b"\x04\x01\x08":
        return _Deflate()
    known = {b"\x03\x04\x01": "PPMd", b"\x06\xf1\x07\x01": "a password"}
    raise OSError(f"packed with {known.get(method, method.hex())}, which is not read here; stream it: 7z x -so")


class _Copy:
    """Stored without packing."""

    def __init__(self) -> None:
        self._kept = b""

    @property
    def needs_input(self) -> bool:
        return not self._kept

    def decompress(self, data: bytes, most: int, /) -> bytes:
        data = self._kept + data
        self._kept = data[most:]
        return data[:most]


class _Deflate:
    """zlib's decompressor, which leaves it to its caller to keep what it has not taken in."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(-15)

    @property
    def needs_input(self) -> bool:
        return not self._inner.unconsumed_tail

    def decompress(self, data: bytes, most: int, /) -> bytes:
        return self._inner.decompress(self._inner.unconsumed_tail + data, most)


def _lzma_filter(method: bytes, properties: bytes) -> dict[str, int]:
    if method == b"\x21":
        if len(properties) != 1 or properties[0] > 40:
            raise OSError("its table of contents is damaged")
        bits = properties[0]
        window = 0xFFFFFFFF if bits == 40 else (2 | bits & 1) << (bits // 2 + 11)
        found = {"id": lzma.FILTER_LZMA2, "dict_size": window}
    else:
        if len(properties) != 5 or properties[0] >= 225:
            raise OSError("its table of contents is damaged")
        rest, lc = divmod(properties[0], 9)
        pb, lp = divmod(rest, 5)
        window = max(int.from_bytes(properties[1:], "little"), 4096)
        found = {"id": lzma.FILTER_LZMA1, "dict_size": window, "lc": lc, "lp": lp, "pb": pb}
    if window > _WIDEST_WINDOW:
        raise OSError(f"needs a window of {window >> 20} MiB to unpack; at most {_WIDEST_WINDOW >> 20} are given")
    return found


def _guess(raw: io.BufferedReader) -> tuple[Folder, bytes]:
    """The stream of an archive whose table of contents is missing, and its first packed bytes.

    Raises EOFError when it is packed in none of the usual ways.
    """
    if raw.seekable():
        raw.seek(0)
    head = raw.read(32)
    first = raw.read(1 << 16)
    for method, properties in _USUAL:
        folder = Folder(method, properties, 32, 1 << 62, 1 << 62)
        try:
            begin = _decompressor(folder).decompress(first, 64)
        except (lzma.LZMAError, OSError, EOFError):
            continue
        if begin.lstrip().startswith(_BEGINNINGS):
            return folder, first
    raise EOFError("it ends before its table of contents" if len(head) == 32 else "it ends in its first bytes")


def _only_folder(raw: io.BufferedReader) -> Folder:
    """The stream of the one file. Raises EOFError when the archive is cut off before its table of contents."""
    head = raw.read(32)
    offset, size = int.from_bytes(head[12:20], "little"), int.from_bytes(head[20:28], "little")
    end = raw.seek(0, io.SEEK_END)
    sound = zlib.crc32(head[12:]) == int.from_bytes(head[8:12], "little")
    if len(head) < 32 or not sound or not size or 32 + offset + size > end:
        raise EOFError  # cut off, or never finished
    if size > _LONGEST_HEADER:
        raise OSError("its table of contents is longer than any")
    raw.seek(32 + offset)
    header = raw.read(size)
    if zlib.crc32(header) != int.from_bytes(head[28:32], "little"):
        raise OSError("its table of contents is damaged")
    for _ in range(4):
        if header[:1] != b"\x17":
            break
        header = _unpacked_header(raw, Table(header[1:]).streams())
    try:
        streams = Table(header[1:]).main() if header[:1] == b"\x01" else Streams()
    except IndexError:
        raise OSError("its table of contents is damaged") from None
    files = sum(folder.files for folder in streams.folders)
    if files != 1 or len(streams.folders) != 1:
        raise OSError(f"holds {files or 'no'} files; one at a time can be read: 7z x -so")
    return streams.folders[0]


def _unpacked_header(raw: io.BufferedReader, streams: Streams) -> bytes:
    if len(streams.folders) != 1 or max(streams.folders[0].size, streams.folders[0].packed) > _LONGEST_HEADER:
        raise OSError("its table of contents is damaged")
    folder = streams.folders[0]
    raw.seek(folder.start)
    return _decompressor(folder).decompress(raw.read(folder.packed), folder.size)
