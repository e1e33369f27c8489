"""Fenced and inline code, after CommonMark 0.31, sections 4.5 and 6.1."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from .._patterns import lazy_pattern

# Lists and quotations indent a fence, so any indentation will do.
_FENCE = lazy_pattern(r"^[ \t>]*+(`{3,}+(?=[^`\n]*+$)|~{3,}+)([^\n]*+)$", re.MULTILINE)
_TICKS = lazy_pattern(r"`+")


def fenced(text: str) -> Iterator[tuple[int, int]]:
    """Yield fenced blocks with their fences; one that is never closed runs to the end."""
    start, mark = -1, ""
    for m in _FENCE.finditer(text):
        if start < 0:
            start, mark = m.start(), m[1]
        elif m[1].startswith(mark) and not m[2].strip():
            yield start, m.end()
            start = -1
    if start >= 0:
        yield start, len(text)


def inline(text: str) -> Iterator[tuple[int, int]]:
    """Yield what stands between two equally long runs of backticks on one line.

    A letter right outside makes the mark an apostrophe, as in Uzbek "o`zbek".
    """
    runs = [m.span() for m in _TICKS.finditer(text)]
    of_length: dict[int, list[int]] = {}
    for start, end in runs:
        of_length.setdefault(end - start, []).append(start)
    low = 0
    line_end = -1
    for start, end in runs:
        if start < low or text[start - 1 : start].isalnum():
            continue
        same = of_length[end - start]
        following = bisect_left(same, end)
        if following == len(same):
            continue
        if line_end < end:
            line_end = text.find("\n", end)
            line_end = len(text) if line_end < 0 else line_end
        close = same[following] + end - start
        if close <= line_end and not text[close : close + 1].isalnum():
            yield start, close
            low = close
