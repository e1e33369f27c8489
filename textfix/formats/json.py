"""JSON: every string that is a value is a text, or those in the fields that are named.

`--field` takes `a.b`, which goes through lists by itself, or a JSON Pointer such as `/a/0/b`; `--source-field` names the
source text of each. Keys, numbers, order, white space and the spelling of escapes stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from . import Fields, Part, Source, Unit, _json
from ._parts import single

SUFFIXES = (".json",)
DATA = True
SAMPLE = '{"title": "A day out", "price": 1.50, "body": ["The ferry leaves at caf\\u00e9 time."]}\n'


def read(source: Source) -> Iterator[Part]:
    """Yield the document as one part."""
    return single(source, partial(parse, fields=source.fields))


def parse(text: str, fields: Fields) -> list[Unit]:
    """The texts of a document."""
    return _json.units(text, _json.strings(text), fields, _json.spelling(text))
