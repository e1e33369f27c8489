"""Speed of textfix beside its peers: one process, one core, the same text, turn by turn.

usage: python benchmarks/speed.py [FILE ...]

Each FILE is clean text in one language; a file named after a language tag (deu.txt, pt-BR.txt) is read with that
language told, others without. Without FILE the expected texts of seeds/ are used. Every system gets every file as one
document, then the same files with one fault in 5 % of their lines. What counts is the ratio: the machine's own speed
cancels out. The engine is warmed up on each language first, because word lists are loaded once.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import ftfy
from faults import broken
from sacremoses import MosesPunctNormalizer

import textfix
from textfix.errors import LanguageError
from textfix.language import canonical

Text = tuple[str, str | None]
ROUNDS = 11


def texts(paths: list[Path]) -> list[Text]:
    """The files with their languages."""
    out: list[Text] = []
    for path in paths:
        try:
            lang = canonical(path.stem)
        except LanguageError:
            lang = None
        out.append((path.read_text("utf-8"), lang))
    return out


def systems() -> dict[str, Callable[[str, str | None], object]]:
    """What is compared; each takes a text and its language."""
    cleaner = textfix.Cleaner()
    moses: dict[str, MosesPunctNormalizer] = {}

    def sacremoses(text: str, lang: str | None) -> object:
        normalizer = moses.setdefault(lang or "en", MosesPunctNormalizer(lang=(lang or "en")[:2]))
        return [normalizer.normalize(line) for line in text.split("\n")]

    return {
        "textfix": lambda text, lang: cleaner.clean(text, lang=lang),
        "textfix, language untold": lambda text, lang: cleaner.clean(text),
        "ftfy.fix_text": lambda text, lang: ftfy.fix_text(text),
        "ftfy.fix_encoding": lambda text, lang: ftfy.fix_encoding(text),
        "sacremoses normalize": sacremoses,
    }


def measure(corpus: list[Text]) -> dict[str, float]:
    """Median MB/s of each system over `corpus`, the systems taking turns."""
    size = sum(len(text.encode()) for text, _ in corpus) / 1e6
    compared = systems()
    for run in compared.values():  # loads what is loaded once
        for text, lang in corpus:
            run(text[:2000], lang)
    seconds: dict[str, list[float]] = {name: [] for name in compared}
    for _ in range(ROUNDS):
        for name, run in compared.items():
            start = time.process_time()
            for text, lang in corpus:
                run(text, lang)
            seconds[name].append(time.process_time() - start)
    return {name: size / statistics.median(s) for name, s in seconds.items()}


def main() -> None:
    """Print a table for clean and for broken text."""
    paths = [Path(p) for p in sys.argv[1:]] or sorted(Path(__file__).parent.parent.glob("seeds/*/expected.*"))
    clean = texts(paths)
    dirty = [("\n".join(broken(text.split("\n"), 0.05)), lang) for text, lang in clean]
    for title, corpus in (("clean text", clean), ("5 % of the lines broken", dirty)):
        speeds = measure(corpus)
        print(f"\n{title}: {sum(len(t.encode()) for t, _ in corpus) / 1e6:.1f} MB in {len(corpus)} files")
        for name, speed in speeds.items():
            print(f"  {name:26} {speed:8.2f} MB/s   {speed / speeds['ftfy.fix_text']:6.2f} x ftfy.fix_text")


if __name__ == "__main__":
    main()
