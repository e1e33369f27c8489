"""Finds words that people never write twice in a row, for ``textfix/tables/repeated-word``.

usage: count_repeated_words.py TABLES LANG=FILE[,FILE...] ...

Files hold one sentence a line, or tab-separated pairs with the sentence in the second column; they may be gzipped. A word
that stands there 300 times or more in lower case, and never twice in a row, gets a row ``seen`` in the table of the
language, unless it has one or the language's facts say that it may be doubled. The rows in the repository come from Tatoeba
(https://tatoeba.org, CC BY 2.0 FR) and TICO-19 (https://tico-19.github.io, CC0).
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from count_word_pairs import lines

from textfix._lexicon import core
from textfix.locale import locale_for

_OFTEN = 300
_SOURCE = "{} times in Tatoeba and TICO-19, never twice in a row"


def counted(files: str) -> tuple[Counter[str], Counter[str]]:
    """How often each word stands in the sentences, and how often right behind itself."""
    seen: Counter[str] = Counter()
    twice: Counter[str] = Counter()
    for line in dict.fromkeys(line for path in files.split(",") for line in lines(path)):
        last = ""
        for token in line.split():
            word = core(token)
            seen[word] += word == word.lower()
            twice[word.lower()] += word.lower() == last.lower()
            last = word if token.endswith(word) else ""
    return seen, twice


def main() -> None:
    folder, *arguments = sys.argv[1:]
    for lang, _, files in (a.partition("=") for a in arguments):
        path = Path(folder) / f"{lang}.tsv"
        rows = path.read_text("utf-8").splitlines()
        rows = [row for row in rows if not row.endswith(_SOURCE.partition("{}")[2])]
        known = {row.split("\t")[0] for row in rows} | locale_for(lang).doubled_words
        seen, twice = counted(files)
        for word, times in seen.most_common():
            if word and times >= _OFTEN and not twice[word] and word not in known:
                rows.append(f"{word}\tseen\t{_SOURCE.format(times)}")
        path.write_text("\n".join(rows) + "\n", "utf-8")
        print(lang, sum(seen.values()), "words;", len(rows), "rows")


if __name__ == "__main__":
    main()
