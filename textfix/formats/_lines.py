"""Lines with their places."""

from __future__ import annotations

from typing import NamedTuple

from .._patterns import lazy_pattern

_LINE = lazy_pattern(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")


class Line(NamedTuple):
    """A line at ``[start, end)``, without its line end, which goes to `after`."""

    text: str
    start: int
    end: int
    after: int


def lines(text: str) -> list[Line]:
    """The lines of a text."""
    return [Line(m[1], m.start(), m.end(1), m.end()) for m in _LINE.finditer(text) if m.start() < len(text)]
