"""Java properties: the values, in the language that the file name ends with.

Escapes, comments and continued lines stay as they are. Where a value has placeholders, a doubled apostrophe stands for
one, as in `java.text.MessageFormat`. A file that spells with `\\uXXXX` gets new characters spelt like that.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from .._patterns import lazy_pattern
from . import Part, Source, Unit, _names
from ._icu import message
from ._lines import lines
from ._parts import single
from ._unit import Builder, Escape

SUFFIXES = (".properties",)
SAMPLE = "# of the ferry\ngreeting = Welcome to the caf\\u00e9, {0}!\nhours: from nine \\\n        to five\n"

_KEY = lazy_pattern(r"[ \t\f]*(?:\\.|[^\\=: \t\f])*[ \t\f]*[=:]?[ \t\f]*")
_ESCAPE = lazy_pattern(r"\\(?:u[dD][89abAB]\w\w\\u[dD][c-fC-F]\w\w|u[0-9a-fA-F]{4}|.)", re.DOTALL)
_NAMED = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}


def read(source: Source) -> Iterator[Part]:
    """Yield the file as one part."""
    return single(source, partial(parse, hint=_names.language(source.path)))


def escape(text: str) -> str:
    """The spelling of text in a value."""
    return re.sub(
        r"[\\\n\t\r\f]", lambda m: {"\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\f": "\\f"}[m[0]], text
    )


def escape_ascii(text: str) -> str:
    """The spelling of text in a value of a file that is ASCII on purpose."""
    spelt = escape(text)
    return "".join(c if c.isascii() else "".join(f"\\u{u[0] << 8 | u[1]:04x}" for u in _units(c)) for c in spelt)


def _units(c: str) -> list[bytes]:
    data = c.encode("utf-16-be", "surrogatepass")
    return [data[i : i + 2] for i in range(0, len(data), 2)]


def parse(text: str, hint: str | None) -> list[Unit]:
    """The values of a file."""
    spelt: Escape = escape_ascii if "\\u" in text and text.isascii() else escape
    out: list[Unit] = []
    builder: Builder | None = None
    for line in lines(text):
        start = line.start + len(line.text) - len(line.text.lstrip(" \t\f"))
        if builder is None:
            if start == line.end or text[start] in "#!":
                continue
            builder = Builder(text, spelt)
            m = _KEY.match(text, line.start, line.end)
            start = m.end() if m else line.end
        continued = (len(line.text) - len(line.text.rstrip("\\"))) % 2 == 1
        _add(builder, start, line.end - continued)
        if not continued:
            _finish(out, builder, hint)
            builder = None
    if builder is not None:
        _finish(out, builder, hint)
    return out


def _finish(out: list[Unit], builder: Builder, hint: str | None) -> None:
    if builder.text.strip():
        out.append(message(builder).unit(hint=hint, rewrite=builder.escape))


def _add(builder: Builder, start: int, end: int) -> None:
    at = start
    for m in _ESCAPE.finditer(builder.raw, start, end):
        builder.plain(at, m.start())
        builder.atom(_meaning(m[0]), *m.span())
        at = m.end()
    builder.plain(at, end)


def _meaning(spelt: str) -> str:
    if spelt[1] == "u" and len(spelt) > 2:
        return bytes.fromhex(spelt.replace("\\u", "")).decode("utf-16-be", "surrogatepass")
    return _NAMED.get(spelt[1], spelt[1])
