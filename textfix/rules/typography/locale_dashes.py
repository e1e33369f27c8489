"""Sets the dash of the locale for a hyphen, or a foreign dash, between words.

## What it does
With the profile `publish`, a hyphen with spaces on both sides, and two hyphens, become the dash of the locale, with its
spaces: "it was late - too late" becomes "late—too late" in American English, "late – too late" in British English,
"spät – zu spät" in German; in Russian a long dash with a space before it that does not break. A dash that the locale
does not use, such as the long one in German, becomes its own.

## Why
Keyboards have no dash. Translation systems copy the dash of the source language.

## Limits
Only between words, with a space on both sides (or two hyphens between letters). Ranges, sums and scores (3 - 1), items of
lists, labels at the start of a line, lines with three such hyphens or more (tables), and hyphens between single letters
stay. Where the dash has no spaces, so does a hyphen between two capitals: "London - Paris". Languages whose usage is not
in the locale files are left as they are.

## Source
The authorities named in the locale files, fact `dashes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textfix.rule import (
    LETTER,
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

_DASH = lazy_pattern(
    r"(?:(?<![\s\-–—])[ \u00a0](?P<spaced>--?|[–—])[ \u00a0](?![\s\-–—])|(?<=[^\W\d_]{2})(?P<close>--)(?=[^\W\d_]{2}))"
)
_BEFORE = lazy_pattern(r"[\w.,;!?»”“\"’')\]%…]")
_AFTER = lazy_pattern(r"[\w«„“\"‘'(\[¿¡…]")
_LETTER_ALONE = lazy_pattern(r"(?<![\w'’])\w$")
_LETTER_FIRST = lazy_pattern(r"\w(?![\w'’])")
_LABEL = lazy_pattern(r"\s*[^\s]{0,3}$|\s*[\d:.,/-]+$")
_ITEM = lazy_pattern(r"\s*(?:[-*+•|#]|\d{1,3}[.)])\s")
_CAPITAL_WORD = lazy_pattern(r"[^\W\d_]\w*$")
_OPTION = lazy_pattern(r"(?<!\S)--?[^\W\d_]")
_MANY = 3


@rule(
    id="locale-dashes",
    kind=REPAIR,
    stage=STYLE,
    error_type="linguistic-conventions/punctuation",
    severity=Severity.NEUTRAL,
    confidence=0.9,
    facts=("dashes",),
    profiles=("publish",),
    trigger=triple(SPACE, "-–—", SPACE) | triple(SPACE, "-", "-") | (triple(LETTER, "-", "-")),
    examples=[
        fires("It was late⟦ - ⟧too late.", "It was late—too late.", lang="en-US"),
        fires("It was late⟦ - ⟧too late.", "It was late – too late.", lang="en-GB"),
        fires("Es war spät⟦ - ⟧zu spät.", "Es war spät – zu spät.", lang="de"),
        fires("Es war spät⟦ — ⟧zu spät.", "Es war spät – zu spät.", lang="de"),
        fires("Было поздно⟦ - ⟧слишком поздно.", "Было поздно\u00a0— слишком поздно.", lang="ru"),
        fires("Было поздно⟦ ⟧— слишком поздно.", "Было поздно\u00a0— слишком поздно.", lang="ru"),
        fires("He came⟦--⟧too late.", "He came—too late.", lang="en"),
        silent("The score was 3 - 1, the range 10-12.", lang="en"),
        silent("- one\n- two\n* one - two", lang="de"),
        silent("Ein well-known Wort – und eine E-Mail.", lang="de"),
        silent("London - Paris", lang="en-US"),
        silent("a - b - c - d", lang="de"),
        silent("Run git --amend -- file.txt now.", lang="en"),
        silent("Fue tarde - muy tarde.", lang="es"),
        silent("It was late - too late.", lang=None),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the hyphens and dashes that the locale writes otherwise."""
    text, dashes = segment.text, segment.locale.dashes
    if not dashes or text.count(" - ") >= _MANY or _OPTION.search(text) or _ITEM.match(text):
        return
    usual = dashes[0]
    shapes = {_shape(dash) for dash in dashes}
    message = f"the dash of {segment.locale.name} is {usual.strip()}"
    for m in _DASH.finditer(text):
        start, end = m.span()
        if _shape(m[0]) not in shapes:
            if _is_dash(text, m, closed=usual[0] == usual.strip()):
                yield replace(start, end, usual, message)
        elif m[0][0] == " " and m[0] not in dashes:  # only the space may break
            yield replace(start, start + 1, usual[0], "no line begins with a dash")


def _shape(dash: str) -> str:
    return dash.replace("\u00a0", " ")


def _is_dash(text: str, m: re.Match[str], *, closed: bool) -> bool:
    start, end = m.span()
    left, right = text[max(0, start - 40) : start], text[end : end + 40]
    if not _BEFORE.match(left[-1:]) or not _AFTER.match(right):
        return False
    if (left[-1].isdigit() and right[0].isdigit()) or (start < 40 and _LABEL.match(left)):
        return False
    hyphen = "-" in m[0]
    if hyphen and _LETTER_ALONE.search(left) and _LETTER_FIRST.match(right):
        return False
    word = _CAPITAL_WORD.search(left)
    return not (closed and word and word[0][0].isupper() and right[0].isupper())
