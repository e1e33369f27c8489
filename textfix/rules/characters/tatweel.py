"""Removes the tatweel that stretches an Arabic word.

## What it does
"كتـــاب" becomes "كتاب": two or more tatweel characters (U+0640) between letters are removed. A single one is only
suggested for removal, and only where two letters or more stand on either side of it.

## Why
Tatweel fills lines in justified or decorative text. In running text it hides the word from search and spelling checkers.

## Limits
A tatweel beside a space, a digit or a sign shows the joined form of a letter ("هـ", "٢٠٠٣ـوە") and stays. So does one
that carries a vowel sign. In a line with more than three stretched words, as in verse, it is only suggested.

## Source
The Unicode Standard, section 9.2, "Arabic Tatweel".
"""

from collections.abc import Iterator

from textfix.rule import ARABIC, CHARACTERS, REPAIR, Hit, Segment, delete, fires, lazy_pattern, pair, rule, silent

_TATWEEL = "\u0640"
_ARABIC = "\u0620-\u063f\u0641-\u064a\u066e\u066f\u0671-\u06d3\u06d5"
_STRETCH = lazy_pattern(f"(?<=[{_ARABIC}]){_TATWEEL}+(?=[{_ARABIC}])")
_LONG = lazy_pattern(f"[{_ARABIC}]{{2}}")
_VERSE = 3


@rule(
    id="tatweel",
    kind=REPAIR,
    stage=CHARACTERS,
    error_type="linguistic-conventions/character-encoding",
    confidence=0.9,
    trigger=pair(_TATWEEL, ARABIC),
    examples=[
        fires("قرأت الكت⟦ـــ⟧اب أمس.", "قرأت الكتاب أمس.", lang="ar"),
        fires("این کت⟦ـــ⟧اب را خواندم.", "این کتاب را خواندم.", lang="fa"),
        fires("الحم⟦ــ⟧د والشكر", "الحمد والشكر", lang="ar"),
        fires("قرأت المج⟦ـ⟧لة", "قرأت المجلة", lang="ar"),
        silent("عام 1445 هـ وصل إلى المدينة.", lang="ar"),
        silent("لـ«النهار» و بـ 5 دنانير", lang="ar"),
        silent("لـلعبة", lang="ar"),
        silent("ساڵی ٢٠٠٣ـوە", lang="ckb"),
        silent("قرأت الكتاب أمس.", lang="ar"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the tatweels inside words."""
    text = segment.text
    found = list(_STRETCH.finditer(text))
    for m in found:
        if len(m[0]) > 1:
            yield delete(*m.span(), "the word is stretched", confidence=None if len(found) <= _VERSE else 0.6)
        elif m.start() > 1 and _LONG.match(text, m.start() - 2) and _LONG.match(text, m.end()):
            yield delete(*m.span(), "the word is stretched", confidence=0.6)
