"""Points out a phrase that is said again with another preposition: "at the ceremony of the ceremony".

## What it does
Looks for a preposition, a determiner and one or two further words, behind which a preposition stands with the same words again:
"in the foothills of the foothills". What comes next must not go on with the phrase ("for the bus at the bus stop").
It is suggested that the second one go.

## Why
Models that have lost the thread say a noun again in place of the one they do not know. Two copies with the same preposition
are repaired by `repeated-phrase`.

## Limits
Languages with a table. Prepositions behind which people do say a noun again are left out: "from one friend to one friend",
"of the people by the people". Of 670,000 human sentences in six languages one is flagged, a slip; in
50,000 English outputs of MLQE-PE, MQM and WMT there are 13, all wrong.

## Source
The grammars named in `tables/echoed-phrase`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from textfix.rule import (
    ECHOED_PHRASE,
    FLAG,
    Edit,
    Hit,
    Segment,
    Span,
    fires,
    lazy_pattern,
    lexicon,
    rule,
    silent,
    table,
)

_TABLE = {row["tag"]: row for row in table("echoed-phrase", "words")}
_NEXT = lazy_pattern(r" ?(?:$|[^\w\s'’\-/(]| (?P<word>[^\W\d_]+))|[ \t]*\n")
_SHORTEST = 3  # letters of a noun


@cache
def _pattern(tag: str) -> re.Pattern[str]:
    row = _TABLE[tag]
    return re.compile(
        rf"(?<![\w'’\-])(?P<before>{row['before']}) (?P<said>(?:{row['determiners']})(?P<noun>(?: [^\W\d_]{{{_SHORTEST},}}){{1,2}}))"
        rf"(?P<again> (?P<between>{row['between']}) (?P=said))(?!\w)",
        re.IGNORECASE,
    )


@rule(
    id="echoed-phrase",
    kind=FLAG,
    error_type="linguistic-conventions/duplication",
    confidence=0.85,
    trigger=ECHOED_PHRASE,
    languages=tuple(_TABLE),
    examples=[
        fires(
            "She sang ⟦at the ceremony of the ceremony⟧ in Tallinn.", "She sang at the ceremony in Tallinn.", lang="en"
        ),
        fires("They live ⟦in the old houses of the old houses⟧.", lang="en"),
        fires("Er wohnt ⟦in der Mitte von der Mitte⟧ und arbeitet dort.", lang="de"),
        fires("Vive ⟦en la calle de la calle⟧ y trabaja allí.", lang="es"),
        silent("People are waiting for the bus at the bus stop.", lang="en"),
        silent("A government of the people by the people for the people.", lang="en"),
        silent("He went from the house to the house of his friend.", lang="en"),
        silent("It was the best of the best, in the end of the endless war.", lang="en"),
        silent("In the house of the houses he found a key with the key ring.", lang="en"),
        silent("Er wohnt in der Mitte von der Mittelstadt.", lang="de"),
        silent("Es un amigo de un amigo de la casa.", lang="es"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the phrases that are said again."""
    text, known = segment.text, lexicon(segment.lang)
    tag = next((tag for tag in _TABLE if segment.lang and segment.lang.partition("-")[0] == tag), None)
    if tag is None or known is None:
        return
    for m in _pattern(tag).finditer(text):
        if m["before"].lower() == m["between"].lower() or not known.commonest.isdisjoint(m["noun"].lower().split()):
            continue
        behind = _NEXT.match(text, m.end())
        if behind is None or (behind["word"] and behind["word"].lower() not in known.commonest):
            continue
        edits = (Edit(Span(*m.span("again")), ""),)
        yield Hit(Span(*m.span()), f"“{m['said']}” is said here twice", edits, evidence="two prepositions, one phrase")
