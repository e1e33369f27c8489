"""Build ``textfix/tables/hyphenated-words/<language>.tsv``: words that stand at a hyphen.

usage: python scripts/build_hyphenated_words.py FILE ...

Each FILE is named ``<corpus>.<language>.txt`` (one sentence a line) or ``<corpus>.<language>-<language>.tsv`` (the
second column counts), gzipped or not: sentences of Tatoeba (CC BY 2.0 FR, https://tatoeba.org/downloads) and TICO-19
(CC0, https://tico-19.github.io). A word counts as first or last if it stands before or after a hyphen often enough: in
itself, among all its occurrences, and against a hyphen with spaces around it, which is a dash.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

from build_letter_statistics import sentences

from textfix.errors import LanguageError
from textfix.language import canonical

OUT = Path(__file__).parent.parent / "textfix/tables/hyphenated-words"
LEAST = 4  # occurrences at a hyphen
SHARE = {
    "first": 0.3,
    "last": 0.05,
}  # of all occurrences of the word; "est" before a hyphen may stand before a dash too
SENTENCES = 20_000  # fewer tell too little
AGAINST_DASHES = 0.9
_LETTERS = r"[^\W\d_]+"
_HYPHEN = re.compile(rf"(?<!\w)(?=({_LETTERS}|\d+)-({_LETTERS})(?!\w))|(?<=-)(?=({_LETTERS})-({_LETTERS})(?!\w))")
_DASH = re.compile(rf"(?<!\w)({_LETTERS}|\d+) - ({_LETTERS})(?!\w)")
_WORD = re.compile(_LETTERS)
_NAME = re.compile(r"([a-z0-9]+)\.(?:[a-z]+-)?([A-Za-z_]+)\.(?:txt|tsv)")


def main() -> None:
    """Read the files, write the tables."""
    at_hyphen: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    at_dash: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    words: dict[str, Counter[str]] = defaultdict(Counter)
    seen: Counter[str] = Counter()
    corpora: dict[str, set[str]] = defaultdict(set)
    for path in map(Path, sys.argv[1:]):
        m = _NAME.match(path.name)
        try:
            lang = canonical(m[2].replace("_", "-")).partition("-")[0] if m else "und"
        except LanguageError:
            continue
        for sentence in set(sentences(path)):
            seen[lang] += 1
            text = sentence.lower()
            words[lang].update(_WORD.findall(text))
            for h in _HYPHEN.finditer(text):
                first, last = h.group(1, 2) if h[1] else h.group(3, 4)
                at_hyphen[lang].update((("first", first), ("last", last)))
            for d in _DASH.finditer(text):
                at_dash[lang].update((("first", d[1]), ("last", d[2])))
        corpora[lang].add(path.name.partition(".")[0])
    OUT.mkdir(parents=True, exist_ok=True)
    for old in OUT.glob("*.tsv"):
        old.unlink()
    for lang, counts in sorted(at_hyphen.items()):
        rows = sorted(
            (place, word)
            for (place, word), n in counts.items()
            if n >= LEAST
            and n >= SHARE[place] * words[lang][word]
            and n >= AGAINST_DASHES * (n + at_dash[lang][place, word])
            and not word.isdigit()
        )
        if rows and seen[lang] >= SENTENCES:
            source = " and ".join(sorted(corpora[lang]))
            lines = "".join(f"{place}\t{word}\t{source}\n" for place, word in rows)
            (OUT / f"{lang}.tsv").write_text("place\tword\tsource\n" + lines, "utf-8")


if __name__ == "__main__":
    main()
