"""Tell the language of a text, or say that it is unknown.

`CLD2 <https://github.com/CLD2Owners/cld2>`_ proposes a language; the text must then pass what CLD2 is weak at: both
halves must get the same answer, and a language that is easily taken for another must show words that only it has
(``locales/_detect.toml``). A wrong language lets wrong rules run, an unknown one none, so that every doubt ends in
``None``. ADR 0003 compares detectors and says what this one was measured on.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import regex

from . import language
from ._patterns import lazy_pattern

SAMPLE = 3000  # characters that are looked at, at most: parts from the beginning, the middle and the end
LETTERS = 30  # fewer letters than this tell nothing
IDEOGRAPHS = 10  # the same for Chinese characters, kana and hangul
FACTOR = 4  # so many times as many words of the language must there be as of a language that is like it
OVERRULE = 6  # so many words are needed to choose another language than CLD2 did
PERCENT = 90  # share of the text that CLD2 must find to be in one language
_LATIN_SERBIAN = frozenset({"sr-Latn", "hr", "bs"})  # what Serbian in Latin letters is taken for
PERCENT_CHECKED = 65  # the same where the words of the text are asked as well

# What is in no language: addresses, markup, code, placeholders, and ASCII tokens with digits, slashes or underscores.
_ALIEN = lazy_pattern(
    r"https?://\S+|www\.\S+|<[^<>\n]{1,200}>|`[^`\n]*`|\{[^{}\n]{0,80}\}|(?<![!-~])[!-~]*?[0-9_/\\@#$%=][!-~]*"
)
_NOT_TEXT = regex.compile(r"[^\p{L}\p{M}'’ʼʻ·་\u200c\u200d]++")
_IDEOGRAPH = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_ARABIC = regex.compile(r"\p{Arabic}")
_LATIN = regex.compile(r"\p{Latin}")
_LETTER = regex.compile(r"\p{L}")
_WORD = regex.compile(r"\p{Han}|[\p{L}\p{M}][\p{L}\p{M}'’ʼʻ]*+")


Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class _Group:
    """Languages that are taken for each other, and the words that tell them apart."""

    share: float
    factor: int
    letters: str  # those among the words, where they are written ``*x``
    signs: Words  # all words
    rivals: dict[str, tuple[tuple[Words, Words], ...]]  # of each: words that only it has, words that only a rival has

    def choose(self, proposed: str, words: list[str]) -> str | None:
        """Return the member that beats all others in `words`, which are in lower case."""
        counts = Counter(filter(self.signs.__contains__, words))
        if self.letters:
            text = "".join(words)
            counts |= {f"*{letter}": count for letter in self.letters if (count := text.count(letter))}
        for tag, rivals in self.rivals.items():
            least = max(1 if tag == proposed else OVERRULE, self.share * len(words))
            if all(self._beats(own, their, counts, least) for own, their in rivals):
                return tag
        return None

    def _beats(self, own: Words, their: Words, counts: Mapping[str, int], least: float) -> bool:
        mine = sum(counts[sign] for sign in counts if sign in own)
        return mine >= least and mine >= self.factor * sum(counts[sign] for sign in counts if sign in their)

    @classmethod
    def of(cls, row: dict[str, Any]) -> _Group:
        words = {
            tag: frozenset(value.split()) for tag, value in row.items() if tag not in {"share", "factor", "source"}
        }
        rivals = {
            tag: tuple((own - other, other - own) for name, other in words.items() if name != tag)
            or ((own, frozenset[str]()),)
            for tag, own in words.items()
        }
        signs = frozenset[str]().union(*words.values())
        letters = "".join(sorted(word[1:] for word in signs if word[0] == "*"))
        return cls(row["share"], row.get("factor", FACTOR), letters, signs, rivals)


@dataclass(frozen=True, slots=True)
class _Facts:
    codes: dict[str, str]
    trusted: frozenset[str]
    groups: dict[str, _Group]


def detect(text: str) -> str | None:
    """Return the canonical tag of the language that `text` is in, ``None`` where that is not certain.

    Deterministic and offline. Looks at no more than `SAMPLE` characters, so give it a whole document where there is
    one. URLs, markup, code and numbers are left out. The tag names a script where the language has several
    (``zh-Hant``, ``sr-Latn``).
    """
    plain = _plain(text)
    if not _long_enough(plain):
        return None
    tag = _propose(plain)
    if tag is None:
        return None
    group = _facts().groups.get(tag)
    alike = group.rivals.keys() if group else {tag}
    if any(half is not None and half not in alike for half in (_guess(part) for part in _halves(plain))):
        return None
    if group:
        tag = group.choose(tag, _WORD.findall(plain.lower()))
    return tag if tag in _facts().trusted else None


def likeliest(text: str) -> str | None:
    """Return the canonical tag of the language that `text` looks like, be it another one that is like it; or ``None``.

    That is enough to say which languages it is not.
    """
    plain = _plain(text)
    return _propose(plain) if _long_enough(plain) else None


def in_its_script(tag: str, text: str) -> str:
    """Return `tag`, with the script where it leaves open in which of two a text is: ``sr`` is ``sr-Latn`` for a Latin one.

    A text in another language, such as a line of English, stays under the tag that it was given.
    """
    return "sr-Latn" if tag == "sr" and likeliest(text) in _LATIN_SERBIAN else tag


def detectable(tag: str) -> bool:
    """Whether `detect` knows the language of `tag`, so that it can be expected not to take it for another."""
    trusted = _facts().trusted
    return tag in trusted or tag.partition("-")[0] in trusted


def _plain(text: str) -> str:
    """Return the words of a sample of `text`, separated by spaces."""
    if len(text) > SAMPLE:
        part = SAMPLE // 3
        middle = (len(text) - part) // 2
        text = f"{text[:part]} {text[middle : middle + part]} {text[-part:]}"
    words: str = _NOT_TEXT.sub(" ", _ALIEN.sub(" ", text))
    return words.strip()


def _long_enough(plain: str) -> bool:
    if sum(map(str.isalpha, plain[: 3 * LETTERS])) >= LETTERS:
        return True
    return len(_LETTER.findall(plain)) >= LETTERS or len(_IDEOGRAPH.findall(plain)) >= IDEOGRAPHS


def _halves(plain: str) -> tuple[str, str]:
    middle = len(plain) // 2
    space = plain.find(" ", middle)
    if space < 0 or space > middle + 40:
        space = middle
    return plain[:space], plain[space:]


def _propose(plain: str) -> str | None:
    """Return the tag that CLD2 is certain of."""
    reliable, percent, tag = _ask(plain)
    if tag is None or not reliable:
        return None
    return tag if percent >= (PERCENT_CHECKED if tag in _facts().groups else PERCENT) else None


def _guess(plain: str) -> str | None:
    """Return the tag that CLD2 thinks likeliest, however uncertain it is."""
    return _ask(plain, guess=True)[2]


def _ask(plain: str, guess: bool = False) -> tuple[bool, int, str | None]:
    """Return what CLD2 says: whether it is certain, what share of the text in percent is in the language, its tag."""
    try:
        import pycld2  # type: ignore[import-untyped]
    except ImportError:  # there is no wheel for every platform
        return False, 0, None
    try:
        reliable, _, found = pycld2.detect(plain, isPlainText=True, bestEffort=guess)
    except pycld2.error:
        return False, 0, None
    code, percent = found[0][1], found[0][2]
    return reliable, percent, None if code == "un" else _in_script(_facts().codes.get(code, code), plain)


def _in_script(tag: str, plain: str) -> str:
    """Tell apart what CLD2 gives one code in two scripts."""
    if tag == "ku" and _ARABIC.search(plain):
        return "ckb"
    if tag == "sr" and len(_LATIN.findall(plain)) > len(plain) // 2:
        return "sr-Latn"
    return tag


@cache
def _facts() -> _Facts:
    table = tomllib.loads((language.LOCALES / "_detect.toml").read_text(encoding="utf-8"))
    groups: dict[str, _Group] = {}
    for row in table["groups"]:
        group = _Group.of(row)
        groups |= dict.fromkeys(group.rivals, group)
    return _Facts(table["codes"], frozenset(table["trusted"]["tags"].split()), groups)
