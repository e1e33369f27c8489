"""Learn how hard words are to translate: ``textfix/models/difficulty/<tag>.npz``. Part of ``train_adequacy.py``.

The English side of the seven pairs of MLQE-PE (CC0), sources and post-edited translations, foretells by ridge regression on pieces of
words what became of the sentence: the assessment, whether post-editors changed little, and how sure the system was of its words, for
sentences of its length. Each is standardised in each pair, so no pair says how good it is as a whole. What a sentence is hard in shows
in every pair of languages; so a pair can be foretold by the others.

Words of the other languages are learned from one pair each, from assessments alone; they foretell them for other sentences of the pair, and
for translations the other way round.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from math import sqrt
from pathlib import Path
from typing import Any

import numpy as np
from count_sequences import packed
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack

from textfix._adequacy.difficulty import ASPECTS, EASE, Difficulty, pieces, words

Floats = NDArray[np.float32]
Record = dict[str, Any]

MANY = 2  # edits, from which on more of them tell no more
_LEAST = 10  # sentences that a piece must stand in
_RIDGE, _RIDGE_ALONE = 4000.0, 12_000.0  # for what several pairs teach, and one alone
_ROUNDS = 60  # of conjugate gradients
_TINY = np.float32(1e-20)  # where a label is solved before the others, nothing is left to divide by
_LEAST_SURE = -3.0  # logarithms of probability below are all the same


def edits(record: Record) -> int:
    """Count the places that the post-editor changed: neighbouring words and gaps that are marked as bad are one."""
    return sum(bad for bad, _ in groupby(tag == "BAD" for tag in record["tags"].split()))


def english(lp: str, record: Record) -> str:
    """The English side of a record, as people write it."""
    return str(record["src" if lp.startswith("en-") else "pe"])


def other(lp: str, record: Record) -> str:
    """The side of a record that is not English, as people write it."""
    return str(record["pe" if lp.startswith("en-") else "src"])


def _standardised(values: Iterable[float]) -> NDArray[np.float64]:
    found = np.array(list(values), float)
    standard: NDArray[np.float64] = (found - found.mean()) / found.std()
    return standard


def labels(lp: str, records: Sequence[Record]) -> Floats:
    """What is foretold, in the order of `ASPECTS`."""
    sure = _standardised(min(0.0, max(_LEAST_SURE, float(r["model_score"]))) for r in records)
    length = np.log([len(english(lp, r)) + 1 for r in records])
    usual = np.polyval(np.polyfit(length, sure, 2), length)
    return np.stack(
        (
            _standardised(r["z_mean"] for r in records),
            _standardised(-min(MANY, edits(r)) for r in records),
            _standardised(sure - usual),
        ),
        axis=1,
    ).astype(np.float32)


class Learner:
    """Learns from some pairs of all those it was given, on one `side` of their records."""

    def __init__(self, train: dict[str, list[Record]], side: Callable[[str, Record], str] = english) -> None:
        texts = {lp: [words(side(lp, r)) for r in records] for lp, records in train.items()}
        bags = {
            lp: [(Counter(p for w in here for p in pieces(w)), size) for here, size in found]
            for lp, found in texts.items()
        }
        met = Counter(piece for found in bags.values() for bag, _ in found for piece in bag)
        self._pieces = sorted(piece for piece, n in met.items() if n >= _LEAST)
        place = {piece: i for i, piece in enumerate(self._pieces)}
        sentences = sum(map(len, bags.values()))
        self._rarity = np.array([np.log(sentences / met[piece]) + 1 for piece in self._pieces], np.float32)
        self._rows = {lp: self._matrix(found, place) for lp, found in bags.items()}
        self._labels = {lp: labels(lp, records) for lp, records in train.items()}

    def _matrix(self, bags: list[tuple[Counter[str], int]], place: dict[str, int]) -> csr_matrix:
        """A row for each sentence: how often each piece is in its words, by how rare it is, over the root of their number."""
        data, columns, ends = [], [], [0]
        for bag, size in bags:
            here = [(place[piece], n / sqrt(max(1, size))) for piece, n in bag.items() if piece in place]
            columns += [column for column, _ in here]
            data += [value for _, value in here]
            ends.append(len(columns))
        values = np.array(data, np.float32) * self._rarity[columns]
        return csr_matrix((values, columns, ends), shape=(len(bags), len(place)))

    def without(self, *left_out: str, ridge: float = _RIDGE) -> dict[str, NDArray[Any]]:
        """Learn from all pairs but those named: what `Difficulty` is made from."""
        use = [lp for lp in self._rows if lp not in left_out]
        rows, wanted = vstack([self._rows[lp] for lp in use]).tocsr(), np.concatenate([self._labels[lp] for lp in use])
        mean = np.asarray(rows.mean(0)).ravel().astype(np.float32)
        weights = _ridge(rows, mean, wanted, ridge)
        scaled = weights * self._rarity[:, None]
        scale = np.abs(scaled).max(0) / 127
        return {
            "pieces": packed(self._pieces),
            "aspects": packed(ASPECTS),
            "weights": np.round(scaled / scale).astype(np.int8),
            "scale": scale.astype(np.float32),
            "start": (-mean @ weights).astype(np.float32),
        }


def _ridge(rows: csr_matrix, mean: Floats, wanted: Floats, ridge: float) -> Floats:
    """Solve ridge regression for several labels at once, the columns of `rows` taken from their `mean`, by conjugate gradients."""

    def across(x: Floats) -> Floats:
        there = rows @ x - mean @ x
        back: Floats = rows.T @ there - np.outer(mean, there.sum(0)) + ridge * x
        return back

    x = np.zeros((rows.shape[1], wanted.shape[1]), np.float32)
    rest = rows.T @ wanted - np.outer(mean, wanted.sum(0))
    step, size = rest.copy(), (rest**2).sum(0)
    for _ in range(_ROUNDS):
        ahead = across(step)
        far = size / np.maximum((step * ahead).sum(0), _TINY)
        x += far * step
        rest = rest - far * ahead
        size, before = (rest**2).sum(0), size
        step = rest + size / np.maximum(before, _TINY) * step
    return x


def of_one_pair(lp: str, records: list[Record]) -> dict[str, NDArray[Any]]:
    """Learn the words of a pair that are not English."""
    data = Learner({lp: records}, other).without(ridge=_RIDGE_ALONE)
    assessed = ASPECTS.index("assessed")
    weights = {name: data[name][..., assessed : assessed + 1] for name in ("weights", "scale", "start")}
    return data | weights | {"aspects": packed([EASE])}


def save(data: dict[str, NDArray[Any]], path: Path) -> Difficulty:
    """Write what was learned, and return it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **data)  # type: ignore[arg-type]
    return Difficulty(data)
