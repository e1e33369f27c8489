"""Number words: how languages spell numbers, words for powers of ten, and numbers in Chinese characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from ._patterns import lazy_pattern
from ._tables import Row, table, table_for
from .locale import parents

TABLE = "number-mismatch"
MYRIADS = {"万": 4, "萬": 4, "만": 4, "億": 8, "亿": 8, "억": 8, "兆": 12, "조": 12}
HAN = lazy_pattern("([〇零一二两兩三四五六七八九十百千万萬亿億]{1,24})(成)?")  # 七成: seven tenths
_HAN_DIGITS = {
    c: i for i, group in enumerate(["〇零", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九"]) for c in group
}
_SURE = 6  # letters of a word that is no other in a language that is not known to have it
_HAN_PLACES = {"十": 1, "百": 2, "千": 3}


class Scale(NamedTuple):
    """A word or sign for a power of ten: the powers it may stand for, how much of the text it takes, whether that is sure."""

    powers: frozenset[int]
    length: int
    sure: bool


@lru_cache(maxsize=4096)
def scale(word: str, lang: str | None) -> Scale | None:
    """What `word`, in lower case, stands for behind a number in `lang`: of the language's own words, or of those of any.

    A billion is 10^9 in English and 10^12 in German. Where the language is not known to have the word, it may be meant in any way,
    and what is 10^12 for some is 10^9 for others.
    """
    word = unicodedata.normalize("NFC", word)
    for tag in dict.fromkeys((lang, None)):
        known, bare = _scales(tag), word.rstrip(".")
        powers = known.get(word) or known.get(bare)
        if powers is None and tag is not None and len(bare) > 2:  # people leave the full stop of an abbreviation out
            powers = known.get(f"{bare}.")
        if powers:
            return Scale(powers, len(word), len(bare) >= _SURE if tag is None else _is_word(bare))
        if stem := next((stem for stem in _stems(tag) if word.startswith(stem)), ""):
            return Scale(known[stem], len(word) if _spaced(stem) else len(stem), tag is not None)
    return None


def _is_word(word: str) -> bool:
    return len(word) > 1 or not _spaced(word)


@lru_cache(maxsize=128)
def _scales(lang: str | None) -> Mapping[str, frozenset[int]]:
    """The powers of ten that each word or sign of a language behind a number stands for; ``None``: those of any language.

    Of two varieties, what the nearer says.
    """
    rows = [row for name in ("scales", "scale-forms") for row in table(TABLE, name)]
    if lang is None:
        known = _gathered(row for row in rows if row["power"] != "0")
        return {word: powers | {9} if 12 in powers else powers for word, powers in known.items()}
    found: dict[str, frozenset[int]] = {}
    for tag in reversed(parents(lang)):
        found |= _gathered(row for row in rows if tag in row["tags"].split())
    return found


def _gathered(rows: Iterable[Row]) -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for row in rows:
        word = unicodedata.normalize("NFC", row["word"])
        found[word] = found.get(word, frozenset()) | {int(row["power"])}
    return found


@lru_cache(maxsize=128)
def _stems(lang: str | None) -> tuple[str, ...]:
    """Those words that endings may follow, and those of scripts without spaces; the longest first. ``None``: of any language."""
    return tuple(sorted((word for word in _scales(lang) if len(word) > _least_stem(word)), key=len, reverse=True))


def _least_stem(word: str) -> int:
    if word[0] < "\u0900":
        return 4
    return 2 if _spaced(word) else 0  # Indic abbreviations are letters that many words begin with


def _spaced(word: str) -> bool:
    """Whether its script sets spaces between words: those before Thai, and Georgian, Ethiopic and Cherokee."""
    return word[0] < "\u0e00" or "\u10a0" <= word[0] < "\u1400"


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
