"""Flags a number that is written as another locale writes it: 1,234.56 in German, 1.234,56 in English.

## What it does
Finds numbers whose form leaves no doubt: with both a full stop and a comma, or with two groups of three digits behind
the sign that the locale of the text has for decimals. The number in the form of the locale is suggested.

## Why
Models copy numbers as they stand in the source. A reader takes 1.234 for one thing or for the thousandfold.

## Limits
A number such as 1,234 can be read either way and is left alone. Languages with both conventions (Spanish without a
region) are judged only where a region is told. IP addresses, phone numbers and versions look alike: what has
more than two signs of the same kind and a group of three at the beginning is left alone.

## Source
CLDR decimal and grouping signs.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from textfix.locale import all_locales, locale_for
from textfix.rule import DIGIT, FLAG, Hit, Segment, fires, lazy_pattern, pair, replace, rule, silent, table

_POINT = lazy_pattern(r"(?<![\w.,:/$+\-])\d{1,3}(?:(?:,\d{3})+\.\d+|(?:,\d{3}){2,})(?![\w,:/]|\.\d)")
_COMMA = lazy_pattern(r"(?<![\w.,:/$+\-])\d{1,3}(?:(?:\.\d{3})+,\d+|(?:\.\d{3}){2,})(?![\w.:/]|,\d)")
_SWAP = str.maketrans(".,", ",.")


@cache
def _undecided(lang: str) -> bool:
    """Whether regions of a language that is told without one have another decimal sign."""
    own = locale_for(lang).decimal
    other = {locale_for(tag).decimal for tag in all_locales() if tag.startswith(lang + "-")}
    settled = {row["tag"] for row in table("foreign-number-format", "settled")}
    return lang not in settled and bool(other - {own})


@rule(
    id="foreign-number-format",
    kind=FLAG,
    error_type="locale-conventions/number-format",
    confidence=0.75,
    needs_language=True,
    trigger=pair(DIGIT, ".,"),
    examples=[
        fires("Das Haus kostet ⟦1,250,000⟧ Euro.", "Das Haus kostet 1.250.000 Euro.", lang="de"),
        fires("The house costs ⟦1.250.000,50⟧ euros.", "The house costs 1,250,000.50 euros.", lang="en"),
        fires("Le prix est de ⟦12,345.60⟧ euros.", "Le prix est de 12\u202f345,60 euros.", lang="fr"),
        silent("Das Haus kostet 1.250.000 Euro, und 1,234 Meter sind kurz.", lang="de"),
        silent("The house costs 1,250,000.50 euros; version 1.2.3, address 192.168.100.200.", lang="en"),
        silent("El precio es de 1,250,000.50 pesos.", lang="es"),
        silent("Le prix est de 12 345,60 euros.", lang="fr"),
        silent("价格是 1,250,000.50 元。", lang="zh"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the numbers in the other form, with the one of the locale."""
    locale = segment.locale
    if segment.lang is None or not locale.known or _undecided(segment.lang):
        return
    wrong = {",": _POINT, ".": _COMMA}.get(locale.decimal)
    for m in wrong.finditer(segment.text) if wrong else ():
        number = m[0]
        if number.count(".") > 2 and len(number.partition(".")[0]) == 3:
            continue
        signs = str.maketrans(",.", locale.group + locale.decimal) if locale.decimal == "," else _SWAP
        if len(locale.group) == 1:
            message = f"{number} is written as in another locale"
            yield replace(*m.span(), number.translate(signs), message, evidence=f"decimal sign: {locale.decimal}")
