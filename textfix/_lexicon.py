"""Word frequencies, from the lists of `_word_lists`.

Words are held as sorted 64-bit hashes beside their frequencies, nine bytes a word instead of a hundred: the largest
list (730,000 words) takes 7 MB. ADR 0005 says why a dependency and why this shape.
"""

from __future__ import annotations

import threading
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import takewhile

import numpy as np
import regex

from . import _word_lists
from ._divisions import RARE, Halves
from ._gluing import COMMONEST, Gluing, best_split, least_score
from ._kernel import Vocabulary
from ._tearing import BITS, KNOWN, Tearing
from ._word_lists import IN_CYRILLIC, SHARED, WordList
from ._words import Array, Words
from .locale import locale_for

_SCALE = 900  # the lists count in centibels below probability 1; Zipf = (900 - centibels) / 100
_MAYBE = (1 << 22) - 1
_COMMON = 100_000  # words in which beginnings and endings are counted
_NONE = np.zeros(0, np.intp)
_MEMO = 50_000  # tokens whose judgement is remembered
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*+")
_EDGES = "".join(c for c in map(chr, range(0x3100)) if unicodedata.category(c)[0] in "PS")

# Tags of languages that share the list of another: macrolanguages and the second names of one language
# (ISO 639-3 macrolanguage mappings; wordfreq has Serbian, Croatian and Bosnian as one Latin list).
_LIST = {
    "sr": SHARED,
    "hr": SHARED,
    "bs": SHARED,
    "no": "nb",
    "tl": "fil",
    "prs": "fa",
    "pes": "fa",
    "arb": "ar",
    "zsm": "ms",
}


