"""Replaces Arabic presentation forms, which fix the shape of a letter, by the letters.

## What it does
"ﻛﺘﺎﺏ" becomes "كتاب": the forms in U+FB50 to U+FDFF and U+FE70 to U+FEFC become the letters of their compatibility
decompositions, run by run. A form alone among usual letters is only suggested, below one half: keyboards lack some letters.

## Why
They come out of PDF files and old software. They look right, but cannot be searched, joined or spelled.

## Limits
Signs that are used for themselves stay: ﷺ, ﷲ and the other word ligatures, ﷼, and the ornate parentheses. Where a run
starts with the form that ends words, its letters may stand in reverse order: this is only suggested.

## Source
The Unicode Standard, section 9.2, "Arabic Presentation Forms".
"""

import re
from collections.abc import Iterator
from unicodedata import decomposition, normalize

from textfix.rule import CHARACTERS, REPAIR, Hit, Segment, chars, fires, lazy_pattern, replace, rule, silent

_FORMS = "".join(
    c
    for c in map(chr, (*range(0xFB50, 0xFDF0), *range(0xFE70, 0xFEFD)))
    if decomposition(c).startswith(("<isolated>", "<initial>", "<medial>", "<final>"))
)
_RUN = lazy_pattern(f"[{_FORMS}]+")
_UNSURE = 0.45


@rule(
    id="presentation-form",
    kind=REPAIR,
    stage=CHARACTERS,
    error_type="linguistic-conventions/character-encoding",
    confidence=0.95,
    trigger=chars(_FORMS),
    examples=[
        fires("هذا ⟦ﻛﺘﺎﺏ⟧ جديد.", "هذا كتاب جديد.", lang="ar"),
        fires("⟦ﺳﻼﻡ⟧", "سلام", lang="fa"),
        fires("عا⟦ﮜ⟧ب", "عاڱب", lang="ar"),
        silent("محمد ﷺ والقرآن ﴿الحمد لله﴾", lang="ar"),
        silent("السعر ۵۰۰ ﷼", lang="fa"),
        silent("هذا كتاب جديد.", lang="ar"),
        silent("كتــاب هـ", lang="ar"),
        silent("זה סﬤר", lang="he"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the runs of presentation forms."""
    for m in _RUN.finditer(segment.text):
        new = "".join(normalize("NFKC", c).strip() for c in m[0])
        sure = len(m[0]) > 2 and not _is_reversed(m)
        yield replace(*m.span(), new, "presentation forms are written as letters", confidence=None if sure else _UNSURE)


def _is_reversed(m: re.Match[str]) -> bool:
    """Whether a run begins with a form that stands after a letter, with no letter before it."""
    inside = decomposition(m[0][0]).startswith(("<final>", "<medial>"))
    return inside and not m.string[m.start() - 1 : m.start()].isalpha()
