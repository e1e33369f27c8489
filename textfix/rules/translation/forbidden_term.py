"""Flags words that the glossary forbids: everywhere, or as the translation of a term.

## What it does
Looks for each forbidden term of the glossary, whatever its endings; where it is forbidden for a term of the source, only in lines
whose source has that. What the glossary wants instead is told.

## Why
Old names of products, words of a competitor, false friends that come back with every model.

## Limits
Needs a glossary (`--glossary`) and, as its terms belong to languages and sources, the source. See `glossary-term` on endings.

## Source
ISO 30042 (TBX), administrative status; the glossary of the user.
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
    id="forbidden-term",
    kind=FLAG,
    scope=DOCUMENT,
    error_type="terminology/wrong-term",
    severity=Severity.MAJOR,
    confidence=0.9,
    trigger=always,
    needs_source=True,
    needs_glossary=True,
    inside_protected=True,
    examples=[
        fires("Der ⟦Pächter⟧ zahlt.", lang="de", source="The lessee pays.", glossary="lessee\tPächter\tforbidden"),
        fires("Das ist ein ⟦Handy⟧.", lang="de", source="This is a phone.", glossary="\tHandy\tforbidden"),
        fires(
            "Sie haben ⟦Handys⟧.", lang="de", source="They have phones.", glossary="phone\tTelefon\n\tHandy\tforbidden"
        ),
        silent("Der Pächter zahlt.", lang="de", source="The tenant pays.", glossary="lessee\tPächter\tforbidden"),
        silent("Der Mieter zahlt.", lang="de", source="The lessee pays.", glossary="lessee\tPächter\tforbidden"),
        silent("Das ist ein Telefon.", lang="de", source="This is a phone.", glossary="\tHandy\tforbidden"),
        silent("Das ist handlich.", lang="de", source="This is handy.", glossary="\tHandy\tforbidden"),
        silent("Das ist ein Handy.", lang="de", source="This is a phone."),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    known = terms(segment)
    closed = [t for t in known if t.forbidden]
    for at, line, text in line_pairs(segment) if closed else ():
        there, here = glossary_words(line), glossary_words(text)
        for term in closed:
            if term.source and there.find(term.source) is None:
                continue
            better = " or ".join(w for t in known if t.source == term.source for w in t.wanted)
            for word in term.forbidden:
                place = here.find(word)
                if place is not None:
                    message = f"the glossary forbids {text[slice(*place)]}"
                    evidence = f"it wants {better}" if better and term.source else ""
                    yield flag(at + place.start, at + place.end, message, evidence=evidence)
