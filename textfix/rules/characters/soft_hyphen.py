"""Removes soft hyphens, U+00AD, which show only where a line breaks.

## What it does
Deletes soft hyphens between letters and beside a space. Before a capital, after one, and between digits a real hyphen was
probably meant, and between two spaces, or at the beginning of a line before one, a dash: there one is suggested.

## Why
Models learn soft hyphens from web pages and scanned books and put them into words, where they hide the word from search,
from spelling checkers and from tokenizers.

## Limits
A text set for narrow columns loses its hints for line breaks; browsers and word processors hyphenate by themselves.

## Source
Unicode Standard Annex 14, section 5.4, "Use of Soft Hyphen".
"""

from collections.abc import Iterator

from textfix.rule import CHARACTERS, REPAIR, Hit, Segment, chars, delete, fires, lazy_pattern, replace, rule, silent

_RUN = lazy_pattern("\u00ad+")


@rule(
    id="soft-hyphen",
    kind=REPAIR,
    stage=CHARACTERS,
    error_type="linguistic-conventions/character-encoding",
    confidence=0.95,
    trigger=chars("\u00ad"),
    examples=[
        fires("The mor⟦\u00ad⟧ning was cold.", "The morning was cold.", lang="en"),
        fires("Мост за⟦\u00ad⟧крыт.", "Мост закрыт.", lang="ru"),
        fires("Η γέφυ⟦\u00ad⟧ρα⟦\u00ad⟧ ", "Η γέφυρα ", lang="el"),
        fires("Nord⟦\u00ad⟧Ouest", "Nord-Ouest"),
        fires("Мост закрыт ⟦\u00ad⟧ ждём.", "Мост закрыт - ждём.", lang="ru"),
        silent("The north-west wind"),
        silent("Nord‑Ouest, 1914–1918"),
        silent("well- and ill-tempered"),
        silent("Der Schiff\u200cfahrt", lang="de"),
        silent("−5 °C"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the soft hyphens."""
    text = segment.text
    for m in _RUN.finditer(text):
        before, after = text[m.start() - 1 : m.start()] if m.start() else "", text[m.end() : m.end() + 1]
        if before.isalnum() and after.isalnum() and _parts(before, after):
            yield replace(*m.span(), "-", "soft hyphen stands for a hyphen", confidence=0.6)
        elif after == " " and (not before or before.isspace()):
            yield replace(*m.span(), "-", "soft hyphen stands for a dash", confidence=0.6)
        else:
            yield delete(*m.span(), "soft hyphen is removed")


def _parts(before: str, after: str) -> bool:
    """Whether two characters belong to two parts of a compound."""
    if before.isdecimal() or after.isdecimal():
        return True
    return before.isupper() != after.isupper() and (before + after).lower() != (before + after).upper()
