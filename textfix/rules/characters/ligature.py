"""Replaces the Latin ligature characters by their letters.

## What it does
"oﬃce" becomes "office": the characters U+FB00 to U+FB06 (ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ) become the letters they are drawn from.

## Why
They come out of PDF files and scanned books. Fonts draw ligatures by themselves; as characters they hide a word from
search, spelling checkers and tokenizers.

## Limits
Letters that only look like ligatures are left alone: æ, œ, ß, ĳ, ǆ, և, and Arabic signs such as ﷺ.

## Source
Unicode 16.0, chapter 7.1, "Latin Ligatures: U+FB00–FB06"; the letters are their compatibility decompositions.
"""

from collections.abc import Iterator
from unicodedata import normalize

from textfix.rule import CHARACTERS, REPAIR, Hit, Segment, chars, fires, lazy_pattern, replace, rule, silent

_LIGATURES = "ﬀﬁﬂﬃﬄﬅﬆ"
_LIGATURE = lazy_pattern(f"[{_LIGATURES}]")


@rule(
    id="ligature",
    kind=REPAIR,
    stage=CHARACTERS,
    error_type="linguistic-conventions/character-encoding",
    confidence=0.97,
    trigger=chars(_LIGATURES),
    examples=[
        fires("The o⟦ﬃ⟧ce is closed.", "The office is closed.", lang="en"),
        fires("Die ⟦ﬂ⟧üssige Farbe", "Die flüssige Farbe", lang="de"),
        fires("La ⟦ﬁ⟧n de l’a⟦ﬀ⟧aire", "La fin de l’affaire", lang="fr"),
        silent("Le cœur et la sœur", lang="fr"),
        silent("Encyclopædia", lang="en"),
        silent("Die Straße", lang="de"),
        silent("ĳsvrĳ", lang="nl"),
        silent("محمد ﷺ", lang="ar"),
        silent("և", lang="hy"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the ligatures."""
    for m in _LIGATURE.finditer(segment.text):
        # U+FB05 is "long s, t"; a reader expects "st"
        letters = normalize("NFKC", m[0])
        yield replace(*m.span(), letters, f"ligature {m[0]} is written {letters}")
