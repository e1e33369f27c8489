"""JSON of i18next, react-intl and their like: every string below `locales/`, in the language of the folder or file."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from .._patterns import lazy_pattern
from . import Fields, Part, Source, Unit, _json, _names
from ._parts import single
from ._unit import Builder

SUFFIXES = ()
PATTERNS = tuple(
    f"{start}{folder}/*.json"
    for start in ("", "*/")
    for folder in ("locales", "locale", "i18n", "lang", "translations")
)
SAMPLE = '{"ferry": {"title": "Hello, {{name}}!", "boats_other": "{{count}} boats, $t(ferry.title)"}}\n'

_NESTING = lazy_pattern(r"\$t\((?:[^()]|\([^()]*\))*\)")


def read(source: Source) -> Iterator[Part]:
    """Yield the file as one part."""
    return single(source, partial(parse, fields=source.fields, hint=_names.language(source.path)))


def parse(text: str, fields: Fields, hint: str | None) -> list[Unit]:
    """The strings of a file; nested keys stay as they are."""
    spelt = _json.spelling(text)
    out: list[Unit] = []
    for path, start, end in _json.strings(text):
        if fields.target(path) is not None and end - start > 2:
            out.append(_kept(_json.string_unit(text, start, end, spelt)).unit(hint=hint))
    return out


def _kept(builder: Builder) -> Builder:
    """The text, with its nested keys fixed."""
    text = builder.text
    if "$t(" not in text:
        return builder
    out = Builder(builder.raw, builder.escape)
    done = 0
    for m in _NESTING.finditer(text):
        builder.copy_to(out, done, m.start())
        for p in builder.between(*m.span()):
            at, to = max(p.at, m.start()), min(p.to, m.end())
            shift = (at - p.at, to - p.to) if p.plain else (0, 0)
            out.fixed(text[at:to], p.start + shift[0], p.end + shift[1])
        done = m.end()
    builder.copy_to(out, done, builder.length)
    return out
