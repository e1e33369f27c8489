"""Repair of faults that were put into clean text: recall, precision and harm beside peers, in one run.

usage: python benchmarks/repairs.py [--lines N] [--around N] [--listed] [--untold] [--kind TEXT] [--misses FILE] PATH ...

Each PATH is a file of clean text, a sentence a line, in the order of its documents, named after its language tag
(deu.txt, pt-BR.txt), or a folder of such files. Of each, N lines are drawn; a share of them stays untouched, and each
other one gets one fault of a kind that it has a place for (`faults.FAMILIES`). What is judged is the line; textfix reads
it twice, once in its document (the clean lines before and after it: an article of news has 16 lines) and once alone.
Lines are brought to normal form C and to single spaces before. The seed is fixed. A faulty line that comes back
otherwise wrong counts for no system if textfix changes the clean line as well: then there are two faults in it, its author's
and ours. What textfix does to such lines is told by harm.

Recall is told apart for the languages that have a word list (wordfreq), which the rules on words and several on marks
need, and for all others.

- recall: faulty lines that came back as the clean line, to the last character;
- precision: lines that came back as the clean line, of all lines that a system changed;
- harm: untouched lines that a system changed;
- pointed at: faults that textfix did not repair, but that a finding touches.

Peers: ftfy and sacremoses as they are, and the chain that filters of training data use (as bifixer does): HTML entities,
ftfy, Moses punctuation with its Unicode table, spaces before marks and runs of spaces.
"""

from __future__ import annotations

import argparse
import html
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TextIO
from unicodedata import normalize

import ftfy
from faults import FAMILIES
from sacremoses import MosesPunctNormalizer

import textfix
from textfix.errors import LanguageError
from textfix.language import canonical
from textfix.locale import locale_for
from textfix.rule import lexicon

System = Callable[[str, str], str]
FAMILY_OF = {kind: family for family, kinds in FAMILIES.items() for kind in kinds}
UNTOUCHED = "untouched"
TEXTFIX, ALONE = "textfix", "line alone"
LISTED, OTHERS = "with a word list", "without a word list"


class Item(NamedTuple):
    """A clean line and what was made of it, and the text that stands around it."""

    lang: str
    kind: str
    clean: str
    given: str
    before: str = ""
    after: str = ""

    @property
    def document(self) -> str:
        """The line and what stands around it."""
        return self.before + self.given + self.after

    def of(self, text: str) -> str:
        """What became of the line in `text`, which textfix made of the document."""
        lines = text.split("\n")
        return lines[self.before.count("\n")] if len(lines) == 1 + (self.before + self.after).count("\n") else text


def items(path: Path, lang: str, lines: int, around: int, untouched: float, seed: int) -> Iterator[Item]:
    """Draw `lines` lines of a file, and put a fault into most of them."""
    rng = random.Random(f"{seed} {path.name}")
    lines_of_file = normalize("NFC", path.read_text("utf-8")).split("\n")
    text = [re.sub(" {2,}", " ", line.strip()) for line in lines_of_file if line.strip()]
    locale = locale_for(lang)
    for at in rng.sample(range(len(text)), min(lines, len(text))):
        line = text[at]
        before = "".join(f"{other}\n" for other in text[max(0, at - around) : at])
        after = "".join(f"\n{other}" for other in text[at + 1 : at + 1 + around])
        if rng.random() < untouched:
            yield Item(lang, UNTOUCHED, line, line, before, after)
            continue
        possible = [
            (kind, broken)
            for kinds in FAMILIES.values()
            for kind, fault in kinds.items()
            if (broken := fault(line, rng, locale)) != line
        ]
        if possible:
            kind, broken = _drawn(possible, rng)
            yield Item(lang, kind, line, broken, before, after)


def _drawn(possible: list[tuple[str, str]], rng: random.Random) -> tuple[str, str]:
    """One of the faults: first the family is drawn, then the kind, so that no family is rare for having few kinds."""
    family = rng.choice(sorted({FAMILY_OF[kind] for kind, _ in possible}))
    return rng.choice([p for p in possible if FAMILY_OF[p[0]] == family])


