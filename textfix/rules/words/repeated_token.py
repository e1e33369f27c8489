"""Flags a number, a bracket or a name that stands twice in a row.

## What it does
Flags "in 2017 2017 2017", "on July 19 19." and "(SANParks) (SANParks)", and a name, or before a closing quotation mark any longer
word, that is said twice at the end of a sentence: "kicked off in Shaoshan Shaoshan."

## Why
Decoders of translation models repeat themselves, most of all before the end of a sentence.

## Limits
Which words are one too many by their grammar is the business of `repeated-word`, which repairs them, and three copies
of a word that of `repetition-loop`. Names may be double (*Pago Pago*), so that one is told with little confidence, and not
at all where it comes again in the document. Numbers in lines without words are tables.

## Source
WMT 2021 and 2022 system outputs. In 257,000 human sentences of NTREX-128 two are flagged with a confidence above one half, both slips ("(NRCC) (NRCC)"),
and four names, two of them a hotel.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    DIGIT,
    FLAG,
    REPEATED_WORD,
    SPACE,
    Hit,
    Segment,
    fires,
    flag,
    lazy_pattern,
    lexicon,
    rule,
    silent,
    triple,
)

_NUMBER = lazy_pattern(
    r"(?<=[^\W\d_] )(?P<one>\d+(?:[.,]\d+)*)(?: (?P=one))+(?=[.!?;]?$|[.!?;]\s|, [^\W\d_]| [^\W\d_])"
)
_BRACKET = lazy_pattern(r"(?P<one>\([^()\n]{2,40}\)) (?P=one)")
_LAST = lazy_pattern(
    r"(?<=[\w,] )(?P<one>[^\W\d_][^\W_]+) (?P=one)(?=\.?$|\.\s|(?P<quoted>[.!?]?[”\"»“]))(?<!\d)",
)
_FEWEST = 5  # words of a line of prose
_LONG = 5  # letters of a word that nobody says twice for emphasis
_NAME = 0.45


@rule(
    id="repeated-token",
    kind=FLAG,
    error_type="linguistic-conventions/duplication",
    confidence=0.6,
    needs_language=True,
    trigger=REPEATED_WORD | triple(DIGIT, SPACE, DIGIT) | triple(")", SPACE, "("),
    examples=[
        fires("The new law came into force in ⟦2017 2017⟧.", lang="en"),
        fires("He had passed the bridge on July ⟦13 13⟧ with a friend.", lang="en"),
        fires("The festival was opened last night in ⟦Shaoshan Shaoshan⟧.", lang="en"),
        fires("He asked us: “Did you hear what she was ⟦saying saying⟧”.", lang="en"),
        fires("It belongs to the South African parks ⟦(SANParks) (SANParks)⟧.", lang="en"),
        silent("The ferry to Samoa leaves Pago Pago at ten. We all went to Pago Pago.", lang="en"),
        silent("Table 3: 20 20 30 30", lang="en"),
        silent("In 2017 2,017 people came, and in 2018 20 18-year-olds.", lang="en"),
        silent("Call the office on 01 55 55 12, and then 12 12 04.", lang="en"),
        silent("f (x) (y) and (see 1) (see 2) are not the same thing.", lang="en"),
        silent("He said: no no.", lang="en"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield what stands twice."""
    text = segment.text
    if sum(map(str.isalpha, text.split())) < _FEWEST:
        return
    for m in (*_NUMBER.finditer(text), *_BRACKET.finditer(text)):
        yield flag(
            *m.span(),
            f"“{m['one']}” stands here again and again"
            if m[0].count(m["one"]) > 2
            else f"“{m['one']}” stands here twice",
        )
    for m in _LAST.finditer(text):
        word = m["one"]
        if not _may_be_meant(segment, word, quoted=bool(m["quoted"])):
            yield flag(*m.span(), f"“{word}” stands here twice", confidence=_NAME)


def _may_be_meant(segment: Segment, word: str, *, quoted: bool) -> bool:
    lower = word.lower()
    if lower in segment.locale.doubled_words or segment.document.count(f"{word} {word}") > 1:
        return True
    if word[0].isupper():
        return False
    known = lexicon(segment.lang)
    return not quoted or len(word) < _LONG or known is None or word not in known
