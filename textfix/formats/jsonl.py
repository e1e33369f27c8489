"""JSON Lines: one record of JSON in each line, files of any size.

Fields are named as for JSON, below the record: `--field target --source-field source`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from . import Fields, Part, Source, Unit, _json
from ._parts import tiled

SUFFIXES = (".jsonl", ".ndjson", ".ldjson")
DATA = True
SAMPLE = '{"id": 1, "source": "Il pleut.", "target": "It is raining."}\n{"id": 2, "target": "Come in."}\n'


def read(source: Source) -> Iterator[Part]:
    """Yield the records, many at a time."""
    return tiled(source.texts(by_line=True), partial(parse, fields=source.fields), by_line=True)


def parse(text: str, fields: Fields) -> list[Unit]:
    """The texts of some lines."""
    spelt, out, at = _json.spelling(text), [], 0
    for line in text.split("\n"):
        if line.strip():
            out += _json.units(text, _json.strings(line, at), fields, spelt)
        at += len(line) + 1
    return out
