"""Protected spans, words and sentences: speed, hostile input, and sentence boundaries beside other splitters.

usage: python benchmarks/segmentation.py [FILE ...]

Each FILE is prose; without one the sentences of benchmarks/sentences.txt are used. Splitters that are not installed are
left out; sentencex is always there.
"""

from __future__ import annotations

import importlib
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from textfix._segmentation import protected_spans, sentences, words

Split = Callable[[str, str], list[int]]
NO_SPACES = {"zh", "ja"}
HOSTILE = (
    *("(", "<", "{", "`", "$", "@", "#", "%", "\\", "/", ".", "~", "[", "::", "//", "http://", "www.a", "<!--", "<?"),
    *('<a b="', "{a,plural,", "a.a(", "C:\\a ", "\\a{", "\\begin{a}", "\\(", "$t(", "%(", "“", "«", "a. ", "1. "),
)


def marked(path: Path) -> Iterator[tuple[str, str, list[int]]]:
    """Yield language, text and ends of sentences."""
    lang = ""
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("= "):
            lang = line[2:]
        elif line and not line.startswith("#"):
            parts = line.split("‖")
            gap = "" if lang in NO_SPACES else " "
            ends = [len(gap.join(parts[: i + 1])) for i in range(len(parts))]
            yield lang, gap.join(parts), ends


def ends(text: str, pieces: list[str]) -> list[int]:
    """Where the pieces end in the text; a piece that is not in it is an end nowhere."""
    out: list[int] = []
    at = 0
    for piece in filter(None, (p.strip() for p in pieces)):
        i = text.find(piece, at)
        at = i + len(piece) if i >= 0 else at
        out.append(at if i >= 0 else -1)
    return out


def splitters() -> Iterator[tuple[str, Split]]:
    """The splitters that can be imported."""
    yield "textfix", lambda text, lang: [s.end for s in sentences(text, lang)]
    for name, split in PEERS.items():
        try:
            yield name, partial(split, importlib.import_module(name))
        except ImportError:
            continue


def _pysbd(module: Any, text: str, lang: str) -> list[int]:
    try:
        segmenter = module.Segmenter(language=lang, clean=False)
    except ValueError:
        segmenter = module.Segmenter(language="en", clean=False)
    return ends(text, segmenter.segment(text))


def _syntok(module: Any, text: str, lang: str) -> list[int]:
    return [s[-1].offset + len(s[-1].value) for paragraph in module.analyze(text) for s in paragraph]


PEERS: dict[str, Callable[[Any, str, str], list[int]]] = {
    "sentencex": lambda m, text, lang: ends(text, m.segment(lang, text)),
    "pysbd": _pysbd,
    "nupunkt": lambda m, text, lang: ends(text, m.sent_tokenize(text)),
    "syntok.segmenter": _syntok,
    "blingfire": lambda m, text, lang: ends(text, m.text_to_sentences(text).split("\n")),
    "uniseg.sentencebreak": lambda m, text, lang: ends(text, list(m.sentences(text))),
}


def rate(run: Callable[[], object], size: int) -> float:
    """Million characters a second, the best of three."""
    best = min(_timed(run) for _ in range(3))
    return size / 1e6 / best


def _timed(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def each(find: Callable[[str], object], texts: list[str]) -> float:
    """The rate of a function over texts, one by one."""

    def run() -> None:
        for text in texts:
            find(text)

    return rate(run, sum(map(len, texts)))


def speed(text: str) -> None:
    """Print the speed on one text."""
    lines = text.split("\n")
    clean = [line.translate({ord(c): "" for c in "/@#<{$%\\`:~."}) for line in lines]
    print(f"  protected, lines without a gate character {each(protected_spans, clean):8.1f}")
    print(f"  protected, lines as they are              {each(protected_spans, lines):8.1f}")
    print(f"  protected, the whole                      {each(protected_spans, [text]):8.1f}")
    print(f"  words, the whole                          {each(words, [text]):8.1f}")
    print(f"  sentences, line by line                   {each(sentences, lines):8.1f}")


def hostile() -> None:
    """Print how the time grows when the input does."""
    for literal in HOSTILE:
        texts = [literal * (n // len(literal)) for n in (100_000, 400_000)]
        figures = [len(t) / 1e6 / each(find, [t]) for find in (protected_spans, sentences) for t in texts]
        print(f"  {literal:12}" + "".join(f"{x:8.3f}" for x in figures))


def accuracy(data: list[tuple[str, str, list[int]]]) -> None:
    """Print how many texts each splitter splits without error."""
    total = Counter(lang for lang, _, _ in data)
    print(" " * 24 + "".join(f"{x:>6}" for x in total) + "   all")
    for name, split in splitters():
        right: Counter[str] = Counter()
        for lang, text, wanted in data:
            right[lang] += split(text, lang) == wanted
        cells = "".join(f"{right[x]:>3}/{total[x]:<2}" for x in total)
        print(f"  {name:22}{cells}  {right.total() / total.total():.3f}")


def main() -> None:
    """Print three tables."""
    data = list(marked(Path(__file__).with_name("sentences.txt")))
    print("speed, million characters a second")
    for text in [Path(a).read_text("utf-8") for a in sys.argv[1:]] or ["\n".join(t for _, t, _ in data) * 20]:
        speed(text)
    print("hostile input, seconds for 100,000 and 400,000 characters: protected spans, then sentences")
    hostile()
    print("texts split without error")
    accuracy(data)


if __name__ == "__main__":
    main()
