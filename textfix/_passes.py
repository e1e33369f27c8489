"""What one look through a text finds: the pairs of neighbours that meet triggers, the words, and how words repeat.

Compiled (`_kernel`) where it can be, else in a few passes of numpy.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ._characters import EDGE
from ._kernel import Tables, kernel
from ._lexicon import Lexicon
from ._periods import LONGEST_PHRASE, UNSPACED, echoed, holds_unspaced, periodic
from ._words import Array, Words, folded, powers, words_of

_LONGEST_GAP = 3  # characters that may stand between a word and its repetition, a space first
_NONE = np.zeros(0, np.intp)


class Pairs(NamedTuple):
    """Which triggers pairs of neighbours meet. `classes`: of each code point, those of letters and marks below `letters`.

    `kinds`: of each pair of classes; those from `cold` on meet triggers. Of each kind, in numbers of 64 bits: the triggers
    that such a pair may meet (`hits`), and what remains of them if the pair behind (`then`) or before is of this kind.
    """

    classes: Array
    letters: int
    kinds: Array
    width: int
    cold: int
    hits: Array
    then: Array
    before: Array


class Asked(NamedTuple):
    """Which features are asked for."""

    repeated: bool
    phrases: bool
    echoes: bool
    single: bool
    of_lists: bool  # of words and pairs of words, by the list of the language


class Passed(NamedTuple):
    """What was found, as places in the text but for numbers of words; all is out of date when another text is looked through.

    `at` and `met`: where triggers are met, in order, and by each which. `breaks`: the line ends. `repeated`: words that the next one
    equals; `phrases`, `echoes`, `single`: as in the features of triggers. `unseen`: the numbers of `words` that may be two words and
    were not seen before, and `torn` of those that may go on in the next.
    """

    at: Array
    met: Array
    breaks: Array
    words: Words
    repeated: Array = _NONE
    phrases: Array = _NONE
    echoes: Array = _NONE
    single: Array = _NONE
    unseen: Array = _NONE
    torn: Array = _NONE


class Passes:
    """Looks through texts, for one set of triggers."""

    def __init__(self, pairs: Pairs, asked: Asked) -> None:
        self._pairs, self._asked = pairs, asked
        self._asks_words = any(asked)
        self._tables = self._compiled() if kernel is not None else None

    def _compiled(self) -> Tables:
        p, asked, fold = self._pairs, self._asked, folded()
        return Tables(
            classes=p.classes, kinds=p.kinds, hits=p.hits, then=p.then, before=p.before, folded=fold, powers=powers(),
            unspaced=UNSPACED, letters=p.letters, width=p.width, cold=p.cold, words=p.hits.shape[1],
            n_folded=len(fold), n_powers=len(powers()), n_unspaced=len(UNSPACED),
            edge=ord(EDGE), longest_gap=_LONGEST_GAP, longest_phrase=LONGEST_PHRASE, asks_words=self._asks_words,
            asks_repeated=asked.repeated, asks_phrases=asked.phrases, asks_echoes=asked.echoes, asks_single=asked.single,
        )  # fmt: skip

    def __call__(self, codes: Array, known: Lexicon | None) -> Passed:
        """Look through `codes`: a text, one character that stands before it and two behind it."""
        if kernel is None or self._tables is None:
            return self._in_numpy(codes, known)
        found = kernel.scan(self._tables, known.vocabulary if known is not None else None, codes)
        words = Words(codes, found.places("starts"), found.places("ends"), found.numbers())
        features = map(found.places, ("repeated", "phrases", "echoes", "single", "unseen", "torn"))
        return Passed(found.places("pairs"), found.sets(), found.places("breaks"), words, *features)

    def _in_numpy(self, codes: Array, known: Lexicon | None) -> Passed:
        p = self._pairs
        classes = p.classes.take(codes, mode="clip")
        pairs = classes[:-1].astype(np.uint32)
        pairs *= np.uint32(p.width)
        pairs += classes[1:]
        kinds = p.kinds.take(pairs, mode="clip")
        hot = np.flatnonzero(kinds[:-1] >= p.cold)
        met = p.hits[kinds[hot]] & p.then[kinds[hot + 1]] & p.before[kinds[np.maximum(hot - 1, 0)]]
        some = met.any(axis=1)
        hot, met = hot[some], met[some]
        # A pair belongs where its left character stands, or after that if it is a line end.
        left = codes[hot]
        at = np.maximum(hot - 1 + ((left == 10) | (left == 13) | (left == ord(EDGE))), 0)
        if not self._asks_words:
            return Passed(at, met, _line_ends(codes), Words(codes, _NONE, _NONE, _NONE))
        is_word = classes < p.letters
        is_word[[0, -1, -2]] = False  # what stands around the text
        words = words_of(codes, is_word)
        return Passed(at, met, _line_ends(codes), words, *self._features(codes, words, known))

    def _features(self, codes: Array, words: Words, known: Lexicon | None) -> tuple[Array, ...]:
        starts, asked = words.starts, self._asked
        phrases = [starts[periodic(words.hashes, 1, 2)]] if asked.phrases else [_NONE]
        if asked.phrases and holds_unspaced(codes[starts]):
            phrases.append(periodic(codes[1:-2], 2, LONGEST_PHRASE) + 1)
        short = starts[np.flatnonzero(words.ends - starts == 1)]
        return (
            starts[_repeated(codes, words)] if asked.repeated else _NONE,
            np.concatenate(phrases),
            starts[echoed(words.hashes)] if asked.echoes else _NONE,
            short[:-2][short[2:] - short[:-2] == 4] if asked.single else _NONE,
            known.unseen(words) if known is not None else _NONE,
            known.joining(words) if known is not None else _NONE,
        )


def _repeated(codes: Array, words: Words) -> Array:
    """The numbers of the words that the next one equals, behind a space."""
    first = np.flatnonzero(words.hashes[1:] == words.hashes[:-1])
    end = words.ends[first]
    gap = codes[end]
    return np.asarray(first[((gap == 32) | (gap == 0xA0)) & (words.starts[first + 1] - end <= _LONGEST_GAP)])


def _line_ends(codes: Array) -> Array:
    """Where lines end in a text."""
    inner = codes[1:-2]
    return np.flatnonzero((inner == 10) | ((inner == 13) & (codes[2:-1] != 10)))
