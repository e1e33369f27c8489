"""File formats: one module each, found by scanning. A file whose suffix no format claims is plain text.

A format module has a docstring whose first line names it, and

- ``SUFFIXES``: the suffixes it claims, in lower case, with their dot;
- ``read(source)``: yields the `Part` s of a file, in order, reading no more at a time than it must;
- ``write(source, done)``: takes each part with its repaired text and yields the bytes of the repaired file.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import PurePath
from typing import BinaryIO, NamedTuple, Protocol, cast

PLAIN = "text"


class Part(NamedTuple):
    """A stretch of a file that is checked as one text, and where it begins.

    `offset` counts code points of the decoded file, without its byte order mark; `line` and `column` count from 1.
    """

    text: str
    offset: int = 0
    line: int = 1
    column: int = 1


class Source(Protocol):
    """The bytes of a file, and the text they encode."""

    stream: BinaryIO

    def texts(self) -> Iterator[str]:
        """Yield the decoded text in pieces that can be checked one by one; an empty file is one empty piece."""

    def encode(self, text: str, *, final: bool = False) -> bytes:
        """Return the next piece of text as bytes, in the file's encoding; the first has its byte order mark."""


class Format(Protocol):
    """What a format module provides."""

    SUFFIXES: tuple[str, ...]

    def read(self, source: Source) -> Iterator[Part]:
        """Yield the parts of a file, in order."""

    def write(self, source: Source, done: Iterable[tuple[Part, str]]) -> Iterator[bytes]:
        """Yield the bytes of the repaired file: `done` gives the parts in order, each with its new text."""


@cache
def formats() -> dict[str, Format]:
    """Every format by its name."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__))
    return {name: cast(Format, importlib.import_module(f"{__name__}.{name}")) for name in names}


@cache
def suffixes() -> frozenset[str]:
    """The suffixes of all formats: the files that are read when a folder is given."""
    return frozenset(s for f in formats().values() for s in f.SUFFIXES)


def format_of(path: str) -> Format:
    """The format of the file at `path`, by its suffix."""
    suffix = PurePath(path).suffix.lower()
    return next((f for f in formats().values() if suffix in f.SUFFIXES), formats()[PLAIN])
