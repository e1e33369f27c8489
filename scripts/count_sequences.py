"""Counts the usual sequences of classes of words in a language: ``textfix/models/sequences/LANG.npz``.

usage: count_sequences.py LANG=FILE[,FILE...] ...

Files hold one sentence a line, tab-separated pairs with the sentence in the second column (in the first where ``@1`` follows
the name), or objects of JSON with the
sentence as ``pe`` (post-edited translations of MLQE-PE); they may be gzipped. The models in the repository come from
Tatoeba (https://tatoeba.org, CC BY 2.0 FR), TICO-19 (https://tico-19.github.io, CC0) and the training part of MLQE-PE
(https://github.com/sheffieldnlp/mlqe-pe, CC0). No sentence can be read off them.

Each of the commonest words and marks is a class. Others are put into classes by k-means over what stands right before and
behind them, their last letters and how often they have a capital, in sixty dimensions. Sequences of three are
counted with absolute discounting; those seen once, and those that two pairs foretell as well, are left out.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from textfix._sequences import ENDING, STEP, Sequences, strangeness, tokens

OUT = Path(__file__).parents[1] / "textfix/models/sequences"
CLASSES, SINGLE = 250, 150
LEAST = 3  # occurrences of a word
NEIGHBOURS = 700  # commonest words that count as neighbours
ENDINGS = 250
DIMENSIONS, ROUNDS = 60, 25
DISCOUNT = 0.75
SEEN = 1  # occurrences of a sequence
HELD_OUT = 20  # one sentence of so many is not counted, to see how strange unseen ones are
ALIKE = 0.3  # difference of gains that does not matter
Array = npt.NDArray[np.float32]


def sentences(path: str) -> Iterator[str]:
    """The sentences of a file."""
    path, first, _ = path.partition("@1")
    data = Path(path).read_bytes()
    for line in (gzip.decompress(data) if path.endswith(".gz") else data).decode("utf-8").split("\n"):
        left, tab, right = line.partition("\t")
        yield json.loads(line)["pe"] if line.startswith("{") else left if first or not tab else right


class Words:
    """The words of some sentences that occur often enough, commonest first, and how often they have a capital."""

    def __init__(self, found: list[list[str]]) -> None:
        counts: Counter[str] = Counter()
        capitals: Counter[str] = Counter()
        for sentence in found:
            counts.update(map(str.lower, sentence))
            capitals.update(t.lower() for t in sentence[1:] if t[0].isupper())
        self.words = [w for w, n in counts.most_common() if n >= LEAST]
        self.place = {w: i for i, w in enumerate(self.words)}
        self.capital = np.array([capitals[w] / counts[w] for w in self.words], np.float32)

    def places(self, sentence: list[str]) -> list[int]:
        """The places of the words in the list, -1 for rare ones."""
        return [self.place.get(t.lower(), -1) for t in sentence]


def described(words: Words, found: list[list[str]]) -> tuple[Array, Array]:
    """A row of numbers for each word, and how much it weighs."""
    size = len(words.words)
    around = np.zeros((2, size, NEIGHBOURS + 1), np.float32)
    for sentence in found:
        places = [-1, *words.places(sentence), -1]
        for left, here, right in zip(places, places[1:], places[2:], strict=False):
            if here >= 0:
                around[0, here, left if 0 <= left < NEIGHBOURS else NEIGHBOURS] += 1
                around[1, here, right if 0 <= right < NEIGHBOURS else NEIGHBOURS] += 1
    counts = np.hstack([around[0], around[1]])
    total = counts.sum(1, keepdims=True)
    shape = np.sqrt(counts / total)
    ends = Counter(w[-n:] for w in words.words for n in (1, 2, 3) if len(w) > n + 1)
    column = {e: i for i, (e, _) in enumerate(ends.most_common(ENDINGS))}
    ending = np.zeros((size, ENDINGS), np.float32)
    for i, w in enumerate(words.words):
        for n in (1, 2, 3):
            if len(w) > n + 1 and w[-n:] in column:
                ending[i, column[w[-n:]]] = 1
    both = np.hstack([shape - shape.mean(0), ending * 0.35 * np.minimum(1, np.sqrt(30 / total))])
    return np.hstack([_reduced(both), 0.6 * words.capital[:, None]]), np.log1p(total[:, 0])


def _reduced(rows: Array) -> Array:
    """The rows in fewer dimensions, by a randomised singular value decomposition."""
    start = np.random.default_rng(0).standard_normal((rows.shape[1], DIMENSIONS + 20)).astype(np.float32)
    base, _ = np.linalg.qr(rows @ start)
    base, _ = np.linalg.qr(rows @ (rows.T @ base))
    left, values, _ = np.linalg.svd(base.T @ rows, full_matrices=False)
    return np.asarray((base @ left)[:, :DIMENSIONS] * values[:DIMENSIONS], np.float32)


def classed(words: Words, found: list[list[str]]) -> npt.NDArray[np.int64]:
    """The class of each word."""
    rows, weight = described(words, found)
    rest, weight = rows[SINGLE:], weight[SINGLE:]
    count = CLASSES - SINGLE
    chosen = np.random.default_rng(0).choice(len(rest), count, replace=False, p=weight / weight.sum())
    middles = rest[chosen]
    nearest = np.zeros(len(rest), np.int64)
    for _ in range(ROUNDS):
        nearest = (-2 * rest @ middles.T + (middles**2).sum(1)).argmin(1)
        for k in set(nearest.tolist()):
            mine = nearest == k
            middles[k] = np.average(rest[mine], 0, weight[mine])
    return np.concatenate([np.arange(SINGLE), SINGLE + nearest])


def of_endings(words: Words, classes: npt.NDArray[np.int64]) -> dict[str, int]:
    """The class that most words with an ending have, in capitals or not."""
    seen: dict[str, Counter[int]] = defaultdict(Counter)
    for i in range(SINGLE, len(words.words)):
        word, mark = words.words[i], "^" if words.capital[i] > 0.5 else ""
        for n in range(min(ENDING, len(word) - 1) + 1):
            seen[mark + (word[-n:] if n else "")][int(classes[i])] += 1
    best = {e: c.most_common(1)[0][0] for e, c in seen.items() if c.total() >= 5}
    return {e: c for e, c in best.items() if best.get(_shorter(e)) != c or len(e.lstrip("^")) == 0}


def _shorter(ending: str) -> str:
    mark, rest = ("^", ending[1:]) if ending.startswith("^") else ("", ending)
    return mark + rest[1:]


def counted(model: Sequences, found: list[list[str]]) -> dict[str, npt.NDArray[Any]]:
    """The gains of the sequences."""
    size = CLASSES + 1
    three: Counter[int] = Counter()
    for sentence in found:
        c = np.array(model.classes(sentence), np.int64)
        three.update(((c[:-2] * size + c[1:-1]) * size + c[2:]).tolist())
    keys = np.array(sorted(three), np.int64)
    counts = np.array([three[k] for k in keys.tolist()], float)
    first, second, third = keys // size**2, keys // size % size, keys % size
    pair, one = np.zeros((size, size)), np.zeros(size)
    np.add.at(pair, (second, third), counts)
    np.add.at(one, third, counts)
    one = (one + 0.5) / (one + 0.5).sum()
    total, kinds = pair.sum(1, keepdims=True), (pair > 0).sum(1, keepdims=True)
    two = np.where(total > 0, (np.maximum(pair - DISCOUNT, 0) + DISCOUNT * kinds * one) / np.maximum(total, 1), one)
    keep = counts >= SEEN
    keys, counts, first, second, third = (a[keep] for a in (keys, counts, first, second, third))
    context, context_kinds = np.zeros((size, size)), np.zeros((size, size))
    np.add.at(context, (first, second), counts)
    np.add.at(context_kinds, (first, second), 1)
    left = np.where(context > 0, DISCOUNT * context_kinds / np.maximum(context, 1), 1)
    after = left[first, second] * two[second, third]
    gains = np.log((np.maximum(counts - DISCOUNT, 0) / context[first, second] + after) / one[third])
    telling = np.abs(gains - np.log(after / one[third])) > ALIKE
    return {
        "keys": np.diff(keys[telling], prepend=0).astype(np.uint32),
        "gains": _small(gains[telling]),
        "pairs": _small(np.log(two / one)),
        "contexts": _small(np.log(left)),
    }


def _small(values: npt.NDArray[np.float64]) -> npt.NDArray[np.int8]:
    return np.clip(np.round(values / STEP), -127, 127).astype(np.int8)


def packed(words: Iterable[str]) -> npt.NDArray[np.uint8]:
    """Return an array of bytes that holds `words`, one a line."""
    return np.frombuffer("\n".join(words).encode(), np.uint8)


def model(lines: set[str]) -> dict[str, npt.NDArray[Any]]:
    """Count the usual sequences in sentences: what `Sequences` is made from."""
    found = [t for line in sorted(lines) if (t := tokens(line))]
    words = Words(found)
    classes = classed(words, found)
    endings = of_endings(words, classes)
    data: dict[str, Any] = {
        "words": packed(words.words),
        "classes": classes.astype(np.uint8),
        "endings": packed(list(endings)),
        "ending_classes": np.array(list(endings.values()), np.uint8),
        "keys": np.zeros(1, np.uint32),
        "gains": np.zeros(1, np.int8),
        "pairs": np.zeros((CLASSES + 1, CLASSES + 1), np.int8),
        "contexts": np.zeros((CLASSES + 1, CLASSES + 1), np.int8),
        "usual": np.array([0, 0, 1], np.float32),
    }
    data |= counted(Sequences(data), [s for i, s in enumerate(found) if i % HELD_OUT])
    some = [s for s in found[::HELD_OUT] if 8 <= len(s) <= 60]
    strange = np.array([strangeness(gains) for gains in Sequences(data).gains(some)])
    slope, start = np.polyfit(np.log([len(s) for s in some]), strange, 1)
    rest = strange - start - slope * np.log([len(s) for s in some])
    return data | {"usual": np.array([start, slope, rest.std()], np.float32)}


def main() -> None:
    """Count, and write a file for each language."""
    OUT.mkdir(exist_ok=True)
    for lang, _, files in (a.partition("=") for a in sys.argv[1:]):
        data = model({line for path in files.split(",") for line in sentences(path)})
        np.savez_compressed(OUT / f"{lang}.npz", **data)  # type: ignore[arg-type]
        size = (OUT / f"{lang}.npz").stat().st_size
        print(lang, len(data["keys"]), "sequences", data["usual"], size)


if __name__ == "__main__":
    main()
