"""Write ``textfix/tables/number-mismatch/<tag>.tsv``: how a language spells numbers, from CLDR's number-spelling rules.

Usage: ``pip install unicode-rbnf==2.4.1 Babel && python scripts/build_number_words.py``. The package (MIT) carries the rules of
CLDR (Unicode License v3). A row is a number and all forms that the rules give for it, cardinal and ordinal, in lower
case, split by ``|``. ``scales.tsv`` has the words and signs behind a number that stand for a power of ten, from CLDR's
compact number formats, which Babel carries.
"""

from __future__ import annotations

import re
from pathlib import Path

from babel import Locale, localedata  # type: ignore[import-not-found,import-untyped,unused-ignore]
from unicode_rbnf import FormatPurpose, RbnfEngine  # type: ignore[import-not-found,unused-ignore]
from unicode_rbnf.engine import NoRuleForNumberError  # type: ignore[import-not-found,unused-ignore]

OUT = Path(__file__).parent.parent / "textfix" / "tables" / "number-mismatch"
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
LEFT_OUT = {"ccp", "chr", "de_CH", "en_IN", "fa_AF", "lrc"}


def forms(engine: RbnfEngine, value: int) -> list[str]:
    """All spellings of `value`, without soft hyphens, none that is written in digits."""
    found: dict[str, None] = {}
    for purpose in (FormatPurpose.CARDINAL, FormatPurpose.ORDINAL):
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


def scales() -> dict[tuple[str, int], None]:
    """Words and signs behind a number that stand for a power of ten, in any language of CLDR, with that power."""
    found: dict[tuple[str, int], None] = {}
    for name in sorted(localedata.locale_identifiers()):
        for plurals in Locale.parse(name).compact_decimal_formats.values():
            for by_size in plurals.values():
                for size, pattern in by_size.items():
                    if m := re.fullmatch(
                        r"0[\s\xa0\u202f]?([^0¤\s\xa0]+)", pattern.pattern.partition(";")[0].strip("\u200e\u200f")
                    ):
                        found[m[1].replace("'", "").casefold(), len(size) - 1] = None
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
    lines = [
        "word\tpower\tsource",
        *(f"{word}\t{power}\tCLDR compact number formats (Babel)" for word, power in sorted(scales())),
    ]
    (OUT / "scales.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
