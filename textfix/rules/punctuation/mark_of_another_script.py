"""Replaces a mark of another script behind a word: "word، word" in English, "है。" in Hindi.

## What it does
Arabic, Indic, Armenian, Ethiopic, Burmese and Khmer marks in Latin, Cyrillic and Greek text become the usual ones; full-width marks
become those of the script in Arabic, Hebrew, Indic, Thai, Korean and further scripts; a bar that stands for the danda becomes it.

## Why
Models copy the marks of the source.

## Limits
The letter before the mark, and the next one behind it, must be of the script of the language; so a phrase of another script keeps its
marks. Full-width marks in Latin, Cyrillic and Greek text are the business of `foreign-punctuation`. The bar is only suggested where
people type it (`tables/spacing-slips` has no count of the language), and never changed in tables.

## Source
`tables/mark-of-another-script`; The Unicode Standard 16.0, chapters on the scripts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from textfix.rule import (
    ARABIC,
    CYRILLIC,
    GREEK,
    LATIN,
    REPAIR,
    TYPOGRAPHY,
    Hit,
    Segment,
    careful_spacing,
    fires,
    pair,
    replace,
    rule,
    silent,
    table,
)

if TYPE_CHECKING:
    import regex

_WIDE = "，。、；：？！"
_OTHER = "،؛؟۔।॥։።፣፤፧။၊។"
_LETTERS = "".join(
    map(chr, (*range(0x530, 0x5FF), *range(0x900, 0xE00), *range(0xE00, 0x1400), *range(0x1780, 0x17FF)))
)
_HANGUL = "".join(map(chr, range(0xAC00, 0xD7A4)))
_SURE, _UNSURE = 0.92, 0.45
_SCRIPTS = {"Kore": "Hang"}  # by the names of Unicode


@rule(
    id="mark-of-another-script",
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="linguistic-conventions/punctuation",
    confidence=_SURE,
    needs_language=True,
    trigger=pair(LATIN, _OTHER)
    | pair(CYRILLIC, _OTHER)
    | pair(GREEK, _OTHER)
    | pair(ARABIC, _WIDE)
    | pair(_LETTERS, _WIDE + "|")
    | pair(_HANGUL, _WIDE),
    examples=[
        fires("He came⟦،⟧ and he left⟦۔⟧", "He came, and he left.", lang="en"),
        fires("वह आया⟦，⟧ और चला गया⟦。⟧", "वह आया, और चला गया।", lang="hi"),
        fires("그는 왔다⟦。⟧ 그리고 갔다⟦！⟧", "그는 왔다. 그리고 갔다!", lang="ko"),
        fires("Он пришёл⟦।⟧ Она ушла.", "Он пришёл. Она ушла.", lang="ru"),
        fires("এটি ভালো⟦|⟧", "এটি ভালো।", lang="bn"),
        fires("أين أنت⟦？⟧", "أين أنت؟", lang="ar"),
        silent("The Arabic comma ، and the word سلام، in Arabic.", lang="en"),
        silent("کتاب Python، خوب است.", lang="fa"),
        silent("| नाम | उम्र |", lang="hi"),
        silent("他来了，她走了。", lang="zh"),
        silent("Τι ώρα είναι;", lang="el"),
        silent("The word سلام، is", lang="en"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the marks of another script."""
    found = _pattern(segment.locale.script)
    if found is None:
        return
    pattern, marks = found
    text = segment.text
    bars = text.count("|")
    for m in pattern.finditer(text):
        mark = m["mark"]
        if mark == "|" and (bars > 2 or text.lstrip().startswith("|")):
            continue
        sure = mark != "|" or careful_spacing(segment.lang)
        yield replace(
            m.start("mark"),
            m.end("mark"),
            marks[mark] + (" " if m["letter"] else ""),
            f"{mark} is a mark of another script; here it is {marks[mark]}",
            confidence=_SURE if sure else _UNSURE,
        )


@cache
def _pattern(script: str) -> tuple[regex.Pattern[str], Mapping[str, str]] | None:
    """A pattern for the marks that do not belong in a script, and what to write for each."""
    marks = {
        row["mark"]: row["replacement"] for row in table("mark-of-another-script", "marks") if row["script"] == script
    }
    if not marks:
        return None
    import regex

    own = rf"\p{{Script={_SCRIPTS.get(script, script)}}}"
    signs = regex.escape("".join(marks), special_only=True)
    return regex.compile(
        rf"(?<=(?:{own}|\p{{M}}|[0-9]|{own}[\"”»’)]))(?P<mark>[{signs}])"
        rf"(?:(?=(?P<letter>{own}))|(?=[\"”»’)]*(?:\s+[^\p{{L}}]*{own}|[^\p{{L}}]*$)))"
    ), marks
