"""Whether a word that no list holds could be a word of a language that says with suffixes what others say in words.

The lists of these languages are small: of sound text they lack one word in ten. So a word is held to be none only if no
analysis explains it and one letter makes a listed word of it. How a stem is written before suffixes, and what
may stand before it, are tables (``tables/unknown-word``).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

import numpy as np

from ._lexicon import Lexicon, lexicon
from ._morphology import FOREIGN, SHORTEST, Judge, morphology, shortened
from ._suffixes import Context, Suffixes
from ._tables import Row, row_for, table
from ._words import Array
from .locale import locale_for

_LONG = 7  # letters of a word that is surely judged
_STEM = 2  # letters of a stem, at least
_GUESSED = 3  # letters of a stem that is not listed, at least
_SHOWN = 2  # forms of it that must be, if it is short: of a long one, one
_LOAN = (4, 2.0)  # (letters, Zipf): what an English word must have to be taken for a stem
_ROOT = 2.0  # Zipf: what a root is taken to have that the list lacks
_PART = ((4, 4.0), (99, 3.0))  # (letters, Zipf): what a part of a compound must have; longer ones: be known
_LAST = (4, 3.8)  # (letters, Zipf): what the stem of its last part must have, if it has suffixes
_MEMO = 50_000  # beginnings of words that are remembered
_COMMON = 100_000  # words that may be meant, at most
_CIRCUMFLEX = str.maketrans("âîû", "aiu")  # may be left out


class Stem(NamedTuple):
    """A stem: the state that it is in (`_suffixes`), whether a vowel must follow, and how common it is."""

    state: str
    vowel: bool
    zipf: float


class Agglutination(Judge):
    """Judges the lower-case words of one language. Made by `word_judge`; safe to share between threads."""

    def __init__(self, words: Lexicon, alphabet: frozenset[str], facts: Row, foreign: Lexicon | None) -> None:
        """Take the word list and the letters of a language, and its row of `agglutinating.tsv`."""
        super().__init__(words, alphabet, float(facts["confidence"]), float(facts["typing"]))
        self._sure, self._sure_confidence = float(facts["sure"]), float(facts["sure_confidence"])
        self._tag = facts["tag"]
        self._foreign = foreign
        self._suffixes = Suffixes(self._tag)
        self._spellings: dict[str, list[tuple[str, str, bool]]] = {}
        for row in self._rows("stems"):
            spelling = row["listed"], row["to"], row["before"] == "vowel"
            self._spellings.setdefault(row["written"], []).append(spelling)
        self._roots = frozenset(r["root"] for r in self._rows("roots"))
        self._beginnings = tuple(r["beginning"] for r in self._rows("beginnings"))
        self._probes = [(r["state"], r["suffixes"].split("|")) for r in self._rows("probes")]
        self._exceptions = [(r["letters"], r["suffixes"].split("|")) for r in self._rows("exceptions")]
        self._listed_stems = lru_cache(_MEMO)(self._stems_listed)
        self._guessed_stems = lru_cache(_MEMO)(self._stems_guessed)

    def _rows(self, name: str) -> list[Row]:
        return [row for row in table("unknown-word", name) if row["tag"] == self._tag]

    def confidence_in(self, word: str) -> float:
        """How sure it is that `word` is none: more so where it is long and a common word is like it."""
        if len(word) >= _LONG and self._words.listed(self.meant(word)) >= self._sure:
            return self._sure_confidence
        return self.confidence

    def is_word(self, word: str) -> bool:
        """Whether `word`, in lower case, is short, is listed, can be explained, or is like no listed one."""
        if len(word) <= SHORTEST or word in self._words or not self._alphabet.issuperset(word):
            return True
        word = self._words.normal(word).translate(_CIRCUMFLEX)
        return (
            not self._is_near(word)
            or self._explained(word, self._listed_stems)
            or not self.meant(word)
            or (self._foreign is not None and self._foreign.zipf(word) >= FOREIGN)
            or self._explained(word, self._guessed_stems)
            or any(word.startswith(b) and self._has_rest(word[len(b) :]) for b in self._beginnings)
            or self._compound(word)
        )

    def _is_near(self, word: str) -> bool:
        """Whether one letter may make of `word` what could be meant: fast, and seldom wrong."""
        keys = np.array([hash(part) for part in (word, *shortened(word))])
        at = np.minimum(np.searchsorted(self._near, keys), len(self._near) - 1)
        return bool((self._near[at] == keys).any())

    @cached_property
    def _near(self) -> Array:
        """Hashes of the words that could be meant, whole and with one letter left out, in order."""
        return np.unique(np.array([hash(part) for part in self._near_common(self._typing, _COMMON)]))

    def _has_rest(self, word: str) -> bool:
        return len(word) > _STEM and (
            self._explained(word, self._listed_stems) or self._explained(word, self._guessed_stems)
        )

    def _explained(
        self, word: str, stems: Callable[[str], tuple[Stem, ...]], letters: int = _STEM, zipf: float = 0
    ) -> bool:
        """Whether a listed word is `word`, or one of `stems` with suffixes is, of so many letters and so common."""
        return (
            self._words.listed(word) > 0
            or word in self._roots
            or any(
                stem.zipf >= zipf and self._follow(word[:at], word[at:], stem)
                for at in range(len(word), letters - 1, -1)
                for stem in stems(word[:at])
            )
        )

    def _follow(self, written: str, rest: str, stem: Stem) -> bool:
        if stem.vowel and rest[:1] not in self._suffixes.vowels:
            return False
        context = self._suffixes.context(written)
        return self._suffixes.follow(rest, stem.state, context) or (
            self._is_exception(written)
            and self._suffixes.follow(rest, stem.state, Context(self._suffixes.fronted(context.harmony), context.last))
        )

    def _is_exception(self, written: str) -> bool:
        """Whether the list shows that a word goes with other vowels than its own: saat, saatler."""
        return any(
            written[-1:] in letters and self._words.listed_among([written + s for s in suffixes])
            for letters, suffixes in self._exceptions
        )

    def _stems_listed(self, written: str) -> tuple[Stem, ...]:
        found = []
        for tail, spellings in self._spellings.items():
            kept = self._kept(written, tail)
            if kept is None:
                continue
            start = written[: len(written) - len(tail)]
            for listed, state, vowel in spellings:
                word = start + listed.translate(kept)
                zipf = self._words.listed(word) or (_ROOT if word in self._roots else 0)
                if zipf:
                    found.append(Stem(state, vowel, zipf))
        return tuple(found)

    def _kept(self, written: str, tail: str) -> dict[int, str] | None:
        """The consonants that the digits of `tail` stand for, ``None`` if `written` does not end like that."""
        if not tail or (tail.isalpha() and written.endswith(tail)):
            return {}
        end = written[len(written) - len(tail) :]
        if tail.isalpha() or len(end) < len(tail):
            return None
        if any(c in self._suffixes.vowels if sign.isdigit() else c != sign for sign, c in zip(tail, end, strict=True)):
            return None
        return {ord(sign): c for sign, c in zip(tail, end, strict=True) if sign.isdigit()}

    def _stems_guessed(self, written: str) -> tuple[Stem, ...]:
        """What it may be as a stem that is not listed: forms of it are, or it is English."""
        if len(written) < _GUESSED:
            return ()
        context = self._suffixes.context(written)
        found = [Stem(state, False, 0) for state, probes in self._probes if self._is_shown(written, probes, context)]
        letters, zipf = _LOAN
        if self._foreign is not None and len(written) >= letters and self._foreign.listed(written) >= zipf:
            found.append(Stem("noun", False, 0))
        return tuple(found)

    def _is_shown(self, stem: str, probes: list[str], context: Context) -> bool:
        forms = {stem + suffix for probe in probes for suffix in self._suffixes.written(probe, context)}
        return len(self._words.listed_among(sorted(forms))) >= (_SHOWN if len(stem) < SHORTEST else 1)

    def _compound(self, word: str) -> bool:
        letters, zipf = _LAST
        return any(
            self._is_part(word[:at])
            and (self._is_part(word[at:]) or self._explained(word[at:], self._listed_stems, letters, zipf))
            for at in range(_GUESSED, len(word) - _STEM)
        )

    def _is_part(self, word: str) -> bool:
        return self._words.listed(word) >= next(zipf for letters, zipf in _PART if len(word) <= letters)


def word_judge(lang: str | None) -> Judge | None:
    """Return the judge of words for a language tag, ``None`` where words that no list holds cannot be judged."""
    return (morphology(lang) or _made(lang)) if lang else None


@cache
def _made(lang: str) -> Agglutination | None:
    row = row_for("unknown-word", "agglutinating", lang)
    words = lexicon(lang)
    if words is None or row is None:
        return None
    return Agglutination(words, locale_for(lang).alphabet, row, lexicon("en"))
