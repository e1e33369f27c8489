"""Moves a space that stands on the wrong side of a comma or a parenthesis.

## What it does
"tea ,milk and bread" becomes "tea, milk and bread"; "the river( see below) is" becomes "the river (see below) is", and
"the river (see below )is" becomes "the river (see below) is".

## Why
Marks that are put back after translation land on the wrong side of a space.

## Limits
Where people often set spaces wrong (`tables/spacing-slips`), and in an unknown language, it only suggests. Left alone:
calls of functions ("print( x)"), lists without spaces, and scripts written without spaces between words. Before a mark
that has a space before it, as ";" in French, nothing is moved.

## Source
CLDR and the orthographies named in the locale files; frequencies among human translations: NTREX-128.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    LETTER,
    REPAIR,
    SPACE,
    TYPOGRAPHY,
    Edit,
    Hit,
    Segment,
    Span,
    careful_spacing,
    fires,
    lazy_pattern,
    rule,
    silent,
    triple,
)

_MARK = lazy_pattern(r"(?<=\w)[ \u00a0](?P<mark>[,;])(?=[^\W\d_]{2})")
_OPENING = lazy_pattern(r"(?<=[^\W\d_]{2})(?P<bracket>\()[ \u00a0](?=\w[^()\n]*[\w.!?”\"'»%]\)(?:$|[\s.,;:!?]))")
_CLOSING = lazy_pattern(r"(?:(?<=\s)|^)\(\w[^()\n]*\w(?P<gap>[ \u00a0])\)(?=[^\W\d_]{2})")
_CODE = lazy_pattern(r"\S*[a-z0-9_](?:[A-Z_]|\.\w)\S*$|[`<>=\\/|]\S*$")
_LOW_QUOTE = lazy_pattern(r"[^\W\d_][‘’'](?!\w)")  # a closing single mark: the comma may stand for the low opening one
_LONGEST = 60
_QUOTED = 200  # characters behind a comma in which a quotation may close
_SURE, _SLIP = 0.92, 0.45


@rule(
    id="space-on-wrong-side",
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="design-and-markup/whitespace",
    confidence=_SURE,
    trigger=triple(SPACE, ",;", LETTER) | triple(LETTER, "(", SPACE) | triple(SPACE, ")", LETTER),
    examples=[
        fires("We bought tea⟦ ,⟧milk and bread.", "We bought tea, milk and bread.", lang="en"),
        fires(
            "Brzy se vrátím domů⟦ ,⟧takže nechci měnit město.",
            "Brzy se vrátím domů, takže nechci měnit město.",
            lang="cs",
        ),
        fires(
            "Wir gingen zum Fluss⟦( ⟧siehe unten) und badeten.",
            "Wir gingen zum Fluss (siehe unten) und badeten.",
            lang="de",
        ),
        fires("Он жил в городе (на севере⟦ )⟧где работал.", "Он жил в городе (на севере) где работал.", lang="ru"),
        fires("Ndiyahamba⟦ ,⟧ngoku.", "Ndiyahamba, ngoku.", lang="xh"),
        silent("Il vint ;puis il partit.", lang="fr"),
        silent("Call print( x) and list( y) in turn.", lang="en"),
        silent("The fields id ,name are read.", lang=None),
        silent("今天 ,我们去", lang="zh"),
        silent("A smile ;) and a wink.", lang="en"),
        silent("See `a ,b` here.", lang="en"),
        silent("Chtěl se na to ,vykašlat‘ hned ráno.", lang="cs"),
        silent("도널드 트럼프( Donald Trump) 대통령", lang="ko"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the spaces that stand on the wrong side."""
    if not segment.locale.word_spaces:
        return
    text = segment.text
    confidence = _SURE if careful_spacing(segment.lang) else _SLIP
    for m in _MARK.finditer(text):
        quotes = m["mark"] == "," and _LOW_QUOTE.search(text, m.end(), m.end() + _QUOTED)
        if m["mark"] not in segment.locale.space_before and segment.lang is not None and not quotes:
            yield _swap(m.start(), m.end(), m["mark"] + " ", f"the space belongs after {m['mark']}", confidence)
    if not segment.locale.cased:  # Korean joins a parenthesis to its word; others may as well
        return
    for m in _OPENING.finditer(text):
        before = text[max(0, m.start() - _LONGEST) : m.start()]
        if not _CODE.search(before) and " " in text[m.end() : text.index(")", m.end())]:
            yield _swap(m.start(), m.end(), " (", "the space belongs before the parenthesis", confidence)
    for m in _CLOSING.finditer(text):
        yield _swap(m.start("gap"), m.end(), ") ", "the space belongs after the parenthesis", confidence)


def _swap(start: int, end: int, new: str, message: str, confidence: float) -> Hit:
    span = Span(start, end)
    return Hit(span, message, (Edit(span, new),), confidence)
