"""The source repeated before the translation.

## What it does
Where the source is given and the text begins with all of it, deletes the source, whatever its white space, and the empty
line, arrow or label between it and the translation ("English: … German: …"). Without the source, deletes a line that is
labelled as the source, before a line that is labelled as the translation ("Source: … Translation: …"), where there is nothing
else.

## Why
Models copy the text they translate when the prompt shows them pairs, and serving software sends prompt and answer back in
one.

## Limits
Without labels it needs the source. Something must follow that is no shorter than a sixth of the source, set off by an empty line, an arrow or
a label; sources of fewer than six characters are not judged.

## Source
Written for textfix. On human translations with their sources (WMT, NTREX-128) it finds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    DOCUMENT,
    LINE_END,
    REPAIR,
    RESIDUE,
    SPACE,
    Hit,
    Segment,
    Severity,
    chars,
    fires,
    pair,
    rule,
    silent,
    talk,
)


@rule(
    id="llm-source-echo",
    kind=REPAIR,
    stage=RESIDUE,
    scope=DOCUMENT,
    edges=True,
    error_type="accuracy/addition",
    severity=Severity.MAJOR,
    confidence=0.95,
    inside_protected=True,
    trigger=pair(LINE_END, LINE_END) | pair(":", SPACE) | chars("：→⇒➡|") | pair("-=—–", ">") | pair("=", " ="),
    examples=[
        fires("⟦The dog sleeps.\n\n⟧Der Hund schläft.", "Der Hund schläft.", source="The dog sleeps."),
        fires("⟦The dog sleeps. → ⟧Der Hund schläft.", "Der Hund schläft.", source="The dog sleeps."),
        fires(
            "⟦English: The dog sleeps.\nGerman: ⟧Der Hund schläft.",
            "Der Hund schläft.",
            source="The dog sleeps.",
        ),
        fires(
            "⟦Source: The dog sleeps.\nTranslation: ⟧Der Hund schläft.",
            "Der Hund schläft.",
        ),
        fires("⟦原文：The dog sleeps.\n译文：⟧狗在睡觉。", "狗在睡觉。", lang="zh"),
        silent("Original: Jane Doe, 1961\nTranslation: John Roe, 1964"),
        silent(
            "Source: Reuters.\nTranslation: see the appendix, which lists all the words that are used in this book."
        ),
        silent("The dog sleeps.\nDer Hund schläft."),
        silent("The dog sleeps.", source="The dog sleeps."),
        silent("The dog sleeps.\nThe cat sleeps.", source="The dog sleeps.\nThe cat sleeps."),
        silent("New York is large.", source="New York"),
        silent("OK\nWeiter", source="OK"),
        silent("Der Hund schläft.\nDie Katze auch.", source="The dog sleeps.\nSo does the cat."),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield what `talk` took off as source-echo."""
    for part in talk(segment, "source-echo"):
        yield Hit(part.span, "the source repeated before the translation is deleted", part.edits, part.confidence)
