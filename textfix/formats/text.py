"""Plain text: the whole file is one text; code, links and markup in it are protected like everywhere.

Also what light markup has no format of its own here: Org and LaTeX.
"""

from __future__ import annotations

from collections.abc import Iterator

from . import Part, Source
from ._parts import tiled

SUFFIXES = (".txt", ".text", ".org", ".tex")
SAMPLE = "It rained all day.\n\nNobody came to see the boats.\n"


def read(source: Source) -> Iterator[Part]:
    """Yield the text whole, or a long one in pieces."""
    return tiled(source.texts())
