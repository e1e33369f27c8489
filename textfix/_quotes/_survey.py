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

_ROW = re.compile(f"[^{BREAKS}]+")  # the marks of a paragraph


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
    codes = code_points(text)
    places = np.flatnonzero(_seen().take(codes, mode="clip"))
    shapes = codes[places].tobytes().decode("utf-32-le")
    pairs: Counter[QuotePair] = Counter()
    odd: dict[str, int] = {}  # marks of paragraphs that do not pair, and how many are left of each
    for marks, times in Counter(_ROW.findall(shapes)).items():
        made, left = _reduce(marks) if len(marks) < MOST else ((), 0)
        for pair in made:
            pairs[pair] += times
        if left:
            odd[marks] = left
    unsettled: list[Span] = []
    single: list[Span] = []
    only: list[int] = []
    at = [*places.tolist(), len(text)] if odd else []
    for m in _ROW.finditer(shapes) if odd else ():
        if unpaired := odd.get(m[0], 0):
            first, behind = m.span()
            paragraph = Span(at[first - 1] + 1 if first else 0, at[behind])
            if unpaired == 1:
                single.append(paragraph)
                only.append(at[first] if behind - first == 1 else -1)
            else:
                unsettled.append(paragraph)
    return Survey(pairs, tuple(unsettled), tuple(single), tuple(only))


@cache
def _seen() -> npt.NDArray[np.bool_]:
    """Which code points are double marks or the ends of paragraphs; the last stands for all further ones."""
    members = [ord(c) for c in DOUBLE + BREAKS]
    out = np.zeros(max(members) + 2, bool)
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
