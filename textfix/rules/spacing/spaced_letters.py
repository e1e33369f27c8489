"""Joins a word whose letters stand apart: "t h i s" is "this".

## What it does
Four or more single letters with one space between them, all lower case or the first one a capital, become a word if they
make one that the language knows.

## Why
Systems that work on characters lose track of the spaces; text that was spaced out for emphasis is translated letter by letter.

## Limits
Capitals ("N O T E", "U S A") may be a heading or an abbreviation and stay. Rows of letters that make no word (variables,
chess, the alphabet) stay. One-letter words beside the row ("a t h i s") keep it from being a word.

## Source
Word frequencies (wordfreq).
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    REPAIR,
    SINGLE_LETTERS,
    WORDS,
    Edit,
    Hit,
    Segment,
    Span,
    fires,
    lazy_pattern,
    lexicon,
    rule,
    silent,
)

_ROW = lazy_pattern(r"(?<!\S)[\"“„«(]?(?P<row>[^\W\d_](?: [^\W\d_]){3,})(?=$|[\s.,;:!?”\"»)])(?! [^\W\d_](?:\s|$))")
_KNOWN = 3.0  # Zipf


@rule(
    id="spaced-letters",
    kind=REPAIR,
    stage=WORDS,
    error_type="linguistic-conventions/spelling",
    confidence=0.92,
    needs_language=True,
    trigger=SINGLE_LETTERS,
    examples=[
        fires("I know ⟦t h i s⟧ very well.", "I know this very well.", lang="en"),
        fires("Das ist ⟦h e u t e⟧ anders.", "Das ist heute anders.", lang="de"),
        fires("Это ⟦х о р о ш о⟧.", "Это хорошо.", lang="ru"),
        fires("C'est ⟦b e a u c o u p⟧ trop.", "C'est beaucoup trop.", lang="fr"),
        silent("N O T E: the U S A and a b c d e", lang="en"),
        silent("Let x y z w be four points.", lang="en"),
        silent("P A U S E", lang="de"),
        silent("1 o n e", lang="en"),
        silent("y o a mi", lang="es"),
        silent("на к а л о", lang=None),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the rows of letters that make a word."""
    words = lexicon(segment.lang)
    if words is None or not segment.locale.word_spaces:
        return
    for m in _ROW.finditer(segment.text):
        word = m["row"].replace(" ", "")
        if word[1:].islower() and words.zipf(word.lower()) >= _KNOWN:
            start, end = m.span("row")
            edits = tuple(Edit(Span(k, k + 1), "") for k in range(start + 1, end, 2))
            yield Hit(Span(start, end), f"the letters make the word {word}", edits)
