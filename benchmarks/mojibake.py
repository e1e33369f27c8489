"""Recovery of text that was decoded in the wrong encoding: textfix beside ftfy, in one run, on the same lines.

usage: python benchmarks/mojibake.py [--told] [--lines N] [--only PAIR] [--misses N] [FILE ...]

Each FILE is clean text named after its language (deu.txt, pt-BR.txt); without FILE the expected texts of seeds/ are
used. A line counts for a pair of encodings if the first can represent it and is used for its language, and if it has at least
60 characters when it was read in the second; where UTF-8 is not involved, at least three characters must have changed,
as one or two decide nothing. It is recovered if what comes out is what went in, to the last character. Bytes
that the second encoding leaves undefined become C1 control characters, as in a web browser; in the pairs that are
called lossy U+FFFD, and only lines with one of these count. The last table counts clean lines that were changed, each
alone and all as one document.
"""

from __future__ import annotations

import argparse
import codecs
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import ftfy

import textfix
from textfix.errors import LanguageError
from textfix.language import canonical, script

LENGTH = 60
CHANGED = 3
READ_AS = [
    "latin-1",
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "iso8859-2",
    "iso8859-5",
    "iso8859-7",
    "iso8859-9",
    "iso8859-15",
    "cp874",
    "macroman",
    "cp437",
    "cp850",
    "cp852",
    "cp866",
    "koi8-r",
    "koi8-u",
]
ONE_BYTE = [
    "cp1251>latin-1",
    "cp1251>cp1252",
    "cp1251>koi8-r",
    "cp1251>cp866",
    "koi8-r>cp1251",
    "koi8-r>cp1252",
    "koi8-r>cp866",
    "cp866>cp1251",
    "cp866>cp1252",
    "iso8859-5>cp1252",
    "iso8859-5>cp1251",
    "cp1250>cp1252",
    "iso8859-2>latin-1",
    "cp1253>cp1252",
    "cp1254>cp1252",
    "cp1255>cp1252",
    "cp1256>cp1252",
    "cp1257>cp1252",
    "tis-620>cp1252",
    "macroman>cp1252",
    "cp1252>macroman",
    "cp850>cp1252",
    "cp1252>cp850",
    "cp852>cp1252",
]
EAST_ASIAN = [f"{c}>{r}" for c in ("shift-jis", "euc-jp", "gbk", "big5", "euc-kr") for r in ("cp1252", "latin-1")]
PAIRS = (
    [f"utf-8>{page}" for page in READ_AS]
    + ["utf-8>cp1252 twice", "utf-8>cp1252 lossy", "utf-8>cp1251 lossy"]
    + ONE_BYTE
    + EAST_ASIAN
)
GROUPS = {"Latn": "Latin", "Cyrl": "Cyrillic", "Grek": "Greek", "Hebr": "Hebrew", "Arab": "Arabic", "Thai": "Thai"}
GROUPS |= dict.fromkeys(("Hans", "Hant", "Jpan", "Kore"), "East Asian")

USED_FOR = {  # scripts and languages that a code page is used for
    **dict.fromkeys(("cp1251", "koi8-r", "cp866", "iso8859-5"), "Cyrl"),
    **dict.fromkeys(("cp1250", "iso8859-2", "cp852"), "pl cs sk hu sl hr bs ro sq sr-Latn"),
    **dict.fromkeys(("cp1252", "macroman", "cp850"), "af ca cy da de es eu fi fo fr ga gl is it lb nb nl nn no pt sv"),
    **{"cp1253": "Grek", "cp1254": "tr", "cp1255": "Hebr", "cp1256": "Arab", "cp1257": "lt lv et", "tis-620": "Thai"},
    **{"shift-jis": "Jpan", "euc-jp": "Jpan", "gbk": "Hans", "big5": "Hant", "euc-kr": "Kore"},
}

Cell = tuple[str, str]  # pair, group of scripts


