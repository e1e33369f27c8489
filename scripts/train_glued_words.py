"""Trains the trees of the rule glued-words, which weigh a division of a word.

usage: train_glued_words.py MODEL TABLES LANG=FILE[,FILE...] ...

Files hold one sentence a line, or tab-separated pairs with the sentence in the second column; they may be gzipped. The
trees in the repository come from Tatoeba (https://tatoeba.org, CC BY 2.0 FR) and TICO-19 (https://tico-19.github.io, CC0);
Slovak, for which there is no file, gives words of its list alone (``sk=``).

Positive cases are made by taking out the space between two neighbouring words. Negative cases are words that the list lacks:
those of the text, and some thousands of rare words that are taken out of the list first. Lists count alike, whatever
their size. TABLES/real_gluings.tsv names words of the texts that are gluings in truth; they are left out.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from multiprocessing import Pool
from pathlib import Path
from typing import NamedTuple

import lightgbm
import numpy as np
import numpy.typing as npt
from count_word_pairs import lines, neighbours
from fit_glued_words import rows_of

from textfix import _word_lists
from textfix._divisions import FEATURES, RARE, Divisions, Halves
from textfix._lexicon import Lexicon, core, lexicon
from textfix._pairs import class_of
from textfix._trees import Trees
from textfix._words import code_points, words_of

Array = npt.NDArray[np.float64]
LINES, GLUED, HELD_OUT = 80_000, 14_000, 25_000
COMMON = 3000  # words that are never held out
ENOUGH = 300  # cases of a kind that are worth as much as many of them
WORTH = {"glued": 1000, "text": 700, "list": 500, "elsewhere": 100}  # of all cases of a kind in a language
SETTINGS = {
    "objective": "binary",
    "learning_rate": 0.08,
    "num_leaves": 15,
    "min_data_in_leaf": 100,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "verbose": -1,
    "seed": 3,
}
ROUNDS = 200


class Cases(NamedTuple):
    """Features of divisions, whether they are right, and what each is worth."""

    features: npt.NDArray[np.float32]
    labels: Array
    worth: Array


def bare(token: str) -> str:
    """The word of a token in lower case, if no letter but the first is a capital."""
    word = core(token)
    return word.lower() if word[1:] == word[1:].lower() else ""


def collect(tables: Path, argument: str) -> Cases:
    """The cases of one language."""
    lang, _, files = argument.partition("=")
    words = lexicon(lang)
    if words is None or not words.spaced:
        sys.exit(f"no word list of words between spaces for {lang!r}")
    dice = random.Random(5)
    text = [line for path in files.split(",") if path for line in lines(path)]
    dice.shuffle(text)
    text = text[:LINES]
    halves, zipf, held_out = without_some(words, dice)
    known = neighbours(text)
    own: set[tuple[str, str]] = set()
    halves._usual = lambda left, right: class_of(known[left, right] - ((left, right) in own))
    real = rows_of(tables / "real_gluings.tsv")[words.name]

    def divided(of: list[str]) -> Divisions:
        text = "\0".join(("", *of, ""))
        found = words_of(code_points(text), np.array([c != "\0" for c in text]))
        return halves.divisions(text, found, np.arange(len(of)), zipf)

    places = {"text": divided(sorted({bare(token) for line in text for token in line.split()} - real - {""}))}
    places["list"] = divided(held_out)
    own = set(glued := list(joints(text[:GLUED], dice)))
    places["glued"] = divided([left + right for left, right in glued])
    at = np.array([len(left) for left, _ in glued])[places["glued"].word]
    return cases({kind: found.features for kind, found in places.items()}, at == places["glued"].at)


def without_some(words: Lexicon, dice: random.Random) -> tuple[Halves, Callable[[str], float], list[str]]:
    """A list without some of its rarer words: its halves, the frequency of a word, and the words."""
    listed = _word_lists.read(words.name)
    zipfs = (900 - listed.below) / 100
    order = np.argsort(-zipfs, kind="stable").tolist()
    rare = [i for i in order[max(COMMON, len(order) // 10) :] if zipfs[i] < RARE and listed.words[i].isalpha()]
    out = set(dice.sample(rare, min(HELD_OUT, len(rare) // 3)))
    kept = [i for i in range(len(order)) if i not in out]
    common = [listed.words[i] for i in order if i not in out][:100_000]
    held_out = {listed.words[i] for i in out}
    halves = Halves(words.name, [listed.words[i] for i in kept], zipfs[kept], common)
    return halves, lambda word: 0.0 if words.normal(word) in held_out else words.zipf(word), sorted(held_out)


def joints(text: list[str], dice: random.Random) -> Iterator[tuple[str, str]]:
    """Two neighbouring words of each line, the second one without a capital."""
    for line in text:
        tokens = line.split()
        pairs = [
            (left, right)
            for one, two in pairwise(tokens)
            if (left := core(one)) and (right := core(two)) and one.endswith(left) and two.startswith(right)
            if right == right.lower() and left[1:] == left[1:].lower()
        ]
        if pairs:
            left, right = dice.choice(pairs)
            yield left.lower(), right


def cases(found: dict[str, npt.NDArray[np.float32]], right: npt.NDArray[np.bool_]) -> Cases:
    """The cases of a language, and what each is worth; `right`: which of the divisions of gluings are where they were glued."""
    glued = found["glued"]
    kinds = (("glued", glued[right]), ("elsewhere", glued[~right]), ("text", found["text"]), ("list", found["list"]))
    worth = [np.full(len(rows), WORTH[kind] / max(len(rows), ENOUGH)) for kind, rows in kinds]
    labels = [np.full(len(rows), float(kind == "glued")) for kind, rows in kinds]
    return Cases(np.concatenate([rows for _, rows in kinds]), np.concatenate(labels), np.concatenate(worth))


def fit_trees(model: Path, tables: Path, arguments: list[str]) -> None:
    """Write the trees."""
    with Pool(2) as pool:
        parts = pool.map(partial(collect, tables), arguments, chunksize=1)
    all_cases = Cases(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    data = lightgbm.Dataset(all_cases.features, all_cases.labels, weight=all_cases.worth)
    trained = lightgbm.train({**SETTINGS, "num_threads": 2}, data, ROUNDS)
    print(len(all_cases.labels), "cases")
    Trees.of([trained.dump_model()], FEATURES).save(model)


if __name__ == "__main__":
    fit_trees(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:])
