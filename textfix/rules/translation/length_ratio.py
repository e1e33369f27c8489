"""Flags a translation that is far longer or shorter than people would make it.

## What it does
Counts the letters and digits of each line and of its source. The usual ratio of the two languages and what it may be off, which is more
for short lines, come from parallel sentences.

## Why
Models stop in the middle, leave out sentences, or go on about what nobody wrote.

## Limits
Needs the source, both languages, and their usual ratios (tables/length-ratio, some 100 languages). Sources of fewer than eight letters are not
judged. A clause left out of a long sentence stays inside the limits: see `left-out-words`.

## Source
Tatoeba and TICO-19, fitted by scripts/fit_length_ratio.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from math import exp, log

from textfix.rule import (
    DOCUMENT,
    FLAG,
    Hit,
    Segment,
    Severity,
    always,
    fires,
    flag,
    lazy_pattern,
    line_pairs,
    rule,
    silent,
    table,
    tell,
)

_BRACKETS = lazy_pattern(r"\([^()\n]{1,40}\)|（[^（）\n]{1,40}）")


@cache
def _mean(lang: str) -> float | None:
    """The logarithm of the letters of a language for each letter of English."""
    means = {row["tag"]: float(row["mean"]) for row in table("length-ratio", "languages")} | {"en": 0.0}
    return means.get(lang, means.get(lang.partition("-")[0]))


@cache
def _limits() -> tuple[tuple[int, float, float], ...]:
    rows = table("length-ratio", "limits")
    return tuple((int(row["letters"]), float(row["below"]), float(row["above"])) for row in rows)


@rule(
    id="length-ratio",
    kind=FLAG,
    scope=DOCUMENT,
    error_type="design-and-markup/truncation",
    severity=Severity.MAJOR,
    confidence=0.7,
    trigger=always,
    needs_language=True,
    needs_source=True,
    inside_protected=True,
    examples=[
        fires(
            "⟦Die Regierung.⟧",
            lang="de",
            source="The government said on Monday that the new law will help children in poor families.",
        ),
        fires(
            "⟦El gobierno dijo el lunes que la nueva ley ayudará a los niños de las familias pobres, y que las escuelas de cada ciudad, y las escuelas de cada ciudad, y las escuelas de cada ciudad, recibirán más dinero.⟧",
            lang="es",
            source="The government said on Monday that the new law will help them.",
        ),
        fires("⟦政府。⟧", lang="zh", source="The government said on Monday that the new law will help children."),
        silent("Der Hund schläft.", lang="de", source="The dog sleeps."),
        silent(
            "政府周一表示，新法将帮助儿童。",
            lang="zh",
            source="The government said on Monday that the new law will help children.",
        ),
        silent("Ja.", lang="de", source="Yes."),
        silent(
            "The government said on Monday that the new law will help children.",
            lang="en",
            source="政府周一表示，新法将帮助儿童。",
        ),
        silent(
            "Die Regierung sagte am Montag, dass das neue Gesetz Kindern helfen wird.",
            lang="de",
            source="The government said on Monday that the new law will help children.",
        ),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    if segment.source is None or segment.lang is None:
        return
    source_lang = segment.source_lang or tell(segment.source)
    here, there = _mean(segment.lang), _mean(source_lang) if source_lang else None
    if here is None or there is None:
        return
    for at, line, text in line_pairs(segment):
        usual, length = _letters(line), _letters(text)
        # The limits hold for letters of English.
        limits = [(below, above) for least, below, above in _limits() if usual / exp(there) >= least]
        if not limits or not length or not usual:
            continue
        off = log(length / usual) - (here - there)
        below, above = limits[-1]
        if off < below or off > above:
            start = at + len(text) - len(text.lstrip())
            expected = round(usual * exp(here - there))
            message = f"far too {'short' if off < below else 'long'} for its source"
            yield flag(start, at + len(text.rstrip()), message, evidence=f"{length} letters, usually about {expected}")


def _letters(text: str) -> int:
    """How many letters and digits a text has outside brackets, in which translators add names in the other script."""
    return sum(map(str.isalnum, _BRACKETS.sub("", text)))
