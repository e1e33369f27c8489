"""gettext PO: the translations, each with its msgid as source, in the language of the header.

Plural forms have the plural as source; the language of the sources is that of `X-Source-Language`, where there is one.
Comments, contexts, obsolete entries and the way strings are broken into lines stay as they are. Templates (POT) hold no
translations, so there is nothing in them to repair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from .._patterns import lazy_pattern
from . import BrokenError, Part, Source, Unit, _names
from ._lines import Line, lines
from ._parts import single
from ._unit import Builder

SUFFIXES = (".po", ".pot")
SAMPLE = (
    'msgid ""\nmsgstr "Language: de\\n"\n\n#: ferry.c:12\n#, c-format\nmsgid "%d boats\\n"\nmsgstr ""\n"%d Boote\\n"\n'
)

_STRING = lazy_pattern(r'"((?:[^"\\]|\\.)*)"[ \t]*$')
_KEYWORD = lazy_pattern(r"[ \t]*(msgctxt|msgid_plural|msgid|msgstr(?:\[(\d+)\])?)[ \t]*(?=\")")
_ESCAPE = lazy_pattern(r"\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}|.)")
_NAMED = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_HEADER = lazy_pattern(r"^(Language|X-Source-Language):[ \t]*(\S+)", re.MULTILINE)
_CHARSET = lazy_pattern(rb"Content-Type:[^\n]*charset=([A-Za-z0-9_.-]+)")


def declared_encoding(head: bytes) -> str | None:
    """The encoding in the header; a template has only a stand-in for one."""
    m = _CHARSET.search(head)
    return m[1].decode() if m and m[1] != b"CHARSET" else None


def read(source: Source) -> Iterator[Part]:
    """Yield the catalogue as one part."""
    return single(source, partial(parse, hint=_names.language(source.path)))


def escape(text: str) -> str:
    """The spelling of text in a string."""
    return re.sub(r'["\\\n\t\r\a\b\f\v]', lambda m: "\\" + _CODES[m[0]], text)


_CODES = {c: code for code, c in _NAMED.items()}


class _Entry:
    """One entry: its strings by their keywords."""

    def __init__(self) -> None:
        self.strings: dict[str, Builder] = {}

    def text(self, keyword: str) -> str | None:
        return self.strings[keyword].text if keyword in self.strings else None


def parse(text: str, hint: str | None) -> list[Unit]:
    """The translations of a catalogue."""
    units: list[Unit] = []
    header: dict[str, str] = {}
    for entry in _entries(text):
        msgid, plural = entry.text("msgid"), entry.text("msgid_plural")
        if msgid == "" and "msgctxt" not in entry.strings:
            header = dict(_HEADER.findall(entry.text("msgstr") or ""))
            continue
        for keyword, builder in entry.strings.items():
            if keyword.startswith("msgstr") and builder.length:
                units.append(
                    builder.unit(
                        lang=header.get("Language"),
                        hint=hint,
                        source=msgid if keyword in ("msgstr", "msgstr[0]") or plural is None else plural,
                        source_lang=header.get("X-Source-Language"),
                    )
                )
    return units


def _entries(text: str) -> Iterator[_Entry]:
    entry = _Entry()
    current: Builder | None = None
    for line in lines(text):
        stripped = line.text.strip()
        if not stripped or stripped.startswith("#"):
            current = None
            if entry.strings and "msgstr" in "".join(entry.strings):
                yield entry
                entry = _Entry()
            continue
        m = _KEYWORD.match(line.text)
        if m is not None:
            if m[1] in entry.strings or (m[1] in ("msgctxt", "msgid") and "msgstr" in "".join(entry.strings)):
                if "msgid" not in entry.strings:
                    raise BrokenError(f"{m[1]} twice, and no msgid", line.start)
                yield entry
                entry = _Entry()
            current = entry.strings[m[1]] = Builder(text, escape)
            _add(current, line, m.end())
        elif stripped.startswith('"') and current is not None:
            _add(current, line, len(line.text) - len(line.text.lstrip()))
        else:
            raise BrokenError("neither a comment nor a keyword with a string", line.start)
    if entry.strings:
        yield entry


def _add(builder: Builder, line: Line, at: int) -> None:
    m = _STRING.match(line.text, at)
    if m is None:
        raise BrokenError("a string that is not closed, or text behind it", line.start + at)
    done = line.start + m.start(1)
    for e in _ESCAPE.finditer(builder.raw, done, line.start + m.end(1)):
        builder.plain(done, e.start())
        builder.atom(_meaning(e[0][1:]), *e.span())
        done = e.end()
    builder.plain(done, line.start + m.end(1))


def _meaning(code: str) -> str:
    if code in _NAMED:
        return _NAMED[code]
    if code[0] == "x" and len(code) > 1:
        return chr(int(code[1:], 16))
    return chr(int(code, 8)) if code.isdecimal() else code
