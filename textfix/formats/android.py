"""Android strings (`res/values-de/strings.xml`): strings, plurals and arrays, in the language of the folder.

Backslash escapes, markup and what is not translatable stay as they are; white space counts as one space where it is not
in quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from pathlib import PurePath

from .._patterns import lazy_pattern
from . import Part, Source, Unit
from ._parts import single
from ._unit import Builder
from ._xml import declared_encoding, elements, escape_text, inline, tokens

__all__ = ["PATTERNS", "SAMPLE", "SUFFIXES", "declared_encoding", "parse", "read"]

SUFFIXES = ()
PATTERNS = ("values/*.xml", "values-*/*.xml", "*/values/*.xml", "*/values-*/*.xml")
SAMPLE = """<resources>
  <string name="greeting">It\\'s <b>%1$s</b>&#8230;</string>
  <string name="key" translatable="false">a_b</string>
</resources>
"""
_CODE = lazy_pattern(r'\\(?:u[0-9a-fA-F]{4}|.)|"', re.DOTALL)
_QUALIFIER = lazy_pattern(r"values-(?:mcc\d+-)?(?:mnc\d+-)?(?:b\+([A-Za-z0-9+]+)|([a-z]{2,3})(?:-r([A-Z]{2}))?)(?:-|$)")
_NAMED = {"n": "\n", "t": "\t"}


def read(source: Source) -> Iterator[Part]:
    """Yield the file as one part."""
    return single(source, partial(parse, hint=language(source.path)))


def language(path: str) -> str | None:
    """The language of a folder of resources."""
    m = _QUALIFIER.match(PurePath(path).parent.name)
    if m is None:
        return None
    if m[1]:
        return m[1].replace("+", "-")
    return f"{m[2]}-{m[3]}" if m[3] else m[2]


def parse(text: str, hint: str | None) -> list[Unit]:
    """The strings of a file."""
    found = tokens(text)
    out: list[Unit] = []
    skipped = -1
    for i in elements(found, "string", "item", "plurals", "string-array"):
        token = found[i]
        if i < skipped:
            continue
        if token.attributes.get("translatable") == "false":
            skipped = token.close
        elif token.name in ("string", "item") and "type" not in token.attributes:
            builder = inline(text, found, i, plain=_plain)
            builder.escape = escape
            if '"' not in text[token.end : found[token.close].start]:
                builder.collapse()
                builder.trim()
            if any(p.escape is not None for p in builder.pieces) and not builder.text.startswith(("@", "?")):
                out.append(builder.unit(hint=hint))
    return out


def escape(text: str) -> str:
    """The spelling of text in a string."""
    spelt = re.sub(r"""[\\'"]""", r"\\\g<0>", escape_text(text))
    return spelt.replace("\n", "\\n").replace("\t", "\\t")


def _plain(builder: Builder, start: int, end: int) -> None:
    at = start
    for m in _CODE.finditer(builder.raw, start, end):
        builder.plain(at, m.start(), escape)
        code = m[0][1:]
        if code:  # a quotation mark alone is no text
            builder.atom(chr(int(code[1:], 16)) if len(code) == 5 else _NAMED.get(code, code), *m.span(), escape)
        at = m.end()
    builder.plain(at, end, escape)
