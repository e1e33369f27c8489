r"""Closes Markdown bold text that was taken apart: "** bold **" becomes "**bold**".

## What it does
Removes the space after an opening and before a closing ``**`` or ``__``, if all such signs of the line pair.

## Why
With a space inside, the signs are no emphasis any more, and the reader sees asterisks.

## Limits
Powers ("2 ** 3 ** 4"), footnote signs and decorated titles ("** NEW **") stay: the words must stand inside a sentence, one
sign must touch them, or the document or the source must hold whole bold text, links or code of Markdown. Single ``*`` and ``_`` stay.

## Source
CommonMark 0.31.2, section 6.2 (emphasis and strong emphasis).
"""

import re
from collections.abc import Iterator

from textfix.rule import REPAIR, RESIDUE, Edit, Hit, Segment, Span, fires, lazy_pattern, pair, rule, silent

_RUN = lazy_pattern(r"(?<![*\\])\*\*(?!\*)|(?<![\w\\])__(?!_)|(?<!_)__(?![\w])")
_INNER = lazy_pattern(r"( ?)((?=[\w\\<\"'“„«‘(\[])[^*\n]*?[^\s*])( ?)")
_LETTERS = lazy_pattern(r"[^\W\d_]{3}|[^\W\d_]\s+[^\W\d_]|[\u3040-\uffdc]")
_CODE = lazy_pattern(r"(?<![*\w])`[^`\n]*\*\*[^`\n]*`|[=<>+/^]\s*\*\*|\*\*\s*[=<>+/^\d]|\d\s*\*\*")
_MARKDOWN = lazy_pattern(
    r"(?<![*\\])\*\*[^\s*][^*\n]*(?<=[^\s*\\])\*\*(?!\*)|\]\([^\s()]+\)|(?<!`)`[^`\n]+`(?!`)|^#{1,6} \S", re.MULTILINE
)
_SENTENCE_BEFORE = lazy_pattern(r"[^\W\d_][,:;]? $")
_SENTENCE_AFTER = lazy_pattern(r"(?: [^\W\d_]|[.,;:!?](?:\s|$))")


@rule(
    id="spaced-emphasis",
    kind=REPAIR,
    stage=RESIDUE,
    error_type="design-and-markup/markup",
    confidence=0.92,
    inside_protected=True,
    trigger=pair("*", "*") | pair("_", "_"),
    examples=[
        fires("Das ist ⟦** sehr wichtig **⟧ für alle.", "Das ist **sehr wichtig** für alle.", lang="de"),
        fires("Cliquez sur ⟦** Suivant**⟧, puis sur **Fin**.", "Cliquez sur **Suivant**, puis sur **Fin**.", lang="fr"),
        fires("⟦**Titolo (breve) **⟧ - scegliere **Apri**.", "**Titolo (breve)** - scegliere **Apri**.", lang="it"),
        fires("Это ⟦__ очень важно __⟧.", "Это __очень важно__.", lang="ru"),
        silent("The result of 2 ** 3 ** 4 is large, as is a ** b ** c."),
        silent("** NEW ** arrivals this week"),
        silent("* excluding tax ** including tax ** per person"),
        silent("Use **bold** and **(**max**)**."),
        silent("Fill in your name: __ __ and your age: ____."),
        silent("Select **C#** and then **.NET Core**."),
        silent("Call `f(** first, ** second)` with a dict."),
        silent("One ** alone, two ** of them, three ** of them"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    text = segment.text
    if _CODE.search(text):
        return
    for sign in ("**", "__"):
        runs = [m.start() for m in _RUN.finditer(text) if m[0] == sign]
        if len(runs) % 2:
            continue
        for opening, closing in zip(runs[::2], runs[1::2], strict=True):
            inner = _INNER.fullmatch(text, opening + 2, closing)
            if inner and (inner[1] or inner[3]) and _LETTERS.search(inner[2]):
                confidence = _confidence(segment, opening, closing + 2, both=bool(inner[1] and inner[3]))
                edits = tuple(Edit(Span(*inner.span(k)), "") for k in (1, 3) if inner[k])
                if confidence:
                    message = f"the {sign} of bold text were taken apart from it; the spaces are removed"
                    yield Hit(Span(opening, closing + 2), message, edits, confidence)


def _confidence(segment: Segment, start: int, end: int, *, both: bool) -> float:
    text = segment.text
    if text[start - 1 : start].isalnum() or text[end : end + 1].isalnum():
        return 0.0  # the signs may pair the other way round
    if segment.document.memo("markdown", lambda document: bool(_MARKDOWN.search(document.text))) or _MARKDOWN.search(
        segment.source or ""
    ):
        return 0.92
    if text.count("*") not in (0, 4):
        return 0.0
    in_sentence = _SENTENCE_BEFORE.search(text, max(0, start - 4), start) and _SENTENCE_AFTER.match(text, end)
    return 0.85 if in_sentence or not both else 0.0  # one sign at its place shows that the other is not
