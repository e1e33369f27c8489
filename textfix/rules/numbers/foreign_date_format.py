"""Flags a date in numbers whose day and month stand as in another locale: 12/31/2020 in German.

## What it does
Looks at dates with slashes and a year of four digits of which one number can only be the day. Where the month
stands first, and the locale of the text does not write so, the date is flagged; so it is where the day stands first in a locale
like American English.

## Why
Models copy dates as they stand in the source, and readers take 05/12/2020 for another day than 12/31/2020 lets them think.

## Limits
A date of which both numbers can be the month says nothing. A text may speak of the foreign form itself: of three
in 112,000 outputs of machines one does, so it is told below one half. None stands in 1.3 million lines by people. English is judged
only where a region is told: en-US, en-GB.

## Source
CLDR 49, short date formats.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import DIGIT, FLAG, Hit, Segment, fires, flag, lazy_pattern, row_for, rule, silent, triple

_DATE = lazy_pattern(r"(?<![\w.,:/\-])(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?:19|20)\d\d(?![\w/\-]|\.\d)")
_MONTHS, _DAYS = 12, 31


def _first(lang: str) -> str:
    """What stands first in dates: ``month``, ``day`` (or the year), or ``either`` where a region would have to tell."""
    row = row_for("foreign-date-format", "order", lang)
    return row["first"] if row else "day"


@rule(
    id="foreign-date-format",
    kind=FLAG,
    error_type="locale-conventions/date-format",
    confidence=0.45,
    needs_language=True,
    trigger=triple(DIGIT, "/", DIGIT),
    pattern=_DATE,
    examples=[
        fires("Die Frist endet am ⟦12/31/2020⟧ um Mitternacht.", lang="de"),
        fires("Les opérations entre le ⟦9/25/2011⟧ et la fin du mois.", lang="fr"),
        fires("The shop was closed on ⟦31/12/2020⟧ for good.", lang="en-US"),
        fires("The shop was closed on ⟦12/31/2020⟧ for good.", lang="en-GB"),
        silent("The shop was closed on 12/31/2020 and 31/12/2020.", lang="en"),
        silent("The shop was closed on 12/31/2020 for good.", lang="en-US"),
        silent("Die Frist endet am 05/12/2020 oder am 31/12/2020.", lang="de"),
        silent("La fecha 13/14/2020 no existe, y 12/25/20 es corta.", lang="es"),
        silent("Siehe example.org/12/31/2020/a und Akte 4/12/31/2020.", lang="de"),
        silent("Sarado noong 12/31/2020 ang tindahan.", lang="fil"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the dates in the order of other locales."""
    order = _first(segment.lang) if segment.lang else "either"
    if order == "either":
        return
    month_first = order == "month"
    for m in _DATE.finditer(segment.text):
        first, second = int(m["first"]), int(m["second"])
        day, month = (first, second) if month_first else (second, first)
        if _MONTHS < day <= _DAYS and 0 < month <= _MONTHS:
            wrong = "the day stands before the month" if month_first else "the month stands before the day"
            yield flag(*m.span(), f"{m[0]} is written as in another locale: {wrong}", evidence=segment.locale.name)
