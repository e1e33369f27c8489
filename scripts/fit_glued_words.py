"""Fits the rule glued-words: which words are worth a look, the trees that judge them, and the limits of each language.

usage: fit_glued_words.py [--cache FOLDER] FOLDER LANG=FILE[,FILE...] ... --read LANG=FILE ...

FOLDER is that of the package: its tables and models are written. Files hold one sentence a line, or tab-separated pairs with
the sentence in the second column; they may be gzipped. The trees and weights in the repository come from Tatoeba
(https://tatoeba.org, CC BY 2.0 FR) and TICO-19 (https://tico-19.github.io, CC0); the lines of files whose name begins with
``tico19`` stand in the order of their documents. Files after --read are human text in the order of its documents (NTREX-128):
it touches the limits only.

Positive cases are made by taking out the space between two neighbouring words, negative cases are the words of the text itself
that could be parted. Both are judged in their line and, where there is one, in their document, AROUND lines on each side.

- Weights tell fast which words are worth a look: a logistic regression over all languages with an intercept for each, then one for each
  language, pulled towards the common weights. All but MISSED of the pairs that the trees would part are looked at.
- One forest for all languages judges those in their place.
- A language's limit is the lowest score at which none of its words in the text that is read is parted wrongly, and MARGIN
  more; at least the LOWEST of all languages, a higher one where the word list is poor. It is printed what limits that are chosen on two thirds of the articles do in the others.

TABLES/real_gluings.tsv names words of the texts that are gluings in truth; they are left out.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
import numpy.typing as npt
from count_word_pairs import lines, neighbours

from textfix import _splits
from textfix._gluing import features as quick_features
from textfix._lexicon import SHORTEST_WHOLE, Lexicon, core, lexicon
from textfix._pairs import class_of, pairs
from textfix._splits import NAMES, bare, divisions, place
from textfix._trees import Trees

QUICK = (
    "left zipf",
    "right zipf",
    "left length",
    "right length",
    "ending",
    "beginning",
    "usual pair",
    "left commonest",
    "right commonest",
    "both commonest",
)
PULL, FEW, SMALL = (
    0.5,
    200,
    300_000,
)  # towards the common weights; the more, the fewer words of clean text there are to part
MISSED = 0.02
INJECTED = 5000  # cases made of a file
AROUND = 8  # lines before and after one that are its document
LETTER = 1 / 2000  # of all words must be a letter alone that is a word
ROUNDS = 200
SETTINGS = {
    "objective": "binary",
    "num_leaves": 31,
    "learning_rate": 0.07,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.6,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "max_bin": 63,
    "deterministic": True,
    "num_threads": 1,
    "seed": 1,
    "verbose": -1,
}
WRONG = 3.0  # the weight of a word of the text beside one that was glued
FOLDS = 3
MARGIN, LOWEST = 0.3, 3.4  # of the limits
POOR, LOWEST_OF_POOR = -6.0, 4.2  # of lists that lack so many words that other texts hold others than those read
SUGGEST = 2.5  # log odds: three words of clean text in 100,000
FULL_OF_GLUINGS = frozenset({"ar"})  # people glue words so often there that clean text shows nothing
GAP = re.compile(r"(?<=[^\W\d_]) (?=[^\W\d_])")
TOKEN = re.compile(r"\S+")
Array = npt.NDArray[Any]


@dataclass
class Cases:
    """Words that can be parted: a row for each division. `true`: the offset at which the word was glued, -1 for words of the text."""

    name: str
    words: list[str] = field(default_factory=list)
    group: list[int] = field(default_factory=list)  # of each word: the article, or line, that it stands in
    at: list[int] = field(default_factory=list)  # of each row
    word: list[int] = field(default_factory=list)
    true: list[int] = field(default_factory=list)
    quick: list[tuple[float, ...]] = field(default_factory=list)
    full: list[Array] = field(default_factory=list)
    tokens: int = 0
    glued: int = 0

    def arrays(self) -> dict[str, Array]:
        """Everything, to be kept in a file."""
        return {
            key: np.array(value, np.float32 if key in ("quick", "full") else None) for key, value in vars(self).items()
        }


class Text:
    """Lines, each with its document."""

    def __init__(self, rows: list[str], ordered: bool, known: Counter[tuple[str, str]] | None, name: str) -> None:
        self.rows, self.ordered, self.known = rows, ordered, known
        self.pairs = pairs(name)
        self._last: tuple[int, Counter[str]] = -1, Counter()
        self.bare = [[bare(token) for token in row.split()] for row in rows]

    def document(self, i: int) -> Counter[str]:
        """The words of the document of a line, as they are written and in lower case."""
        if self._last[0] != i:
            self._last = i, self._document(i)
        return self._last[1].copy()

    def _document(self, i: int) -> Counter[str]:
        near = self.bare[max(0, i - AROUND) : i + AROUND + 1] if self.ordered else self.bare[i : i + 1]
        found = Counter(word for row in near for word in row)
        for word, count in list(found.items()):
            if word != word.lower():
                found[word.lower()] += count
        return found

    def usual(self, own: tuple[tuple[str, str], ...]) -> Callable[[str, str], int]:
        """How usual neighbours are, counted without those of the place itself."""
        if (known := self.known) is None:
            return self.pairs.usual
        return lambda left, right: class_of(known[left, right] - ((left, right) in own))


def case(words: Lexicon, cases: Cases, text: Text, i: int, line: str, m: re.Match[str], glued: int, group: int) -> None:
    """Add the divisions of the word that is the token `m` of `line`; `glued`: the offset in the line at which it was glued, or -1."""
    word = bare(m[0])
    if len(word) < SHORTEST_WHOLE or core(word) != word or len(word.lower()) != len(word):
        return
    true = glued - m.start() - m[0].index(word) if glued >= 0 else -1
    offsets = divisions(words, word)
    if not offsets or (glued >= 0 and not 0 < true < len(word)):
        return
    document = text.document(i)
    here = (word[:true], word[true:]) if glued >= 0 else (word,)
    for part in here:
        document[part] -= 1
        if part != part.lower():
            document[part.lower()] -= 1
    if document[word.lower()] > 0:
        return
    where = place(line, m.start(), m.end(), lambda w: document[w] > 0, text.ordered)
    left, right = word[:true].lower(), word[true:].lower()
    own = ((left, right), (where.before, left), (right, where.after)) if glued >= 0 else ()
    usual = text.usual(own)
    for at in offsets:
        cases.at.append(at)
        cases.word.append(len(cases.words))
        cases.true.append(true)
        cases.quick.append(quick_features(words, word, at, usual))
        cases.full.append(_splits.features(words, word, at, where, usual, 0.0))
    cases.words.append(word)
    cases.group.append(group)


def collect(lang: str, text: Text, groups: list[int], left_out: set[str], share: int) -> Cases:
    """The cases of one text; `share`: pairs that are glued in a line."""
    words = lexicon(lang)
    if words is None or not words.spaced:
        raise SystemExit(f"no word list of words between spaces for {lang!r}")
    cases = Cases(words.name, tokens=sum(map(len, text.bare)))
    dice = random.Random(19)
    chosen = set(dice.sample(range(len(text.rows)), min(len(text.rows), INJECTED // share)))
    for i, line in enumerate(text.rows):
        for m in TOKEN.finditer(line):
            if bare(m[0]).lower() not in left_out:
                case(words, cases, text, i, line, m, -1, groups[i])
        gaps = [m.start() for m in GAP.finditer(line)] if i in chosen else []
        for gap in dice.sample(gaps, min(share, len(gaps))):
            cases.glued += 1
            glued = line[:gap] + line[gap + 1 :]
            m = next(m for m in TOKEN.finditer(glued) if m.start() < gap < m.end())
            case(words, cases, text, i, glued, m, gap, groups[i])
    return cases


def training(lang: str, path: str, known: Counter[tuple[str, str]], left_out: dict[str, set[str]]) -> dict[str, Array]:
    """The cases of a file that is trained on."""
    rows = [" ".join(line.split()) for line in lines(path)]
    ordered = Path(path).name.startswith("tico19")
    words = lexicon(lang)
    assert words is not None
    text = Text(rows, ordered, known, words.name)
    return collect(lang, text, list(range(len(rows))), left_out[words.name], 2 if ordered else 1).arrays()


def reading(lang: str, path: str, ordered: bool, left_out: dict[str, set[str]]) -> dict[str, Array]:
    """The cases of human text, in its documents or line by line."""
    rows = [" ".join(line.split()) for line in lines(path)]
    ids = (Path(path).parent / "DOCUMENT_IDS.tsv").read_text(encoding="utf-8").split("\n")
    number = {name: i for i, name in enumerate(dict.fromkeys(row.split("\t")[0] for row in ids))}
    words = lexicon(lang)
    assert words is not None
    text = Text(rows, ordered, None, words.name)
    return collect(
        lang, text, [number[row.split("\t")[0]] for row in ids[: len(rows)]], left_out[words.name], 2
    ).arrays()


class Table:
    """The cases of several texts together."""

    def __init__(self, parts: list[dict[str, Array]]) -> None:
        self.parts = parts
        first = np.cumsum([0, *(len(p["words"]) for p in parts)])
        self.word = np.concatenate([p["word"] + n for p, n in zip(parts, first, strict=False)]).astype(np.int64)
        self.at, self.true = (np.concatenate([p[key] for p in parts]) for key in ("at", "true"))
        self.quick, self.full = (np.concatenate([p[key] for p in parts]) for key in ("quick", "full"))
        self.words, self.group = (np.concatenate([p[key] for p in parts]) for key in ("words", "group"))
        self.list = np.repeat([str(p["name"]) for p in parts], [len(p["words"]) for p in parts])
        self.rows = self.list[self.word]  # the list of each row
        self.clean = self.true < 0
        self.label = (self.true >= 0) & (self.true == self.at)
        self.tokens, self.glued = (sum(int(p[key]) for p in parts) for key in ("tokens", "glued"))

    def best(self, scores: Array) -> tuple[Array, Array, Array]:
        """Of each word the highest score, whether it was glued, and whether it was glued there."""
        order = np.lexsort((-scores, self.word))
        first = order[np.flatnonzero(np.diff(self.word[order], prepend=-1))]
        return scores[first], ~self.clean[first], self.label[first]


def regression(x: Array, y: Array, share: Array, prior: Array, penalty: Array) -> Array:
    """Weighted logistic regression by Newton's method with halved steps, pulled towards `prior`."""

    def loss(w: Array) -> float:
        margin = np.where(y > 0, 1, -1) * (x @ w)
        return float(share @ np.logaddexp(0, -margin) + penalty @ (w - prior) ** 2 / 2)

    w, now = prior.copy(), loss(prior)
    for _ in range(60):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (share * (p - y)) + penalty * (w - prior)
        step = np.linalg.solve((x * (share * p * (1 - p))[:, None]).T @ x + np.diag(penalty), gradient)
        while (then := loss(w - step)) > now and np.abs(step).max() > 1e-7:
            step = step / 2
        if now - then < 1e-7:
            break
        w, now = w - step, then
    return w


