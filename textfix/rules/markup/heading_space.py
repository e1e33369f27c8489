r"""Puts back the space of a Markdown heading: "##Results" becomes "## Results".

## What it does
Inserts the space after the signs of a heading in a document that has whole Markdown headings.

## Why
Without the space CommonMark sees a paragraph, or a reader a hashtag.

## Limits
A line of one ``#`` and one word may be a hashtag: it is only suggested. So is nothing in documents without whole headings, nor
in code blocks; lines that end like a sentence and lines with more hashtags stay.

## Source
CommonMark 0.31.2, section 4.2 (ATX headings) and 4.5 (fenced code blocks).
"""

import re
from collections.abc import Iterator

from textfix.rule import (
    DOCUMENT,
    LETTER,
    LINE_END,
    REPAIR,
    RESIDUE,
    Hit,
    Segment,
    fires,
    insert,
    lazy_pattern,
    rule,
    silent,
    triple,
)

_LINE = lazy_pattern(r"^(?: {0,3}(?:`{3}|~{3})|#)[^\r\n]*", re.MULTILINE)
_FENCE = lazy_pattern(r" {0,3}(?:`{3}|~{3})")
_WHOLE = lazy_pattern(r"#{1,6} +\S")
_GLUED = lazy_pattern(r"(#{1,6})(?=[^\W\d_])(?![a-z])[^#\r\n]*[^\s#.!?…。！？,;:](?=[\r\n]|$)")


@rule(
    id="heading-space",
    kind=REPAIR,
    stage=RESIDUE,
    scope=DOCUMENT,
    error_type="design-and-markup/markup",
    confidence=0.88,
    inside_protected=True,
    trigger=triple(LINE_END, "#", LETTER) | triple("#", "#", LETTER),
    examples=[
        fires(
            "# Bericht\n\nText.\n\n##⟦⟧Neue Ergebnisse\n\nMehr.",
            "# Bericht\n\nText.\n\n## Neue Ergebnisse\n\nMehr.",
            lang="de",
        ),
        fires("## A\n\n#⟦⟧Premiers pas ici\n\nTexte.", "## A\n\n# Premiers pas ici\n\nTexte.", lang="fr"),
        fires("# Введение\n\n###⟦⟧Итоги", "# Введение\n\n### Итоги", lang="ru"),
        silent("#MeToo changed much.\n#Sport und Spiel"),
        silent("# Title\n\n#include and #define\n"),
        silent("# Title\n\n```\n# x\n##Comment here\n```\n"),
        silent("# Title\n\n#MeToo is a movement.\n\n#Love #Peace"),
        silent("##Ergebnisse"),
        silent("# Title\n\nSee issue #A12 and the tag #Berlin"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    fenced, headings = False, 0
    glued: list[re.Match[str]] = []
    for line in _LINE.finditer(segment.text):
        if _FENCE.match(line[0]):
            fenced = not fenced
        elif not fenced:
            if _WHOLE.match(line[0]):
                headings += 1
            elif m := _GLUED.fullmatch(segment.text, *line.span()):
                glued.append(m)
    if headings:
        for m in glued:
            hashtag = len(m[1]) == 1 and " " not in m[0]
            at = m.end(1)
            yield insert(at, " ", "the space of the heading is missing", confidence=0.6 if hashtag else None)
