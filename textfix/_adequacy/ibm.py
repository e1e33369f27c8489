"""IBM model 1: which word is translated by which, learned from sentence pairs.

Brown et al. 1993, "The mathematics of statistical machine translation", with the empty word on both sides and counts
smoothed as in Moore 2004, "Improving IBM word-alignment model 1". Expectation maximisation over whole arrays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ids = NDArray[np.int32]
Floats = NDArray[np.float32]

NULL = 0  # the empty word, on either side
_CHUNK = 4_000_000  # pairs of words that are handled at once
_LONGEST = 80  # words of a sentence that are looked at
_DOUBT = 0.5  # added to the count of each word, so that rare ones are not too sure of their partners


@dataclass(frozen=True, eq=False)
class _Chunk:
    """Sentence pairs laid out as rows, one for each source word: it meets each of the target words.

    `sizes`: how many these are; `first`: the number of the first of them among all target words of the chunk.
    `index` tells for each meeting which entry of the table it is.
    """

    sizes: NDArray[np.int64]
    first: NDArray[np.int64]
    index: NDArray[np.int32]

    def groups(self, side: int) -> NDArray[np.int64]:
        """For each meeting the word of a side that is to be explained: 0 for those of the target."""
        if side:
            return np.repeat(np.arange(len(self.sizes)), self.sizes)
        ends = np.cumsum(self.sizes)
        numbers: NDArray[np.int64] = np.arange(ends[-1]) + np.repeat(self.first - (ends - self.sizes), self.sizes)
        return numbers


class Meetings:
    """All pairs of words that stand in the same pair of sentences; both directions are learned from them.

    Entry `i` of the table is the pair of `source[i]` and `target[i]`.
    """

    def __init__(self, source: Sequence[Ids], target: Sequence[Ids], sizes: tuple[int, int]) -> None:
        """Take sentences as arrays of word numbers, 0 being kept for the empty word; `sizes` are the numbers' bounds."""
        self._sizes = sizes
        table = np.zeros(0, np.int64)
        for keys, *_ in _laid_out(source, target, sizes[1]):
            table = np.union1d(table, keys)
        self.source = (table // sizes[1]).astype(np.int32)
        self.target = (table % sizes[1]).astype(np.int32)
        self._chunks = [
            _Chunk(lengths, first, np.searchsorted(table, keys).astype(np.int32))
            for keys, lengths, first in _laid_out(source, target, sizes[1])
        ]

    def learn(self, rounds: int = 5) -> tuple[Floats, Floats]:
        """Return t(target | source) and t(source | target) of every entry."""
        return self._one(0, rounds), self._one(1, rounds)

    def _one(self, side: int, rounds: int) -> Floats:
        given, made = (self.source, self.target) if side == 0 else (self.target, self.source)
        p: Floats = (made != NULL).astype(np.float32)
        for _ in range(rounds):
            counts = np.zeros(len(given))
            for chunk in self._chunks:
                group = chunk.groups(side)
                share = p[chunk.index]
                total = np.bincount(group, share)
                share /= np.maximum(total, 1e-30)[group]
                counts += np.bincount(chunk.index, share, minlength=len(given))
            totals = np.bincount(given, counts, minlength=self._sizes[side])
            p = (counts / (totals[given] + _DOUBT)).astype(np.float32)
        return p

    def partnered(self, good: NDArray[np.bool_]) -> tuple[Floats, Floats]:
        """Return how often each word of a side meets at least one partner, entries that are `good` being partners."""
        sums = []
        for side, words in ((0, self.target), (1, self.source)):
            found = np.zeros(self._sizes[1 - side])
            for chunk in self._chunks:
                group = chunk.groups(side)
                # Every meeting of one group is with the same word, so any of them names it.
                which = np.zeros(int(group[-1]) + 1, np.int32)
                which[group] = words[chunk.index]
                met = np.zeros(len(which), np.bool_)
                met[group[good[chunk.index]]] = True
                found += np.bincount(which, met, minlength=len(found))
            sums.append(found.astype(np.float32))
        return sums[1], sums[0]


def _laid_out(
    source: Sequence[Ids], target: Sequence[Ids], width: int
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]]:
    """Yield, chunk by chunk, a key for each meeting, and the rows' sizes and first target words."""
    keys: list[NDArray[np.int64]] = []
    sizes: list[int] = []
    first: list[int] = []
    met = words = 0
    for s, t in zip(source, target, strict=True):
        a, b = (np.concatenate(([NULL], side[:_LONGEST])).astype(np.int64) for side in (s, t))
        keys.append((a[:, None] * width + b[None, :]).ravel())
        sizes += [len(b)] * len(a)
        first += [words] * len(a)
        words += len(b)
        met += len(a) * len(b)
        if met > _CHUNK:
            yield np.concatenate(keys), np.array(sizes), np.array(first)
            keys, sizes, first, met, words = [], [], [], 0, 0
    if keys:
        yield np.concatenate(keys), np.array(sizes), np.array(first)
