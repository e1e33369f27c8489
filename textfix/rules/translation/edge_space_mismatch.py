"""Flags spaces at the ends of a text, and tabs in it, that only it or only its source has.

## What it does
Compares whether a text of one line and its source begin and end with a space or tab, with the space of the source as a suggestion, and
how many tabs they hold.

## Why
Programs put strings together: "File: " without its space gives "Datei:bericht.txt".

## Limits
Needs the source. Formats that take the space off themselves (HTML, XLIFF) have nothing to compare. Texts of several lines are not
judged. Languages that write no spaces lose the space between words rightly, so only tabs are judged in them.

## Source
Written for textfix; the checks of translation tools for software. No line of NTREX-128 differs.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import DOCUMENT, FLAG, Edit, Hit, Segment, Span, always, fires, flag, rule, silent

_BLANKS = " \t\xa0"


@rule(
    id="edge-space-mismatch",
    kind=FLAG,
    scope=DOCUMENT,
    error_type="design-and-markup/whitespace",
    confidence=0.6,
    trigger=always,
    needs_source=True,
    inside_protected=True,
    examples=[
        fires("Datei:⟦⟧", lang="de", source="File: "),
        fires("⟦⟧ou non", lang="fr", source=" or not"),
        fires("Nombre⟦ ⟧", lang="es", source="Name"),
        fires("Name Alter⟦⟧", lang="de", source="Name\tAge"),
        silent("Datei: ", lang="de", source="File: "),
        silent("Datei:", lang="de", source="File:"),
        silent("文件：", lang="zh", source="File: "),
        silent("Der Hund schläft.\nDie Katze auch. ", lang="de", source="The dog sleeps.\nSo does the cat."),
        silent("Nom :\xa0", lang="fr", source="Name: "),
        silent("", lang="de", source=" "),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    text, source = segment.text, segment.source
    if source is None or "\n" in text or "\n" in source or not (text.strip() and source.strip()):
        return
    if segment.locale.word_spaces:
        yield from _edge(
            text, source, 0, len(text) - len(text.lstrip(_BLANKS)), source[: len(source) - len(source.lstrip(_BLANKS))]
        )
        end = len(text.rstrip(_BLANKS))
        yield from _edge(text, source, end, len(text), source[len(source.rstrip(_BLANKS)) :])
    there, here = source.strip().count("\t"), text.strip().count("\t")
    if there != here:
        yield flag(len(text.rstrip()), len(text.rstrip()), f"tabs: {here}, in the source {there}")


def _edge(text: str, source: str, start: int, end: int, wanted: str) -> Iterator[Hit]:
    if bool(wanted) != (start < end):
        where = "begins" if start == 0 else "ends"
        told = f"the source {where} with a space" if wanted else f"the source {where} without a space"
        span = Span(start, end)
        yield Hit(span, told, (Edit(span, wanted),))
