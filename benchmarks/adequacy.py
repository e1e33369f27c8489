"""Measure the score of translations beside their sources, with two plain measures beside every figure.

usage: adequacy.py [--limit N] [--model FILE] PART FOLDER

parts
  mlqe   dev.<pair>.jsonl[.gz] of MLQE-PE: Pearson's correlation with human direct assessment
  made   the same files: detached translations, repeated parts and dropped parts that are made from them; area under the curve
  alone  the same files, without the source: Pearson's correlation of the score, beside that of how the text looks (`look`: what was
         fitted to the surface of MLQE-PE's training part, without findings and sequences) and of how short it is
  mqm    <pair>.jsonl[.gz] of WMT's MQM annotations: Spearman's correlation, and telling translations without errors
  human  NTREX-128, eng.txt and its translations: share of lines that are scored, detached ones told from true ones, and
         false alarms of the rules on true ones

The plain measures: how usual the length is (`length`: characters of the translation per character of the source, against
the median of the pair), and how little of the source was copied (`copy`). For MQM there is the number of characters as
well: the longer a sentence, the more errors there are to count.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import random
import statistics
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from textfix import Cleaner
from textfix._lexicon import Lexicon, lexicon
from textfix._surface import features, points, words
from textfix.errors import LanguageError
from textfix.language import canonical

_WEIGHTS = {"minor": 1, "major": 5, "critical": 10}
_RULES = ("left-out-words", "added-words", "detached-translation")


def lines(path: Path) -> list[str]:
    """Return the lines of a file, compressed or not."""
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8").splitlines()


def records(folder: Path, pattern: str, limit: int | None) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield the name of each file without its endings, and its records."""
    for path in sorted(folder.glob(pattern)):
        yield path.name.split(".jsonl")[0], [json.loads(line) for line in lines(path)][:limit]


def ranks(values: Sequence[float]) -> list[float]:
    """Return the rank of each value; equal ones share theirs."""
    order = sorted(range(len(values)), key=values.__getitem__)
    out = [0.0] * len(values)
    i = 0
    while i < len(order):
        j = i
        while j + 1 < len(order) and values[order[j + 1]] == values[order[i]]:
            j += 1
        for k in range(i, j + 1):
            out[order[k]] = (i + j) / 2
        i = j + 1
    return out


def pearson(x: Sequence[float], y: Sequence[float]) -> float:
    """Return Pearson's correlation, NaN where there is none."""
    try:
        return statistics.correlation(x, y)
    except statistics.StatisticsError:
        return math.nan


def auc(bad: Sequence[float], good: Sequence[float]) -> float:
    """Return the probability that a good one is scored higher than a bad one."""
    if not bad or not good:
        return math.nan
    of_good = sum(ranks([*bad, *good])[len(bad) :])
    return (of_good - len(good) * (len(good) - 1) / 2) / (len(bad) * len(good))


def usual_length(pairs: Sequence[tuple[str, str]]) -> list[float]:
    """Return how near the ratio of lengths is to the median: 0 is nearest."""
    ratios = [math.log((len(t) + 1) / (len(s) + 1)) for s, t in pairs]
    middle = statistics.median(ratios)
    return [-abs(r - middle) for r in ratios]


def uncopied(source: str, text: str) -> float:
    """Return the share of words that do not stand in the source."""
    words = text.casefold().split()
    there = set(source.casefold().split())
    return 1 - sum(w in there for w in words) / max(1, len(words))


def scores(cleaner: Cleaner, lp: str, pairs: Sequence[tuple[str, str]]) -> list[float | None]:
    """Score translations."""
    a, b = lp.split("-")
    return [cleaner.check(t, lang=b, source=s, source_lang=a).score for s, t in pairs]


def mlqe(cleaner: Cleaner, folder: Path, limit: int | None) -> None:
    """Correlation with human direct assessment."""
    columns: list[tuple[float, float, float]] = []
    print("pair\tscored\tPearson\tlength\tcopy")
    for name, rows in records(folder, "dev.*.jsonl*", limit):
        lp = name.split(".")[1]
        pairs = [(r["src"], r["mt"]) for r in rows]
        human = [r["z_mean"] for r in rows]
        found = [(s, z) for s, z in zip(scores(cleaner, lp, pairs), human, strict=True) if s is not None]
        own = pearson([s for s, _ in found], [z for _, z in found])
        columns.append((own, pearson(usual_length(pairs), human), pearson([uncopied(*p) for p in pairs], human)))
        print(f"{lp}\t{len(found)}/{len(rows)}\t" + "\t".join(f"{v:.3f}" for v in columns[-1]), flush=True)
    print("mean\t\t" + "\t".join(f"{statistics.mean(column):.3f}" for column in zip(*columns, strict=True)))


def alone(cleaner: Cleaner, folder: Path, limit: int | None) -> None:
    """Correlation with human direct assessment of the score without a source."""
    print("pair\tscored\tPearson\tlook\tshortness")
    columns: list[list[float]] = []
    for name, rows in records(folder, "dev.*.jsonl*", limit):
        lp = name.split(".")[1]
        known = lexicon(lp.split("-")[1])
        if known is None:
            continue
        reports = cleaner.check_many([r["mt"] for r in rows], lang=lp.split("-")[1])
        found = [
            (report.score, surface(r["mt"], known), -len(r["mt"]), r["z_mean"])
            for r, report in zip(rows, reports, strict=True)
            if report.score is not None
        ]
        *measures, human = map(list, zip(*found, strict=True))
        columns.append([pearson(x, human) for x in measures])
        print(lp, f"{len(found)}/{len(rows)}", *(f"{r:.3f}" for r in columns[-1]), sep="\t", flush=True)
    print("mean", "", *(f"{statistics.mean(c):.3f}" for c in zip(*columns, strict=True)), sep="\t")


