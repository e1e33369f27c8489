"""Fits the table with which a text is scored without its source: textfix/tables/score/surface.tsv.

usage: fit_surface.py FOLDER [SENTENCES]

FOLDER holds the training parts of MLQE-PE (https://github.com/sheffieldnlp/mlqe-pe, CC0), one ``train.<pair>.jsonl`` (or
``.jsonl.gz``) for each pair of languages, with the keys ``mt`` and ``z_mean``. The first SENTENCES of each (2000 if not
told) are fitted to; the last 1,000 of each are measured on, with a fit to all pairs and with one to the other pairs only,
beside the length and the mean word frequency. The weights are those of one ridge regression within pairs: neither a
language nor a pair has a weight or a mean of its own.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path

import numpy as np
import numpy.typing as npt

from textfix._lexicon import lexicon
from textfix._surface import FEATURES, MEAN, features, words

TABLE = Path(__file__).parents[1] / "textfix/tables/score/surface.tsv"
RIDGE = 200.0
MIDDLE, POINTS = 80.0, 12.0  # the mean of the scores, and how many points a deviation of the human judgements is worth
MEASURED = 1000
Array = npt.NDArray[np.float64]


def read(path: Path, lang: str, start: int, end: int | None) -> tuple[list[str], Array, Array]:
    """Names of the features, features and human judgements of some sentences."""
    known = lexicon(lang)
    assert known is not None
    data = path.read_bytes()
    lines = (gzip.decompress(data) if path.suffix == ".gz" else data).splitlines()
    rows = [json.loads(line) for line in lines[start:end]]
    found = [(features(r["mt"], some, known), r["z_mean"]) for r in rows if (some := words(r["mt"], known))]
    judged = np.array([z for _, z in found], float)
    return list(FEATURES), np.array([f for f, _ in found]), (judged - judged.mean()) / judged.std()


def fitted(parts: list[tuple[Array, Array]]) -> tuple[Array, Array, Array]:
    """Means, deviations and weights, fitted within each part."""
    mean = np.mean([x.mean(0) for x, _ in parts], axis=0)
    inner = np.vstack([x - x.mean(0) for x, _ in parts])
    deviation = inner.std(0)
    z = inner / deviation
    y = np.concatenate([y for _, y in parts])
    return mean, deviation, np.linalg.solve(z.T @ z + RIDGE * np.eye(z.shape[1]), z.T @ y)


def main() -> None:
    """Fit, measure, and write the table."""
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
    files = {p.name.split(".")[1]: p for p in sorted(Path(sys.argv[1]).glob("train.*.jsonl*"))}
    learnt, unseen = {}, {}
    for pair, path in files.items():
        names, *learnt[pair] = read(path, pair.split("-")[1], 0, count)
        unseen[pair] = read(path, pair.split("-")[1], -MEASURED, None)[1:]
    mean, deviation, weight = fitted([(x, y) for x, y in learnt.values()])
    print("pair\tall pairs\tother pairs\tmean zipf\tdifferent words")
    results = []
    for pair, (x, y) in unseen.items():
        others = fitted([(a, b) for p, (a, b) in learnt.items() if p != pair])
        guesses = [x @ (weight / deviation), x @ (others[2] / others[1])]
        guesses += [x[:, names.index(name)] for name in ("mean zipf", "different")]
        results.append([float(np.corrcoef(g, y)[0, 1]) for g in guesses])
        print(pair, *(f"{r:.3f}" for r in results[-1]), sep="\t")
    print("mean", *(f"{r:.3f}" for r in np.mean(results, axis=0)), sep="\t")
    rows = [(MEAN, MIDDLE, 1.0, 0.0), *zip(names, mean, deviation, weight * POINTS, strict=True)]
    with TABLE.open("w", encoding="utf-8", newline="\n") as out:
        out.write("feature\tmean\tdeviation\tweight\tsource\n")
        for name, m, d, w in rows:
            out.write(f"{name}\t{m:.4f}\t{d:.4f}\t{w:.3f}\tMLQE-PE (CC0), scripts/fit_surface.py\n")


if __name__ == "__main__":
    main()
