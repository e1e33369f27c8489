"""Dates that a text writes out, with the names of months that a locale has. Spans count code points of the text given."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from ._patterns import lazy_pattern
from .locale import Locale
from .model import Span

_ORDINAL = r"(?:\.|º|ª|°|st|nd|rd|th|er|e|ème|-?го|-?е|-?ое)?"
_LINK = r"(?:of\s+|de\s+|del\s+|di\s+|do\s+|d['’]\s?)?"
_NUMBER = r"(?<![\w.,:/–\-])(?P<day>\d{1,2})(?!\d)"
_YEAR = r"(?P<year>\d{4})(?![\d\-])"
_NUMERIC = (
    lazy_pattern(r"(?<![\w.,:/\-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\w\-]|\.\d)"),
    lazy_pattern(
        r"(?<![\w.,:/\-])(?P<day>\d{1,2})(?P<sep>[./])(?P<month>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d)(?![\w/\-]|\.\d)"
    ),
    lazy_pattern(r"(?:(?P<year>\d{4})年\s?)?(?<!\d)(?P<month>\d{1,2})月\s?(?P<day>\d{1,2})日(?!間)"),
    lazy_pattern(r"(?:(?P<year>\d{4})년\s?)?(?<!\d)(?P<month>\d{1,2})월\s?(?P<day>\d{1,2})일(?!간)"),
)


class Date(NamedTuple):
    """A date as it is written: `span` in the text, the numbers, `year` being 0 where none is named.

    `named`: the month is a word or is marked as one; otherwise `day` and `month` may be in the other order.
    """

    span: Span
    day: int
    month: int
    year: int
    named: bool

    @property
    def exists(self) -> bool:
        """Whether the calendar has such a day; in the other order of day and month too, where it is all numbers."""
        return _exists(self.day, self.month, self.year) or (not self.named and _exists(self.month, self.day, self.year))


def _exists(day: int, month: int, year: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= monthrange(year or 2000, month)[1]


def dates(text: str, locale: Locale) -> Iterator[Date]:
    """Yield the dates with a day and a month in `text`, those in words first."""
    for pattern in _written(locale):
        for m in pattern.finditer(text):
            name = m["month"].casefold().replace("i\u0307", "i")  # Turkish İ
            if month := _months(locale).get(name):
                yield _date(m, month, named=True)
    for i, pattern in enumerate(_NUMERIC):
        for m in pattern.finditer(text):
            yield _date(m, int(m["month"]), named=i != 1)


def _date(m: re.Match[str], month: int, *, named: bool) -> Date:
    return Date(Span(*m.span()), int(m["day"]), month, int(m["year"] or 0), named)


@lru_cache(maxsize=64)
def _months(locale: Locale) -> dict[str, int]:
    """The month of each name; a name of two letters or of two months is none."""
    found: dict[str, int] = {}
    for number, names in enumerate(locale.months, 1):
        for name in names:
            found[name] = 0 if name in found else number
    return {name: number for name, number in found.items() if number and len(name) > 2 and not name[0].isdigit()}


@lru_cache(maxsize=64)
def _written(locale: Locale) -> tuple[re.Pattern[str], ...]:
    names = sorted(_months(locale), key=len, reverse=True)
    if not names:
        return ()
    month = rf"(?P<month>{'|'.join(map(re.escape, names))})(?![\w\-])\.?"
    return tuple(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            rf"{_NUMBER}{_ORDINAL}\s+{_LINK}{month}(?:,?\s+{_LINK}{_YEAR})?",
            rf"(?<!\w){month}\s+(?P<day>\d{{1,2}})(?!\d){_ORDINAL},?\s+{_YEAR}",
            rf"(?<![\d.,]){_YEAR}\.?\s+(?:m\.\s+|gada\s+)?{month}\s+(?P<day>\d{{1,2}})(?![\w:])",
        )
    )
