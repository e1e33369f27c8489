"""Removes the space behind an inverted question or exclamation mark.

## What it does
"¿ Qué hora es?" becomes "¿Qué hora es?", and "¡ Hola!" becomes "¡Hola!".

## Why
Tokenizers set the mark apart, and detokenizers that do not know Spanish leave it so.

## Limits
Only before a letter or a quotation mark; a mark that stands for itself ("the sign ¿ is") has no partner behind it and stays.

## Source
Real Academia Española, Ortografía de la lengua española (2010), III.3.4.6.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import REPAIR, SPACE, TYPOGRAPHY, Hit, Segment, delete, fires, lazy_pattern, pair, rule, silent

_MARK = lazy_pattern(r"(?:(?<=[\s(\[“\"«—–-])|^)(?P<mark>[¿¡])(?P<gap>[ \u00a0]+)(?=[^\W\d_“\"«])")
_PARTNER = {"¿": "?", "¡": "!"}


@rule(
    id="space-after-inverted-mark",
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="design-and-markup/whitespace",
    confidence=0.95,
    trigger=pair("¿¡", SPACE),
    examples=[
        fires("¿⟦ ⟧Qué hora es?", "¿Qué hora es?", lang="es"),
        fires("Dijo: ¡⟦ ⟧Hola! ¿⟦ ⟧Cómo estás?", "Dijo: ¡Hola! ¿Cómo estás?", lang="es"),
        fires("¿⟦ ⟧Que hora é?", "¿Que hora é?", lang="gl"),
        silent("¿Qué hora es? ¡Hola!", lang="es"),
        silent("El signo ¿ abre la pregunta.", lang="es"),
        silent("estÃ¡ uma carta para vocÃª", lang="pt"),
        silent("La marca ¡ y la marca ¿ abren.", lang="es"),
        silent("¿ ?", lang="es"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the spaces behind inverted marks."""
    text = segment.text
    for m in _MARK.finditer(text):
        if _PARTNER[m["mark"]] in text[m.end() :]:
            yield delete(*m.span("gap"), f"no space belongs behind {m['mark']}")
