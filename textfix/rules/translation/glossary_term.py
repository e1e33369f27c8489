"""Flags terms of the source that are not translated as the glossary says.

## What it does
Looks for each term of the glossary in each source line; where one stands there, the line must have one of its translations. Case,
accents and the endings of words are no matter, the words of a translation may stand apart, or in compounds.

## Why
A contract in which the lessee is a tenant on the next page is a defect even if both are right.

## Limits
Needs the source and a glossary (`--glossary`). Endings are compared, not analysed: a form that changes more than the last third of
a word (go, went) is not recognised, and two words with the same beginning are taken for one. A pronoun in place of the term is flagged.

## Source
ISO 30042 (TBX); the glossary of the user.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    DOCUMENT,
    FLAG,
    Hit,
    Segment,
    Severity,
    always,
    fires,
    flag,
    glossary_words,
    line_pairs,
    rule,
    silent,
    terms,
)


@rule(
    id="glossary-term",
    kind=FLAG,
    scope=DOCUMENT,
    error_type="terminology/wrong-term",
    severity=Severity.MAJOR,
    confidence=0.8,
    trigger=always,
    needs_source=True,
    needs_glossary=True,
    inside_protected=True,
    examples=[
        fires("Der Pächter zahlt.⟦⟧", lang="de", source="The lessee pays.", glossary="lessee\tMieter|Mieterin"),
        fires("Le bateau part.⟦⟧", lang="fr", source="The ferries leave.", glossary="ferry\tferry"),
        fires("渡船开了。⟦⟧", lang="zh", source="The ferry left.", glossary="ferry\t轮渡"),
        silent("Die Mieter zahlen.", lang="de", source="The lessees pay.", glossary="lessee\tMieter"),
        silent(
            "Der Mietvertrag ist neu.",
            lang="de",
            source="The lease agreement is new.",
            glossary="lease agreement\tMietvertrag",
        ),
        silent(
            "Die Fährverbindung ist neu.", lang="de", source="The ferry connection is new.", glossary="ferry\tFähre"
        ),
        silent("轮渡开了。", lang="zh", source="The ferry left.", glossary="ferry\t轮渡"),
        silent("Der Pächter zahlt.", lang="de", source="The tenant pays.", glossary="lessee\tMieter"),
        silent("Der Pächter zahlt.", lang="de", source="The lessee pays."),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    wanted = [t for t in terms(segment) if t.source and t.wanted]
    for at, line, text in line_pairs(segment) if wanted else ():
        there, here = glossary_words(line), glossary_words(text)
        for term in wanted:
            place = there.find(term.source)
            if place is not None and not any(here.has(w) for w in term.wanted):
                end = at + len(text.rstrip())
                said = " or ".join(term.wanted)
                yield flag(end, end, f"{line[slice(*place)]} is {said} in the glossary")
