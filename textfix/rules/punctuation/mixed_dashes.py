"""Suggests one dash for a document that has several: a hyphen between spaces among many en dashes.

## What it does
Where nine of ten dashes between spaces are of one kind, hyphen, en dash or em dash, and there are eight at least, each of another
kind gets a suggestion.

## Why
Sentences that were translated apart differ in such things; a reader sees it.

## Limits
Never applied by default: it is a matter of style. Dashes between numbers, at the beginning of a line, and hyphens of compounds that
are shortened ("Ein- und Ausgang") are no dashes and not counted.

## Source
Bringhurst, The Elements of Typographic Style, 5.2.1.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import REPAIR, SPACE, TYPOGRAPHY, Hit, Segment, fires, lazy_pattern, replace, rule, silent, triple

_ID = "mixed-dashes"
_DASH = lazy_pattern(r"[-–—](?<=[^\W\d_,.!?”\"»)][ \u00a0].)(?=[ \u00a0][^\W\d_“\"«„(])")
_ENOUGH, _RULES = 8, 0.9


def _usual(text: str) -> str:
    """The dash that clearly rules in the document, or nothing."""
    found = _DASH.findall(text)
    if len(found) < _ENOUGH:
        return ""
    return next((c for c in "–—-" if found.count(c) >= _RULES * len(found)), "")


@rule(
    id=_ID,
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="style/inconsistent",
    confidence=0.6,
    trigger=triple(SPACE, "-–—", SPACE),
    examples=[
        fires(
            "He came – she left. " * 9 + "They ⟦-⟧ both – were here.",
            "He came – she left. " * 9 + "They – both – were here.",
        ),
        fires(
            "Он пришёл — она ушла. " * 9 + "Они ⟦-⟧ здесь.", "Он пришёл — она ушла. " * 9 + "Они — здесь.", lang="ru"
        ),
        fires(
            "Er kam - sie ging. " * 10 + "Das ⟦–⟧ war alles.",
            "Er kam - sie ging. " * 10 + "Das - war alles.",
            lang="de",
        ),
        silent("He came – she left - both."),
        silent("He came – she left. " * 12 + "From 3 - 5 it is so."),
        silent("Er kam – sie ging. " * 12 + "Ein- und Ausgang"),
        silent("a - b"),
        silent("- one\n- two\n- three\n"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the dashes of a kind that the document hardly uses."""
    usual = segment.document.memo("usual dash", lambda document: _usual(document.lines_of(_ID)))
    if not usual:
        return
    for m in _DASH.finditer(segment.text):
        if m[0] != usual:
            yield replace(*m.span(), usual, f"the document writes {usual} elsewhere")
