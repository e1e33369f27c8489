"""How unusual the sequences of words in a sentence are, by classes of words: weak evidence of what is not grammatical.

A word is one of 250 classes: the commonest words are a class each, the others stand with those that occur between the same
neighbours and end alike. How much likelier than by chance a class follows two others was counted in sentences of people
by ``scripts/count_sequences.py``, once for each language, into ``models/sequences``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from math import log
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from .locale import parents

_FOLDER = Path(__file__).parent / "models" / "sequences"
_TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,]\d+)*|[^\w\s]")
NUMBER = "0"  # stands for every number
ENDING = 4  # letters of an unknown word that are looked at, from the end
STEP = 0.1  # of the logarithms that are stored
_LONGEST = 60  # tokens that are judged together
_FEWEST = 4

Array = npt.NDArray[np.int64]


def tokens(text: str) -> list[str]:
    """The words, numbers and marks of `text`."""
    return [NUMBER if t[0].isdigit() else t for t in _TOKEN.findall(text.replace("’", "'"))]


def strangeness(gains: npt.NDArray[np.float64]) -> float:
    """How unusual a sentence is, from how much likelier than by chance each of its tokens is after the two before it."""
    lost = -gains
    window = np.convolve(lost, np.ones(3), "valid").max() if len(lost) > 2 else lost.sum()
    return float(np.sort(lost)[-3:].mean() + 0.4 * window)


class Sequences:
    """The usual sequences of one language. Made by `sequences`.

    `words` and `endings` (these with a ``^`` before them for words in capitals) have a class each; `pairs` and `contexts`
    hold, for two classes, the gain of the second after the first, and what is added where a third has not been seen behind
    both; `keys` and `gains` hold the gain of those that were. `usual`: the strangeness of a sentence by people is
    ``usual[0] + usual[1] * log(tokens)``, give or take ``usual[2]``.
    """

    def __init__(self, data: dict[str, npt.NDArray[Any]]) -> None:
        self._class_of: dict[str, int] = dict(zip(_texts(data["words"]), data["classes"].tolist(), strict=True))
        self._ending: dict[str, int] = dict(zip(_texts(data["endings"]), data["ending_classes"].tolist(), strict=True))
        self._keys = np.cumsum(data["keys"], dtype=np.uint32)
        self._gains = data["gains"]
        self._pairs = data["pairs"]
        self._contexts = data["contexts"]
        self._edge = len(self._pairs) - 1
        self._usual: list[float] = data["usual"].tolist()

    def unusual(self, text: str) -> float:
        """Return by how many deviations the sequences of `text`, a line, are stranger than people's; 0 where it is short.

        A long line is judged by the mean of its pieces.
        """
        found = tokens(text)
        pieces = [found[at : at + _LONGEST] for at in range(0, len(found), _LONGEST)]
        judged = [(len(p), self._deviation(p)) for p in pieces if len(p) >= _FEWEST]
        return sum(n * d for n, d in judged) / sum(n for n, _ in judged) if judged else 0.0

    def _deviation(self, piece: list[str]) -> float:
        start, slope, deviation = self._usual
        return (strangeness(self.gains(piece)) - start - slope * log(len(piece))) / deviation

    def classes(self, piece: list[str]) -> Array:
        """The classes of the tokens, between those of the edges of a sentence."""
        inner = [self._class(token, at == 0) for at, token in enumerate(piece)]
        return np.array([self._edge, self._edge, *inner, self._edge], np.int64)

    def gains(self, piece: list[str]) -> npt.NDArray[np.float64]:
        """For each token and the end of the sentence, how much likelier than by chance it is (in natural logarithms)."""
        found = self.classes(piece)
        first, second, third = found[:-2], found[1:-1], found[2:]
        size = self._edge + 1
        keys = (first * size + second) * size + third
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        apart = self._contexts[first, second].astype(np.int64) + self._pairs[second, third]
        gains: npt.NDArray[np.float64] = STEP * np.where(self._keys[at] == keys, self._gains[at], apart)
        return gains

    def _class(self, token: str, first: bool) -> int:
        lower = token.lower()
        found = self._class_of.get(lower)
        if found is not None:
            return found
        mark = "^" if token[0].isupper() and not first else ""
        ends = (lower[-n:] if n else "" for n in range(min(ENDING, len(lower) - 1), -1, -1))
        return next((self._ending[mark + e] for e in ends if mark + e in self._ending), self._edge)


def _texts(data: npt.NDArray[Any]) -> list[str]:
    return data.tobytes().decode("utf-8").split("\n")


@lru_cache(maxsize=8)
def sequences(lang: str) -> Sequences | None:
    """Return the usual sequences of a language, ``None`` where none were counted."""
    path = next((p for tag in parents(lang) if (p := _FOLDER / f"{tag}.npz").exists()), None)
    if path is None:
        return None
    with np.load(path) as data:
        return Sequences(dict(data))
