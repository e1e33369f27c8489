"""What is known of a language pair: which words translate which, and how long translations are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import log

import numpy as np
from numpy.typing import NDArray

from .ibm import Ids, Meetings
from .tokens import Token, tokens

Floats = NDArray[np.float32]

UNKNOWN = -1
PARTNER = 0.03  # the geometric mean of both probabilities from which on two words count as partners
_CHANCE = 1.5  # occurrences without a partner that every word is given on top of its own
_LOST = 0.8  # what a third language leaves of a word's reliability
_LIKELY = 0.1  # the probability from which on a translation of a word is likely
_THROUGH = 0.01  # the least probability that is kept of translations through a third language


@dataclass(frozen=True, eq=False)
class Lexicon:
    """Word translations of one pair of languages, in both directions.

    `words` holds the forms of each side by number, `counts` how often each was met, `reliable` how probable
    it is that it has a partner where it is translated. Entry `i` says that
    ``words[0][rows[i]]`` becomes ``words[1][columns[i]]`` with the probability ``forth[i]``, and comes from it with
    ``back[i]``. Entries are in order of row, then column. `length` is mean and deviation of the logarithm of
    characters of the second side per character of the first.
    """

    words: tuple[list[str], list[str]]
    counts: tuple[Floats, Floats]
    reliable: tuple[Floats, Floats]
    rows: Ids
    columns: Ids
    forth: Floats
    back: Floats
    length: tuple[float, float]
    pairs: int

    @cached_property
    def _numbers(self) -> tuple[dict[str, int], dict[str, int]]:
        first, second = ({word: i for i, word in enumerate(side)} for side in self.words)
        return first, second

    @cached_property
    def _keys(self) -> NDArray[np.int64]:
        return self.rows.astype(np.int64) * len(self.words[1]) + self.columns

    @cached_property
    def clearness(self) -> tuple[Floats, Floats, Floats]:
        """For each word of the first side how many likely translations it has, their entropy, and how likely the likeliest is."""
        size = len(self.words[0])
        likeliest = np.zeros(size, np.float32)
        np.maximum.at(likeliest, self.rows, self.forth)
        entropy = np.bincount(self.rows, -self.forth * np.log(self.forth + 1e-9), size).astype(np.float32)
        return np.bincount(self.rows, self.forth > _LIKELY, size).astype(np.float32), entropy, likeliest

    def swapped(self) -> Lexicon:
        """The same knowledge with the sides changed."""
        order = np.lexsort((self.rows, self.columns))
        return Lexicon(
            self.words[::-1],
            self.counts[::-1],
            self.reliable[::-1],
            self.columns[order],
            self.rows[order],
            self.back[order],
            self.forth[order],
            (-self.length[0], self.length[1]),
            self.pairs,
        )

    def joined(self, other: Lexicon) -> Lexicon:
        """Return what both know of one pair of languages: each word as each has met it, the oftener the more.

        Lengths are those of this one.
        """
        both = (self, other)
        sides = [list(dict.fromkeys([*self.words[i], *other.words[i]])) for i in (0, 1)]
        numbers = [{word: n for n, word in enumerate(side)} for side in sides]
        places = [[np.array([numbers[i][w] for w in one.words[i]], np.int32) for one in both] for i in (0, 1)]
        counts, reliable = [], []
        for i, side in enumerate(sides):
            at = np.concatenate(places[i])
            met = np.concatenate([one.counts[i] for one in both])
            sure = np.concatenate([one.reliable[i] for one in both])
            counts.append(np.bincount(at, met, len(side)).astype(np.float32))
            reliable.append((np.bincount(at, met * sure, len(side)) / np.maximum(counts[i], 1)).astype(np.float32))
        width = len(sides[1])
        rows, columns = (
            np.concatenate([at[ids] for at, ids in zip(places[i], entries, strict=True)])
            for i, entries in enumerate(((self.rows, other.rows), (self.columns, other.columns)))
        )
        unique, index = np.unique(rows.astype(np.int64) * width + columns, return_inverse=True)
        row, column = (unique // width).astype(np.int32), (unique % width).astype(np.int32)
        forth = np.concatenate([one.forth * one.counts[0][one.rows] for one in both])
        back = np.concatenate([one.back * one.counts[1][one.columns] for one in both])
        return Lexicon(
            (sides[0], sides[1]),
            (counts[0], counts[1]),
            (reliable[0], reliable[1]),
            row,
            column,
            (np.bincount(index, forth, len(unique)) / np.maximum(counts[0][row], 1)).astype(np.float32),
            (np.bincount(index, back, len(unique)) / np.maximum(counts[1][column], 1)).astype(np.float32),
            self.length,
            self.pairs + other.pairs,
        )

    def through(self, other: Lexicon) -> Lexicon:
        """Return the lexicon from the first side to the second side of `other`; the sides between are one language."""
        number = other._numbers[0]
        into = np.array([number.get(word, UNKNOWN) for word in self.words[1]], np.int32)
        bounds = np.searchsorted(other.rows, np.arange(len(other.words[0]) + 1))
        middle = into[self.columns]
        use = middle > 0
        first, middle = np.flatnonzero(use), middle[use]
        sizes = bounds[middle + 1] - bounds[middle]
        left = np.repeat(first, sizes)
        right = np.arange(len(left)) - np.repeat(np.cumsum(sizes) - sizes, sizes) + np.repeat(bounds[middle], sizes)
        width = len(other.words[1])
        keys = self.rows[left].astype(np.int64) * width + other.columns[right]
        unique, index = np.unique(keys, return_inverse=True)
        forth = np.bincount(index, self.forth[left] * other.forth[right]).astype(np.float32)
        back = np.bincount(index, self.back[left] * other.back[right]).astype(np.float32)
        keep = np.maximum(forth, back) >= _THROUGH
        return Lexicon(
            (self.words[0], other.words[1]),
            (self.counts[0], other.counts[1]),
            (self.reliable[0] * _LOST, other.reliable[1] * _LOST),
            (unique[keep] // width).astype(np.int32),
            (unique[keep] % width).astype(np.int32),
            forth[keep],
            back[keep],
            (self.length[0] + other.length[0], float(np.hypot(self.length[1], other.length[1]))),
            (self.pairs + other.pairs) // 2,
        )

    def numbers(self, side: int, found: Iterable[Token]) -> Ids:
        """Return the number of each word's stem on a side, `UNKNOWN` where it was not met."""
        known = self._numbers[side]
        return np.array([known.get(t.stem, UNKNOWN) for t in found], dtype=np.int32)

    def weights(self, side: int, ids: Ids) -> Floats:
        """Return how much each numbered word says: the logarithm of how rarely it is met, the most for unknown ones."""
        counts = np.where(ids >= 0, self.counts[side][ids], 0)
        return np.maximum(np.log((self.pairs + 1) / (counts + 1)), 0.1).astype(np.float32)

    def matrices(self, source: Ids, target: Ids) -> tuple[Floats, Floats]:
        """Return t(target | source) and t(source | target) for every pair of two sentences' words."""
        keys = source.astype(np.int64)[:, None] * len(self.words[1]) + target[None, :]
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        there = (self._keys[at] == keys) & (source >= 0)[:, None] & (target >= 0)[None, :]
        return np.where(there, self.forth[at], 0).astype(np.float32), np.where(there, self.back[at], 0).astype(
            np.float32
        )


