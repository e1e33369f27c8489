"""Reduces quotation marks that stand twice to one, and two apostrophes to a quotation mark.

## What it does
- Marks that stand twice on both sides of a quotation, or on its opening side alone, become single.
- Two apostrophes, or two backticks and two apostrophes, become straight marks: ''so'' and ``so''.

## Why
Models copy the escapes of tables and the quotation marks of TeX, and set a mark of their own beside the one that was there.

## Limits
In a table of values doubled marks are escapes, and stay; so does an empty text (""). Two apostrophes on both sides are only
suggested, for people type them, and so is a doubled mark at the beginning of a line, where one quotation may open in another.

## Source
RFC 4180 for tables; Knuth, The TeXbook, chapter 2; WMT 2021 and 2022 system outputs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textfix.rule import (
    REPAIR,
    TYPOGRAPHY,
    Edit,
    Hit,
    Segment,
    Span,
    fires,
    lazy_pattern,
    pair,
    rule,
    silent,
)

_BOTH = lazy_pattern(r'(?:(?<=[\s(])|^)""(?=\w)[^"\n]+(?<=[\w.?!…])""(?![\w"])')
_OPENING = lazy_pattern(r'(?:(?<=[\s(])|^)""(?=\w)[^"\n]+(?<=[\w.?!…,])"(?![\w"])')
_TYPED = lazy_pattern(
    r"(?:(?<=[\s(])|^)(?P<open>''|``)(?=\w)[^'`\"\n]+(?:[^\W\d_]'[^\W\d_][^'`\"\n]*)*(?<=[\w.?!…,])(?P<close>''|``)(?![\w'`])"
)
_LIKELY, _UNSURE, _TYPED_SO = 0.85, 0.7, 0.45


@rule(
    id="doubled-quotes",
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="linguistic-conventions/punctuation",
    confidence=_LIKELY,
    trigger=pair('"', '"') | pair("'", "'") | pair("`", "`"),
    examples=[
        fires('It is ⟦""⟧unequal exchange"".', 'It is "unequal exchange".'),
        fires('Der Trainer: ⟦""⟧Das war ein Tor"', 'Der Trainer: "Das war ein Tor"', lang="de"),
        fires("She calls it ⟦``⟧a good day''.", 'She calls it "a good day".', lang="en"),
        fires("Il l'appelle ⟦''⟧un bon jour''.", 'Il l\'appelle "un bon jour".', lang="fr"),
        fires("Ó ní ⟦''⟧bẹ́ẹ̀ni''.", 'Ó ní "bẹ́ẹ̀ni".', lang="yo"),
        silent('A1,""so"",B2'),
        silent('Set the value to "" or to "x".', lang="en"),
        silent('The word "so" and the words "so so"', lang="en"),
        silent("The boys' and girls' room, rock 'n' roll ''", lang="en"),
        silent("Use ``code`` in the text and `x` too.", lang=None),
        silent('""so"",""la""'),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the quotations whose marks stand twice."""
    text = segment.text
    straight = text.count('"')
    if straight == 4 and (m := _BOTH.search(text)) and not _in_table(text, m):
        edits = (Edit(Span(m.start(), m.start() + 1), ""), Edit(Span(m.end() - 1, m.end()), ""))
        yield Hit(Span(m.start(), m.start() + 2), "quotation marks stand twice", edits, _LIKELY)
    elif straight == 3 and (m := _OPENING.search(text)) and not _in_table(text, m):
        edit = Edit(Span(m.start(), m.start() + 1), "")
        confidence = _LIKELY if m.start() else _UNSURE  # at the beginning, an outer quotation may run on
        yield Hit(Span(m.start(), m.start() + 2), "the opening mark stands twice", (edit,), confidence)
    typed = [] if straight else list(_TYPED.finditer(text))
    for m in typed:
        if m["close"] == "``":  # code in Markdown
            continue
        edits = (Edit(Span(*m.span("open")), '"'), Edit(Span(*m.span("close")), '"'))
        confidence = _LIKELY if m["open"] == "``" else _TYPED_SO
        yield Hit(Span(*m.span("open")), "two marks stand for a quotation mark", edits, confidence)


def _in_table(text: str, m: re.Match[str]) -> bool:
    return m.start() == 0 and text[m.end() : m.end() + 1] in (",", ";", "\t")