def surface(text: str, known: Lexicon) -> float:
    """Return how a text looks, in points of the score."""
    return float(points([features(text, words(text, known), known)])[0])


def made(cleaner: Cleaner, folder: Path, limit: int | None) -> None:
    """Tell made faults from translations as they are."""
    print("pair\tdetached\trepeated\tomission\tlength (omission)")
    sums: dict[str, list[float]] = defaultdict(list)
    for name, rows in records(folder, "dev.*.jsonl*", limit):
        lp = name.split(".")[1]
        rng = random.Random(lp)
        whole = [(r["src"], r["mt"]) for r in rows if len(r["mt"].split()) >= 8]
        bad: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for i, (source, text) in enumerate(whole):
            words = text.split()
            bad["detached"].append((source, whole[(i + 1 + rng.randrange(len(whole) - 1)) % len(whole)][1]))
            at = rng.randrange(len(words) - 2)
            bad["repeated"].append((source, " ".join(words[: at + 3] + words[at : at + 3] * rng.randint(2, 6))))
            size = max(3, round(len(words) * rng.uniform(0.3, 0.6)))
            at = rng.randrange(len(words) - size + 1)
            bad["omission"].append((source, " ".join(words[:at] + words[at + size :])))
        good = scores(cleaner, lp, whole)
        cells = [lp]
        for kind, pairs in bad.items():
            value = auc([s for s in scores(cleaner, lp, pairs) if s is not None], [s for s in good if s is not None])
            sums[kind].append(value)
            cells.append(f"{value:.3f}")
        usual = usual_length([*whole, *bad["omission"]])
        cells.append(f"{auc(usual[len(whole) :], usual[: len(whole)]):.3f}")
        print("\t".join(cells), flush=True)
    print("mean\t" + "\t".join(f"{statistics.mean(v):.3f}" for v in sums.values()))


def mqm(cleaner: Cleaner, folder: Path, limit: int | None) -> None:
    """Correlation with MQM, and telling translations without errors."""
    plain = ("length", "characters", "copy")
    print("\t".join(["pair", "scored", "Spearman", *plain, "AUC", *plain]))
    for lp, rows in records(folder, "*.jsonl*", None):
        rated: dict[tuple[str, str], list[int]] = defaultdict(list)
        for r in rows:
            rated[r["src"], r["tgt"]].append(sum(_WEIGHTS.get(str(s[2]).lower(), 0) for s in r["spans"]))
        pairs = list(rated)[: limit or 1200]
        human = [-statistics.mean(rated[p]) for p in pairs]
        found = scores(cleaner, lp, pairs)
        use = [i for i, s in enumerate(found) if s is not None]
        short = [-float(len(t)) for _, t in pairs]
        measures = (found, usual_length(pairs), short, [uncopied(*p) for p in pairs])
        cells: list[list[str]] = [[], []]
        for values in measures:
            x = [float(values[i] or 0) for i in use]
            cells[0].append(f"{pearson(ranks(x), ranks([human[i] for i in use])):.3f}")
            clean = [v for v, i in zip(x, use, strict=True) if human[i] == 0]
            cells[1].append(f"{auc([v for v, i in zip(x, use, strict=True) if human[i] < 0], clean):.3f}")
        print("\t".join([lp, f"{len(use)}/{len(pairs)}", *cells[0], *cells[1]]), flush=True)


def human(cleaner: Cleaner, folder: Path, limit: int | None) -> None:
    """Scored lines, detached lines and false alarms on human translations."""
    english = lines(folder / "eng.txt")
    chosen = random.Random(3).sample(range(len(english)), limit or 100)
    alarms: dict[str, int] = defaultdict(int)
    total = 0
    print("language\tfrom English: scored\tdetached AUC\tto English: scored\tdetached AUC\tfalse alarms")
    for path in sorted(folder.glob("*.txt")):
        try:
            tag = canonical(path.stem.split(".")[-1].replace("_", "-"))
        except LanguageError:
            continue
        other = lines(path)
        if tag.startswith("en"):
            continue
        cells, fired = [tag], 0
        for one, two, lp in ((english, other, f"en {tag}"), (other, english, f"{tag} en")):
            a, b = lp.split()
            good: list[float] = []
            bad: list[float] = []
            for i, j in zip(chosen, [*chosen[1:], chosen[0]], strict=True):
                report = cleaner.check(two[i], lang=b, source=one[i], source_lang=a)
                names = [f.rule for f in report.findings if f.rule in _RULES]
                fired += len(names)
                total += 1
                for name in names:
                    alarms[name] += 1
                if report.score is not None:
                    good.append(report.score)
                    wrong = cleaner.check(two[j], lang=b, source=one[i], source_lang=a).score
                    bad += [] if wrong is None else [wrong]
            cells += [f"{len(good)}/{len(chosen)}", f"{auc(bad, good):.3f}"]
        print("\t".join([*cells, str(fired)]), flush=True)
    print(f"{total} true pairs: {dict(alarms)}")


def main() -> int:
    """Run one part."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", choices=("mlqe", "alone", "made", "mqm", "human"))
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--model")
    arguments = parser.parse_args()
    # Without a source all rules count for the score.
    cleaner = Cleaner() if arguments.part == "alone" else Cleaner(select=_RULES, model=arguments.model)
    parts = {"mlqe": mlqe, "alone": alone, "made": made, "mqm": mqm, "human": human}
    parts[arguments.part](cleaner, arguments.folder, arguments.limit)
    return 0


if __name__ == "__main__":
    sys.exit(main())
