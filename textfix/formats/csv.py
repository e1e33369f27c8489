"""CSV: every cell is a text, or those in the columns that are named; files of any size.

`--field` takes a column by its name in the first record, or by its number; `--source-field` the column with the source.
Commas, semicolons, tabs and bars are recognised. A cell gets quotation marks only where its repaired text needs them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from . import Fields, Part, Source, Unit
from . import _tables as tables
from ._parts import tiled

SUFFIXES = (".csv",)
DATA = True
SAMPLE = 'id,source,target\n1,"Il pleut, encore.","It is raining, again."\n2,Entrez !,Come in!\n'


def read(source: Source) -> Iterator[Part]:
    """Yield the records, many at a time."""
    yield from divided(source, None)


def divided(source: Source, dialect: tables.Dialect | None) -> Iterator[Part]:
    """Yield the records of a file; no dialect: find it out."""
    chosen: tables.Columns | None = None
    texts = source.texts(by_line=True)
    for part in tiled(texts if dialect is not None and not dialect.quoted else tables.records(texts)):
        if dialect is None:
            dialect = tables.Dialect(tables.delimiter_of(part.text))
        if chosen is None:
            chosen = columns(part.text, dialect, source.fields)
        parse_part = partial(parse, dialect=dialect, chosen=chosen, first=part.offset == 0)
        yield Part(part.text, part.offset, part.line, part.column, parse_part)


def columns(text: str, dialect: tables.Dialect, fields: Fields) -> tables.Columns:
    """The columns that are asked for, by the first record."""
    if not fields.names:
        return tables.Columns(None)
    head = next(tables.rows(text, dialect), [])
    return tables.columns([tables.value(text, cell) for cell in head], fields)


def parse(text: str, dialect: tables.Dialect, chosen: tables.Columns, first: bool) -> list[Unit]:
    """The texts of some records."""
    return tables.units(text, dialect, chosen, first)
