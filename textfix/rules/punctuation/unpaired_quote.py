"""Points out a quotation mark that has no partner.

## What it does
Flags a mark that opens a quotation which nothing closes, or closes one which nothing opens: “Select Grid Control (OLEDB)”
without its first mark. A quotation may run over several lines; then its marks are partners. Where there is a source, and its
marks pair while those of the translation do not, it is surer.

## Why
Models drop one of two marks. Where it belongs is often a guess, so a person has to look.

## Limits
A line by itself may be a piece of a quotation that began before it or ends after it. In a text of a single line, marks at the
beginning, after a colon, and beside other punctuation than a closing mark and its comma are therefore not flagged, and the
others with low confidence.
Inches, apostrophes and marks that are what the text is about stay.

## Source
CLDR 48 delimiters; The Unicode Standard, chapter 6.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    DOCUMENT,
    DOUBLE,
    FLAG,
    Hit,
    Mark,
    Paragraph,
    Segment,
    Stand,
    chars,
    fires,
    flag,
    lazy_pattern,
    protected_spans,
    rule,
    silent,
    survey,
    survey_of,
    unpaired,
)

_IN_DOCUMENT, _WITH_SOURCE, _ALONE = 0.7, 0.8, 0.45
_LINES = 3  # from which on a text is a document, and shows where a quotation goes on
_BEFORE = lazy_pattern(r"(?:[\w)\]]|[“”»\"],)[ \u00a0]?$")
_AFTER = lazy_pattern(r"[ \u00a0]?\w")
_AFTER_DIGIT = lazy_pattern(r"\d ?$")


@rule(
    id="unpaired-quote",
    kind=FLAG,
    error_type="linguistic-conventions/punctuation",
    scope=DOCUMENT,
    confidence=_IN_DOCUMENT,
    trigger=chars(DOUBLE),
    examples=[
        fires("Sélectionnez Grid Control (OLEDB)⟦»⟧ dans la fenêtre.", lang="fr"),
        fires('Klicken Sie auf die Karte ⟦"⟧von', lang="de"),
        fires("„Die alte Stadt“, ⟦„⟧Erzählt von Anna Berg, kommt im Mai.", lang="de"),
        fires('He sang.\n\nShe called it ⟦"⟧a song. It was long.\n\nThen it ended.', lang="en"),
        fires("Он сказал: ⟦«⟧Да.", lang="ru", source='He said: "Yes."'),
        silent('"I wanted to hear him say, you did the right thing.', lang="en"),
        silent("Ми не расисти», – повідомив він.", lang="uk"),
        silent('She said: "It was long.\n\nIt ended well," she added.\n\nThen it ended.', lang="en"),
        silent('The screen of 19" is broken.', lang="en"),
        silent('Les guillemets doubles (") sont obligatoires.', lang="fr"),
        silent("Он сказал: «Да».", lang="ru", source='He said: "Yes."'),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the marks without partner."""
    text = segment.text
    single = survey_of(segment.document).single
    if not single:
        return
    document = text.count("\n") >= _LINES
    for paragraph, mark in unpaired(text, single, protected_spans):
        if mark.after_digit or _AFTER_DIGIT.search(text, paragraph.start, mark.at):
            continue
        opens = mark.stand in (Stand.OPENING, Stand.BEFORE_SPACE)
        if segment.source is not None and _balanced(segment.source):
            confidence = _WITH_SOURCE
        elif document and (opens or mark.stand in (Stand.CLOSING, Stand.AFTER_SPACE)):
            confidence = _IN_DOCUMENT
        elif _within(text, paragraph, mark):
            confidence = _ALONE
        else:
            continue
        what = "opens a quotation that is not closed" if opens else "has no partner"
        yield flag(mark.at, mark.at + 1, f"{mark.char} {what}", confidence=confidence)


def _within(text: str, paragraph: Paragraph, mark: Mark) -> bool:
    """Whether the mark opens, or closes, something within a sentence."""
    before = _BEFORE.search(text, paragraph.start, mark.at) is not None
    if mark.stand is Stand.OPENING:
        return before
    return mark.stand is Stand.CLOSING and before and _AFTER.match(text, mark.at + 1, paragraph.end) is not None


def _balanced(source: str) -> bool:
    """Whether the source has quotations, and all of them are closed."""
    seen = survey(source)
    return bool(seen.pairs) and not seen.unsettled and not seen.single
