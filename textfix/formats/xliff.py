"""XLIFF 1.2, 2.0 and 2.1: the targets, each with its source, in the languages that the file names.

Inline codes stay where they are. Sources, notes, alternatives and what is marked as not to be translated are left alone. `clean --annotate` marks what is not repaired, as ITS 2.0 localization quality issues.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from . import Part, Source, Unit
from ._its import annotated
from ._parts import single
from ._unit import Builder
from ._xml import Kind, Token, attribute, declared_encoding, inline, tokens

__all__ = ["SAMPLE", "SUFFIXES", "annotated", "declared_encoding", "parse", "read"]

SUFFIXES = (".xlf", ".xliff", ".sdlxliff", ".mxliff", ".mqxliff")
SAMPLE = """<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="de">
  <file id="f"><unit id="1"><segment>
    <source>The <pc id="1">first</pc> ferry</source><target>Die <pc id="1">erste</pc> Fähre</target>
  </segment></unit></file>
</xliff>
"""
OPAQUE = frozenset({"ph", "bpt", "ept", "it", "ut", "cp", "x", "bx", "ex", "sc", "ec", "sm", "em"})
_UNITS = frozenset({"trans-unit", "segment", "ignorable"})
_NOT_UNITS = frozenset({"alt-trans", "matches", "glossary", "skeleton", "header"})


def read(source: Source) -> Iterator[Part]:
    """Yield the document as one part."""
    return single(source, parse)


def parse(text: str) -> list[Unit]:
    """The targets of a document."""
    found = tokens(text)
    out: list[Unit] = []
    langs: list[tuple[int, str | None, str | None]] = []  # end of the element, language of source and target
    i = 0
    while i < len(found):
        token = found[i]
        if token.kind is Kind.START:
            if token.name in _NOT_UNITS or attribute(token, "translate") == "no":
                i = token.close
            elif token.name in ("file", "xliff"):
                langs.append((token.close, *_languages(token, langs)))
            elif token.name in _UNITS:
                out += _unit(text, found, i, *(langs[-1][1:] if langs else (None, None)))
                i = token.close
        while langs and i >= langs[-1][0]:
            langs.pop()
        i += 1
    return out


def _languages(token: Token, langs: Sequence[tuple[int, str | None, str | None]]) -> tuple[str | None, str | None]:
    outer = langs[-1][1:] if langs else (None, None)
    source = attribute(token, "source-language") or attribute(token, "srcLang") or outer[0]
    target = attribute(token, "target-language") or attribute(token, "trgLang") or outer[1]
    return source, target


def _unit(text: str, found: Sequence[Token], first: int, source_lang: str | None, lang: str | None) -> Iterator[Unit]:
    source: Builder | None = None
    i = first + 1
    while i < found[first].close:
        token = found[i]
        if token.kind is Kind.START:
            if token.name == "source":
                source = inline(text, found, i, opaque=OPAQUE)
                source.trim()
                source_lang = token.attributes.get("xml:lang", source_lang)
            elif token.name == "target":
                target = inline(text, found, i, opaque=OPAQUE)
                target.trim()
                if target.text:
                    yield target.unit(
                        lang=token.attributes.get("xml:lang", lang),
                        source=source.text if source is not None else None,
                        source_lang=source_lang,
                    )
            i = token.close
        i += 1
