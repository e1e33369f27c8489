"""Removes ¿ and ¡ where the language does not write them: "¿Do you know?" is "Do you know?".

## What it does
An inverted mark before a word goes, if the sentence ends with its partner.

## Why
Models that translate from Spanish copy the mark.

## Limits
Spanish quoted in another language keeps its marks: the question must have more words that are common in the language of the text
than words that are common in Spanish. Languages that may write the marks (Galician, Catalan, Basque ...) are left alone, and so
are languages without a word list.

## Source
Real Academia Española, Ortografía de la lengua española (2010), III.3.4.6.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    LETTER,
    REPAIR,
    TYPOGRAPHY,
    Hit,
    Segment,
    delete,
    fires,
    lazy_pattern,
    lexicon,
    pair,
    rule,
    silent,
)

_QUESTION = lazy_pattern(r"(?:(?<=[\s(\[“\"«„—–-])|^)(?:¿(?P<question>[^¿?]*)\?|¡(?P<cry>[^¡!]*)!)")
_WORD = lazy_pattern(r"[^\W\d_]+")
_KNOWN = 3.0  # Zipf


@rule(
    id="stray-inverted-mark",
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="linguistic-conventions/punctuation",
    confidence=0.92,
    needs_language=True,
    trigger=pair("¿¡", LETTER),
    examples=[
        fires("⟦¿⟧Do you know the answer?", "Do you know the answer?", lang="en"),
        fires("Er fragte: ⟦¿⟧Wer hat das gemacht?", "Er fragte: Wer hat das gemacht?", lang="de"),
        fires("⟦¡⟧Como isto é bonito!", "Como isto é bonito!", lang="pt"),
        silent("¿Qué hora es?", lang="es"),
        silent("He asked “¿Qué hora es?” and left.", lang="en"),
        silent("¿Que hora é?", lang="gl"),
        silent("The mark ¿ opens a question.", lang="en"),
        silent("¿Per què ha renunciat?", lang="ca"),
        silent("¡Viva México!", lang="en"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the inverted marks that do not belong in the language."""
    if segment.locale.inverted_marks != "none":
        return
    own, spanish = lexicon(segment.lang), lexicon("es")
    if own is None or spanish is None:
        return
    for m in _QUESTION.finditer(segment.text):
        words = [w.lower() for w in _WORD.findall(m["question"] or m["cry"] or "")]
        better = sum(own.zipf(w) >= max(_KNOWN, spanish.zipf(w)) for w in words)
        if words and better * 2 > len(words):
            yield delete(m.start(), m.start() + 1, f"{m[0][0]} is not written in {segment.locale.name}")
