"""Plain text, and text with light markup such as Markdown, whose code and links are protected like everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from . import Part, Source

SUFFIXES = (".txt", ".text", ".md", ".markdown", ".rst", ".adoc", ".asciidoc", ".org", ".tex")

_LINE_END = re.compile(r"\r\n?|\n")


def read(source: Source) -> Iterator[Part]:
    """Yield the text whole, or a long one in pieces."""
    offset, line, column = 0, 1, 1
    for text in source.texts():
        yield Part(text, offset, line, column)
        offset += len(text)
        last = max(text.rfind("\n"), text.rfind("\r")) + 1
        line += text.count("\n") if "\r" not in text else len(_LINE_END.findall(text))
        column = len(text) - last + (1 if last else column)


def write(source: Source, done: Iterable[tuple[Part, str]]) -> Iterator[bytes]:
    """Yield the repaired text as bytes."""
    for _, text in done:
        yield source.encode(text)
    yield source.encode("", final=True)
