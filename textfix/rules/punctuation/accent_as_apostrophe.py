"""Turns an accent or a backtick that stands for an apostrophe into one: "don´t" is "don't".

## What it does
Within a word, ´ and ` become the apostrophe that the document uses: ’ where it has more of these, else '.

## Why
Keyboards have the accents beside the apostrophe, and models learn from what people typed.

## Limits
Where writers use such a sign on purpose, as in some Kurdish, Tigrinya or Luxembourgish texts, and in an unknown language, it
only suggests. A line with two backticks may hold code and is left alone.

## Source
The Unicode Standard, chapter 6.2, "Apostrophes"; Kuhn, ASCII and Unicode quotation marks (2001).
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    LETTER,
    REPAIR,
    TYPOGRAPHY,
    Hit,
    Segment,
    careful_spacing,
    fires,
    lazy_pattern,
    replace,
    rule,
    silent,
    triple,
)

_ACCENT = lazy_pattern(r"(?<=[^\W\d_])(?<![À-ß])[´`](?=[^\W\d_])")  # Ð´ is д in the wrong encoding
_SURE, _UNSURE = 0.92, 0.45


def _usual(text: str) -> str:
    """The apostrophe that the document uses."""
    return "’" if text.count("’") > text.count("'") else "'"


@rule(
    id="accent-as-apostrophe",
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="linguistic-conventions/punctuation",
    confidence=_SURE,
    trigger=triple(LETTER, "´`", LETTER),
    examples=[
        fires("I don⟦´⟧t know.", "I don't know.", lang="en"),
        fires("C⟦`⟧est la vie.", "C'est la vie.", lang="fr"),
        fires("It’s what we can⟦´⟧t do.", "It’s what we can’t do.", lang="en"),
        fires("D⟦´⟧Police seet näischt.", "D'Police seet näischt.", lang="lb"),
        silent("Use `code`here and `there`too.", lang="en"),
        silent("café, résumé and 5´ 3´´", lang="en"),
        silent("I don't and can’t.", lang="en"),
        silent("The accent ´ and the backtick ` stand alone.", lang="en"),
        silent("l´ 3", lang="fr"),
        silent("Ð´Ð°Ñ�", lang="ru"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the accents within words."""
    text = segment.text
    confidence = _SURE if careful_spacing(segment.lang) else _UNSURE
    if confidence < segment.least:
        return
    for m in _ACCENT.finditer(text):
        if m[0] == "´" or text.count("`") == 1:
            new = segment.document.memo("apostrophe", lambda document: _usual(document.text))
            yield replace(*m.span(), new, f"{m[0]} stands for an apostrophe", confidence=confidence)
