"""Flags one translation that stands for different sources.

## What it does
Where source texts that have no more than a third of their words in common have the same translation, of at least four words, in a document or in
a bilingual file, the later ones are flagged.

## Why
Translation memories fill in what they hold for something else, and models that fail repeat their last answer.

## Limits
Needs the source. Sources that differ in a few words are taken for two ways to say the same. The confidence is below one half.

## Source
Written for textfix; the checks of translation tools ("reused").
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import DOCUMENT, FLAG, Hit, Segment, always, fires, flag, line_pairs, rule, silent, words

_LETTERS = 16  # of the translation: about four words
_ALIKE = 1 / 3
_SHOWN = 60  # characters


@rule(
    id="reused-translation",
    kind=FLAG,
    scope=DOCUMENT,
    error_type="accuracy/mistranslation",
    confidence=0.45,
    trigger=always,
    needs_source=True,
    across=True,
    inside_protected=True,
    examples=[
        fires(
            "Die Datei wurde gespeichert.\n⟦Die Datei wurde gespeichert.⟧",
            lang="de",
            source="The file has been saved.\nYour password is wrong.",
        ),
        fires(
            "Le fichier a été enregistré.\nBonjour.\n⟦Le fichier a été enregistré.⟧",
            lang="fr",
            source="The file has been saved.\nHello.\nYour password is wrong.",
        ),
        fires(
            "El archivo se ha guardado.\n⟦El archivo se ha guardado⟧",
            lang="es",
            source="The file has been saved.\nYour password is wrong",
        ),
        silent(
            "Die Datei wurde gespeichert.\nDie Datei wurde gespeichert.",
            lang="de",
            source="The file has been saved.\nThe file was saved.",
        ),
        silent("Speichern\nSpeichern", lang="de", source="Save\nKeep"),
        silent("Le fichier a été enregistré.", lang="fr", source="The file has been saved."),
        silent(
            "Die Datei wurde gespeichert.\nIhr Kennwort ist falsch.",
            lang="de",
            source="The file has been saved.\nYour password is wrong.",
        ),
        silent(
            "El archivo se ha guardado.\nEl archivo se ha guardado.",
            lang="es",
            source="The file has been saved.\nThe file has been saved.",
        ),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    first: dict[str, tuple[str, frozenset[str]]] = {}
    for at, line, text in line_pairs(segment):
        key = "".join(filter(str.isalnum, text.casefold()))
        if len(key) < _LETTERS:
            continue
        said = frozenset(line[slice(*w)].casefold() for w in words(line))
        earlier = first.setdefault(key, (line, said))
        if earlier[1] is not said and len(said & earlier[1]) <= _ALIKE * len(said | earlier[1]):
            start = at + len(text) - len(text.lstrip())
            evidence = f"the same stands for: {earlier[0].strip()[:_SHOWN]}"
            yield flag(start, at + len(text.rstrip()), "another source has the same translation", evidence=evidence)
