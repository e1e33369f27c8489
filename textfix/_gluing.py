"""Which words of a text may be two words run together, judged for all words at once by their hashes.

Each division of a word is weighed by how common the halves are, by how many other words begin or end like them
(``tables/glued-words``), and whether they are usual neighbours: here for all words that were not seen before, a few
numpy operations for a whole text, and by `best_split` for a word that the rule glued-words looks at.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ._pairs import pairs
from ._tables import table
from ._words import Array, Counts, HashSet, Words, affixes_of, hashes_of, places_inside

if TYPE_CHECKING:
    from ._lexicon import Lexicon

SHORTEST = 2  # letters of a half; one letter too many is a typing error more often than a word
LONGEST = 60  # letters; what is longer is no pair of words that were run together
_MOST = 100_000  # suspects that are remembered
COMMONEST = 100  # words; nearly all of them articles, pronouns, prepositions and conjunctions
_USUAL, _MOST_USUAL = 6, 3  # the place of the weight of usual neighbours, and the highest class of them
_LENGTH = 6  # letters; longer halves count as this long
_BITS = 20
_ROUNDING = 1e-6
Two = tuple[Any, Any]  # of the left half and of the right one


class Affixes:
    """How many of some words begin, and how many end, with given letters, the letters alone not counted."""

    def __init__(self, words: Sequence[str]) -> None:
        beginnings, endings = affixes_of(words, SHORTEST)
        self.beginning, self.ending = Counts.of_all(beginnings), Counts.of_all(endings)


class Limits(NamedTuple):
    """The scores from which parting a word is sure, worth suggesting, and worth suggesting if it has a capital.

    `document`: from which it is sure if a document has the word once.
    """

    repair: float
    suggest: float
    capital: float
    document: float

    @property
    def least(self) -> float:
        """The score from which a word without a capital is worth a look."""
        return min(self.suggest, self.document)


class Split(NamedTuple):
    """The likeliest division of a word: its offset, and how much speaks for it."""

    score: float
    at: int


@cache
def weights() -> dict[str, tuple[float, ...]]:
    """Return the weight of each feature, by the name of the word list."""
    return {row["list"]: tuple(map(float, list(row.values())[1:-1])) for row in table("glued-words", "weights")}


@cache
def split_limits() -> dict[str, Limits]:
    """Return the limits of each word list, by its name."""
    names = Limits._fields
    return {row["list"]: Limits(*(float(row[name]) for name in names)) for row in table("glued-words", "thresholds")}


def _features(zipfs: Two, letters: Two, others: Two, usual: Any, commonest: Two) -> tuple[Any, ...]:
    """What is known of a division, in the order of `weights`: numbers, or arrays of them.

    Of each half: its Zipf frequency, its letters, how many other words begin like the left one and end like the right one,
    whether it is among the commonest words; and how usual the two are as neighbours.
    """
    left, right = commonest
    return (
        *zipfs,
        *(np.minimum(n, _LENGTH) for n in letters),
        *(np.log1p(n) for n in reversed(others)),
        usual,
        left,
        right,
        left & right,
    )


def features(words: Lexicon, word: str, at: int, usual: Callable[[str, str], int]) -> tuple[float, ...]:
    """Return the features of a division of `word`; `usual` as in `Pairs`."""
    left, right = word[:at].lower(), word[at:].lower()
    return _features(
        (words.zipf(left), words.zipf(right)),
        (len(left), len(right)),
        (words.starting(left), words.ending(right)),
        usual(left, right),
        (left in words.commonest, right in words.commonest),
    )


@lru_cache(maxsize=20_000)
def best_split(words: Lexicon, word: str) -> Split | None:
    """Return the likeliest place in `word` where two words of the list meet, ``None`` if there is none."""
    weighed, usual = weights()[words.name], pairs(words.name).usual
    found = (
        Split(float(sum(w * f for w, f in zip(weighed, features(words, word, at, usual), strict=True))), at)
        for at in words.splits(word)
        if word[at].isalpha()  # a combining mark belongs to the letter before it
    )
    return max(found, default=None)


class Gluing:
    """What is known of the words of one language. Safe to share between threads."""

    def __init__(self, name: str, harmless: list[str], halves: list[tuple[str, float]]) -> None:
        """`harmless`: words that are no pair, the commonest last; `halves`: those that pairs are made of, with their Zipf frequency."""
        self._usual = pairs(name).usual
        self._weights = weights().get(name, ())
        self._commonest = hashes_of(harmless[-COMMONEST:])
        limits = split_limits().get(name)
        self._least = (limits.least if limits else -np.inf) - _ROUNDING
        self._lock = threading.Lock()
        self._suspects: dict[int, None] = {}
        self.harmless = HashSet()
        self.harmless.add(hashes_of(harmless))
        hashes = hashes_of(word for word, _ in halves)
        self._zipfs = Counts(hashes, np.array([zipf for _, zipf in halves]))
        # A word that is not in this table is no half; most that are not halves are told by it alone.
        self._maybe_half = np.zeros(1 << _BITS, bool)
        self._maybe_half[hashes >> np.uint64(64 - _BITS)] = True

    def unseen(self, words: Words) -> Array:
        """The numbers of those of `words` that are not known to be no two; a table look-up each."""
        return self.harmless.missing(words.hashes)

    def suspects(self, text: str, words: Words, unseen: Array, affixes: Affixes, sure: Callable[[str], bool]) -> Array:
        """The numbers of those of `words`, the words of `text`, that may be two; `unseen`: those that `unseen` finds.

        `sure` looks at a word itself, for hashes see neither the spelling of the language nor the whole word.
        """
        new = self.harmless.without(words.hashes, unseen)
        hashes = words.hashes[new].tolist()
        with self._lock:
            to_judge = {h: i for h, i in zip(hashes, new.tolist(), strict=True) if h not in self._suspects}
            if to_judge:
                self._judge(text, words, np.fromiter(to_judge.values(), np.intp), affixes, sure)
            return new[[h in self._suspects for h in hashes]]

    def _judge(self, text: str, words: Words, numbers: Array, affixes: Affixes, sure: Callable[[str], bool]) -> None:
        likely = self._likely(text, words, numbers, affixes)
        for i in np.flatnonzero(likely).tolist():
            likely[i] = sure(text[words.starts[numbers[i]] : words.ends[numbers[i]]])
        self.harmless.add(words.hashes[numbers[~likely]])
        if len(self._suspects) >= _MOST:
            self._suspects = {}
        self._suspects.update(dict.fromkeys(words.hashes[numbers[likely]].tolist()))

    def dismiss(self, word: str) -> None:
        """Hold `word` harmless from now on."""
        hashes = hashes_of([word])
        with self._lock:
            if self.harmless.lacks(hashes).size:
                self.harmless.add(hashes)
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
        zipfs = self._zipfs[left], self._zipfs[right]
        known = _features(
            zipfs,
            (place - starts[word], ends[word] - place),
            (affixes.beginning[left], affixes.ending[right]),
            0,  # usual neighbours are looked up where that can make the difference
            (np.isin(left, self._commonest), np.isin(right, self._commonest)),
        )
        score = sum((w * f for w, f in zip(self._weights, known, strict=True)), np.zeros(len(word)))
        score[(zipfs[0] == 0) | (zipfs[1] == 0)] = -np.inf
        weight = self._weights[_USUAL]
        likely = np.zeros(len(numbers), bool)
        likely[word[score >= self._least]] = True
        close = np.flatnonzero((score < self._least) & (score + _MOST_USUAL * max(0.0, weight) >= self._least))
        for i in close[~likely[word[close]]].tolist():
            start, at, end = int(starts[word[i]]), int(place[i]), int(ends[word[i]])
            usual = self._usual(text[start:at].lower(), text[at:end].lower())
            likely[word[i]] |= score[i] + weight * usual >= self._least
        return likely
