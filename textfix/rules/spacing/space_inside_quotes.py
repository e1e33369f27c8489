"""Removes the space between a quotation mark and what it encloses.

## What it does
`He said, " Come in."` becomes `He said, "Come in."`, and “a good idea ” becomes “a good idea”.

## Why
Systems that work on tokens leave the space between a mark and its word, and tags beside a mark are put back with a space.

## Limits
All marks of the paragraph must pair. Languages that set a space inside guillemets (French) are left alone. Where people often
set spaces wrong (`tables/spacing-slips`), and in an unknown language, it only suggests, unless ten marks of the document
touch what they enclose for each that does not; for guillemets it does nothing without that evidence. A mark that is itself the subject (" " is a space) encloses nothing and stays.

## Source
CLDR 48 delimiters and the orthographies named in the locale files; frequencies among human translations: NTREX-128.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    DOUBLE,
    LINE_END,
    NOWHERE,
    REPAIR,
    SPACE,
    TYPOGRAPHY,
    Hit,
    Quotation,
    Segment,
    Stand,
    careful_spacing,
    counted,
    delete,
    fires,
    lazy_pattern,
    protected_spans,
    quotations,
    rule,
    settled,
    silent,
    triple,
)

_PLAIN, _ANGLED = '"“”„‟', "«»"
_MARKS = _PLAIN + _ANGLED
_SPACES = " \u00a0"
_WORD = lazy_pattern(r"\w")
# They begin with the mark, which is found fast.
_TOUCHING = lazy_pattern(rf"[{_MARKS}](?:(?<!\w.)(?=\w)|(?<=[\w.,!?].)(?!\w))")
_APART = lazy_pattern(rf"[{_MARKS}](?<!\S.)(?!\S)")
_INCHES = lazy_pattern(r"\d \"")
_SURE, _SLIP = 0.9, 0.45


@rule(
    id="space-inside-quotes",
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="design-and-markup/whitespace",
    confidence=_SURE,
    trigger=triple(SPACE, _MARKS, SPACE)
    | triple(SPACE, _MARKS, LINE_END)
    | triple(LINE_END, _MARKS, SPACE)
    | triple(SPACE, _MARKS, ".,;:!?)")
    | triple("(", _MARKS, SPACE),
    pattern=lambda locale: NOWHERE if locale.quote_space else None,
    examples=[
        fires('He said, "⟦ ⟧Come in, please."', 'He said, "Come in, please."', lang="en"),
        fires("Das nennt er „eine gute Idee⟦ ⟧“.", "Das nennt er „eine gute Idee“.", lang="de"),
        fires('Ela disse: "⟦ ⟧Não sei.⟦ ⟧" E saiu.', 'Ela disse: "Não sei." E saiu.', lang="pt"),
        fires('Mu ne: "⟦ ⟧Waaw."', 'Mu ne: "Waaw."', lang="wo"),
        fires(
            "«Да», «нет», «так», «там», «тут», — сказал «он», и «⟦ ⟧мы».",
            "«Да», «нет», «так», «там», «тут», — сказал «он», и «мы».",
            lang="ru",
        ),
        silent("Il a dit : « Bonjour » et “ salut ”.", lang="fr"),
        silent('The "red" and "blue" and "green" ones', lang="en"),
        silent("Press the key \" or the key ' twice.", lang="en"),
        silent('A 19 " screen and a 21 " screen', lang="en"),
        silent('Use `" a "` or " " as a divider.', lang="en"),
        silent("Он сказал: « Да », и ушёл.", lang="ru"),
        silent('She left. " Then came back', lang="en"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the spaces inside quotation marks."""
    text = segment.text
    if _INCHES.search(text):
        return
    for paragraph in quotations(text, protected_spans(text)):
        if any(m.char in DOUBLE for m in paragraph.loose) or not all(q.sound for q in paragraph.quotations):
            continue
        for q in paragraph.quotations:
            yield from _inside(segment, q)


def _confidence(segment: Segment, mark: str) -> float:
    """How sure it is that such a space is no habit of the writer, 0 if nothing says so."""
    if mark not in _ANGLED and careful_spacing(segment.lang):
        return _SURE
    if settled(segment.document, _TOUCHING, counted(segment.document, "space-inside-quotes", _APART)):
        return _SURE
    return 0.0 if mark in _ANGLED else _SLIP  # some write guillemets as the French do


def _inside(segment: Segment, q: Quotation) -> Iterator[Hit]:
    text = segment.text
    left, right = q.opening.at + 1, q.closing.at
    begins = q.opening.stand in (Stand.APART, Stand.BEFORE_SPACE) and text[left] in _SPACES
    ends = q.closing.stand in (Stand.APART, Stand.AFTER_SPACE) and text[right - 1] in _SPACES
    if not ((begins or ends) and q.opening.char in _MARKS and q.closing.char in _MARKS):
        return
    inner = text[left:right]
    confidence = _confidence(segment, q.opening.char) if _WORD.search(inner) else 0.0
    if not confidence:
        return
    if begins:
        end = left + len(inner) - len(inner.lstrip(_SPACES))
        yield delete(left, end, "no space belongs behind an opening quotation mark", confidence=confidence)
    if ends:
        start = left + len(inner.rstrip(_SPACES))
        yield delete(start, right, "no space belongs before a closing quotation mark", confidence=confidence)
