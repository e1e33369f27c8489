"""Two sentences laid beside each other: how sure each word is of a partner on the other side."""

from __future__ import annotations

from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from ..model import Span
from .lexicon import PARTNER, Lexicon
from .tokens import Token, tokens

Floats = NDArray[np.float32]

_SUREST = 0.98  # no word is surer than that to have a partner
_ENOUGH = 8.0  # words that should have partners, or too few to say that a text is detached
_DETACHED = 0.1  # the share of them that has, below which it is
_LEARNED = 4_000  # pairs of sentences that a lexicon must come from to say so
_KNOWN = 0.5  # the share of all words that must be known to say so
_NARROW = 0.15  # the least deviation of a logarithm of lengths: short sentences of one corpus may be all too regular
_LEAST_TRUST = 0.1
_WORDS = 3  # the fewest words that are said to be left out or added
_LENGTH = 3.0  # what one deviation of length is worth, beside the surprise of words
_COST = 1.5  # what a sure word that has a partner costs a stretch of words without


@dataclass(frozen=True, eq=False)
class Side:
    """The words of one sentence.

    `given`, `giving`: for each word the best t(word | partner) and t(partner | word); `both`: the best geometric mean
    of the two; `mass`: the mean of t(word | partner) over all partners. `partner`: which word of the other
    side that is. `copied`: the word stands on the other side as it is.
    `weight`: how much the word says, the logarithm of how rarely it is met. `reliable`: how probable it is that it has a partner, if it is translated. `known`: whether the lexicon has it.
    """

    text: str
    tokens: list[Token]
    known: NDArray[np.bool_]
    weight: Floats
    reliable: Floats
    copied: NDArray[np.bool_]
    given: Floats
    giving: Floats
    both: Floats
    mass: Floats
    partner: NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.tokens)

    @property
    def lone(self) -> NDArray[np.bool_]:
        """Which words have no partner on the other side."""
        return self.both < PARTNER

    @property
    def expected(self) -> float:
        """How many words should have a partner."""
        return float(self.reliable.sum())

    @property
    def answered(self) -> float:
        """The share of these that have one."""
        return float(self.reliable @ ~self.lone) / (self.expected + 1e-6)

    @property
    def told(self) -> float:
        """The same share, where words count by the square of how much they say: common ones have partners by chance."""
        weight = self.reliable * self.weight**2
        return float(weight @ ~self.lone) / (float(weight.sum()) + 1e-6)

    @property
    def surprise(self) -> Floats:
        """How surprising it is for each word that it has no partner: -log of the probability of that; 0 if it has one."""
        return self._surprise(1.0)

    def _surprise(self, trust: float) -> Floats:
        return np.where(self.lone, -np.log1p(-_SUREST * trust * self.reliable), 0).astype(np.float32)

    def stretch(self, trust: float = 1.0) -> tuple[int, int, float]:
        """Return the neighbouring words that are the most surprising without partners: from, to, and their surprise.

        A word that has a partner costs what it takes for that to be chance. `trust` is what the reliability of words
        is worth in this sentence: where much is translated freely, words without partners surprise less.
        """
        gains = np.where(self.lone, self._surprise(trust), -_COST * trust * self.reliable).tolist()
        best, run, begin = (0, 0, 0.0), 0.0, 0
        for i, gain in enumerate(gains):
            if run <= 0:
                run, begin = 0.0, i
            run += gain
            if run > best[2]:
                best = begin, i + 1, run
        return best


