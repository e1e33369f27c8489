"""How a text looks without its source: weak evidence of how well it is translated, the same in every language."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import regex

from ._lexicon import Lexicon, lexicon
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
    usual = sequences(lang)
    count, listed, total = 0, 0, 0.0
    zipf = _memo(known)
    for line in lines[::step]:
        found = words(line, known)
        strange = _strange(line, usual) if found else 0.0
        for at in range(0, len(found), _LONG):
            some = found[at : at + _LONG]
            count += len(some)
            listed += sum(zipf[word] > 0 for word in some)
            seen = features(line if len(found) <= _LONG else " ".join(some), some, known)
            total += len(some) * max(0.0, min(100.0, _score(seen) - strange))
    return Look(count * step, listed / count, total / count) if count else Look(0, 0.0, 0.0)


def _strange(line: str, usual: Sequences | None) -> float:
    """The points that a line loses, or gains, for how strange its sequences of words are."""
    return 0.0 if usual is None else _STRANGE * max(_PLAINEST, min(_STRANGEST, usual.unusual(line)))


def _score(found: dict[str, float]) -> float:
    mean, weights = _weights()
    moved = (w * max(-_BOUND, min(_BOUND, (found[name] - m) / d)) for name, m, d, w in weights)
    return mean + sum(moved)


@cache
def _weights() -> tuple[float, list[tuple[str, float, float, float]]]:
    """The mean score, and for each feature its name, mean, deviation and weight in points of the score."""
    rows = table("score", "surface")
    weights = [(r["feature"], float(r["mean"]), float(r["deviation"]), float(r["weight"])) for r in rows]
    return (
        next(mean for name, mean, _, _ in weights if name == MEAN),
        [row for row in weights if row[0] != MEAN],
    )


def features(text: str, found: list[str], known: Lexicon) -> dict[str, float]:
    """Return what is seen of the sentence `text`, whose words (at least one) are `found`."""
    n = len(found)
    lower = [word.lower() for word in found]
    zipfs = sorted(map(_memo(known).__getitem__, found))
    triples = max(0, n - 2)
    return {
        "word length": sum(map(len, found)) / n / _usual_length(known),
        "lowest zipf": zipfs[0],
        "low zipf": sum(zipfs[:3]) / min(3, n),
        "mean zipf": sum(zipfs) / n,
        "common": sum(z >= _COMMON for z in zipfs) / n,
        "different": len(set(lower)) / n,
        "repeated triples": 1 - len(set(zip(lower, lower[1:], lower[2:], strict=False))) / triples if triples else 0.0,
        "different characters": len(set(text.lower())) / (len(text) + 1) ** 0.5,
        "capitals": sum(word[0].isupper() for word in found[1:]) / n,
        "digits": sum(map(str.isdigit, text)) / len(text),
        "marks": sum(not (c.isalnum() or c.isspace()) for c in text) / len(text),
        "brackets": sum(map(text.count, "()[]（）")) / len(text),
    }


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