def _as_c1(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return "".join(map(chr, error.object[error.start : error.end])), error.end


codecs.register_error("c1", _as_c1)


def misread(line: str, pair: str) -> str | None:
    """What becomes of `line` in a pair such as ``utf-8>cp1252``; nothing if it cannot be written that way."""
    written, _, read = pair.partition(">")
    read, _, how = read.partition(" ")
    try:
        out = line.encode(written).decode(read, "replace" if how == "lossy" else "c1")
        if how == "lossy" and "\ufffd" not in out:
            return None
        if how == "twice":
            out = out.encode(written).decode(read, "c1")
    except UnicodeError:
        return None
    return out if "\n" not in out and "\r" not in out else None


def cases(line: str, lang: str | None) -> Iterator[tuple[str, str]]:
    """The pairs that `line` counts for, and what it becomes."""
    for pair in PAIRS:
        written = pair.partition(">")[0]
        if written != "utf-8" and (
            not lang or not {lang.partition("-")[0], lang, script(lang)} & set(USED_FOR[written].split())
        ):
            continue
        broken = misread(line, pair)
        if broken is None or broken == line or len(broken) < LENGTH:
            continue
        if len(broken) != len(line) or sum(map(str.__ne__, line, broken)) >= CHANGED:
            yield pair, broken


def told_language(path: Path) -> str | None:
    """The language that a file is named after."""
    name = path.parent.name.partition("-")[0] if path.stem == "expected" else path.stem
    try:
        return canonical(name)
    except LanguageError:
        return None


def group_of(lang: str | None) -> str:
    """The group of scripts that a language is reported in."""
    return GROUPS.get(script(lang) if lang else "", "other")


def main() -> None:
    """Print recovery for each pair and group of scripts, then what happened to the clean lines."""
    options = argparse.ArgumentParser(usage=__doc__.splitlines()[2] if __doc__ else None)
    options.add_argument("files", nargs="*", type=Path)
    options.add_argument("--told", action="store_true", help="tell textfix the language")
    options.add_argument("--lines", type=int, default=60, help="lines of each file that are used")
    options.add_argument("--only", default="", help="only pairs that hold this")
    options.add_argument("--misses", type=int, default=0, help="lines to show for each pair and group")
    args = options.parse_args()
    paths = args.files or sorted(Path(__file__).parent.parent.glob("seeds/*/expected.*"))
    cleaner = textfix.Cleaner(select=("encoding",))
    counts: dict[Cell, Counter[str]] = defaultdict(Counter)
    clean: Counter[str] = Counter()
    lead: Counter[Cell] = Counter()
    languages = set()
    for path in paths:
        lang = told_language(path)
        languages.add(lang)
        told = lang if args.told else None
        lines = [line for line in path.read_text("utf-8").split("\n") if line][: args.lines]
        clean["lines"] += len(lines)
        clean["changed by textfix"] += sum(cleaner.clean(line, lang=told) != line for line in lines)
        clean["changed by ftfy"] += sum(ftfy.fix_encoding(line) != line for line in lines)
        clean["documents changed by textfix"] += cleaner.clean("\n".join(lines), lang=told) != "\n".join(lines)
        for line in lines:
            for pair, broken in cases(line, lang):
                if args.only not in pair:
                    continue
                cell = counts[pair, group_of(lang)]
                mended = cleaner.clean(broken, lang=told)
                ours, theirs = mended == line, ftfy.fix_encoding(broken) == line
                cell.update(lines=1, textfix=ours, ftfy=theirs)
                lead[pair, lang or ""] += ours - theirs
                if mended != line and cell["shown"] < args.misses:
                    cell["shown"] += 1
                    print(f"# {pair} {lang}\n#   {line!r}\n#   {broken!r}\n#   {mended!r}")
    report(counts)
    behind = [f"{pair} {lang}" for (pair, lang), n in lead.items() if n < 0]
    print(f"\n{len(lead)} pairs and languages; fewer lines recovered than by ftfy in: {', '.join(behind) or 'none'}")
    print(f"{len(languages)} languages, {len(PAIRS)} pairs; clean text: {dict(clean)}")


def report(counts: dict[Cell, Counter[str]]) -> None:
    """Print a row for each pair: lines recovered by textfix and by ftfy, in all and in each group of scripts."""
    groups = sorted({group for _, group in counts})
    print("| pair | lines | textfix | ftfy |", *(f"{g} |" for g in groups))
    print("|---|--:|--:|--:|" + "--:|" * len(groups))
    for pair in [*PAIRS, "all"]:
        cells = {g: counts[pair, g] if pair != "all" else _sum(counts, g) for g in groups}
        whole = sum(cells.values(), Counter[str]())
        if not whole["lines"]:
            continue
        by_group = (f"{_percent(c, 'textfix')} / {_percent(c, 'ftfy')}" if c["lines"] else "" for c in cells.values())
        print(
            f"| {pair} | {whole['lines']} | {_percent(whole, 'textfix')} | {_percent(whole, 'ftfy')} |",
            *(f"{b} |" for b in by_group),
        )


def _sum(counts: dict[Cell, Counter[str]], group: str) -> Counter[str]:
    return sum((c for (_, g), c in counts.items() if g == group), Counter[str]())


def _percent(cell: Counter[str], system: str) -> str:
    return f"{100 * cell[system] / cell['lines']:.0f}"


if __name__ == "__main__":
    main()
