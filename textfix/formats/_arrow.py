"""Tables of Arrow: their strings as texts, and tables with other strings."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any

from .._extras import extra
from ..errors import FormatError
from ..model import Report, apply_edits
from . import Fields, Part, Unit
from ._fields import Path, places
from ._unit import Builder, UnspeakableError

ROWS = 2_000  # of one part
_END = "\0\n"  # parts the texts of a stretch


def needed(module: str) -> Any:
    """Import a module of pyarrow. Raises `MissingExtraError`."""
    with extra("parquet", "Parquet and Arrow files"):
        return importlib.import_module(module)


def check_fields(schema: Any, fields: Fields) -> None:
    """Raise `FormatError` for a field whose column there is not."""
    for name in (*fields.names, *fields.sources):
        first = name.removeprefix("/").split("/" if name.startswith("/") else ".")[0]
        if name not in schema.names and first not in (*schema.names, "*"):
            raise FormatError(f"no column {name!r}; there are {', '.join(schema.names)}")


def part(table: Any, fields: Fields, member: tuple[int, int], offset: int, line: int) -> Part:
    """The texts of some rows."""
    texts, sources = [], []
    found = dict(_sources(table, fields))
    for path, text in _strings(table, fields.target):
        texts.append(text)
        number = fields.target(path)
        sources.append(found.get((number if number is not None else -1, places(path))))
    return Part("".join(t + _END for t in texts), offset, line, 1, partial(parse, sources=tuple(sources)), member)


def parse(text: str, sources: tuple[str | None, ...]) -> list[Unit]:
    """The texts of a stretch."""
    out, at = [], 0
    for source in sources:
        end = text.find(_END, at)
        builder = Builder(text, _spelt)
        builder.plain(at, end)
        out.append(builder.unit(source=source))
        at = end + len(_END)
    return out


def _spelt(text: str) -> str:
    if "\0" in text:
        raise UnspeakableError(text)
    return text


def repaired(table: Any, fields: Fields, stretch: str, report: Report) -> Any:
    """The table with the repaired texts in it."""
    import pyarrow as pa

    texts = iter(apply_edits(stretch, report.edits).split(_END))
    columns = []
    for name, column in zip(table.schema.names, table.columns, strict=True):
        if not _may_hold_text(column.type):
            columns.append(column)
            continue
        values = column.to_pylist()
        new = [_mapped(v, (name, row), fields.target, texts) for row, v in enumerate(values)]
        columns.append(column if new == values else pa.chunked_array([_array(pa, new, column.type)]))
    return pa.Table.from_arrays(columns, schema=table.schema)


def _array(pa: Any, values: list[Any], kind: Any) -> Any:
    if pa.types.is_dictionary(kind):
        return pa.array(values, kind.value_type).dictionary_encode().cast(kind)
    return pa.array(values, kind)


# ---------------------------------------------------------------- strings in columns


def _is_text(text: Any) -> bool:
    return isinstance(text, str) and bool(text.strip()) and "\0" not in text


def _strings(table: Any, number: Callable[[Path], int | None]) -> Iterator[tuple[Path, str]]:
    """The texts of the columns, in the order in which `_mapped` takes them."""
    for name, column in zip(table.schema.names, table.columns, strict=True):
        if not _may_hold_text(column.type):
            continue
        for row, value in enumerate(column.to_pylist()):
            yield from _leaves(value, (name, row), number)


def _sources(table: Any, fields: Fields) -> Iterator[tuple[tuple[int, tuple[int, ...]], str]]:
    if fields.sources:
        for path, text in _strings(table, fields.source):
            number = fields.source(path)
            if number is not None:
                yield (number, places(path)), text


def _leaves(value: Any, path: Path, number: Callable[[Path], int | None]) -> Iterator[tuple[Path, str]]:
    if _is_text(value):
        if number(path) is not None:
            yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key), number)
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from _leaves(inner, (*path, i), number)


def _mapped(value: Any, path: Path, number: Callable[[Path], int | None], texts: Iterator[str]) -> Any:
    if _is_text(value):
        return next(texts) if number(path) is not None else value
    if isinstance(value, dict):
        return {k: _mapped(v, (*path, k), number, texts) for k, v in value.items()}
    if isinstance(value, list):
        return [_mapped(v, (*path, i), number, texts) for i, v in enumerate(value)]
    return value


def _may_hold_text(kind: Any) -> bool:
    return any(name in str(kind) for name in ("string", "utf8"))


def slices(rows: int) -> Sequence[tuple[int, int]]:
    """The first row and the number of rows of each part of a table."""
    return [(start, min(ROWS, rows - start)) for start in range(0, rows, ROWS)]
