r"""Joins a word that was hyphenated at the end of a line: "govern-\nment" is "government".

## What it does
The second half moves up to the first, and the line ends behind it: lines stay lines. The word must be one that the language
knows, and must be written in one elsewhere: "well-\nknown" keeps its hyphen.

## Why
Texts that were set in columns are translated line by line, or copied from a page with their hyphens.

## Limits
Only within a paragraph, in languages with a word list. A compound that the document writes with a hyphen elsewhere stays, and
so does one whose halves are both common words while the whole is rare.

## Source
Word frequencies (wordfreq).
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    DOCUMENT,
    LINE_END,
    LOWER,
    REPAIR,
    WORDS,
    Edit,
    Hit,
    Lexicon,
    Segment,
    Span,
    fires,
    lazy_pattern,
    lexicon,
    rule,
    silent,
    triple,
)

_BROKEN = lazy_pattern(
    r"(?<![\w-])(?P<left>[^\W\d_]{2,})(?P<cut>[-‐](?P<end>\r?\n))(?P<right>[^\W\d_]{2,})(?![\w-])[^\s\w]*(?P<gap> ?)"
)
_COMPOUND = lazy_pattern(r"(?<![\w-])[^\W\d_]{2,}[-‐][^\W\d_]{2,}(?![\w-])")
_KNOWN, _COMMON = 3.0, 4.0  # Zipf


@rule(
    id="hyphenated-line-end",
    kind=REPAIR,
    stage=WORDS,
    error_type="linguistic-conventions/spelling",
    scope=DOCUMENT,
    confidence=0.93,
    needs_language=True,
    trigger=triple(LOWER, "-‐", LINE_END),
    examples=[
        fires("The govern⟦-\n⟧ment fell.", "The government\nfell.", lang="en"),
        fires("Die Verant⟦-\n⟧wortung, die er trägt.", "Die Verantwortung,\ndie er trägt.", lang="de"),
        fires("Le gouver⟦-\n⟧nement", "Le gouvernement", lang="fr"),
        silent("He is a well-\nknown man.", lang="en"),
        silent("The co-\nop is old, and the co-op is here.", lang="en"),
        silent("Ein- und Aus-\ngang", lang="en"),
        silent("- first\n- second", lang="en"),
        silent("See the long-\n\nterm plan.", lang="en"),
        silent("govern-\nment", lang=None),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the words that a line end parts."""
    words = lexicon(segment.lang)
    if words is None or not segment.locale.word_spaces:
        return
    for m in _BROKEN.finditer(segment.text):
        left, right = m["left"], m["right"]
        if not (left[1:].islower() and right.islower() and _one_word(left, right, words)):
            continue
        if f"{left}-{right}".lower() in segment.document.memo("compounds", lambda document: _compounds(document.text)):
            continue
        cut = Span(*m.span("cut"))
        edits = [Edit(cut, "")]
        if m["gap"]:
            edits.append(Edit(Span(*m.span("gap")), m["end"]))
        yield Hit(cut, f"{left + right} is parted at the line end", tuple(edits))


def _compounds(text: str) -> frozenset[str]:
    """The compounds that the document writes with a hyphen within a line."""
    return frozenset(m[0].lower() for m in _COMPOUND.finditer(text))


def _one_word(left: str, right: str, words: Lexicon) -> bool:
    whole = words.zipf((left + right).lower())
    parts = min(words.zipf(left.lower()), words.zipf(right))
    return whole >= _KNOWN and (whole >= _COMMON or parts < _COMMON)
