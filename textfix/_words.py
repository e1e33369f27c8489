"""The words of a text as numbers: where they stand, and a 64-bit hash of each, in a few passes of numpy.

A word is a run of letters and combining marks; its hash does not depend on its case nor on its place. The hash is a
polynomial over the folded code points, so that it comes from differences of one running sum, parts of words included.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import numpy as np

from ._kernel import Array as Array

FOLDED = 0x20000  # what lies above, rare ideographs, counts as one and the same letter
MIX = 0x9E3779B97F4A7C15  # spreads bits over a number of 64; odd, so that it has an inverse modulo 2**64
_INVERSE = pow(MIX, -1, 1 << 64)
_KEPT = 1 << 17  # powers that are kept


def first_points() -> Array:
    """The code points below `FOLDED`, a hyphen for each surrogate, for those are no characters."""
    points = np.arange(FOLDED, dtype=np.uint32)
    points[0xD800:0xE000] = ord("-")
    return points


@cache
def folded() -> Array:
    """Case folding of every code point whose folding is one code point."""
    points = first_points()
    text = points.view("U1")
    cased = np.flatnonzero(np.char.isupper(text) | np.char.islower(text) | np.char.istitle(text))
    for p in cased.tolist():
        if len(fold := chr(p).casefold()) == 1:
            points[p] = ord(fold)
    return points


def _powers(base: int, count: int) -> Array:
    out = np.full(count, base, np.uint64)
    out[:1] = 1
    return np.multiply.accumulate(out)


@cache
def _kept() -> tuple[Array, Array]:
    return _powers(MIX, _KEPT), _powers(_INVERSE, _KEPT)


def powers() -> Array:
    """The powers of `MIX`, as far as they are kept."""
    return _kept()[0]


def _kept_to(count: int) -> tuple[Array, Array]:
    """The powers, and those of the inverse, up to `count` at least."""
    return _kept() if count <= _KEPT else (_powers(MIX, count), _powers(_INVERSE, count))


def code_points(text: str) -> Array:
    """The code points of `text`, lone surrogates too."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


class Words:
    """Words of a text: `starts` and `ends` (in `codes`, the code points they were found in), and `hashes`."""

    def __init__(self, codes: Array, starts: Array, ends: Array, hashes: Array, sums: Array | None = None) -> None:
        """`sums`: the running sum before each code point, if that is known."""
        self.codes, self.starts, self.ends, self.hashes = codes, starts, ends, hashes
        self._sums = sums

    def parts(self, starts: Array, ends: Array) -> Array:
        """Hashes of stretches of the text."""
        if self._sums is None:
            self._sums = _running(self.codes)
        return np.asarray((self._sums[ends] - self._sums[starts]) * _kept_to(len(self._sums))[1][starts])

    def joined(self, numbers: Array) -> Array:
        """The hash of each word with one of these `numbers`, written together with the next one."""
        lengths = self.ends[numbers] - self.starts[numbers]
        return np.asarray(self.hashes[numbers] + self.hashes[numbers + 1] * powers().take(lengths, mode="clip"))


def words_of(codes: Array, is_word: Array) -> Words:
    """The words among `codes`, the code points of a text; `is_word` says which of them belong to words.

    The first and the last code point must belong to none.
    """
    edges = np.flatnonzero(is_word[1:] != is_word[:-1]) + 1
    starts, ends = edges[0::2], edges[1::2]
    sums = _running(codes)
    hashes = (sums.take(ends) - sums.take(starts)) * _kept_to(len(sums))[1].take(starts)
    return Words(codes, starts, ends, hashes, sums)


def _running(codes: Array) -> Array:
    """The running sum before each code point, each times a power of its own."""
    sums = np.empty(len(codes) + 1, np.uint64)
    sums[0] = 0
    np.multiply(folded().take(codes, mode="clip"), _kept_to(len(sums))[0][: len(codes)], out=sums[1:])
    np.cumsum(sums[1:], out=sums[1:])
    return sums


def places_inside(starts: Array, ends: Array, left: int, right: int) -> tuple[Array, Array]:
    """All places in stretches of text, at least `left` from the start and `right` from the end: stretch and place."""
    counts = np.maximum(ends - starts - (left + right) + 1, 0)
    numbers = np.repeat(np.arange(len(starts)), counts)
    first = np.cumsum(counts) - counts
    return numbers, np.arange(len(numbers)) - first[numbers] + starts[numbers] + left


