"""Reduces a no-break space and a plain space that stand side by side to one.

## What it does
Of the two, the no-break space stays where there is reason for one: before a mark that has a space before it (French ":"),
behind an opening guillemet, and between a number and what it counts. Elsewhere the plain space stays.

## Why
A space was added beside the one that was there, and hides that it is doubled.

## Limits
At the beginning and the end of a line, and where three or more stand together (a table, an indentation), nothing is changed. It only
suggests, below one half: people set such spaces by hand, and code is indented with them.

## Source
Unicode 16, U+00A0 and U+202F; the locale files for marks with a space before them.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import REPAIR, TYPOGRAPHY, Hit, Segment, delete, fires, lazy_pattern, pair, rule, silent

_TWO = lazy_pattern(r"(?<=\S)(?: (?P<after>[\u00a0\u202f])|(?P<before>[\u00a0\u202f]) )(?=[^\s|])")


@rule(
    id="doubled-no-break-space",
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="design-and-markup/whitespace",
    confidence=0.45,
    trigger=pair(" ", "\u00a0\u202f") | pair("\u00a0\u202f", " "),
    examples=[
        fires("Er kam ⟦\u00a0⟧gestern an.", "Er kam gestern an.", lang="de"),
        fires("Il dit⟦ ⟧\u00a0: non.", "Il dit\u00a0: non.", lang="fr"),
        fires("It takes 5\u00a0⟦ ⟧km to get there.", "It takes 5\u00a0km to get there.", lang="en"),
        fires("Он пришёл⟦\u00a0⟧ домой.", "Он пришёл домой.", lang="ru"),
        silent("Il dit\u00a0: non.", lang="fr"),
        silent("a \u00a0 b \u00a0 c"),
        silent("Text \u00a0"),
        silent("\u00a0 indented"),
        silent("10\u00a0000 km", lang="fr"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the space that is one too many."""
    text, locale = segment.text, segment.locale
    for m in _TWO.finditer(text):
        hard = m.start("after") if m["after"] else m.start("before")
        plain = m.start() if m["after"] else m.end() - 1
        following = text[m.end()]
        wanted = following in locale.space_before or text[m.start() - 1] in "«‹" or text[m.start() - 1].isdigit()
        at = plain if wanted else hard
        yield delete(at, at + 1, "a no-break space and a space stand side by side")