# ---------------------------------------------------------------- systems


def peers() -> dict[str, System]:
    """What textfix is compared with; each takes a line and its language."""
    made: dict[tuple[str, bool], MosesPunctNormalizer] = {}

    def moses(text: str, lang: str, *, table: bool = False) -> str:
        key = lang.partition("-")[0], table
        if key not in made:
            made[key] = MosesPunctNormalizer(lang=key[0], pre_replace_unicode_punct=table)
        out: str = made[key].normalize(text)
        return out

    def chain(text: str, lang: str) -> str:
        east_asian = not locale_for(lang).word_spaces
        text = ftfy.fix_text(html.unescape(text), uncurl_quotes=False)
        text = text if east_asian else moses(text, lang, table=True)
        text = re.sub(r" +([,.;:!?)])" if lang[:2] != "fr" else r" +([,.)])", r"\1", text)
        return re.sub(r"[ \t]{2,}", " ", re.sub(r"\( +", "(", text)).strip()

    return {
        "ftfy": lambda text, lang: str(ftfy.fix_text(text)),
        "sacremoses": moses,
        "bifixer-like": chain,
    }


class Tally:
    """What the systems made of the items: counts by system, and by language or kind."""

    def __init__(self) -> None:
        self.counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)

    def add(self, system: str, item: Item, out: str, group: str, pointed: bool = False) -> None:
        """Count one item of a language of `group`."""
        faulty = item.kind != UNTOUCHED
        counted = Counter(
            faults=faulty,
            untouched=not faulty,
            repaired=faulty and out == item.clean,
            changed=out != item.given,
            right=faulty and out == item.clean,
            harmed=not faulty and out != item.given,
            pointed=faulty and out != item.clean and pointed,
        )
        places = ["all", group, item.lang, f"{group} {item.kind}"]
        if faulty:
            places += [f"{group} {FAMILY_OF[item.kind]}", f"{item.lang} {FAMILY_OF[item.kind]}"]
        for place in places:
            self.counts[system, place].update(counted)

    def share(self, system: str, place: str, part: str, whole: str) -> str:
        """A share in per cent; nothing where there is nothing to share."""
        c = self.counts[system, place]
        return f"{100 * c[part] / c[whole]:.1f}" if c[whole] else ""


def _has_its_own(item: Item, cleaner: textfix.Cleaner, lang: str | None) -> bool:
    """Whether textfix changes the line without the fault, too."""
    return item.of(cleaner.clean(item.before + item.clean + item.after, lang=lang)) != item.clean


def _touches(report: textfix.Report, item: Item) -> bool:
    """Whether a finding touches where the fault is."""
    given, clean = item.given, item.clean
    low = next((i for i, (a, b) in enumerate(zip(given, clean, strict=False)) if a != b), min(len(given), len(clean)))
    same = next((i for i, (a, b) in enumerate(zip(given[::-1], clean[::-1], strict=False)) if a != b), len(clean))
    high = max(low, len(given) - same)
    at = len(item.before)
    return any(f.span.start - at <= high and low <= f.span.end - at for f in report.findings)


# ---------------------------------------------------------------- tables


def _table(head: list[str], rows: list[list[str]]) -> None:
    print(f"\n| {' | '.join(head)} |\n|---|{'--:|' * (len(head) - 1)}")
    for row in rows:
        print(f"| {' | '.join(row)} |")


