"""Fits the points and the limits of the rule glued-words.

usage: fit_glued_words.py TABLES LANG=FILE[,FILE...] ...

Files hold clean text, a sentence a line, in the order of their documents; those of the repository are NTREX-128. Of each line
the words are looked at that could be divided, and it is glued once, at random. What the trees say of these
(``train_glued_words.py``), what stands around them (`textfix._gluing.evidence`) and which list it is become points by logistic
regression, the same for all languages but for one number of each list, which is pulled towards what the share of its
words that could be divided lets expect. Limits are the points that so many of 100,000 words of clean text reach, in documents
one half of each file judged by the other. TABLES/real_gluings.tsv names words that are gluings in truth; they are left out.
"""

from __future__ import annotations

import csv
import math
import random
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import Pool
from pathlib import Path

import numpy as np
import numpy.typing as npt
from count_word_pairs import lines

from textfix._gluing import NEAR, best_split, evidence
from textfix._lexicon import Lexicon, core, lexicon

Array = npt.NDArray[np.float64]
SHOWN = 150
FREE, PULL = 0.5, 3.0  # penalties: of what all languages share, and of what a list has of its own
OF_GLUED = 0.1  # what a gluing is worth beside a clean word: they are as many as one likes
WRONG_IN_DOCUMENT = {"repair": 1.7, "suggest": 4.0}  # in 100,000 words; half of the first are gluings of their writers
WRONG_IN_LINE = {"repair": 0.3, "suggest": 0.8}
AROUND = 8  # lines before and after one that are its document
BLOCK = 250  # lines that are left out together
LEAST = -2.0  # what the trees say of a word that is looked at
TOKEN, GAP = re.compile(r"\S+"), re.compile(r"(?<=[^\W\d_]) (?=[^\W\d_])")


@dataclass
class Instance:
    """A word that could be divided, where it stands."""

    word: str  # with a bar where its best division is
    glued: bool  # it was glued, just there
    score: float
    document: dict[str, bool]  # what its document tells, and what the line alone does
    line: dict[str, bool]
    part: int  # of the file


@dataclass
class Text:
    """What was found in the clean text of one list."""

    name: str
    words: int = 0
    divisible: int = 0
    injected: int = 0
    found: list[Instance] = field(default_factory=list)


def look(tables: Path, argument: str) -> Text:
    """The words of clean text that could be divided, and gluings made in it."""
    lang, _, files = argument.partition("=")
    words = lexicon(lang)
    assert words is not None
    real = rows_of(tables / "real_gluings.tsv")[words.name]
    found = Text(words.name)
    for path in files.split(","):
        text = [line.strip() for line in lines(path)]
        dice = random.Random(path)
        tokens = [[core(token).lower() for token in line.split()] for line in text]
        for i, line in enumerate(text):
            near = Counter(word for other in tokens[max(0, i - AROUND) : i + AROUND + 1] for word in other)
            around = "\n".join(text[max(0, i - AROUND) : i]), "\n".join(text[i + 1 : i + 1 + AROUND])
            part = i // BLOCK % 2
            found.words += len(tokens[i])
            for m in TOKEN.finditer(line):
                word = core(m[0])
                if word and near[word.lower()] == 1 and word.lower() not in real:
                    instance = judged(words, line, around, m.start() + m[0].index(word), word, part)
                    if instance is not None:
                        found.divisible += 1
                        found.found.append(instance)
            gaps = [m.start() for m in GAP.finditer(line)]
            if gaps:
                gap = dice.choice(gaps)
                found.injected += 1
                glued = line[:gap] + line[gap + 1 :]
                m = next(m for m in TOKEN.finditer(glued) if m.end() > gap)
                word = core(m[0])
                if word and not near[word.lower()]:
                    start = m.start() + m[0].index(word)
                    instance = judged(words, glued, around, start, word, part, gap - start)
                    if instance is not None and instance.glued:
                        found.found.append(instance)
    return found


def judged(
    words: Lexicon, line: str, around: tuple[str, str], start: int, word: str, part: int, right: int = 0
) -> Instance | None:
    """A word at a place of a line, if it could be divided; `right`: where it was glued."""
    if word[1:] != word[1:].lower():
        return None
    split = best_split(words, word)
    if split is None:
        return None
    divided = f"{word[: split.at]}|{word[split.at :]}"
    if split.score < LEAST:
        return Instance(divided, False, split.score, {}, {}, part)
    before, after = around
    beginning, end = line[:start], line[start + len(word) :]
    document = evidence(words, f"{before}\n{beginning}"[-NEAR:], word, f"{end}\n{after}"[:NEAR], split.at)
    alone = evidence(words, beginning[-NEAR:], word, end[:NEAR], split.at)
    return Instance(divided, split.at == right, split.score, document, alone, part)


