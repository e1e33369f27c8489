"""Where the words or characters of a text repeat, copy upon copy, looked for in numpy; `_loops` looks closer."""

from __future__ import annotations

import itertools

import numpy as np

from ._words import MIX, Array

_FEW = 100  # items, up to which plain Python is the faster
LONGEST_PHRASE = 24  # words, and characters in scripts without spaces; as in `_loops`
UNSPACED = np.array(  # first and last of each range
    [0xE00, 0xEFF, 0x1000, 0x109F, 0x1780, 0x17FF, 0x3040, 0x9FFF, 0xF900, 0xFAFF, 0x20000, 0x3FFFF], np.uint32
)


def holds_unspaced(codes: Array) -> bool:
    """Whether any of `codes`, with which words begin, belongs to a script that writes no spaces between words."""
    high = codes[codes > 0xDFF]
    # A text in such a script shows it at once.
    return any(part.size and _unspaced(part) for part in (high[:_FEW], high[_FEW:]))


def _unspaced(codes: Array) -> bool:
    ranges = np.searchsorted(UNSPACED, codes, side="right")
    return bool((ranges & 1).any())


def periodic(items: Array, shortest: int, long: int) -> Array:
    """Places where `items` repeat with some period: three times, or twice if the period is `long` or longer.

    Or so it seems, by hashes.
    """
    small = _small(items)
    if len(small) < _FEW and _never_returns(small.tolist()):
        return np.zeros(0, np.intp)
    found = [_tripled(small)] if shortest == 1 else []
    # As many in a row as return with any of the periods stand for each place.
    first = max(2, shortest)
    width = min(2 * first, max(long, first))
    if len(small) < 2 * first:
        return np.concatenate([*found, np.zeros(0, np.intp)])
    row = small[: len(small) - width + 1].copy()
    for k in range(1, width):
        row *= np.uint16(31)
        row += small[k : len(row) + k]
    periods = np.arange(first, min(LONGEST_PHRASE + 1, len(row)))
    again = [(row[p:] == row[:-p]).nonzero()[0] for p in periods.tolist()]
    places = np.concatenate([np.zeros(0, np.intp), *again])
    periods = np.repeat(periods, [len(p) for p in again])
    last = places + np.where(periods < long, 2 * periods, periods) - width  # where the last row stands that must agree
    fits = np.flatnonzero(last + periods < len(row))
    fits = fits[row[last[fits]] == row[(last + periods)[fits]]]  # first, for it tells the most
    places, periods, last = places[fits], periods[fits], last[fits]
    for step in range(width, int((last - places).max(initial=0)), width):  # then those between
        at = np.minimum(places + step, last)
        fits = np.flatnonzero(row[at] == row[at + periods])
        places, periods, last = places[fits], periods[fits], last[fits]
    return _once(np.concatenate([*found, places]), len(small))


def _once(places: Array, count: int) -> Array:
    """Places below `count`, each once if they are many: what repeats all along repeats with every period."""
    if len(places) <= count:
        return places
    marked = np.zeros(count, np.bool_)
    marked[places] = True
    return np.flatnonzero(marked)


def echoed(items: Array) -> Array:
    """Places where two items, or three, stand again behind one other: "the end of the end". Or so it seems, by their hashes."""
    small = _small(items)
    two, three = small[3:] == small[:-3], small[4:] == small[:-4]
    return np.concatenate(
        [np.flatnonzero(two[1:] & two[:-1]), np.flatnonzero(three[2:] & three[1:-1] & three[:-2])],
    )


def _small(items: Array) -> Array:
    """A number of 16 bits for each item, a code point or a hash; those of short words differ least in their last bits."""
    if items.dtype != np.uint64:
        return items.astype(np.uint16)
    return np.asarray((items * np.uint64(MIX) >> np.uint64(48)).astype(np.uint16))


def _never_returns(items: list[int]) -> bool:
    """Whether no two neighbours stand side by side a second time, without which nothing is repeated."""
    pairs = list(itertools.pairwise(items))
    return len(set(pairs)) == len(pairs)


def _tripled(small: Array) -> Array:
    again = small[1:] == small[:-1]
    return np.flatnonzero(again[1:] & again[:-1])
