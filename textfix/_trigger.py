"""Triggers: what a text must contain for a rule to fire."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .errors import RuleError


class CharClass(StrEnum):
    """Named sets of characters for triggers."""

    LETTER = "letter"
    LOWER = "lower"
    UPPER = "upper"
    DIGIT = "digit"
    SPACE = "space"  # white space but line ends
    LINE_END = "line-end"  # also the edges of the document
    EDGE = "edge"  # the beginning and the end of the document
    NON_SPACE = "non-space"  # neither white space nor line end
    NON_ASCII = "non-ascii"
    MARK = "mark"  # combining marks
    LATIN = "latin"  # letters of the script; so the next three
    GREEK = "greek"
    CYRILLIC = "cyrillic"
    ARABIC = "arabic"
    HAN_KANA = "han-kana"  # what Chinese and Japanese are written in


(
    LETTER,
    LOWER,
    UPPER,
    DIGIT,
    SPACE,
    LINE_END,
    EDGE,
    NON_SPACE,
    NON_ASCII,
    MARK,
    LATIN,
    GREEK,
    CYRILLIC,
    ARABIC,
    HAN_KANA,
) = CharClass

Chars = str | CharClass


@dataclass(frozen=True)
class Trigger:
    """What a text must contain for a rule to fire; a rule runs on a line only where its trigger is met.

    `chars`: any of these. `pairs`, `triples`: a character of the first set right before one of the second, and so on.
    `features`: what the engine finds out by itself. A trigger may let too much through, never too little. Join triggers with ``|``.
    """

    chars: tuple[Chars, ...] = ()
    pairs: tuple[tuple[Chars, Chars], ...] = ()
    triples: tuple[tuple[Chars, Chars, Chars], ...] = ()
    features: frozenset[str] = frozenset()

    def __or__(self, other: Trigger) -> Trigger:
        return Trigger(
            self.chars + other.chars,
            self.pairs + other.pairs,
            self.triples + other.triples,
            self.features | other.features,
        )


def chars(characters: Chars) -> Trigger:
    """Any of `characters` occurs."""
    return Trigger(chars=(characters,))


def pair(left: Chars, right: Chars) -> Trigger:
    """A character of `left` stands right before a character of `right`."""
    return Trigger(pairs=((left, right),))


def triple(left: Chars, middle: Chars, right: Chars) -> Trigger:
    """A character of each set, one right after the other."""
    return Trigger(triples=((left, middle, right),))


def literals(*texts: str) -> Trigger:
    """Any of `texts` occurs; the engine looks for the three neighbouring characters of each that are rarest in prose."""
    found = Trigger()
    for text in texts:
        if len(text) < 2:
            raise RuleError(f"literals() needs texts of two characters or more, not {text!r}; use chars()")
        windows = [text[i : i + 3] for i in range(max(1, len(text) - 2))]
        rarest = max(windows, key=_rarity)
        found |= triple(*rarest) if len(rarest) == 3 else pair(*rarest)
    return found


def _rarity(text: str) -> int:
    return sum(0 if c.isalpha() or c == " " else 1 if c in ".,-'\"()0123456789" else 2 for c in text)


REPEATED_WORD = Trigger(features=frozenset({"repeated-word"}))  # two equal words with a space between
# Three copies of a word in a row, two of a phrase; or so it seems.
REPEATED_PHRASE = Trigger(features=frozenset({"repeated-phrase"}))
ECHOED_PHRASE = Trigger(features=frozenset({"echoed-phrase"}))  # two words stand again behind one other; or so it seems
TORN_WORD = Trigger(features=frozenset({"torn-word"}))  # two neighbours that make one word of the list of the language
UNKNOWN_WORD = Trigger(features=frozenset({"unknown-word"}))  # a word that the word list of the language lacks
SINGLE_LETTERS = Trigger(features=frozenset({"single-letters"}))  # three words of one letter, one character apart
always = Trigger(features=frozenset({"always"}))