@dataclass(frozen=True, eq=False)
class Alignment:
    """A text beside its source, by one lexicon whose first side is the language of the source."""

    source: Side
    target: Side
    lexicon: Lexicon

    @property
    def known(self) -> float:
        """The share of words that can be judged, on the side where it is less.

        These are the words that the lexicon knows, numbers, what stands on the other side as it is, and in scripts without
        spaces the characters that share a pair with known ones.
        """
        here, there = self.source, self.target
        words = [{t.word for t in side.tokens} for side in (there, here)]
        shares = [
            sum(k or t.word in other for t, k in zip(side.tokens, _spread(side), strict=True)) / len(side)
            for side, other in ((here, words[0]), (there, words[1]))
            if len(side)
        ]
        return min(shares, default=0.0)

    @property
    def longer(self) -> float:
        """How much longer the target is than usual beside such a source, in deviations; negative: shorter."""
        mean, deviation = self.lexicon.length
        return (log((len(self.target.text) + 1) / (len(self.source.text) + 1)) - mean) / max(deviation, _NARROW)

    def left_out(self) -> tuple[Span, float]:
        """Return the stretch of the source that the target is most likely to lack, and how strongly that is borne out."""
        return self._unanswered(self.source, -self.longer)

    def added(self) -> tuple[Span, float]:
        """Return the stretch of the target that the source is most likely to lack, and how strongly that is borne out."""
        return self._unanswered(self.target, self.longer)

    @staticmethod
    def _unanswered(side: Side, longer: float) -> tuple[Span, float]:
        first, last, surprise = side.stretch(max(side.answered, _LEAST_TRUST))
        if last - first < _WORDS:
            return Span(0, 0), 0.0
        span = Span(side.tokens[first].start, side.tokens[last - 1].end)
        return span, surprise + _LENGTH * min(2.0, max(-2.0, longer))

    @property
    def detached(self) -> bool:
        """Whether of the words that say much and surely have partners hardly one has."""
        return (
            self.lexicon.pairs >= _LEARNED
            and self.known >= _KNOWN
            and all(side.expected >= _ENOUGH and side.told < _DETACHED for side in (self.source, self.target))
        )

    def place(self, offset: int) -> int:
        """Return the offset in the target where what begins at an offset in the source would stand.

        That is behind what answers to the nearest word before it.
        """
        for number in range(len(self.source) - 1, -1, -1):
            partner = int(self.source.partner[number])
            if self.source.tokens[number].end <= offset and not self.source.lone[number] and partner >= 0:
                return self.target.tokens[partner].end
        return self.target.tokens[0].start if len(self.target) else 0


def _spread(side: Side) -> list[bool]:
    """Which words are known, or overlap a known one."""
    known = side.known.tolist()
    ends = [t.end for t in side.tokens]
    starts = [t.start for t in side.tokens[1:]]
    overlap = [start < end for start, end in zip(starts, ends, strict=False)]
    return [
        k or (i > 0 and overlap[i - 1] and known[i - 1]) or (i < len(overlap) and overlap[i] and known[i + 1])
        for i, k in enumerate(known)
    ]


def align(source: str, target: str, lexicon: Lexicon) -> Alignment:
    """Lay `target` beside the `source` it translates."""
    a, b = tokens(source), tokens(target)
    ids = lexicon.numbers(0, a), lexicon.numbers(1, b)
    forth, back = lexicon.matrices(*ids)
    return Alignment(
        _side(source, a, b, ids[0], lexicon, 0, back.T, forth.T),
        _side(target, b, a, ids[1], lexicon, 1, forth, back),
        lexicon,
    )


def _side(
    text: str,
    own: list[Token],
    other: list[Token],
    ids: NDArray[np.int32],
    lexicon: Lexicon,
    side: int,
    given: Floats,
    giving: Floats,
) -> Side:
    """Make a side; the matrices have a row for each word of the other."""
    words = {t.word for t in other}
    copied = np.array([(t.number or t.capital) and t.word in words for t in own], dtype=bool)
    one = copied.astype(np.float32)
    none = np.zeros((1, len(own)), np.float32)
    given, giving = np.vstack((none, given)), np.vstack((none, giving))
    both = np.sqrt(given * giving)
    return Side(
        text,
        own,
        (ids >= 0) | np.array([t.number for t in own], dtype=bool),
        lexicon.weights(side, ids),
        np.where(ids >= 0, lexicon.reliable[side][ids], 0).astype(np.float32),
        copied,
        np.maximum(given.max(0), one),
        np.maximum(giving.max(0), one),
        np.maximum(both.max(0), one),
        np.maximum(given.sum(0) / len(given), one),
        both.argmax(0) - 1,
    )
