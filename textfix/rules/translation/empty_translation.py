"""Flags a line without a translation, where its source has words.

## What it does
Where text and source have as many lines, flags lines that are empty, or hold neither letter nor digit, beside source lines with at
least two words; and a whole text that is so beside such a source.

## Why
Systems return nothing, or a lone full stop, for what they cannot process, and a file with a gap looks complete.

## Limits
Needs the source.

## Source
Written for textfix. Outputs of WMT systems that are empty or a lone mark.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import DOCUMENT, FLAG, Hit, Segment, Severity, always, fires, flag, rule, silent, words

_WORDS = 2


@rule(
    id="empty-translation",
    kind=FLAG,
    scope=DOCUMENT,
    error_type="accuracy/omission",
    severity=Severity.CRITICAL,
    confidence=0.95,
    trigger=always,
    needs_source=True,
    inside_protected=True,
    examples=[
        fires("⟦.⟧", lang="de", source="The dog sleeps."),
        fires(
            "Der Hund schläft.\n⟦⟧\nDie Katze auch.",
            lang="de",
            source="The dog sleeps.\nThe bird sings.\nSo does the cat.",
        ),
        fires("⟦…⟧", lang="ja", source="The dog sleeps."),
        silent("Der Hund schläft.\n\nDie Katze auch.", lang="de", source="The dog sleeps.\n\nSo does the cat."),
        silent("Der Hund schläft.", lang="de", source="The dog sleeps."),
        silent("—", lang="fr", source="none"),
        silent("🙂", lang="de", source="🙂"),
        silent("Der Hund schläft, die Katze auch.", lang="de", source="The dog sleeps.\nSo does the cat."),
        silent("睡觉", lang="zh", source="Sleep well"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    if segment.source is None:
        return
    here, there = segment.text.split("\n"), segment.source.split("\n")
    if len(here) != len(there):
        here, there = [segment.text], [segment.source]
    at = 0
    for text, line in zip(here, there, strict=True):
        if not any(map(str.isalnum, text)) and len(words(line)) >= _WORDS:
            yield flag(at, at + len(text), "no translation", evidence=f"in the source: {line.strip()[:60]}")
        at += len(text) + 1
