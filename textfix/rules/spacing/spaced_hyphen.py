"""Joins a compound whose hyphen has a space on one side: "the GetInfo -Methode" is "GetInfo-Methode".

## What it does
The space goes where the compound is certain: the document writes it with a plain hyphen elsewhere, a name from a program stands before
the hyphen and a word with a capital behind it, or the hyphen stands between a number and a compound ("20 -year-old").

## Why
Placeholders and names are put back after translation with a space of their own.

## Limits
A hyphen with a space on one side may be a dash, an option of a program ("-v"), or a part of a compound that is named later
("Ein- und Ausgang", "Ziele und -Aufgaben"), so all others are left alone.

## Source
Rat für deutsche Rechtschreibung, Amtliches Regelwerk (2018), § 44, 46 and 98; texts labelled as machine translation among
technical documentation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textfix.rule import (
    DIGIT,
    LETTER,
    REPAIR,
    SPACE,
    TYPOGRAPHY,
    Document,
    Hit,
    Segment,
    delete,
    fires,
    lazy_pattern,
    rule,
    silent,
    triple,
)

_RIGHT = r"(?P<right>[^\W\d_]{2,})(?!\w|\.\w)"
_BEFORE = lazy_pattern(rf"(?P<gap> )[-‐]{_RIGHT}")
_BEHIND = lazy_pattern(rf"[-‐](?P<gap> ){_RIGHT}")
_COMPOUND_END = lazy_pattern(_RIGHT)
_EITHER = lazy_pattern(r"[-‐](?:(?<=[\w.] .)|(?<=[\w.].) )[^\W\d_]{2}")
_ID = "spaced-hyphen"
_LONGEST = 80  # characters of a word
_PROGRAM = lazy_pattern(r"[a-z][A-Z]|[A-Za-z]\d|\w\.[A-Za-z]|_")
_AGE = lazy_pattern(r"\d+$")
_SURE, _LIKELY = 0.92, 0.86


def _compounds(document: Document) -> frozenset[str]:
    """The compounds of a document that could be meant where a space stands beside a hyphen: in lower case, with a plain hyphen."""

    def compounds(document: Document) -> frozenset[str]:
        lines = document.lines_of(_ID)
        return _hyphenated(document.text, {m["right"] for p in (_BEFORE, _BEHIND) for m in p.finditer(lines)})

    found: frozenset[str] = document.memo("hyphenated words", compounds)
    return found


def _hyphenated(text: str, words: set[str]) -> frozenset[str]:
    """The compounds of a text whose second word is one of `words`."""
    asked, beginnings = {word.lower() for word in words}, {word[:2].lower() for word in words}
    text = text.replace("‐", "-")
    found: set[str] = set()
    at = text.find("-")
    while at >= 0:  # much faster than a search
        if (
            text[at + 1 : at + 3].lower() in beginnings
            and (m := _COMPOUND_END.match(text, at + 1))
            and m["right"].lower() in asked
            and (left := _left(text, at))
        ):
            found.add(f"{left}-{m['right']}".lower())
        at = text.find("-", at + 1)
    return frozenset(found)


def _left(text: str, end: int) -> str:
    """The word that ends at `end`; names with dots are one."""
    start, low = end, max(0, end - _LONGEST)
    while start > low and (text[start - 1].isalnum() or text[start - 1] in "_."):
        start -= 1
    joined = start > 0 and text[start - 1] == "-"
    return "" if joined or text[end - 1 : end] == "." else text[start:end]


@rule(
    id=_ID,
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="design-and-markup/whitespace",
    confidence=_SURE,
    needs_language=True,
    trigger=triple(LETTER, SPACE, "-‐")
    | triple(DIGIT, SPACE, "-‐")
    | triple(LETTER, "-‐", SPACE)
    | triple(DIGIT, "-‐", SPACE),
    pattern=_EITHER,
    examples=[
        fires("Siehe die GetTypeInfo⟦ ⟧-Methode.", "Siehe die GetTypeInfo-Methode.", lang="de"),
        fires("A 20⟦ ⟧-year-old man came.", "A 20-year-old man came.", lang="en"),
        fires("Les États-Unis et les États⟦ ⟧-Unis.", "Les États-Unis et les États-Unis.", lang="fr"),
        fires("A well-known man, well-⟦ ⟧known here.", "A well-known man, well-known here.", lang="en"),
        silent("Ziele und -Aufgaben, Ein- und Ausgang", lang="de"),
        silent("Run tool -version or MyTool -help now.", lang="en"),
        silent("Dragons Den -tähti Peter Jones lähti.", lang="fi"),
        silent("He came -he said- and left.", lang="en"),
        silent("We saw it- and left.", lang="en"),
        silent("Von 20 -30 Grad", lang="de"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the spaces beside hyphens."""
    if not segment.locale.cased or not segment.locale.word_spaces:
        return
    text = segment.text
    for pattern in (_BEFORE, _BEHIND):
        for m in pattern.finditer(text):
            left, right = _left(text, m.start()), m["right"]
            if not left:
                continue
            if f"{left}-{right}".lower() in _compounds(segment.document):
                confidence = _SURE
            elif pattern is _BEFORE and (
                (_PROGRAM.search(left) and right[0].isupper() and right[1:].islower())
                or (_AGE.match(left) and re.match(r"-[^\W\d_]+", text[m.end() : m.end() + 20]))
            ):
                confidence = _LIKELY
            else:
                continue
            yield delete(*m.span("gap"), "no space belongs beside this hyphen", confidence=confidence)
