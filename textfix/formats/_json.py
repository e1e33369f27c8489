"""The strings of JSON, with their places and the paths that lead to them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from .._patterns import lazy_pattern
from . import BrokenError, Unit
from ._fields import Fields, Path, places
from ._unit import Builder, Escape

_STRING = lazy_pattern(r'"[^"\\]*(?:\\.[^"\\]*)*"', re.DOTALL)
_ESCAPE = lazy_pattern(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)")


class _Object(list[tuple[str, Any]]):
    """An object of JSON as it stands: a name may be there twice."""


_DECODER = json.JSONDecoder(object_pairs_hook=_Object)


def escape(text: str) -> str:
    """The spelling of text in a string."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def escape_ascii(text: str) -> str:
    """The spelling of text in a string of a file that is ASCII on purpose."""
    return json.dumps(text)[1:-1]


def spelling(text: str) -> Escape:
    """How a document spells what is not ASCII."""
    return escape_ascii if "\\u" in text and text.isascii() else escape


def strings(text: str, base: int = 0) -> list[tuple[Path, int, int]]:
    """Return the strings of a document that are values: the path to each, and where it stands, quotation marks included.

    `base` is added to the places. Raises `BrokenError`.
    """
    try:
        value = _DECODER.decode(text)
        # Outside strings there is no quotation mark, so they come in the order of the values and the names before them.
        return list(_strings(value, (), _STRING.finditer(text), base))
    except json.JSONDecodeError as error:
        raise BrokenError(f"not valid JSON: {error.msg}", base + error.pos) from error
    except RecursionError as error:
        raise BrokenError("nested too deeply", base) from error
    except ValueError as error:  # a number of thousands of digits
        raise BrokenError(f"not read: {error}", base) from error


def _strings(value: Any, path: Path, found: Iterator[re.Match[str]], base: int) -> Iterator[tuple[Path, int, int]]:
    if isinstance(value, str):
        m = next(found)
        yield path, base + m.start(), base + m.end()
    elif isinstance(value, _Object):
        for name, member in value:
            next(found)
            if isinstance(member, (str, list)):
                yield from _strings(member, (*path, name), found, base)
    elif isinstance(value, list):
        for i, member in enumerate(value):
            if isinstance(member, (str, list)):
                yield from _strings(member, (*path, i), found, base)


@lru_cache(maxsize=4096)
def _meant(escape: str) -> str:
    """The character that an escape spells."""
    return str(json.loads(f'"{escape}"'))


def string_unit(raw: str, start: int, end: int, spelt: Escape) -> Builder:
    """The text of the string that stands at ``[start, end)`` with its quotation marks."""
    builder = Builder(raw, spelt)
    at, end = start + 1, end - 1
    if "\\" in raw[at:end]:
        for m in _ESCAPE.finditer(raw, at, end):
            builder.plain(at, m.start())
            builder.atom(_meant(m[0]), *m.span())
            at = m.end()
    builder.plain(at, end)
    return builder


def units(raw: str, found: list[tuple[Path, int, int]], fields: Fields, spelt: Escape) -> list[Unit]:
    """The texts in the fields, each with its source where one is named."""
    sources: dict[tuple[int, tuple[int, ...]], str] = {}
    if fields.sources:
        for path, start, end in found:
            number = fields.source(path)
            if number is not None:
                sources[number, places(path)] = json.loads(raw[start:end])
    out: list[Unit] = []
    for path, start, end in found:
        number = fields.target(path)
        if number is not None and end - start > 2:
            out.append(string_unit(raw, start, end, spelt).unit(source=sources.get((number, places(path)))))
    return out
