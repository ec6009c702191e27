"""Open a dump as a stream of plain bytes, whatever it is packed with.

The packing is told by the first bytes, not by the name.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from articlewatch.errors import SourceError
from articlewatch.sources.sevenzip import SIGNATURE, SevenZipFile

#: what a damaged or truncated archive raises, in any of the libraries
DAMAGE: tuple[type[Exception], ...] = (EOFError, OSError, lzma.LZMAError, zlib.error, ValueError)

_BZ2, _GZIP, _XZ, _ZSTD = b"BZh", b"\x1f\x8b", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd"
_ZIP = b"PK\x03\x04"


class Readable(Protocol):
    """A stream that gives what it has."""

    def read1(self, size: int = -1, /) -> bytes: ...


@contextmanager
def open_packed(path: str) -> Iterator[Readable]:
    """Open *path* (``-`` is standard input) for reading unpacked bytes with ``read1``.

    ``read1`` matters: ``read`` would lose the last good bytes before the damage in a truncated file.
    Raises SourceError when the file cannot be opened or is packed in a way that cannot be streamed.
    """
    name = "standard input" if path == "-" else path
    try:
        file = open(0 if path == "-" else path, "rb", closefd=path != "-")  # noqa: SIM115 - a "with" would mistake the reader's errors for its own
    except OSError as error:
        raise SourceError(f"{name}: {error.strerror or error}") from None
    with file, _unpack(file, name) as stream:
        yield stream


@contextmanager
def _unpack(raw: io.BufferedReader, name: str) -> Iterator[Readable]:
    try:
        start = raw.peek(8)[:8]
    except OSError as error:
        raise SourceError(f"{name}: {error.strerror or error}") from None
    if start.startswith(SIGNATURE):
        try:
            archive = SevenZipFile(raw)
        except DAMAGE as error:
            raise SourceError(f"{name}: a 7z archive that cannot be read ({error})") from None
        with archive as content:
            yield content
        return
    if start.startswith(_ZIP):
        raise SourceError(f"{name}: a zip archive; unpack it first")
    with _reader(raw, start) as stream:
        yield stream


@contextmanager
def _reader(raw: io.BufferedReader, start: bytes) -> Iterator[Readable]:
    if start.startswith(_BZ2):
        with bz2.BZ2File(raw) as unpacked:
            yield unpacked
    elif start.startswith(_GZIP):
        with gzip.GzipFile(fileobj=raw) as zipped:
            yield zipped
    elif start.startswith(_XZ):
        with lzma.LZMAFile(raw) as packed:
            yield packed
    elif start.startswith(_ZSTD):
        with _zstd_file(raw) as stream:
            yield stream
    else:
        yield raw


@contextmanager
def _zstd_file(raw: io.BufferedReader) -> Iterator[Readable]:
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    try:
        with zstd.ZstdFile(raw) as stream:
            yield stream
    except zstd.ZstdError as error:
        raise OSError(str(error)) from None
