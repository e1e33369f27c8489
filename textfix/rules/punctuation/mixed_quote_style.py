"""Suggests the quotation marks that a document uses nearly everywhere for a quotation that has others.

## What it does
Where nine of ten quotations outside others have one pair of marks, and there are ten at least, each with another pair gets a
suggestion.

## Why
Sentences that were translated apart differ in such things; a reader sees it.

## Limits
Never applied by default: it is a matter of style. Quotations within quotations, and the pair that the language writes there, are
not counted. Pairs that do not match are the business of `mixed-quotes`. Code and markup are left alone.

## Source
CLDR 48 delimiters; the Unicode Standard, chapter 6.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    DOCUMENT,
    DOUBLE,
    REPAIR,
    TYPOGRAPHY,
    Edit,
    Hit,
    Quotation,
    Segment,
    Span,
    chars,
    fires,
    protected_spans,
    quotations,
    rule,
    silent,
    survey_of,
)

_ENOUGH, _RULES = 10, 0.9


def _outer(found: tuple[Quotation, ...]) -> Iterator[Quotation]:
    """The quotations with double marks that stand in no other."""
    end = -1
    for q in sorted(found, key=lambda q: q.opening.at):
        if q.opening.at > end:
            end = q.closing.at
            if q.sound and q.opening.char in DOUBLE:
                yield q


@rule(
    id="mixed-quote-style",
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="style/inconsistent",
    scope=DOCUMENT,
    confidence=0.6,
    trigger=chars(DOUBLE.replace('"', "")),
    examples=[
        fires("“a” and “b”. " * 6 + 'Then ⟦"⟧c".', "“a” and “b”. " * 6 + "Then “c”.", lang="en"),
        fires('"а" и "б". ' * 6 + "И ⟦«⟧в».", '"а" и "б". ' * 6 + 'И "в".', lang="ru"),
        fires("„a“ und „b“. " * 6 + "Dann ⟦“⟧c”.", "„a“ und „b“. " * 6 + "Dann „c“.", lang="de"),
        silent('“a” and “b”, then "c".', lang="en"),
        silent("« a “b” c » et « d ». " * 8, lang="fr"),
        silent("“a” and “b”. " * 6 + 'See `"c"` there.', lang="en"),
        silent("„a“ und »b«. " * 6, lang="de"),
        silent("“a” and “b”. " * 6 + "Then ‘c’.", lang="en"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the quotations with marks that the document hardly uses."""
    counted = survey_of(segment.document).pairs
    usual, times = counted.most_common(1)[0] if counted else (None, 0)
    if usual is None or times < _ENOUGH or not _RULES * counted.total() <= times < counted.total():
        return
    text = segment.text
    for paragraph in quotations(text, protected_spans(text)):
        for q in _outer(paragraph.quotations):
            if (q.opening.char, q.closing.char) != usual:
                edits = [
                    Edit(Span(m.at, m.at + 1), new)
                    for m, new in ((q.opening, usual.open), (q.closing, usual.close))
                    if m.char != new
                ]
                span = Span(q.opening.at, q.opening.at + 1)
                yield Hit(span, f"the document writes {usual.open}…{usual.close} elsewhere", tuple(edits))
