"""Where the words or characters of a text repeat, copy upon copy, looked for in numpy; `_loops` looks closer."""

from __future__ import annotations

import numpy as np

from ._words import Array

LONGEST_PHRASE = 24  # words, and characters in scripts without spaces; as in `_loops`
_UNSPACED = (
    "\u0e00\u0eff\u1000\u109f\u1780\u17ff\u3040\u9fff\uf900\ufaff\U00020000\U0003ffff"  # first and last of each range
)


def holds_unspaced(codes: Array) -> bool:
    """Whether there are characters of a script that writes no spaces between words."""
    ranges = np.searchsorted([ord(c) for c in _UNSPACED], codes[codes > 0xDFF], side="right")
    return bool((ranges & 1).any())


def periodic(items: Array, shortest: int, long: int) -> list[int]:
    """Places where `items` repeat with some period: three times, or twice if the period is `long` or longer."""
    small = items.astype(np.uint16)
    three = (small[:-2] * np.uint16(31) + small[1:-1]) * np.uint16(31) + small[2:]  # stands for three in a row
    found: list[int] = []
    for period in range(shortest, min(LONGEST_PHRASE, len(items) // 2) + 1):
        need = 2 * period if period < long else period
        looked_at = three if need > 2 else small
        at = np.flatnonzero(looked_at[period:] == looked_at[:-period])
        if at.size:
            at = at[[_agreeing(items, i, period) >= need for i in at.tolist()]]
        found += at.tolist()
    return found


def _agreeing(items: Array, at: int, period: int) -> int:
    """How many items in a row from `at` on agree with those one period later; two periods at most."""
    last = min(at + 2 * period, len(items) - period)
    other = np.flatnonzero(items[at:last] != items[at + period : last + period])
    return int(other[0]) if other.size else last - at
