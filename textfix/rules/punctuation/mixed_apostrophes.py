"""Suggests one apostrophe for a document that has two: ' among many ’, or ’ among many '.

## What it does
Where nine of ten apostrophes within words are of one kind, and there are ten at least, each of the other kind gets a suggestion.

## Why
Sentences that were translated apart differ in such things; a reader sees it.

## Limits
Never applied by default: it is a matter of style. Only apostrophes between two letters are counted; a letter of the alphabet
that looks like one (ʻ ʼ) is none. Code and markup are left alone.

## Source
The Unicode Standard, chapter 6.2: U+2019 is preferred, U+0027 is what keyboards have.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import LETTER, REPAIR, TYPOGRAPHY, Hit, Segment, fires, lazy_pattern, replace, rule, silent, triple

_ID = "mixed-apostrophes"
_APOSTROPHE = lazy_pattern(r"['’](?<=[^\W\d_].)(?=[^\W\d_])")
_ENOUGH, _RULES = 10, 0.9


def _usual(text: str) -> str:
    """The apostrophe that clearly rules in the document, or nothing."""
    found = _APOSTROPHE.findall(text)
    if len(found) < _ENOUGH:
        return ""
    return next((c for c in "'’" if found.count(c) >= _RULES * len(found)), "")


@rule(
    id=_ID,
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="style/inconsistent",
    confidence=0.6,
    trigger=triple(LETTER, "'’", LETTER),
    examples=[
        fires("It’s " * 10 + "that it isn⟦'⟧t.", "It’s " * 10 + "that it isn’t."),
        fires("J'ai " * 12 + "dit que j⟦’⟧ai.", "J'ai " * 12 + "dit que j'ai.", lang="fr"),
        fires("п’ять " * 10 + "і п⟦'⟧ять.", "п’ять " * 10 + "і п’ять.", lang="uk"),
        silent("It’s here and it isn't."),
        silent("It's " * 5 + "it’s " * 5),
        silent("It's " * 20),
        silent("oʻzbek oʻzbek oʻzbek"),
        silent("It’s " * 10 + "in `don't`"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the apostrophes of the kind that the document hardly uses."""
    usual = segment.document.memo("usual apostrophe", lambda document: _usual(document.lines_of(_ID)))
    if not usual:
        return
    for m in _APOSTROPHE.finditer(segment.text):
        if m[0] != usual:
            yield replace(*m.span(), usual, f"the document writes {usual} elsewhere")
