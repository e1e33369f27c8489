"""Files on disk: which there are, how they are opened, and how they are replaced: whole or not at all."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import IO, BinaryIO, Self

from .errors import TextfixError

STANDARD = "-"  # standard input or output
_IN_MEMORY = 1 << 20  # bytes that are kept in memory before a file is begun


class FileError(TextfixError):
    """A file that cannot be read or written; the message begins with its name."""


class OutputError(TextfixError):
    """Standard output or standard error that cannot be written: there is no use in going on."""


def shown_name(path: str) -> str:
    """The name of a file for people and reports."""
    return "<stdin>" if path == STANDARD else path


def file_error(name: str, error: OSError) -> FileError:
    """Say in one line what went wrong with the file `name`."""
    return FileError(f"{name}: {error.strerror or error}")


def found(paths: Collection[str], suffixes: Collection[str], failed: Callable[[FileError], None]) -> Iterator[str]:
    """Yield `paths` with every folder replaced by the files in it that have one of `suffixes`, sorted.

    Hidden files and folders are left out, links to folders are not followed. `failed` is told of folders that cannot
    be read.
    """
    for path in paths:
        if path == STANDARD or not Path(path).is_dir():
            yield path
            continue
        for folder, folders, files in os.walk(path, onerror=lambda e: failed(file_error(str(e.filename), e))):
            folders[:] = sorted(f for f in folders if not f.startswith("."))
            for name in sorted(files):
                if not name.startswith(".") and os.path.splitext(name)[1].lower() in suffixes:  # noqa: PTH122
                    yield os.path.join(folder, name)  # noqa: PTH118 - keeps the name as it was given


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """Open a file, or standard input, for reading. Raises `FileError`."""
    if path == STANDARD:
        if sys.stdin is None:
            raise FileError("standard input is closed: name a file")
        yield sys.stdin.buffer
        return
    try:
        stream = Path(path).open("rb")  # noqa: SIM115
    except OSError as error:
        raise file_error(path, error) from error
    with stream:
        yield stream


class Replacement:
    """Bytes that become the file at `path` when committed: whole, or not at all.

    They are collected in a file beside it. The mode and, where allowed, the owner of the old file are kept; a link is
    followed. What is no regular file (a device, a pipe) is written to directly.
    """

    def __init__(self, path: str) -> None:
        self._name = path
        self._path = os.path.realpath(path)
        self._start: list[bytes] = []
        self._size = 0
        self._file: IO[bytes] | None = None
        self._temporary: str | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._file is not None:
            with suppress(OSError):
                self._file.close()
        if self._temporary is not None:
            with suppress(OSError):
                os.unlink(self._temporary)  # noqa: PTH108

    def write(self, data: bytes) -> None:
        """Add `data`. Raises `FileError`."""
        try:
            self._size += len(data)
            if self._file is not None:
                self._file.write(data)
            else:
                self._start.append(data)
                if self._size > _IN_MEMORY:
                    self._begin()
        except OSError as error:
            raise file_error(self._name, error) from error

    def commit(self) -> None:
        """Put the file in its place. Raises `FileError`; then the old file is untouched."""
        try:
            file = self._file or self._begin()
            file.flush()
            if self._temporary is not None:
                os.fsync(file.fileno())
                file.close()
                os.replace(self._temporary, self._path)  # noqa: PTH105
                self._temporary = None
            else:
                file.close()
        except OSError as error:
            raise file_error(self._name, error) from error

    def _begin(self) -> IO[bytes]:
        try:
            old = os.stat(self._path)  # noqa: PTH116
        except FileNotFoundError:
            old = None
        if old is not None and not stat.S_ISREG(old.st_mode):
            self._file = Path(self._path).open("wb")  # noqa: SIM115
        else:
            if old is not None and not os.access(self._path, os.W_OK):
                raise PermissionError(13, os.strerror(13))
            if not os.path.isdir(os.path.dirname(self._path)):  # noqa: PTH112, PTH120
                raise FileError(f"{self._name}: there is no folder {os.path.dirname(self._name)}; make it first")  # noqa: PTH120
            handle, self._temporary = tempfile.mkstemp(prefix=".textfix-", dir=os.path.dirname(self._path))  # noqa: PTH120
            self._file = os.fdopen(handle, "wb")
            _take_over(self._temporary, old)
        self._file.writelines(self._start)
        self._start.clear()
        return self._file


def _take_over(path: str, old: os.stat_result | None) -> None:
    """Give the new file at `path` the mode and owner of the old one, or those that a new file gets."""
    if old is None:
        umask = os.umask(0)
        os.umask(umask)
        os.chmod(path, 0o666 & ~umask)  # noqa: PTH101
        return
    if hasattr(os, "chown"):
        with suppress(OSError):
            os.chown(path, old.st_uid, old.st_gid)
    os.chmod(path, stat.S_IMODE(old.st_mode))  # noqa: PTH101
