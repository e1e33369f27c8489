"""How sure it is that a word is two words that lost the space between them: trees over what is known of a division.

`_gluing` tells quickly which words of a text are worth a look; here such a word is judged in its place, with its neighbours
and its document. The trees (``models/glued-words.npz``) are trained by ``scripts/fit_glued_words.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from ._pairs import pairs
from ._tables import table
from ._trees import Floats, Trees
from ._words import Array, Counts, hashes_of, places_inside, stretches_of

if TYPE_CHECKING:
    from ._lexicon import Lexicon

_MODEL = Path(__file__).parent / "models" / "glued-words.npz"
_LONGEST = 60  # letters of a neighbour that is looked at
_LENGTH = 6  # letters; longer halves count as this long
_END = 3  # letters by which a half stands for others that end, or begin, like it
_SHORT = 4  # letters: shorter halves stand for themselves only
_FEW = 20  # words that an ending must have before its share says something
# Signs that stand round words in prose; a token with any other belongs to code, an address or a number.
_AROUND = ".,;:!?…·؛،؟।॥\"'“”„‟«»‹›‘’‚()[]–—¿¡"
_SENTENCE_END = re.compile(r"(?:^|(?:[^\W\d_]{4}\.|[!?…]) )[\"“„«»‘'(]*$")  # no abbreviation
_NEAR = 12  # characters before a word that tell whether it begins a sentence
_BITS = 20
_SHIFT = np.uint64(64 - _BITS)
NAMES = (
    "left zipf",
    "right zipf",
    "left length",
    "right length",
    "length",
    "whole zipf",
    "starting",
    "ending",
    "made with left",
    "made with right",
    "made with left's end",
    "made with right's start",
    "joint of four",
    "joint of three",
    "usual pair",
    "usual before",
    "usual after",
    "left commonest",
    "right commonest",
    "before commonest",
    "after commonest",
    "capital left",
    "capital right",
    "begins",
    "left in document",
    "right in document",
    "capital in document",
    "document",
    "candidates",
)


class Makeup:
    """What the common words of a list show of how words are made: of which two, and with which letters inside."""

    def __init__(self, words: Sequence[str], halves: Array) -> None:
        """`halves`: the hashes of the words that others may be made of, in order."""
        found: dict[str, list[Array]] = {
            name: [] for name in ("left", "right", "end", "start", "ends", "starts", "3", "4")
        }
        maybe = _table(halves)
        for batch in stretches_of(words):
            starts, ends = batch.starts, batch.ends
            word, place = places_inside(starts, ends, 2, 2)
            left, right = batch.parts(starts[word], place), batch.parts(place, ends[word])
            made = np.flatnonzero(maybe[left >> _SHIFT] & maybe[right >> _SHIFT])
            made = made[_among(left[made], halves) & _among(right[made], halves)]
            word, place = word[made], place[made]
            found["left"].append(left[made])
            found["right"].append(right[made])
            long = place - starts[word] >= _SHORT
            found["end"].append(batch.parts(place[long] - _END, place[long]))
            long = ends[word] - place >= _SHORT
            found["start"].append(batch.parts(place[long], place[long] + _END))
            long = ends - starts >= _SHORT
            found["ends"].append(batch.parts(ends[long] - _END, ends[long]))
            found["starts"].append(batch.parts(starts[long], starts[long] + _END))
            for letters in (3, 4):
                _, place = places_inside(starts, ends, 0, letters)
                found[str(letters)].append(batch.parts(place, place + letters))
        self._counts = {name: Counts.of_all(np.concatenate(hashes)) for name, hashes in found.items()}

    def features(self, left: str, right: str) -> tuple[float, ...]:
        """How many words are made with each half, with halves that end or begin like them, and how many have the joint inside."""
        end, start = left[-_END:], right[:_END]
        names = ("left", "right", "end", "ends", "start", "starts", "4", "3", "3")
        texts = (
            left,
            right,
            end,
            end,
            start,
            start,
            left[-2:] + right[:2],
            left[-1:] + right[:2],
            left[-2:] + right[:1],
        )
        hashes = hashes_of(texts)
        n = [float(self._counts[name][hashes[i : i + 1]][0]) for i, name in enumerate(names)]
        shares = (np.log((n[2] + 1) / (n[3] + _FEW)), np.log((n[4] + 1) / (n[5] + _FEW)))
        return (np.log1p(n[0]), np.log1p(n[1]), *shares, np.log1p(n[6]), np.log1p(n[7]) + np.log1p(n[8]))


def _table(hashes: Array) -> Array:
    """By the first bits of a hash, whether it may be among `hashes`."""
    table = np.zeros(1 << _BITS, bool)
    table[hashes >> _SHIFT] = True
    return table


def _among(hashes: Array, ordered: Array) -> Array:
    at = np.searchsorted(ordered[:-1], hashes)
    return np.asarray(ordered[at] == hashes)


class Place(NamedTuple):
    """Where a word stands: its neighbours, in lower case, empty where there is none or a mark between.

    `begins`: it is the first word of a sentence; `seen`: whether the document has a word elsewhere, written so;
    `long`: whether the document is long enough to have its words twice.
    """

    before: str
    after: str
    begins: bool
    seen: Callable[[str], bool]
    long: bool


def bare(token: str) -> str:
    """Return a token without the signs that stand round words."""
    return token.strip(_AROUND)


def place(line: str, start: int, end: int, seen: Callable[[str], bool], long: bool) -> Place:
    """Return where the token from `start` to `end` of `line` stands."""
    token, word = line[start:end], bare(line[start:end])
    before, after = (
        line[max(0, start - _LONGEST) : start].split()[-1:],
        line[end : end + _LONGEST].split(maxsplit=1)[:1],
    )
    left = before[0].lower() if before and token.startswith(word) else ""
    right = after[0].lower() if after and token.endswith(word) else ""
    return Place(
        left.lstrip(_AROUND) if left[-1:].isalpha() else "",
        right.rstrip(_AROUND) if right[:1].isalpha() else "",
        bool(_SENTENCE_END.search(line[max(0, start - _NEAR) : start])),
        seen,
        long,
    )


class Division(NamedTuple):
    """The likeliest division of a word: the logarithm of its odds, as in the cases the trees were trained on, and its offset."""

    odds: float
    at: int


_BEST = Place("", "", True, lambda _: True, True)
_SLACK = 2.0  # log odds: what another place may make of a word


@lru_cache(maxsize=20_000)
def hopeless(words: Lexicon, word: str) -> bool:
    """Whether `word`, in lower case, is hardly worth telling wherever it stands."""
    found = division(words, word, _BEST)
    return found is None or found.odds < split_limits()[words.name].suggest - _SLACK


def division(words: Lexicon, word: str, where: Place) -> Division | None:
    """Return the likeliest division of `word`, ``None`` if there is none."""
    usual, often, trees = pairs(words.name).usual, split_limits()[words.name].candidates, _trees()
    found = (Division(trees(features(words, word, at, where, usual, often)), at) for at in divisions(words, word))
    return max(found, default=None)


def divisions(words: Lexicon, word: str) -> list[int]:
    """The offsets at which `word` may be two words, as its capitals allow: "Thereport", "derRegierung"."""
    capitals = [i for i, c in enumerate(word) if c != c.lower()]
    offsets = [at for at in words.splits(word) if word[at].isalpha()]  # a mark belongs to the letter before it
    if capitals in ([], [0]):
        return offsets
    return [at for at in offsets if capitals == [at]]


def features(
    words: Lexicon, word: str, at: int, where: Place, usual: Callable[[str, str], int], often: float
) -> Floats:
    """What is known of a division of `word`, in the order of `NAMES`; `usual` as in `Pairs`, `often` from `Limits.candidates`."""
    lower = word.lower()
    left, right = lower[:at], lower[at:]
    capital = word[:at] if word[0] != lower[0] else word[at:]
    known: tuple[Any, ...] = (
        words.zipf(left),
        words.zipf(right),
        min(len(left), _LENGTH),
        min(len(right), _LENGTH),
        len(word),
        words.zipf(word),
        np.log1p(words.starting(left)),
        np.log1p(words.ending(right)),
        *words.makeup.features(left, right),
        usual(left, right),
        usual(where.before, left) if where.before else -1,
        usual(right, where.after) if where.after else -1,
        left in words.commonest,
        right in words.commonest,
        where.before in words.commonest,
        where.after in words.commonest,
        word[0] != lower[0],
        word[at] != lower[at],
        where.begins,
        where.seen(left),
        where.seen(right),
        capital != capital.lower() and where.seen(capital),
        where.long,
        often,
    )
    return np.array(known, np.float32)


class Limits(NamedTuple):
    """What is known of a word list.

    `look`: the score of `best_split` from which a word is judged; `suggest` and `repair`: the log odds from which parting it is worth
    telling, and sure; `document`: from which it is sure in a long document that has the word once; `candidates`: how many words of a text have a division at all, as a logarithm, for there are few where a list is rich.
    """

    look: float
    suggest: float
    repair: float
    document: float
    candidates: float


@cache
def split_limits() -> dict[str, Limits]:
    """Return the limits of each word list, by its name."""
    return {
        row["list"]: Limits(*(float(row[name]) for name in Limits._fields)) for row in table("glued-words", "limits")
    }


@cache
def _trees() -> Trees:
    with np.load(_MODEL, allow_pickle=False) as file:
        return Trees(**{name: file[name] for name in file.files}, names=NAMES)
