"""Removes byte order marks, U+FEFF, which belong to files and not to texts.

## What it does
Deletes U+FEFF wherever a text holds it, at its start as well. The mark that opens a file is not part of its text:
readers of files take it off before a text is checked and put it back afterwards.

## Why
Files joined together, and lines read one by one from files that have the mark, carry it into the text, where it is an
invisible character that breaks search, comparison and sorting.

## Limits
Very old Arabic and Indic texts use U+FEFF as a zero-width no-break space. Unicode has advised against that since 2002
and has U+2060 for it.

## Source
The Unicode Standard, section 23.8, "Specials: Byte Order Mark (BOM)".
"""

from collections.abc import Iterator

from textfix.rule import CHARACTERS, REPAIR, Hit, Segment, chars, delete, fires, lazy_pattern, rule, silent

_MARKS = lazy_pattern("\ufeff+")


@rule(
    id="byte-order-mark",
    kind=REPAIR,
    stage=CHARACTERS,
    error_type="linguistic-conventions/character-encoding",
    confidence=0.99,
    trigger=chars("\ufeff"),
    examples=[
        fires("⟦\ufeff⟧Good evening, we are closed today.", "Good evening, we are closed today."),
        fires("First part. ⟦\ufeff⟧Second part.", "First part. Second part.", lang="en"),
        fires("Добрый ⟦\ufeff\ufeff⟧вечер!", "Добрый вечер!", lang="ru"),
        silent("Good evening, we are closed today."),
        silent("The mark U+FEFF opens the file.", lang="en"),
        silent("word\u2060—\u2060word"),
        silent("می‌خواهم", lang="fa"),
        silent("น้ำ\u200bใจ", lang="th"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    for m in _MARKS.finditer(segment.text):
        yield delete(*m.span(), "byte order mark inside a text is removed")
