"""The table of contents of a 7z archive: which stream is packed how, and where it lies.

Written after ``7zFormat.txt`` of the LZMA SDK (https://www.7-zip.org/sdk.html).
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Folder:
    """One packed stream: its coder, where it lies, and what it unpacks to (``crc`` is None when not stated)."""

    method: bytes = b""
    properties: bytes = b""
    start: int = 0
    packed: int = 0
    size: int = 0
    crc: int | None = None
    files: int = 1


@dataclass(slots=True)
class Streams:
    """A part of the table of contents that says where streams lie."""

    start: int = 0
    packed: list[int] = field(default_factory=list)
    folders: list[Folder] = field(default_factory=list)


class Table:
    """Reads the numbers of a table of contents. Raises OSError for a damaged one, IndexError for one that is cut."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def main(self) -> Streams:
        """The streams of the files."""
        kind = self._byte()
        while kind == 2:  # properties of the archive
            while self._byte():
                self._bytes(self._number())
            kind = self._byte()
        if kind == 3:
            raise OSError("packed with additional streams, which is not read here; stream it: 7z x -so")
        return self.streams() if kind == 4 else Streams()

    def streams(self) -> Streams:
        found = Streams()
        try:
            while kind := self._byte():
                if kind == 6:
                    self._places(found)
                elif kind == 7:
                    self._coders(found)
                elif kind == 8:
                    self._files(found)
                    break
                else:
                    raise OSError("its table of contents is damaged")
        except IndexError:
            raise OSError("its table of contents is damaged") from None
        at = 32 + found.start
        for folder, size in zip(found.folders, found.packed, strict=False):
            folder.start, folder.packed = at, size
            at += size
        return found

    def _places(self, found: Streams) -> None:
        found.start = self._number()
        count = self._count()
        while kind := self._byte():
            if kind == 9:
                found.packed = [self._number() for _ in range(count)]
            elif kind == 10:
                self._sums(count)
            else:
                raise OSError("its table of contents is damaged")

    def _coders(self, found: Streams) -> None:
        self._expect(11)
        count = self._count()
        self._expect(0)
        found.folders = [self._folder() for _ in range(count)]
        self._expect(12)
        for folder in found.folders:
            folder.size = self._number()
        while kind := self._byte():
            if kind != 10:
                raise OSError("its table of contents is damaged")
            for folder, crc in zip(found.folders, self._sums(count), strict=True):
                folder.crc = crc

    def _folder(self) -> Folder:
        if self._number() != 1:
            raise OSError("packed by several methods in a row, which is not read here; stream it: 7z x -so")
        flags = self._byte()
        method = self._bytes(flags & 15)
        if flags & 0x90:
            raise OSError("packed in a way that is not read here; stream it: 7z x -so")
        return Folder(method, self._bytes(self._number()) if flags & 0x20 else b"")

    def _files(self, found: Streams) -> None:
        kind = self._byte()
        if kind == 13:
            for folder in found.folders:
                folder.files = self._number()
            kind = self._byte()
        if kind == 9:
            for folder in found.folders:
                for _ in range(folder.files - 1):
                    self._number()
            kind = self._byte()
        if kind == 10:
            unknown = [folder for folder in found.folders if folder.files == 1 and folder.crc is None]
            if len(unknown) == len(found.folders):
                for folder, crc in zip(unknown, self._sums(len(unknown)), strict=True):
                    folder.crc = crc

    def _sums(self, count: int) -> list[int | None]:
        defined = [True] * count
        if not self._byte():
            bits = self._bytes((count + 7) // 8)
            defined = [bool(bits[n // 8] & 128 >> n % 8) for n in range(count)]
        return [int.from_bytes(self._bytes(4), "little") if known else None for known in defined]

    def _count(self) -> int:
        count = self._number()
        if count > len(self._data):
            raise OSError("its table of contents is damaged")
        return count

    def _expect(self, kind: int) -> None:
        if self._byte() != kind:
            raise OSError("its table of contents is damaged")

    def _byte(self) -> int:
        self._at += 1
        return self._data[self._at - 1]

    def _bytes(self, count: int) -> bytes:
        if self._at + count > len(self._data):
            raise OSError("its table of contents is damaged")
        self._at += count
        return self._data[self._at - count : self._at]

    def _number(self) -> int:
        """A number of up to eight bytes; the leading ones of the first byte say how many follow it."""
        first = self._byte()
        value, mask = 0, 0x80
        for place in range(8):
            if not first & mask:
                return value | (first & (mask - 1)) << (8 * place)
            value |= self._byte() << (8 * place)
            mask >>= 1
        return value