def report(tally: Tally, systems: list[str], langs: dict[str, str]) -> None:
    """Print recall by kind and family, then what each system did in all, then each language; `langs` by their groups."""
    for group in dict.fromkeys(langs.values()):
        print(f"\n{sum(g == group for g in langs.values())} languages and varieties {group}")
        rows = []
        for family, kinds in FAMILIES.items():
            for kind in (family, *(kinds if len(kinds) > 1 else ())):
                name, place = f"**{kind}**" if kind == family else kind, f"{group} {kind}"
                recall = [tally.share(s, place, "repaired", "faults") for s in systems]
                pointed = tally.share(TEXTFIX, place, "pointed", "faults")
                precision = tally.share(TEXTFIX, place, "right", "changed")
                rows.append([name, str(tally.counts[TEXTFIX, place]["faults"]), *recall, pointed, precision])
        _table(["recall %", "faults", *systems, "pointed at", "precision"], rows)
        shares = (("recall", "repaired", "faults"), ("precision", "right", "changed"), ("harm", "harmed", "untouched"))
        _table(["in all, %", *systems], [[n, *(tally.share(s, group, p, w) for s in systems)] for n, p, w in shares])
    rows = [
        [
            lang,
            *(tally.share(TEXTFIX, f"{lang} {family}", "repaired", "faults") for family in FAMILIES),
            *(tally.share(s, lang, "right", "changed") for s in systems),
            *(tally.share(s, lang, "harmed", "untouched") for s in systems),
        ]
        for lang in sorted(langs, key=lambda lang: (langs[lang] != LISTED, lang))
    ]
    head = [*FAMILIES, *(f"precision {s}" for s in systems), *(f"harm {s}" for s in systems)]
    _table(["textfix recall %", *head], rows)


def _tell(item: Item, out: str, stream: TextIO) -> None:
    what = "WRONG" if out != item.given else "missed"
    kind = f"{FAMILY_OF[item.kind]}: {item.kind}" if item.kind in FAMILY_OF else item.kind
    print(f"{kind}\t{what}\t{item.lang}\t{item.given}\t{item.clean}\t{out if what == 'WRONG' else ''}", file=stream)


def main() -> None:
    """Break lines, let every system mend them, and print the tables."""
    options = argparse.ArgumentParser(usage=__doc__.splitlines()[2].partition(": ")[2] if __doc__ else None)
    options.add_argument("paths", nargs="+", type=Path)
    options.add_argument("--lines", type=int, default=100, help="lines of each file that are drawn")
    options.add_argument("--around", type=int, default=8, help="clean lines before and after each")
    options.add_argument("--untouched", type=float, default=0.3, help="share of them that stays as it is")
    options.add_argument("--listed", action="store_true", help="only languages with a word list")
    options.add_argument("--untold", action="store_true", help="do not tell textfix the language")
    options.add_argument("--kind", default="", help="only kinds or families that hold this, and untouched lines")
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--alone", action="store_true", help="textfix without its peers")
    options.add_argument("--misses", type=Path, help="write what went wrong: kind, missed or WRONG, language, texts")
    args = options.parse_args()
    cleaner = textfix.Cleaner()
    others = {} if args.alone else peers()
    tally, misses, own = Tally(), [], 0
    langs: dict[str, str] = {}
    for path in sorted(p for given in args.paths for p in (given.glob("*.txt") if given.is_dir() else [given])):
        try:
            lang = canonical(path.stem)
        except LanguageError:
            print(f"{path}: left out, its name is no language tag")
            continue
        group = LISTED if lexicon(lang) else OTHERS
        if args.listed and group is not LISTED:
            continue
        langs[lang], told = group, None if args.untold else lang
        for item in items(path, lang, args.lines, args.around, args.untouched, args.seed):
            if args.kind not in f"{FAMILY_OF.get(item.kind, '')} {item.kind}" and item.kind != UNTOUCHED:
                continue
            found = cleaner.check(item.document, lang=told)
            out = item.of(found.text)
            if item.kind != UNTOUCHED and out not in (item.clean, item.given) and _has_its_own(item, cleaner, told):
                own += 1
                continue
            tally.add(TEXTFIX, item, out, group, _touches(found, item))
            if out != item.clean:
                misses.append((item, out))
            tally.add(ALONE, item, cleaner.clean(item.given, lang=told), group)
            for name, system in others.items():
                tally.add(name, item, system(item.given, lang), group)
    report(tally, [TEXTFIX, ALONE, *others], langs)
    print(f"\n{own} faulty lines had a slip of their authors as well, and were left out")
    if args.misses:
        with args.misses.open("w", encoding="utf-8") as stream:
            for item, out in sorted(misses, key=lambda m: (m[0].kind, m[0].lang)):
                _tell(item, out, stream)


if __name__ == "__main__":
    main()
