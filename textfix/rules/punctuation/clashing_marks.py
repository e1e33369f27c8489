"""Removes the weaker of two marks that exclude each other: ",?" is "?", ",;" is ";".

## What it does
A comma or semicolon right before a question or exclamation mark goes, and so does a comma beside a semicolon or colon. A comma
between the end of a sentence and its closing quotation mark goes together with the space behind it: `to change., "`
becomes `to change."`.

## Why
Systems set the mark of a clause and that of the sentence, or keep the mark of the source beside their own.

## Limits
Doubled marks and commas before a full stop are the business of `doubled-mark`. Abbreviations ("etc., and"), titles that end in a
mark ("Yahoo!,") and code stay. In languages without a word list it only suggests.

## Source
Measured on NTREX-128 and outputs of WMT 2021 and 2022.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    REPAIR,
    TYPOGRAPHY,
    Hit,
    Segment,
    delete,
    fires,
    lazy_pattern,
    lexicon,
    pair,
    replace,
    rule,
    silent,
    triple,
)

_BEFORE_END = lazy_pattern(r"(?P<weak>[,;])(?<=[^\W\d_]{2}.) ?(?P<strong>[?!])(?=$|[\s”»\"])")
_BESIDE = lazy_pattern(r"(?:(?P<first>,)[;:]|[;:](?P<second>,))(?<=[^\W\d_]{2}..)(?=\s[^\W\d_])")
_CLOSED = lazy_pattern(r"(?P<extra>,(?<=[^\W\d_]{3}[.!?].) ?)(?=[\"”“»]$)")
_ANY = lazy_pattern(r"[,;:](?: ?[?!]|[;:]|(?<=[;:].)|(?<=[.!?].) ?[\"”“»])")
_LIKELY, _UNSURE = 0.88, 0.65


@rule(
    id="clashing-marks",
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="linguistic-conventions/punctuation",
    confidence=_LIKELY,
    trigger=pair(",;", "?!") | triple(",;", " ", "?!") | pair(",", ";:") | pair(";:", ",") | pair(".!?", ","),
    pattern=_ANY,
    examples=[
        fires("Is that so⟦,⟧? I think so.", "Is that so? I think so.", lang="en"),
        fires("Er kam spät⟦,⟧; sie ging früh.", "Er kam spät; sie ging früh.", lang="de"),
        fires('This is why we have to change.⟦, ⟧"', 'This is why we have to change."', lang="en"),
        fires("¿Es verdad⟦;⟧?", "¿Es verdad?", lang="es"),
        silent("Apples, pears etc., and Yahoo!, too.", lang="en"),
        silent("for (;;) { a,; } std::x", lang="en"),
        silent("A wink ;) or ,; here", lang="en"),
        silent("He asked: why? Never!", lang="en"),
        silent("Τι είναι αυτό;! Έλα.", lang="el"),
        silent("Il vient ; elle part !", lang="fr"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the marks that clash with the next one."""
    text = segment.text
    confidence = _LIKELY if lexicon(segment.lang) is not None else _UNSURE
    for m in _BEFORE_END.finditer(text):
        if m["weak"] not in segment.locale.terminals:
            yield delete(*m.span("weak"), f"{m['weak']} does not stand before {m['strong']}", confidence=confidence)
    for m in _BESIDE.finditer(text):
        start, end = m.span("first") if m["first"] else m.span("second")
        yield delete(start, end, "a comma does not stand beside this mark", confidence=confidence)
    for m in _CLOSED.finditer(text):
        yield replace(*m.span("extra"), "", "no comma stands behind the end of a sentence", confidence=confidence)
