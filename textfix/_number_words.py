"""Number words: how languages spell numbers, words for powers of ten, and numbers in Chinese characters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from ._tables import table, table_for

TABLE = "number-mismatch"
MYRIADS = {"万": 4, "萬": 4, "만": 4, "億": 8, "亿": 8, "억": 8, "兆": 12, "조": 12}
HAN = re.compile("([〇零一二两兩三四五六七八九十百千万萬亿億]{1,24})(成)?")  # 七成: seven tenths
_HAN_DIGITS = {
    c: i for i, group in enumerate(["〇零", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九"]) for c in group
}
_HAN_PLACES = {"十": 1, "百": 2, "千": 3}


@cache
def scales() -> Mapping[str, frozenset[int]]:
    """The powers of ten that each word or sign behind a number may stand for, in any language."""
    found: dict[str, frozenset[int]] = {}
    for name in ("scales", "scale-forms"):
        for row in table(TABLE, name):
            found[row["word"]] = found.get(row["word"], frozenset()) | {int(row["power"])}
    return found


@cache
def long_scales() -> tuple[tuple[str, frozenset[int]], ...]:
    """Those words that endings may follow, and those of scripts without spaces; the longest first."""
    found = [(word, powers) for word, powers in scales().items() if len(word) > _least_stem(word)]
    return tuple(sorted(found, key=lambda item: -len(item[0])))


def _least_stem(word: str) -> int:
    if word[0] < "\u0900":
        return 4
    return 2 if word[0] < "\u0e00" else 0  # Indic abbreviations are letters that many words begin with


@cache
def spelt_otherwise() -> frozenset[str]:
    """The languages that people spell in other ways than the tables say."""
    return frozenset(row["tag"] for row in table(TABLE, "spelt-otherwise"))


@lru_cache(maxsize=128)
def spellings(lang: str | None) -> Mapping[int, tuple[str, ...]]:
    """How the language spells numbers, cardinal and ordinal; empty, if that is not known."""
    return {int(row["value"]): tuple(row["words"].split("|")) for row in table_for(TABLE, lang)}


def han_number(text: str) -> int:
    """A number in Chinese characters: by places, or digit after digit as in years."""
    if len(text) > 1 and all(c in _HAN_DIGITS for c in text):
        return int("".join(str(_HAN_DIGITS[c]) for c in text))
    total = section = digit = 0
    for c in text:
        if c in _HAN_DIGITS:
            digit = _HAN_DIGITS[c]
        elif c in _HAN_PLACES:
            section += (digit or 1) * 10 ** _HAN_PLACES[c]
            digit = 0
        else:
            total += ((section + digit) or 1) * 10 ** MYRIADS[c]
            section = digit = 0
    return total + section + digit
