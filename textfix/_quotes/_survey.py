"""The marks of a text by their shapes alone."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .._words import code_points
from ..locale import QuotePair
from ..model import Span
from ._marks import BREAKS, DOUBLE, MOST, partners

_SHORT = 1000  # code points: in a text of this length a pattern finds the marks before arrays are made


class Survey(NamedTuple):
    """How often a text writes each pair, and its paragraphs whose double marks do not pair by their shapes alone.

    `single`: the paragraphs in which one mark is left; such a quotation may run on in another paragraph. `only`: where
    that mark is, for those that have no other, -1 for the rest.
    """

    pairs: Counter[QuotePair]
    unsettled: tuple[Span, ...]
    single: tuple[Span, ...] = ()
    only: tuple[int, ...] = ()


def survey(text: str) -> Survey:
    """Look at the double marks of `text`, an ASCII mark or a typographic one each; single marks are not seen."""
    if len(text) <= _SHORT:
        marks = "".join(_marks().findall(text))
        if len(marks) < MOST and not (reduced := _reduce(marks))[1]:
            return Survey(Counter(reduced[0]), ())
    pairs: Counter[QuotePair] = Counter()
    unsettled: list[Span] = []
    single: list[Span] = []
    only: list[int] = []
    codes = code_points(text)
    places = np.flatnonzero(_seen().take(codes, mode="clip"))
    shapes = codes[places]
    breaks = np.flatnonzero(_breaks().take(shapes, mode="clip"))
    shapes[breaks] = ord("\n")
    # One entry for each paragraph: its double marks, mostly none.
    rows = shapes.tobytes().decode("utf-32-le").split("\n")
    odd: dict[str, int] = {}
    for marks, times in Counter(rows).items():
        made, left = _reduce(marks) if len(marks) < MOST else ((), 0)
        for pair in made:
            pairs[pair] += times
        if left:
            odd[marks] = left
    if odd:
        edges = [-1, *places[breaks].tolist(), len(text)]
        for number, marks in enumerate(rows):
            if marks not in odd:
                continue
            paragraph = Span(edges[number] + 1, edges[number + 1])
            if odd[marks] == 1:
                single.append(paragraph)
                only.append(int(places[breaks[number - 1] + 1 if number else 0]) if len(marks) == 1 else -1)
            else:
                unsettled.append(paragraph)
    return Survey(pairs, tuple(unsettled), tuple(single), tuple(only))


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(f"[{re.escape(DOUBLE + BREAKS)}]")


@cache
def _seen() -> npt.NDArray[np.bool_]:
    """Which code points are double marks or the ends of paragraphs."""
    return _flags(DOUBLE + BREAKS)


@cache
def _breaks() -> npt.NDArray[np.bool_]:
    """Which code points are the ends of paragraphs."""
    return _flags(BREAKS)


def _flags(chars: str) -> npt.NDArray[np.bool_]:
    members = [ord(c) for c in chars]
    out = np.zeros(max(members) + 2, bool)  # the last stands for all further ones
    out[members] = True
    return out


@lru_cache(maxsize=4096)
def _reduce(shapes: str) -> tuple[tuple[QuotePair, ...], int]:
    """Pair neighbours until nothing pairs; the pairs, and how many marks are left."""
    stack: list[str] = []
    made: list[QuotePair] = []
    for char in shapes:
        if stack and char in partners().by_shape and stack[-1] in partners().by_shape[char]:
            made.append(QuotePair(stack.pop(), char))
        else:
            stack.append(char)
    return tuple(made), len(stack)
