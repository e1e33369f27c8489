"""What each rule costs: the time of a run with that rule alone, on clean text.

usage: python benchmarks/rules.py [FILE ...]

Each FILE is clean text in one language, named after its tag (deu.txt); without FILE the expected texts of seeds/ are
used. The first column is the time per megabyte that the rule takes beyond an engine without rules that could fire,
the second the share of lines that its trigger and its pattern let through: a rule costs nothing on text without its trigger.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from speed import Text, texts

import textfix
from textfix._catalogue import installed
from textfix._engine import Engine
from textfix.model import Kind
from textfix.rule import Scope

ROUNDS = 3


def seconds(cleaner: textfix.Cleaner, corpus: list[Text]) -> float:
    """The best of a few runs over `corpus`."""
    best = float("inf")
    for text, lang in corpus:  # loads what is loaded once
        cleaner.check(text[:2000], lang=lang)
    for _ in range(ROUNDS):
        start = time.process_time()
        for text, lang in corpus:
            cleaner.check(text, lang=lang)
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    """Print the rules, the dearest first."""
    paths = [Path(p) for p in sys.argv[1:]] or sorted(Path(__file__).parent.parent.glob("seeds/*/expected.*"))
    corpus = texts(paths)
    size = sum(len(text.encode()) for text, _ in corpus) / 1e6
    lines = [(line, lang) for text, lang in corpus for line in text.splitlines() if line.strip()]
    rows = []
    for rule in installed():
        engine = Engine([rule], 0.8)
        scans = (engine.gate(engine.serving(lang)).scan(line, lang) for line, lang in lines)
        let_through = sum(bool(scan.lines if rule.scope is Scope.SEGMENT else scan.document) for scan in scans)
        cost = seconds(textfix.Cleaner(select=(rule.id,)), corpus) / size
        rows.append((cost, rule, let_through / len(lines)))
    least = min(cost for cost, _, _ in rows)
    print(f"{size:.1f} MB; an engine alone: {least * 1e3:.1f} ms/MB")
    for cost, rule, share in sorted(rows, key=lambda row: -row[0]):
        kind = "" if rule.kind is Kind.REPAIR else " (flag)"
        print(f"  {(cost - least) * 1e3:8.2f} ms/MB  {share:6.1%} of lines  {rule.id}{kind}")


if __name__ == "__main__":
    main()
