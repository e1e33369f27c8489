"""Fits the rule glued-words: the weights of its features and its thresholds for each language.

usage: fit_glued_words.py TABLES LANG=FILE[,FILE...] ... [--measure LANG=FILE[,FILE...] ...]
       fit_glued_words.py TABLES --documents LANG=FILE ...

Files hold one sentence a line, or tab-separated pairs with the sentence in the second column; they may be gzipped.
The tables in the repository come from Tatoeba (https://tatoeba.org, CC BY 2.0 FR) and TICO-19
(https://tico-19.github.io, CC0). Files after --measure are only counted: they touch neither weights nor thresholds.

Positive cases are made by taking out the space between two neighbouring lower-case words, negative cases are the
words of the text itself that could be parted. The common weights are those of one logistic regression over all languages
with an intercept for each; those of a language come from its own cases and are pulled towards the common ones. A
language's threshold is the lowest score at which at most REPAIR_RATE of 100,000 words
are parted wrongly. TABLES/real_gluings.tsv names words of the texts that are gluings in truth; they are left out.

With --documents the weights stay, and the limits for documents are fitted to clean text whose sentences stand in the order
of their documents (NTREX-128): a little more than the highest score of a word that its neighbourhood, 17 lines, has once.
"""

from __future__ import annotations

import csv
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
from count_word_pairs import lines, neighbours

from textfix._gluing import features
from textfix._gluing import weights as weights_of
from textfix._lexicon import Lexicon, core, lexicon
from textfix._pairs import class_of, pairs

