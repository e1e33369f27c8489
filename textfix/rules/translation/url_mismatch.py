"""Flags URLs and e-mail addresses that a text lacks, adds or changes compared with its source.

## What it does
Compares the addresses of each line with those of its source line. Scheme, ``www.``, a last slash and upper case may differ. An address
that differs from a missing one by little is flagged with that one as suggestion.

## Why
Models translate words in addresses, or leave out what they do not understand. Such a link leads nowhere.

## Limits
Needs the source. Pages in the language of the reader on the same host (example.org/de/ for example.org/en/) may be meant:
these are flagged with less confidence.

## Source
RFC 3986, RFC 5322.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    DOCUMENT,
    FLAG,
    Construct,
    Edit,
    Hit,
    Segment,
    Severity,
    Span,
    addresses,
    always,
    differences,
    fires,
    flag,
    line_pairs,
    rule,
    silent,
)

_SURE, _SAME_HOST = 0.9, 0.7


@rule(
    id="url-mismatch",
    kind=FLAG,
    scope=DOCUMENT,
    error_type="accuracy/mistranslation",
    severity=Severity.MAJOR,
    confidence=_SURE,
    trigger=always,
    needs_source=True,
    inside_protected=True,
    examples=[
        fires("Siehe unsere Seite.⟦⟧", lang="de", source="See https://example.org/help."),
        fires("Escriba a ⟦informacion@example.org⟧.", lang="es", source="Write to info@example.org."),
        fires("Voir ⟦https://example.org/aide⟧.", lang="fr", source="See https://example.org/help."),
        silent("Siehe https://example.org/help/.", lang="de", source="See http://www.example.org/help."),
        silent("Voir example.org.", lang="fr", source="See www.example.org."),
        silent("参见https://example.org/help。", lang="zh", source="See https://example.org/help."),
        silent("Escriba a info@example.org.", lang="es", source="Write to info@example.org."),
        silent("@nutzer sagt ja.", lang="de", source="@user says yes."),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    for at, line, text in line_pairs(segment):
        lost, added = differences(addresses(line), addresses(text))
        lost = [c for c in lost if not _stands(c.key, text)]
        added = [c for c in added if lost or not _stands(c.key, line)]
        missing = ", ".join(line[slice(*c.span)] for c in lost)
        for c in added:
            alike = [s for s in lost if _host(s) == _host(c)]
            edits: tuple[Edit, ...] = ()
            if len(alike) == 1 and len(added) == 1:
                edits = (Edit(Span(at + c.span.start, at + c.span.end), line[slice(*alike[0].span)]),)
            message = f"{text[slice(*c.span)]} does not stand in the source"
            span = Span(at + c.span.start, at + c.span.end)
            evidence = f"in the source: {missing}" if lost else ""
            yield Hit(span, message, edits, _SAME_HOST if alike else _SURE, evidence)
        if lost and not added:
            end = at + len(text.rstrip())
            yield flag(end, end, f"{missing} of the source is missing")


def _host(c: Construct) -> str:
    return c.key.partition("@")[2] or c.key.partition("/")[0]


def _stands(key: str, text: str) -> bool:
    """Whether an address stands whole in a text, as a part of which it was not recognised."""
    folded = text.casefold()
    at = folded.find(key)
    return at >= 0 and not (folded[at + len(key) : at + len(key) + 1].isalnum() and key[-1:].isascii())
