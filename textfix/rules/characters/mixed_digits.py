"""Suggests one kind of digits where a number is written with the digits of two scripts.

## What it does
"20٢٥" is pointed out, and the digits of which the number has more are suggested for all of it; where both are as many,
those of ASCII.

## Why
Translation and later edits write digits of two kinds into one number, which then is not read as a number by software.

## Limits
Numbers that only stand beside each other, and documents that write some numbers with these and others with those digits,
are not looked at. Nothing is changed without being asked for.

## Source
Unicode Technical Standard 39, section 5.3, "Mixed-Number Detection".
"""

from collections import Counter
from collections.abc import Iterator
from unicodedata import decimal

from textfix.rule import CHARACTERS, REPAIR, Hit, Segment, fires, lazy_pattern, pair, replace, rule, silent

# Arabic, Persian, Devanagari, Bengali, Gurmukhi, Gujarati, Odia, Tamil, Telugu, Kannada, Malayalam, Thai, Lao, Tibetan,
# Burmese, Khmer and full-width
_ZEROS = "٠۰०০੦૦୦௦౦೦൦๐໐༠၀០０"
_OTHER = "".join(chr(ord(zero) + i) for zero in _ZEROS for i in range(10))
_ASCII = "0123456789"
_NUMBER = lazy_pattern(f"[{_ASCII}{_OTHER}]{{2,}}")


@rule(
    id="mixed-digits",
    kind=REPAIR,
    stage=CHARACTERS,
    error_type="linguistic-conventions/character-encoding",
    confidence=0.7,
    trigger=pair(_ASCII, _OTHER) | pair(_OTHER, _ASCII),
    examples=[
        fires("عام ⟦20٢5⟧", "عام 2025", lang="ar"),
        fires("⟦२०2५⟧ में", "२०२५ में", lang="hi"),
        fires("In ⟦1９⟧ days", "In 19 days"),
        silent("عام ٢٠٢٥", lang="ar"),
        silent("2025 و ٢٠٢٥", lang="ar"),
        silent("In 19 days"),
        silent("10²³ and H₂O, 5½"),
        silent("平成３１年、2019年", lang="ja"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the numbers in digits of two kinds."""
    for m in _NUMBER.finditer(segment.text):
        zeros = Counter(ord(c) - decimal(c) for c in m[0])
        if len(zeros) > 1:
            zero = max(zeros, key=lambda z: (zeros[z], z == ord("0")))
            new = "".join(chr(zero + decimal(c)) for c in m[0])
            yield replace(*m.span(), new, f"number {m[0]} is written with two kinds of digits")
