"""The numbers of a line and all that they may mean.

A number is read in every way that its form allows (1.234 is a thousand and something, or one and something), for
translators change the form and writers do not always keep to that of their language.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from ._number_words import HAN, MYRIADS, Scale, han_number, scale, spellings, spelt_otherwise
from ._patterns import lazy_pattern
from ._protect import protected_spans
from .locale import locale_for
from .model import Span

__all__ = ["SEPARATOR", "Number", "Side"]

_SPACED = r",[ \xa0](?:000(?!\d)|\d{3}(?=,[ \xa0]?000(?!\d)))"  # 820, 000: a slip of people who group by commas
_PLAIN = rf"\d+(?:[.,'’٫٬،·․]\d+|[\u0020\xa0\u202f\u2009，]\d{{3}}(?!\d)|{_SPACED})*"
_SMALL = {"": 0, "百": 2, "백": 2, "千": 3, "천": 3}
_SIGN = f"(?:[百백千천]?[{''.join(MYRIADS)}]|[百백千천])"
_TOKEN = lazy_pattern(rf"(?P<first>{_PLAIN})(?P<more>(?:\s?{_SIGN}\s?{_PLAIN})+(?:\s?{_SIGN})?)?")  # 1億2,500万
_LOOSE = lazy_pattern(r",[ \xa0]")
SEPARATOR = lazy_pattern(r"[^0-9]")
_GROUPED = lazy_pattern(r"\d{1,3}(?:\d{3})*|\d{1,2}(?:\D\d{2})*\D\d{3}|\d{1,3}(?:\D\d{3})+|\d{1,4}(?:\D\d{4})+")
_ROMAN = lazy_pattern(r"(?<!\w)[IVXLCІХ]+(?![A-Z]|\w{4})")  # also with Cyrillic letters, and with endings: XIXe
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "І": 1, "Х": 10}
_UNSEEN = "[\u200b\u200e\u200f]*"  # a place for a line break, marks of direction
_SCALE_WORD = lazy_pattern(
    rf"{_UNSEEN}[\s\xa0‑-]?{_UNSEEN}(?:[$€£¥₹]\s?)?[多余餘幾几]?([^\s\d!-/:-@\[-`{{-~–—…«»“”„،؛。、，（）]+\.?)"
)
_IN_BRACKETS = lazy_pattern(r"\d[^()（]{0,24}[(（][^()（）]{0,32}$")  # behind another number
_MONEY_BEFORE = lazy_pattern(r"([A-Z]{0,3}[$€£¥₹])\s?$")
_MONEY_BEHIND = lazy_pattern(r"[^\d()]{0,16}?(€|[Ee]uro|EUR)")
_ZAWGYI = lazy_pattern("(?<![\u1000-\u102a\u103b-\u103e\u103f\u104e])\u1031|[\u1060-\u1097]")
_ANYWHERE = frozenset(["Arab", "Hebr", "Hans", "Hant", "Jpan", "Kore", "Thai", "Laoo", "Khmr", "Mymr", "Ethi", "Tibt"])
_NEAR, _BEFORE = 24, 64  # characters behind a number in which its unit or scale stands; before it, the bracket it is in
_LONGEST = 200  # more digits are no number that people translate
_MANY = 24  # numbers of a line among which telephone numbers are looked for
_WRITTEN_OUT = 1000  # a smaller number may belong to a word for a power of ten that is not known, or stands elsewhere
_LINK = frozenset({0})  # a word between number and scale: 20 de milioane
_MONEY = frozenset({6})  # what a letter may stand for alone, behind an amount of money: £5m
_SHORTEST = 9  # letters of a word that has a ten and a unit


@dataclass(frozen=True)
class Number:
    """A number in digits: its `span` in the line, its digits as ASCII, what stands before it and behind it, the language."""

    span: Span
    text: str
    before: str
    after: str
    lang: str | None = None

    @cached_property
    def parts(self) -> tuple[int, ...]:
        """The runs of digits, without runs of zeros behind the first."""
        runs = SEPARATOR.split(self.text)
        return (int(runs[0]), *(int(run) for run in runs[1:] if run.strip("0")))

    @cached_property
    def values(self) -> frozenset[str]:
        """All that the number may be, as decimal numbers without needless zeros."""
        found = set()
        if _GROUPED.fullmatch(self.text) or self.text.isdigit():
            found.add(_plain(SEPARATOR.sub("", self.text)))
        signs = SEPARATOR.findall(self.text)
        if signs and signs.count(signs[-1]) == 1 and not signs[-1].isspace():
            whole, _, fraction = self.text.rpartition(signs[-1])
            if fraction != "000" and (_GROUPED.fullmatch(whole) or whole.isdigit()):
                found.add(_plain(SEPARATOR.sub("", whole) + "." + fraction))
        return frozenset(found)

    @cached_property
    def whole(self) -> int | None:
        """The number, where it is whole and can be read in one way."""
        only = next(iter(self.values)) if len(self.values) == 1 else ""
        return int(only) if only.isdigit() and len(only) < 16 else None

    @cached_property
    def least(self) -> float:
        """The smallest value that the number may have."""
        return min((float(v) for v in self.values), default=float(max(self.parts)))

    @cached_property
    def digits(self) -> frozenset[str]:
        """What stays of each value in another power of ten."""
        return frozenset(v.replace(".", "").strip("0") for v in self.values)

    @cached_property
    def bare(self) -> str:
        """The digits alone."""
        return SEPARATOR.sub("", self.text)

    @cached_property
    def scale(self) -> Scale:
        """The words or signs behind it that stand for powers of ten, one after the other: mil millones, 百萬, lakh crore."""
        powers, at, end, sure = frozenset({0}), 0, 0, True
        while word := _SCALE_WORD.match(self.after, at):
            found = scale(word[1].casefold(), self.lang)
            if found is None:
                break
            at = word.start(1) + found.length
            if found.powers == _LINK:
                continue
            if end and (not found.sure or max(found.powers) <= min(powers)):
                sure = sure and found.powers != powers  # a million millions, or said twice
                break
            powers, end = frozenset(one + other for one in powers for other in found.powers), at
            sure = sure and (found.sure or (found.powers == _MONEY and bool(self.currency)))
        return Scale(powers if end else frozenset(), end, sure)

    @property
    def scaling(self) -> str:
        """These words or signs."""
        return self.after[: self.scale.length]

    @property
    def powers(self) -> frozenset[int]:
        """The powers of ten that what stands behind it may stand for; empty, if that is none."""
        return self.scale.powers

    @cached_property
    def amounts(self) -> frozenset[Decimal]:
        """What the values may come to with the word or sign behind them; nothing, if that is not sure.

        Words for a thousand that the language is not known to have may go on, and letters alone may be units.
        """
        powers = self.powers
        if not self.scale.sure and (3 in powers or len(self.scaling.strip()) == 1):
            return frozenset()
        if not powers and self.least < _WRITTEN_OUT:
            return frozenset()
        return frozenset(Decimal(v).scaleb(power).normalize() for v in self.values for power in powers or {0})

    @property
    def scaled(self) -> bool:
        """Whether a word or sign for a power of ten follows."""
        return bool(self.powers)

    @cached_property
    def aside(self) -> bool:
        """Whether it stands in brackets behind another number: there people convert, for readers of the text."""
        return bool(_IN_BRACKETS.search(self.before))

    @cached_property
    def currency(self) -> str:
        """The sign of the currency that it is an amount of, where one stands beside it; the euro by name, too."""
        if m := _MONEY_BEFORE.search(self.before):
            return m[1].removeprefix("US")
        return "€" if _MONEY_BEHIND.match(self.after) else ""


def _plain(number: str) -> str:
    whole, _, fraction = number.partition(".")
    fraction = fraction.rstrip("0")
    return (whole.lstrip("0") or "0") + ("." + fraction if fraction else "")


_MYANMAR = lazy_pattern("[\u1000-\u103f\u104c-\u109f]")


def _no_number(text: str, start: int, end: int) -> bool:
    """Whether digits are part of a character reference (``&#39;``) or stand for letters."""
    return text[max(0, start - 2) : start] == "&#" or _letter_like(text, start, end)


def _letter_like(text: str, start: int, end: int) -> bool:
    """Whether Burmese digits are none: U+1040 for wa, U+1044 in the word for "of the said", which look alike.

    In text of the Zawgyi fonts, the Shan digits U+1090 to U+1099 behind a letter are its dots below.
    """
    if all("\u1090" <= c <= "\u1099" for c in text[start:end]):
        return bool(_MYANMAR.match(text[max(0, start - 1) : start]))
    if text[start:end] not in ("\u1040", "\u1044"):
        return False
    return bool(_MYANMAR.match(text[end : end + 1]) or _MYANMAR.match(text[max(0, start - 1) : start]))


_FOLDS = str.maketrans("أإآ", "ااا")  # people leave the hamza out


class Side:
    """One line of the text or of its source, in `lang`, and the numbers in it."""

    def __init__(self, text: str, lang: str | None) -> None:
        self.text, self.lang = text, lang
        closed = protected_spans(text) if "/" in text or "%" in text or "{" in text or "@" in text else []
        plain = _ascii_digits(text)
        self.numbers = [
            Number(
                Span(*m.span()),
                _myriads(m) if m["more"] else _LOOSE.sub(",", m["first"]),
                plain[max(0, m.start() - _BEFORE) : m.start()],
                plain[m.end() : m.end() + _NEAR],
                lang,
            )
            for m in _TOKEN.finditer(plain)
            if len(m[0]) <= _LONGEST
            and not (any(s.start <= m.start() < s.end for s in closed) or _no_number(text, *m.span()))
        ]

    @cached_property
    def values(self) -> frozenset[str]:
        return frozenset().union(*(n.values for n in self.numbers))

    @cached_property
    def bare(self) -> str:
        return "".join(n.bare for n in self.numbers)

    @cached_property
    def sums(self) -> list[tuple[list[Number], frozenset[str]]]:
        """Numbers that make one, such as 2 million 400 thousand, and what the digits of their sum may be."""
        runs: list[list[Number]] = []
        for n in self.numbers:
            last = runs[-1][-1] if runs else None
            if last and last.powers and n.whole is not None and _continues(last, n, self.text):
                runs[-1].append(n)
            else:
                runs.append([n])
        return [(run, _sum_digits(run)) for run in runs if len(run) > 1]

    @cached_property
    def rows(self) -> list[tuple[list[Number], str]]:
        """Numbers with nothing but a space between them, and all their digits: 8599 3119, 201 9."""
        rows: list[list[Number]] = []
        for n in self.numbers:
            if rows and self.text[rows[-1][-1].span.end : n.span.start] in (" ", "\xa0"):
                rows[-1].append(n)
            else:
                rows.append([n])
        return [(row, "".join(n.bare for n in row)) for row in rows if len(row) > 1]

    @cached_property
    def han(self) -> frozenset[int]:
        """The numbers that are written in Chinese characters."""
        return frozenset(han_number(m[1]) * (10 if m[2] else 1) for m in HAN.finditer(self.text))

    @cached_property
    def runs(self) -> frozenset[str]:
        """The digits of each number, and of neighbouring ones together."""
        bare = [n.bare for n in self.numbers[:_MANY]]
        return frozenset("".join(bare[i:j]) for i in range(len(bare)) for j in range(i + 1, len(bare) + 1))

    @cached_property
    def parts(self) -> frozenset[int]:
        """All that stands between separators; of 3,000 the whole, for it is not 3."""
        return frozenset(
            part for n in self.numbers for part in (n.parts if len(n.parts) > 1 or n.whole is None else (n.whole,))
        )

    @cached_property
    def folded(self) -> str:
        text = unicodedata.normalize("NFC", self.text).casefold().translate(_FOLDS)
        return " " + re.sub(r"[^\w]|_", " ", text) + " "

    def hints(self, value: int) -> bool:
        """Whether the line has a word that begins like `value` or its greatest part: with any ending."""
        if value >= 1000:
            return False
        leading = value // 100 * 100 or value // 10 * 10 or value
        forms = [f.translate(_FOLDS) for v in {value, leading} for f in spellings(self.lang).get(v, ())]
        if self.anywhere:
            return any(f[: max(3, len(f) - 2)] in self.folded for f in forms if len(f) > 3)
        if any(f" {f[:5]}" in self.folded for f in forms if len(f) > 3):
            return True
        return any(f[:7] in self.folded for f in forms if len(f) > 7)  # one and forty, in one word

    @cached_property
    def anywhere(self) -> bool:
        """Whether words may begin inside what stands between spaces."""
        return self.lang is not None and locale_for(self.lang).script in _ANYWHERE

    @cached_property
    def spells(self) -> bool:
        """Whether it is known how the line spells numbers: not in the letters of the Zawgyi fonts."""
        if self.lang in spelt_otherwise() or _ZAWGYI.search(self.text):
            return False
        return bool(spellings(self.lang))

    @cached_property
    def romans(self) -> frozenset[int]:
        return frozenset(_roman(m[0]) for m in _ROMAN.finditer(self.text))

    @cached_property
    def months(self) -> frozenset[int]:
        """The months that the line names."""
        words = self.folded
        names = locale_for(self.lang).months if self.lang else ()
        return frozenset(
            i for i, forms in enumerate(names, 1) if any(f" {form.rstrip('.')}" in words for form in forms if form)
        )

    def spelled(self, value: int) -> bool:
        """Whether the line has `value` in words, or all words of which it consists."""
        known = spellings(self.lang)
        if value > 100 and value not in known:
            places = [p for p in _places(value) if p != value]
            return value < 100_000 and bool(places) and all(self.spelled(place) for place in places)
        forms = known.get(value, ())
        if value == 1000:  # "one thousand" is "thousand" in greater numbers
            forms = (*forms, *(form.split()[-1] for form in forms))
        return value in self.han or any(self._has(form) for form in forms) or self._in_one_word(value)

    def _in_one_word(self, value: int) -> bool:
        """Whether a word has the ten and the unit of `value`, in whatever order: dvaatřicetiletý, 32 years old."""
        if not 20 < value < 100 or value % 10 == 0 or self.anywhere:
            return False
        tens, units = (
            tuple(form[:length] for form in spellings(self.lang).get(part, ()) if len(form) >= length)
            for part, length in ((value // 10 * 10, 4), (value % 10, 3))
        )
        long = [word for word in self.folded.split() if len(word) >= _SHORTEST]
        return any(any(t in word for t in tens) and any(u in word for u in units) for word in long)

    def _has(self, form: str) -> bool:
        form = form.casefold().replace("-", " ").translate(_FOLDS)
        if self.anywhere:
            return form in self.folded
        stem = form[:-1] if len(form) > 4 else form
        return f" {stem}" in self.folded if len(form) > 3 else f" {form} " in self.folded


def _places(value: int) -> list[int]:
    """The parts of a number that languages name: thousands, the word thousand, hundreds, the rest."""
    places = (value // 1000, 1000 if value >= 1000 else 0, value % 1000 // 100 * 100, value % 100)
    return [place for place in places if place]


def _ascii_digits(text: str) -> str:
    """`text` with decimal digits of all scripts as ASCII, no character more or less."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c > "\x7f" and c.isdecimal() else c for c in text)


def _myriads(m: re.Match[str]) -> str:
    """The digits of a number that is written in steps of ten thousand: 1億2,500万."""
    total = pending = 0
    for digits, small, large in re.findall(rf"({_PLAIN})\s?([百백千천]?)([{''.join(MYRIADS)}]?)", m[0]):
        pending += int(SEPARATOR.sub("", digits)) * 10 ** _SMALL[small]
        if large:
            total, pending = total + pending * 10 ** MYRIADS[large], 0
    return str(total + pending)


def _roman(text: str) -> int:
    values = [_ROMAN_VALUES.get(c, 0) for c in text]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def _continues(last: Number, n: Number, text: str) -> bool:
    """Whether `n` goes on with a number: only the word for a power of ten, of a greater one, stands between them."""
    between = text[last.span.end : n.span.start]
    word = _SCALE_WORD.match(between)
    if word is None or between[word.end() :].strip():
        return False
    return bool(n.whole is not None and n.whole * 10 ** max(n.powers or {0}) < 10 ** max(last.powers))


def _sum_digits(run: list[Number]) -> frozenset[str]:
    if any(n.whole is None for n in run):
        return frozenset()
    sums = {0}
    for n in run:
        sums = {total + (n.whole or 0) * 10**power for total in sums for power in n.powers or {0}}
    return frozenset(str(total).strip("0") for total in sums)
