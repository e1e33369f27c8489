"""Fits the rule glued-words: the weights of its features and its thresholds for each language.

usage: fit_glued_words.py TABLES LANG=FILE[,FILE...] ... [--measure LANG=FILE[,FILE...] ...]

Files hold one sentence a line, or tab-separated pairs with the sentence in the second column; they may be gzipped.
The tables in the repository come from Tatoeba (https://tatoeba.org, CC BY 2.0 FR) and TICO-19
(https://tico-19.github.io, CC0). Files after --measure are only counted: they touch neither weights nor thresholds.

Positive cases are made by taking out the space between two neighbouring lower-case words, negative cases are the
words of the text itself that could be parted. The weights are those of one logistic regression over all languages
with an intercept for each. A language's threshold is the lowest score at which at most REPAIR_RATE of 100,000 words
are parted wrongly. TABLES/real_gluings.tsv names words of the texts that are gluings in truth; they are left out.
"""

from __future__ import annotations

import csv
import gzip
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt

from textfix._lexicon import Lexicon, core, lexicon
from textfix.rules.words.glued_words import features

NAMES = ("left zipf", "right zipf", "left length", "right length", "ending", "beginning")
REPAIR_RATE, SUGGEST_RATE = 0.5, 2.0  # wrong splits in 100,000 words
# Added to a threshold, because the worst word of a text is not the worst there is: all of it up to SMALL words of
# text, less in proportion where there is more.
MARGIN, SMALL = 2.0, 300_000
CAPITAL = 1.0  # the least that is added for a word with a capital: names are often two words run together
ENOUGH = 100_000  # words of text below which nothing is repaired
LEAST_RECALL = 0.25
INJECTED = 6000
Array = npt.NDArray[np.float64]
Candidate = tuple[str, list[int], Array]  # word, offsets, features of each


@dataclass
class Material:
    """The cases of one language."""

    name: str
    words: int = 0
    clean: list[Candidate] = field(default_factory=list)
    capital: list[Candidate] = field(default_factory=list)  # capitalised words: names, nouns, beginnings
    glued: list[tuple[int, Candidate]] = field(default_factory=list)  # true offset, candidate
    sources: str = ""


def lines(path: str) -> Iterator[str]:
    data = Path(path).read_bytes()
    for line in (gzip.decompress(data) if path.endswith(".gz") else data).decode("utf-8").split("\n"):
        if line:
            yield line.split("\t")[1] if ".tsv" in path else line


def candidate(words: Lexicon, word: str) -> Candidate:
    offsets = [at for at in words.splits(word) if word[at].isalpha()]
    return word, offsets, np.array([features(words, word, at) for at in offsets]).reshape(-1, len(NAMES))


def clean_words(words: Lexicon, text: list[str], real: set[str], capital: bool = False) -> tuple[int, list[Candidate]]:
    counts = Counter(token for line in text for token in line.split())
    bare = {word for token in counts if len(word := core(token)) > 3}
    bare = {word for word in bare if (word.istitle() and word.isalpha() if capital else word == word.lower())}
    found = (candidate(words, word) for word in sorted(bare - real))
    return counts.total(), [c for c in found if c[1]]


def glue(words: Lexicon, text: list[str], dice: random.Random) -> Iterator[tuple[int, Candidate]]:
    made = 0
    for line in text:
        tokens = line.split()
        joints = [
            i
            for i in range(len(tokens) - 1)
            if core(tokens[i]) == tokens[i] == tokens[i].lower()
            and (right := core(tokens[i + 1])) == right.lower()
            and right
            and tokens[i + 1].startswith(right)
        ]
        if joints:
            i = dice.choice(joints)
            yield len(tokens[i]), candidate(words, tokens[i] + core(tokens[i + 1]))
            made += 1
            if made == INJECTED:
                return


def collect(lang: str, files: list[str], real: set[str]) -> Material:
    words = lexicon(lang)
    if words is None or not words.spaced:
        sys.exit(f"no word list of words between spaces for {lang!r}")
    dice = random.Random(19)
    text = [line for path in files for line in lines(path)]
    dice.shuffle(text)
    count, clean = clean_words(words, text, real)
    names = sorted({Path(path).name.split(".")[0] for path in files})
    capital = clean_words(words, text, real, capital=True)[1]
    return Material(words.name, count, clean, capital, list(glue(words, text, dice)), "+".join(names))


def regression(x: Array, y: Array, share: Array, penalty: float = 1.0) -> Array:
    """Weighted logistic regression by Newton's method."""
    w: Array = np.zeros(x.shape[1])
    ridge = np.eye(x.shape[1]) * penalty
    for _ in range(40):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        gradient = x.T @ (share * (p - y)) + ridge @ w
        step = np.linalg.solve((x * (share * p * (1 - p))[:, None]).T @ x + ridge, gradient)
        w = w - step
        if np.abs(step).max() < 1e-6:
            break
    return w


