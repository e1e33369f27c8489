"""Whether findings are right as often as they say: the reliability table of the docs.

usage: python benchmarks/calibration.py [--lines N] [--write FILE] GOLD HUMAN

GOLD: judged outputs of machines, an object of JSON in each line: `text`, `lang`, `verdict` (repair, flag or keep), `spans`
of what is wrong and, for a repair, the acceptable texts as `gold`. A finding is right that touches such a span, and an
applied one in a text to be repaired only if the text comes out as an acceptable one.

HUMAN: a folder of text by people, a file of sentences for each language, named after its tag (de.txt, deu.txt.gz,
zh-Hans.txt). Of each N lines are read (2,000). Whatever is found there counts as wrong.

Besides, ``judged.tsv`` beside this file holds how many findings in outputs of machines were right when somebody read them.
The table is written to standard output, or into FILE between two comments.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from textfix import Cleaner, Finding, Options
from textfix._catalogue import installed
from textfix.errors import LanguageError
from textfix.language import canonical, script

JUDGED = Path(__file__).parent / "judged.tsv"
STEPS = (0.0, 0.5, 0.7, 0.8, 0.9, 1.01)
BEGIN, END = "<!-- table of benchmarks/calibration.py -->", "<!-- end of the table -->"
GROUPS = {
    "Latn": "Latin",
    "Cyrl": "Cyrillic",
    "Hans": "East Asian",
    "Hant": "East Asian",
    "Jpan": "East Asian",
    "Kore": "East Asian",
}


def group(lang: str | None) -> str:
    """The group of languages that a tag belongs to."""
    return GROUPS.get(script(lang), "other") if lang else "other"


def opened(path: Path) -> list[str]:
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8").split("\n")


def right(finding: Finding, row: dict[str, Any], text: str) -> bool:
    """Whether a judge would accept a finding in a judged text, which came out as `text`."""
    if row["verdict"] == "keep" or not any(finding.span.overlaps((start, end)) for start, end in row["spans"]):
        return False
    return not finding.applied or row["verdict"] != "repair" or text in row["gold"]


class Counts:
    """How many findings were right and wrong: in judged texts by rule, group and step; in human text by rule."""

    def __init__(self) -> None:
        self.judged: dict[tuple[str, str], Counter[bool]] = defaultdict(Counter)
        self.steps: dict[int, Counter[bool]] = defaultdict(Counter)
        self.human: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self.lines: Counter[str] = Counter()
        self.stated: dict[str, set[float]] = defaultdict(set)

    def gold(self, path: Path) -> None:
        """Count what is found in judged texts."""
        for row in map(json.loads, filter(None, opened(path))):
            report = Cleaner(Options(lang=row["lang"])).check(row["text"])
            for f in report.findings:
                found = right(f, row, report.text)
                self.judged[f.rule, group(report.lang)][found] += 1
                self.steps[step(f.confidence)][found] += 1
                self.stated[f.rule].add(f.confidence)

    def people(self, folder: Path, lines: int) -> None:
        """Count what is found in human text."""
        for path in sorted(folder.glob("*.txt*")):
            try:
                lang = canonical(path.name.split(".")[0])
            except LanguageError:
                continue
            cleaner, where = Cleaner(Options(lang=lang)), group(lang)
            text = [line for line in opened(path) if line.strip()][:lines]
            self.lines[where] += len(text)
            for line in text:
                for f in cleaner.check(line).findings:
                    self.stated[f.rule].add(f.confidence)
                    kind = "repairs" if f.applied else "told" if f.confidence >= 0.5 else "doubtful"
                    self.human[f.rule, where][kind] += 1


def step(confidence: float) -> int:
    """The step of confidence that a number falls into."""
    return max(i for i, least in enumerate(STEPS) if confidence >= least)


def read() -> dict[str, Counter[bool]]:
    """What was read, by rule."""
    found: dict[str, Counter[bool]] = defaultdict(Counter)
    with JUDGED.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            found[row["rule"]][True] += int(row["right"])
            found[row["rule"]][False] += int(row["wrong"])
    return found


def share(counts: Counter[bool]) -> str:
    """How many were right, of how many."""
    total = counts[True] + counts[False]
    return f"{counts[True]} of {total}" if total else "–"


def table(counts: Counts) -> Iterator[str]:
    """The lines of the two tables."""
    yield "| confidence | right in judged outputs |"
    yield "|---|--:|"
    for i, (low, high) in enumerate(pairwise(STEPS)):
        name = f"{low:g} to {min(high, 1):g}" if low else f"below {high:g}"
        yield f"| {name} | {share(counts.steps[i])} |"
    yield ""
    groups = sorted(counts.lines)
    yield "Of each rule: what it says, what was right in judged outputs and in those that were read, and how many it tells (or"
    yield "repairs) in 100,000 lines by people, by the script of the language. A rule that is not named found nothing in either."
    yield ""
    yield f"| rule | says | judged | read | {' | '.join(groups)} |"
    yield f"|---|---|--:|--:|{'--:|' * len(groups)}"
    by_hand = read()
    for rule in sorted(r.id for r in installed()):
        judged = sum((c for (name, _), c in counts.judged.items() if name == rule), Counter[bool]())
        cells = [per_lines(counts, rule, where) for where in groups]
        if not judged and rule not in by_hand and not any(c != "0" for c in cells):
            continue
        said = sorted(counts.stated[rule])
        says = "–" if not said else f"{said[0]:.2g}" if len(said) == 1 else f"{said[0]:.2g} to {said[-1]:.2g}"
        yield f"| [{rule}](rules/{rule}.md) | {says} | {share(judged)} | {share(by_hand[rule])} | {' | '.join(cells)} |"


def per_lines(counts: Counts, rule: str, where: str) -> str:
    """What a rule tells at 0.5 or more, and repairs, in 100,000 lines by people."""
    found, lines = counts.human[rule, where], counts.lines[where]
    told, repairs = (round(1e5 * found[kind] / lines) if lines else 0 for kind in ("told", "repairs"))
    return f"{told} ({repairs})" if repairs else f"{told}"


def main() -> None:
    """Read, count and print the table, or write it into a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lines", type=int, default=2000, help="lines of each language [2000]")
    parser.add_argument("--write", type=Path, metavar="FILE", help="a page in which the table is replaced")
    parser.add_argument("gold", type=Path)
    parser.add_argument("human", type=Path)
    options = parser.parse_args()
    counts = Counts()
    counts.gold(options.gold)
    counts.people(options.human, options.lines)
    lines = "\n".join(table(counts))
    if options.write is None:
        print(lines)
        return
    page = options.write.read_text(encoding="utf-8")
    head, tail = page.split(BEGIN)[0], page.split(END)[1]
    options.write.write_text(f"{head}{BEGIN}\n\n{lines}\n\n{END}{tail}", encoding="utf-8")


if __name__ == "__main__":
    main()
