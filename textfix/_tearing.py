"""Which neighbouring words of a text may be one word torn in two, judged for all words at once by their hashes.

The rule split-words looks closer: here it is only asked whether the two make a known word, and are not both frequent.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ._words import Array, HashSet, Words, hashes_of

SHORTEST = 6  # letters of a word that was torn
KNOWN = 3.0  # Zipf: the least a word must have that was torn
FREQUENT = 4.5  # Zipf: two words as frequent as this are two words
_BITS = 20


class Tearing:
    """What is known of the words of one language."""

    def __init__(self, listed: Iterable[tuple[str, float]]) -> None:
        """Take the words of `KNOWN` frequency or more, the commonest first, with their Zipf frequency."""
        listed = list(listed)
        self._frequent = HashSet()
        self._frequent.add(hashes_of(word for word, zipf in listed if zipf >= FREQUENT)[::-1])
        self._whole = np.zeros(1 << _BITS, bool)  # by hash, and so a few more than there are
        self._whole[hashes_of(word for word, _ in listed if len(word) >= SHORTEST) >> self._shift] = True

    _shift = np.uint64(64 - _BITS)

    def torn(self, codes: Array, words: Words) -> Array:
        """The numbers of those of `words`, the words of the text `codes`, that may go on in the next one."""
        other = np.zeros(len(words.starts) + 1, bool)
        other[self._frequent.lacks(words.hashes)] = True
        near = words.starts[1:] == words.ends[:-1] + 1
        near &= codes[words.ends[:-1]] == ord(" ")
        near &= other[:-2] | other[1:-1]
        first = np.flatnonzero(near)
        return np.asarray(first[self._whole[words.joined(first) >> self._shift]])
