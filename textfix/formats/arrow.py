"""Arrow and Feather (`pip install 'textfix[parquet]'`): tables as Parquet has them, in files or streams of Arrow.

One batch of rows is in memory at a time.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from ..errors import FormatError
from . import Done, Part, Source, _arrow

SUFFIXES = (".arrow", ".feather", ".ipc")
DATA = True
SAMPLE = ""

_FILE = b"ARROW1"


def ready() -> None:
    """Raise `MissingExtraError` without pyarrow."""
    _arrow.needed("pyarrow")


def _batches(file: BinaryIO) -> tuple[Any, Iterator[Any], bool]:
    """The schema of a file, its batches as tables, and whether it is a file rather than a stream."""
    ipc, pa = _arrow.needed("pyarrow.ipc"), _arrow.needed("pyarrow")
    is_file = file.read(len(_FILE)) == _FILE
    file.seek(0)
    try:
        reader = ipc.open_file(file) if is_file else ipc.open_stream(file)
    except (pa.ArrowException, OSError) as error:
        raise FormatError(f"not a valid Arrow file: {str(error).splitlines()[0]}") from error

    def tables() -> Iterator[Any]:
        try:
            found = map(reader.get_batch, range(reader.num_record_batches)) if is_file else iter(reader)
            for batch in found:
                yield pa.Table.from_batches([batch])
        except (pa.ArrowException, OSError) as error:
            raise FormatError(f"damaged: {str(error).splitlines()[0]}") from error

    return reader.schema, tables(), is_file


def read(source: Source) -> Iterator[Part]:
    """Yield the rows, some at a time."""
    schema, tables, _ = _batches(source.file())
    _arrow.check_fields(schema, source.fields)
    offset, line = 0, 1
    for number, table in enumerate(tables):
        for start, rows in _arrow.slices(table.num_rows):
            part = _arrow.part(table.slice(start, rows), source.fields, (number, start), offset, line)
            yield part
            offset += len(part.text)
            line += rows


def write(source: Source, done: Done) -> Iterator[bytes]:
    """Yield the repaired table, or the file as it was where nothing has changed."""
    pa, ipc = _arrow.needed("pyarrow"), _arrow.needed("pyarrow.ipc")
    reports = {part.member: (part.text, report) for part, report in done if report.edits}
    file = source.file()
    if not reports:
        while block := file.read(1 << 20):
            yield block
        return
    schema, tables, is_file = _batches(file)
    with tempfile.TemporaryFile() as out:
        options = ipc.IpcWriteOptions(compression="lz4" if source.path.lower().endswith(".feather") else None)
        new = ipc.new_file if is_file else ipc.new_stream
        with new(out, schema, options=options) as writer:
            for number, table in enumerate(tables):
                slices = []
                for start, rows in _arrow.slices(table.num_rows):
                    some = table.slice(start, rows)
                    if (number, start) in reports:
                        some = _arrow.repaired(some, source.fields, *reports[number, start])
                    slices.append(some)
                whole = pa.concat_tables(slices).combine_chunks() if slices else table
                writer.write_table(whole, max_chunksize=max(1, whole.num_rows))
        out.seek(0)
        while block := out.read(1 << 20):
            yield block
