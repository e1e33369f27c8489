"""TMX: the segments in all languages but the source language, each with the segment in it as source.

The source language is the `srclang` of the unit or the header; if it is `*all*`, every segment is a text by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from . import Part, Source, Unit
from ._parts import single
from ._unit import Builder
from ._xml import Kind, Token, declared_encoding, elements, inline, tokens

__all__ = ["SAMPLE", "SUFFIXES", "declared_encoding", "parse", "read"]

SUFFIXES = (".tmx",)
SAMPLE = """<tmx version="1.4"><header srclang="en" segtype="sentence" datatype="plaintext"/><body><tu>
  <tuv xml:lang="en"><seg>The first ferry</seg></tuv>
  <tuv xml:lang="de"><seg>Die erste Fähre</seg></tuv>
</tu></body></tmx>
"""
_OPAQUE = frozenset({"ph", "bpt", "ept", "it", "ut"})


def read(source: Source) -> Iterator[Part]:
    """Yield the memory as one part."""
    return single(source, parse)


def parse(text: str) -> list[Unit]:
    """The segments of a memory."""
    found = tokens(text)
    header = next(elements(found, "header"), None)
    of_all = found[header].attributes.get("srclang", "*all*") if header is not None else "*all*"
    out: list[Unit] = []
    for i in elements(found, "tu"):
        out += _unit(text, found, i, found[i].attributes.get("srclang", of_all))
    return out


def _unit(text: str, found: Sequence[Token], first: int, source_lang: str) -> Iterator[Unit]:
    segments: list[tuple[str | None, Builder]] = []
    lang: str | None = None
    for i in range(first + 1, found[first].close):
        token = found[i]
        if token.kind is Kind.START and token.name == "tuv":
            lang = token.attributes.get("xml:lang") or token.attributes.get("lang")
        elif token.kind is Kind.START and token.name == "seg":
            builder = inline(text, found, i, opaque=_OPAQUE)
            builder.trim()
            segments.append((lang, builder))
    source = next((b.text for tag, b in segments if _same(tag, source_lang)), None)
    for tag, builder in segments:
        if builder.text and not _same(tag, source_lang):
            yield builder.unit(lang=tag, source=source, source_lang=source_lang if source is not None else None)


def _same(tag: str | None, source_lang: str) -> bool:
    """Whether a segment is in the source language; "en-US" is where the header says "en"."""
    a, b = (tag or "").lower().replace("_", "-"), source_lang.lower().replace("_", "-")
    return a == b or a.startswith(b + "-") or b.startswith(a + "-")
