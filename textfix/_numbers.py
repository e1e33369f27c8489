"""The numbers of a text and of its translation: which of them nothing on the other side answers to.

A number is read in every way that its form allows (1.234 is a thousand and something, or one and something), for
translators change the form and writers do not always keep to that of their language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from ._protect import protected_spans
from ._tables import table, table_for
from .locale import locale_for, parents
from .model import Span

__all__ = ["Number", "Side", "unanswered"]

_TABLE = "number-mismatch"
_SPACED = r",[ \xa0](?:000(?!\d)|\d{3}(?=,[ \xa0]?000(?!\d)))"  # 820, 000: a slip of people who group by commas
_PLAIN = rf"\d+(?:[.,'’٫٬،·]\d+|[\u0020\xa0\u202f\u2009]\d{{3}}(?!\d)|{_SPACED})*"
_MYRIADS = {"万": 4, "萬": 4, "만": 4, "億": 8, "亿": 8, "억": 8, "兆": 12, "조": 12}
_SMALL = {"": 0, "百": 2, "백": 2, "千": 3, "천": 3}
_SIGN = f"(?:[百백千천]?[{''.join(_MYRIADS)}]|[百백千천])"
_TOKEN = re.compile(rf"(?P<first>{_PLAIN})(?P<more>(?:\s?{_SIGN}\s?{_PLAIN})+(?:\s?{_SIGN})?)?")  # 1億2,500万
_LOOSE = re.compile(r",[ \xa0]")
_SEPARATOR = re.compile(r"[^0-9]")
_GROUPED = re.compile(r"\d{1,3}(?:\d{3})*|\d{1,2}(?:\D\d{2})*\D\d{3}|\d{1,3}(?:\D\d{3})+|\d{1,4}(?:\D\d{4})+")
_ROMAN = re.compile(r"(?<!\w)[IVXLCІХ]+(?![A-Z]|\w{4})")  # also with Cyrillic letters, and with endings: XIXe
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "І": 1, "Х": 10}
_HOUR = re.compile(r"[:.]\d|[hH時时点點시]\s?\d?|\s?[apAP]\.?\s?[mM]\b|\s?(?:Uhr|o['’]clock)")
_ANYWHERE = frozenset(["Arab", "Hebr", "Hans", "Hant", "Jpan", "Kore", "Thai", "Laoo", "Khmr", "Mymr", "Ethi", "Tibt"])
_NEAR = 24  # characters behind a number in which its unit or scale stands


@dataclass(frozen=True)
class Number:
    """A number in digits: its `span` in the line, its digits as ASCII, and what follows it."""

    span: Span
    text: str
    after: str

    @cached_property
    def parts(self) -> tuple[int, ...]:
        """The runs of digits, without runs of zeros behind the first."""
        runs = _SEPARATOR.split(self.text)
        return (int(runs[0]), *(int(run) for run in runs[1:] if run.strip("0")))

    @cached_property
    def values(self) -> frozenset[str]:
        """All that the number may be, as decimal numbers without needless zeros."""
        found = set()
        if _GROUPED.fullmatch(self.text) or self.text.isdigit():
            found.add(_plain(_SEPARATOR.sub("", self.text)))
        signs = _SEPARATOR.findall(self.text)
        if signs and signs.count(signs[-1]) == 1 and not signs[-1].isspace():
            whole, _, fraction = self.text.rpartition(signs[-1])
            if fraction != "000" and (_GROUPED.fullmatch(whole) or whole.isdigit()):
                found.add(_plain(_SEPARATOR.sub("", whole) + "." + fraction))
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
        return _SEPARATOR.sub("", self.text)

    @cached_property
    def scaled(self) -> bool:
        """Whether a word or sign for a power of ten follows."""
        word = re.match(r"[\s\xa0\-]?([^\W\d_]+\.?)", self.after)
        if word is None:
            return False
        first = word[1].casefold()
        return first in _scales() or first.rstrip(".") in _scales() or first.startswith(_long_scales())


def _plain(number: str) -> str:
    whole, _, fraction = number.partition(".")
    fraction = fraction.rstrip("0")
    return (whole.lstrip("0") or "0") + ("." + fraction if fraction else "")


@cache
def _scales() -> frozenset[str]:
    return frozenset(row["word"] for name in ("scales", "scale-forms") for row in table(_TABLE, name))


@cache
def _long_scales() -> tuple[str, ...]:
    """Those that endings may follow, and those of scripts without spaces."""
    return tuple(word for word in _scales() if len(word) > 4 or word[0] >= "\u0900")


@cache
def _units() -> tuple[tuple[str, float, float], ...]:
    rows = table(_TABLE, "units")
    return tuple((row["word"].casefold(), float(row["factor"]), float(row["offset"])) for row in rows)


@cache
def _unit(name: str) -> re.Pattern[str]:
    ending = "" if len(name) > 3 else r"(?!\w)"
    return re.compile(rf"(?<![^\W\d]){re.escape(name)}{ending}")


@cache
def _offsets(name: str, lang: str | None) -> tuple[int, ...]:
    tags = parents(lang) if lang else ()
    return tuple(int(row["offset"]) for row in table(_TABLE, name) if row["tag"] in tags)


@lru_cache(maxsize=128)
def _spellings(lang: str | None) -> Mapping[int, tuple[str, ...]]:
    return {int(row["value"]): tuple(row["words"].split("|")) for row in table_for(_TABLE, lang)}


_MYANMAR = re.compile("[\u1000-\u103f\u104c-\u109f]")


def _letter_like(text: str, start: int, end: int) -> bool:
    """Whether Burmese digits are none: U+1040 for wa, U+1044 in the word for "of the said", which look alike.

    In text of the Zawgyi fonts, the Shan digits U+1090 to U+1099 behind a letter are its dots below.
    """
    if all("\u1090" <= c <= "\u1099" for c in text[start:end]):
        return bool(_MYANMAR.match(text[max(0, start - 1) : start]))
    if text[start:end] not in ("\u1040", "\u1044"):
        return False
    return bool(_MYANMAR.match(text[end : end + 1]) or _MYANMAR.match(text[max(0, start - 1) : start]))


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
                plain[m.end() : m.end() + _NEAR],
            )
            for m in _TOKEN.finditer(plain)
            if not (any(s.start <= m.start() < s.end for s in closed) or _letter_like(text, *m.span()))
        ]

    @cached_property
    def values(self) -> frozenset[str]:
        return frozenset().union(*(n.values for n in self.numbers))

    @cached_property
    def bare(self) -> str:
        return "".join(n.bare for n in self.numbers)

    @cached_property
    def parts(self) -> frozenset[int]:
        """All that stands between separators; of 3,000 the whole, for it is not 3."""
        return frozenset(
            part for n in self.numbers for part in (n.parts if len(n.parts) > 1 or n.whole is None else (n.whole,))
        )

    @cached_property
    def folded(self) -> str:
        text = unicodedata.normalize("NFC", self.text).casefold()
        return " " + re.sub(r"[^\w]|_", " ", text) + " "

    def hints(self, value: int) -> bool:
        """Whether the line has a word that begins like `value` or its greatest part: with any ending."""
        if value >= 1000:
            return False
        leading = value // 100 * 100 or value // 10 * 10
        forms = [f for v in {value, leading} for f in _spellings(self.lang).get(v, ())]
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
        """Whether it is known how the language spells numbers."""
        return bool(_spellings(self.lang))

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
        known = _spellings(self.lang)
        if value > 100 and value not in known:
            places = [p for p in _places(value) if p != value]
            return value < 100_000 and bool(places) and all(self.spelled(place) for place in places)
        forms = known.get(value, ())
        if value == 1000:  # "one thousand" is "thousand" in greater numbers
            forms = (*forms, *(form.split()[-1] for form in forms))
        return any(self._has(form) for form in forms)

    def _has(self, form: str) -> bool:
        form = form.casefold().replace("-", " ")
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
    for digits, small, large in re.findall(rf"({_PLAIN})\s?([百백千천]?)([{''.join(_MYRIADS)}]?)", m[0]):
        pending += int(_SEPARATOR.sub("", digits)) * 10 ** _SMALL[small]
        if large:
            total, pending = total + pending * 10 ** _MYRIADS[large], 0
    return str(total + pending)


def _roman(text: str) -> int:
    values = [_ROMAN_VALUES.get(c, 0) for c in text]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def unanswered(here: Side, there: Side) -> Iterator[Number]:
    """Yield the numbers of one side that nothing on the other answers to."""
    for n in here.numbers:
        if not (_stands(n, there) or _explained(n, here, there)):
            yield n


def _stands(n: Number, there: Side) -> bool:
    """Whether the other side has the number, or all its parts apart."""
    apart = len(n.parts) > 1 or not n.values
    return bool(n.values & there.values) or (apart and all(p in there.parts for p in n.parts))


def _explained(n: Number, here: Side, there: Side) -> bool:
    others = [m for m in there.numbers if not m.values & here.values]  # those that do not answer to another number
    if any(n.digits & m.digits and (n.scaled != m.scaled or (m in others and n.scaled)) for m in there.numbers):
        return True
    if n.scaled and any(d.isdigit() and there.spelled(int(d)) for d in n.digits):
        return True
    if len(n.bare) > 4 and n.bare in there.bare:  # telephone numbers
        return True
    if any(_converts(n, m) or _converts(m, n) for m in others) or (not others and _repeats(n, here, there)):
        return True
    if len(n.parts) > 1 and not n.values:  # a date, a time
        return all(_part_explained(part, here, there, n) for part in n.parts)
    if n.whole is None:
        return _time_explained(n, here, there)
    return _part_explained(n.whole, here, there, n)


def _repeats(n: Number, here: Side, there: Side) -> bool:
    """Whether the number says one that both sides have again, in another unit: 300 km (190 miles)."""
    own = [m for m in here.numbers if m is not n and m.values & there.values]
    if any(_converts(n, m) or _converts(m, n) for m in own) or any(_converts(m, n) for m in there.numbers):
        return True
    return any(
        here.spelled(whole) for value in _converted(n) for whole in (int(value), int(value) + 1) if 0 < whole < 100
    )


def _part_explained(value: int, here: Side, there: Side, n: Number) -> bool:
    if value in there.parts or value in there.romans or there.spelled(value):
        return True
    if value <= 24 and _another_hour(value, n, here, there):
        return True
    if value <= 12 and (value in there.months or (there.months and here.lang is None)):
        return True
    return _another_year(value, here, there)


def _time_explained(n: Number, here: Side, there: Side) -> bool:
    """Whether a number with a fraction is a time that the other side has: 5.30pm, 17.30, half past five."""
    runs = _SEPARATOR.split(n.text)
    if len(runs) != 2 or len(runs[1]) != 2 or int(runs[0]) > 24 or int(runs[1]) > 59:
        return False
    hour, minute = int(runs[0]), int(runs[1])
    others = _hours(hour, here, there)
    if any(m.parts[0] in others and m.parts[1:] == n.parts[1:] for m in there.numbers):
        return True
    if not (minute in there.parts or (minute in (0, 30) and _HOUR.match(n.after))):
        return False
    return any(h in there.parts or there.spelled(h) for h in {hour, *others} if h > 0)


def _hours(hour: int, here: Side, there: Side) -> set[int]:
    """What the hour may be on another clock."""
    own = {*_offsets("clocks", here.lang), *_offsets("clocks", there.lang)}
    shifts = {12, *own, *(12 + s for s in own)}
    return {hour + s for s in shifts} | {hour - s for s in shifts} | ({12} if hour == 0 else set())


def _another_hour(value: int, n: Number, here: Side, there: Side) -> bool:
    """Whether the other side has the hour on the other clock."""
    other = _hours(value, here, there)
    marked = bool(_HOUR.match(n.after))
    return any(m.parts[0] in other and (marked or _HOUR.match(m.after)) for m in there.numbers) or (
        marked and any(there.spelled(v) for v in other if v > 0)
    )


def _another_year(value: int, here: Side, there: Side) -> bool:
    """Whether the other side has the year cut short, as decade and century, or in another calendar."""
    parts = there.parts - here.parts  # those that do not answer to another number
    years = [part for part in parts if 1000 <= part <= 2600]
    if value < 100:
        return any(value in (y % 100, y // 100 + 1, y % 100 // 10 * 10) for y in years)
    if not 1000 <= value <= 2600:
        return False
    if value % 10 == 0 and value % 100 and (there.hints(value % 100) or there.hints(value % 100 // 10 + 1)):
        return True  # the eighties, the ninth decade
    if value % 100 == 0 and value // 100 + 1 in there.parts:
        return True  # the 1800s, the 19th century
    if value % 100 in parts and (value % 100 >= 10 or value // 100 in parts):
        return True
    offsets = (*_offsets("calendars", here.lang), *_offsets("calendars", there.lang))
    return any(value + o in there.parts or value - o in there.parts for o in offsets)


def _converts(n: Number, m: Number) -> bool:
    """Whether `m` is the number `n` in another unit."""
    return any(abs(m.least - value) <= max(0.12 * abs(value), 0.8) for value in _converted(n))


def _converted(n: Number) -> Iterator[float]:
    """The number in other units, where one stands behind it."""
    after = n.after.casefold().replace("° ", "°")
    for name, factor, offset in _units():
        if name in after and _unit(name).search(after):
            yield n.least * factor + offset
