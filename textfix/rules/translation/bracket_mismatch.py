"""Flags a line without brackets whose source has something in brackets.

## What it does
Where a source line has words in brackets and its translation has neither brackets of any script nor a dash or comma that could stand
for them, flags the end of the line.

## Why
What stands in brackets is easily skipped: a name, an abbreviation, a reservation.

## Limits
Needs the source. Brackets with digits are not judged: translators leave out what is converted or already said; numbers have a
rule of their own. Brackets that only the translation has are not either: in many languages a name is repeated in Latin letters. On
NTREX-128 1 line in 4,000 has a finding.

## Source
Unicode general categories Ps and Pe; read on NTREX-128.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textfix.rule import DOCUMENT, FLAG, Hit, Segment, always, fires, flag, lazy_pattern, line_pairs, rule, silent

_OPEN, _CLOSE = "(（[［【〔﴾༼", ")）]］】〕﴿༽"
_ASIDE = lazy_pattern(rf"[{re.escape(_OPEN)}]([^{re.escape(_OPEN + _CLOSE)}]+)[{re.escape(_CLOSE)}]")
_INSTEAD = lazy_pattern(rf"[{re.escape(_OPEN + _CLOSE)},،、，;；:：–—-]|־|\s[-–—]")


@rule(
    id="bracket-mismatch",
    kind=FLAG,
    scope=DOCUMENT,
    error_type="accuracy/omission",
    confidence=0.5,
    trigger=always,
    needs_source=True,
    inside_protected=True,
    examples=[
        fires("Der Verband hat geschrieben.⟦⟧", lang="de", source="The Federation of Industries (BDI) has written."),
        fires(
            "Le musée est fermé le lundi.⟦⟧", lang="fr", source="The museum (in the old harbour) is closed on Mondays."
        ),
        fires("猫が寝ている。⟦⟧", lang="ja", source="The cat [a tabby] is sleeping."),
        silent(
            "Der Verband (BDI) hat geschrieben.", lang="de", source="The Federation of Industries (BDI) has written."
        ),
        silent(
            "Der Verband, der BDI, hat geschrieben.",
            lang="de",
            source="The Federation of Industries (BDI) has written.",
        ),
        silent("协会（BDI）写道。", lang="zh", source="The Federation (BDI) has written."),
        silent("Es sind 72 Kilometer bis dort.", lang="de", source="It is 45 miles (72 kilometers) from there."),
        silent("Son mari dort.", lang="fr", source="Her husband(s) is sleeping."),
        silent("El perro (un galgo) duerme.", lang="es", source="The dog sleeps."),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    for at, line, text in line_pairs(segment):
        if _INSTEAD.search(text):
            continue
        left = next((m for m in _ASIDE.finditer(line) if _says(line, m, text)), None)
        if left is not None:
            end = at + len(text.rstrip())
            yield flag(end, end, f"{left[0]} of the source is missing")


def _says(line: str, aside: re.Match[str], text: str) -> bool:
    """Whether what is in brackets stands by itself, says something in words, and does not stand in the translation without them."""
    inside = aside[1].strip()
    apart = not line[: aside.start()][-1:].isalpha()  # not the ending in "husband(s)", nor a link of Markdown
    return (
        apart
        and inside not in text
        and len(inside) > 1
        and any(map(str.isalpha, inside))
        and not any(map(str.isdigit, inside))
    )
