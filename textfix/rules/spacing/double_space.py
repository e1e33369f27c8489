"""Reduces several spaces between two words to one.

## What it does
Two or three plain spaces inside a line of prose become one.

## Why
Translation systems leave a second space where they dropped a word, a tag or a placeholder.

## Limits
White space that is there for the eye stays: indentation, trailing spaces (a Markdown line break), four spaces and more,
tables and columns (a line with a bar, a tab or three such gaps, or gaps above one another), two spaces after each
sentence where the document writes so. Ideographic and no-break spaces are not touched.

## Source
Unicode 16, U+0020; CommonMark 0.31.2 on hard line breaks; typists' habit of two spaces after a full stop.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    REPAIR,
    TYPOGRAPHY,
    Document,
    Hit,
    Segment,
    counted,
    delete,
    fires,
    lazy_pattern,
    pair,
    rule,
    settled,
    silent,
)

_GAP = lazy_pattern(r"  (?<=\S..) ?(?=[^\s|])")
_END, _TWO = lazy_pattern("[.!?] "), lazy_pattern("[.!?]  ")
_COLUMN = lazy_pattern(r"\S {2,}\S")


def _spaced_twice(document: Document) -> bool:
    """Whether the document sets two spaces after its sentences."""
    two = counted(document, "double-space", _TWO)
    return two > 1 and not settled(document, _END, 1, 2 * two + 1)


def _in_columns(segment: Segment) -> bool:
    """Whether the line is a row of a table: its gaps are many, or stand below or above those of a neighbour."""
    gaps = _columns(segment.text)
    if "|" in segment.text or "\t" in segment.text or len(gaps) > 2:
        return True
    return any(at in gaps for line in (segment.previous, segment.following) for at in _columns(line))


def _columns(line: str) -> list[int]:
    """Where the columns of a line begin, if it is a row of a table; gaps are found faster than what stands before them."""
    return [m.end() - 1 for m in _COLUMN.finditer(line, line.find("  ") - 1)] if "  " in line else []


@rule(
    id="double-space",
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="design-and-markup/whitespace",
    confidence=0.97,
    trigger=pair(" ", " "),
    examples=[
        fires("Have a happy meal ⟦ ⟧and good mood.", "Have a happy meal and good mood."),
        fires("Er kam ⟦  ⟧gestern an.", "Er kam gestern an.", lang="de"),
        fires("Он пришёл, ⟦ ⟧но поздно.", "Он пришёл, но поздно.", lang="ru"),
        silent("    indented code, one level"),
        silent("a line that breaks  \nin Markdown"),
        silent("name  size  date  owner"),
        silent("Tea   2.50\nMilk  1.20"),
        silent("Term      what it means"),
        silent("He came.  He saw.  He won.  That was all."),
        silent("| a  b | c |"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the spaces that are one too many."""
    text = segment.text
    gaps = [m for m in _GAP.finditer(text) if text[m.start() - 1] != "|"]
    if not gaps or _in_columns(segment):
        return
    for m in gaps:
        if m.end() - m.start() == 2 and text[m.start() - 1] in ".!?…:”’\"')]»" and _spaced_twice(segment.document):
            continue
        yield delete(m.start() + 1, m.end(), "more than one space between two words")
