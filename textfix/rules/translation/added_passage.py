"""Flags passages that nothing in the source answers to, where the two do not go line by line.

## What it does
Lays the sentences of a text beside those of its source, by their lengths and by the words, numbers and names that answer to each
other, and flags sentences without a counterpart.

## Why
Models go on after the end of what they translate, explain it, or translate a passage twice.

## Limits
Needs the source, and another number of lines than it has: line by line, `added-words` looks for the same. See
`left-out-passage`.

## Source
Gale and Church, A Program for Aligning Sentences in Bilingual Corpora, Computational Linguistics 19 (1993).
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import DOCUMENT, FLAG, Hit, Segment, Severity, always, fires, flag, rule, silent, unanswered_passages

_LETTERS = 20

_SOURCE = (
    "The ferry to the island leaves at nine.\nTickets cost 12 euros, and children under six travel free.\n"
    "Dogs must stay on the lower deck during the whole crossing, says Henrik Aldous.\n"
    "The captain has sailed here since 1998."
)


@rule(
    id="added-passage",
    kind=FLAG,
    scope=DOCUMENT,
    error_type="accuracy/addition",
    severity=Severity.MAJOR,
    confidence=0.5,
    trigger=always,
    needs_source=True,
    inside_protected=True,
    examples=[
        fires(
            "Die Fähre zur Insel fährt um neun Uhr.\n⟦Das Museum im alten Hafen öffnet im Mai wieder, nach zwei Jahren Umbau.⟧\n"
            "Karten kosten 12 Euro, Kinder unter sechs Jahren fahren umsonst.\n"
            "Hunde müssen während der ganzen Überfahrt auf dem unteren Deck bleiben, sagt Henrik Aldous.\n"
            "Der Kapitän fährt hier seit 1998.",
            lang="de",
            source=_SOURCE,
        ),
        fires(
            "Le ferry pour l’île part à neuf heures.\nLes billets coûtent 12 euros, et les enfants de moins de six ans voyagent gratuitement.\n"
            "Les chiens doivent rester sur le pont inférieur pendant toute la traversée, dit Henrik Aldous.\n"
            "Le capitaine navigue ici depuis 1998.\n⟦J’espère que cette traduction répond à vos attentes et reste fidèle au texte.⟧",
            lang="fr",
            source=_SOURCE,
        ),
        fires(
            "El ferri a la isla sale a las nueve.\nLos billetes cuestan 12 euros, y los niños menores de seis años viajan gratis.\n"
            "Los perros deben permanecer en la cubierta inferior durante toda la travesía, dice Henrik Aldous.\n"
            "⟦En invierno el restaurante de la estación cierra los lunes y los martes.⟧\nEl capitán navega aquí desde 1998.",
            lang="es",
            source=_SOURCE,
        ),
        silent(
            "Die Fähre zur Insel fährt um neun Uhr. Karten kosten 12 Euro, Kinder unter sechs Jahren fahren umsonst.\n"
            "Hunde müssen während der ganzen Überfahrt auf dem unteren Deck bleiben, sagt Henrik Aldous.\nDer Kapitän fährt hier seit 1998.",
            lang="de",
            source=_SOURCE,
        ),
        silent("Der Hund schläft.\nDie Katze auch.", lang="de", source="The dog sleeps, and so does the cat."),
        silent("Der Hund schläft.\nSeite 2", lang="de", source="The dog sleeps."),
        silent("El perro duerme. El gato come.", lang="es", source="The dog sleeps.\nThe cat eats."),
        silent(
            "Le chien dort.\n\nLe chat mange.\nL’oiseau chante.",
            lang="fr",
            source="The dog sleeps. The cat eats. The bird sings.",
        ),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    for source, text in unanswered_passages(segment):
        if source.start == source.end and sum(map(str.isalnum, segment.text[slice(*text)])) >= _LETTERS:
            yield flag(text.start, text.end, "nothing in the source answers to this passage")
