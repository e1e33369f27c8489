r"""Puts words back together from the pieces of SentencePiece, which writes "▁" for a space.

## What it does
Where a line consists of pieces ("▁The ▁hou se"), joins the pieces and turns each ``▁`` into a space. In other text it turns
a ``▁`` between two words into a space, and removes one that stands beside a space, at the start, or inside a quotation mark.

## Why
SentencePiece writes U+2581 LOWER ONE EIGHTH BLOCK for the space before a word. A piece that was not decoded, or that
the model put together wrongly, keeps it.

## Limits
The sign is also drawn: bars, sparklines and progress bars (``▁▂▃▅``, ``▁▁▁``) are left alone, and so is a sign that stands
by itself.

## Source
Kudo and Richardson, SentencePiece: A simple and language independent subword tokenizer (2018), section 3.2.
"""

from collections.abc import Iterator

from textfix.rule import (
    REPAIR,
    RESIDUE,
    Edit,
    Hit,
    Segment,
    Span,
    chars,
    delete,
    fires,
    lazy_pattern,
    replace,
    rule,
    silent,
)

_DRAWN = lazy_pattern("[\u2580\u2582-\u259f]|▁\\s*▁")
_ONE = lazy_pattern(r"▁(?=[^\s▁])|(?<=[^\s▁])▁(?=\s|$)")
_PIECE = lazy_pattern(r"\S+")


@rule(
    id="sentencepiece-marker",
    kind=REPAIR,
    stage=RESIDUE,
    error_type="accuracy/non-translation",
    confidence=0.96,
    trigger=chars("▁"),
    examples=[
        fires("The Spanish⟦▁⟧goalkeeper saved twice.", "The Spanish goalkeeper saved twice."),
        fires('"⟦▁⟧Das ist gut", sagte sie.', '"Das ist gut", sagte sie.', lang="de"),
        fires("⟦▁The ▁hou se ▁is ▁old .⟧", "The house is old."),
        fires("⟦▁Дом ▁ста рый⟧", "Дом старый", lang="ru"),
        fires("⟦▁Le▁train▁part▁à▁midi.⟧", "Le train part à midi.", lang="fr"),
        silent("Visitors this week: ▁▂▃▅▇▆▂"),
        silent("Loading ▁▁▁▁▁▁ 40 %"),
        silent("The sign ▁ stands for a space."),
        silent("SentencePiece writes `▁the` for a word."),
        silent("Fill in: name_____ and town_____"),
        silent("Il prezzo scende ▁▁▂ e poi sale.", lang="it"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    text = segment.text
    if _DRAWN.search(text):
        return
    if _in_pieces(text):
        yield _joined(text)
        return
    for m in _ONE.finditer(text):
        at = m.start()
        left, right = text[at - 1 : at], text[at + 1 : at + 2]
        if (left.isalnum() or (left and left in ".,;:!?)»”")) and right.isalnum():
            yield replace(at, at + 1, " ", "subword mark ▁ stands for a space")
        elif left.isalnum() or right.isalnum():
            yield delete(at, at + 1, "subword mark ▁ is removed")


def _in_pieces(text: str) -> bool:
    """Whether the line begins with a piece and the sign does the work of the space."""
    pieces = text.split()
    marks = text.count("▁")
    begun = bool(pieces) and pieces[0].startswith("▁") and marks > 1
    return begun and (marks == sum(p.startswith("▁") for p in pieces) >= len(pieces) / 3 or len(pieces) == 1)


def _joined(text: str) -> Hit:
    edits: list[Edit] = []
    end = 0
    for i, m in enumerate(_PIECE.finditer(text)):
        if i and not m[0].startswith("▁"):
            edits.append(Edit(Span(end, m.start()), ""))
        marks = [m.start() + k for k, char in enumerate(m[0]) if char == "▁"]
        edits += (Edit(Span(at, at + 1), "" if at == m.start() else " ") for at in marks)
        end = m.end()
    start = len(text) - len(text.lstrip())
    return Hit(Span(start, end), "the line is left in subword pieces, which are joined", tuple(edits))
