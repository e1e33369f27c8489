"""Chains of suffixes: whether what stands behind a stem can be one, in languages that have such chains.

The suffixes of a language are a table (``tables/unknown-word/suffixes-<tag>.tsv``): behind a word in the state ``from``
may stand the suffix, and the word is in the state ``to`` then. A word may end in a state that is spelt small. In a
suffix, a sign for a letter that depends on what is before it (vowel harmony, voice) is spelt with a capital, and stands
for what ``letters.tsv`` says; a letter in brackets keeps two vowels or two consonants apart; ``=`` is the consonant
before it once more, and ``w`` too, but *v* behind a vowel. So ``(y)A`` is *a* or *e*, behind a vowel *ya* or *ye*.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from ._tables import table

_ANY = "other"  # the class of consonants that no row names
_VOICELESS = "voiceless"
_LINK = "L"  # the sign for a vowel that links a suffix to a consonant
_NEUTRAL = "neutral"  # vowels that let through what the vowels before them ask for
_FRONT, _BACK = "front", "back"
_DEEPEST = 9  # suffixes


class Context(NamedTuple):
    """What the letters of a suffix depend on: the classes of vowels that may follow, and the letter before it."""

    harmony: frozenset[str]
    last: str


class Suffixes:
    """The suffixes of one language. Safe to share between threads."""

    def __init__(self, tag: str) -> None:
        """Take the tables of the language `tag`."""
        classes = [row for row in table("unknown-word", "classes") if row["tag"] == tag]
        self._classes = {c: row["class"] for row in classes for c in row["letters"]}
        self.vowels = frozenset(c for c, named in self._classes.items() if named != _VOICELESS)
        self._forms = {
            (row["sign"], row["after"]): tuple(row["forms"].split("|"))
            for row in table("unknown-word", "letters")
            if row["tag"] == tag
        }
        self._signs = frozenset(sign for sign, _ in self._forms)
        self._vowel_signs = frozenset(sign for sign, after in self._forms if after not in (_VOICELESS, _ANY))
        self._behind: dict[str, list[tuple[str, str]]] = {}
        for row in table("unknown-word", f"suffixes-{tag}"):
            self._behind.setdefault(row["from"], []).append((row["suffix"], row["to"]))
        self._known: dict[tuple[str, Context], dict[str, tuple[tuple[str, str], ...]]] = {}

    def context(self, stem: str) -> Context:
        """What suffixes behind `stem` depend on."""
        found: set[str] = set()
        vowels = [self._classes[c] for c in stem if c in self.vowels]
        while vowels:
            last = vowels.pop()
            found.add(_FRONT if last == _NEUTRAL else last)
            if last != _NEUTRAL:
                break
        else:
            found.add(_BACK)  # híd, hidak
        return Context(frozenset(found), stem[-1:])

    @staticmethod
    def fronted(harmony: frozenset[str]) -> frozenset[str]:
        """The front vowels for the back ones."""
        return frozenset(h.replace(_BACK, _FRONT) for h in harmony)

    def follow(self, rest: str, state: str, context: Context, depth: int = _DEEPEST) -> bool:
        """Whether `rest` is a chain of suffixes behind a stem in `state`, or nothing at all."""
        if not rest:
            return state.islower()
        if not depth:
            return False
        return any(
            rest.startswith(suffix) and self.follow(rest[len(suffix) :], to, self._after(context, suffix), depth - 1)
            for suffix, to in self._at(state, context).get(rest[0], ())
        )

    def _after(self, context: Context, suffix: str) -> Context:
        classes = {self._classes[c] for c in suffix if c in self.vowels}
        if not classes:
            return Context(context.harmony, suffix[-1:])
        if classes == {_NEUTRAL}:
            return Context(context.harmony | {_FRONT}, suffix[-1:])
        return self.context(suffix)

    def _at(self, state: str, context: Context) -> dict[str, tuple[tuple[str, str], ...]]:
        """The suffixes that may stand there, as they are written, by their first letters, each with its next state."""
        key = state, context
        if key not in self._known:
            found: dict[str, set[tuple[str, str]]] = {}
            for pattern, to in self._behind.get(state, ()):
                for suffix in self.written(pattern, context):
                    if suffix:
                        found.setdefault(suffix[0], set()).add((suffix, to))
            self._known[key] = {first: tuple(sorted(of)) for first, of in found.items()}
        return self._known[key]

    def written(self, pattern: str, context: Context) -> Iterator[str]:
        """Yield how a suffix may be written there."""
        after_vowel = context.last in self.vowels
        if pattern.startswith("("):
            is_vowel = pattern[1] in self._vowel_signs or pattern[1] in self.vowels
            pattern = pattern.replace("(", "").replace(")", "") if is_vowel != after_vowel else pattern[3:]
        elif pattern[0] == _LINK and after_vowel:
            pattern = pattern[1:]
        for harmony in context.harmony:
            yield from self._spelt(pattern, harmony, context.last)

    def _spelt(self, pattern: str, harmony: str, before: str) -> Iterator[str]:
        choices: list[tuple[str, ...]] = []
        for sign in pattern:
            if sign == "w":  # v, like the consonant before it
                choices.append(("v",) if before in self.vowels else (before,))
            elif sign == "=":
                choices.append((before,))
            elif sign not in self._signs:
                choices.append((sign,))
            elif sign in self._vowel_signs:
                choices.append(self._forms[sign, harmony])
                of_last = self._classes[choices[-1][0]]
                harmony = harmony if of_last == _NEUTRAL else of_last
            else:
                last = choices[-1][0] if choices else before
                choices.append(self._forms.get((sign, self._classes.get(last, _ANY)), self._forms[sign, _ANY]))
        yield from map("".join, product(*choices))
