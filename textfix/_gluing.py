"""Which words of a text may be two words run together, judged for all words at once by their hashes.

Trees weigh what is known of each place where a word could be divided (`_divisions`): here for all words that were not seen
before, and by `best_split` for a word that the rule glued-words looks at. They see neither its case nor its neighbours; those
count as points that the rule adds (`evidence`).
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from ._divisions import RARE, Halves
from ._pairs import pairs
from ._patterns import lazy_pattern
from ._tables import table
from ._trees import Trees
from ._words import Array, HashSet, Words, each_of, hashes_of

if TYPE_CHECKING:
    from ._lexicon import Lexicon
    from .model import Segment

_TREES = Path(__file__).parent / "models" / "gluing.npz"
_MOST = 100_000  # suspects that are remembered
_KNOWN = 3.0  # Zipf of a word that a name may follow
_NAME = 3  # letters of a name, at least
COMMONEST = 100  # words; nearly all of them articles, pronouns, prepositions and conjunctions
_AROUND = 2.5  # points that a neighbourhood may add; more in one of fifty cases
NEAR = 1000  # characters before and after a word that its halves are looked for in
_BESIDE = 60  # characters in which the word next to it is looked for
_LETTERS = lazy_pattern(r"[^\W\d_]+")
_SENTENCE_END = lazy_pattern(r"(?:^|\n|(?:[^\W\d_]{4}\.|[!?…]) )[\"“„«»‘'(]*$")  # no abbreviation


class Split(NamedTuple):
    """The likeliest division of a word: what the trees say for it, its offset, and by how much it leads the next one."""

    score: float
    at: int
    lead: float


class Limits(NamedTuple):
    """The points from which parting a word is sure, and worth suggesting."""

    repair: float
    suggest: float


@cache
def trees() -> Trees:
    """Return the trees that weigh a division."""
    return Trees.load(_TREES)


@cache
def points() -> dict[str, float]:
    """Return the points that each piece of evidence adds."""
    return {row["evidence"]: float(row["points"]) for row in table("glued-words", "points")}


@cache
def offsets() -> dict[str, float]:
    """Return what is added for a word list, by its name: the fewer words could be divided, the likelier each one is two."""
    return {row["list"]: float(row["points"]) for row in table("glued-words", "lists")}


@cache
def least_score(name: str) -> float:
    """Return what the trees must say at least of a division of a word, in the list `name`, for a look at its neighbourhood."""
    if name not in offsets():
        return math.inf
    return (gluing_limits(in_document=True).repair - offsets()[name] - _AROUND) / points()["trees"]


@cache
def gluing_limits(in_document: bool) -> Limits:
    """Return the limits for a word in a document, or in a line alone."""
    row = next(row for row in table("glued-words", "limits") if (row["text"] == "document") == in_document)
    return Limits(float(row["repair"]), float(row["suggest"]))


def serves(name: str) -> bool:
    """Whether words can be judged by the list `name`."""
    return name in offsets()


def weigh(words: Lexicon, segment: Segment, start: int, word: str, split: Split) -> float:
    """Return the points for parting `word`, which starts at `start` of the segment."""
    before, after = segment.around(start, start + len(word), NEAR)
    found = evidence(words, before, word, after, split.at)
    told = sum(points()[name] for name, holds in found.items() if holds)
    return points()["trees"] * split.score + offsets()[words.name] + told


def evidence(words: Lexicon, before: str, word: str, after: str, at: int) -> dict[str, bool]:
    """Return what the text before and after `word`, of `NEAR` characters, says of its division: its names as in ``points.tsv``."""
    left, right = word[:at].lower(), word[at:].lower()
    usual, whole = pairs(words.name).usual, word.lower()
    previous, following = _last(before[-_BESIDE:]), _first(after[:_BESIDE])
    behind, ahead = usual(previous, left), usual(right, following)
    around = f" {before} {after} ".lower()
    return {
        "before: usual": behind == 1,
        "before: very usual": behind > 1,
        "after: usual": ahead == 1,
        "after: very usual": ahead > 1,
        "before: common": previous in words.commonest,
        "after: common": following in words.commonest,
        "begins": bool(_SENTENCE_END.search(before[-12:])),
        "left nearby": _stands(around, left, len(left)),
        "right nearby": _stands(around, right, len(right)),
        "neighbours nearby": _stands(around, f"{left} {right}", at + 1 + len(right)),
        "stem nearby": _stands(around, whole[: at + 2], 0),
        "capital": word[0] != whole[0],
    }


def _stands(around: str, start: str, letters: int) -> bool:
    """Whether a word in `around` begins with `start`, and has no more than so many letters if there are any."""
    at = around.find(start)
    while at >= 0:
        if not around[at - 1].isalpha() and not (letters and around[at + letters].isalpha()):
            return True
        at = around.find(start, at + 1)
    return False


def _last(before: str) -> str:
    """The word right before a place, in lower case, with nothing but a space between; nothing if there is none."""
    token = before[:-1].rpartition(" ")[2].rpartition("\n")[2] if before.endswith(" ") else ""
    found = _LETTERS.findall(token)
    return found[-1].lower() if found and token.endswith(found[-1]) else ""


def _first(after: str) -> str:
    """The word right behind a place, likewise."""
    found = _LETTERS.match(after, 1) if after.startswith(" ") else None
    return found[0].lower() if found else ""


@lru_cache(maxsize=20_000)
def best_split(words: Lexicon, word: str) -> Split | None:
    """Return the likeliest place in `word` where two words of the list meet, ``None`` if there is none."""
    if words.zipf(word) >= RARE:  # most words of a line: their places need not be looked at
        return None
    found = next(each_of([word]))
    return _best(words.halves, f"\0{word}\0", found, np.zeros(1, np.intp), words.zipf).get(0)


def _best(halves: Halves, text: str, words: Words, numbers: Array, zipf: Callable[[str], float]) -> dict[int, Split]:
    """The likeliest division of each of those of `words` that have these numbers, by the place of the number."""
    places = halves.divisions(text, words, numbers, zipf)
    scores = trees().many(places.features)
    found: dict[int, Split] = {}
    order = np.argsort(-scores, kind="stable")
    for word, score, at in zip(*(a[order].tolist() for a in (places.word, scores, places.at)), strict=True):
        first = found.setdefault(word, Split(score, at, math.inf))
        if first.at != at and first.lead == math.inf:
            found[word] = first._replace(lead=first.score - score)
    return found


def _may_be_named(word: str, zipf: Callable[[str], float]) -> bool:
    """Whether a known word may meet a name inside of a word: where a capital stands."""
    at = next((i for i, c in enumerate(word) if i and c.isupper()), 0)
    left, right = word[:at], word[at:]
    if left.islower():
        return zipf(left) >= _KNOWN
    return min(len(left), len(right)) >= _NAME and not zipf(word)


def _is_copy(word: str) -> bool:
    """Whether a word is one word twice."""
    half = len(word) // 2
    if half < _NAME:
        return False
    return word[:half].lower() == word[half:].lower()


class Gluing:
    """What is known of the words of one language. Safe to share between threads."""

    def __init__(self, name: str, harmless: list[str], halves: Halves) -> None:
        """`harmless`: words that are no pair, the commonest last."""
        self.halves = halves
        self._least = least_score(name)
        self._lock = threading.Lock()
        self._suspects: dict[int, None] = {}
        self.harmless = HashSet()
        self.harmless.add(hashes_of(harmless))

    def unseen(self, words: Words) -> Array:
        """The numbers of those of `words` that are not known to be no two; a table look-up each."""
        return self.harmless.missing(words.hashes)

    def suspects(self, text: str, words: Words, unseen: Array, zipf: Callable[[str], float]) -> Array:
        """The numbers of those of `words`, the words of `text`, that may be two; `unseen`: those that `unseen` finds."""
        new = self.harmless.without(words.hashes, unseen)
        hashes = words.hashes[new].tolist()
        with self._lock:
            to_judge = {h: i for h, i in zip(hashes, new.tolist(), strict=True) if h not in self._suspects}
            if to_judge:
                self._judge(text, words, np.fromiter(to_judge.values(), np.intp), zipf)
            return new[[h in self._suspects for h in hashes]]

    def _judge(self, text: str, words: Words, numbers: Array, zipf: Callable[[str], float]) -> None:
        likely = np.zeros(len(numbers), bool)
        splits = _best(self.halves, text, words, numbers, zipf) if self._least < math.inf else {}
        for i, split in splits.items():
            likely[i] = split.score >= self._least
        for i, number in enumerate(numbers.tolist()):
            word = text[words.starts[number] : words.ends[number]]
            likely[i] |= (word[1:] != word[1:].lower() and _may_be_named(word, zipf)) or _is_copy(word)
        self.harmless.add(words.hashes[numbers[~likely]])
        if len(self._suspects) >= _MOST:
            self._suspects = {}
        self._suspects.update(dict.fromkeys(words.hashes[numbers[likely]].tolist()))
