"""Write ``textfix/tables/number-mismatch/<tag>.tsv``: how a language spells numbers, from CLDR's number-spelling rules.

Usage: ``pip install unicode-rbnf==2.4.1 Babel && python scripts/build_number_words.py``. The package (MIT) carries the rules of
CLDR (Unicode License v3). A row is a number and all forms that the rules give for it, cardinal and ordinal, in lower
case, split by ``|``. ``scales.tsv`` has the words and signs behind a number that stand for a power of ten, and the languages in
which they do, from CLDR's compact number formats, which Babel carries, and from the spellings of great numbers.
"""

from __future__ import annotations

import re
from pathlib import Path

from babel import Locale, localedata  # type: ignore[import-not-found,import-untyped,unused-ignore]
from unicode_rbnf import FormatPurpose, RbnfEngine  # type: ignore[import-not-found,unused-ignore]
from unicode_rbnf.engine import NoRuleForNumberError  # type: ignore[import-not-found,unused-ignore]

OUT = Path(__file__).parent.parent / "textfix" / "tables" / "number-mismatch"
LOCALES = {path.stem for path in (OUT.parent.parent / "locales").glob("*.toml")}
SOURCE = "CLDR number-spelling rules (unicode-rbnf 2.4.1)"
VALUES = (*range(101), *range(200, 1000, 100), 1000)
MOST_OF_COMPOUND = 12  # in languages with cases these are half of the table, and rare
TAGS = {
    "no": "nb",
    "sr_Latn": "sr-Latn",
    "pt_PT": "pt-PT",
    "fr_CH": "fr-CH",
    "fr_BE": "fr-BE",
    "yue_Hans": "",
    "zh_Hant": "zh-Hant",
}
COMPACT = "CLDR compact number formats (Babel)"
MISTAKES = {("करोड", 6)}  # Nepali: ten million, as its short form says
POWERS, STEM = (6, 9, 12, 15), 3
LEFT_OUT = {"ccp", "chr", "de_CH", "en_IN", "fa_AF", "lrc"}


def forms(
    engine: RbnfEngine,
    value: int,
    purposes: tuple[FormatPurpose, ...] = (FormatPurpose.CARDINAL, FormatPurpose.ORDINAL),
) -> list[str]:
    """All spellings of `value`, without soft hyphens, none that is written in digits."""
    found: dict[str, None] = {}
    for purpose in purposes:
        try:
            spelled = engine.format_number(value, purpose).text_by_ruleset
        except (ValueError, NoRuleForNumberError):  # the language has no rules for this purpose or number
            continue
        for name, text in spelled.items():
            word = text.replace("\xad", "").strip().lower()
            if "spellout" in name and word and not re.search(r"[\d%=<>|#]", word):
                found[word] = None
    compound = 20 < value < 100 and value % 10
    return list(found)[: MOST_OF_COMPOUND if compound else None]


def scales() -> dict[tuple[str, int, str], set[str]]:
    """Words and signs behind a number that stand for a power of ten, with that power and their source: in which languages."""
    found: dict[tuple[str, int, str], set[str]] = {}
    common = compact_scales("root")
    for name in sorted(localedata.locale_identifiers()):
        for row in compact_scales(name) - MISTAKES:
            tags = found.setdefault((*row, COMPACT), set())
            if row not in common:  # SI letters of languages that nobody has looked at
                tags.add(name.replace("_", "-"))
    for code in RbnfEngine.get_supported_languages():
        tag = TAGS.get(code, code).replace("_", "-")
        for word, power in spelt_scales(RbnfEngine.for_language(code)).items():
            if tag and tag not in found.get((word, power, COMPACT), ()):
                found.setdefault((word, power, SOURCE), set()).add(tag)
    known = {row: {tag for tag in tags & LOCALES if not inherited(tag, tags)} for row, tags in found.items()}
    return {row: tags for row, tags in known.items() if tags or row[2] == COMPACT}


def compact_scales(name: str) -> set[tuple[str, int]]:
    """The words and signs of the compact number formats of a locale, and the powers of ten that they stand for."""
    found = set()
    for plurals in Locale.parse(name).compact_decimal_formats.values():
        for by_size in plurals.values():
            for size, pattern in by_size.items():
                if m := re.fullmatch(
                    r"0[\s\xa0\u202f]?([^0¤\s\xa0]+)", pattern.pattern.partition(";")[0].strip("\u200e\u200f")
                ):
                    found.add((m[1].replace("'", "").casefold(), len(size) - 1))
    return found


def inherited(tag: str, tags: set[str]) -> bool:
    """Whether a tag above `tag` is one of `tags`."""
    return any(tag.startswith(f"{above}-") for above in tags)


def spelt_scales(engine: RbnfEngine) -> dict[str, int]:
    """The last words of great numbers that are spelt in two, such as *five million*: where number words come first."""
    found: dict[str, int] = {}
    for power in POWERS:
        two, five, more = (
            [w.split() for w in forms(engine, n * 10**power, (FormatPurpose.CARDINAL,))] for n in (2, 5, 21)
        )
        stems = {w[1][:STEM] for w in two if len(w) == 2 and w[0] in forms(engine, 2)} & {
            w[1][:STEM] for w in five if len(w) == 2 and w[0] in forms(engine, 5)
        }
        for words in (*two, *five, *more):
            if len(words) > 1 and words[-1][:STEM] in stems and len(words[-1]) > STEM:
                found.setdefault(words[-1].casefold(), power)
    return found


def main() -> None:
    """Rewrite the tables of all languages that spell twenty numbers or more."""
    OUT.mkdir(parents=True, exist_ok=True)
    for code in RbnfEngine.get_supported_languages():
        tag = TAGS.get(code, code)
        if code in LEFT_OUT or not tag:
            continue
        engine = RbnfEngine.for_language(code)
        rows = [(str(value), words) for value in VALUES if (words := forms(engine, value))]
        if len(rows) >= 20:
            lines = ["value\twords\tsource", *(f"{value}\t{'|'.join(words)}\t{SOURCE}" for value, words in rows)]
            (OUT / f"{tag}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    lines = ["word\tpower\ttags\tsource"]
    for (word, power, source), known in sorted(scales().items()):
        lines.append(f"{word}\t{power}\t{' '.join(sorted(known))}\t{source}")
    (OUT / "scales.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
