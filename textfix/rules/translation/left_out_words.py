"""Flags words of the source that nothing in the translation answers to.

## What it does
Looks up which words translate which, and looks in the source for neighbouring words that have no partner in the
translation although words like them nearly always have one. The finding stands, empty, where they would belong in the
translation; the evidence quotes them and names their place in the source.

## Why
A sentence that lacks a clause reads well. Models leave out what is long, repeated, or beside their training.

## Limits
Needs the source, and word translations of both languages: those that come with textfix, or those of `textfix learn`.
Free and idiomatic translations leave words without partners as well. Single words are not flagged.
A stretch counts for more where the translation is of unusual length. Of human translations about one in a thousand is
flagged; of clauses of twelve words that were taken out of one, a third, of those of six, a tenth.

## Source
IBM model 1 (Brown et al. 1993) over Tatoeba, TICO-19 and MLQE-PE.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import DOCUMENT, FLAG, Hit, Segment, Severity, always, beside, fires, flag, rule, silent

_STRENGTH = 9.5  # at which one line of a thousand human translations is flagged


@rule(
    id="left-out-words",
    kind=FLAG,
    scope=DOCUMENT,
    error_type="accuracy/omission",
    severity=Severity.MAJOR,
    confidence=0.6,
    trigger=always,
    needs_language=True,
    needs_source=True,
    examples=[
        fires(
            "Die Regierung sagte am Montag, dass das neue Gesetz Kindern in armen Familien⟦⟧ helfen wird.",
            lang="de",
            source="The government said on Monday that the new law will help children in poor families, and that schools in every city will get more money next year.",
        ),
        fires(
            "El gobierno dijo el lunes que la nueva ley ayudará a los niños de⟦⟧ las familias pobres.",
            lang="es",
            source="The government said on Monday that the new law will help children in poor families, and that schools in every city will get more money next year.",
        ),
        fires(
            "Vláda v pondělí uvedla, že nový zákon pomůže dětem v chudých rodinách⟦⟧.",
            lang="cs",
            source="The government said on Monday that the new law will help children in poor families, and that schools in every city will get more money next year.",
        ),
        silent(
            "Die Regierung sagte am Montag, dass das neue Gesetz Kindern in armen Familien helfen wird und dass die Schulen in jeder Stadt nächstes Jahr mehr Geld bekommen.",
            lang="de",
            source="The government said on Monday that the new law will help children in poor families, and that schools in every city will get more money next year.",
        ),
        silent(
            "El gobierno dijo el lunes que la nueva ley ayudará a los niños de las familias pobres, y que las escuelas de cada ciudad recibirán más dinero el año que viene.",
            lang="es",
            source="The government said on Monday that the new law will help children in poor families, and that schools in every city will get more money next year.",
        ),
        silent(
            "Vláda v pondělí uvedla, že nový zákon pomůže dětem v chudých rodinách a že školy v každém městě dostanou příští rok více peněz.",
            lang="cs",
            source="The government said on Monday that the new law will help children in poor families, and that schools in every city will get more money next year.",
        ),
        silent(
            "Elle a acheté une petite maison près de la rivière et y vit avec ses deux frères.",
            lang="fr",
            source="She bought a small house near the river and lives there with her two brothers.",
        ),
        silent(
            "She bought a small house near the river and lives there with her two brothers.",
            lang="en",
            source="Elle a acheté une petite maison près de la rivière et y vit avec ses deux frères.",
        ),
        silent(
            "The government said on Monday that the new law will help children in poor families, and that schools in every city will get more money next year.",
            lang="en",
            source="Die Regierung sagte am Montag, dass das neue Gesetz Kindern in armen Familien helfen wird und dass die Schulen in jeder Stadt nächstes Jahr mehr Geld bekommen.",
        ),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    for at, pair in beside(segment):
        span, strength = pair.left_out()
        if strength < _STRENGTH or pair.detached:
            continue
        place = at + pair.place(span.start)
        words = pair.source.text[span.start : span.end]
        evidence = f"{words!r} at {span.start} in its line of the source"
        yield flag(place, place, "words of the source without a translation", evidence=evidence)
