"""Parquet (`pip install 'textfix[parquet]'`): every string is a text, or those in the columns that are named.

`--field` takes a column, or `a.b` for what is in a structure or a list; `--source-field` the column with the source.
Row groups, schema, metadata and compression are kept; one row group is in memory at a time.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from ..errors import FormatError
from . import Done, Part, Source, _arrow

SUFFIXES = (".parquet",)
DATA = True
SAMPLE = ""


def ready() -> None:
    """Raise `MissingExtraError` without pyarrow."""
    _arrow.needed("pyarrow")


def _opened(file: BinaryIO) -> Any:
    parquet, pa = _arrow.needed("pyarrow.parquet"), _arrow.needed("pyarrow")
    try:
        return parquet.ParquetFile(file)
    except (pa.ArrowException, OSError) as error:
        raise FormatError(f"not a valid Parquet file: {_arrow_line(error)}") from error


def _arrow_line(error: Exception) -> str:
    return str(error).partition("\n")[0].rstrip(".")


def read(source: Source) -> Iterator[Part]:
    """Yield the rows, some at a time."""
    table_file = _opened(source.file())
    fields = source.fields
    _arrow.check_fields(table_file.schema_arrow, fields)
    offset, line = 0, 1
    for group in range(table_file.num_row_groups):
        table = _group(table_file, group)
        for start, rows in _arrow.slices(table.num_rows):
            part = _arrow.part(table.slice(start, rows), fields, (group, start), offset, line)
            yield part
            offset += len(part.text)
            line += rows


def _group(table_file: Any, group: int) -> Any:
    pa = _arrow.needed("pyarrow")
    try:
        return table_file.read_row_group(group)
    except (pa.ArrowException, OSError) as error:
        raise FormatError(f"row group {group} is damaged: {_arrow_line(error)}") from error


def write(source: Source, done: Done) -> Iterator[bytes]:
    """Yield the repaired table, or the file as it was where nothing has changed."""
    pa, parquet = _arrow.needed("pyarrow"), _arrow.needed("pyarrow.parquet")
    # The writer needs a file of its own: what it has begun cannot be handed on.
    with tempfile.TemporaryFile() as out:
        before = _opened(source.file())
        schema = before.schema_arrow
        with parquet.ParquetWriter(out, schema, compression=_compression(before)) as writer:
            changed, group = False, -1
            slices: list[Any] = []
            for part, report in done:
                member: Any = part.member
                number, start = member
                if number != group:
                    _flush(pa, writer, slices)
                    group, table, slices = number, _group(before, number), []
                rows = table.slice(start, _arrow.ROWS)
                changed = changed or bool(report.edits)
                slices.append(_arrow.repaired(rows, source.fields, part.text, report) if report.edits else rows)
            _flush(pa, writer, slices)
        file: Any = out if changed else source.file()
        file.seek(0)
        while block := file.read(1 << 20):
            yield block


def _flush(pa: Any, writer: Any, slices: list[Any]) -> None:
    if slices:
        table = pa.concat_tables(slices)
        writer.write_table(table, row_group_size=max(1, table.num_rows))


def _compression(table_file: Any) -> Any:
    """The compression of each column."""
    if table_file.num_row_groups == 0:
        return "snappy"
    group = table_file.metadata.row_group(0)
    columns = [group.column(i) for i in range(group.num_columns)]
    return {c.path_in_schema: "none" if c.compression == "UNCOMPRESSED" else c.compression.lower() for c in columns}
