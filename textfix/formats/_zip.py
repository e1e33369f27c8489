"""Archives: single files of them are read within limits, and replaced while all else stays byte for byte."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from ..errors import FormatError

LARGEST = 1 << 26  # bytes of a file in the archive
_MOST = 10_000  # files
_RATIO = 400  # to one; text does not become so small, bombs do
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_DESCRIPTOR, _ENCRYPTED = 1 << 3, 1
_ZIP64 = 0xFFFFFFFF


class Archive:
    """A zip file. Raises `FormatError` for one that is damaged or beyond the limits."""

    def __init__(self, file: BinaryIO, kind: str) -> None:
        self._file = file
        try:
            self._zip = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error) as error:
            raise FormatError(f"not a valid {kind}: {error}") from error
        self._kind = kind
        self.infos = self._zip.infolist()
        if len(self.infos) > _MOST:
            raise FormatError(f"an archive of more than {_MOST:,} files")

    def names(self) -> list[str]:
        """The names of the files in it."""
        return [info.filename for info in self.infos]

    def read(self, name: str) -> bytes:
        """Return a file of the archive."""
        info = self._zip.getinfo(name)
        if info.flag_bits & _ENCRYPTED:
            raise FormatError(f"{name} in it is encrypted")
        if info.file_size > LARGEST or info.file_size > max(1 << 20, _RATIO * info.compress_size):
            raise FormatError(f"{name} in it grows to {info.file_size:,} bytes; such archives are not opened")
        try:
            with self._zip.open(info) as file:
                return file.read()
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError) as error:
            raise FormatError(f"{name} in it is damaged: {error}") from error

    def rewritten(self, changed: Mapping[str, bytes]) -> Iterator[bytes]:
        """Yield the archive with other content for the files in `changed`; all else is copied as it is."""
        start_of_directory: int = self._zip.start_dir  # type: ignore[attr-defined,unused-ignore]
        order = sorted(self.infos, key=lambda i: i.header_offset)
        ends = [*(i.header_offset for i in order[1:]), start_of_directory]
        first = order[0].header_offset if order else start_of_directory
        yield from self._copy(0, first)
        at = first
        offsets: dict[int, int] = {}
        sizes: dict[int, tuple[int, int, int]] = {}
        for info, end in zip(order, ends, strict=True):
            offsets[info.header_offset] = at
            if info.filename not in changed:
                yield from self._copy(info.header_offset, end)
                at += end - info.header_offset
                continue
            head, body, sizes[info.header_offset] = self._member(info, changed[info.filename])
            yield head
            yield body
            at += len(head) + len(body)
        directory = self._directory(start_of_directory, offsets, sizes)
        yield directory
        yield self._end(start_of_directory, len(directory), at)

    def _copy(self, start: int, end: int) -> Iterator[bytes]:
        self._file.seek(start)
        while start < end:
            block = self._file.read(min(1 << 20, end - start))
            if not block:
                raise FormatError(f"not a valid {self._kind}: it ends too early")
            start += len(block)
            yield block

    def _member(self, info: zipfile.ZipInfo, data: bytes) -> tuple[bytes, bytes, tuple[int, int, int]]:
        self._file.seek(info.header_offset)
        fields = list(_LOCAL.unpack(self._file.read(_LOCAL.size)))
        rest = self._file.read(fields[9] + fields[10])
        body = data
        if info.compress_type == zipfile.ZIP_DEFLATED:
            squeeze = zlib.compressobj(6, zlib.DEFLATED, -15)
            body = squeeze.compress(data) + squeeze.flush()
        elif info.compress_type != zipfile.ZIP_STORED:
            raise FormatError(f"{info.filename} in it is compressed in a way that is not written")
        sizes = zlib.crc32(data), len(body), len(data)
        fields[2] &= ~_DESCRIPTOR
        fields[6:9] = sizes
        return _LOCAL.pack(*fields) + rest, body, sizes

    def _directory(self, start: int, offsets: Mapping[int, int], sizes: Mapping[int, tuple[int, int, int]]) -> bytes:
        self._file.seek(start)
        out = bytearray()
        for info in self.infos:
            fields = list(_CENTRAL.unpack(self._file.read(_CENTRAL.size)))
            if fields[0] != b"PK\1\2" or _ZIP64 in (fields[8], fields[9], fields[16]):
                raise FormatError("an archive of a kind (zip64) that is read, but not written")
            rest = self._file.read(sum(fields[10:13]))
            if info.header_offset in sizes:
                fields[3] &= ~_DESCRIPTOR
                fields[7:10] = sizes[info.header_offset]
            fields[16] = offsets[info.header_offset]
            out += _CENTRAL.pack(*fields) + rest
        return bytes(out)

    def _end(self, start: int, length: int, new_start: int) -> bytes:
        self._file.seek(start + length)
        rest = self._file.read()
        if rest[:4] != b"PK\5\6":
            raise FormatError("an archive of a kind (zip64 or signed) that is read, but not written")
        fields = list(_END.unpack(rest[: _END.size]))
        fields[5:7] = length, new_start
        return _END.pack(*fields) + rest[_END.size :]
