"""Removes the space between a parenthesis and what stands in it.

## What it does
"the river ( see below)" becomes "the river (see below)", "(Daily News )" becomes "(Daily News)", and "( `True` )" in prose
becomes "(`True`)".

## Why
Placeholders and tags are translated as words with spaces around them, and output of systems that work on tokens keeps
the spaces of its brackets.

## Limits
No language writes such a space, but people set one by mistake, in some languages in one line of a thousand. Where they
do (`tables/spacing-slips`), or where the language is unknown, it is only suggested, unless three brackets of the document
touch what they enclose for each that does not. Left alone: square brackets, which
markup uses; smileys; code; bold text at the edge of the parenthesis, where localisation tools put a space, in text by people as often. Beside a code span
there are 95 such spaces in 32,000 machine-translated technical texts, 2 in 24,000 by people.

## Source
Bringhurst, The Elements of Typographic Style, 5.4; frequencies among human translations: NTREX-128.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textfix.rule import (
    REPAIR,
    SPACE,
    TYPOGRAPHY,
    Document,
    Hit,
    Segment,
    careful_spacing,
    counted,
    delete,
    fires,
    lazy_pattern,
    pair,
    rule,
    settled,
    silent,
)

_BRACKETS = lazy_pattern(
    r"(?:(?<=[\s“\"«„—–-])|^)\((?P<open>[ \u00a0]*)(?P<text>[\w“\"'«„+$€£&#@]"
    r"(?:[^()\n]*[\w.!?…”\"'»“%°$€£#])?)(?P<close>[ \u00a0]*)\)(?=$|[\s.,;:!?”\"»’])"
)
_CODE = lazy_pattern(r"[`*_=<>{}|\\]|::|\w\(")
_AROUND_CODE = lazy_pattern(  # the parenthesis ends with a code span, and may hold nothing else
    r"(?:(?<=\s)|^)\((?P<open>[ \u00a0]?)(?P<text>(?:\w[^()`\n]{0,200})?`[^`\n]{1,100}`)(?P<close>[ \u00a0]?)\)(?=$|[\s.,;:!?])"
)
_TOUCHING = lazy_pattern(r"\((?=\w)|\)(?<=\w\))")
_APART = lazy_pattern(r"\((?=[ \u00a0]\w)|\)(?<=\w[ \u00a0]\))")
_FEW = 3
_SURE, _SLIP = 0.9, 0.45


def _is_settled(document: Document) -> bool:
    """Whether three brackets of the document touch what they enclose for each that does not."""
    return settled(document, _TOUCHING, counted(document, "space-inside-brackets", _APART), _FEW)


@rule(
    id="space-inside-brackets",
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="design-and-markup/whitespace",
    confidence=_SURE,
    trigger=pair("(", SPACE) | pair(SPACE, ")"),
    examples=[
        fires("We met at the river (⟦ ⟧see below) and swam.", "We met at the river (see below) and swam.", lang="en"),
        fires("Es steht in der Zeitung (Tagblatt⟦ ⟧).", "Es steht in der Zeitung (Tagblatt).", lang="de"),
        fires("Он родился в Твери (⟦ ⟧Россия⟦ ⟧) в 1952 году.", "Он родился в Твери (Россия) в 1952 году.", lang="ru"),
        fires("Es wird `0` (⟦ ⟧`FALSE`⟦ ⟧) zurückgegeben.", "Es wird `0` (`FALSE`) zurückgegeben.", lang="de"),
        fires("Umuti (ciclesonide⟦ ⟧) ukora neza.", "Umuti (ciclesonide) ukora neza.", lang="rw"),
        silent("I like it :( but she does not :) at all."),
        silent("Call `f( x )` or print( x ) first.", lang="en"),
        silent("Choose the menu (in the window **Options** ) and go on.", lang="en"),
        silent("Use `FROM` ( `query` ) `alias` for a query in another.", lang="en"),
        silent("- [ ] not done yet (but soon)", lang="en"),
        silent("Le prix (12 €) est bas ; le reste ( ) manque.", lang="fr"),
        silent("(a) first (b) second", lang="en"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the spaces inside parentheses."""
    text = segment.text
    for m in _BRACKETS.finditer(text):
        if (m["open"] or m["close"]) and not _CODE.search(m["text"]):
            yield from _spaces(m, segment)
    if "`" in text:
        for m in _AROUND_CODE.finditer(text):
            between_code = text[max(0, m.start() - 2) : m.start()].rstrip(" ").endswith("`") and text[
                m.end() : m.end() + 2
            ].lstrip(" ").startswith("`")
            if not between_code:
                yield from _spaces(m, segment)


def _spaces(m: re.Match[str], segment: Segment) -> Iterator[Hit]:
    careful = careful_spacing(segment.lang) or (segment.locale.word_spaces and _is_settled(segment.document))
    confidence = _SURE if careful else _SLIP
    for name in ("open", "close"):
        if m[name]:
            yield delete(*m.span(name), "no space belongs inside a parenthesis", confidence=confidence)
