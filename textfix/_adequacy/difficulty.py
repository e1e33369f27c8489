"""How hard the words of a sentence are to translate, as far as a language has been learned from: what systems and raters made of such words.

A word is worth the sum of its different pieces, the two to four neighbouring letters in it, so that words nobody has seen are told by what they
look like. What pieces are worth was learned by ``scripts/fit_difficulty.py``, into ``models/difficulty``.
"""

from __future__ import annotations

from functools import lru_cache
from math import sqrt
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .._sequences import arrays_for, texts, tokens

Floats = NDArray[np.float32]

# What is foretold of English: assessments by raters, whether post-editors spare the translation, how sure a system is of what it writes.
ASPECTS = ("assessed", "spared", "sure")
# What is foretold of a language that one pair alone taught: assessments. No feature for trees, whose rows are of the same pair.
EASE = "ease"
_FOLDER = Path(__file__).parents[1] / "models" / "difficulty"
_SHORTEST, _LONGEST = 2, 4  # characters of a piece, the space on either side of a word included
_MOST = 100_000  # words that are remembered


def words(text: str) -> tuple[list[str], int]:
    """Return the different words, numbers and marks of a text, and how many there are with those that are repeated."""
    found = [t.lower() for t in tokens(text)]
    return list(dict.fromkeys(found)), len(found)


def pieces(word: str) -> dict[str, None]:
    """Return the pieces of a word, each once: a word that repeats itself is worth no more."""
    whole = f" {word} "
    sizes = range(_SHORTEST, _LONGEST + 1)
    return dict.fromkeys(whole[at : at + size] for size in sizes for at in range(len(whole) - size + 1))


class Difficulty:
    """What the words of one language foretell of a translation: more is better. Made by `difficulty`.

    `pieces` are the pieces and `aspects` what is foretold, one a line; `weights` has a row and a column for each, in units of
    `scale`; `start` is what a sentence without words is worth.
    """

    def __init__(self, data: dict[str, NDArray[Any]]) -> None:
        self.aspects = texts(data["aspects"])
        self._weights: Floats = data["weights"] * data["scale"]
        self._start: Floats = data["start"]
        self._place = {piece: i for i, piece in enumerate(texts(data["pieces"]))}
        self._known: dict[str, tuple[float, ...]] = {}

    def __call__(self, text: str) -> Floats:
        """Return what each of `aspects` comes to; the longer a sentence, the less one word counts."""
        different, size = words(text)
        if not size:
            return self._start
        total: Floats = self._start + np.array([self._of(word) for word in different]).sum(0) / sqrt(size)
        return total

    def _of(self, word: str) -> tuple[float, ...]:
        worth = self._known.get(word)
        if worth is None:
            if len(self._known) >= _MOST:
                self._known.clear()
            places = [self._place[p] for p in pieces(word) if p in self._place]
            worth = self._known[word] = tuple(self._weights[places].sum(0).tolist())
        return worth


@lru_cache(maxsize=64)  # all languages that have tables, among tags of others
def difficulty(lang: str) -> Difficulty | None:
    """Return what is known of a language, ``None`` where nothing is."""
    data = arrays_for(_FOLDER, lang)
    return None if data is None else Difficulty(data)
