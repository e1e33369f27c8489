"""What a text costs: how well its letters go together, by the statistics of the language that fits it best.

Source: the table ``letter-cost``, made from sentences of Tatoeba and TICO-19 by `scripts/build_letter_statistics.py`.
"""

from __future__ import annotations

import math
import unicodedata
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import regex

from ._tables import Row, table
from ._words import code_points

_UNSEEN = 11  # cost of a pair of letters that the language does not have
_NO_MODEL = 5  # cost of a pair of letters in a script without statistics
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}]*")
_SCRIPTS = {"LATIN": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek", "HEBREW": "Hebr", "ARABIC": "Arab", "THAI": "Thai"}


class _Letters(NamedTuple):
    """Pairs of letters of a script: a number for each letter, 0 for others, and what each pair costs in each language."""

    numbers: npt.NDArray[np.uint8]  # by code point; the last one stands for all further ones
    costs: npt.NDArray[np.uint8]  # by pair, one column for each language

    def cost(self, text: str) -> int:
        """What the pairs of `text` cost in the language that they fit best."""
        codes = code_points(text)
        numbers = self.numbers.take(codes, mode="clip").astype(np.uint32)
        pairs = numbers[:-1] * np.uint32(math.isqrt(len(self.costs))) + numbers[1:]
        return int(self.costs[pairs].sum(axis=0, dtype=np.uint32).min())


@cache
def counted_languages() -> frozenset[str]:
    """The languages whose letters are known, by their ISO 639 codes."""
    return frozenset(row["lang"] for row in table("letter-cost", "letters"))


@cache
def _languages() -> dict[str, _Letters]:
    """The costs of pairs of letters by script."""
    rows: dict[str, list[Row]] = {}
    for row in table("letter-cost", "letters"):
        rows.setdefault(row["script"], []).append(row)
    return {script: _letters(of_script) for script, of_script in rows.items()}


def _letters(rows: list[Row]) -> _Letters:
    letters = sorted({c for row in rows for c in row["pairs"]})
    languages = list(dict.fromkeys(row["lang"] for row in rows))
    numbers = np.zeros(ord(letters[-1]) + 2, np.uint8)
    numbers[[ord(c) for c in letters]] = range(1, len(letters) + 1)
    width = len(letters) + 1
    costs = np.full((width * width, len(languages)), _UNSEEN, np.uint8)
    for row in rows:
        codes = numbers[[ord(c) for c in row["pairs"]]].astype(np.intp)
        costs[codes[0::2] * width + codes[1::2], languages.index(row["lang"])] = int(row["cost"])
    return _Letters(numbers, costs)


@cache
def _script(letter: str) -> str:
    return _SCRIPTS.get(unicodedata.name(letter, "").partition(" ")[0], "")


def letter_cost(text: str) -> int:
    """What the words of `text` cost in the languages that fit them best, one for each script.

    Each pair of neighbours, word edges included, costs minus the natural logarithm of its probability; real text costs
    2 to 4 for each letter.
    """
    by_script: dict[str, list[str]] = {}
    for word in _WORD.findall(text.lower()):
        by_script.setdefault(_script(word[0]), []).append(word)
    total = 0
    for script, words in by_script.items():
        joined = f" {' '.join(words)} "
        letters = _languages().get(script)
        total += letters.cost(joined) if letters else _NO_MODEL * (len(joined) - 1)
    return total
