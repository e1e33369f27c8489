"""Flags a date that no calendar has, and a time of day that no clock shows.

## What it does
Reads dates with the month in words ("31 February 2020", "31. April", "2月30日") or in numbers with the year
("2021-13-45", "31.02.2020"), and times of day beside a word that marks them as such ("at 14:75", "25:30 Uhr"). Where
day and month may stand in either order, both must be impossible.

## Why
Models copy numbers digit by digit, and now and then get one wrong.

## Limits
A day above 31 is judged only where a year follows ("in May 45 people died"). Names of months are those of CLDR: the
inflected forms that it lacks are not seen. Times after 24:00, as Japanese broadcasters count them, are flagged only
beside a word that follows. Words that mark a time are kept for 19 languages.

## Source
Gregorian calendar; CLDR names of months; words that mark times: `tables/impossible-date`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from textfix.rule import (
    DIGIT,
    FLAG,
    LETTER,
    SPACE,
    Hit,
    Segment,
    Severity,
    dates,
    fires,
    flag,
    lazy_pattern,
    pair,
    row_for,
    rule,
    silent,
)

_SURE, _LIKELY = 0.9, 0.75
_LONG = 31  # days
# A number without which no date or time is wrong: a day from 29 on, a month from 13 on, an hour from 25 on.
_LARGE = lazy_pattern(
    r"(?<!\d)(?:29|[3-9]\d)(?!\d)|[-./年년](?:1[3-9]|2\d)(?!\d)|(?<!\d)2[5-8]:|(?<!\d)(?:1[3-9]|2\d)[./月월]"
)


@cache
def _times(lang: str) -> tuple[re.Pattern[str], ...]:
    """Patterns of a time before and after the words that mark it in a language."""
    if (row := row_for("impossible-date", "clock", lang)) is None:
        return ()
    time = r"(?<![\w:.,\-])(\d\d?):(\d\d)(?![\d:])"
    before, after = (
        ("|".join(map(re.escape, row[side].split("|"))) if row[side] else "") for side in ("before", "after")
    )
    patterns = []
    if after:
        patterns.append(re.compile(rf"{time}(?=\s?(?:{after})(?!\w))"))
    if before:
        patterns.append(re.compile(rf"(?:(?<=\s)|^)(?:{before})\s{time}", re.IGNORECASE))
    return tuple(patterns)


@rule(
    id="impossible-date",
    kind=FLAG,
    error_type="accuracy/number",
    severity=Severity.MAJOR,
    confidence=_SURE,
    needs_language=True,
    trigger=pair(DIGIT, ".-/:年月년월º") | pair(DIGIT, LETTER) | pair(SPACE, DIGIT) | pair(DIGIT, SPACE),
    examples=[
        fires("The meeting is on ⟦31 February 2020⟧ in Oslo.", lang="en"),
        fires("Der Vertrag endet am ⟦31. April⟧.", lang="de"),
        fires("Событие произошло ⟦30 февраля 2019⟧ года.", lang="ru"),
        fires("会议于⟦2020年2月30日⟧召开。", lang="zh"),
        fires("La réunion aura lieu le ⟦31.02.2020⟧ à Lyon.", lang="fr"),
        fires("Der Zug fährt um ⟦14:75⟧ Uhr ab.", lang="de"),
        fires("⟦29 de febrero de 2021⟧ fue la fecha.", lang="es"),
        silent("On 29 February 2020 the match ended 85:79, and in May 45 people came.", lang="en"),
        silent("Am 31. Mai um 23:59 Uhr; Version 31.2.2020a, Psalm 119:105.", lang="de"),
        silent("Le 1er avril 2021 à 14 h 30.", lang="fr"),
        silent("2020年2月29日、4月30日間、12月31日。", lang="ja"),
        silent("13/12/2021 and 12/13/2021 are the same day.", lang="en"),
        silent("31 марта 2020 года в 12:30.", lang="ru"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the dates and times that cannot be."""
    text = segment.text
    if not _LARGE.search(text):
        return
    for date in dates(text, segment.locale):
        if not date.exists and (date.year or date.day <= _LONG):
            what = text[date.span.start : date.span.end].rstrip(" .")
            yield flag(date.span.start, date.span.start + len(what), f"there is no such day as {what}")
    patterns = _times(segment.lang) if segment.lang else ()
    times = {m.span(1)[0]: m for pattern in patterns for m in pattern.finditer(text)}
    for m in times.values():
        if int(m[1]) > 24 or int(m[2]) > 59:
            yield flag(m.start(1), m.end(2), f"there is no such time as {m[1]}:{m[2]}", confidence=_LIKELY)
