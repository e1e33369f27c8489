"""Joins a number that a space has split, where its value is beyond doubt.

## What it does
"1, 000 people" becomes "1,000 people" in a language that groups digits so, "$3. 5 million" becomes "$3.5 million", and
"10 : 30 am" and "19: 00." become "10:30 am" and "19:00.".

## Why
Systems that work on tokens put a space behind a comma, a full stop or a colon, inside numbers too.

## Limits
Only where nothing else can be meant: the group behind the mark begins with 0, so that it is no number of its own; a currency
sign stands before the number and a unit of counting behind it; the time of day is followed by its mark or by the end, or is a full hour.
Where people leave such a space by mistake, or nobody has counted
(`tables/spacing-slips`), it is only suggested, unless the document has three numbers without one for each that has one.
"In 2, 5 and 7", "chapter 3. 5 people", scores ("3 : 0") and verses are left alone.

## Source
CLDR 48: decimal and grouping separators; ISO 8601 for times of day.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    DIGIT,
    REPAIR,
    SPACE,
    TYPOGRAPHY,
    Edit,
    Hit,
    Segment,
    Span,
    counted,
    fires,
    human_rate,
    lazy_pattern,
    rule,
    settled,
    silent,
    triple,
)

_GROUP = lazy_pattern(
    r"(?<![\d.,'’:/-])(?<!\d )[1-9]\d{0,2}(?P<left> ?)(?P<mark>[.,])(?P<right> ?)0\d\d(?![\d/:-]|[.,]\d)(?! ?[.,] \d)"
)
_DECIMAL = lazy_pattern(
    r"(?:[$€£¥₹]) ?\d{1,3}(?P<left> ?)(?P<mark>[.,])(?P<right> )\d{1,2}(?= ?[^\W\d_]{3}| ?%)(?! ?[.,]\d)"
)
_TIME = lazy_pattern(
    r"(?<![\d.,:/-])(?<!: )(?<!:)(?:[01]?\d|2[0-4])(?P<left> ?)(?P<mark>:)(?P<right> ?)[0-5]\d"
    r"(?=(?: ?[ap]\.? ?m\b| (?:GMT|UTC|BST|[CE]E?S?T|Uhr|PST|EST|MST|hrs)\b|[.!?”\"»)]*$))"
)
_ANY = lazy_pattern(r"[.,:](?:(?<=\d .) ?|(?<=\d.) )\d")  # what all of them hold
_FULL_HOUR = lazy_pattern(
    r"(?<![\d.,:/-])(?:[01]?\d|2[0-4])(?P<left> ?)(?P<mark>[.:])(?P<right> )00(?![\d.,:/-])(?! ?[.:] ?\d)"
)
_RARE = 5  # such spaces in 10,000 lines by people, up to which one of them is taken for a fault of translation
_FEW = 3  # whole numbers of a document, for each with a space
_WHOLE = lazy_pattern(r"[.,:](?<=\d.)(?=\d)")
_SURE, _LIKELY, _SLIP = 0.92, 0.85, 0.45


def _is_rare(segment: Segment) -> bool:
    """Whether people hardly ever leave such a space: those who write the language, or who wrote the document."""
    rate = human_rate("spacing-slips", segment.lang, "number")
    if rate is not None and rate <= _RARE:
        return True
    return settled(segment.document, _WHOLE, counted(segment.document, "split-number", _ANY), _FEW)


@rule(
    id="split-number",
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="locale-conventions/number-format",
    confidence=_SURE,
    needs_language=True,
    trigger=triple(DIGIT, ".,:", SPACE) | triple(DIGIT, SPACE, ".,:"),
    pattern=_ANY,
    examples=[
        fires("More than 1,⟦ ⟧000 people came.", "More than 1,000 people came.", lang="en"),
        fires("Mehr als 10.⟦ ⟧000 Menschen kamen.", "Mehr als 10.000 Menschen kamen.", lang="de"),
        fires("It cost $3.⟦ ⟧5 million.", "It cost $3.5 million.", lang="en"),
        fires("Otevřel jim až do 19:⟦ ⟧00.", "Otevřel jim až do 19:00.", lang="cs"),
        fires("We start at 10⟦ : ⟧30 am.", "We start at 10:30 am.", lang="en"),
        fires("Si gioca alle 15.⟦ ⟧00 di mercoledì.", "Si gioca alle 15.00 di mercoledì.", lang="it"),
        silent("See pages 1, 200 and 300, or 12, 14 and 16.", lang="en"),
        silent("It is in chapter 3. 5 people read it.", lang="en"),
        silent("Das Spiel endete 3 : 0, im Jahr 2019. 000 ist keine Zahl.", lang="de"),
        silent("Luke 19 : 11 says so.", lang="en"),
        silent("1. 000 Meter laufen", lang="en"),
        silent("Em 1. 000 e 2, 5", lang="fr"),
        silent("The codes are 1, 020, 3 and 040.", lang="en"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the spaces inside numbers."""
    text, locale = segment.text, segment.locale
    if not locale.known:
        return
    for pattern, sign, confidence in (
        (_GROUP, locale.group, _SURE),
        (_DECIMAL, locale.decimal, _LIKELY),
        (_TIME, ":", _LIKELY),
        (_FULL_HOUR, "", _LIKELY),
    ):
        for m in pattern.finditer(text):
            edits = tuple(Edit(Span(*m.span(name)), "") for name in ("left", "right") if m[name])
            if m["mark"] == (sign or m["mark"]) and edits:
                span = Span(edits[0].span.start, edits[-1].span.end)
                yield Hit(span, "a space splits the number", edits, confidence if _is_rare(segment) else _SLIP)