def quick_weights(data: Table) -> dict[str, Array]:
    """The weights of each language that tell fast what is worth a look; the fewer words, the nearer to the common ones."""
    lists = sorted(set(data.list))
    rows = data.label | data.clean
    x, y = data.quick[rows].astype(float), data.label[rows].astype(float)
    own = (data.rows[rows][:, None] == np.array(lists)).astype(float)
    share = np.zeros(len(y))
    for i in range(len(lists)):
        for kind in (0, 1):
            cases = (own[:, i] > 0) & (y == kind)
            share[cases] = 1000 / max(1, cases.sum())
    flat = np.zeros(x.shape[1] + len(lists))
    common = regression(np.hstack([x, own]), y, share, flat, flat + 1)[: x.shape[1]]
    found = {}
    for i, name in enumerate(lists):
        a, b, s = (part[own[:, i] > 0] for part in (x, y, share))
        size = sum(int(p["tokens"]) for p in data.parts if str(p["name"]) == name)
        pull = PULL * a.var(0) * max(1.0, SMALL / size, FEW / max(1, (b == 0).sum()))
        prior = np.r_[common, -float(np.median(a @ common))]
        a = np.hstack([a, np.ones((len(a), 1))])
        found[name] = regression(a, b, s, prior, np.r_[pull + 0.01, 0.001])[: len(QUICK)].round(
            3
        )  # the intercept is all but free
    return found


