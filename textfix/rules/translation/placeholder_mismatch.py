"""Flags placeholders that a text lacks, adds or changes compared with its source.

## What it does
Compares the placeholders of each line with those of its source line, whatever their order: printf (`%s`, `%1$d`), Python, Ruby,
Qt, .NET, ICU (the arguments, not the branches), Vue, i18next, Jinja and Mustache, shell and template literals, `#TOKEN#`.
What is lost is told at the end of the line, or at a placeholder that stands in its place.

## Why
A program fails over a placeholder it does not know, or shows a name where a number belongs.

## Limits
Needs the source. An ICU argument that a branch repeats counts once. `%1` is no placeholder where the other side has the number.

## Source
C99 printf, Python str.format, Qt QString::arg, ICU MessageFormat, vue-i18n, i18next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textfix.rule import (
    DOCUMENT,
    FLAG,
    Construct,
    Hit,
    Segment,
    Severity,
    always,
    differences,
    fires,
    flag,
    lazy_pattern,
    line_pairs,
    placeholders,
    rule,
    silent,
)

_QT = lazy_pattern(r"%L?(\d{1,2})")


@rule(
    id="placeholder-mismatch",
    kind=FLAG,
    scope=DOCUMENT,
    error_type="design-and-markup/markup",
    severity=Severity.MAJOR,
    confidence=0.95,
    trigger=always,
    needs_source=True,
    inside_protected=True,
    examples=[
        fires("Hallo, Sie haben %d neue Briefe.⟦⟧", lang="de", source="Hello %s, you have %d new letters."),
        fires("Fichier ⟦%d⟧ introuvable.", lang="fr", source="File %s not found."),
        fires("Hola ⟦{apellido}⟧, tu pedido {id} y {name}.", lang="es", source="Hello {name}, your order {id}."),
        fires("你好⟦⟧", lang="zh", source="Hello {{ name }}"),
        silent("%2$s hat %1$s geschickt.", lang="de", source="%1$s was sent by %2$s."),
        silent("Bonjour {{name}} !", lang="fr", source="Hello {{ name }}!"),
        silent("Fiyatlar %5 arttı.", lang="tr", source="Prices rose by 5%."),
        silent(
            "{n, plural, one {# файл} few {# файла} other {# файлов}}",
            lang="ru",
            source="{n, plural, one {# file} other {# files}}",
        ),
        silent("Es sind 100 % sicher.", lang="de", source="They are 100% safe."),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    for at, line, text in line_pairs(segment):
        there, here = placeholders(line), placeholders(text)
        lost, added = differences(there, here)
        lost = [c for c in lost if not _percentage(c, text, line)]
        added = [c for c in added if not _percentage(c, line, text)]
        missing = ", ".join(line[slice(*c.span)] for c in lost)
        evidence = f"in the source: {missing}" if missing else "the source has none such"
        for c in added:
            token = text[slice(*c.span)]
            yield flag(at + c.span.start, at + c.span.end, f"{token} does not stand in the source", evidence=evidence)
        if lost and not added:
            end = at + len(text.rstrip())
            yield flag(end, end, f"{missing} of the source is missing", evidence=evidence)


def _percentage(c: Construct, other: str, own: str) -> bool:
    """Whether "%5" is a number, which the other side has too."""
    m = _QT.fullmatch(c.key)
    return bool(m) and re.search(rf"(?<!\d){m[1] if m else ''}(?!\d)", other) is not None
