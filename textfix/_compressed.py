"""Files that are compressed, by their suffix: read and written as what they hold."""

from __future__ import annotations

import io
import sys
import zlib
from collections.abc import Callable
from pathlib import PurePath
from typing import Any, BinaryIO, Protocol, cast

from .errors import FormatError, MissingExtraError

_ERRORS: tuple[type[Exception], ...] = (EOFError, zlib.error)


class Compressor(Protocol):
    """What makes compressed bytes of bytes."""

    def compress(self, data: bytes, /) -> bytes:
        """Return some of the compressed bytes."""

    def flush(self) -> bytes:
        """Return the rest of them."""


def _zstd() -> Any:
    try:
        if sys.version_info >= (3, 14):
            from compression import zstd
        else:
            from backports import zstd
    except ImportError as error:
        raise MissingExtraError("reading .zst needs a package: pip install backports.zstd") from error
    return zstd


def _reader(suffix: str) -> tuple[Callable[[BinaryIO], BinaryIO], tuple[type[Exception], ...]] | None:
    if suffix == ".gz":
        import gzip

        return cast(Any, gzip.open), (gzip.BadGzipFile, *_ERRORS)
    if suffix == ".bz2":
        import bz2

        return cast(Any, bz2.open), (OSError, *_ERRORS)
    if suffix == ".xz":
        import lzma

        return cast(Any, lzma.open), (lzma.LZMAError, *_ERRORS)
    if suffix == ".zst":
        zstd = _zstd()
        return zstd.open, (zstd.ZstdError, *_ERRORS)
    return None


def reading(path: str, stream: BinaryIO) -> BinaryIO:
    """Return the stream of what the file at `path` holds: `stream` itself where it is not compressed.

    Reading raises `FormatError` for damaged data.
    """
    suffix = PurePath(path).suffix.lower()
    found = _reader(suffix)
    if found is None:
        return stream
    opening, errors = found
    return cast(BinaryIO, _Reader(opening(stream), suffix, errors))


class _Reader(io.RawIOBase):
    def __init__(self, inner: BinaryIO, suffix: str, errors: tuple[type[Exception], ...]) -> None:
        self._inner = inner
        self._suffix = suffix
        self._errors = errors

    def read(self, size: int = -1) -> bytes:
        try:
            return self._inner.read(size)
        except self._errors as error:
            raise FormatError(f"not a valid {self._suffix} file: {error}") from error

    def readable(self) -> bool:
        return True


def compressor(path: str) -> Compressor | None:
    """Return what compresses a file of this name; ``None`` where nothing does."""
    suffix = PurePath(path).suffix.lower()
    if suffix == ".gz":
        return zlib.compressobj(6, zlib.DEFLATED, 31)  # 31: with the header of gzip, which holds no time and no name
    if suffix == ".bz2":
        import bz2

        return bz2.BZ2Compressor()
    if suffix == ".xz":
        import lzma

        return lzma.LZMACompressor()
    if suffix == ".zst":
        return cast(Compressor, _zstd().ZstdCompressor())
    return None


def compressed(data: bytes) -> bytes:
    """Data as small as Zstandard makes them, in whatever time."""
    zstd = _zstd()
    option = zstd.CompressionParameter
    return cast(bytes, zstd.compress(data, options={option.compression_level: 22, option.window_log: 27}))


def decompressed(data: bytes) -> bytes:
    """What `compressed` was given."""
    return cast(bytes, _zstd().decompress(data))
