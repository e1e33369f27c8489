"""Gives spaces one plain form.

## What it does
With the profile `corpus`, spaces that do not break, and those of other widths, become a plain space; where several
stand in a row with plain ones, one stays.

## Why
A word after a space that does not break is another word to most tokenisers.

## Limits
Between digits such a space is part of the number and stays: 10 000. The ideographic space stays in Chinese and Japanese.
Joiners and marks of no width (ZWNJ, ZWJ, ZWSP in Khmer and Thai) are no spaces, and are not touched.

## Source
The Unicode Standard, chapter 6.2, "Space Characters". sacremoses makes a comma or full stop of a space in a number,
which changes its value.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import REPAIR, STYLE, Hit, Segment, Severity, chars, fires, lazy_pattern, replace, rule, silent

_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f"
_RUN = lazy_pattern(rf"(?<!\d)[{_SPACES}]+|(?<=\d)[{_SPACES}]+(?!\d)")


@rule(
    id="plain-spaces",
    kind=REPAIR,
    stage=STYLE,
    error_type="design-and-markup/whitespace",
    severity=Severity.NEUTRAL,
    confidence=0.95,
    profiles=("corpus",),
    trigger=chars(_SPACES),
    examples=[
        fires("Quoi⟦\u202f⟧? Il a dit⟦\u00a0⟧: oui.", "Quoi ? Il a dit : oui.", lang="fr"),
        fires("Bydlí v⟦\u00a0⟧Praze.", "Bydlí v Praze.", lang="cs"),
        fires("It is 5⟦\u2009⟧km away.", "It is 5 km away."),
        silent("Il y a 10\u00a0000 ou 10\u202f000 mots.", lang="fr"),
        silent("می\u200cخواهم بروم.", lang="fa"),
        silent("東京\u3000大阪", lang="ja"),
        silent("Plain spaces only.", lang="en"),
        silent("Use `a\u00a0b` there.", lang="en"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the spaces that have a plain form."""
    text = segment.text
    for m in _RUN.finditer(text):
        start, end = m.span()
        beside = " " in (text[start - 1 : start], text[end : end + 1])
        yield replace(start, end, "" if beside else " ", "a space of another kind")
