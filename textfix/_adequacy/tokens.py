"""Words as a lexicon of translations knows them: their places in the text, and what they are looked up by."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import regex

_STEM = 5  # letters that a word is looked up by: inflections fall together, and few words that differ do
_SYLLABIC = 3  # the same in scripts whose letters are syllables


class Token(NamedTuple):
    """A word, a number, or two neighbouring characters of a script without spaces.

    `start` and `end` count in the text it was cut from; `word` is its case-folded form, `stem` the beginning of that.
    """

    start: int
    end: int
    word: str
    stem: str
    number: bool
    capital: bool


@cache
def _pattern() -> regex.Pattern[str]:
    import regex  # costs 15 ms, so not on import

    unspaced = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Khmer}\p{Lao}\p{Myanmar}"
    return regex.compile(
        rf"(?P<run>[{unspaced}ー]++)"
        r"|(?P<number>\p{N}++(?:[.,:٫٬]\p{N}++)*+)"
        rf"|[[\p{{L}}\p{{M}}\p{{N}}\p{{Cf}}]--[{unspaced}]]++(?:['’ʼ·״׳][[\p{{L}}\p{{M}}]--[{unspaced}]]++)*+",
        regex.VERSION1,
    )


@cache
def _clusters() -> regex.Pattern[str]:
    import regex

    return regex.compile(r"\X")


def tokens(text: str) -> list[Token]:
    """Return the tokens of `text`, in order: words, numbers, and in scripts without spaces each pair of neighbours."""
    found: list[Token] = []
    for m in _pattern().finditer(text):
        start, end = m.span()
        if m.lastgroup == "run":
            found += _neighbours(text, start, end)
        elif m.lastgroup == "number":
            found.append(Token(start, end, *_digits(m[0]), True, False))
        else:
            word = m[0].casefold()
            found.append(Token(start, end, word, stem(word), False, m[0][0].isupper()))
    return found


@lru_cache(maxsize=10_000)
def _digits(number: str) -> tuple[str, str]:
    """The digits of a number as ASCII, without what groups them."""
    plain = "".join(str(int(c)) if c.isdecimal() else c for c in number if c.isalnum())
    return plain, plain


def stem(word: str) -> str:
    """Return the beginning of a case-folded word that a lexicon knows it by."""
    return word[:_SYLLABIC] if "\u1200" <= word[0] <= "\u139f" or "\uac00" <= word[0] <= "\ud7a3" else word[:_STEM]


def _neighbours(text: str, start: int, end: int) -> list[Token]:
    """Each pair of neighbouring characters of ``text[start:end]``; a lonely one alone."""
    cuts = [m.start() for m in _clusters().finditer(text, start, end)] + [end]
    if len(cuts) == 2:
        return [Token(start, end, text[start:end], text[start:end], False, False)]
    return [Token(a, c, text[a:c], text[a:c], False, False) for a, c in zip(cuts, cuts[2:], strict=False)]
