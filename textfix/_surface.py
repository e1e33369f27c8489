"""How a text looks without its source: weak evidence of how well it is translated, the same in every language."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import regex

from ._lexicon import Lexicon, lexicon
from ._patterns import lazy_pattern
from ._sequences import Sequences, sequences
from ._tables import table

MEAN = "mean"  # the row of the table with the mean of the scores
_SAMPLE = 200  # lines that are looked at in a long text, spread evenly
_CUT = 1_000  # characters of a line that are looked at together
_LONG = 80  # words of a line that are looked at together: the weights were fitted to sentences
_LONGEST = 4  # characters of a word in scripts without spaces
_BOUND = 2.5  # deviations: what is more unusual than that counts no more
_COMMON = 5.5  # Zipf
_STRANGE = 2.0  # points for each deviation by which sequences of words are stranger than people's
_PLAINEST, _STRANGEST = -1.0, 4.0  # deviations: what is plainer or stranger than that counts no more
_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*")
_DIGIT, _MARK, _BRACKET = lazy_pattern(r"\d"), lazy_pattern(r"[^\w\s]|_"), lazy_pattern(r"[()[\]（）]")

Array = npt.NDArray[np.float64]


class Look(NamedTuple):
    """How many words a text has, the share of them that is listed, and the score, 0 to 100, that it looks like.

    Of a long text all three come from a sample.
    """

    words: int
    known: float
    score: float


def words(text: str, known: Lexicon | None) -> list[str]:
    """The words of `text`; where no spaces part them, the longest listed ones from left to right."""
    found: list[str] = _WORD.findall(text)
    if known is None or known.spaced:
        return found
    return [word for run in found for word in _parted(run, known)]


def _parted(run: str, known: Lexicon) -> Iterator[str]:
    at = 0
    while at < len(run):
        length = next((n for n in range(_LONGEST, 1, -1) if at + n <= len(run) and run[at : at + n] in known), 1)
        yield run[at : at + length]
        at += length


def look(text: str, lang: str) -> Look | None:
    """Return how `text` looks; ``None`` where the language has no word list."""
    known = lexicon(lang)
    if known is None:
        return None
    # A long line is many, so that no more of it is looked at than of others.
    lines = [line[at : at + _CUT] for line in text.splitlines() for at in range(0, len(line) or 1, _CUT)]
    step = -(-len(lines) // _SAMPLE) or 1
    sample = [(line, found) for line in lines[::step] if (found := words(line, known))]
    if not sample:
        return Look(0, 0.0, 0.0)
    pieces = [piece for line, found in sample for piece in _pieces(line, found)]
    counts = np.array([len(some) for _, some in pieces])
    strange = _strange([line for line, _ in sample], sequences(lang))
    lost = np.repeat(strange, [-(-len(found) // _LONG) for _, found in sample])
    scores = np.clip(points([features(*piece, known) for piece in pieces]) - lost, 0, 100)
    count = int(counts.sum())
    zipf = _memo(known)
    listed = sum(zipf[word] > 0 for _, found in sample for word in found)
    return Look(count * step, listed / count, float(scores @ counts) / count)


def _pieces(line: str, found: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The words of a line, and the text that they stand in, in pieces that are not too long."""
    if len(found) <= _LONG:
        yield line, found
        return
    for at in range(0, len(found), _LONG):
        yield " ".join(found[at : at + _LONG]), found[at : at + _LONG]


def _strange(lines: list[str], usual: Sequences | None) -> Array:
    """The points that each line loses, or gains, for how strange its sequences of words are."""
    if usual is None:
        return np.zeros(len(lines))
    return _STRANGE * np.clip(usual.unusual(lines), _PLAINEST, _STRANGEST)


def points(found: list[tuple[float, ...]]) -> Array:
    """Return what `features` of some sentences come to, in points of the score."""
    mean, (usual, deviations, weights) = _weights()
    return np.asarray(mean + np.clip((np.array(found) - usual) / deviations, -_BOUND, _BOUND) @ weights)


@cache
def _weights() -> tuple[float, Array]:
    """The mean score, and of each feature its mean, deviation and weight in points of the score."""
    rows = {
        r["feature"]: [float(r[name]) for name in ("mean", "deviation", "weight")] for r in table("score", "surface")
    }
    return rows[MEAN][0], np.array([rows[name] for name in FEATURES]).T


FEATURES = (
    "word length",
    "lowest zipf",
    "low zipf",
    "mean zipf",
    "common",
    "different",
    "repeated triples",
    "different characters",
    "capitals",
    "digits",
    "marks",
    "brackets",
)


def features(text: str, found: list[str], known: Lexicon) -> tuple[float, ...]:
    """Return what is seen of the sentence `text`, whose words (at least one) are `found`: a number for each of `FEATURES`."""
    n = len(found)
    lower = list(map(str.lower, found))
    different = len(set(lower))
    zipfs = sorted(map(_memo(known).__getitem__, found))
    triples = len(set(zip(lower, lower[1:], lower[2:], strict=False))) if 2 < n > different else n - 2
    return (
        len("".join(found)) / n / _usual_length(known),
        zipfs[0],
        sum(zipfs[:3]) / min(3, n),
        sum(zipfs) / n,
        (n - bisect_left(zipfs, _COMMON)) / n,
        different / n,
        1 - triples / (n - 2) if n > 2 else 0.0,
        len(set(text.lower())) / (len(text) + 1) ** 0.5,
        sum([word[0].isupper() for word in found[1:]]) / n,
        len(_DIGIT.findall(text)) / len(text),
        len(_MARK.findall(text)) / len(text),
        len(_BRACKET.findall(text)) / len(text),
    )


@cache
def _usual_length(known: Lexicon) -> float:
    usual = known.common(1000)
    return sum(map(len, usual)) / len(usual)


class _Memo(dict[str, float]):
    """Zipf frequencies of words that were asked for."""

    _MOST = 50_000

    def __init__(self, known: Lexicon) -> None:
        self._known = known

    def __missing__(self, word: str) -> float:
        if len(self) >= self._MOST:
            self.clear()
        found = self[word] = self._known.zipf(word)
        return found


@cache
def _memo(known: Lexicon) -> _Memo:
    return _Memo(known)
