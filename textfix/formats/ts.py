"""Qt Linguist: the translations, each with its source, in the language of the file; those that have vanished are left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from . import Part, Source, Unit
from ._parts import single
from ._xml import Kind, Token, declared_encoding, elements, inline, tokens

__all__ = ["SAMPLE", "SUFFIXES", "declared_encoding", "parse", "read", "recognises"]

SUFFIXES = (".ts",)
SAMPLE = """<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en"><context><name>Ferry</name>
<message numerus="yes"><source>%n boat(s)</source>
<translation><numerusform>%n Boot</numerusform><numerusform>%n Boote</numerusform></translation></message></context></TS>
"""
_OPAQUE = frozenset({"byte"})


def recognises(head: bytes) -> bool:
    """Whether a file with this suffix is one of Qt, not of TypeScript or a video."""
    return b"<TS" in head or b"<!DOCTYPE TS" in head or "<TS".encode("utf-16-le") in head


def read(source: Source) -> Iterator[Part]:
    """Yield the file as one part."""
    return single(source, parse)


def parse(text: str) -> list[Unit]:
    """The translations of a file."""
    found = tokens(text)
    root = next(elements(found, "TS"), None)
    attributes = found[root].attributes if root is not None else {}
    langs = attributes.get("language"), attributes.get("sourcelanguage")
    return [u for i in elements(found, "message") for u in _message(text, found, i, *langs)]


def _message(
    text: str, found: Sequence[Token], first: int, lang: str | None, source_lang: str | None
) -> Iterator[Unit]:
    source: str | None = None
    i = first + 1
    while i < found[first].close:
        token = found[i]
        if token.kind is Kind.START and token.name == "source":
            source = inline(text, found, i, opaque=_OPAQUE).text
        elif token.kind is Kind.START and token.name == "translation":
            if token.attributes.get("type") in ("vanished", "obsolete"):
                return
            forms = [j for j in range(i + 1, token.close) if found[j].name == "numerusform"]
            for j in [j for j in forms if found[j].kind is Kind.START] or [i]:
                builder = inline(text, found, j, opaque=_OPAQUE)
                if builder.text.strip():
                    yield builder.unit(lang=lang, source=source, source_lang=source_lang)
            i = token.close
        i += 1
