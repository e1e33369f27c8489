"""Build the word translations that come with textfix: ``textfix/models/lexicons/<tag>.lex``, English and another.

usage: build_lexicons.py PARALLEL MLQE [TAG ...]

PARALLEL is a folder of ``<corpus>.<English>-<language>.tsv[.gz]`` files, English first: the sentence pairs of Tatoeba
(https://tatoeba.org, CC BY 2.0 FR) and TICO-19 (https://tico-19.github.io, CC0). MLQE is a folder of
``train.<source>-<target>.jsonl[.gz]``: sources and their post-edited translations of MLQE-PE
(https://github.com/sheffieldnlp/mlqe-pe, CC0).
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from textfix._adequacy.lexicon import Lexicon, Limits, learn
from textfix._adequacy.store import dump
from textfix._inference import LEXICONS, group_of
from textfix.errors import LanguageError
from textfix.language import canonical

# Made languages that nobody translates into by machine, and parts of corpora that are in the whole as well.
_LEFT_OUT = {"tlh", "jbo", "toki", "vo", "ie", "io", "lfn", "ber", "cbk", "pmn", "dtp", "kha"}
_PARTS = {"ja-Hani", "ja-Hira", "ko-Hang"}
_BOOST = 4  # how much more room a language has whose pairs are whole sentences of news and encyclopedias
_ENTRIES = 22_000

Pairs = list[tuple[str, str]]


def limits(whole: bool) -> Limits:
    """How much of a lexicon ships."""
    return Limits(least=2, words=16_000, probability=0.02, entries=_ENTRIES * (_BOOST if whole else 1))


def opened(path: Path) -> Iterator[str]:
    """Yield the lines of a file, compressed or not."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n")


def parallel(folder: Path) -> dict[str, Pairs]:
    """Return the pairs of all corpora by the tag their lexicon is named after."""
    found: dict[str, Pairs] = defaultdict(list)
    for path in sorted(folder.glob("*.tsv*")):
        code = path.name.split(".")[1].partition("-")[2]
        try:
            tag = canonical(code)
        except LanguageError:
            continue
        if tag in _PARTS or tag.partition("-")[0] in _LEFT_OUT:
            continue
        rows = (line.split("\t")[:2] for line in opened(path))
        found[group_of(tag)] += [(row[0], row[1]) for row in rows if len(row) == 2]
    return {tag: list(dict.fromkeys(pairs)) for tag, pairs in found.items()}


def mlqe(folder: Path, split: str = "train") -> dict[str, list[dict[str, object]]]:
    """Return the records of MLQE-PE by language pair."""
    paths = sorted(folder.glob(f"{split}.*.jsonl*"))
    return {path.name.split(".")[1]: [json.loads(line) for line in opened(path)] for path in paths}


def post_edits(lp: str, records: list[dict[str, object]]) -> Pairs:
    """Return English and the other language of the records of a pair."""
    pairs = [(str(r["src"]), str(r["pe"])) for r in records]
    return pairs if lp.startswith("en-") else [(b, a) for a, b in pairs]


def foreign(lp: str) -> str:
    """The language of a pair that is not English."""
    return next(lang for lang in lp.split("-") if lang != "en")


def shipped(pairs: Pairs, edits: Pairs) -> Lexicon:
    """Learn the lexicon of one language as it ships."""
    return learn([*pairs, *edits], limits(bool(edits)))


def main(arguments: list[str]) -> int:
    """Build all lexicons, or those named."""
    if len(arguments) < 2:
        sys.exit(__doc__)
    corpora = parallel(Path(arguments[0]))
    edits = {foreign(lp): post_edits(lp, records) for lp, records in mlqe(Path(arguments[1])).items()}
    LEXICONS.mkdir(parents=True, exist_ok=True)
    total = 0
    for tag in arguments[2:] or sorted(corpora.keys() | edits.keys()):
        data = dump(shipped(corpora.get(tag, []), edits.get(tag, [])), ("en", tag))
        (LEXICONS / f"{tag}.lex").write_bytes(data)
        total += len(data)
        print(f"{tag}\t{len(corpora.get(tag, []))}+{len(edits.get(tag, []))} pairs\t{len(data):,} bytes", flush=True)
    print(f"{total:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
