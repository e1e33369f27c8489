"""Two texts that do not go line by line: which passages of a translation answer to which of its source.

Sentences are aligned by dynamic programming, as by Gale and Church (1993): one or two of one side go with up to three of the
other, or with none. What speaks for a bead is its length, and how many of its words have a partner in it: numbers, names and
other words that both sides have, and word translations where there are some. How much a partner says is measured in the two
texts themselves: how often the words of likely pairs have one, and how often those of any two sentences.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from math import exp, log, log2
from typing import TYPE_CHECKING, NamedTuple

from ._segmentation import sentences
from ._tables import table
from .model import Span

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ._adequacy.lexicon import Lexicon

    Floats = NDArray[np.float32]

# How probable it is that so many sentences of the source go with so many of the translation (Gale and Church, table 5).
_BEADS = {(1, 1): 0.89, (2, 1): 0.045, (1, 2): 0.045, (2, 2): 0.005, (3, 1): 0.005, (1, 3): 0.005}
_ALONE, _ALONE_UNTOLD = 8.0, 13.0  # what a sentence without a partner costs; and where no word translations are known
_SPREAD = 2.2  # the variance of a translation's length, for each letter of the source (NTREX-128)
_LATITUDE = 0.09  # the deviation of its logarithm that is left in long passages
_OWN = 1.15  # how far the ratio of the lengths of two texts may be from the usual one of their languages
_TRUST = 0.7  # what the evidence of one word is worth, as the words of a sentence are not independent
_TELLING, _FEWEST = 40, 8  # characters of a line whose length tells something, and how many of these are needed
_FAR, _MOST_OFF = 4.0, 0.3  # deviations from the expected length, and the share of lines that may be off so far
# The shares of words with a partner that are usual in translations, and by chance; they weigh like so many sentences.
_USUAL, _USUAL_UNTOLD, _CHANCE, _BEGIN = 0.5, 0.15, 0.05, 20
_UNDIVIDED = 1.8  # times the expected length that sentences have where they cannot be told apart
_WINDOW = 500  # sentences of a side that are aligned at once
_SURE = 0.6  # the part of a window that its end does not disturb
_UNWRAPPED = 130  # characters; a line that is longer is a paragraph


class Passage(NamedTuple):
    """A stretch of the source and the stretch of the text that translates it; one of them may be empty, as nothing answers."""

    source: Span
    text: Span


class Sentences(NamedTuple):
    """The sentences of a side: where they are, the words of each, and how many letters they have."""

    spans: list[Span]
    words: list[Counter[str]]
    lengths: list[float]

    def part(self, start: int, end: int) -> Sentences:
        """Some of them."""
        return Sentences(self.spans[start:end], self.words[start:end], self.lengths[start:end])


def divided(text: str, lang: str | None) -> Sentences:
    """The sentences of a text, cut at line ends as well unless its lines are wrapped."""
    from ._adequacy.tokens import tokens

    spans = sentences(text, lang)
    if not _wrapped(text):
        spans = [Span(s.start + m.start(), s.start + m.end()) for s in spans for m in _lines(text[s.start : s.end])]
    found = [text[s.start : s.end] for s in spans]
    words = [Counter(t.stem for t in tokens(sentence)) for sentence in found]
    return Sentences(spans, words, [1.0 + sum(map(str.isalnum, sentence)) for sentence in found])


def _lines(text: str) -> list[re.Match[str]]:
    return list(re.finditer(r"\S[^\n]*\S|\S", text))


def _wrapped(text: str) -> bool:
    """Whether the lines of a text are broken to fit a width, not where something ends."""
    lines = [line.rstrip() for line in text.split("\n")]
    inner = [a for a, b in itertools.pairwise(lines) if a and b.strip()]
    if not inner or max(map(len, lines)) > _UNWRAPPED:
        return False
    width = max(map(len, inner))
    going_on = sum(line[-1] in ",;" or (len(line) > 0.6 * width and line[-1].isalnum()) for line in inner)
    return going_on > 0.5 * len(inner)


def passages(
    source: str, text: str, source_lang: str | None, lang: str | None, lexicon: Lexicon | None
) -> list[Passage]:
    """Return the passages of `source` and `text` that go together, in order; every sentence is in one.

    Where the sentences of a side cannot be told apart, as in Thai, the two texts are one passage.
    """
    there, here = divided(source, source_lang), divided(text, lang)
    ratio = _ratio(there, here, source_lang, lang)
    longer = _mean(here.lengths) / (ratio * _mean(there.lengths))
    if not 1 / _UNDIVIDED < longer < _UNDIVIDED:
        return [Passage(Span(0, len(source)), Span(0, len(text)))]
    found: list[Passage] = []
    i, j = 0, 0
    while i < len(there.spans) or j < len(here.spans):
        rows, columns = len(there.spans) - i, len(here.spans) - j
        whole = max(rows, columns) <= 2 * _WINDOW
        part = _WINDOW / max(rows, columns)
        a, b = (rows, columns) if whole else (min(rows, int(rows * part) + 1), min(columns, int(columns * part) + 1))
        beads = _aligned(there.part(i, i + a), here.part(j, j + b), ratio, lexicon)
        for height, width in beads if whole else beads[: max(1, int(len(beads) * _SURE))]:
            found.append(Passage(_joint(there.spans, i, height), _joint(here.spans, j, width)))
            i, j = i + height, j + width
    return _settled(found)


def _mean(values: Sequence[float]) -> float:
    return (sum(values) + 1) / (len(values) + 1)


def _settled(beads: Sequence[Passage]) -> list[Passage]:
    """The beads, where neighbours without a partner are one passage; those of both sides answer to each other, if freely."""
    found: list[Passage] = []
    for bead in beads:
        last = found[-1] if found else None
        if last is not None and _lone(last) and _lone(bead):
            found[-1] = Passage(_both(last.source, bead.source), _both(last.text, bead.text))
        else:
            found.append(bead)
    return found


def _lone(bead: Passage) -> bool:
    return bead.source.start == bead.source.end or bead.text.start == bead.text.end


def _both(first: Span, second: Span) -> Span:
    """The stretch of two that follow each other, an empty one of them counting for nothing."""
    if first.start == first.end:
        return second
    return first if second.start == second.end else Span(first.start, second.end)


def go_together(lengths: Sequence[tuple[int, int]]) -> bool:
    """Whether the lengths of lines and of what should be their translations are those of translations, or there are too few to say."""
    long = [(a, b) for a, b in lengths if max(a, b) >= _TELLING]
    if len(long) < _FEWEST:
        return True
    ratio = sum(b for _, b in long) / sum(a for a, _ in long)
    off = sum(1 for a, b in long if (b - a * ratio) ** 2 > _FAR**2 * _SPREAD * (b + a * ratio) / 2)
    return off <= _MOST_OFF * len(long)


def _joint(spans: Sequence[Span], first: int, number: int) -> Span:
    """The stretch from one sentence to another; none: behind the sentence before."""
    if number:
        return Span(spans[first].start, spans[first + number - 1].end)
    at = spans[first - 1].end if first else spans[0].start if spans else 0
    return Span(at, at)


def _ratio(there: Sentences, here: Sentences, source_lang: str | None, lang: str | None) -> float:
    """How many letters a translation has for each letter of its source."""
    usual = {row["tag"]: float(row["mean"]) for row in table("length-ratio", "languages")} | {"en": 0.0}
    means = [usual.get(tag, usual.get(tag.partition("-")[0])) if tag else None for tag in (source_lang, lang)]
    own = (sum(here.lengths) + 1) / (sum(there.lengths) + 1)
    if means[0] is None or means[1] is None:
        return own
    ratio = exp(means[1] - means[0])
    weight = len(there.lengths) / (len(there.lengths) + _BEGIN)  # a passage too many in a short text is much of it
    return float(ratio * min(_OWN, max(1 / _OWN, own / ratio)) ** weight)


# ---------------------------------------------------------------- one window


def _aligned(there: Sentences, here: Sentences, ratio: float, lexicon: Lexicon | None) -> list[tuple[int, int]]:
    """The beads that lead from the beginning to the end of both sides: how many sentences each takes of them."""
    import numpy as np

    n, m = len(there.spans), len(here.spans)
    gains = _gains(there, here, ratio, lexicon)
    best = np.full((n + 1, m + 1), -np.inf, np.float32)
    move = np.zeros((n + 1, m + 1), np.int8)
    moves = list(gains)
    best[0, 0] = 0.0
    for diagonal in range(1, n + m + 1):
        rows = np.arange(max(0, diagonal - m), min(n, diagonal) + 1)
        columns = diagonal - rows
        for number, (a, b) in enumerate(moves):
            ok = (rows >= a) & (columns >= b)
            i, j = rows[ok], columns[ok]
            if len(i):
                value = best[i - a, j - b] + gains[a, b][i - a, j - b]
                better = value > best[i, j]
                best[i[better], j[better]] = value[better]
                move[i[better], j[better]] = number
    path = []
    while n or m:
        taken = moves[move[n, m]]
        path.append(taken)
        n, m = n - taken[0], m - taken[1]
    return path[::-1]


def _gains(there: Sentences, here: Sentences, ratio: float, lexicon: Lexicon | None) -> dict[tuple[int, int], Floats]:
    """What each kind of bead gains that begins with a sentence of the source (row) and one of the text (column)."""
    import numpy as np

    n, m = len(there.spans), len(here.spans)
    alone = -(_ALONE_UNTOLD if lexicon is None else _ALONE)
    gains = {(1, 0): np.full((n, m + 1), alone, np.float32), (0, 1): np.full((n + 1, m), alone, np.float32)}
    if not (n and m):
        return gains
    forth, mass = _answered(there, here, lexicon)
    back, source_mass = _answered(here, there, None if lexicon is None else lexicon.swapped())
    lengths = np.array(there.lengths, np.float32) * ratio, np.array(here.lengths, np.float32)
    likely, chance = _rates(forth, mass, lexicon is not None)
    met, unmet = _TRUST * log(likely / chance), _TRUST * log((1 - likely) / (1 - chance))
    for (a, b), prior in _BEADS.items():
        if a > n or b > m:
            continue
        there_length, here_length = _sums(lengths[0], a)[:, None], _sums(lengths[1], b)[None, :]
        gain = log(prior) + _fit(there_length, here_length)
        for matched, total in (
            (forth, _sums(mass, b)[None, :]),
            (back.T, _sums(source_mass, a)[:, None]),
        ):
            have = np.minimum(_blocks(matched, a, b), total)
            gain = gain + 0.5 * (met * have + unmet * (total - have))
        gains[a, b] = gain.astype(np.float32)
    return gains


def _answered(there: Sentences, here: Sentences, lexicon: Lexicon | None) -> tuple[Floats, Floats]:
    """How many words of each sentence of `here` (column) have a partner in each of `there` (row), and how many it has at all."""
    import numpy as np

    number: dict[str, int] = {}
    for words in here.words:
        for word in words:
            number.setdefault(word, len(number))
    counts = np.zeros((len(here.words), len(number)), np.float32)
    for i, words in enumerate(here.words):
        for word, count in words.items():
            counts[i, number[word]] = count
    partners = np.zeros((len(there.words), len(number)), np.float32)
    translations = _translations(there, lexicon)
    for i, words in enumerate(there.words):
        for word in words:
            for partner in (word, *translations.get(word, ())):
                if partner in number:
                    partners[i, number[partner]] = 1.0
    counts *= _weights(counts)
    with np.errstate(invalid="ignore"):  # OpenBLAS may raise the flag for what lies beside so small arrays
        answered = partners @ counts.T
    return answered, counts.sum(1)


def _weights(counts: Floats) -> Floats:
    """How much each word says: nothing if it is in every other sentence, most if it is in one of 32, or in one only."""
    import numpy as np

    share = (counts > 0).mean(0)
    most = max(0.3, min(4.0, log2(max(2, len(counts))) - 1))
    weights: Floats = np.clip((-np.log2(np.maximum(share, 1e-6)) - 1) / most, 0, 1).astype(np.float32)
    return weights


def _translations(there: Sentences, lexicon: Lexicon | None) -> dict[str, list[str]]:
    """What the words of a side may be on the other one."""
    import numpy as np

    from ._adequacy.lexicon import PARTNER

    if lexicon is None:
        return {}
    known = {word: i for i, word in enumerate(lexicon.words[0])}
    found: dict[str, list[str]] = {}
    probable = np.sqrt(lexicon.forth * lexicon.back)
    for word in {word for words in there.words for word in words}:
        i = known.get(word, 0)
        if i:
            low, high = np.searchsorted(lexicon.rows, (i, i + 1))
            columns = lexicon.columns[low:high][probable[low:high] >= PARTNER]
            found[word] = [lexicon.words[1][c] for c in columns.tolist()]
    return found


def _rates(answered: Floats, masses: Floats, told: bool) -> tuple[float, float]:
    """How probable it is that a word has a partner in the sentence that it translates, and in any.

    Few sentences tell little, so both begin at what is usual; `told`: word translations are known.
    """
    import numpy as np

    shares = np.minimum(answered / np.maximum(masses, 1.0), 1.0)
    likely, chance = float(np.median(shares.max(0))), float(np.median(shares, axis=0).mean() + shares.mean()) / 2
    weight = len(masses) / (len(masses) + _BEGIN)
    likely = weight * likely + (1 - weight) * (_USUAL if told else _USUAL_UNTOLD)
    chance = min(0.3, weight * max(chance, 0.005) + (1 - weight) * _CHANCE)
    return min(0.9, max(1.5 * chance, likely)), chance


def _sums(values: Floats, size: int) -> Floats:
    """The sum of so many neighbours, beginning with each."""
    import numpy as np

    sums: Floats = np.lib.stride_tricks.sliding_window_view(values, size).sum(-1)
    return sums


def _blocks(values: Floats, height: int, width: int) -> Floats:
    """The sum of each block of so many rows and columns."""
    import numpy as np

    sums: Floats = np.lib.stride_tricks.sliding_window_view(values, (height, width)).sum((-1, -2))
    return sums


def _fit(expected: Floats, length: Floats) -> Floats:
    """The logarithm of how probable it is that a translation is off its expected length at least so far."""
    import numpy as np

    mean = (expected + length) / 2
    off = np.abs(length - expected) / np.sqrt(_SPREAD * mean + (_LATITUDE * mean) ** 2)
    # Mill's ratio bounds the tail of the normal distribution well enough from one deviation on.
    fit: Floats = np.where(off < 1, -0.8 * off, -(off**2) / 2 - np.log(np.maximum(off, 1)) - 0.3).astype(np.float32)
    return fit
