"""Whether a word that no list holds could still be a word: its endings, beginnings and parts are looked for in the list.

What a language does to its words is read off its word list when it is needed: two endings belong together if words
with the one are known with the other, a beginning is one if what follows is a word of its own. So nothing is kept
per language but how much of this must be seen (``tables/unknown-word/languages.tsv``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache, cached_property
from itertools import takewhile

from ._lexicon import Lexicon, lexicon
from ._patterns import lazy_pattern
from ._tables import row_for
from .locale import locale_for

_LONGEST = 60  # letters; what is longer is no word, and would take long
_LONGEST_ENDING = 5  # letters that inflection exchanges, at most
_SURELY_LONG = 8  # letters; only longer words are let through for their ending
_STEM = 3  # letters that stay, at least; a third of the word too
_SAMPLE = 150  # words that a pair of endings, or a beginning, is judged by
_FEWEST = 12  # words that must have an ending or a beginning before it is one
_LOOK = 400  # words that begin like a word, at most
_LISTED_ENDINGS = 30  # of each length
_BEGINNING_SHARE = 0.3  # of the words with a beginning the rest must be a word
_LONGEST_BEGINNING = 8
_JOINTS = frozenset({"s", "n", "e", "i", "o", "u", "a", "es", "en", "er", "о", "е", "и"})  # between parts of compounds
_PART = ((3, 3.5), (4, 2.5), (5, 1.5))  # (letters, Zipf): what a part of a compound must have; longer ones: be known
_JOINED = 3.0  # Zipf: the same for a part before a joint
FOREIGN = 2.5  # Zipf: an English word as common as this is known in other languages
_TYPING = 3.5  # Zipf: what a word must have to be what was meant
_COMMON = 20_000  # the words among which the very common ones are
_PLAIN = 4.5  # Zipf: a word as common as this was meant by all that is one letter off and not listed
_FINAL = lazy_pattern(r"[.,;:!?…]+$")
_ACCENTS = str.maketrans("áéíóúё", "aeiouе")
_LETTERS_AT_END = 2
_NATIVE = (
    50  # of the 100,000 commonest words must end as a word does that is the language's own, and not English or code
)
_MEMO = 300_000  # tokens that are remembered
SHORTEST = 5  # letters of a word that is judged


class Judge:
    """Judges the lower-case words of one language."""

    def __init__(self, words: Lexicon, alphabet: frozenset[str], confidence: float, typing: float = _TYPING) -> None:
        """Take the word list and the letters of a language; `typing`: the Zipf frequency of what may be meant."""
        self.confidence = confidence  # that a word which is none to this judge is none
        self._words = words
        self._typing = typing
        self._alphabet = alphabet
        self._letters = "".join(sorted(c for c in alphabet if c.islower()))
        self._judged: dict[str, bool] = {}

    def unknown(self, tokens: set[str]) -> set[str]:
        """Return those of `tokens` (as `str.split` gives them) that are no words, with the marks that follow them.

        Only lower-case words of five letters and more in the letters of the language are judged; each once.
        """
        judged = self._judged = self._judged if len(self._judged) < _MEMO else {}
        for token in tokens.difference(filter(judged.__contains__, tokens)):
            word = _FINAL.sub("", token)
            judged[token] = (
                not SHORTEST <= len(word) <= _LONGEST or not word.islower() or not word.isalpha() or self.is_word(word)
            )
        return {token for token in tokens if not judged[token]}

    def confidence_in(self, word: str) -> float:
        """How sure it is that `word`, which is none to this judge, is none."""
        return self.confidence

    def is_word(self, word: str) -> bool:
        """Whether `word`, in lower case, is one, for all that is known."""
        raise NotImplementedError

    def meant(self, word: str) -> str:
        """Return the commonest word that one letter more, less, other or exchanged makes of `word`; empty if rare."""
        near = self._words.listed_among(list(set(self._one_off(word)) - {word}))
        zipf, found = max(((self._words.listed(w), w) for w in near), default=(0.0, ""))
        return found if zipf >= self._typing else ""

    def _near_common(self, zipf: float, most: int, shortest: int = 0) -> Iterator[str]:
        """The words as common as `zipf`, among the `most` commonest, whole and with one letter left out."""
        common = takewhile(lambda word: self._words.listed(word) >= zipf, self._words.common(most))
        return (part for word in common if len(word) >= shortest for part in (word, *shortened(word)))

    def _one_off(self, word: str) -> Iterator[str]:
        for i in range(len(word) + 1):
            left, right = word[:i], word[i:]
            yield left + right[1:]
            yield left + right[1:2] + right[:1] + right[2:]
            for letter in self._letters:
                yield left + letter + right
                yield left + letter + right[1:]


class Morphology(Judge):
    """Judges words by what the list shows of their language. Made by `morphology`; safe to share between threads."""

    def __init__(
        self,
        words: Lexicon,
        alphabet: frozenset[str],
        share: float,
        ending: int,
        confidence: float,
        foreign: Lexicon | None,
    ) -> None:
        """Take the word list and the letters of a language, and what `languages.tsv` says of it."""
        super().__init__(words, alphabet, confidence)
        self._share = share
        self._ending = ending
        self._foreign = foreign
        self._pairs: dict[tuple[str, str], bool] = {}
        self._ends: dict[str, bool] = {}
        self._beginnings: dict[str, bool] = {}
        self._endings = _endings(words)

    def is_word(self, word: str) -> bool:
        """Whether `word`, in lower case, is listed or made of what is, or has letters or an ending that the language has not."""
        if word in self._words or not self._alphabet.issuperset(word):
            return True
        plain = _without_accents(word)
        if plain != word and (plain in self._words or self._is_made(self._words.normal(plain))):
            return True
        if self._foreign is not None and self._foreign.zipf(word) >= FOREIGN:
            return True
        if self.is_near_plain(word):
            return False
        if self._foreign is not None and self._words.ending(word[-_LETTERS_AT_END:]) < _NATIVE:
            return True
        return self._is_made(self._words.normal(word))

    def _is_made(self, word: str) -> bool:
        return self._well_formed(word) or self._inflected(word) or self._derived(word) or self._compound(word, 2)

    def alternate(self, ending: str, other: str) -> bool:
        """Whether the language exchanges the one ending for the other."""
        return self._pair(ending, other) or self._pair(other, ending)

    def is_near_plain(self, word: str) -> bool:
        """Whether one letter makes a very common word of `word`: then this was meant, whatever else it could be made of."""
        if len(word) <= SHORTEST or self._near_plain.isdisjoint((word, *shortened(word))):
            return False
        return self._words.listed(self.meant(word)) >= _PLAIN

    @cached_property
    def _near_plain(self) -> frozenset[str]:
        """Very common words, whole and with one letter left out."""
        return frozenset(self._near_common(_PLAIN, _COMMON, SHORTEST))

    def _well_formed(self, word: str) -> bool:
        end = word[-_LONGEST_ENDING:]
        if not self._ending or len(word) <= _SURELY_LONG:
            return False
        if end not in self._ends:
            self._ends[end] = self._words.ending(end) >= self._ending
        return self._ends[end]

    def _inflected(self, word: str) -> bool:
        """Whether another ending makes a known word of it, one that goes with its own ending elsewhere too."""
        for cut in range(_LONGEST_ENDING + 1):
            stem, ending = word[: len(word) - cut], word[len(word) - cut :]
            if len(stem) < max(_STEM, len(word) // 3):
                return False
            others = self._words.extensions(stem, _LONGEST_ENDING, _LOOK)
            if cut and len(stem) >= SHORTEST:
                others += (w[len(stem) :] for w in self._words.listed_among([stem + e for e in self._endings]))
            if any(other != ending and self._pair(ending, other) for other in dict.fromkeys(others)):
                return True
        return False

    def _pair(self, ending: str, other: str) -> bool:
        """Whether words with `ending` are known with `other` in its stead."""
        key = ending, other
        if key not in self._pairs:
            stems = [w[: len(w) - len(ending)] for w in self._words.with_end(ending, _SAMPLE)]
            self._pairs[key] = self._known_share([s + other for s in stems if len(s) >= _STEM], _FEWEST) >= self._share
        return self._pairs[key]

    def _known_share(self, words: list[str], fewest: int) -> float:
        return len(self._words.listed_among(words)) / len(words) if len(words) >= fewest else 0.0

    def _derived(self, word: str) -> bool:
        for at in range(1, min(_LONGEST_BEGINNING, len(word) - 3)):
            rest = word[at:]
            if self._is_beginning(word[:at]) and (self._words.listed(rest) >= 1.5 or self._inflected(rest)):
                return True
        return False

    def _is_beginning(self, start: str) -> bool:
        if start not in self._beginnings:
            rests = [w[len(start) :] for w in self._words.with_start(start, _SAMPLE)]
            self._beginnings[start] = (
                self._known_share([r for r in rests if len(r) > _STEM], _FEWEST) >= _BEGINNING_SHARE
            )
        return self._beginnings[start]

    def _compound(self, word: str, parts: int) -> bool:
        for at in range(_STEM, len(word) - 2):
            left, right = word[:at], word[at:]
            if not (self._is_part(left) or self._is_joined(left)):
                continue
            if self._is_part(right) or (len(right) >= SHORTEST and self._inflected(right)):
                return True
            if len(right) > 6 and parts > 1 and (self._derived(right) or self._compound(right, parts - 1)):
                return True
        return False

    def _is_part(self, word: str) -> bool:
        zipf = self._words.listed(word)
        return zipf > 0 and zipf >= next((least for letters, least in _PART if len(word) <= letters), 0)

    def _is_joined(self, word: str) -> bool:
        return any(
            word[-n:] in _JOINTS and len(word) - n >= _STEM and self._words.listed(word[:-n]) >= _JOINED for n in (1, 2)
        )


def shortened(word: str) -> Iterator[str]:
    return (word[:i] + word[i + 1 :] for i in range(len(word)))


def _without_accents(word: str) -> str:
    """Leave out what may be written or not: the stress on a Spanish verb with a pronoun behind it, the dots of Russian ё."""
    return word.translate(_ACCENTS)


def _endings(words: Lexicon) -> tuple[str, ...]:
    """The commonest endings of the words of a list, the empty one first."""
    found = [""]
    for length in (1, 2, 3, 4):
        counts = Counter(w[-length:] for w in words.common(50_000) if len(w) > length + 2)
        found += (ending for ending, _ in counts.most_common(_LISTED_ENDINGS))
    return tuple(found)


def morphology(lang: str | None) -> Morphology | None:
    """Return the judge of words for a language tag, ``None`` where words that no list holds cannot be judged."""
    return _made(lang) if lang else None


@cache
def _made(lang: str) -> Morphology | None:
    row = row_for("unknown-word", "languages", lang)
    words = lexicon(lang)
    if words is None or row is None:
        return None
    locale = locale_for(lang)
    foreign = lexicon("en") if locale.script == "Latn" and words.name != "en" else None
    return Morphology(
        words, locale.alphabet, float(row["share"]), int(row["ending"]), float(row["confidence"]), foreign
    )
