"""Application Resource Bundles of Flutter: messages, without their metadata; in the language of `@@locale`.

A doubled apostrophe stands for one, as in ICU messages.
"""

from __future__ import annotations

import json as json_module
from collections.abc import Iterator
from functools import partial

from . import Part, Source, Unit, _json, _names
from ._icu import message
from ._parts import single

SUFFIXES = (".arb",)
SAMPLE = (
    '{\n  "@@locale": "en",\n  "greeting": "Hello, {name}!",\n  "@greeting": {"description": "On top of the page"}\n}\n'
)


def read(source: Source) -> Iterator[Part]:
    """Yield the bundle as one part."""
    return single(source, partial(parse, hint=_names.language(source.path)))


def parse(text: str, hint: str | None) -> list[Unit]:
    """The messages of a bundle."""
    found = _json.strings(text)
    lang = next((json_module.loads(text[start:end]) for path, start, end in found if path == ("@@locale",)), None)
    return [
        message(_json.string_unit(text, start, end, _json.spelling(text))).unit(lang=lang, hint=hint)
        for path, start, end in found
        if not str(path[0] if path else "").startswith("@") and end - start > 2
    ]
