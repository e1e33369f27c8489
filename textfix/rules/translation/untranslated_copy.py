"""Flags a line that is its source, left as it was.

## What it does
Compares each line with its source line, letter by letter without case, spaces and punctuation. Lines with at least four
words are flagged, of which three begin in lower case or belong to a script without case.

## Why
Models give back what they cannot translate, and tools what they failed to send.

## Limits
Needs the source and both languages, which must differ. Names, titles, codes and addresses stay as they are, so lines of few
words in lower case are not judged. A line that is detected as another language than that of the source is silent: a quotation, or two
languages that are nearly the same. So is one of fewer than seven words whose language cannot be told.

## Source
Written for textfix.
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
    detect,
    fires,
    flag,
    line_pairs,
    protected_spans,
    rule,
    silent,
    tell,
    words,
)

_WORDS, _LOWER = 4, 3
_UNTOLD = 7  # words, where the language of the line cannot be told
_LONG = 12  # letters, where words have no spaces between them


@rule(
    id="untranslated-copy",
    kind=FLAG,
    scope=DOCUMENT,
    error_type="accuracy/untranslated",
    severity=Severity.MAJOR,
    confidence=0.9,
    trigger=always,
    needs_language=True,
    needs_source=True,
    inside_protected=True,
    examples=[
        fires(
            "⟦The government said on Monday that the new law will help children in poor families.⟧",
            lang="de",
            source="The government said on Monday that the new law will help children in poor families.",
        ),
        fires(
            "⟦She bought a small house near the river and lives there with her two brothers⟧",
            lang="fr",
            source="She bought a small house near the river and lives there with her two brothers.",
        ),
        fires(
            "⟦El gobierno dijo el lunes que la nueva ley ayudará a los niños de las familias pobres.⟧",
            lang="en",
            source="El gobierno dijo el lunes que la nueva ley ayudará a los niños de las familias pobres.",
        ),
        silent("New York City Ballet", lang="de", source="New York City Ballet"),
        silent("pip install textfix --upgrade", lang="de", source="pip install textfix --upgrade"),
        silent("https://example.org/the-new-law", lang="fr", source="https://example.org/the-new-law"),
        silent(
            "The new law will help.",
            lang="en-GB",
            source="The new law will help.",
        ),
        silent("Das neue Gesetz hilft armen Kindern.", lang="de", source="The new law will help poor children."),
        silent("E. coli, S. aureus", lang="es", source="E. coli, S. aureus"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    if segment.source is None or segment.lang is None:
        return
    source_lang = segment.source_lang or tell(segment.source)
    if source_lang is None or _base(source_lang) == _base(segment.lang):
        return
    for at, line, text in line_pairs(segment):
        if abs(len(line) - len(text)) > 8 or _bare(line) != _bare(text) or not _sentence(text):
            continue
        told = detect(text)
        if _base(told) == _base(source_lang) if told else len(words(text)) >= _UNTOLD or _runs(text):
            start = at + len(text) - len(text.lstrip())
            yield flag(start, at + len(text.rstrip()), "the source, left as it was")


def _base(lang: str) -> str:
    return lang.partition("-")[0]


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def _sentence(text: str) -> bool:
    """Whether a text is made of words, more than names and codes."""
    closed = protected_spans(text)
    found = [text[w.start : w.end] for w in words(text) if not any(w.overlaps(s) for s in closed)]
    if len(found) >= _WORDS:
        return sum(len(w) > 1 and w[0].isalpha() and not w[0].isupper() for w in found) >= _LOWER
    return _runs(text)


def _runs(text: str) -> bool:
    """Whether a text is a sentence of a script that writes no spaces."""
    found = [text[w.start : w.end] for w in words(text)]
    return sum(len(w) for w in found if w[0] > "\u2e80" or "\u0e00" < w[0] < "\u1100") >= _LONG