NAMES = (
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
REPAIR_RATE, SUGGEST_RATE = 0.5, 2.0  # wrong splits in 100,000 words
# Added to a threshold, because the worst word of a text is not the worst there is: all of it for SMALL words of text,
# less in proportion where there is more, more by the square root where there are fewer; and more where hardly any words of the text could be parted at all.
MARGIN, SMALL = 1.0, 300_000
CAPITAL = 1.0  # the least that is added for a word with a capital: names are often two words run together
PULL, FEW = 0.5, 200  # towards the common weights; the more, the fewer words of clean text there are to part
ENOUGH = 20_000  # words of text below which nothing is repaired
LEAST_REPAIRED, LEAST_RECALL = 0.40, 0.25  # recall below which nothing is repaired, nothing suggested
INJECTED = 6000
AROUND = 8  # lines before and after one that are its document
DOCUMENT_MARGIN = 0.8
FULL_OF_GLUINGS = frozenset({"ar", "fa", "ta"})  # people glue words so often there that nothing can be fitted
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
    known: Counter[tuple[str, str]] = field(default_factory=Counter)


def candidate(words: Lexicon, word: str, known: Counter[tuple[str, str]], taken: int = 0) -> Candidate:
    """`taken`: the offset at which the word was glued, so that the pair counts once less."""
    offsets = [at for at in words.splits(word) if word[at].isalpha()]

    def usual(left: str, right: str) -> int:
        return class_of(known[left, right] - (len(left) == taken))

    return word, offsets, np.array([features(words, word, at, usual) for at in offsets]).reshape(-1, len(NAMES))


def clean_words(
    words: Lexicon, text: list[str], real: set[str], known: Counter[tuple[str, str]], capital: bool = False
) -> tuple[int, list[Candidate]]:
    counts = Counter(token for line in text for token in line.split())
    bare = {word for token in counts if len(word := core(token)) > 3}
    bare = {word for word in bare if (word.istitle() and word.isalpha() if capital else word == word.lower())}
    found = (candidate(words, word, known) for word in sorted(bare - real))
    return counts.total(), [c for c in found if c[1]]


def glue(
    words: Lexicon, text: list[str], dice: random.Random, known: Counter[tuple[str, str]], counted: bool
) -> Iterator[tuple[int, Candidate]]:
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
            at = len(tokens[i])
            yield at, candidate(words, tokens[i] + core(tokens[i + 1]), known, at if counted else 0)
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
    known = neighbours(text)
    count, clean = clean_words(words, text, real, known)
    names = sorted({Path(path).name.split(".")[0] for path in files})
    capital = clean_words(words, text, real, known, capital=True)[1]
    glued = list(glue(words, text, dice, known, counted=True))
    return Material(words.name, count, clean, capital, glued, "+".join(names), known)


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


def cases(material: Material) -> tuple[Array, Array, Array] | None:
    """Features, labels and shares of the cases of a language."""
    good = [x[offsets.index(at)] for at, (_, offsets, x) in material.glued[::2] if at in offsets]
    bad = [row for _, _, x in material.clean for row in x]
    if not good or not bad:
        return None
    labels = np.r_[np.ones(len(good)), np.zeros(len(bad))]
    return np.array(good + bad), labels, np.r_[np.full(len(good), 1000 / len(good)), np.full(len(bad), 1000 / len(bad))]


def common_weights(all_material: list[Material]) -> Array:
    blocks, labels, shares = [], [], []
    for i, material in enumerate(all_material):
        if found := cases(material):
            x, y, share = found
            own = np.zeros((len(x), len(all_material)))
            own[:, i] = 1
            blocks.append(np.hstack([x, own]))
            labels.append(y)
            shares.append(share)
    x = np.vstack(blocks)
    flat = np.zeros(x.shape[1])
    return regression(x, np.concatenate(labels), np.concatenate(shares), flat, flat + 1)[: len(NAMES)]


def own_weights(material: Material, common: Array) -> Array:
    """The weights of a language; the fewer words, the nearer to the common ones."""
    found = cases(material)
    if not found:
        return common
    x, y, share = found
    pull = PULL * x.var(0) * max(1.0, SMALL / material.words, FEW / (y == 0).sum())
    x, prior = np.hstack([x, np.ones((len(x), 1))]), np.r_[common, -float(np.median(x @ common))]
    penalty = np.r_[pull + 0.01, 0.001]  # the intercept is all but free
    return regression(x, y, share, prior, penalty)[: len(NAMES)]


def threshold(scores: list[float], words: int, rate: float) -> float:
    allowed = int(rate * words / 100_000)
    ordered = sorted(scores, reverse=True)
    limit = ordered[allowed] if allowed < len(ordered) else min(ordered, default=0.0)
    size = SMALL / words if words > SMALL else (SMALL / words) ** 0.5
    return limit + MARGIN * min(2.5, size) * min(2.5, 1 + 20 / max(1, len(scores)))


def recall(held_out: list[tuple[int, Candidate]], w: Array, limit: float) -> float:
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
    found = recall(material.glued[1::2], w, repair)
    names = [float((x @ w).max()) for _, _, x in material.capital]
    capital = max(repair + CAPITAL, threshold(names, material.words, REPAIR_RATE))
    state = "repair" if material.words >= ENOUGH and found >= LEAST_REPAIRED else "suggest"
    if state == "suggest":
        repair, capital, found = float("inf"), float("inf"), recall(material.glued[1::2], w, suggest)
        if found < LEAST_RECALL:
            state = "off"
    return {
        "list": material.name,
        "state": state,
        "repair": f"{repair:.2f}",
        "suggest": f"{suggest:.2f}",
        "capital": f"{capital:.2f}",
        "document": "inf",  # by --documents
        "recall": f"{found:.2f}",
        "words": material.words,
        "source": material.sources,
    }


def known(
    material: dict[str, Material], rows: dict[str, dict[str, object]], weights: dict[str, Array]
) -> Iterator[dict[str, object]]:
    """The words of the texts that the rule would part for want of knowing them."""
    for lang, m in sorted(material.items()):
        limit, w = float(str(rows[lang]["suggest"])), weights[lang]
        if rows[lang]["state"] != "off":
            for word in sorted(word for word, _, x in m.clean if (x @ w).max() >= limit):
                yield {"list": m.name, "word": word, "source": m.sources}


def measure(lang: str, files: list[str], m: Material, row: dict[str, object], w: Array) -> None:
    """Print what the thresholds would part in other clean text."""
    words = lexicon(lang)
    assert words is not None
    for path in files:
        text = list(lines(path))
        other = list(glue(words, text, random.Random(19), m.known, counted=False))
        print(lang, Path(path).name, row["state"], "recall", f"{recall(other, w, float(str(row['repair']))):.2f}")
        count, found = clean_words(words, text, set(), m.known)
        tokens = Counter(core(token) for line in text for token in line.split())
        scored = [(float((x @ w).max()), c[0]) for c in found for x in (c[2],) if tokens[c[0]] == 1]
        names = [(float((c[2] @ w).max()), c[0]) for c in clean_words(words, text, set(), m.known, capital=True)[1]]
        for state in ("repair", "suggest", "capital"):
            pool = [n for n in names if tokens[n[1]] == 1] if state == "capital" else scored
            hits = sorted((h for h in pool if h[0] >= float(str(row[state]))), reverse=True)
            print(
                lang, Path(path).name, row["state"], state, f"{1e5 * len(hits) / count:.1f}", [h[1] for h in hits][:9]
            )


def lone_words(words: Lexicon, text: list[str], w: Array, left_out: set[str]) -> Iterator[float]:
    """The scores of the words that stand once among the lines around them."""
    bare = [[core(token).lower() for token in line.split()] for line in text]
    usual = pairs(words.name).usual
    for i, line in enumerate(text):
        near = Counter(word for other in bare[max(0, i - AROUND) : i + AROUND + 1] for word in other)
        for word in map(core, line.split()):
            if len(word) > 3 and word == word.lower() and near[word] == 1 and word not in left_out:
                offsets = [at for at in words.splits(word) if word[at].isalpha()]
                yield from sorted(float(np.dot(features(words, word, at, usual), w)) for at in offsets)[-1:]


def fit_documents(tables: Path, arguments: list[str]) -> None:
    """Write the limits for documents into the table of thresholds."""
    seen: dict[str, list[float]] = {}
    for lang, _, path in (a.partition("=") for a in arguments):
        words = lexicon(lang)
        if words is not None and words.name in weights_of():
            left_out = rows_of(tables / "real_gluings.tsv")[words.name] | rows_of(tables / "known.tsv")[words.name]
            found = lone_words(words, list(lines(path)), np.array(weights_of()[words.name]), left_out)
            seen.setdefault(words.name, []).extend(found)
    with (tables / "thresholds.tsv").open(encoding="utf-8") as file:
        table = list(csv.DictReader(file, delimiter="\t"))
    for row in table:
        limit = min(float(row["repair"]), max(seen.get(row["list"], []), default=np.inf) + DOCUMENT_MARGIN)
        full = row["list"] in FULL_OF_GLUINGS
        row["document"] = "inf" if full else f"{limit:.2f}"
        if row["state"] in ("off", "suggest") and not full:
            row["state"] = "document"
        row["source"] = row.pop("source").removesuffix("; NTREX-128") + "; NTREX-128"  # stays the last column
    write(tables / "thresholds.tsv", table)


def rows_of(path: Path) -> dict[str, set[str]]:
    """The words of a table by their list."""
    found: dict[str, set[str]] = defaultdict(set)
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            found[row["list"]].add(row["word"])
    return found


def write(path: Path, rows: list[dict[str, object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, list(rows[0]), delimiter="\t", lineterminator="\n")
        table.writeheader()
        table.writerows(rows)


def main() -> None:
    tables, *arguments = sys.argv[1:]
    if arguments[:1] == ["--documents"]:
        fit_documents(Path(tables), arguments[1:])
        return
    cut = arguments.index("--measure") if "--measure" in arguments else len(arguments)
    fit, held = ([a.partition("=")[::2] for a in part] for part in (arguments[:cut], arguments[cut + 1 :]))
    real = rows_of(Path(tables) / "real_gluings.tsv")
    material = {lang: collect(lang, files.split(","), real[lang]) for lang, files in fit}
    common = common_weights(list(material.values()))
    weights = {lang: own_weights(m, common).round(3) for lang, m in material.items()}
    source = "fit by scripts/fit_glued_words.py on Tatoeba and TICO-19"
    table = [
        {"list": material[lang].name, **dict(zip(NAMES, w.tolist(), strict=True)), "source": source}
        for lang, w in sorted(weights.items())
    ]
    write(Path(tables) / "weights.tsv", table)
    rows = {lang: row_of(m, weights[lang]) for lang, m in material.items()}
    write(Path(tables) / "thresholds.tsv", sorted(rows.values(), key=lambda r: str(r["list"])))
    write(Path(tables) / "known.tsv", list(known(material, rows, weights)))
    for lang, row in rows.items():
        scores = ((round(float((x @ weights[lang]).max()), 1), word) for word, _, x in material[lang].clean)
        print(*row.values(), sorted(scores, reverse=True)[:12], sep="\t", flush=True)
    for lang, files in held:
        measure(lang, files.split(","), material[lang], rows[lang], weights[lang])


if __name__ == "__main__":
    main()