def forest(data: Table) -> lightgbm.Booster:
    """Train the trees."""
    dice = np.random.RandomState(1)
    fit = ~np.isin(data.rows, list(FULL_OF_GLUINGS))
    rows = fit & (data.label | data.clean) & (data.clean | (dice.rand(len(data.label)) < 0.5))
    weight = np.where(data.clean, WRONG, 2.0)
    cases = lightgbm.Dataset(data.full[rows], data.label[rows].astype(float), weight=weight[rows])
    return lightgbm.train(SETTINGS, cases, ROUNDS)


class Read:
    """What the trees say of the text that is read, word by word."""

    def __init__(
        self, table: Table, trees: lightgbm.Booster, left_out: dict[str, set[str]], often: dict[str, float]
    ) -> None:
        self.often = often
        scores = np.asarray(trees.predict(table.full, raw_score=True, num_threads=1))
        self.table = table
        self.odds, self.glued, self.right = table.best(scores)
        order = np.lexsort((-scores, table.word))
        row = table.full[order[np.flatnonzero(np.diff(table.word[order], prepend=-1))]]
        capital, *shown = (row[:, NAMES.index(name)] > 0 for name in ("capital left", "begins", "capital in document"))
        sure = ~capital | shown[0] | shown[1]
        kept = np.array(
            [word.lower() not in left_out[name] for word, name in zip(table.words, table.list, strict=True)]
        )
        self.judged = sure & kept
        self.documents = row[:, NAMES.index("document")] > 0

    def limits(self, groups: Array) -> dict[tuple[str, bool], float]:
        """The limit of each language, in documents or not: a margin above the highest score of a word of the text in articles of `groups`."""
        seen = self.judged & ~self.glued & groups[self.table.group]
        found = {}
        for name in sorted(set(self.table.list)):
            for long in (True, False):
                odds = self.odds[seen & (self.table.list == name) & (self.documents == long)]
                lowest = LOWEST_OF_POOR if self.often[name] > POOR else LOWEST
                found[name, long] = round(max([lowest, *(odds + MARGIN)]), 2)
        return found

    def outcome(self, limit: dict[tuple[str, bool], float], groups: Array, lists: set[str]) -> Array:
        """In documents and line by line: words of the text that are parted, words that are parted where they were glued."""
        at = np.array([limit[key] for key in zip(self.table.list, self.documents.tolist(), strict=True)])
        there = self.judged & groups[self.table.group] & (self.odds >= at) & np.isin(self.table.list, list(lists))
        forms = (self.documents, ~self.documents)
        return np.array([[(there & form & ~self.glued).sum(), (there & form & self.right).sum()] for form in forms])

    def crossed(self) -> None:
        """Print what limits that are chosen on some of the articles do in the others."""
        fold = np.random.RandomState(0).randint(0, FOLDS, self.table.group.max() + 1)
        every = set(self.table.list)
        found = sum(self.outcome(self.limits(fold != k), fold == k, every) for k in range(FOLDS))
        for form, (wrong, right) in zip(("documents", "lines"), np.asarray(found), strict=True):
            rate, recall = 2e5 * wrong / self.table.tokens, 2 * right / self.table.glued
            print(f"limits chosen on other articles, {form}: {rate:.2f} in 100,000 words parted, recall {recall:.3f}")


