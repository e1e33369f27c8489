"""Counts pairs of neighbouring words for ``textfix/tables/word-pairs``.

usage: count_word_pairs.py FOLDER LANG=FILE[,FILE...] ...

Files hold one sentence a line, or tab-separated pairs with the sentence in the second column; they may be gzipped.
The tables in the repository come from Tatoeba (https://tatoeba.org, CC BY 2.0 FR) and TICO-19
(https://tico-19.github.io, CC0). Pairs that stand there three times or more are kept, as hashes. Where the list is one in
Cyrillic of a language that is written in Latin letters as well, the sentences in these count, too.
"""

from __future__ import annotations

import gzip
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from textfix._lexicon import core, lexicon
from textfix._pairs import pack
from textfix._word_lists import IN_CYRILLIC, cyrillic


def lines(path: str) -> Iterator[str]:
    """The sentences of a file."""
    data = Path(path).read_bytes()
    for line in (gzip.decompress(data) if path.endswith(".gz") else data).decode("utf-8").split("\n"):
        if line:
            yield line.split("\t")[1] if ".tsv" in path else line


def neighbours(text: Iterable[str], spelled: Callable[[str], str] = str) -> Counter[tuple[str, str]]:
    """How often words, as `spelled`, stand next to each other with nothing but a space between them, in lower case."""
    counts: Counter[tuple[str, str]] = Counter()
    for line in text:
        left = ""
        for token in map(str.lower, line.split()):
            word = core(token)
            if left and word and token.startswith(word):
                counts[left, spelled(word)] += 1
            left = spelled(word) if word and token.endswith(word) else ""
    return counts


def main() -> None:
    folder, *arguments = sys.argv[1:]
    for lang, _, files in (a.partition("=") for a in arguments):
        words = lexicon(lang)
        if words is None:
            sys.exit(f"no word list for {lang!r}")
        text = (line for path in files.split(",") for line in lines(path))
        data = pack(neighbours(text, cyrillic if words.name == IN_CYRILLIC else str))
        (Path(folder) / f"{words.name}.bin").write_bytes(data)
        print(words.name, len(data), "bytes")


if __name__ == "__main__":
    main()
