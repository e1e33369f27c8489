"""What changes in a text where damage is repaired, and how good the text is then."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import regex

from .._letters import letter_cost
from .._words import Array

# Punctuation that may stand right beside the damage.
GOOD_BESIDE = frozenset("。、，．；：？！（）「」『』‘’“”„‚«»–—…\xa0\u202f¿¡\uffff")
BAD = regex.compile(  # what a text that was decoded well does not hold, or hardly
    r"\p{Ll}\p{Lu}|[\p{Cn}\p{Co}\p{Cc}]|\p{Latin}[\p{Cyrillic}\p{Greek}\p{Hebrew}\p{Arabic}\p{Thai}]"
    r"|\p{Cyrillic}[\p{Latin}\p{Greek}\p{Hebrew}\p{Arabic}]|\p{Greek}[\p{Latin}\p{Cyrillic}]"
    r"|[\p{Hebrew}\p{Arabic}\p{Thai}][\p{Latin}\p{Cyrillic}]|[^\p{L}\p{M}\u200c\u200d]\p{M}|\p{L}[¡-§©¬®-³µ¶¸¹¼-¿×÷]\p{L}|[\u2900-\u2aff]|[\u01a2-\u01ae\u01b3\u01b5-\u01cc\u01dd-\u01e5\u01ec-\u01f3\u01f6-\u0217\u021c-\u0252\u0255\u0258\u025a\u025c-\u0262\u0264-\u0267"
    r"\u026a-\u0271\u0273-\u0282\u0284-\u0289\u028c-\u0291\u0293-\u02af]"  # letters that no orthography of today has, or hardly
)
_SIGN = 20  # cost of a sign in place of a letter
_MODIFIERS = dict.fromkeys(map(ord, "ʻʼʾʿ"))  # letters that the statistics do not know


class Change(NamedTuple):
    """A stretch of text, and what was written there."""

    start: int
    end: int
    new: str


def good_beside(codes: Array) -> bytes:
    """For each of some code points, 1 if it may stand right beside the damage, as ASCII and punctuation may; 0 if not."""
    return _good_beside().take(codes, mode="clip").tobytes()


@cache
def _good_beside() -> Array:
    """What `good_beside` says, by code point; the last one stands for all further ones."""
    good = np.zeros(0x10001, np.bool_)
    good[:0x80] = True
    good[[ord(c) for c in GOOD_BESIDE]] = True
    return good


def changed(text: str, found: Iterable[Change]) -> str:
    """Return `text` as it was written."""
    parts: list[str] = []
    at = 0
    for start, end, new in sorted(found):
        parts += text[at:start], new
        at = end
    return "".join((*parts, text[at:]))


def cost(text: str, found: Sequence[Change]) -> int:
    """What the letters of the changed words cost: Ăź is ß in one code page, ü in another."""
    signs = sum(unicodedata.category(c)[0] in "SC" or "\u0300" <= c <= "\u036f" for f in found for c in f.new)
    return letter_cost(_changed_words(text, found).translate(_MODIFIERS)) + _SIGN * signs


def badness(text: str, found: Sequence[Change], alphabet: frozenset[str] = frozenset()) -> int:
    """How much the changed words have of what a text that was decoded well has not, and of letters that are not in `alphabet`."""
    decoded = " " + _changed_words(text, found)
    strange = sum(c.isalpha() and c not in alphabet for f in found for c in f.new) if alphabet else 0
    return 3 * len(BAD.findall(decoded)) + strange


def _changed_words(text: str, found: Sequence[Change]) -> str:
    words = zip(text.split(" "), changed(text, found).split(" "), strict=False)
    return " ".join(new for old, new in words if old != new)


def unassigned(text: str) -> bool:
    """Whether there is a code point in `text` that is no character."""
    return not text.isprintable() and any(unicodedata.category(c) == "Cn" for c in text)
