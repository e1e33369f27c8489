"""Which words of a text may be two words run together, judged for all words at once by their hashes.

The rule glued-words weighs each division of a word by how common the halves are and by how many other words begin or end
like them (``tables/glued-words``), and whether they are usual neighbours. The same weights are put here on all divisions of all words that were not seen
before, a few numpy operations for a whole text; what falls short is no business of the rule.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import cache

import numpy as np

from ._pairs import pairs
from ._tables import table
from ._words import Array, HashSet, Words, affixes_of, hashes_of, places_inside

SHORTEST = 2  # letters of a half; one letter too many is a typing error more often than a word
LONGEST = 60  # letters; what is longer is no pair of words that were run together
_MOST = 100_000  # suspects that are remembered
COMMONEST = 100  # words; nearly all of them articles, pronouns, prepositions and conjunctions
_USUAL, _MOST_USUAL = 6, 3  # the place of the weight of usual neighbours, and the highest class of them
_LENGTH = 6  # letters; longer halves count as this long
_BITS = 20
_ROUNDING = 1e-6


class Counts:
    """A number for each of some hashes, zero for all others."""

    def __init__(self, hashes: Array, numbers: Array) -> None:
        order = np.argsort(hashes)
        self._hashes, self._numbers = np.append(hashes[order], np.uint64(0)), np.append(numbers[order], 0)

    @classmethod
    def of_all(cls, hashes: Array) -> Counts:
        """How often each of `hashes` is among them."""
        return cls(*np.unique(hashes, return_counts=True))

    def __getitem__(self, hashes: Array) -> Array:
        at = np.searchsorted(self._hashes[:-1], hashes)
        return np.where(self._hashes[at] == hashes, self._numbers[at], 0)


class Affixes:
    """How many of some words begin, and how many end, with given letters, the letters alone not counted."""

    def __init__(self, words: Sequence[str]) -> None:
        beginnings, endings = affixes_of(words, SHORTEST)
        self.beginning, self.ending = Counts.of_all(beginnings), Counts.of_all(endings)


@cache
def _weights() -> dict[str, tuple[float, ...]]:
    return {row["list"]: tuple(map(float, list(row.values())[1:-1])) for row in table("glued-words", "weights")}


@cache
def _least_scores() -> dict[str, float]:
    return {row["list"]: float(row["suggest"]) for row in table("glued-words", "thresholds")}


class Gluing:
    """What is known of the words of one language. Safe to share between threads."""

    def __init__(self, name: str, harmless: list[str], halves: list[tuple[str, float]]) -> None:
        """`harmless`: words that are no pair, the commonest last; `halves`: those that pairs are made of, with their Zipf frequency."""
        self._usual = pairs(name).usual
        self._weights = _weights().get(name, ())
        self._commonest = hashes_of(harmless[-COMMONEST:])
        self._least = _least_scores().get(name, -np.inf) - _ROUNDING
        self._lock = threading.Lock()
        self._suspects: dict[int, None] = {}
        self._harmless = HashSet()
        self._harmless.add(hashes_of(harmless))
        hashes = hashes_of(word for word, _ in halves)
        self._zipfs = Counts(hashes, np.array([zipf for _, zipf in halves]))
        # A word that is not in this table is no half; most that are not halves are told by it alone.
        self._maybe_half = np.zeros(1 << _BITS, bool)
        self._maybe_half[hashes >> np.uint64(64 - _BITS)] = True

    def suspects(self, text: str, words: Words, affixes: Affixes, sure: Callable[[str], bool]) -> Array:
        """The numbers of those of `words`, the words of `text`, that may be two; words seen before cost a table look-up each.

        `sure` looks at a word itself, for hashes see neither the spelling of the language nor the whole word.
        """
        new = self._harmless.lacks(words.hashes)
        hashes = words.hashes[new].tolist()
        with self._lock:
            unseen = {h: i for h, i in zip(hashes, new.tolist(), strict=True) if h not in self._suspects}
            if unseen:
                self._judge(text, words, np.fromiter(unseen.values(), np.intp), affixes, sure)
            return new[[h in self._suspects for h in hashes]]

    def _judge(self, text: str, words: Words, numbers: Array, affixes: Affixes, sure: Callable[[str], bool]) -> None:
        likely = self._likely(text, words, numbers, affixes)
        for i in np.flatnonzero(likely).tolist():
            likely[i] = sure(text[words.starts[numbers[i]] : words.ends[numbers[i]]])
        self._harmless.add(words.hashes[numbers[~likely]])
        if len(self._suspects) >= _MOST:
            self._suspects = {}
        self._suspects.update(dict.fromkeys(words.hashes[numbers[likely]].tolist()))

    def dismiss(self, word: str) -> None:
        """Hold `word` harmless from now on."""
        hashes = hashes_of([word])
        with self._lock:
            self._harmless.add(hashes)
            self._suspects.pop(int(hashes[0]), None)

    def _likely(self, text: str, words: Words, numbers: Array, affixes: Affixes) -> Array:
        """Which of the words with these numbers have a division that the rule would at least suggest."""
        if not self._weights:
            return np.zeros(len(numbers), bool)
        starts, ends = words.starts[numbers], words.ends[numbers]
        word, place = places_inside(starts, np.where(ends - starts > LONGEST, starts, ends), SHORTEST, SHORTEST)
        left, right = words.parts(starts[word], place), words.parts(place, ends[word])
        shift = np.uint64(64 - _BITS)
        maybe = np.flatnonzero(self._maybe_half[left >> shift] & self._maybe_half[right >> shift])
        word, place, left, right = word[maybe], place[maybe], left[maybe], right[maybe]
        features = (
            self._zipfs[left],
            self._zipfs[right],
            np.minimum(place - starts[word], _LENGTH),
            np.minimum(ends[word] - place, _LENGTH),
            np.log1p(affixes.ending[right]),
            np.log1p(affixes.beginning[left]),
            0,  # usual neighbours are looked up where that can make the difference
            first := np.isin(left, self._commonest),
            second := np.isin(right, self._commonest),
            first & second,
        )
        score = sum((w * f for w, f in zip(self._weights, features, strict=True)), np.zeros(len(word)))
        score[(features[0] == 0) | (features[1] == 0)] = -np.inf
        weight = self._weights[_USUAL]
        likely = np.zeros(len(numbers), bool)
        likely[word[score >= self._least]] = True
        close = np.flatnonzero((score < self._least) & (score + _MOST_USUAL * max(0.0, weight) >= self._least))
        for i in close[~likely[word[close]]].tolist():
            start, at, end = int(starts[word[i]]), int(place[i]), int(ends[word[i]])
            usual = self._usual(text[start:at].lower(), text[at:end].lower())
            likely[word[i]] |= score[i] + weight * usual >= self._least
        return likely
