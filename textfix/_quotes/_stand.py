"""How a quotation mark stands between its neighbours."""

from __future__ import annotations

import unicodedata
from enum import Enum
from functools import lru_cache

from .._patterns import lazy_pattern

DOUBLE = '"“”„‟«»‹›「」『』｢｣＂〝〞〟❝❞'
SINGLE = "'‘’‚‛"  # each of them is an apostrophe more often than a quotation mark
_LOOK = 6  # how many marks in a row are looked through for the text that they enclose
_THROUGH = frozenset(DOUBLE + SINGLE + "*_\u200b\u200e\u200f\u2060\ufeff") | {
    chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
}


class Stand(Enum):
    """How a mark stands between its neighbours."""

    OPENING = "opening"  # text begins behind it, and none ends before it
    CLOSING = "closing"
    BEFORE_SPACE = "before space"  # at the beginning of a paragraph, but a space follows
    AFTER_SPACE = "after space"  # at the end of a paragraph or a clause, but a space stands before it
    APART = "apart"  # spaces on both sides
    INSIDE = "inside"  # within a word
    EITHER = "either"  # scripts without spaces, or marks that say nothing


def can_open(before: str, after: str) -> bool:
    """Whether a mark can begin a quotation between two characters, spaces at the edges of a text.

    This and `can_close` are asked where it is in doubt whether a mark stands there; `stand` tells of one that does.
    """
    return not before.isalnum() and not after.isspace()


def can_close(before: str, after: str) -> bool:
    """Whether a mark can end a quotation between two characters."""
    return not before.isspace() and unicodedata.category(after)[0] not in "LMN"


_NO_SPACES = (  # letters of scripts that write without spaces between words
    (0x0E00, 0x109F),  # Thai, Lao, Tibetan, Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0xABFF),  # ideographs, kana, Yi and what lies between
    (0xF900, 0xFAFF),
    (0xFF00, 0xFFEF),
    (0x1B000, 0x3FFFF),
)


@lru_cache(maxsize=4096)
def _kind(char: str) -> str:
    """Class of a neighbour: space, word, unspaced (script), hangul, left, right, dash, point, other."""
    category = unicodedata.category(char)
    if category in ("Zs", "Cc", "Zl", "Zp"):
        return "space"
    if category == "Ps" or char in "¡¿":
        return "left"
    if category == "Pe":
        return "right"
    if category == "Pd" or char in "/|~":
        return "dash"
    wide = any(low <= ord(char) <= high for low, high in _NO_SPACES)
    if category[0] in "LMN":
        if 0xAC00 <= ord(char) <= 0xD7AF:
            return "hangul"
        return "unspaced" if wide else "word"
    if category == "Po" and char not in "@#&*%\\":
        return "either" if wide else "point"
    return "other"


_ENDS_BEFORE = frozenset({"word", "unspaced", "hangul", "right", "point", "either", "dash", "other"})
_BEGINS_AFTER = frozenset({"space", "left", "dash", "unspaced", "either"})
_BEGINS_BEHIND = frozenset({"word", "unspaced", "hangul", "left", "other", "dash"})
_ENDS_BEHIND = frozenset({"space", "right", "point", "dash", "unspaced", "hangul", "either", "left"})


def _neighbours(text: str, at: int, low: int, high: int) -> tuple[str, str, int]:
    """Return the nearest characters that are no marks, empty at the edges of the paragraph, and the left one's place."""
    i = at - 1
    stop = max(low, at - _LOOK)
    while i >= stop and text[i] in _THROUGH:
        i -= 1
    j = at + 1
    end = min(high, at + 1 + _LOOK)
    while j < end and text[j] in _THROUGH:
        j += 1
    return text[i] if i >= low else "", text[j] if j < high else "", i


def stand(text: str, at: int, low: int, high: int) -> tuple[Stand, bool]:
    left, right, i = _neighbours(text, at, low, high)
    a = _kind(left) if left else "space"
    b = _kind(right) if right else "space"
    digit = a == "word" and left.isdigit() and i == at - 1
    if a == "space" and (b in ("space", "right") or (b == "point" and not _leads(text, at, high))):
        if b != "space" or not right:
            return Stand.AFTER_SPACE, False
        return (Stand.APART if left else Stand.BEFORE_SPACE), False
    if text[at] == "«" and right and _elided_article(text, at, low):
        return Stand.OPENING, False
    begins = b in _BEGINS_BEHIND or (b == "point" and a == "space")
    opens = begins and (a in _BEGINS_AFTER or _elided(text, at, low) or (a == "point" and b == "unspaced"))
    closes = a in _ENDS_BEFORE and b in _ENDS_BEHIND
    if opens != closes:
        return (Stand.OPENING if opens else Stand.CLOSING), digit
    if a == "word" and b == "word":
        return Stand.INSIDE, digit
    return Stand.EITHER, digit


def _leads(text: str, at: int, high: int) -> bool:
    """Whether points after a mark lead into text, as in “…and then” or “.NET”."""
    m = _LEADING.match(text, at + 1, high)
    return m is not None


_LEADING = lazy_pattern(r"(?:\.{2,4}|…) ?\w|\.\w")


def _elided(text: str, at: int, low: int) -> bool:
    """Whether an apostrophe after a letter stands before the mark: l’«avenir»."""
    return at - 2 >= low and text[at - 1] in "'’" and text[at - 2].isalpha()


def _elided_article(text: str, at: int, low: int) -> bool:
    """Whether a word of one or two letters was elided before the mark: d’« avenir », but not »die Jungs’«."""
    return _elided(text, at, low) and not (at - 4 >= low and text[at - 4 : at - 1].isalpha())
