"""Sets the apostrophe of the locale, inside a word and before the words that begin with one.

## What it does
With the profile `publish`, "l'eau" becomes "l’eau" and "don't" "don’t", where the locale has the curly apostrophe; so do
Afrikaans "'n", Dutch "'s avonds" and English "'tis".

## Why
Keyboards and translation systems write the straight mark for apostrophes, quotation marks, feet and minutes alike.

## Limits
Only between two letters, after a letter before a digit or a quotation (l'11, l'«avenir»), and in the words that the
locale lists: elsewhere at the edge of a word the mark may be a quotation mark. Left alone where the mark may stand for
a letter of its own, which is so in languages whose alphabet has one (ʻ or ʼ: Uzbek, Hawaiian, Tongan), in words of
another script than that of the language, beside digits, and in code.

## Source
CLDR 48, exemplar characters (punctuation), and the authorities named in the locale files where these say otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from textfix.rule import (
    DIGIT,
    LETTER,
    LINE_END,
    REPAIR,
    SPACE,
    STYLE,
    Hit,
    Segment,
    Severity,
    fires,
    lazy_pattern,
    replace,
    rule,
    silent,
    triple,
)

_INSIDE = lazy_pattern(r"'(?<=[^\W\d_]')(?=[^\W_]|[«“])")
_LETTERS = frozenset("ʻʼʹ")


@rule(
    id="typographic-apostrophe",
    kind=REPAIR,
    stage=STYLE,
    error_type="linguistic-conventions/punctuation",
    severity=Severity.NEUTRAL,
    confidence=0.95,
    needs_language=True,
    profiles=("publish",),
    trigger=triple(LETTER, "'", LETTER)
    | triple(LETTER, "'", DIGIT)
    | triple(LETTER, "'", "«“")
    | triple(SPACE, "'", LETTER)
    | triple(LINE_END, "'", LETTER)
    | triple("(“„«‘", "'", LETTER),
    examples=[
        fires("We don⟦'⟧t know.", "We don’t know.", lang="en"),
        fires("L⟦'⟧eau d⟦'⟧ici est froide.", "L’eau d’ici est froide.", lang="fr"),
        fires("C⟦'⟧è un po' di pane.", "C’è un po' di pane.", lang="it"),
        fires("Ankara⟦'⟧da kar yağıyor.", "Ankara’da kar yağıyor.", lang="tr"),
        fires("Dit is ⟦'⟧n huis.", "Dit is ’n huis.", lang="af"),
        fires("⟦'⟧s Avonds is zij in ⟦'⟧t huis.", "’s Avonds is zij in ’t huis.", lang="nl"),
        fires("Dell⟦'⟧11 luglio, l⟦'⟧«avvenire».", "Dell’11 luglio, l’«avvenire».", lang="it"),
        silent("We don’t know.", lang="en"),
        silent("He said 'em', rock 'n' roll.", lang="nl"),
        silent("The 6'2 man and the '90s.", lang="en"),
        silent("Oʻzbekiston va ma'no.", lang="uz"),
        silent("Run `don't.sh` or https://a.example/don't now.", lang="en"),
        silent("We don't know.", lang=None),
        silent("She said 'no' and left.", lang="en"),
        silent("他在 Sainsbury's 工作。", lang="zh"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the straight apostrophes between letters."""
    locale = segment.locale
    wanted = locale.apostrophe
    if not locale.known or wanted == "'" or locale.alphabet & _LETTERS:
        return
    text, own = segment.text, locale.alphabet | locale.auxiliary
    message = f"the apostrophe of {locale.name} is {wanted}"
    for m in _INSIDE.finditer(text):
        if not own or not own.isdisjoint(text[m.start() - 1] + text[m.end()]):
            yield replace(*m.span(), wanted, message)
    if locale.elided:
        for m in _elided(locale.elided).finditer(text):
            yield replace(m.start(), m.start() + 1, wanted, message)


@cache
def _elided(words: frozenset[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'’])'(?:{'|'.join(sorted(words))})(?![\w'’])", re.IGNORECASE)
