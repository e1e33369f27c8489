"""Which numbers of a text nothing in its translation answers to: in words, in another unit, calendar or on another clock."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from ._number_words import TABLE
from ._numbers import SEPARATOR, Number, Side
from ._patterns import lazy_pattern
from ._tables import table
from .locale import parents

__all__ = ["exchanged", "misscaled", "unanswered"]

_HOUR = lazy_pattern(r"[:.]\d|\s?[hH]\b|[hH時时点點시]\s?\d?|\s?[apAP]\.?\s?[mM]\b|\s?(?:Uhr|o['’]clock)")
_HEIGHT = lazy_pattern(r"(?<!\d)(\d)[\s-]?(?:foot|feet|ft\.?|['′’])[\s-]?(\d\d?)(?!\d)", re.IGNORECASE)
_PERCENT = ("%", "٪", "％")
_LONGEST_GROUP, _CALLED = 4, 7  # digits of a part of a telephone number, and of the whole
_TOLERANCE, _LEAST_TOLERANCE = 0.12, 0.8  # people round what they convert


@cache
def _units() -> tuple[tuple[str, float, float], ...]:
    rows = table(TABLE, "units")
    return tuple((row["word"].casefold(), float(row["factor"]), float(row["offset"])) for row in rows)


@cache
def _unit(name: str) -> re.Pattern[str]:
    ending = "" if len(name) > 3 else r"(?!\w)"
    return re.compile(rf"(?<![^\W\d]){re.escape(name)}{ending}")


@cache
def _offsets(name: str, lang: str | None) -> tuple[int, ...]:
    tags = parents(lang) if lang else ()
    return tuple(int(row["offset"]) for row in table(TABLE, name) if row["tag"] in tags)


def unanswered(here: Side, there: Side) -> Iterator[Number]:
    """Yield the numbers of one side that nothing on the other answers to."""
    for n in here.numbers:
        if not (_stands(n, there) or _explained(n, here, there)):
            yield n


def misscaled(here: Side, there: Side) -> Iterator[tuple[Number, Number]]:
    """Yield the numbers of one side whose figure the other has with words that make another amount of it.

    Both amounts are sure, and neither stands anywhere on the other side.
    """
    sure = _amounts(there)
    for n in _amounts(here):
        same = [m for m in there.numbers if n.values & m.values]
        told = any(n.amounts & m.amounts for m in there.numbers)
        told = told or any(o.amounts & m.amounts for o in here.numbers for m in same)
        if same and not told and all(m in sure for m in same):
            yield n, same[0]


def _amounts(side: Side) -> list[Number]:
    """The numbers of a side with words for powers of ten that are sure; without those that go on: 2 million 400 thousand."""
    found = [n for n in side.numbers if n.scaled and n.scale.sure]
    in_sums = [n for run, _ in side.sums for n in run] if found else ()
    return [n for n in found if n not in in_sums]


def exchanged(n: Number, others: list[Number]) -> bool:
    """Whether an amount may be one of `others` in another currency, at a rate that nobody knows."""
    return any(m.currency and n.currency and m.currency != n.currency for m in others)


def _stands(n: Number, there: Side) -> bool:
    """Whether the other side has the number, or all its parts apart."""
    apart = len(n.parts) > 1 or not n.values
    return bool(n.values & there.values) or (apart and all(p in there.parts for p in n.parts))


def _explained(n: Number, here: Side, there: Side) -> bool:
    others = [m for m in there.numbers if not m.values & here.values]  # those that do not answer to another number
    if any(_in_another_power(n, m, m in others) for m in there.numbers):
        return True
    if n.scaled and any(d.isdigit() and there.spelled(int(d)) for d in n.digits):
        return True
    if n.scaled and any(str(value).rstrip("0") in n.digits for value in there.han):
        return True
    if n.text == "00" or _summed(n, here, there):  # the minutes of an hour
        return True
    if _called(n, here, there):
        return True
    if any(_converts(n, m) or _converts(m, n) for m in others) or _converts_words(n, there) or _is_height(n, there):
        return True
    if not any(_paired(m, there) or _same_unit(n, m) for m in others) and _repeats(n, here, there):
        return True
    if len(n.parts) > 1 and not n.values:  # a date, a time
        return all(_part_explained(part, here, there, n) for part in n.parts)
    if n.whole is None:
        return _time_explained(n, here, there)
    return _part_explained(n.whole, here, there, n)


def _in_another_power(n: Number, m: Number, free: bool) -> bool:
    """Whether both have the same digits, and come to the same where it is known what they come to.

    `free`: whether `m` does not answer to another number. One that does may do so as a number of thousands, too.
    """
    if not n.digits & m.digits:
        return False
    if n.amounts and m.amounts:
        return bool(n.amounts & m.amounts)
    return (free or 3 in n.powers | m.powers) and (n.scaled or m.scaled)


def _called(n: Number, here: Side, there: Side) -> bool:
    """Whether it is a number that the other side has in other groups of digits, as those of telephones."""
    digits = n.bare.lstrip("0")
    if len(digits) > _LONGEST_GROUP and any(digits == run.lstrip("0") for run in there.runs):
        return True
    if len(here.bare) >= _CALLED and any(
        len(m.bare) >= _CALLED and n.bare in m.bare and m.bare.lstrip("0") in here.bare for m in there.numbers
    ):
        return True
    return any(n in row and any(m.bare == joined for m in there.numbers) for row, joined in here.rows) or any(
        n.bare == joined for _, joined in there.rows
    )


def _summed(n: Number, here: Side, there: Side) -> bool:
    """Whether one side has in several numbers (2 million 400 thousand) what the other has in one (2.4 million)."""
    own = [digits for run, digits in here.sums if n in run]
    if any(digits & m.digits for digits in own for m in there.numbers):
        return True
    return n.scaled and any(n.digits & digits for _, digits in there.sums)


def _paired(m: Number, side: Side) -> bool:
    """Whether the same side has the number in another unit, too."""
    return any(_converts(o, m) or _converts(m, o) for o in side.numbers if o is not m)


def _same_unit(n: Number, m: Number) -> bool:
    return bool(_conversions(n.after)) and _conversions(n.after) == _conversions(m.after)


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
    runs = SEPARATOR.split(n.text)
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
        decades = [y for y in years if y % 10 == 0]
        return any(value in (y % 100, y // 100 + 1, y % 100 // 10 * 10) for y in years) or any(
            value == y % 100 // 10 + 1
            for y in decades  # the 9th decade
        )
    if not 1000 <= value <= 2600:
        return False
    decade = value % 100
    if value % 10 == 0 and decade and (there.spelled(decade) or there.hints(decade) or there.hints(decade // 10 + 1)):
        return True  # the eighties, the ninth decade
    if value % 10 == 0 and decade // 10 + 1 in parts:
        return True  # the 9th decade
    if value % 10 == 9 and value - 9 in there.parts & here.parts:
        return True  # 1980 to 1989, the 1980s
    if value % 100 == 0 and value // 100 + 1 in there.parts:
        return True  # the 1800s, the 19th century
    if value % 100 in parts and (value % 100 >= 10 or value // 100 in parts):
        return True
    offsets = (*_offsets("calendars", here.lang), *_offsets("calendars", there.lang))
    return any(value + o in there.parts or value - o in there.parts for o in offsets)


def _converts(n: Number, m: Number) -> bool:
    """Whether `m` is the number `n` in another unit."""
    return any(_near(m.least, n.least * factor + offset) for factor, offset in _conversions(n.after))


def _near(number: float, value: float) -> bool:
    return abs(number - value) <= max(_TOLERANCE * abs(value), _LEAST_TOLERANCE)


def _converts_words(n: Number, there: Side) -> bool:
    """Whether the other side has the number in words in another unit: 60 cm, two feet."""
    for factor, offset in _conversions(n.after):
        if offset or not any(abs(factor * back - 1) < 0.02 for back, _ in _conversions(there.folded)):
            continue
        value = n.least * factor
        if any(0 < w <= 100 and _near(w, value) and there.spelled(w) for w in (int(value), int(value) + 1)):
            return True
    return False


def _is_height(n: Number, there: Side) -> bool:
    """Whether the other side has the number in feet and inches: 1.98 m, 6-foot-6."""
    for m in _HEIGHT.finditer(there.text):
        cm = round(int(m[1]) * 30.48 + int(m[2]) * 2.54)
        if any(n.bare in (str(near), str(near // 100), str(near % 100)) for near in range(cm - 1, cm + 3)):
            return True
    return False


def _converted(n: Number) -> Iterator[float]:
    """The number in other units, where one stands behind it."""
    return (n.least * factor + offset for factor, offset in _conversions(n.after))


@lru_cache(maxsize=256)
def _conversions(text: str) -> tuple[tuple[float, float], ...]:
    """The factors and offsets of the units that `text` names, which stands behind a number; a percentage has none."""
    if text.lstrip().startswith(_PERCENT):
        return ()
    text = text.casefold().replace("° ", "°")
    return tuple((factor, offset) for name, factor, offset in _units() if name in text and _unit(name).search(text))