def limit_rows(read: Read, quick: dict[str, Array], trained: Table, odds: Array) -> Iterator[dict[str, object]]:
    """The table of limits."""
    every = np.ones(read.table.group.max() + 1, bool)
    found = read.limits(every)
    for name, weights in sorted(quick.items()):
        glued = trained.label & (trained.rows == name) & (odds >= SUGGEST)
        look = np.quantile(trained.quick[glued] @ weights, MISSED)
        tokens = sum(int(p["tokens"]) for p in read.table.parts if str(p["name"]) == name) // 2
        made = sum(int(p["glued"]) for p in read.table.parts if str(p["name"]) == name) // 2
        recall = read.outcome(found, every, {name})[:, 1] / max(1, made)
        yield {
            "list": name,
            "look": f"{look:.2f}",
            "suggest": SUGGEST,
            "repair": f"{found.get((name, False), np.inf):.2f}",
            "document": f"{found.get((name, True), np.inf):.2f}",
            "candidates": read.often[name],
            "recall in documents": f"{recall[0]:.2f}",
            "recall in lines": f"{recall[1]:.2f}",
            "words": tokens,
            "source": "Tatoeba; TICO-19; limit: NTREX-128",
        }


def letters(files: dict[str, list[str]]) -> Iterator[dict[str, object]]:
    """The letters that are words, of each word list."""
    for lang, paths in sorted(files.items()):
        words = lexicon(lang)
        tokens = Counter(token for path in paths for line in lines(path) for token in line.split())
        alone = sorted(
            t
            for t, n in tokens.items()
            if len(t) == 1 and t.isalpha() and t == t.lower() and n >= LETTER * tokens.total()
        )
        if words is not None and alone:
            yield {"list": words.name, "letters": "".join(alone), "source": "Tatoeba; TICO-19"}


