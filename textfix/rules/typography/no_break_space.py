"""Sets spaces that do not break, before marks, after short words, and between a number and its unit.

## What it does
With the profile `publish`, where the language asks for it:

- before marks: French "Quoi ?" and "Quoi?" get a narrow space that does not break, and ":" a wide one; Canadian French
  before the colon only;
- after words of one letter, which no line may end with: Czech "v zimě", Polish "w zimie";
- between a number and its unit: "5 km", "10 %" (digits and values stay as they are).

## Why
A line that begins with a question mark, or ends with "v", is an error in these languages. Translation systems know the
plain space alone.

## Limits
Any space that does not break is taken for the right one. Before a mark one is set only at the end of a clause, not in
times, ratios, URLs, smileys and names ("Yahoo! est là"). Units are the common ones of more than one letter, m, g and h.
Only languages whose usage is in the locale files are served.

## Source
The authorities named in the locale files, facts `mark_spaces`, `no_break_after` and `no_break_units`; units:
`tables/no-break-space`.
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
    pair,
    replace,
    rule,
    silent,
    table,
    triple,
)

_NO_BREAK = "\u00a0\u202f\u2009"
_BEFORE = lazy_pattern(r"[\w»”\"’')\]%°€$…]$")
_AFTER = lazy_pattern(r"$|[\s»”\"’')\]]|[?!…]+(?:$|[\s»”\"’')\]])")
_GOES_ON = lazy_pattern(r"\s+[^\W\d_]")
_SMILEY = lazy_pattern(r"[)\]'(]")
_TOKEN = lazy_pattern(r"\S*$")


@rule(
    id="no-break-space",
    kind=REPAIR,
    stage=STYLE,
    error_type="design-and-markup/whitespace",
    severity=Severity.NEUTRAL,
    confidence=0.9,
    facts=("mark_spaces", "no_break_after", "no_break_units"),
    profiles=("publish",),
    trigger=pair(" ", ";:!?")
    | pair(LETTER, ";:!?")
    | pair("»”\"’')]%", ";:!?")
    | pair(DIGIT, ";:!? ")
    | triple(SPACE, LETTER, " ")
    | triple('"„“«‚‘(', LETTER, " ")
    | triple(LINE_END, LETTER, " "),
    examples=[
        fires("Tu viens⟦ ⟧? Non⟦⟧! Il a dit⟦ ⟧: oui.", "Tu viens\u202f? Non\u202f! Il a dit\u00a0: oui.", lang="fr"),
        fires("Tu viens? Il a dit⟦ ⟧: oui.", "Tu viens? Il a dit\u00a0: oui.", lang="fr-CA"),
        fires("Bydlí v⟦ ⟧Praze a⟦ ⟧má tam dům.", "Bydlí v\u00a0Praze a\u00a0má tam dům.", lang="cs"),
        fires("W⟦ ⟧zimie jest 10⟦ ⟧km dalej.", "W\u00a0zimie jest 10\u00a0km dalej.", lang="pl"),
        fires("Das sind 5⟦ ⟧kg und 10⟦ ⟧% mehr.", "Das sind 5\u00a0kg und 10\u00a0% mehr.", lang="de"),
        silent("Tu viens\u00a0? Non\u00a0! À 10:30, voir https://a.example/?q=1 :) et (?)", lang="fr"),
        silent("Yahoo! est là, le ratio est 3:1, C: est plein.", lang="fr"),
        silent("Kommst du? Nein! In 5 Tagen a und o.", lang="de"),
        silent("Are you coming? It is 5 km away.", lang="en"),
        silent("Skupina A je velká, Karel V. vládl.", lang="cs"),
        silent("Tu viens ?", lang=None),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the places where a space should not break, or one is missing."""
    text, locale = segment.text, segment.locale
    for spec in locale.mark_spaces:
        yield from _before_marks(text, spec[0], spec[1:])
    if locale.no_break_after:
        for m in _after_words(locale.no_break_after).finditer(text):
            yield replace(*m.span("gap"), "\u00a0", f"no line ends with “{m['word']}”")
    if locale.no_break_units:
        for m in _units().finditer(text):
            yield replace(*m.span(), "\u00a0", "no line ends between a number and its unit")


def _before_marks(text: str, space: str, marks: str) -> Iterator[Hit]:
    for m in _marks(marks).finditer(text):
        at, mark = m.start("mark"), m["mark"]
        left = text[max(0, m.start() - 60) : m.start()]
        gap = m["gap"]
        if (gap and gap[-1] in _NO_BREAK) or not _BEFORE.search(left) or not _AFTER.match(text, at + 1):
            continue
        if (mark in ":;" and _SMILEY.match(text, at + 1)) or (not gap and not _ends_clause(text, left, mark, at)):
            continue
        yield replace(*m.span("gap"), space, f"a space that does not break belongs before {mark}")


def _ends_clause(text: str, left: str, mark: str, at: int) -> bool:
    """Whether a mark right after a word is one of punctuation, and not part of a name or of a sign."""
    token = _TOKEN.search(left)[0]  # type: ignore[index]
    if len(token) < 2 or any(c in token for c in ":;/@_=&"):
        return False
    goes_on = _GOES_ON.match(text, at + 1)
    return mark in ":;" or goes_on is None or not goes_on[0][-1].islower()


@cache
def _marks(marks: str) -> re.Pattern[str]:
    # The mark comes first: looking back from it is cheaper than trying at every space.
    return re.compile(rf"(?P<gap>[ {_NO_BREAK}]*)(?P<mark>[{marks}])")


@cache
def _after_words(words: frozenset[str]) -> re.Pattern[str]:
    small = "|".join(sorted(words))
    large = "|".join(sorted(w.capitalize() for w in words))
    edge, start = r"(?<![^\s\"„“«‚‘(])", r"(?:^|(?<=[.!?…] )|(?<=[„“«‚‘\"]))"
    return re.compile(rf"(?P<word>{edge}(?:{small})|{start}(?:{large}))(?P<gap> )(?=[\w\"„“«‚‘(])")


@cache
def _units() -> re.Pattern[str]:
    symbols = "|".join(re.escape(row["unit"]) for row in table("no-break-space", "units"))
    return re.compile(rf"(?<=\d) (?=(?:{symbols})(?![\w/°²³'’-]|\.\w))")
