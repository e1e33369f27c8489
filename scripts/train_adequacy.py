"""Train the scorer of translations beside their sources: ``textfix/models/adequacy.npz`` and ``textfix/models/difficulty``.

usage: train_adequacy.py [--left-out] [--cache FOLDER] PARALLEL MLQE ENGLISH [ENGLISH ...]

The folders are those of ``build_lexicons.py``, ENGLISH the files that ``count_sequences.py`` counts beside MLQE-PE: Tatoeba and
TICO-19. Labels come from the seven pairs of MLQE-PE (CC0): human direct assessments, standardised by annotator, and whether
post-editors left the translation as it was, changed it in one place, or in more. Each sentence is scored with a lexicon and
sequences that have not seen its post-edited translation, as it will be in use: those of the training rows are learned from the
other two thirds. How hard its English words are is what ``fit_difficulty.py`` learned from the other pairs; what it learned of other
languages counts outside of the trees, whose rows are what it was learned from. A second set of trees
tells made faults (a translation of another sentence, the source itself, a half, a repetition) from real translations, so that what
weak systems of 2020 did not do is known to be bad too. ``--left-out`` trains without each pair into English in turn, and says how
well the others' labels do for it.
``--cache`` keeps the features, which take the most of the time.
"""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np
from build_lexicons import Pairs, foreign, limits, mlqe, parallel, post_edits
from count_sequences import model, sentences
from fit_difficulty import MANY, Learner, edits, of_one_pair, save
from numpy.typing import NDArray

from textfix._adequacy.align import align
from textfix._adequacy.difficulty import ASPECTS, EASE, Difficulty
from textfix._adequacy.features import NAMES, OUTSIDE, features, vector
from textfix._adequacy.lexicon import Lexicon, learn
from textfix._adequacy.scorer import Scorer
from textfix._inference import MODELS
from textfix._sequences import Sequences
from textfix._trees import Trees

Floats = NDArray[np.float32]
Record = dict[str, Any]

_FOLDS = 3
_ROUNDS = 500
_SEEDS = (1, 2, 3)  # forests whose mean is taken
_LEFT_OUT_ROUNDS = 250
_FAULT_ROUNDS = 700
_FAULT_WEIGHT = 0.2  # of a made fault beside a real translation: there are few of them in the world
# What assessments and edits weigh in the label. With these, it foretells assessments with a slope of one.
_ASSESSED, _SPARED = 0.66, 0.58
_OUTSIDE = [NAMES.index(name) for name in OUTSIDE]  # what the trees are not shown
_MADE = 25  # one made fault of each kind for so many real translations
_SETTINGS = {
    "objective": "regression",
    # Thresholds drawn at random: what holds between languages and systems is learned better so than with the best ones.
    "extra_trees": True,
    "num_leaves": 28,
    "learning_rate": 0.04,
    "min_data_in_leaf": 60,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 10,
    "deterministic": True,
    "num_threads": 1,
    "verbose": -1,
}


class Table:
    """Features and labels of one language pair: training rows, made faults, and the rows kept for development.

    `z` are the assessments, `edits` how many places a post-editor changed.
    """

    def __init__(self, x: Floats, z: Floats, edits: Floats, made: Floats, dev: Floats, dev_z: Floats) -> None:
        self.x, self.z, self.edits, self.made, self.dev, self.dev_z = x, z, edits, made, dev, dev_z

    @property
    def label(self) -> Floats:
        """What the trees shall say: the assessment, and how little there was to edit beside what is usual in the pair."""
        spared = -np.minimum(self.edits, MANY)
        label: Floats = _ASSESSED * self.z + _SPARED * (spared - spared.mean())
        return label


def lexicon_of(lp: str, corpus: Pairs, records: list[Record]) -> Lexicon:
    """Learn the lexicon of a pair as it ships, its first side being the source."""
    lexicon = learn([*corpus, *post_edits(lp, records)], limits(True))
    return lexicon if lp.startswith("en-") else lexicon.swapped()


def folds(lp: str, train: list[Record]) -> list[list[int]]:
    """Divide the training records of a pair."""
    order = list(range(len(train)))
    random.Random(lp).shuffle(order)
    return [order[fold::_FOLDS] for fold in range(_FOLDS)]


def sequences_without(fold: int, train: dict[str, list[Record]], english: set[str]) -> Sequences:
    """Count the usual sequences of English as they come along, without the post-edited translations of a fold."""
    lines = set(english)
    for lp, records in train.items():
        if lp.endswith("-en"):
            here = set(folds(lp, records)[fold])
            lines |= {str(r["pe"]) for i, r in enumerate(records) if i not in here}
    return Sequences(model(lines))