def fit_points(tables: Path, arguments: list[str]) -> None:
    """Write the tables of points, lists and limits."""
    with Pool(2) as pool:
        texts = pool.map(partial(look, tables), arguments, chunksize=1)
    names = list(next(i.document for t in texts for i in t.found if i.document))
    rate = {t.name: 1e5 * t.divisible / t.words for t in texts}
    rows = {t.name: rows_for(i, texts, rate[t.name], names, document=True) for i, t in enumerate(texts)}
    alone = {t.name: rows_for(i, texts, rate[t.name], names, document=False) for i, t in enumerate(texts)}
    x, y, part = (np.concatenate(column) for column in zip(*rows.values(), strict=True))
    penalty = np.r_[np.full(len(names) + 3, FREE), np.full(len(texts), PULL)]
    parts = [fitted(x[part == p], y[part == p], penalty) for p in (0, 1)]
    print("parts left out, document")
    left_out = {n: (np.where(p == 0, r @ parts[1], r @ parts[0]), y) for n, (r, y, p) in rows.items()}
    report(texts, left_out)
    weights = fitted(x, y, penalty)
    show(texts, {n: r @ weights for n, (r, _, _) in rows.items()})
    print("line")
    in_line = {n: (r @ weights, y) for n, (r, y, _) in alone.items()}
    report(texts, in_line)
    source = "fit by scripts/fit_glued_words.py on NTREX-128"
    told = zip(["trees", *names], [weights[0], *weights[2:]], strict=False)
    write(tables / "points.tsv", [{"evidence": n, "points": f"{w:.2f}", "source": source} for n, w in told])
    own = {
        t.name: float(weights[len(names) + 2] + w + weights[1] * math.log(rate[t.name]))
        for t, w in zip(texts, weights[len(names) + 3 :], strict=True)
    }
    write(
        tables / "lists.tsv",
        [{"list": name, "points": f"{p:.2f}", "source": source} for name, p in sorted(own.items())],
    )
    words = sum(t.words for t in texts)
    write(
        tables / "limits.tsv",
        [
            {"text": text, **{name: f"{limit(scores, words, r):.2f}" for name, r in wrong.items()}, "source": source}
            for text, scores, wrong in (("document", left_out, WRONG_IN_DOCUMENT), ("line", in_line, WRONG_IN_LINE))
        ],
    )


def rows_for(
    number: int, texts: list[Text], rate: float, names: list[str], document: bool
) -> tuple[Array, Array, Array]:
    """The features of the words of a text, which of them were glued, and which part of the file they stand in."""
    kept = [i for i in texts[number].found if i.document]
    own = [float(n == number) for n in range(len(texts))]
    told = [(i.document if document else i.line) for i in kept]
    rows = [
        [i.score, math.log(rate), *(float(e[n]) for n in names), 1.0, *own] for i, e in zip(kept, told, strict=True)
    ]
    return np.array(rows), np.array([float(i.glued) for i in kept]), np.array([i.part for i in kept])


def fitted(x: Array, y: Array, penalty: Array) -> Array:
    """Logistic regression by Newton's method."""
    w, share = np.zeros(x.shape[1]), np.where(y > 0, OF_GLUED, 1.0)
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = (x * (share * p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        w -= np.linalg.solve(slope, x.T @ (share * (p - y)) + penalty * w)
    return w


def limit(scores: dict[str, tuple[Array, Array]], words: int, rate: float) -> float:
    """The score that so many of 100,000 words of clean text reach."""
    clean = np.sort(np.concatenate([s[y == 0] for s, y in scores.values()]))[::-1]
    return float(clean[int(rate * words / 1e5)])


def show(texts: list[Text], scores: dict[str, Array]) -> None:
    """Print the words of clean text that look most like two, for somebody to read."""
    found = [
        (score, t.name, i.word)
        for t in texts
        for i, score in zip([i for i in t.found if i.document], scores[t.name].tolist(), strict=True)
        if not i.glued
    ]
    for score, name, word in sorted(found, reverse=True)[:SHOWN]:
        print(f"{score:.1f}", name, word)


def report(texts: list[Text], scores: dict[str, tuple[Array, Array]]) -> None:
    """Print what share of the gluings are parted at several rates of words that are parted wrongly."""
    words = sum(t.words for t in texts)
    for rate in (0.1, 0.2, 0.3, 0.5, 0.8, 1, 1.5, 2, 4):
        least = limit(scores, words, rate)
        recall = {t.name: (s[y > 0] >= least).sum() / t.injected for t in texts for s, y in (scores[t.name],)}
        print(rate, f"limit {least:.2f} recall {np.mean(list(recall.values())):.3f}")
        if rate == 1:
            print({n: round(float(r), 2) for n, r in recall.items()})


def rows_of(path: Path) -> dict[str, set[str]]:
    """The words of a table by their list."""
    found: dict[str, set[str]] = defaultdict(set)
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            found[row["list"]].add(row["word"])
    return found


def write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]), delimiter="\t", lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


if __name__ == "__main__":
    fit_points(Path(sys.argv[1]), sys.argv[2:])
