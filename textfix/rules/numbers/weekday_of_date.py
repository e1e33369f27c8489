"""Flags a weekday that is not the one of the date beside it.

## What it does
Where a weekday stands right before a date with its year ("Monday, 3 March 2021"), or in brackets behind it, the
calendar says which day it was. If it was another, the right one is suggested.

## Why
Weekdays and numbers are translated one by one; nobody checks them against each other.

## Limits
Years from 1925 on, in the Gregorian calendar. The mistake may be the source's.

## Source
Gregorian calendar; CLDR names of months and weekdays, with up to three letters of an ending exchanged.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as calendar_date

from textfix.locale import Locale
from textfix.rule import (
    DIGIT,
    FLAG,
    SPACE,
    Hit,
    Segment,
    Severity,
    dates,
    fires,
    flag,
    lazy_pattern,
    pair,
    replace,
    rule,
    silent,
)

_YEARS = range(1925, 2100)
_YEAR = lazy_pattern(r"(?:19|20)\d\d")
_BEFORE = lazy_pattern(r"(?<![\w\-])(?P<day>[^\W\d_](?:[^\W\d_]|-)*)[.,]?(?:[ \u00a0]+[^\W\d_]{1,3})?,?[ \u00a0]*$")
_BEHIND = lazy_pattern(r"\.?,?\s?[(（](?P<day>[^\W\d_]+)\.?[)）]")
_STEM, _ENDING = 4, 3


def _weekday(word: str, locale: Locale) -> tuple[int, int] | None:
    """The weekday that `word` names, Monday being 0, and which of its names it is, -1 for an inflected form."""
    lower = word.casefold()
    if len(word) < _STEM and locale.cased and not word[0].isupper():
        return None
    for number, names in enumerate(locale.weekdays):
        if lower in names:
            return number, names.index(lower)
    near = {
        number
        for number, names in enumerate(locale.weekdays)
        for name in names
        if abs(len(name) - len(lower)) <= _ENDING
        and len(lower) > _STEM
        and lower[: max(_STEM, len(name) - _ENDING)] == name[: max(_STEM, len(name) - _ENDING)]
    }
    return (near.pop(), -1) if len(near) == 1 else None


@rule(
    id="weekday-of-date",
    kind=FLAG,
    error_type="accuracy/number",
    severity=Severity.MAJOR,
    confidence=0.9,
    needs_language=True,
    trigger=pair(DIGIT, "年년") | pair(SPACE, DIGIT),
    examples=[
        fires("The match was on ⟦Monday⟧, 3 March 2021.", "The match was on Wednesday, 3 March 2021.", lang="en"),
        fires("Er kam am ⟦Freitag⟧, dem 2. Mai 2022, an.", "Er kam am Montag, dem 2. Mai 2022, an.", lang="de"),
        fires("Это было в ⟦пятницу⟧, 3 марта 2021 года.", lang="ru"),
        fires(
            "La reunión fue el ⟦lunes⟧ 3 de marzo de 2021.",
            "La reunión fue el miércoles 3 de marzo de 2021.",
            lang="es",
        ),
        fires("2021年3月3日（⟦月⟧）に開かれた。", "2021年3月3日（水）に開かれた。", lang="ja"),
        silent("The match was on Wednesday, 3 March 2021.", lang="en"),
        silent("Er kam am Montag, dem 2. Mai 2022, an.", lang="de"),
        silent("Это было в среду, 3 марта 2021 года.", lang="ru"),
        silent("On Monday, 3 March, he left; the treaty dates from Friday 3 March 1300.", lang="en"),
        silent("2021年3月3日（水）に開かれた。", lang="ja"),
        silent("Le mercredi 3 mars 2021, il pleuvait.", lang="fr"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the weekdays that are not those of their dates."""
    text, locale = segment.text, segment.locale
    if not locale.weekdays or not _YEAR.search(text):
        return
    for date in dates(text, locale):
        if date.year not in _YEARS or not date.exists or not date.named:
            continue
        right = calendar_date(date.year, date.month, date.day).weekday()
        start, end = date.span
        m = _BEFORE.search(text, max(0, start - 40), start) or _BEHIND.match(text, end)
        found = m and _weekday(m["day"], locale)
        if m is None or found is None or found[0] == right:
            continue
        names = locale.weekdays[right]
        if m["day"][0].isupper():
            names = tuple(map(str.capitalize, names))
        message = f"{text[start:end].strip()} is a {names[0]}, not a {m['day']}"
        if found[1] < 0 or found[1] >= len(names):
            yield flag(*m.span("day"), message)
        else:
            yield replace(*m.span("day"), names[found[1]], message)
