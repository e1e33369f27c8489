"""AsciiDoc: the prose as one document; delimited blocks, attributes, macros and literals stay as they are."""

from __future__ import annotations

from collections.abc import Iterator

from .._patterns import lazy_pattern
from . import Part, Source, Unit
from ._parts import tiled
from ._prose import prose

SUFFIXES = (".adoc", ".asciidoc", ".asc")
SAMPLE = "= Ferries\n:lang: en\n\nThe link:one.html[first] one leaves at 9.\n\n----\nmake  all\n----\n"

_LINE = lazy_pattern(r"[^\n]*(?:\n|$)")
_DELIMITER = lazy_pattern(r"(?:-{4,}|\.{4,}|\+{4,}|/{4,}|`{3,}|~{3,})(?:[\w+-]*)$")
# A comment, an attribute, the attributes of a block, an anchor, a block macro, a list continuation, a title's underline
_KEPT_LINE = lazy_pattern(
    r"//|:!?[\w-]+!?:|\[[^\]]*\]$|\[\[|\w+::\S*\[|\+$|[=\-~^+]{3,}$|<<<$|'''$|\|={3,}|ifdef::|ifndef::|endif::|include::"
)
_INLINE = lazy_pattern(
    r"`[^`\n]+`|\+{1,3}[^+\n]+\+{1,3}|\{[\w-]+\}|<<[^<>\n]{1,500}>>|(?:link|xref|mailto|image|icon|kbd|btn|menu|footnote|anchor|"
    r"pass|stem|latexmath|asciimath):\S{0,500}?(?=\[)|\[\[[^\]\n]{1,200}\]\]|\[[#.][^\]\n]{1,200}\](?=#)|\[\.[\w-]+\]"
)


def read(source: Source) -> Iterator[Part]:
    """Yield the document, or a long one in pieces."""
    return tiled(source.texts(), parse)


def parse(text: str) -> list[Unit]:
    """The prose of a document."""
    unit = prose(text, [*_blocks(text), *(m.span() for m in _INLINE.finditer(text))])
    return [unit] if unit.text else []


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    delimiter: str | None = None
    opened = 0
    previous = ""
    for m in _LINE.finditer(text):
        bare = m[0].rstrip()
        if delimiter is not None:
            if bare == delimiter[: len(bare)] and bare.rstrip(bare[:1]) == "" and len(bare) == len(delimiter):
                yield opened, m.end()
                delimiter = None
        elif _DELIMITER.match(bare) and not _underlines(bare, previous):
            delimiter, opened = (
                bare.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"),
                m.start(),
            )
        elif _KEPT_LINE.match(bare) or (bare and m[0][:1] in " \t"):
            yield m.span()
        previous = bare
    if delimiter is not None:
        yield opened, len(text)


def _underlines(bare: str, previous: str) -> bool:
    """Whether a line of signs belongs to the title above it."""
    return bool(previous) and previous[-1:].isalnum() and abs(len(bare) - len(previous)) <= 2