# ---------------------------------------------------------------- learning


@dataclass(frozen=True)
class Limits:
    """How much is kept: stems met at least so often, so many of them, and entries of at least this probability."""

    least: int = 1
    words: int = 65_000
    probability: float = 0.01
    entries: int = 3_000_000


def learn(pairs: Iterable[tuple[str, str]], limits: Limits = Limits()) -> Lexicon:
    """Learn a lexicon from sentence pairs. Raises `ValueError` if there is no word in them."""
    ratios: list[float] = []
    sides = _Words(), _Words()
    for a, b in pairs:
        ratios.append(log((len(b) + 1) / (len(a) + 1)))
        sides[0].add(a)
        sides[1].add(b)
    words, counts, sentences = zip(*(side.chosen(limits) for side in sides), strict=True)
    if min(map(len, words)) < 2:
        raise ValueError("no words to learn from")
    met = Meetings(sentences[0], sentences[1], (len(words[0]), len(words[1])))
    forth, back = met.learn()
    real = (met.source > 0) & (met.target > 0)
    partnered = met.partnered(real & (np.sqrt(forth * back) >= PARTNER))
    keep = real & (np.maximum(forth, back) >= limits.probability)
    if keep.sum() > limits.entries:
        gain = forth * np.sqrt(counts[0][met.source]) + back * np.sqrt(counts[1][met.target])
        keep &= gain >= np.partition(gain[keep], -limits.entries)[-limits.entries]
    middle = float(np.median(ratios))
    return Lexicon(
        (words[0], words[1]),
        (counts[0], counts[1]),
        (_reliable(partnered[0], counts[0]), _reliable(partnered[1], counts[1])),
        met.source[keep],
        met.target[keep],
        forth[keep],
        back[keep],
        (middle, float(1.4826 * np.median(np.abs(np.array(ratios) - middle)))),
        len(ratios),
    )


def _reliable(found: Floats, counts: Floats) -> Floats:
    """The share of a word's occurrences with a partner: less for rare ones, whose partners may be there by chance."""
    return found / (counts + _CHANCE)


class _Words:
    """The sentences of one side as numbers of stems."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._sentences: list[Ids] = []

    def add(self, text: str) -> None:
        numbers = self._numbers
        found = [numbers.setdefault(t.stem, len(numbers)) for t in tokens(text) if not t.number]
        self._sentences.append(np.array(found, np.int32))

    def chosen(self, limits: Limits) -> tuple[list[str], Floats, list[Ids]]:
        """Return the stems that are met often enough, the most frequent first; their counts; and the sentences in them.

        Number 0 is the empty word.
        """
        counts = np.bincount(np.concatenate([*self._sentences, np.zeros(0, np.int32)]), minlength=len(self._numbers))
        order = np.argsort(-counts, kind="stable")[: limits.words]
        order = order[counts[order] >= limits.least]
        new = np.zeros(len(self._numbers), np.int32)
        new[order] = np.arange(1, len(order) + 1)
        stems = list(self._numbers)
        sentences = [kept[kept > 0] for kept in (new[s] for s in self._sentences)]
        return (
            ["", *(stems[i] for i in order)],
            np.concatenate(([0], counts[order])).astype(np.float32),
            sentences,
        )
