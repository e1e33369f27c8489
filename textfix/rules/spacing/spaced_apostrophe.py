"""Joins an ending or an elided word to the other side of its apostrophe.

## What it does
"Tina 's theme" becomes "Tina's theme", "don 't" and "don' t" become "don't", "Today' s" becomes "Today's", "l' amitié"
becomes "l'amitié", and "rock ' n ' roll" becomes "rock 'n' roll".

## Why
Tokenizers part words at the apostrophe, and some systems put one half of the space back.

## Limits
Only endings and elided words of the tables are joined; languages without a table are left alone, as are endings that
stand apart in the language (Dutch "'s ochtends") and words that may begin with an apostrophe ("get 'em"). Where the
apostrophe may open or close a quotation, nothing happens. Elided words with a space behind ("l' amitié"), which people
write too, are joined before a vowel only.

## Source
Grammars named in `tables/spaced-apostrophe` and `tables/tokenized-text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from textfix.rule import (
    LETTER,
    REPAIR,
    SPACE,
    TYPOGRAPHY,
    Edit,
    Hit,
    Segment,
    Span,
    fires,
    lazy_pattern,
    rule,
    silent,
    table_for,
    triple,
)

_FORM = r"[^\W\d_]{1,5}(?=$|[\s.,;:!?)”\"»–—-])(?!\s?['’])"
_VOWEL = r"[aeiouyhàâäáæèéêëìíîïòóôöœùúûüAEIOUYHÀÂÉÈÊÎÔÛ]\w"
_ENDING = lazy_pattern(rf"(?<=[^\W_])(?P<left> ?)['’](?P<right> ?)(?P<form>{_FORM})")
_ELIDED = lazy_pattern(rf"(?<![\w'’])(?P<form>[^\W\d_]{{1,7}})['’](?P<gap> )(?={_VOWEL})")
_AND = lazy_pattern(r"(?<=\w )(?P<open>['‘’])(?P<a> )n(?P<b> )['’](?= \w)", re.IGNORECASE)
_ANY = lazy_pattern(  # what one of them finds, or nearly
    rf"['’](?:(?<=[^\W_] .) ?{_FORM}|(?<=[^\W_].) (?:{_FORM}|{_VOWEL})|(?<= [nN] .) )"
)
_NAME = lazy_pattern(r"(?:^|[\s(\"“])(?:[^\W\d_a-z]\w*|\d+)$")
_OPEN = lazy_pattern(r"(?:^|[\s(\[“\"])['‘’]\w")
_SURE = 0.93
_LONGEST = 40
_SENTENCE = 300  # characters before an apostrophe in which a quotation may have been opened


@rule(
    id="spaced-apostrophe",
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="design-and-markup/whitespace",
    confidence=_SURE,
    needs_language=True,
    trigger=triple(SPACE, "'’", LETTER) | triple(LETTER, "'’", SPACE) | triple(SPACE, "'’", SPACE),
    pattern=_ANY,
    examples=[
        fires(
            "This is Tina⟦ ⟧'s theme, and we don⟦ ⟧'t know it.",
            "This is Tina's theme, and we don't know it.",
            lang="en",
        ),
        fires("It’s today’⟦ ⟧s news, and they⟦ ’ ⟧ll read it.", "It’s today’s news, and they’ll read it.", lang="en"),
        fires("Elle parle de l'⟦ ⟧amitié et d'⟦ ⟧eau.", "Elle parle de l'amitié et d'eau.", lang="fr"),
        fires("È l'⟦ ⟧ora dell'⟦ ⟧arte.", "È l'ora dell'arte.", lang="it"),
        fires("We love rock '⟦ n ⟧' roll.", "We love rock 'n' roll.", lang="en"),
        fires("Bu Trump⟦ ⟧'ın sözü, Ankara'⟦ ⟧da söylendi.", "Bu Trump'ın sözü, Ankara'da söylendi.", lang="tr"),
        silent("Dedi ki 'da ve de' yazılır.", lang="tr"),
        silent("Het is zes uur 's ochtends en 's avonds.", lang="nl"),
        silent("Get 'em while they're hot, said the boys' father.", lang="en"),
        silent("Ho bevuto un po' d'acqua e un po' di vino.", lang="it"),
        silent("He wrote 's' and then 'd' on the board.", lang="en"),
        silent("They said 'we 'll' was a form.", lang="en"),
        silent("Elle l' a dit ' hier '", lang="de"),
        silent("the '90s and the 1960s' m", lang="de"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the spaces beside apostrophes inside words."""
    text = segment.text
    suffixes, negations, names, elided = _forms(segment.lang)
    if suffixes:
        for m in _AND.finditer(text):
            yield _without(m, "a", "b")
    if suffixes or names:
        for m in _ENDING.finditer(text):
            form = m["form"].lower()
            known = form in suffixes or (form in negations and text[m.start() - 1] in "nN")
            known = known or (form in names and _is_name(text[max(0, m.start() - _LONGEST) : m.start()]))
            if (m["left"] or m["right"]) and known and not _quoted(text, m):
                yield _without(m, "left", "right")
    if elided:
        for m in _ELIDED.finditer(text):
            if m["form"].lower() in elided and not _OPEN.search(text, max(0, m.start() - _SENTENCE), m.start()):
                yield _without(m, "gap")


def _without(m: re.Match[str], *gaps: str) -> Hit:
    """The hit that takes the spaces that `gaps` matched out of the word."""
    edits = tuple(Edit(Span(*m.span(name)), "") for name in gaps if m[name])
    span = Span(edits[0].span.start, edits[-1].span.end)
    return Hit(span, "no space belongs beside an apostrophe within a word", edits)


def _is_name(before: str) -> bool:
    """Whether a word with a capital, or a number, ends here."""
    m = _NAME.search(before)
    return m is not None and not m[0].strip('("“ ')[0].islower()


def _quoted(text: str, m: re.Match[str]) -> bool:
    """Whether the apostrophe may be a quotation mark: one that could be its partner is open before it."""
    before = text[max(0, m.start() - _SENTENCE) : m.start()]
    opened = len(_OPEN.findall(before))
    return opened > len(re.findall(r"\w[.,!?]?['’](?=$|[\s.,;:!?)])", before))


@cache
def _forms(lang: str | None) -> tuple[frozenset[str], ...]:
    """Endings, the ending of a negation, endings of names, and elided words of a language."""
    rows = table_for("spaced-apostrophe", lang)
    elided = table_for("tokenized-text", lang)
    return (
        frozenset(r["form"] for r in rows if r["role"] == "suffix"),
        frozenset(r["form"] for r in rows if r["role"] == "negation"),
        frozenset(r["form"] for r in rows if r["role"] == "name"),
        frozenset(r["form"] for r in elided if r["role"] == "prefix" and len(r["form"]) > 0),
    )
