"""TOML: every string that is a value is a text, or those in the fields that are named.

Comments, order, numbers and the style of each string stay as they are.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from functools import partial
from typing import Any

from .._patterns import lazy_pattern
from . import BrokenError, Fields, Part, Source, Unit, _names
from ._fields import Path, places
from ._parts import single
from ._unit import Builder, UnspeakableError

SUFFIXES = (".toml",)
DATA = True
SAMPLE = 'title = "A day out"\n\n[ferry]\nprice = 1.50 # in euros\ntext = """\nIt leaves\nat nine."""\n'

_STRING = r'"""(?:[^\\]|\\.)*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\''
_TOKEN = lazy_pattern(
    rf"(?P<string>{_STRING})|(?P<skip>#[^\n]*|[ \t\r]+)|(?P<sign>\n|\[|\]|\{{|\}}|=|,|\.)|(?P<bare>[^\s\[\]{{}}=,#\"'.]+)",
    re.DOTALL,
)
_CODE = lazy_pattern(r"\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[ \t]*\r?\n\s*|.)|\r\n")
_PLACE = lazy_pattern(r" \(at line (\d+), column (\d+)\)$")
_NAMED = {"b": "\b", "t": "\t", "n": "\n", "f": "\f", "r": "\r", "e": "\x1b"}


def read(source: Source) -> Iterator[Part]:
    """Yield the document as one part."""
    return single(source, partial(parse, fields=source.fields, hint=_names.language(source.path)))


def parse(text: str, fields: Fields, hint: str | None) -> list[Unit]:
    """The texts of a document."""
    return texts(text, 0, len(text), fields, hint)


def texts(text: str, start: int, end: int, fields: Fields, hint: str | None) -> list[Unit]:
    """The texts of the TOML that stands at ``[start, end)``."""
    try:
        known = dict(_leaves(tomllib.loads(text[start:end]), ()))
    except tomllib.TOMLDecodeError as error:
        raise _broken(text, start, end, str(error)) from error
    found = [
        (path, builder) for path, builder in _Scanner(text, start, end).strings() if known.get(path) == builder.text
    ]
    sources = {
        (number, places(path)): builder.text for path, builder in found if (number := fields.source(path)) is not None
    }
    return [
        builder.unit(hint=hint, source=sources.get((number, places(path))))
        for path, builder in found
        if (number := fields.target(path)) is not None and builder.text.strip()
    ]


def _broken(text: str, start: int, end: int, message: str) -> BrokenError:
    m = _PLACE.search(message)
    if m is None:
        return BrokenError(f"not valid TOML: {message.partition(' (at ')[0]}", max(start, end - 1))
    at = start
    for _ in range(int(m[1]) - 1):
        at = text.index("\n", at) + 1
    return BrokenError(f"not valid TOML: {_PLACE.sub('', message)}", min(end, at + int(m[2]) - 1))


def _leaves(value: Any, path: Path) -> Iterator[tuple[Path, str]]:
    """The strings of a document as the library reads it, by their paths."""
    waiting: list[tuple[Path, Any]] = [(path, value)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, str):
            yield path, value
        elif isinstance(value, dict):
            waiting += (((*path, k), v) for k, v in value.items())
        elif isinstance(value, list):
            waiting += (((*path, i), v) for i, v in enumerate(value))


