"""How a file is divided into parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .._patterns import lazy_pattern
from . import Parse, Part, Source

_LINE_END = lazy_pattern(r"\r\n?|\n")


def tiled(texts: Iterable[str], parse: Parse | None = None, *, by_line: bool = False) -> Iterator[Part]:
    """Yield a part for each of `texts`, which follow each other in the file."""
    offset, line, column = 0, 1, 1
    for text in texts:
        yield Part(text, offset, line, column, parse, by_line=by_line)
        offset += len(text)
        last = max(text.rfind("\n"), text.rfind("\r")) + 1
        line += text.count("\n") if "\r" not in text else len(_LINE_END.findall(text))
        column = len(text) - last + (1 if last else column)


def single(source: Source, parse: Parse) -> Iterator[Part]:
    """Yield the whole file as one part."""
    return tiled([source.text()], parse)
