"""Which neighbouring words of a text may be one word torn in two, judged for all words at once by their hashes.

The rule split-words looks closer: here it is only asked whether the two make a known word, and are not both frequent.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from ._words import Array, Counts, Words, hashes_of, holds

SHORTEST = 6  # letters of a word that was torn
KNOWN = 3.0  # Zipf: the least a word must have that was torn
FREQUENT = 4.5  # Zipf: two words as frequent as this are two words
LEAST = 5.0  # powers of ten by which the whole must be met oftener than its parts would meet by chance
_PER_WORD = 9  # Zipf is the logarithm of a frequency per billion words
BITS = 20
_SHIFT, _SIZE, _LAST = np.uint64(64 - BITS), np.uint64(1 << BITS), np.uint64((1 << BITS) - 1)
_ROUNDING = 1e-6


class Tearing:
    """What is known of the words of one language."""

    def __init__(self, listed: Iterable[tuple[str, float]]) -> None:
        """Take the words of `KNOWN` frequency or more, the commonest first, with their Zipf frequency."""
        listed = list(listed)
        hashes, zipfs = hashes_of(word for word, _ in listed), np.array([zipf for _, zipf in listed])
        self._zipfs = Counts(hashes, zipfs)
        # By the first bits of the hash and by its last, and so a few more than there are; as bits, for what the
        # processor keeps at hand is the faster.
        held = np.zeros((2, 1 << BITS), bool)
        whole = hashes[[len(word) >= SHORTEST for word, _ in listed]]
        held[0, whole >> _SHIFT] = held[1, whole & _LAST] = True
        self.wholes = np.packbits(held, bitorder="little")

    def torn(self, words: Words, joining: Array) -> Array:
        """The numbers of those of `words` that may go on in the next one; `joining`: those that `joining` finds."""
        if not joining.size:
            return joining
        whole = self._zipfs[words.joined(joining)]
        # Words that are too rare for the table count as unknown here; the rule knows better.
        left, right = self._zipfs[words.hashes[joining]], self._zipfs[words.hashes[joining + 1]]
        likely = (whole > 0) & (whole - (left + right - _PER_WORD) >= LEAST - _ROUNDING)
        likely &= (left < FREQUENT) | (right < FREQUENT)
        return np.asarray(joining[likely])

    def joining(self, words: Words) -> Array:
        """The numbers of the words that may make a known one with the next, behind one space, or so it seems."""
        joined = words.joined(np.arange(len(words.hashes) - 1))
        first = np.flatnonzero(holds(self.wholes, joined >> _SHIFT))
        first = first[holds(self.wholes, (joined[first] & _LAST) + _SIZE)]
        end = words.ends[first]
        return np.asarray(first[(words.starts[first + 1] == end + 1) & (words.codes[end] == ord(" "))])