def rows_of(path: Path) -> dict[str, set[str]]:
    """The words of a table by their list."""
    found: dict[str, set[str]] = defaultdict(set)
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            found[row["list"]].add(row["word"])
    return found


def write(path: Path, rows: list[dict[str, object]]) -> None:
    """Write a table."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]), delimiter="\t", lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def kept(folder: Path | None, name: str, make: Callable[[], dict[str, Array]]) -> dict[str, Array]:
    """What was made before under a name, or is made now."""
    path = folder / f"{name}.npz" if folder else None
    if path is not None and path.exists():
        with np.load(path) as file:
            return dict(file)
    found = make()
    if path is not None:
        np.savez_compressed(path, allow_pickle=False, **found)
    print(name, len(found["words"]), "words that can be parted", flush=True)
    return found


def gather(
    files: dict[str, list[str]], read: list[tuple[str, str]], left_out: dict[str, set[str]], cache: Path | None
) -> tuple[Table, Table]:
    """The cases that are trained on, and those of the text that is read: in documents, then line by line."""
    parts, seen = [], []
    for lang, paths in files.items():
        known = neighbours(line for path in paths for line in lines(path))
        for path in paths:
            make = partial(training, lang, path, known, left_out)
            parts.append(kept(cache, f"train.{lang}.{Path(path).name}", make))
    for ordered in (True, False):
        for lang, path in read:
            seen.append(kept(cache, f"read.{lang}.{int(ordered)}", partial(reading, lang, path, ordered, left_out)))
    return Table(parts), Table(seen)


def main() -> None:
    """Fit everything and write it."""
    parser = argparse.ArgumentParser(usage=__doc__ and "\n".join(__doc__.splitlines()[2:3]))
    parser.add_argument("folder", type=Path)
    parser.add_argument("files", nargs="+", metavar="LANG=FILE")
    parser.add_argument("--read", nargs="+", default=[], metavar="LANG=FILE")
    parser.add_argument("--cache", type=Path)
    args = parser.parse_args()
    tables = args.folder / "tables" / "glued-words"
    files = {lang: paths.split(",") for lang, _, paths in (a.partition("=") for a in args.files)}
    write(tables / "letters.tsv", list(letters(files)))
    real, known = rows_of(tables / "real_gluings.tsv"), rows_of(tables / "known.tsv")
    seen = [(lang, path) for lang, _, path in (a.partition("=") for a in args.read)]
    everything, text = gather(files, seen, real, args.cache)
    often = {}
    for name in sorted(set(everything.list)):
        parts = [p for p in everything.parts if str(p["name"]) == name]
        words = sum(len(set(p["word"][p["true"] < 0].tolist())) for p in parts)
        often[name] = round(float(np.log((words + 1) / sum(int(p["tokens"]) for p in parts))), 2)
    for table in (everything, text):
        table.full[:, -1] = [often[name] for name in table.rows]
    quick = quick_weights(everything)
    trees = forest(everything)
    np.savez_compressed(
        args.folder / "models" / "glued-words.npz", allow_pickle=False, **Trees.of([trees.dump_model()], NAMES).arrays()
    )
    source = "fit by scripts/fit_glued_words.py on Tatoeba and TICO-19"
    rows = [
        {"list": n, **dict(zip(QUICK, w.tolist(), strict=True)), "source": source} for n, w in sorted(quick.items())
    ]
    write(tables / "weights.tsv", rows)
    odds = np.asarray(trees.predict(everything.full, raw_score=True, num_threads=1))
    read = Read(text, trees, defaultdict(set, {n: real[n] | known[n] for n in set(real) | set(known)}), often)
    read.crossed()
    write(tables / "limits.tsv", list(limit_rows(read, quick, everything, odds)))


if __name__ == "__main__":
    main()
