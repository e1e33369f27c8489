"""The strings of JSON, with their places and the paths that lead to them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator

from . import BrokenError, Unit
from ._fields import Fields, Path, places
from ._unit import Builder, Escape

_TOKEN = re.compile(r'[^"{}\[\]:,]*(?:("[^"\\]*(?:\\.[^"\\]*)*")|([{}\[\]:,]))', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|.)")

Accept = Callable[[Path], bool]


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
        json.loads(text)
    except json.JSONDecodeError as error:
        raise BrokenError(f"not valid JSON: {error.msg}", base + error.pos) from error
    except RecursionError as error:
        raise BrokenError("nested too deeply", base) from error
    except ValueError as error:  # a number of thousands of digits
        raise BrokenError(f"not read: {error}", base) from error
    return list(_strings(text, base))


def _strings(text: str, base: int) -> Iterator[tuple[Path, int, int]]:
    path: list[str | int] = []  # the last step is where we are
    key: str | None = None
    for m in _TOKEN.finditer(text):
        string, sign = m.groups()
        if string is not None:
            if path and isinstance(path[-1], str) and key is None:
                key = string
            else:
                yield tuple(path), base + m.start(1), base + m.end(1)
        elif sign == ":":
            path[-1] = json.loads(key or '""')
        elif sign == ",":
            if isinstance(path[-1], int):
                path[-1] += 1
            key = None
        elif sign == "[":
            path.append(0)
        elif sign == "{":
            path.append("")
            key = None
        else:
            path.pop()
            key = ""  # the container was a value, and what comes next is a comma or an end


def string_unit(raw: str, start: int, end: int, spelt: Escape) -> Builder:
    """The text of the string that stands at ``[start, end)`` with its quotation marks."""
    builder = Builder(raw, spelt)
    at, end = start + 1, end - 1
    if "\\" in raw[at:end]:
        for m in _ESCAPE.finditer(raw, at, end):
            builder.plain(at, m.start())
            builder.atom(json.loads(f'"{m[0]}"'), *m.span())
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