def hashes_of(texts: Iterable[str]) -> Array:
    """The hash of each of `texts`, whatever characters they consist of but NUL."""
    return np.concatenate([np.zeros(0, np.uint64), *(found.hashes for found in each_of(texts))])


def affixes_of(texts: Iterable[str], shortest: int) -> tuple[Array, Array]:
    """The hashes of all beginnings, and of all endings, of each of `texts` that have `shortest` characters and are not the whole."""
    beginnings, endings = [np.zeros(0, np.uint64)], [np.zeros(0, np.uint64)]
    for found in each_of(texts):
        word, place = places_inside(found.starts, found.ends, shortest, 1)
        beginnings.append(found.parts(found.starts[word], place))
        word, place = places_inside(found.starts, found.ends, 1, shortest)
        endings.append(found.parts(place, found.ends[word]))
    return np.concatenate(beginnings), np.concatenate(endings)


def each_of(texts: Iterable[str]) -> Iterator[Words]:
    """The words that `texts` are, some thousands at a time."""
    joined = "\0".join(("", *texts, ""))
    codes = code_points(joined)
    for low, high in _batches(np.flatnonzero(codes == 0)):
        yield words_of(codes[low : high + 1], codes[low : high + 1] != 0)


def _batches(breaks: Array) -> Iterator[tuple[int, int]]:
    """Pairs of breaks about as far apart as there are kept powers."""
    low = 0
    while low < len(breaks) - 1:
        high = max(low + 1, int(np.searchsorted(breaks, breaks[low] + _KEPT - 2, side="right")) - 1)
        yield int(breaks[low]), int(breaks[high])
        low = high


def holds(bits: Array, numbers: Array) -> Array:
    """Whether the bits with these numbers are set in `bits`, packed as ``np.packbits`` does in little order."""
    held = bits.take((numbers >> np.uint64(3)).view(np.intp))
    return np.asarray(held >> (numbers & np.uint64(7)).astype(np.uint8) & 1 > 0)


class HashSet:
    """A set of hashes: each has a place in either of two tables, and the few that find both taken are kept apart."""

    def __init__(self, bits: int = 16) -> None:
        self.bits = bits
        self._shift = np.uint64(64 - bits)
        self.tables = np.zeros((2, 1 << bits), np.uint64)
        self._apart: dict[int, None] = {}

    def _other(self, hashes: Array) -> Array:
        return np.asarray(hashes * np.uint64(MIX) >> self._shift).view(np.int64)

    def add(self, hashes: Array) -> None:
        """Add hashes. A set that is too full for its tables forgets what it kept apart."""
        first, second = self.tables
        free = first[hashes >> self._shift] == 0
        first[hashes[free] >> self._shift] = hashes[free]
        left = hashes[first[hashes >> self._shift] != hashes]
        free = second[self._other(left)] == 0
        second[self._other(left[free])] = left[free]
        left = left[second[self._other(left)] != left]
        if len(self._apart) > len(first):
            self._apart = {}
        self._apart.update(dict.fromkeys(left.tolist()))

    def lacks(self, hashes: Array) -> Array:
        """The numbers of those of `hashes` that are not in the set, or were forgotten."""
        return self.without(hashes, self.missing(hashes))

    def missing(self, hashes: Array) -> Array:
        """The numbers of those of `hashes` that are in neither table."""
        first, second = self.tables
        missing = np.flatnonzero(first.take((hashes >> self._shift).view(np.int64)) != hashes)
        left = hashes[missing]
        return np.asarray(missing[second.take(self._other(left)) != left])

    def without(self, hashes: Array, missing: Array) -> Array:
        """Those of the numbers `missing` whose hashes are not kept apart."""
        if not self._apart:
            return missing
        return np.asarray(missing[[h not in self._apart for h in hashes[missing].tolist()]])


class Counts:
    """A number for each of some hashes, zero for all others."""

    def __init__(self, hashes: Array, numbers: Array) -> None:
        if not (hashes[1:] > hashes[:-1]).all():
            order = np.argsort(hashes)
            hashes, numbers = hashes[order], numbers[order]
        self._hashes, self._numbers = np.append(hashes, np.uint64(0)), np.append(numbers, 0)

    @classmethod
    def of_all(cls, hashes: Array) -> Counts:
        """How often each of `hashes` is among them."""
        return cls(*np.unique(hashes, return_counts=True))

    def __getitem__(self, hashes: Array) -> Array:
        at = np.searchsorted(self._hashes[:-1], hashes)
        return np.where(self._hashes[at] == hashes, self._numbers[at], 0)
