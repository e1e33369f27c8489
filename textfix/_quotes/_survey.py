"""The marks of a text by their shapes alone."""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from .._words import Array, code_points, powers
from ..locale import QuotePair
from ..model import Document, Span
from ._marks import BREAKS, DOUBLE, MOST, partners

Places = tuple[Array, Array]
PLACE = 21  # bits below a place, which hold a character
CHARACTER = (1 << PLACE) - 1


class Survey(NamedTuple):
    """How often a text writes each pair, and its paragraphs whose double marks do not pair by their shapes alone.

    `odd`: the paragraphs in which one mark is left, as their start, their end and the place of that mark if they have no
    other, else -1. Such a quotation may run on in another paragraph.
    """

    pairs: Counter[QuotePair]
    unsettled: list[Span]
    odd: list[tuple[int, int, int]]

    @property
    def single(self) -> list[Span]:
        """The paragraphs in which one mark is left."""
        return [Span(start, end) for start, end, _ in self.odd]


def survey_of(document: Document) -> Survey:
    """Survey a document, once as long as it stays as it is."""
    return document.memo("quotation marks", lambda document: survey(document.text, document.marks()))


def survey(text: str, places: Places | None = None) -> Survey:
    """Look at the double marks of `text`, an ASCII mark or a typographic one each; single marks are not seen.

    `places`: what `places_of_marks` finds, if that is known.
    """
    marks, ends = places or places_of_marks(text)
    if not marks.size:
        return Survey(Counter(), [], [])
    at, ends = marks >> PLACE, ends >> PLACE
    paragraph = ends.searchsorted(at)  # of each mark
    first = np.append(0, (paragraph[1:] != paragraph[:-1]).nonzero()[0] + 1)
    pairs, held, left = _paired(marks & CHARACTER, first)
    some = left.nonzero()[0]
    if not some.size:
        return Survey(pairs, [], [])
    first, held, left = first[some], held[some], left[some]
    edges = np.concatenate([[-1], ends, [len(text)]])
    starts, stops = edges[paragraph[first]] + 1, edges[paragraph[first] + 1]
    only = np.where(held == 1, at[first], -1)
    single = left == 1
    unsettled = map(Span, starts[~single].tolist(), stops[~single].tolist())
    odd = zip(*(of[single].tolist() for of in (starts, stops, only)), strict=True)
    return Survey(pairs, list(unsettled), list(odd))


def _paired(marks: Array, first: Array) -> tuple[Counter[QuotePair], Array, Array]:
    """The pairs, how many marks each paragraph holds, and how many are left in it.

    `first`: the numbers of the marks that begin one. Paragraphs of the same marks, by a hash of them, are paired once.
    """
    held = np.diff(first, append=len(marks))
    inside = np.arange(len(marks)) - np.repeat(first, held)
    hashes = np.add.reduceat(marks.astype(np.uint64) * powers().take(inside, mode="clip"), first)
    _, examples, kind, times = np.unique(hashes, return_index=True, return_inverse=True, return_counts=True)
    pairs: Counter[QuotePair] = Counter()
    left = np.zeros(len(examples), np.intp)
    for n in np.argsort(examples).tolist():  # in the order of the text, for of pairs as common the first one leads
        low, count = first[examples[n]], held[examples[n]]
        if count < MOST:
            made, left[n] = _reduce("".join(map(chr, marks[low : low + count].tolist())))
            for pair in made:
                pairs[pair] += int(times[n])
    return pairs, held, left[kind]


def places_of_marks(text: str) -> Places:
    """Where double marks stand in `text`, and where paragraphs end: numbers that hold a place, and of a mark its character."""
    codes = code_points(text)
    places = np.flatnonzero(_seen().take(codes, mode="clip"))
    shapes = codes[places]
    ends = (shapes < ord('"')) | (shapes == ord("\u2029"))
    return places[~ends] << PLACE | shapes[~ends], places[ends] << PLACE


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