def fit_weights(all_material: list[Material]) -> Array:
    blocks, labels, shares = [], [], []
    for i, material in enumerate(all_material):
        good = [x[offsets.index(at)] for at, (_, offsets, x) in material.glued[::2] if at in offsets]
        bad = [row for _, _, x in material.clean for row in x]
        if not good or not bad:
            continue
        own = np.zeros((len(good) + len(bad), len(all_material)))
        own[:, i] = 1
        blocks.append(np.hstack([np.array(good + bad), own]))
        labels.append(np.r_[np.ones(len(good)), np.zeros(len(bad))])
        shares.append(np.r_[np.full(len(good), 1000 / len(good)), np.full(len(bad), 1000 / len(bad))])
    w = regression(np.vstack(blocks), np.concatenate(labels), np.concatenate(shares))
    return w[: len(NAMES)]


def threshold(scores: list[float], words: int, rate: float) -> float:
    allowed = int(rate * words / 100_000)
    ordered = sorted(scores, reverse=True)
    limit = ordered[allowed] if allowed < len(ordered) else min(ordered, default=0.0)
    return limit + MARGIN * min(1.0, SMALL / words)


def recall(material: Material, w: Array, limit: float) -> float:
    held_out = material.glued[1::2]
    right = 0
    for at, (_, offsets, x) in held_out:
        if offsets:
            scores = x @ w
            best = int(scores.argmax())
            right += bool(scores[best] >= limit and offsets[best] == at)
    return right / max(1, len(held_out))


def row_of(material: Material, w: Array) -> dict[str, object]:
    scores = [float((x @ w).max()) for _, _, x in material.clean]
    suggest = threshold(scores, material.words, SUGGEST_RATE)
    repair = max(suggest, threshold(scores, material.words, REPAIR_RATE))
    found = recall(material, w, repair)
    names = [float((x @ w).max()) for _, _, x in material.capital]
    capital = max(repair + CAPITAL, threshold(names, material.words, REPAIR_RATE))
    state = "repair" if material.words >= ENOUGH and found >= LEAST_RECALL else "suggest"
    if state == "suggest":
        repair, capital, found = float("inf"), float("inf"), recall(material, w, suggest)
        if found < LEAST_RECALL:
            state = "off"
    return {
        "list": material.name,
        "state": state,
        "repair": f"{repair:.2f}",
        "suggest": f"{suggest:.2f}",
        "capital": f"{capital:.2f}",
        "recall": f"{found:.2f}",
        "words": material.words,
        "source": material.sources,
    }


def known(material: dict[str, Material], rows: dict[str, dict[str, object]], w: Array) -> Iterator[dict[str, object]]:
    """The words of the texts that the rule would part for want of knowing them."""
    for lang, m in sorted(material.items()):
        limit = float(str(rows[lang]["suggest"]))
        if rows[lang]["state"] != "off":
            for word in sorted(word for word, _, x in m.clean if (x @ w).max() >= limit):
                yield {"list": m.name, "word": word, "source": m.sources}


def measure(lang: str, files: list[str], row: dict[str, object], w: Array) -> None:
    """Print what the thresholds would part in other clean text."""
    words = lexicon(lang)
    assert words is not None
    for path in files:
        text = list(lines(path))
        count, found = clean_words(words, text, set())
        tokens = Counter(core(token) for line in text for token in line.split())
        scored = [(float((x @ w).max()), c[0]) for c in found for x in (c[2],) if tokens[c[0]] == 1]
        names = [(float((c[2] @ w).max()), c[0]) for c in clean_words(words, text, set(), capital=True)[1]]
        for state in ("repair", "suggest", "capital"):
            pool = [n for n in names if tokens[n[1]] == 1] if state == "capital" else scored
            hits = sorted((h for h in pool if h[0] >= float(str(row[state]))), reverse=True)
            print(
                lang, Path(path).name, row["state"], state, f"{1e5 * len(hits) / count:.1f}", [h[1] for h in hits][:9]
            )


def write(path: Path, rows: list[dict[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]), delimiter="\t", lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def main() -> None:
    tables, *arguments = sys.argv[1:]
    cut = arguments.index("--measure") if "--measure" in arguments else len(arguments)
    fit, held = ([a.partition("=")[::2] for a in part] for part in (arguments[:cut], arguments[cut + 1 :]))
    with (Path(tables) / "real_gluings.tsv").open(encoding="utf-8") as file:
        real: dict[str, set[str]] = {}
        for row in csv.DictReader(file, delimiter="\t"):
            real.setdefault(row["list"], set()).add(row["word"])
    material = {lang: collect(lang, files.split(","), real.get(lang, set())) for lang, files in fit}
    w = fit_weights(list(material.values())).round(3)
    source = "fit by scripts/fit_glued_words.py on Tatoeba and TICO-19"
    weights = [{"feature": n, "weight": f"{v:.3f}", "source": source} for n, v in zip(NAMES, w, strict=True)]
    write(Path(tables) / "weights.tsv", [dict(r) for r in weights])
    rows = {lang: row_of(m, w) for lang, m in material.items()}
    write(Path(tables) / "thresholds.tsv", sorted(rows.values(), key=lambda r: str(r["list"])))
    write(Path(tables) / "known.tsv", list(known(material, rows, w)))
    for lang, row in rows.items():
        worst = sorted(((round(float((x @ w).max()), 1), word) for word, _, x in material[lang].clean), reverse=True)
        print(*row.values(), worst[:12], sep="\t", flush=True)
    for lang, files in held:
        measure(lang, files.split(","), rows[lang], w)


if __name__ == "__main__":
    main()
