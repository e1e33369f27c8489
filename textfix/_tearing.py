"""Which neighbouring words of a text may be one word torn in two, judged for all words at once by their hashes.

The rule split-words looks closer: here it is only asked whether the two make a known word, and are not both frequent.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ._gluing import Counts
from ._words import Array, HashSet, Words, hashes_of

SHORTEST = 6  # letters of a word that was torn
KNOWN = 3.0  # Zipf: the least a word must have that was torn
FREQUENT = 4.5  # Zipf: two words as frequent as this are two words
LEAST = 5.0  # powers of ten by which the whole must be met oftener than its parts would meet by chance
_PER_WORD = 9  # Zipf is the logarithm of a frequency per billion words
_BITS = 20
_SHIFT = np.uint64(64 - _BITS)
_ROUNDING = 1e-6


class Tearing:
    """What is known of the words of one language."""

    def __init__(self, listed: Iterable[tuple[str, float]]) -> None:
        """Take the words of `KNOWN` frequency or more, the commonest first, with their Zipf frequency."""
        listed = list(listed)
        hashes, zipfs = hashes_of(word for word, _ in listed), np.array([zipf for _, zipf in listed])
        self._frequent = HashSet()
        self._frequent.add(hashes[zipfs >= FREQUENT][::-1])
        self._zipfs = Counts(hashes, zipfs)
        self._whole = np.zeros(1 << _BITS, bool)  # by hash, and so a few more than there are
        self._whole[hashes[[len(word) >= SHORTEST for word, _ in listed]] >> _SHIFT] = True

    def torn(self, codes: Array, words: Words) -> Array:
        """The numbers of those of `words`, the words of the text `codes`, that may go on in the next one."""
        other = np.zeros(len(words.starts) + 1, bool)
        other[self._frequent.lacks(words.hashes)] = True
        near = words.starts[1:] == words.ends[:-1] + 1
        near &= codes[words.ends[:-1]] == ord(" ")
        near &= other[:-2] | other[1:-1]
        first = np.flatnonzero(near)
        joined = words.joined(first)
        maybe = self._whole[joined >> _SHIFT]
        first, whole = first[maybe], self._zipfs[joined[maybe]]
        # Words that are too rare for the table count as unknown here; the rule knows better.
        chance = self._zipfs[words.hashes[first]] + self._zipfs[words.hashes[first + 1]] - _PER_WORD
        return np.asarray(first[(whole > 0) & (whole - chance >= LEAST - _ROUNDING)])