def rows(lp: str, pairs: list[tuple[str, str]], lexicon: Lexicon, usual: Sequences | None = None) -> Floats:
    """Return the features of sources and translations."""
    a, b = lp.split("-")
    usual = usual if b == "en" else None
    return np.array([vector(features(align(s, t, lexicon), a, b, usual)) for s, t in pairs]).reshape(-1, len(NAMES))


def faults(records: list[Record], rng: random.Random) -> list[tuple[str, str]]:
    """Make faulty translations, beside their sources."""
    out: list[tuple[str, str]] = []
    for _ in range(len(records) // _MADE):
        r, other = rng.sample(records, 2)
        words = r["mt"].split()
        out.append((r["src"], other["mt"]))
        out.append((r["src"], r["src"]))
        if len(words) > 7:
            at = rng.randint(len(words) // 4, len(words) * 2 // 3)
            kept = words[:at] if rng.random() < 0.7 else words[-at:]
            out.append((r["src"], " ".join(kept)))
            at = rng.randint(0, len(words) - 3)
            part = words[at : at + rng.randint(1, 6)]
            out.append((r["src"], " ".join(words[: at + 6] + part * rng.randint(2, 5))))
            half = len(words) // 2
            out.append((r["src"], " ".join(words[:half] + other["mt"].split()[half:])))
    return out


def made_of(lp: str, train: list[Record]) -> list[list[tuple[str, str]]]:
    """Make faulty translations of a pair, for each fold."""
    rng = random.Random(lp)
    return [faults([train[i] for i in here], rng) for here in folds(lp, train)]


def table(lp: str, train: list[Record], dev: list[Record], corpus: Pairs, usual: list[Sequences]) -> Table:
    """Compute the features of a pair; `usual` are the sequences without each fold."""
    x = np.zeros((len(train), len(NAMES)), np.float32)
    made: list[Floats] = []
    for here, pairs, english in zip(folds(lp, train), made_of(lp, train), usual, strict=True):
        seen = set(here)
        lexicon = lexicon_of(lp, corpus, [r for i, r in enumerate(train) if i not in seen])
        x[here] = rows(lp, [(train[i]["src"], train[i]["mt"]) for i in here], lexicon, english)
        made.append(rows(lp, pairs, lexicon, english))
    kept = rows(lp, [(r["src"], r["mt"]) for r in dev], lexicon_of(lp, corpus, train))
    z, dev_z = (np.array([r["z_mean"] for r in part], np.float32) for part in (train, dev))
    return Table(x, z, np.array([edits(r) for r in train], np.float32), np.concatenate(made), kept, dev_z)


class Sentences:
    """The sides of a table's rows, in their order: they are judged anew whenever other pairs are learned from."""

    def __init__(self, lp: str, train: list[Record], dev: list[Record]) -> None:
        sides = ("source", "target") if lp.startswith("en-") else ("target", "source")
        self._english, self._other = sides
        columns = {"source": "src", "target": "mt"}
        english, other = (columns[side] for side in sides)
        made = [pair[self._english == "target"] for pairs in made_of(lp, train) for pair in pairs]
        self._texts = [r[english] for r in train], made, [r[english] for r in dev]
        self._others = [r[other] for r in dev]

    def judge(self, t: Table, others: Difficulty, all_known: Difficulty, own: Difficulty | None = None) -> None:
        """Write into a table how hard its words are: rows for training by what other pairs teach, those for development by all that is known.

        `own`: what the pair itself teaches of its words that are not English.
        """
        columns = [NAMES.index(f"{self._english} {aspect}") for aspect in ASPECTS]
        for x, texts, known in zip((t.x, t.made, t.dev), self._texts, (others, others, all_known), strict=True):
            x[:, columns] = [known(text) for text in texts]
        ease = np.nan if own is None else [float(own(text)[0]) for text in self._others]
        t.dev[:, NAMES.index(f"{self._other} {EASE}")] = ease


Model = tuple[list[lightgbm.Booster], list[lightgbm.Booster]]


def boosted(tables: list[Table], rounds: int = _ROUNDS) -> Model:
    """Train on some pairs: what humans would say, and whether it is a made fault."""
    real, made = np.concatenate([t.x for t in tables]), np.concatenate([t.made for t in tables])
    real[:, _OUTSIDE] = made[:, _OUTSIDE] = np.nan
    label = np.concatenate([t.label for t in tables])
    quality = [lightgbm.train({**_SETTINGS, "seed": seed}, lightgbm.Dataset(real, label), rounds) for seed in _SEEDS]
    faulty = np.concatenate([np.zeros(len(real)), np.ones(len(made))])
    weight = np.where(faulty > 0, _FAULT_WEIGHT, 1.0)
    settings = {**_SETTINGS, "objective": "binary", "learning_rate": 0.06, "seed": 1}
    data = lightgbm.Dataset(np.concatenate([real, made]), faulty, weight=weight)
    return quality, [lightgbm.train(settings, data, _FAULT_ROUNDS)]


def correlation(forests: Model, t: Table) -> float:
    """Pearson's correlation with the human assessment of the rows kept for development."""
    scorer = shipped(forests, 0.0, 1.0)
    return float(np.corrcoef([scorer.standardised(row) for row in t.dev], t.dev_z)[0, 1])


def shipped(forests: Model, offset: float, slope: float) -> Scorer:
    """Make the scorer as it ships."""
    quality, fault = (Trees.of([booster.dump_model() for booster in forest], NAMES) for forest in forests)
    return Scorer(quality, fault, offset, slope)


def left_out(tables: dict[str, Table], sentences: dict[str, Sentences], learner: Learner) -> None:
    """Score each pair into English by the labels of the other pairs."""
    found = {}
    for out in tables:
        if out.endswith("-en"):
            known = Difficulty(learner.without(out))
            for lp, t in tables.items():
                sentences[lp].judge(t, Difficulty(learner.without(lp, out)), known)
            others = [t for lp, t in tables.items() if lp != out]
            found[out] = correlation(boosted(others, _LEFT_OUT_ROUNDS), tables[out])
            print(f"labels of the others\t{out}\t{found[out]:.3f}", flush=True)
    print(f"labels of the others\tmean\t{np.mean(list(found.values())):.3f}")


def tables_of(
    arguments: argparse.Namespace, train: dict[str, list[Record]], dev: dict[str, list[Record]]
) -> dict[str, Table]:
    """Compute the features of all pairs, or take them from the cache."""
    corpora = parallel(arguments.parallel)
    english = {line for path in arguments.english for line in sentences(str(path))}
    usual: list[Sequences] = []
    found: dict[str, Table] = {}
    for lp in train:
        path = None if arguments.cache is None else arguments.cache / f"{lp}.npz"
        if path is not None and path.exists():
            with np.load(path) as file:
                found[lp] = Table(*(file[name] for name in ("x", "z", "edits", "made", "dev", "dev_z")))
        else:
            usual = usual or [sequences_without(fold, train, english) for fold in range(_FOLDS)]
            found[lp] = table(lp, train[lp], dev[lp], corpora.get(foreign(lp), []), usual)
            if path is not None:
                path.parent.mkdir(parents=True, exist_ok=True)
                np.savez(path, **vars(found[lp]))
        print(f"features\t{lp}", flush=True)
    return found


def main() -> int:
    """Train and save the scorer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parallel", type=Path)
    parser.add_argument("mlqe", type=Path)
    parser.add_argument("english", type=Path, nargs="+")
    parser.add_argument("--left-out", action="store_true")
    parser.add_argument("--cache", type=Path)
    arguments = parser.parse_args()
    train, dev = mlqe(arguments.mlqe), mlqe(arguments.mlqe, "dev")
    tables = tables_of(arguments, train, dev)
    learner, sentences_of = Learner(train), {lp: Sentences(lp, train[lp], dev[lp]) for lp in train}
    if arguments.left_out:
        left_out(tables, sentences_of, learner)
        return 0
    known = save(learner.without(), MODELS / "difficulty/en.npz")
    for lp, t in tables.items():
        own = save(of_one_pair(lp, train[lp]), MODELS / f"difficulty/{foreign(lp)}.npz")
        sentences_of[lp].judge(t, Difficulty(learner.without(lp)), known, own)
    forests = boosted(list(tables.values()))
    found = {lp: correlation(forests, t) for lp, t in tables.items()}
    for lp, r in found.items():
        print(f"own labels\t{lp}\t{r:.3f}")
    print(f"own labels\tmean\t{np.mean(list(found.values())):.3f}")
    records: list[Record] = [r for of_pair in train.values() for r in of_pair]
    slope, offset = np.polyfit([r["z_mean"] for r in records], [r["da_mean"] for r in records], 1)
    print(f"direct assessment = {offset:.2f} + {slope:.2f} z")
    shipped(forests, float(offset), float(slope)).save(MODELS / "adequacy.npz")
    return 0


if __name__ == "__main__":
    sys.exit(main())
