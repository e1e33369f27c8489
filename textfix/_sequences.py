"""How unusual the sequences of words in a sentence are, by classes of words: weak evidence of what is not grammatical.

A word is one of 250 classes: the commonest words are a class each, the others stand with those that occur between the same
neighbours and end alike. How much likelier than by chance a class follows two others was counted in sentences of people
by ``scripts/count_sequences.py``, once for each language, into ``models/sequences``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from math import log
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ._patterns import lazy_pattern
from .locale import parents

_FOLDER = Path(__file__).parent / "models" / "sequences"
_TOKEN = lazy_pattern(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+(?:[.,]\d+)*|[^\w\s]")
NUMBER = "0"  # stands for every number
ENDING = 4  # letters of an unknown word that are looked at, from the end
STEP = 0.1  # of the logarithms that are stored
_LONGEST = 60  # tokens that are judged together
_FEWEST = 4

Array = npt.NDArray[np.int64]


def tokens(text: str) -> list[str]:
    """The words, numbers and marks of `text`."""
    return [NUMBER if t[0].isdigit() else t for t in _TOKEN.findall(text.replace("’", "'"))]


def _pieces(line: str) -> list[list[str]]:
    """The tokens of a line in pieces that are judged together."""
    found = tokens(line)
    cut = (found[at : at + _LONGEST] for at in range(0, len(found), _LONGEST))
    return [piece for piece in cut if len(piece) >= _FEWEST]


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
        self._keys = np.cumsum(data["keys"], dtype=np.uint32)
        self._gains = data["gains"]
        self._pairs = data["pairs"]
        self._contexts = data["contexts"]
        self._edge = len(self._pairs) - 1
        self._class = _Classes(
            dict(zip(texts(data["words"]), data["classes"].tolist(), strict=True)),
            dict(zip(texts(data["endings"]), data["ending_classes"].tolist(), strict=True)),
            self._edge,
        )
        self._usual: list[float] = data["usual"].tolist()

    def unusual(self, lines: Sequence[str]) -> list[float]:
        """Return by how many deviations the sequences of each line are stranger than people's; 0 where it is short.

        A long line is judged by the mean of its pieces.
        """
        cut = [_pieces(line) for line in lines]
        gains = iter(self.gains([piece for pieces in cut for piece in pieces]))
        return [self._mean([next(gains) for _ in pieces]) for pieces in cut]

    def judged(self, line: str) -> tuple[float, list[npt.NDArray[np.float64]]]:
        """Return what `unusual` does for a line, and the gains of its pieces, of which a short line has none."""
        gains = self.gains(_pieces(line))
        return self._mean(gains), gains

    def _mean(self, gains: list[npt.NDArray[np.float64]]) -> float:
        """By how many deviations pieces with these gains are stranger than people's."""
        start, slope, deviation = self._usual
        sizes = [len(g) - 1 for g in gains]  # tokens, without the end
        judged = [
            size * ((strangeness(g) - start - slope * log(size)) / deviation)
            for g, size in zip(gains, sizes, strict=True)
        ]
        return sum(judged) / sum(sizes) if sizes else 0.0

    def classes(self, piece: list[str]) -> list[int]:
        """The classes of the tokens, between those of the edges of a sentence."""
        edge = self._edge
        return [edge, edge, *map(self._class.__getitem__, (piece[0].lower(), *piece[1:])), edge]

    def gains(self, pieces: list[list[str]]) -> list[npt.NDArray[np.float64]]:
        """For each token of a piece and its end, how much likelier than by chance it is (in natural logarithms)."""
        if not pieces:
            return []
        found = np.array([c for piece in pieces for c in self.classes(piece)], np.uint32)
        first, second, third = found[:-2], found[1:-1], found[2:]
        size = np.uint32(self._edge + 1)
        keys = (first * size + second) * size + third  # of one type with the keys, or these would be copied
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        apart = self._contexts[first, second].astype(np.int64) + self._pairs[second, third]
        gains = STEP * np.where(self._keys[at] == keys, self._gains[at], apart)
        starts = accumulate((len(piece) + 3 for piece in pieces), initial=0)
        return [gains[at : at + len(piece) + 1] for piece, at in zip(pieces, starts, strict=False)]


class _Classes(dict[str, int]):
    """The class of every token that was asked for; one that is not listed is told by its ending."""

    _MOST = 100_000

    def __init__(self, listed: dict[str, int], endings: dict[str, int], otherwise: int) -> None:
        self._listed, self._endings, self._otherwise = listed, endings, otherwise

    def __missing__(self, token: str) -> int:
        if len(self) >= self._MOST:
            self.clear()
        lower = token.lower()
        found = self._listed.get(lower)
        if found is None:
            mark = "^" if token[0].isupper() else ""
            ends = (mark + lower[len(lower) - n :] for n in range(min(ENDING, len(lower) - 1), -1, -1))
            found = next((self._endings[e] for e in ends if e in self._endings), self._otherwise)
        self[token] = found
        return found


def texts(data: npt.NDArray[Any]) -> list[str]:
    """Return the lines that an array of bytes holds."""
    return data.tobytes().decode("utf-8").split("\n")


def arrays_for(folder: Path, lang: str) -> dict[str, npt.NDArray[Any]] | None:
    """Return what a folder has for a language, a file of arrays under the nearest tag; ``None`` where it has nothing."""
    path = next((p for tag in parents(lang) if (p := folder / f"{tag}.npz").exists()), None)
    if path is None:
        return None
    with np.load(path) as data:
        return dict(data)


@lru_cache(maxsize=8)
def sequences(lang: str) -> Sequences | None:
    """Return the usual sequences of a language, ``None`` where none were counted."""
    data = arrays_for(_FOLDER, lang)
    return None if data is None else Sequences(data)