class _Scanner:
    """Finds the strings that are values; that the document is valid is known."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._tokens = [m for m in _TOKEN.finditer(text, start, end) if m["skip"] is None]
        self._at = 0
        self._tables: dict[Path, int] = {}  # how many tables each array of tables has so far

    def _peek(self) -> str:
        return self._tokens[self._at][0] if self._at < len(self._tokens) else ""

    def _next(self) -> re.Match[str]:
        self._at += 1
        return self._tokens[self._at - 1]

    def strings(self) -> Iterator[tuple[Path, Builder]]:
        """The strings, each with the path to it."""
        table: Path = ()
        while self._at < len(self._tokens):
            if self._peek() == "\n":
                self._next()
            elif self._peek() == "[":
                table = self._header()
            else:
                yield from self._pair(table)

    def _header(self) -> Path:
        self._next()
        many = self._peek() == "["
        if many:
            self._next()
        path = self._placed(self._key())
        while self._peek() not in ("\n", ""):
            self._next()
        if many:
            self._tables[path] = self._tables.get(path, -1) + 1
            path = (*path, self._tables[path])
        return path

    def _placed(self, key: list[str]) -> Path:
        """The path of a table: on its way it goes through the last table of each array."""
        path: Path = ()
        for i, step in enumerate(key):
            path = (*path, step)
            if path in self._tables and i < len(key) - 1:
                path = (*path, self._tables[path])
        return path

    def _key(self) -> list[str]:
        steps: list[str] = []
        while self._peek() not in ("=", "]", ""):
            m = self._next()
            if m["string"] is not None:
                steps.append(_string(self._text, *m.span()).text)
            elif m["bare"] is not None:
                steps.append(m[0])
        return steps

    def _pair(self, table: Path) -> Iterator[tuple[Path, Builder]]:
        path = (*table, *self._key())
        if self._at < len(self._tokens):
            self._next()  # the sign of equality
        yield from self._value(path)

    def _value(self, path: Path) -> Iterator[tuple[Path, Builder]]:
        if self._peek() == "[":
            self._next()
            place = 0
            while self._peek() not in ("]", ""):
                if self._peek() == "\n":
                    self._next()
                    continue
                yield from self._value((*path, place))
                while self._peek() == "\n":
                    self._next()
                if self._peek() == ",":
                    self._next()
                    place += 1
            self._close()
        elif self._peek() == "{":
            self._next()
            while self._peek() not in ("}", ""):
                if self._peek() in (",", "\n"):
                    self._next()
                else:
                    yield from self._pair(path)
            self._close()
        elif self._at < len(self._tokens) and self._tokens[self._at]["string"] is not None:
            yield path, _string(self._text, *self._next().span())
        else:
            while self._peek() not in (",", "]", "}", "\n", ""):
                self._next()

    def _close(self) -> None:
        if self._at < len(self._tokens):
            self._next()


# ---------------------------------------------------------------- the styles of strings


def _string(text: str, start: int, end: int) -> Builder:
    long = text.startswith(('"""', "'''"), start)
    sign, width = text[start], 3 if long else 1
    spell = {('"', 1): basic, ('"', 3): basic_long, ("'", 1): literal, ("'", 3): literal_long}[sign, width]
    builder = Builder(text, spell)
    at, end = start + width, end - width
    if long:
        m = re.compile(r"\r?\n").match(text, at)
        at = m.end() if m else at
    for m in _CODE.finditer(text, at, end):
        if m[0] != "\r\n" and sign == "'":
            continue
        builder.plain(at, m.start())
        if m[0] == "\r\n":
            builder.atom("\n", *m.span())
        elif not m[0][1:].isspace():
            builder.atom(_meaning(m[0][1:]), *m.span())
        at = m.end()
    builder.plain(at, end)
    return builder


def _meaning(code: str) -> str:
    return chr(int(code[1:], 16)) if code[0] in "uU" else _NAMED.get(code, code)


def basic(text: str) -> str:
    """The spelling in a basic string."""
    return json.dumps(text, ensure_ascii=False)[1:-1].replace("\x7f", "\\u007f")


def basic_long(text: str) -> str:
    """The spelling in a basic string of several lines."""
    return basic(text).replace("\\n", "\n")


def literal(text: str) -> str:
    """The spelling in a literal string."""
    if "'" in text or not text.isprintable():
        raise UnspeakableError(text)
    return text


def literal_long(text: str) -> str:
    """The spelling in a literal string of several lines."""
    if "'" in text or not text.replace("\n", "").isprintable():
        raise UnspeakableError(text)
    return text