class Lexicon:
    """The word list of one language. Made by `lexicon`; safe to share between threads."""

    def __init__(self, name: str, listed: WordList, normal: Callable[[str], str], spaced: bool) -> None:
        """Take the list `name`; `normal` turns a word into what the list has for it."""
        hashes = np.fromiter(map(hash, listed.words), np.int64, len(listed.words))
        order = np.argsort(hashes, kind="stable")  # of what is listed twice, the commoner comes first in every process
        self.name = name
        self.spaced = spaced  # its entries are what stands between spaces, so that glued words can be told
        self._hashes = hashes[order]
        self._zipfs = _SCALE - listed.below[order]
        self._keys = self._hashes.data  # ten times faster than the array where one word is looked up
        self._values = self._zipfs.data
        self._normal = normal
        # A tuple of strings is no work for the garbage collector.
        self._common = tuple(listed.commonest(_COMMON))
        self._commonest = frozenset(self._common[:COMMONEST])
        self._judged: dict[str, bool] = {}
        self._gluing = self._gluing_of(listed) if spaced else None
        self._tearing = Tearing(_above(KNOWN, listed)) if spaced else None

    def _gluing_of(self, listed: WordList) -> Gluing:
        usual, _ = listed.within(int(_SCALE - RARE * 100))
        halves = Halves(self.name, listed.words, (_SCALE - listed.below) / 100, self._common)
        return Gluing(self.name, usual[::-1], halves)

    def __len__(self) -> int:
        return len(self._keys)

    def zipf(self, word: str) -> float:
        """Return the Zipf frequency of `word` (log10 of its occurrences per billion words), 0.0 if unknown."""
        return self._zipf(word) or self._zipf(self._normal(word))

    def __contains__(self, word: str) -> bool:
        return self.zipf(word) > 0

    def _zipf(self, normal: str) -> float:
        key = hash(normal)
        at = bisect_left(self._keys, key)
        if at < len(self._keys) and self._keys[at] == key:
            return self._values[at] / 100
        return 0.0

    def suspect(self, token: str) -> bool:
        """Whether `token` (as `str.split` gives it) could be words run together.

        It consists of letters but for punctuation at its ends, the list does not know it or hardly, and two words
        that it knows well make it up.
        """
        if (found := self._judged.get(token)) is None:
            word = core(token) if self.spaced else ""
            split = best_split(self, word) if word else None
            found = split is not None and split.score >= least_score(self.name)
            if len(self._judged) >= _MEMO:
                self._judged = {}
            self._judged[token] = found
        return found

    def unseen(self, words: Words) -> Array:
        """Return which of `words` are not known to be no words run together: their numbers."""
        return _NONE if self._gluing is None else self._gluing.unseen(words)

    def suspects(self, text: str, words: Words, unseen: Array) -> Array:
        """Return which of `words`, the words of `text`, are likely enough to be words run together: their numbers.

        `unseen`: those that `unseen` finds.
        """
        if self._gluing is None:
            return _NONE
        return self._gluing.suspects(text, words, unseen, self.zipf)

    def joining(self, words: Words) -> Array:
        """Return which of `words` make a known one with the next, or so it seems: their numbers."""
        return _NONE if self._tearing is None else self._tearing.joining(words)

    def torn(self, words: Words, joining: Array) -> Array:
        """Return which of `words` may be one with the next word: their numbers. `joining`: those that `joining` finds."""
        return _NONE if self._tearing is None else self._tearing.torn(words, joining)

    @cached_property
    def vocabulary(self) -> Vocabulary | None:
        """The tables behind `unseen` and `joining`, for the compiled pass."""
        if self._gluing is None or self._tearing is None:
            return None
        seen, wholes = self._gluing.harmless, self._tearing.wholes
        return Vocabulary(seen=seen.tables, wholes=wholes, seen_bits=seen.bits, whole_bits=BITS)

    @property
    def halves(self) -> Halves:
        """What the list tells of the halves of words; only where its entries are words between spaces."""
        if self._gluing is None:
            raise ValueError(f"the list {self.name!r} is not of words between spaces")
        return self._gluing.halves

    @property
    def commonest(self) -> frozenset[str]:
        """The hundred commonest words."""
        return self._commonest

    def starting(self, start: str) -> int:
        """Return how many of the 100,000 commonest words start with `start`, itself not counted."""
        return self.halves.beginning_like(self._normal(start))

    def ending(self, end: str) -> int:
        """Return how many of the 100,000 commonest words end in `end`, itself not counted."""
        return self.halves.ending_like(self._normal(end))

    def listed(self, word: str) -> float:
        """Return the Zipf frequency of `word`, taken to be written as the list writes words: fast, for many guesses."""
        return self._zipf(word)

    def listed_among(self, words: list[str]) -> list[str]:
        """Return those of `words` that the list has as they are written; all are looked up at once."""
        keys = np.fromiter(map(hash, words), np.int64, len(words))
        maybe = np.flatnonzero(self._maybe[keys & _MAYBE])
        keys = keys[maybe]
        at = np.minimum(np.searchsorted(self._hashes, keys), len(self._hashes) - 1)
        return [words[i] for i in maybe[self._hashes[at] == keys].tolist()]

    @cached_property
    def _maybe(self) -> Array:
        """By the last bits of a hash, whether the list may have the word: this fits into a cache, the list does not."""
        table = np.zeros(_MAYBE + 1, bool)
        table[self._hashes & _MAYBE] = True
        return table

    def normal(self, word: str) -> str:
        """Return `word` as the list writes it."""
        return self._normal(word)

    def common(self, count: int) -> tuple[str, ...]:
        """Return the `count` commonest words, at most 100,000, the commonest first."""
        return self._common[:count]

    def extensions(self, stem: str, letters: int, most: int) -> list[str]:
        """Return what follows `stem`, at most so many letters, in the first `most` common words that start with it."""
        ordered = self._ordered[0]
        first = bisect_left(ordered, stem)
        starting = takewhile(lambda word: word.startswith(stem), ordered[first : first + most])
        return [word[len(stem) :] for word in starting if len(word) <= len(stem) + letters]

    def with_start(self, start: str, most: int) -> Sequence[str]:
        """Return common words that start with `start`, at most `most` or a few more, spread over the alphabet."""
        return _spread(self._ordered[0], start, most)

    def with_end(self, end: str, most: int) -> list[str]:
        """Return common words that end in `end`, at most `most` or a few more, spread over the alphabet."""
        return [word[::-1] for word in _spread(self._ordered[1], end[::-1], most)]

    @cached_property
    def _ordered(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The common words in the order of the alphabet, and spelled backwards in that order."""
        return tuple(sorted(self._common)), tuple(sorted(word[::-1] for word in self._common))


def _spread(ordered: Sequence[str], prefix: str, most: int) -> Sequence[str]:
    first = bisect_left(ordered, prefix)
    end = bisect_left(ordered, prefix + "\U0010ffff")
    return ordered[first : end : max(1, (end - first) // most)]


def _above(zipf: float, listed: WordList) -> Iterator[tuple[str, float]]:
    """The words of a Zipf frequency or more, with theirs, the commonest first."""
    words, below = listed.within(int(_SCALE - zipf * 100))
    return zip(words, ((_SCALE - below) / 100).tolist(), strict=True)


def core(token: str) -> str:
    """Return the letters of a token without punctuation at its ends, an empty string if it holds anything else."""
    if not token.isalpha():
        token = token.strip(_EDGES)
        if not token.isalpha() and not _WORD.fullmatch(token):
            return ""
    return token


def lexicon(lang: str | None) -> Lexicon | None:
    """Return the word list of a language tag, ``None`` where there is none. The first call loads it (0.1 to 0.4 s)."""
    if not lang:
        return None
    return _load(_name_of_list(lang))


@lru_cache(maxsize=4096)
def _name_of_list(lang: str) -> str:
    subtag = lang.replace("_", "-").partition("-")[0].lower()
    name = _LIST.get(subtag, subtag)
    return IN_CYRILLIC if name == SHARED and locale_for(lang).script == "Cyrl" else name


def tags_of_lists(names: Iterable[str]) -> tuple[str, ...]:
    """Return the language tags whose words stand in the word lists `names`."""
    names = frozenset(names)
    return (*sorted(names), *(tag for tag, name in _LIST.items() if name in names))


_loading = threading.Lock()


def _load(name: str) -> Lexicon | None:
    with _loading:  # lru_cache alone would let two threads load the same list
        return _loaded(name)


@lru_cache(
    maxsize=256
)  # every list there is, and the languages that have none: loading one again costs more than it holds
def _loaded(name: str) -> Lexicon | None:
    if name not in _word_lists.names():
        return None
    spaced = name not in _word_lists.UNSPACED
    return Lexicon(name, _word_lists.read(name), _word_lists.normal_form(name), spaced)
