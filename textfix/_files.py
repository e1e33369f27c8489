"""Files on disk: which there are, how they are opened, and how they are replaced: whole or not at all."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Collection, Iterator
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


_TEMPORARY = ".textfix-"  # what the names of files on their way begin with


class Replacement:
    """Bytes that become the file at `path` when committed: whole, or not at all.

    They are collected in a file beside it. The mode, times and, where allowed, the owner of the old file are kept; a
    link is followed. What is no regular file (a device, a pipe) is written to directly. `backup`: a suffix; the old file
    stays under its name with that suffix. `notes` tells what else one should know.
    """

    def __init__(self, path: str, *, backup: str | None = None) -> None:
        self._name = path
        self._path = os.path.realpath(path)
        self._backup = backup
        self._start: list[bytes] = []
        self._size = 0
        self._file: IO[bytes] | None = None
        self._temporary: str | None = None
        self.notes: list[str] = []

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
            if self._temporary is None:
                file.close()
                return
            os.fsync(file.fileno())
            old = _stat(self._path)
            if old is not None:
                self._keep(old)
            os.replace(self._temporary, self._path)  # noqa: PTH105
            self._temporary = None
            file.close()
        except OSError as error:
            raise file_error(self._name, error) from error

    def _keep(self, old: os.stat_result) -> None:
        """Give the new file what the old one had, and keep the old one where that is wanted."""
        assert self._temporary is not None
        with suppress(OSError):
            shutil.copystat(self._path, self._temporary)
        if self._backup is not None:
            _keep_as(self._path, self._path + self._backup)
        if old.st_nlink > 1:
            self.notes.append(
                f"{self._name}: has {old.st_nlink} hard links; the others still lead to the text as it was"
            )

    def _begin(self) -> IO[bytes]:
        old = _stat(self._path)
        if old is not None and not stat.S_ISREG(old.st_mode):
            self._file = Path(self._path).open("wb")  # noqa: SIM115
        else:
            if old is not None and not os.access(self._path, os.W_OK):
                raise PermissionError(13, os.strerror(13))
            if not os.path.isdir(os.path.dirname(self._path)):  # noqa: PTH112, PTH120
                raise FileError(f"{self._name}: there is no folder {os.path.dirname(self._name)}; make it first")  # noqa: PTH120
            self._file, self._temporary = _temporary(os.path.dirname(self._path))  # noqa: PTH120
            _take_over(self._temporary, old)
        self._file.writelines(self._start)
        self._start.clear()
        return self._file


def sweep(folders: Collection[str]) -> None:
    """Take away what runs that were killed have left in `folders`; what another run is writing stays."""
    for folder in folders:
        try:
            names = [n for n in os.listdir(folder) if n.startswith(_TEMPORARY)]  # noqa: PTH208
        except OSError:
            continue  # it is told when a file in it is opened
        for name in names:
            path = os.path.join(folder, name)  # noqa: PTH118
            with suppress(OSError), Path(path).open("r+b") as file:
                if _locked(file):
                    os.unlink(path)  # noqa: PTH108


def _temporary(folder: str) -> tuple[IO[bytes], str]:
    """A new file in `folder` that is locked while this process lives, and its path."""
    while True:
        handle, path = tempfile.mkstemp(prefix=_TEMPORARY, dir=folder)
        file = os.fdopen(handle, "wb")
        _locked(file)
        if os.fstat(handle).st_nlink:  # otherwise another run swept it before it was locked
            return file, path
        file.close()


def _locked(file: IO[bytes]) -> bool:
    """Lock a file; ``False`` if another process holds it. Where files cannot be locked, an open one cannot be removed."""
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _keep_as(path: str, backup: str) -> None:
    """Make `backup` the file at `path` as it is, at once: by a link where there are links, else by a copy."""
    handle, temporary = tempfile.mkstemp(prefix=_TEMPORARY, dir=os.path.dirname(path))  # noqa: PTH120
    os.close(handle)
    try:
        try:
            os.unlink(temporary)  # noqa: PTH108
            os.link(path, temporary)
        except OSError:
            shutil.copy2(path, temporary)
        os.replace(temporary, backup)  # noqa: PTH105
        with suppress(OSError):  # it is still there where both were links to one file
            os.unlink(temporary)  # noqa: PTH108
    except OSError:
        with suppress(OSError):
            os.unlink(temporary)  # noqa: PTH108
        raise


def _stat(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)  # noqa: PTH116
    except FileNotFoundError:
        return None


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
