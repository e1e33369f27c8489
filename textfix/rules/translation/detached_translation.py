"""Flags a line that is no translation of its source.

## What it does
Looks up which words translate which, and finds next to nothing: of the words on both sides that nearly always have a
partner, hardly one has.

## Why
Models make up sentences that have nothing to do with the source, and files slip by a line.

## Limits
Needs the source, and word translations of both languages: those that come with textfix, or those of `textfix learn`.
Lines with fewer than eight words that should have partners are not judged, nor languages
whose word translations were learned from fewer than 4,000 sentence pairs. Of human translations one in 3,000 is
flagged, of lines beside a wrong source one in six: what is flagged is meant seriously, what is not may still be wrong.
The score tells more of them apart.

## Source
IBM model 1 (Brown et al. 1993) over Tatoeba, TICO-19 and MLQE-PE.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import DOCUMENT, FLAG, Hit, Segment, Severity, always, beside, fires, flag, rule, silent


@rule(
    id="detached-translation",
    kind=FLAG,
    scope=DOCUMENT,
    error_type="accuracy/mistranslation",
    severity=Severity.CRITICAL,
    confidence=0.8,
    trigger=always,
    needs_language=True,
    needs_source=True,
    examples=[
        fires(
            "⟦Sie kaufte ein kleines Haus am Fluss und lebt dort mit ihren zwei Brüdern⟧.",
            lang="de",
            source="The government said on Monday that the new law will help children in poor families, and that schools in every city will get more money next year.",
        ),
        fires(
            "⟦Ella compró una casa pequeña cerca del río y vive allí con sus dos hermanos⟧.",
            lang="es",
            source="The government said on Monday that the new law will help children in poor families, and that schools in every city will get more money next year.",
        ),
        fires(
            "⟦The government said on Monday that the new law will help children in poor families, and that schools in every city will get more money next year⟧.",
            lang="en",
            source="Koupila si malý dům u řeky a žije tam se svými dvěma bratry.",
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
            "Die Regierung sagte am Montag, dass das neue Gesetz Kindern in armen Familien helfen wird.",
            lang="de",
            source="The government said on Monday that the new law will help children in poor families, and that schools in every city will get more money next year.",
        ),
        silent(
            "She bought a small house near the river and lives there with her two brothers.",
            lang="en",
            source="Elle a acheté une petite maison près de la rivière et y vit avec ses deux frères.",
        ),
        silent(
            "Elle a acheté une petite maison près de la rivière et y vit avec ses deux frères, mais elle voudrait bientôt retourner dans la grande ville pour travailler dans un hôpital.",
            lang="fr",
            source="She bought a small house near the river and lives there with her two brothers.",
        ),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    for at, pair in beside(segment):
        if pair.detached:
            start, end = pair.target.tokens[0].start, pair.target.tokens[-1].end
            yield flag(at + start, at + end, "hardly a word answers to the source")
