"""The word lists that come along: words of 44 languages by how often they are met, and how a list writes a word.

The list of Serbian, Croatian and Bosnian is in Latin letters; in Cyrillic ones it is written as it is read.

Source: the package `wordfreq <https://github.com/rspeer/wordfreq>`_ 3.1.1, whose data may be shared under CC BY-SA 4.0; the
files in ``models/word-lists`` are made from it by ``scripts/build_word_lists.py`` and stay under that licence. ADR 0034 says
why they are copied and how they are packed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import numpy as np
import regex

from ._compressed import decompressed
from ._kernel import kernel
from ._words import Array, code_points

_FOLDER = Path(__file__).parent / "models" / "word-lists"
UNSPACED = frozenset({"ja", "ko", "zh"})  # their entries are no stretches between spaces

# The lists that take letters for the same, besides capital and small ones.
_COMPATIBLE = frozenset(
    {"ar", "bn", "fa", "he", "hi", "ja", "ko", "ta", "ur", "zh"}
)  # neither Latin, Greek nor Cyrillic
_WITHOUT_MARKS = frozenset({"ar", "fa", "he", "ur"})  # vowel points and tatweel may be left out
_COMMAS, _CEDILLAS = str.maketrans("şţ", "șț"), str.maketrans("șț", "şţ")
_MARKS = regex.compile(r"[\p{Mn}\u0640]")
# Gaj's Latin for the Cyrillic alphabet of Serbian (ISO 9 and the Serbian orthography agree letter by letter), small letters.
_DIGRAPHS = {"љ": "lj", "њ": "nj", "џ": "dž"}
_LETTERS = dict(zip("абвгдђежзијклмнопрстћуфхцчш", "abvgdđežzijklmnoprstćufhcčš", strict=True))
_LATIN = str.maketrans(_LETTERS | _DIGRAPHS)
_CYRILLIC = str.maketrans({latin: letter for letter, latin in _LETTERS.items()})
_ABROAD = regex.compile(rf"[\p{{Latin}}--[{''.join(_LETTERS.values())}]]", regex.V1)  # letters that this alphabet lacks
# The words of the list in which n and j are two letters (Правопис српскога језика, Матица српска).
_APART = {"injek": "инјек", "benjamin": "бенјамин"}
SHARED, IN_CYRILLIC = (
    "sh",
    "sr-Cyrl",
)  # the list of all that Serbian, Croatian and Bosnian write, and the same in Cyrillic


@cache
def names() -> frozenset[str]:
    """The lists there are, by the tags of their languages."""
    return frozenset(path.stem for path in _FOLDER.glob("*.zst")) | {IN_CYRILLIC}


class WordList(NamedTuple):
    """Words in the order of their code points, and how many centibels below probability 1 each of them is."""

    words: list[str]
    below: Array

    def commonest(self, count: int) -> list[str]:
        """The commonest words, the commonest first."""
        found = [self.words[i] for i in np.argsort(self.below, kind="stable")[:count].tolist()]
        return "\n".join(found).split("\n")  # copies, lest a few words hold the memory in which all were read

    def within(self, below: int) -> tuple[list[str], Array]:
        """The words that are so many centibels below probability 1 or less, the commonest first, and how many each."""
        chosen = np.flatnonzero(self.below <= below)
        chosen = chosen[np.argsort(self.below[chosen], kind="stable")]
        return [self.words[i] for i in chosen.tolist()], self.below[chosen]


def read(name: str) -> WordList:
    """Read a list, in 0.02 to 0.2 seconds."""
    if name == IN_CYRILLIC:
        return _transliterated(read(SHARED))
    data = decompressed((_FOLDER / f"{name}.zst").read_bytes())
    count = int.from_bytes(data[:4], "little")
    # Of each word: how many letters it shares with the one before, its frequency (low byte, high byte), the rest of it.
    shared, low, high = (np.frombuffer(data, np.uint8, count, 4 + i * count) for i in range(3))
    words = written_out(shared, data[4 + 3 * count :].decode("utf-8"))
    return WordList(words, low.astype(np.int16) | high.astype(np.int16) << 8)


def written_out(shared: Array, rests: str) -> list[str]:
    """The words that begin with so many letters of the one before each, and go on with a line of `rests`."""
    if kernel is not None:
        points = kernel.words(shared, code_points(rests.replace("\n", "\0") + "\0"))
        return points.tobytes().decode("utf-32-le")[:-1].split("\0")
    return written_out_in_python(shared, rests)


def written_out_in_python(shared: Array, rests: str) -> list[str]:
    """Return what `written_out` returns where nothing was compiled."""
    words, word = [], ""
    for kept, rest in zip(shared.tolist(), rests.split("\n"), strict=True):
        word = word[:kept] + rest
        words.append(word)
    return words


def _transliterated(listed: WordList) -> WordList:
    words = list(map(cyrillic, listed.words))
    order = sorted(range(len(words)), key=words.__getitem__)
    return WordList([words[i] for i in order], listed.below[order])


def cyrillic(word: str) -> str:
    """Write a word, in small letters, in the Cyrillic ones of Serbian; one with a w or other foreign letters stays as it is."""
    if _ABROAD.search(word):
        return word
    if "nj" in word:
        for latin, apart in _APART.items():
            word = word.replace(latin, apart)
    for letter, latin in _DIGRAPHS.items():
        word = word.replace(latin, letter)
    return word.translate(_CYRILLIC)


def normal_form(name: str) -> Callable[[str], str]:
    """What turns a word into what the list `name` has for it.

    Letter case counts nowhere. Vowel points, the dots of Turkish i, commas and cedillas below letters, and the two alphabets
    of Serbian are made one where people who write the language take one for the other.
    """
    form: Literal["NFC", "NFKC"] = "NFKC" if name in _COMPATIBLE or name in _WITHOUT_MARKS else "NFC"

    def normal(word: str) -> str:
        if not word.isascii():
            word = unicodedata.normalize(form, word)
            if name in _WITHOUT_MARKS:
                word = _MARKS.sub("", word)
        if name == "tr":  # I and İ are the capitals of ı and i
            return word.replace("İ", "i").replace("I", "ı").casefold().translate(_CEDILLAS)
        word = word.casefold()
        if name == IN_CYRILLIC:
            return cyrillic(word)
        if name == SHARED:
            return word.translate(_LATIN)
        return word.translate(_COMMAS) if name == "ro" else word

    return normal
