"""The named classes of characters that triggers speak of, as tables over all code points."""

from __future__ import annotations

from functools import cache

import numpy as np

from ._trigger import CharClass
from ._words import FOLDED, Array, first_points

_CODE_POINTS = 0x110000
_NAMED = FOLDED  # the named classes are known below this; above are rare ideographs, tags and private use
EDGE = "\ufdd0"  # stands for the edges of a document: a code point that no text may hold


@cache
def named_classes() -> tuple[Array, dict[CharClass, Array]]:
    """Class number of every code point by the named character classes alone, and the members of each class."""
    points = first_points()
    text = points.view("U1")
    space = np.char.isspace(text)
    letter = np.char.isalpha(text)
    line_end = (points == 10) | (points == 13)
    member = {
        CharClass.LETTER: letter,
        CharClass.LOWER: np.char.islower(text) & letter,
        CharClass.UPPER: np.char.isupper(text) & letter,
        CharClass.DIGIT: np.char.isdecimal(text),
        CharClass.SPACE: space & ~line_end,
        CharClass.LINE_END: line_end,
        CharClass.NON_SPACE: ~space,
        CharClass.NON_ASCII: points > 127,
        CharClass.MARK: _matching(r"\p{M}+"),
        CharClass.LATIN: _matching(r"[\p{Script=Latin}&&\p{L}]+"),
        CharClass.GREEK: _matching(r"[\p{Script=Greek}&&\p{L}]+"),
        CharClass.CYRILLIC: _matching(r"[\p{Script=Cyrillic}&&\p{L}]+"),
        CharClass.ARABIC: _matching(r"[\p{Script=Arabic}&&\p{L}]+"),
        CharClass.HAN_KANA: _matching(r"[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]+"),
    }
    member[CharClass.EDGE] = np.zeros(_NAMED, bool)
    bits = np.zeros(_CODE_POINTS, np.uint32)
    names = list(CharClass)
    for i, name in enumerate(names):
        bits[:_NAMED] |= member[name].astype(np.uint32) << i
        if name in (CharClass.NON_SPACE, CharClass.NON_ASCII):
            bits[_NAMED:] |= 1 << i
    bits[ord(EDGE)] = 1 << names.index(CharClass.EDGE) | 1 << names.index(CharClass.LINE_END)
    there = np.zeros(1 << len(names), bool)
    there[bits] = True
    signatures, numbers = np.flatnonzero(there), np.cumsum(there, dtype=np.uint8)
    of_class = {name: (signatures >> i & 1).astype(bool) for i, name in enumerate(names)}
    return numbers[bits] - np.uint8(1), of_class


@cache
def _everything() -> str:
    return first_points().tobytes().decode("utf-32-le")


def _matching(pattern: str) -> Array:
    """Which of the named code points `pattern` matches."""
    import regex

    out = np.zeros(_NAMED, bool)
    for m in regex.finditer(pattern, _everything(), regex.VERSION1):
        out[m.start() : m.end()] = True
    return out
