"""The passes over every character of a text: which pairs of neighbours meet triggers, and where words stand."""

from __future__ import annotations

import numpy as np

from ._kernel import Tables, kernel
from ._words import Array, Words, folded, words_of


def passes(tables: Tables, codes: Array, *, words: bool) -> tuple[Array, Array, Words | None]:
    """Return where the left characters of pairs stand that meet triggers, which each meets, and the words, if asked for.

    `codes`: code points, the first of which and the last two stand around the text.
    """
    if kernel is None:
        return _in_numpy(tables, codes, words=words)
    found = Words(codes, *kernel.words(tables, folded(), codes)) if words else None
    return *kernel.pairs(tables, codes), found


def _in_numpy(tables: Tables, codes: Array, *, words: bool) -> tuple[Array, Array, Words | None]:
    classes = tables.classes.take(codes, mode="clip")
    pairs = classes[:-1].astype(np.uint32)
    pairs *= np.uint32(tables.width)
    pairs += classes[1:]
    kinds = tables.kinds.take(pairs, mode="clip")
    hot = np.flatnonzero(kinds[:-1] >= tables.cold)
    met = tables.hits[kinds[hot]] & tables.then[kinds[hot + 1]] & tables.before[kinds[np.maximum(hot - 1, 0)]]
    some = met.any(axis=1)
    found = None
    if words:
        is_word = classes < tables.letters
        is_word[[0, -1, -2]] = False  # what stands around the text
        found = words_of(codes, is_word)
    return hot[some], met[some], found
