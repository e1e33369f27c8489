"""Cells of CSV and TSV, with their places."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from . import BrokenError, Fields, Unit
from ._unit import Builder, UnspeakableError

LONGEST = 1 << 24  # code points of a record
_SAMPLE = 20_000  # code points by which a file is judged


class Cell(NamedTuple):
    """A cell at ``[start, end)``, quotation marks included."""

    start: int
    end: int
    quoted: bool


class Dialect(NamedTuple):
    """What parts cells, and whether they may be quoted."""

    delimiter: str
    quoted: bool = True


class _Spelling:
    """How a text is spelt in a bare cell: what would need quotation marks is refused."""

    def __init__(self, delimiter: str) -> None:
        self.delimiter = delimiter

    def __call__(self, text: str) -> str:
        if self.delimiter in text or any(c in text for c in '"\r\n'):
            raise UnspeakableError(text)
        return text


def double_quotes(text: str) -> str:
    """The spelling of a text in a quoted cell."""
    return text.replace('"', '""')


def quote(text: str) -> str:
    """The spelling of a text with quotation marks around it."""
    return f'"{double_quotes(text)}"'


def records(texts: Iterable[str]) -> Iterator[str]:
    """Join pieces that end with lines so that none ends inside a quoted cell."""
    waiting = ""
    open_ = False
    for text in texts:
        waiting += text
        if text.count('"') % 2:
            open_ = not open_
        if not open_:
            yield waiting
            waiting = ""
        elif len(waiting) > LONGEST:
            raise BrokenError(f"a quotation mark opens a cell of more than {LONGEST:,} characters", 0)
    if waiting:
        yield waiting


def rows(text: str, dialect: Dialect) -> Iterator[list[Cell]]:
    """Yield the cells of each record. Raises `BrokenError`."""
    separator = re.escape(dialect.delimiter)
    quoted = r'"((?:[^"]|"")*)"(?=' + separator + r"|\r?\n|\r|\Z)|" if dialect.quoted else "(?!)()|"
    cell = re.compile(rf"(?:{quoted}([^{separator}\r\n]*))({separator}|\r\n|\n|\r|\Z)")
    at = 0
    row: list[Cell] = []
    while at < len(text) or row:
        m = cell.match(text, at)
        if m is None:  # pragma: no cover - the last branch matches anything
            raise BrokenError("not a record", at)
        if m[1] is None and dialect.quoted and m[2].startswith('"'):
            raise BrokenError("a quotation mark that is never closed, or text behind the one that closes", at)
        row.append(Cell(at, m.end(1) + 1 if m[1] is not None else m.end(2), m[1] is not None))
        at = m.end()
        if m[3] != dialect.delimiter:
            yield row
            row = []


def unit(raw: str, cell: Cell, dialect: Dialect, source: str | None) -> Unit:
    """The text of a cell."""
    if cell.quoted:
        builder = Builder(raw, double_quotes)
        at = cell.start + 1
        for m in re.finditer('""', raw[at : cell.end - 1]):
            start = cell.start + 1 + m.start()
            builder.plain(at, start)
            builder.atom('"', start, start + 2)
            at = start + 2
        builder.plain(at, cell.end - 1)
        return builder.unit(source=source)
    builder = Builder(raw, _Spelling(dialect.delimiter))
    builder.plain(cell.start, cell.end)
    return builder.unit(source=source, rewrite=quote if dialect.quoted else None)


def value(raw: str, cell: Cell) -> str:
    """The text of a cell."""
    return raw[cell.start + 1 : cell.end - 1].replace('""', '"') if cell.quoted else raw[cell.start : cell.end]


class Columns(NamedTuple):
    """The columns to check and those of their sources; ``None``: all. `header`: the first record names them."""

    targets: tuple[int, ...] | None
    sources: tuple[int, ...] = ()
    header: bool = False


def columns(names: list[str], fields: Fields) -> Columns:
    """Find the columns that are named, by name or by number. Raises `BrokenError`."""
    if not fields.names:
        return Columns(None)
    named = any(f in names for f in (*fields.names, *fields.sources))

    def number(field: str) -> int:
        if field in names:
            return names.index(field)
        if field.isdecimal() and 0 < int(field) <= len(names):
            return int(field) - 1
        known = ", ".join(n for n in names if n) or "none"
        raise BrokenError(f"no column {field!r}; there are {known}", 0)

    return Columns(tuple(map(number, fields.names)), tuple(map(number, fields.sources)), named)


def units(text: str, dialect: Dialect, chosen: Columns, first: bool) -> list[Unit]:
    """The texts in the chosen columns of some records; `first`: they begin the file."""
    out: list[Unit] = []
    for i, row in enumerate(rows(text, dialect)):
        if i == 0 and first and chosen.header:
            continue
        targets = range(len(row)) if chosen.targets is None else chosen.targets
        for n, column in enumerate(targets):
            if column < len(row) and row[column].end > row[column].start:
                source = chosen.sources[n] if n < len(chosen.sources) else None
                given = value(text, row[source]) if source is not None and source < len(row) else None
                found = unit(text, row[column], dialect, given)
                if found.text:
                    out.append(found)
    return out


def delimiter_of(text: str) -> str:
    """What parts the cells of a CSV file: what gives its first records the same number of cells, and the most."""
    sample = text if len(text) <= _SAMPLE else text[: text.rfind("\n", 0, _SAMPLE) + 1]
    return max(",;\t|", key=lambda delimiter: _cells(sample, delimiter))  # the first of equal ones


def _cells(sample: str, delimiter: str) -> int:
    """How many cells each record has; 0 where they differ, are single, or no records."""
    try:
        numbers = {len(row) for row in itertools.islice(rows(sample, Dialect(delimiter)), 50)}
    except BrokenError:
        return 0
    return numbers.pop() if len(numbers) == 1 and numbers != {1} else 0
