"""File formats: one module each, found by scanning. A file that no format claims is plain text.

A format module has a docstring whose first line names it, and

- ``SUFFIXES``: the suffixes it claims, in lower case, with their dot;
- ``SAMPLE``: a short file of the format, as an example in its documentation;
- ``read(source)``: yields the `Part` s of a file, in order, reading no more at a time than it must.

Where they are needed:

- ``PATTERNS``: globs of paths that it claims before any suffix counts;
- ``recognises(head)``: whether a file with its suffix is of the format, by its first bytes; where it is not, the file
  counts as one that no format claims;
- ``DATA``: files of this kind may hold anything, so they are read where they are named, not where their folder is;
- ``declared_encoding(head)``: the encoding that the first bytes name;
- ``ready()``: raises `MissingExtraError` where a package is missing; asked before any file is touched;
- ``annotated(text, edits, findings)``: the edits of a part with those that write findings into it;
- ``write(source, done)``: takes each part with its report and yields the bytes of the repaired file. Without it the
  parts, with the edits of their reports, are the file.

Parts follow each other without a gap: what no unit covers is written back as it was.
"""

from __future__ import annotations

import fnmatch
import importlib
import pkgutil
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import PurePath
from typing import BinaryIO, Protocol, cast

from ..errors import FormatError
from ..model import Report, apply_edits
from ._fields import Fields
from ._unit import Unit, whole

__all__ = ["BrokenError", "Fields", "Format", "Part", "Source", "Unit", "format_of", "formats", "named", "suffixes"]

PLAIN = "text"
COMPRESSED = (".gz", ".bz2", ".xz", ".zst")

Parse = Callable[[str], list[Unit]]


class BrokenError(FormatError):
    """A part that is not valid in its format; `at` is the offset in its text."""

    def __init__(self, reason: str, at: int) -> None:
        super().__init__(reason)
        self.at = at

    def __reduce__(self) -> tuple[type[BrokenError], tuple[str, int]]:
        return BrokenError, (str(self), self.at)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a file, where it begins, and how the texts in it are found.

    `offset` counts code points of the decoded file, without its byte order mark; `line` and `column` count from 1.
    `parse` finds the texts to check: it may run in another process, so it is a function of a module, or a `partial` of
    one. Without it the whole stretch is one text. It raises `BrokenError`. `member` says which file of an archive, or
    which rows of a table, the stretch is; then reports show the texts themselves, since nobody sees the stretch.
    `by_line`: no text goes beyond a line, and how one is read does not depend on others.
    """

    text: str
    offset: int = 0
    line: int = 1
    column: int = 1
    parse: Parse | None = None
    member: Hashable = None
    by_line: bool = False

    def units(self) -> list[Unit]:
        """The texts to check, in order."""
        return self.units_of(self.text)

    def units_of(self, text: str) -> list[Unit]:
        """The texts to check if the stretch read `text`."""
        return [whole(text)] if self.parse is None else self.parse(text)


class Source(Protocol):
    """The bytes of a file, the text they encode, and what the user chose in it."""

    path: str
    fields: Fields

    def texts(self, *, by_line: bool = False) -> Iterator[str]:
        """Yield the decoded text in pieces; an empty file is one empty piece.

        They are cut where a text can be checked in pieces, or with `by_line` after line ends only.
        """

    def text(self) -> str:
        """Return the whole decoded text. Raises `FormatError` where it is too large for that."""

    def file(self) -> BinaryIO:
        """Return the bytes as a file to read and seek in."""

    def encode(self, text: str, *, final: bool = False) -> bytes:
        """Return the next piece of text as bytes, in the file's encoding; the first has its byte order mark."""


Done = Iterable[tuple[Part, Report]]


class Format(Protocol):
    """What every format module provides."""

    SUFFIXES: tuple[str, ...]
    SAMPLE: str

    def read(self, source: Source) -> Iterator[Part]:
        """Yield the parts of a file, in order."""


def write(file_format: Format, source: Source, done: Done) -> Iterator[bytes]:
    """Yield the bytes of the repaired file: `done` gives the parts in order, each with its report."""
    own = getattr(file_format, "write", None)
    if own is not None:
        yield from own(source, done)
        return
    for part, report in done:
        yield source.encode(apply_edits(part.text, report.edits) if report.edits else part.text)
    yield source.encode("", final=True)


# ---------------------------------------------------------------- which format


@cache
def formats() -> dict[str, Format]:
    """Every format by its name."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))
    return {name: cast(Format, importlib.import_module(f"{__name__}.{name}")) for name in names}


@cache
def suffixes() -> frozenset[str]:
    """The suffixes of all formats."""
    return frozenset(s for f in formats().values() for s in f.SUFFIXES)


def files(file_format: Format) -> str:
    """The files that a format claims, for people: suffixes, then globs."""
    return " ".join((*file_format.SUFFIXES, *(p for p in getattr(file_format, "PATTERNS", ()) if p.startswith("*/"))))


def summary(file_format: Format) -> str:
    """The first sentence of what a format says of itself."""
    return " ".join((file_format.__doc__ or "").strip().partition("\n\n")[0].split()).rstrip(".")


def named(name: str) -> Format:
    """The format called `name`."""
    return formats()[name]


def plain_name(path: str) -> PurePath:
    """The path without the suffix of a compression."""
    pure = PurePath(path)
    return pure.with_suffix("") if pure.suffix.lower() in COMPRESSED else pure


def format_of(path: str, head: Callable[[], bytes] = bytes, *, in_folder: bool = False) -> str | None:
    """The name of the format of the file at `path`; ``None`` if no format claims it.

    `head` gives its first bytes, should they be needed. `in_folder`: the file was not named, but a folder it is in;
    then formats that hold data of any kind claim nothing by suffix.
    """
    pure = plain_name(path)
    for name, f in formats().items():
        if any(fnmatch.fnmatch(pure.as_posix(), pattern) for pattern in getattr(f, "PATTERNS", ())):
            return name
    suffix = pure.suffix.lower()
    for name, f in formats().items():
        if suffix in f.SUFFIXES:
            recognises = getattr(f, "recognises", None)
            if (recognises is None or recognises(head())) and not (in_folder and getattr(f, "DATA", False)):
                return name
    return None
