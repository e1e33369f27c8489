"""Counts how often people set marks and spaces wrong, for the tables ``human.tsv`` of several rules.

usage: count_slips.py TABLES NAME=FOLDER ...

NAME is what a table calls its source. A folder holds files of human text, one sentence a line, named after their language
(``ita.txt``, ``tatoeba.ita.txt.gz``), or tab-separated pairs with the sentence in the second column
(``tatoeba.eng-ita.tsv.gz``). Equal lines of a language count once. What counts is what the rules themselves point at in a
line that is read alone. Each source of a language has a row of its own. The tables in the repository come from NTREX-128, Tatoeba
and TICO-19.
"""

from __future__ import annotations

import gzip
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import textfix
from textfix.errors import LanguageError
from textfix.language import canonical
from textfix.locale import locale_for
from textfix.rules.punctuation.foreign_punctuation import has_own_marks
from textfix.rules.punctuation.mixed_quotes import mixed_pairs, shape

_TAGS = {
    "cmn": "zh",
    "cmn_Hans": "zh-Hans",
    "cmn_Hant": "zh-Hant",
    "hbs": "sr-Latn",
    "prs": "fa-AF",
    "pes": "fa",
    "tl": "fil",
    "zho-CN": "zh-Hans",
    "zho-TW": "zh-Hant",
}
_REGIONS = {"es_LA": "es", "pt_BR": "pt-BR", "ti_ER": "ti", "ti_ET": "ti", "srp_Cyrl": "sr-Cyrl", "srp_Latn": "sr-Latn"}
_LEAST = 1_900  # lines of a language, below which its row would say nothing
_FOREIGN = "foreign-punctuation"
_SLIPS: Mapping[str, Mapping[str, tuple[str, ...]]] = {  # table, column, rules
    "spacing-slips": {
        "before": ("space-before-punctuation",),
        "after": ("missing-space-after-punctuation",),
        "inside": ("space-inside-quotes", "space-inside-brackets"),
        "side": ("space-on-wrong-side",),
        "number": ("split-number",),
    },
    "space-before-punctuation": {"final": ("space-before-punctuation",)},
    "doubled-mark": {"stops": ("doubled-mark",), "commas": ("doubled-mark",)},
    "mixed-quotes": {"angled": (), "straight": (), "curly": ()},
    _FOREIGN: dict.fromkeys(("comma", "stop", "question", "exclamation", "semicolon"), (_FOREIGN,)),
    "unclosed-quote": {"open": ("unclosed-quote",)},
    "word-slips": {"twice": ("repeated-word",)},
}
_MARKS = dict(zip(",.?!;", _SLIPS[_FOREIGN], strict=True))
_RULES = sorted({rule for columns in _SLIPS.values() for rules in columns.values() for rule in rules})
_TABLE_OF = {
    rule: (table, column) for table, columns in _SLIPS.items() for column, rules in columns.items() for rule in rules
}
Find = Callable[[str, str], Iterable[textfix.Finding]]


def texts(folders: Iterable[tuple[str, Path]]) -> Iterator[tuple[str, str, str]]:
    """Language, name of the source, and each of the sentences."""
    for name, folder in folders:
        for path in sorted((*folder.glob("*.txt"), *folder.glob("*.txt.gz"), *folder.glob("*.tsv.gz"))):
            code = path.name.removesuffix(".gz").rpartition(".")[0].rpartition(".")[2]
            code = code.partition("-")[2] if ".tsv" in path.name else code
            try:
                lang = canonical(_TAGS.get(code) or _REGIONS.get(code) or code.replace("_", "-"))
            except LanguageError:
                continue
            data = path.read_bytes()
            lines = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8").split("\n")
            for line in lines:
                if sentence := (line.split("\t")[1] if ".tsv" in path.name and "\t" in line else line).strip():
                    yield lang, name, sentence


def slips(line: str, lang: str, find: Find) -> Iterator[tuple[str, str]]:
    """The table and column of each slip of a line."""
    for q in mixed_pairs(line):
        yield "mixed-quotes", shape(q)
    for f in find(line, lang):
        after = line[f.span.end :]
        if f.rule == "space-before-punctuation":
            final = line[f.span.end : f.span.end + 1] == "." and not after.strip(".”’»\"')]")
            yield ("space-before-punctuation", "final") if final else ("spacing-slips", "before")
        elif f.rule == "missing-space-after-punctuation":
            if line[f.span.start - 1] in ",;":
                yield "spacing-slips", "after"
        elif f.rule == _FOREIGN:
            if line[f.span.start] in _MARKS:
                yield _FOREIGN, _MARKS[line[f.span.start]]
        elif f.rule == "doubled-mark":
            yield "doubled-mark", "commas" if line[f.span.start - 1 : f.span.end] == ",," else "stops"
        else:
            yield _TABLE_OF[f.rule]


def main() -> None:
    folder, *arguments = sys.argv[1:]
    cleaner = textfix.Cleaner(textfix.Options(select=tuple(_RULES)))
    named = [(name, Path(path)) for name, _, path in (a.partition("=") for a in arguments)]
    counts: dict[tuple[str, str], Counter[tuple[str, str]]] = defaultdict(Counter)
    seen: dict[str, set[int]] = defaultdict(set)
    for lang, source, line in texts(named):
        if hash(line) not in seen[lang]:
            seen[lang].add(hash(line))
            counts[lang, source]["", "lines"] += 1
            counts[lang, source].update(
                set(slips(line, lang, lambda text, tag: cleaner.check(text, lang=tag).findings))
            )
    for table, columns in _SLIPS.items():
        with (Path(folder) / table / "human.tsv").open("w", encoding="utf-8") as file:
            print("tag", "lines", *columns, "source", sep="\t", file=file)
            for (lang, source), found in sorted(counts.items()):
                if len(seen[lang]) >= _LEAST and (table != _FOREIGN or has_own_marks(locale_for(lang))):
                    numbers = (found[table, column] for column in columns)
                    print(lang, found["", "lines"], *numbers, source, sep="\t", file=file)


if __name__ == "__main__":
    main()
