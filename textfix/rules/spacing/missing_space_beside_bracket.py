"""Puts back the space between a word and a parenthesis.

## What it does
"the river(see the map) is" becomes "the river (see the map) is", and "the river (90 miles)flows" becomes "the river
(90 miles) flows".

## Why
The space goes where a placeholder, a tag or a clause is put back after translation.

## Limits
What stands in the parenthesis must be two words or more, and the word beside it one that the language knows: "person(s)",
"(re)start", "f(x)" and "Kolleg(inn)en" are as they should be. Only scripts with capital letters are judged; Chinese,
Japanese and Korean set no space there. Where people often set spaces wrong (`tables/spacing-slips`), it only suggests.

## Source
Bringhurst, The Elements of Typographic Style, 5.4; word frequencies; frequencies among human translations: NTREX-128.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textfix.rule import (
    LETTER,
    REPAIR,
    TYPOGRAPHY,
    Hit,
    Lexicon,
    Segment,
    careful_spacing,
    fires,
    insert,
    lazy_pattern,
    lexicon,
    pair,
    rule,
    silent,
)

_BEFORE = lazy_pattern(
    r"(?<![\w.:/@-])(?P<word>[^\W\d_]{3,})\((?=[^\W\d_]{2,}[ \u00a0][^()\n]*\w[.!?]?\)(?:$|[\s.,;:!?]))"
)
_AFTER = lazy_pattern(r"(?:(?<=\s)|^)\((?P<inside>\w[^()\n]*\w)\)(?=(?P<word>[^\W\d_]{2,})(?:$|[\s.,;:!?]))")
_CODE = lazy_pattern(r"[=<>{}\\`_|]|::|->|[a-z]\.[a-zA-Z]|[a-z][A-Z]|,\S")
_KNOWN, _COMMON = 3.0, 4.5  # Zipf: of the word before a parenthesis; of one behind it, which might be an ending
_SURE, _SLIP = 0.88, 0.45


@rule(
    id="missing-space-beside-bracket",
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="design-and-markup/whitespace",
    confidence=_SURE,
    needs_language=True,
    trigger=pair(LETTER, "(") | pair(")", LETTER),
    examples=[
        fires("We met at the river⟦⟧(see the map) and swam.", "We met at the river (see the map) and swam.", lang="en"),
        fires(
            "Die Strecke (90 Meilen nach Süden)⟦⟧von hier ist gesperrt.",
            "Die Strecke (90 Meilen nach Süden) von hier ist gesperrt.",
            lang="de",
        ),
        fires("Il a vu la maison⟦⟧(celle du voisin) hier.", "Il a vu la maison (celle du voisin) hier.", lang="fr"),
        silent("Each person(s) or group(s) may call print(x, y) first.", lang="en"),
        silent("Alle Kolleg(inn)en sollten (neu)starten.", lang="de"),
        silent("Call Substring(int start) or main(String args) here.", lang="en"),
        silent("대통령(도널드 트럼프 미국 대통령) 만났다.", lang="ko"),
        silent("The (very old)est tree", lang="en"),
        silent("Voir le fichier java.security.Controller(Native Method) ici.", lang="fr"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the places where a space is missing beside a parenthesis."""
    words = lexicon(segment.lang)
    if words is None or not segment.locale.cased or not segment.locale.word_spaces:
        return
    text = segment.text
    confidence = _SURE if careful_spacing(segment.lang) else _SLIP
    for m in _BEFORE.finditer(text):
        word, inside = m["word"], text[m.end() : text.index(")", m.end())]
        if (
            word[1:].islower()
            and words.zipf(word.lower()) >= _KNOWN
            and not _CODE.search(inside)
            and _prose(inside, words)
        ):
            yield insert(m.end() - 1, " ", "the space before the parenthesis is missing", confidence=confidence)
    for m in _AFTER.finditer(text):
        if " " in m["inside"] and m["word"].islower() and words.zipf(m["word"]) >= _COMMON and not _CODE.search(m[0]):
            yield insert(m.end(), " ", "the space after the parenthesis is missing", confidence=confidence)


def _prose(inside: str, words: Lexicon) -> bool:
    """Whether most words are known: the parameters of a function are not."""
    parts = [p for p in re.split(r"\W+", inside) if p]
    return sum(words.zipf(p.lower()) >= _KNOWN for p in parts) * 2 > len(parts)
