"""Strings of iOS and macOS: the values, in the language of the folder (`de.lproj`) they lie in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import PurePath

from .._patterns import lazy_pattern
from . import BrokenError, Part, Source, Unit
from ._parts import single
from ._unit import Builder

SUFFIXES = (".strings",)
SAMPLE = '/* On top of the page */\n"greeting" = "Welcome, \\"%@\\"!";\n'

_STRING = r'"((?:[^"\\]|\\.)*)"'
_TOKEN = lazy_pattern(
    rf"\s+|//[^\n]*|/\*.*?\*/|(?:{_STRING}|[\w.$-]+)\s*=\s*{_STRING}\s*;|(?:{_STRING}|[\w.$-]+)\s*;", re.DOTALL
)
_ESCAPE = lazy_pattern(r"\\(?:[Uu][0-9a-fA-F]{4}|[0-7]{3}|.)", re.DOTALL)
_NAMED = {"n": "\n", "t": "\t", "r": "\r"}


def read(source: Source) -> Iterator[Part]:
    """Yield the file as one part."""
    folder = PurePath(source.path).parent.name
    hint = folder.removesuffix(".lproj") if folder.endswith(".lproj") and folder != "Base.lproj" else None
    return single(source, partial(parse, hint=hint))


def escape(text: str) -> str:
    """The spelling of text in a string."""
    return re.sub(r'["\\\n\t\r]', lambda m: {"\n": "\\n", "\t": "\\t", "\r": "\\r"}.get(m[0], "\\" + m[0]), text)


def parse(text: str, hint: str | None) -> list[Unit]:
    """The values of a file."""
    out: list[Unit] = []
    at = 0
    while at < len(text):
        m = _TOKEN.match(text, at)
        if m is None:
            raise BrokenError('neither a comment nor "key" = "value";', at)
        if m[2]:
            out.append(_value(text, *m.span(2)).unit(hint=hint))
        at = m.end()
    return out


def _value(text: str, start: int, end: int) -> Builder:
    builder = Builder(text, escape)
    at = start
    for m in _ESCAPE.finditer(text, start, end):
        builder.plain(at, m.start())
        builder.atom(_meaning(m[0][1:]), *m.span())
        at = m.end()
    builder.plain(at, end)
    return builder


def _meaning(code: str) -> str:
    if code[0] in "Uu" and len(code) == 5:
        return chr(int(code[1:], 16))
    if len(code) == 3:
        return chr(int(code, 8))
    return _NAMED.get(code, code)
