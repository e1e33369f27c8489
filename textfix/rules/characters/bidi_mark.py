"""Removes marks of writing direction from texts that need none.

## What it does
Deletes left-to-right and right-to-left marks, embeddings and isolates (U+200E, U+200F, U+202A to U+202C, U+2066 to
U+2069) in a document without any letter of a right-to-left script. In other documents, an embedding or isolate that is
never closed in its line, or closed without being opened, is suggested for removal.

## Why
Copied from file names, contact lists and bilingual pages, these invisible characters break search and comparison.

## Limits
Overrides (U+202D, U+202E) change how text looks and are left to a person. In texts in Arabic, Hebrew and the like the
single marks have work to do and stay.

## Source
Unicode Standard Annex 9, the bidirectional algorithm.
"""

from collections.abc import Iterator

from textfix.rule import CHARACTERS, REPAIR, Hit, Segment, chars, delete, fires, lazy_pattern, rule, silent

_RIGHT_TO_LEFT = lazy_pattern(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")
_MARKS = "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069"
_MARK = lazy_pattern(f"[{_MARKS}\u202d\u202e]")
_RUN = lazy_pattern(f"[{_MARKS}]+")
_CLOSED_BY = dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c") | dict.fromkeys("\u2066\u2067\u2068", "\u2069")


@rule(
    id="bidi-mark",
    kind=REPAIR,
    stage=CHARACTERS,
    error_type="linguistic-conventions/character-encoding",
    confidence=0.95,
    trigger=chars(_MARKS),
    examples=[
        fires("Open the file ⟦\u202a⟧report.txt⟦\u202c⟧ now.", "Open the file report.txt now.", lang="en"),
        fires("⟦\u200e⟧Anna hat geschrieben.", "Anna hat geschrieben.", lang="de"),
        fires("Встреча в 19:30⟦\u200f\u200e⟧.", "Встреча в 19:30.", lang="ru"),
        fires("הקובץ ⟦\u202a⟧report.txt נשמר", "הקובץ report.txt נשמר", lang="he"),
        silent("הוא כתב C++\u200e אתמול.", lang="he"),
        silent("Das Wort \u2067שלום\u2069 heißt Frieden.", lang="de"),
        silent("السعر 5\u200f%", lang="ar"),
        silent("Left and right, 19:30."),
        silent("The override \u202edrawkcab\u202c is kept."),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the marks without a use."""
    text = segment.text
    if _RIGHT_TO_LEFT.search(text) or segment.document.memo(
        "bidi-mark: right to left", lambda document: _is_right_to_left(document.text)
    ):
        for at in _unpaired(text):
            yield delete(at, at + 1, "direction mark has no partner in its line", confidence=0.6)
    elif "\u202d" not in text and "\u202e" not in text:
        for m in _RUN.finditer(text):
            yield delete(*m.span(), "direction mark has no use in a text written from left to right")


def _is_right_to_left(text: str) -> bool:
    return _RIGHT_TO_LEFT.search(text) is not None


def _unpaired(text: str) -> list[int]:
    """Where an embedding or isolate opens that is not closed, or closes that is not open."""
    opened: list[int] = []
    loose = []
    for m in _MARK.finditer(text):
        if m[0] in _CLOSED_BY:
            opened.append(m.start())
        elif m[0] in "\u202c\u2069":
            if opened and _CLOSED_BY[text[opened[-1]]] == m[0]:
                opened.pop()
            else:
                loose.append(m.start())
    return sorted(at for at in loose + opened if text[at] not in "\u202d\u202e")
