"""Where words could be two words run together, and what the word list of a language tells of each such place.

A place is where two listed words meet. What is known of it speaks of the word alone: how common the halves are, whether they
are usual neighbours, how many listed words begin or end like a half and like a half with a few letters of the other one, and
how much of the word the beginning or the end of a listed word explains. All words of a text are looked at at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np

from ._kernel import kernel
from ._pairs import pairs
from ._words import Array, Counts, Words, affixes_of, code_points, each_of, folded, hashes_of, holds, places_inside

_LONGEST = 60  # letters; what is longer is no pair of words that were run together
RARE = 3.5  # Zipf: what is commoner than this is a word, whatever it could be divided into
_PART = 2.5  # Zipf: the least a half must have
_LEAST = np.array([5.5, 5.5, 4.8, 3.8, _PART])  # Zipf, by the letters of a half: shorter ones must be commoner
_WHOLE_MARGIN = 2.0  # Zipf: a listed word may be two where its halves meet by chance this much oftener than it occurs
_PER_WORD = 9  # Zipf is the logarithm of a frequency per billion words
_USED = 3.0  # Zipf: of both halves of a listed word that counts as made of two
_LETTERS = 4  # of the other half of such a word, at least
_RANKED = 300  # the commonest words have a rank
_AFFIX = 3  # letters of a beginning or end that a listed word explains, at least
_BITS = 20
_EDGE_BITS = 24
_EDGE_SHIFT = np.uint64(64 - _EDGE_BITS)
FEATURES = (
    "left zipf",
    "right zipf",
    "whole zipf",
    "left letters",
    "right letters",
    "left rank",
    "right rank",
    "usual pair",
    "begin like left",
    "and 1 letter",
    "and 2 letters",
    "and 3 letters",
    "end like right",
    "and 1 letter before",
    "and 2 letters before",
    "and 3 letters before",
    "made with left",
    "made with right",
    "beginning explained beyond left",
    "end explained beyond right",
    "likelier divisions",
    "divisions",
    "words in the list",
)


class Divisions(NamedTuple):
    """The places in some words: the number of the word, how many letters come before, and a row of `FEATURES` each."""

    word: Array
    at: Array
    features: Array


class Halves:
    """What the list of one language tells of the halves of words. Safe to share between threads."""

    def __init__(self, name: str, words: Sequence[str], zipfs: Array, common: Sequence[str]) -> None:
        """Take the words of the list `name`, their Zipf frequencies, and the commonest of them, the commonest first."""
        self._size = len(words)
        self._usual = pairs(name).usual
        self._common = common
        self._edges = edges(words)
        halves = np.flatnonzero(zipfs >= _PART)
        lengths = np.fromiter((len(words[i]) for i in halves.tolist()), np.intp, len(halves))
        halves = halves[zipfs[halves] >= _LEAST.take(lengths, mode="clip")]
        hashes = hashes_of(words[i] for i in halves.tolist())
        self._zipfs = Counts(hashes, zipfs[halves])
        self._ranks = Counts(hashes_of(common[:_RANKED]), np.arange(_RANKED + 100, 100, -1)[: len(common)])
        # A word that is not in this table is no half; most that are not halves are told by it alone.
        self._maybe = np.zeros(1 << _BITS, bool)
        self._maybe[hashes >> np.uint64(64 - _BITS)] = True

    def divisions(self, text: str, words: Words, numbers: Array, zipf: Callable[[str], float]) -> Divisions:
        """Return the places in those of `words`, the words of `text`, that have these numbers; `zipf` as in `Lexicon`."""
        word, start, place, end, zipfs = self._meeting(words, numbers)
        whole = np.zeros(len(numbers))
        for i in np.unique(word).tolist():
            whole[i] = zipf(text[words.starts[numbers[i]] : words.ends[numbers[i]]])
        of, together = whole[word], zipfs.sum(0)
        kept = (of < RARE) & ((of == 0) | (together - _PER_WORD > of + _WHOLE_MARGIN))
        kept &= np.array([text[p].isalpha() for p in place.tolist()], bool)  # a mark belongs to the letter before it
        word, start, place, end, of, together = (a[kept] for a in (word, start, place, end, of, together))
        left, right = words.parts(start, place), words.parts(place, end)
        features = (
            *zipfs[:, kept],
            of,
            place - start,
            end - place,
            self._ranks[left],
            self._ranks[right],
            self._neighbours(text, start, place, end),
            *self._like(words, start, place, end),
            *(np.log1p(made[part]) for made, part in zip(self._made, (left, right), strict=True)),
            *self._explained(words, start, place, end),
            *_rivals(word, together),
            np.full(len(word), self._size),
        )
        return Divisions(word, place - start, np.array(features, np.float32).T)

    def beginning_like(self, start: str) -> int:
        """How many common words begin with `start`, itself not counted."""
        return int(self._affixes[0][hashes_of([start])][0])

    def ending_like(self, end: str) -> int:
        """How many common words end in `end`, itself not counted."""
        return int(self._affixes[1][hashes_of([end])][0])

    def _meeting(self, words: Words, numbers: Array) -> tuple[Array, Array, Array, Array, Array]:
        """Where two words that are common enough meet in others: the number, start, place and end; their Zipf frequencies."""
        starts, ends = words.starts[numbers], words.ends[numbers]
        word, place = places_inside(starts, np.where(ends - starts > _LONGEST, starts, ends), 1, 1)
        left, right = words.parts(starts[word], place), words.parts(place, ends[word])
        shift = np.uint64(64 - _BITS)
        maybe = np.flatnonzero(self._maybe[left >> shift] & self._maybe[right >> shift])
        zipfs = np.array([self._zipfs[left[maybe]], self._zipfs[right[maybe]]])
        both = (zipfs > 0).all(0)
        word, place = word[maybe[both]], place[maybe[both]]
        return word, starts[word], place, ends[word], zipfs[:, both]

    def _neighbours(self, text: str, start: Array, place: Array, end: Array) -> Array:
        """How usual the halves are as neighbours."""
        places = zip(start.tolist(), place.tolist(), end.tolist(), strict=True)
        return np.array([self._usual(text[s:p].lower(), text[p:e].lower()) for s, p, e in places])

    def _like(self, words: Words, start: Array, place: Array, end: Array) -> list[Array]:
        """How many words begin like the left half and up to three more letters, and how many end like the right one."""
        beginnings, endings = self._affixes
        found = []
        for more in range(4):
            to = np.minimum(place + more, end)
            found.append(np.log1p(np.where(place + more < end, beginnings[words.parts(start, to)], 0)))
        for more in range(4):
            since = np.maximum(place - more, start)
            found.append(np.log1p(np.where(place - more > start, endings[words.parts(since, end)], 0)))
        return found

    def _explained(self, words: Words, start: Array, place: Array, end: Array) -> tuple[Array, Array]:
        """How far the longest beginning that a listed word has goes beyond the left half, and the longest end beyond the right one."""
        beginnings, endings = self._edges
        reach, back = np.maximum(start + _AFFIX - 1, start), np.minimum(end - _AFFIX + 1, end)
        going = np.arange(len(start))
        while going.size:
            going = going[reach[going] < end[going]]
            going = going[holds(beginnings, words.parts(start[going], reach[going] + 1) >> _EDGE_SHIFT)]
            reach[going] += 1
        going = np.arange(len(start))
        while going.size:
            going = going[back[going] > start[going]]
            going = going[holds(endings, words.parts(back[going] - 1, end[going]) >> _EDGE_SHIFT)]
            back[going] -= 1
        return np.minimum(reach, end) - place, place - np.maximum(back, start)

    @cached_property
    def _affixes(self) -> tuple[Counts, Counts]:
        """How many common words begin, and how many end, with given letters, the letters alone not counted."""
        beginnings, endings = affixes_of(self._common, 1)
        return Counts.of_all(beginnings), Counts.of_all(endings)

    @cached_property
    def _made(self) -> tuple[Counts, Counts]:
        """How many common words consist of a given left half and a longer one, and of a longer one and a given right half."""
        lefts, rights = [], []
        for words in each_of(self._common):
            _, start, place, end, zipfs = self._meeting(words, np.arange(len(words.starts)))
            kept = (zipfs >= _USED).all(0)
            start, place, end = start[kept], place[kept], end[kept]
            left, right = words.parts(start, place), words.parts(place, end)
            lefts.append(left[end - place >= _LETTERS])
            rights.append(right[place - start >= _LETTERS])
        return Counts.of_all(np.concatenate(lefts)), Counts.of_all(np.concatenate(rights))


def _rivals(word: Array, together: Array) -> tuple[Array, Array]:
    """For each place, how many places of the same word have commoner halves, and how many places it has."""
    order = np.lexsort((-together, word))
    first = np.searchsorted(word[order], word[order])
    counts = np.bincount(word) if word.size else word
    rank = np.empty(len(word), np.intp)
    rank[order] = np.arange(len(word)) - first
    return rank, counts[word]


def edges(words: Sequence[str]) -> Array:
    """Bits of the beginnings and of the ends that some words have, by the first bits of their hashes."""
    if kernel is not None:
        return kernel.edges(code_points("\0".join(("", *words, ""))), folded(), _AFFIX, _EDGE_BITS)
    return edges_in_numpy(words)


def edges_in_numpy(words: Sequence[str]) -> Array:
    """Return what `edges` returns where nothing was compiled."""
    held = np.zeros((2, 1 << _EDGE_BITS), bool)
    for found in each_of(words):
        word, place = places_inside(found.starts, found.ends, _AFFIX, 0)
        held[0, found.parts(found.starts[word], place) >> _EDGE_SHIFT] = True
        word, place = places_inside(found.starts, found.ends, 0, _AFFIX)
        held[1, found.parts(place, found.ends[word]) >> _EDGE_SHIFT] = True
    return np.packbits(held, axis=1, bitorder="little")
