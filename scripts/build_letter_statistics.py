"""Build ``textfix/tables/letter-cost/letters.tsv``: how well letters go together in many languages.

usage: python scripts/build_letter_statistics.py FILE ...

Each FILE is named ``<corpus>.<language>.txt`` (one sentence a line) or ``<corpus>.<language>-<language>.tsv`` (the
second column counts), gzipped or not: sentences of Tatoeba (CC BY 2.0 FR, https://tatoeba.org/downloads) and TICO-19
(CC0, https://tico-19.github.io). For each language and script the table holds, for pairs of neighbouring letters in
lower case (a space stands for what is no letter), the cost of the second after the first: minus the natural logarithm
of its probability, rounded. Each row holds the pairs of one cost, one after the other.
"""

from __future__ import annotations

import gzip
import math
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path

from textfix.errors import LanguageError
from textfix.language import canonical, script

OUT = Path(__file__).parent.parent / "textfix/tables/letter-cost/letters.tsv"
SCRIPTS = {"LATIN": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek", "HEBREW": "Hebr", "ARABIC": "Arab", "THAI": "Thai"}
SENTENCES = 500  # fewer tell too little
MOST = 20_000
COSTLIEST = 9
LEAST = 3  # occurrences of a pair
_NAME = re.compile(r"([a-z0-9]+)\.(?:[a-z]+-)?([A-Za-z_]+)\.(?:txt|tsv)")


@cache
def script_of(char: str) -> str:
    """The script of a letter, empty for what is no letter of these scripts."""
    return SCRIPTS.get(unicodedata.name(char, "").partition(" ")[0], "") if char.isalpha() else ""


def sentences(path: Path) -> Iterator[str]:
    """The sentences of a file."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").rpartition("\t")[2]


def marks_kept(text: str) -> str:
    """`text` in lower case with a space for each stretch of anything but letters and their marks."""
    text = unicodedata.normalize("NFC", text).lower()
    return " " + "".join(c if c.isalpha() or unicodedata.category(c)[0] == "M" else " " for c in text) + " "


def main() -> None:
    """Read the files, write the table."""
    counts: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    seen: Counter[tuple[str, str]] = Counter()
    sources: dict[tuple[str, str], set[str]] = defaultdict(set)
    for path in map(Path, sys.argv[1:]):
        m = _NAME.match(path.name)
        try:
            tag = canonical(m[2].replace("_", "-")) if m else ""
        except LanguageError:
            continue
        for sentence in sentences(path):
            scripts = Counter(s for c in sentence if (s := script_of(c)))
            if len(scripts) != 1 or not m:
                continue
            key = tag.partition("-")[0], next(iter(scripts))
            if script(key[0]) != key[1] and tag.partition("-")[2] != key[1]:
                continue  # not the script of the language
            if seen[key] < MOST:
                seen[key] += 1
                sources[key].add(m[1])
                counts[key].update(pairwise(re.sub(" +", " ", marks_kept(sentence))))
    write({key: counts[key] for key in sorted(counts) if seen[key] >= SENTENCES}, sources)


def write(counts: dict[tuple[str, str], Counter[tuple[str, str]]], sources: dict[tuple[str, str], set[str]]) -> None:
    """Write the costs of all pairs."""
    OUT.parent.mkdir(exist_ok=True)
    with OUT.open("w", encoding="utf-8", newline="\n") as out:
        out.write("lang\tscript\tcost\tpairs\tsource\n")
        for (lang, script), pairs in counts.items():
            lefts: Counter[str] = Counter()
            for (left, _), n in pairs.items():
                lefts[left] += n
            by_cost: dict[int, list[str]] = defaultdict(list)
            for (left, right), n in pairs.items():
                cost = round(-math.log(n / lefts[left]))
                if n >= LEAST and cost <= COSTLIEST:
                    by_cost[cost].append(left + right)
            for cost, found in sorted(by_cost.items()):
                out.write(
                    f"{lang}\t{script}\t{cost}\t{''.join(sorted(found))}\t{'+'.join(sorted(sources[lang, script]))}\n"
                )


if __name__ == "__main__":
    main()
