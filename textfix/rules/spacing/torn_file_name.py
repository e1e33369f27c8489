"""Puts a torn-off file extension back: "ReadMe. txt" is "ReadMe.txt".

## What it does
A space between a dot and a known file extension goes: "the file. txt" becomes "the file .txt". Where the word before the dot is the name of a file it is joined;
where it is an ordinary word, the space comes before the dot.

## Why
Translation systems take the dot for the end of a sentence and set a space behind it.

## Limits
Only extensions of the table, and only in lower case. Extensions that are common words of the language are left
alone. Behind a known word with a capital it only suggests. What looks like a name is one: it has a digit, a capital inside, a sign, or no place in the word list.

## Source
`tables/torn-file-name`; word frequencies (wordfreq).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from textfix.rule import (
    LOWER,
    REPAIR,
    TYPOGRAPHY,
    Edit,
    Hit,
    Segment,
    Span,
    fires,
    lexicon,
    rule,
    silent,
    table,
    triple,
)

_NAME_BEFORE = re.compile(r"[^\s.`]*[\w*%]$")
_LONGEST = 100  # characters of a name
_TORN = re.compile(r"\.(?P<gap> )(?P<extension>[a-z][a-z0-9]{1,11})(?=$|[\s.,;:!?)\]\"”»])")
_NAME = re.compile(r"\w[A-Z]|[\d_\\/*%-]")
_UNSURE = 0.7
_KNOWN, _COMMON = 2.5, 4.5  # Zipf: of an ordinary word before the dot; of an extension that is one


@rule(
    id="torn-file-name",
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="design-and-markup/whitespace",
    confidence=0.9,
    needs_language=True,
    trigger=triple(".", " ", LOWER),
    pattern=_TORN,
    examples=[
        fires("Open the file ReadMe_2.⟦ ⟧txt first.", "Open the file ReadMe_2.txt first.", lang="en"),
        fires("Elimina los archivos⟦. ⟧vsz y las carpetas.", "Elimina los archivos .vsz y las carpetas.", lang="es"),
        fires("Il contient le fichier DataLists.⟦ ⟧vsix.", "Il contient le fichier DataLists.vsix.", lang="fr"),
        fires("Откройте файл report1.⟦ ⟧docx.", "Откройте файл report1.docx.", lang="ru"),
        fires("Node.⟦ ⟧js is installed.", "Node.js is installed.", lang="en"),
        silent("He read the file. sometimes he wrote.", lang="en"),
        silent("See the list, e. g. txt and others", lang="en"),
        silent("Open readme.txt and data.json.", lang="en"),
        silent("Das ist z. B. der Fall.", lang="de"),
        silent("He went home. net income rose.", lang="en"),
        silent("La casa. com vista", lang="pt"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the spaces that tear an extension from its dot."""
    words = lexicon(segment.lang)
    if words is None:
        return
    for m in _TORN.finditer(segment.text):
        if m["extension"] not in _extensions() or words.zipf(m["extension"]) >= _COMMON:
            continue
        before = _NAME_BEFORE.search(segment.text, max(0, m.start() - _LONGEST), m.start())
        if before is None:
            continue
        name = before[0].strip('("“«')
        message = f"the extension {m['extension']} is torn off"
        if _NAME.search(name) or words.zipf(name.lower()) < _KNOWN:
            span = Span(*m.span("gap"))
            yield Hit(span, message, (Edit(span, ""),))
        elif name.islower() and len(name) > 2:
            span = Span(m.start("gap") - 1, m.end("gap"))
            yield Hit(span, message, (Edit(span, " ."),))
        elif not name.islower():  # a name, or an ordinary noun in German
            span = Span(*m.span("gap"))
            yield Hit(span, message, (Edit(span, ""),), _UNSURE)


@cache
def _extensions() -> frozenset[str]:
    return frozenset(row["extension"] for row in table("torn-file-name", "extensions"))
