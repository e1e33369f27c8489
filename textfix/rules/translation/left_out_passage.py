"""Flags passages of the source that a translation lacks, where the two do not go line by line.

## What it does
Lays the sentences of a text beside those of its source, by their lengths and by the words, numbers and names that answer to each
other, and tells where sentences of the source have no counterpart. The flag stands behind what translates the passage before.

## Why
Models skip paragraphs, and what remains reads well.

## Limits
Needs the source, and another number of lines than it has: line by line, `empty-translation` and `left-out-words` look for the same.
Single sentences between others on the same matter are mostly taken for a part of their neighbour. Passages that moved are told as
left out in one place and added in another. Without word translations of the two languages little is found. Where the sentences of a
side cannot be told apart, as in Thai, nothing is said. Of two to four neighbouring sentences taken out of documents of 60 (NTREX-128,
11 languages with word translations) 8 of 10 were found; 7 of 60 documents that lacked nothing had a false alarm.

## Source
Gale and Church, A Program for Aligning Sentences in Bilingual Corpora, Computational Linguistics 19 (1993).
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import DOCUMENT, FLAG, Hit, Segment, Severity, always, fires, flag, rule, silent, unanswered_passages

_LETTERS = 20  # a shorter passage may be a heading, a name, a number of a page
_SHOWN = 80  # characters

_SOURCE = (
    "The ferry to the island leaves at nine.\nThe museum in the old harbour opens again in May, after two years of repairs.\n"
    "Tickets cost 12 euros, and children under six travel free.\n"
    "Dogs must stay on the lower deck during the whole crossing, says Henrik Aldous.\n"
    "The captain has sailed here since 1998."
)


@rule(
    id="left-out-passage",
    kind=FLAG,
    scope=DOCUMENT,
    error_type="accuracy/omission",
    severity=Severity.MAJOR,
    confidence=0.5,
    trigger=always,
    needs_source=True,
    inside_protected=True,
    examples=[
        fires(
            "Die Fähre zur Insel fährt um neun Uhr.⟦⟧\nKarten kosten 12 Euro, Kinder unter sechs Jahren fahren umsonst.\n"
            "Hunde müssen während der ganzen Überfahrt auf dem unteren Deck bleiben, sagt Henrik Aldous.\n"
            "Der Kapitän fährt hier seit 1998.",
            lang="de",
            source=_SOURCE,
        ),
        fires(
            "Le ferry pour l’île part à neuf heures.\nLe musée du vieux port rouvre en mai, après deux ans de travaux.⟦⟧\n"
            "Le capitaine navigue ici depuis 1998.",
            lang="fr",
            source=_SOURCE,
        ),
        fires(
            "El ferri a la isla sale a las nueve.\nEl museo del viejo puerto vuelve a abrir en mayo, tras dos años de obras.\n"
            "Los billetes cuestan 12 euros, y los niños menores de seis años viajan gratis.⟦⟧",
            lang="es",
            source=_SOURCE,
        ),
        silent(
            "Die Fähre zur Insel fährt um neun Uhr. Das Museum im alten Hafen öffnet im Mai wieder, nach zwei Jahren Umbau.\n\n"
            "Karten kosten 12 Euro, Kinder unter sechs Jahren fahren umsonst.\n"
            "Hunde müssen während der ganzen Überfahrt auf dem unteren Deck bleiben, sagt Henrik Aldous. Der Kapitän fährt hier seit 1998.",
            lang="de",
            source=_SOURCE,
        ),
        silent("Der Hund schläft, die Katze auch.", lang="de", source="The dog sleeps.\nSo does the cat."),
        silent("Der Hund schläft.\n\nDie Katze auch.", lang="de", source="The dog sleeps.\nSo does the cat."),
        silent("Le chien dort.", lang="fr", source="The dog sleeps.\nPage 2"),
        silent(
            "El perro duerme.\nEl gato come.\nEl pájaro canta.",
            lang="es",
            source="The dog sleeps. The cat eats. The bird sings.",
        ),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    for source, text in unanswered_passages(segment):
        left = (segment.source or "")[slice(*source)]
        if sum(map(str.isalnum, left)) >= _LETTERS:
            line = (segment.source or "").count("\n", 0, source.start) + 1
            shown = " ".join(left.split())
            shown = shown if len(shown) <= _SHOWN else shown[: _SHOWN - 1] + "…"
            message = "a passage of the source has no translation"
            yield flag(text.start, text.start, message, evidence=f"line {line} of the source: {shown}")
