"""The marks of a text by their shapes alone."""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from .._words import Array, code_points
from ..locale import QuotePair
from ..model import Document, Span
from ._marks import BREAKS, DOUBLE, MOST, partners

Places = tuple[Array, Array]


class Survey(NamedTuple):
    """How often a text writes each pair, and its paragraphs whose double marks do not pair by their shapes alone.

    `single`: the paragraphs in which one mark is left; such a quotation may run on in another paragraph. `only`: where
    that mark is, for those that have no other, -1 for the rest.
    """

    pairs: Counter[QuotePair]
    unsettled: list[Span]
    single: list[Span]
    only: list[int]


def survey_of(document: Document) -> Survey:
    """Survey a document, once as long as it stays as it is."""
    return document.memo("quotation marks", lambda text: survey(text, document.marks()))


def survey(text: str, places: Places | None = None) -> Survey:
    """Look at the double marks of `text`, an ASCII mark or a typographic one each; single marks are not seen.

    `places`: what `places_of_marks` finds, if that is known.
    """
    marks, ends = places or places_of_marks(text)
    if not marks.size:
        return Survey(Counter(), [], [], [])
    paragraph = np.searchsorted(ends, marks)  # of each mark
    first = np.append(0, (paragraph[1:] != paragraph[:-1]).nonzero()[0] + 1)
    pairs, unpaired = _paired(_shapes(text, marks, first))
    found = Survey(pairs.copy(), [], [], [])
    firsts = first[np.array([n for n, _, _ in unpaired], np.intp)]
    edges = np.concatenate([[-1], ends, [len(text)]])
    starts, stops = edges[paragraph[firsts]] + 1, edges[paragraph[firsts] + 1]
    places_of_first = zip(starts.tolist(), stops.tolist(), marks[firsts].tolist(), strict=True)
    for (_, held, left), (start, stop, at) in zip(unpaired, places_of_first, strict=True):
        if left > 1:
            found.unsettled.append(Span(start, stop))
        else:
            found.single.append(Span(start, stop))
            found.only.append(at if held == 1 else -1)
    return found


def _shapes(text: str, marks: Array, first: Array) -> str:
    """The marks of each paragraph, a line each; `first`: the numbers of the marks that begin one."""
    shapes = code_points("".join(map(text.__getitem__, marks.tolist())))
    return np.insert(shapes, first[1:], ord("\n")).tobytes().decode("utf-32-le")


@lru_cache(maxsize=4)  # repairs leave most texts with the same marks
def _paired(shapes: str) -> tuple[Counter[QuotePair], list[tuple[int, int, int]]]:
    """The pairs, and which lines of `shapes` do not pair: their number, how many marks they hold, and how many are left."""
    rows = shapes.split("\n")
    pairs: Counter[QuotePair] = Counter()
    left_of: dict[str, int] = {}
    for row, times in Counter(rows).items():
        made, left = _reduce(row) if len(row) < MOST else ((), 0)
        for pair in made:
            pairs[pair] += times
        if left:
            left_of[row] = left
    return pairs, [(n, len(row), left_of[row]) for n, row in enumerate(rows) if row in left_of] if left_of else []


def places_of_marks(text: str) -> Places:
    """Where double marks stand in `text`, and where paragraphs end."""
    codes = code_points(text)
    places = np.flatnonzero(_seen().take(codes, mode="clip"))
    shapes = codes[places]
    ends = (shapes < ord('"')) | (shapes == ord("\u2029"))
    return places[~ends], places[ends]


@cache
def _seen() -> Array:
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
