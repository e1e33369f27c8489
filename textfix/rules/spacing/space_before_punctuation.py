"""Removes the space before a punctuation mark where the language writes none.

## What it does
"tea , milk and bread ." becomes "tea, milk and bread.". A comma and a full stop have no space before them in any
language; a colon, semicolon, exclamation or question mark only where the language is known and is not one that sets a
space before them, as French does.

## Why
Output of translation systems that is still split into tokens, wholly or in part; spaces left by dropped words and tags.

## Limits
People set such a space by mistake too, in some languages in one line of a hundred. A single one is repaired only in
languages where people hardly ever do (`tables/spacing-slips`; before the full stop at the end of a line
`tables/space-before-punctuation`, or after code and names), or where ten marks of the document have none for each
that has one; otherwise three of them in a document are needed. Elsewhere it is suggested. Left alone: "pip install .", ".NET", ":)" and other marks with something right after them, dots in a row, "3 : 0", marks after another
mark, between two equal words, or after bold text and code (localisation tools put a space there), lists of terms ("Name : value") where a document sets most of its colons so, and scripts written without spaces
between words.

## Source
Frequencies among human writers: NTREX-128, Tatoeba, TICO-19. CLDR and the orthographies named in the locale files; the exceptions follow what people write on the web.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textfix.locale import Locale
from textfix.rule import (
    NOWHERE,
    REPAIR,
    SPACE,
    TYPOGRAPHY,
    Hit,
    Segment,
    counted,
    delete,
    fires,
    human_rate,
    lazy_pattern,
    pair,
    rule,
    settled,
    silent,
)

_EVERYWHERE = ",."
_ID = "space-before-punctuation"
_SPACED = lazy_pattern(r" (?:,|\.(?=\s|\Z))")
_MARK = lazy_pattern(
    r"(?P<gap>[ \u00a0](?<=[\w)\]”’»\"'%€$£°].)[ \u00a0]?)(?P<mark>[,.!?](?=$|[\s”’»\"')\]])|[;:](?=$|[\s”»\"]))"
)
# A name with a dot, a digit or inner capitals, or markup; but not a number, nor a name behind a prefix: remaDemocrats.
_CODE = lazy_pattern(r"\S*(?:[A-Z]\S*[a-z][A-Z]|[^\W\d]\d|\d[^\W\d]|[^\W\d][._]|[/\\])\S*$|[`>]$")
# A program that is given the folder in which it runs: "pip install .".
_COMMAND = lazy_pattern(
    r"(?<![\w./-])(?:pip3?|pipx|npm|npx|yarn|pnpm|cargo|docker|podman|git|cd|ls|cp|mv|chmod|rsync|grep|du|pytest|mypy|ruff|tox)"
    r"(?: [\w:/=.-]+){0,4}$"
)
_WORD_BEFORE = lazy_pattern(r"\w+$")
_WORD_AFTER = lazy_pattern(r"\s*(\w+)")
_TOUCHING = lazy_pattern(r"[,.;:!?،؛؟۔।](?<=\w.)(?=\s|$)")
_SURE, _LIKELY, _SLIP = 0.95, 0.9, 0.45
_RARE = 5  # lines with such a space in 10,000 by people, up to which one of them is taken for a fault of translation
_RARE_COMMA = 0.8  # the same before a comma, where most of their slips are
_RARE_FINAL = 0.95  # the same before the full stop at the end of a line, in tables/space-before-punctuation
_OFTEN = 20  # the same but before the last mark, from which on three of them prove nothing
_MANY = 3
_LONGEST = 60
_DOTS = lazy_pattern(r"\s*\.")
_RATIO = lazy_pattern(r"\s*\d")
_COLON = lazy_pattern(r":(?=\s)")


def _behind_space(locale: Locale) -> re.Pattern[str]:
    """A mark behind a space, where the language writes none before it."""
    if not locale.word_spaces:
        return NOWHERE
    marks = "".join(m for m in ",.!?;:" if m in _EVERYWHERE or m not in locale.space_before)
    return re.compile(rf"[{marks}](?<=[ \u00a0].)(?=$|[\s”’»\"')\]])")


def _confidence(segment: Segment, mark: str, at: int, end: int) -> float:
    """How sure a space before `mark` is no slip of a person."""
    rate = human_rate("spacing-slips", segment.lang, "before")
    if mark == "." and not segment.text[end:].strip("”’»\"')]"):
        final = human_rate("space-before-punctuation", segment.lang, "final")
        usual = (final is None or final > _RARE_FINAL) and not _CODE.search(segment.text[max(0, at - _LONGEST) : at])
    else:
        usual = rate is None or rate > (_RARE_COMMA if mark == "," else _RARE)
    often = rate is not None and rate > _OFTEN
    if not usual or (not often and counted(segment.document, _ID, _SPACED) >= _MANY):
        return _SURE
    if settled(segment.document, _TOUCHING, counted(segment.document, _ID, _SPACED)):
        return _LIKELY
    return _SLIP


def _spaced_colons(text: str) -> bool:
    """Whether the document sets a space before most of its colons."""
    spaced = [text[m.start() - 1 : m.start()].isspace() for m in _COLON.finditer(text)]
    return spaced.count(True) > 1 and spaced.count(True) * 2 > len(spaced)


@rule(
    id=_ID,
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="design-and-markup/whitespace",
    confidence=_SURE,
    trigger=pair(SPACE, ",.;:!?"),
    pattern=_behind_space,
    examples=[
        fires("We bought tea⟦ ⟧, milk and bread.", "We bought tea, milk and bread.", lang="en"),
        fires("Tea⟦ ⟧, milk⟦ ⟧, bread⟦ ⟧.", "Tea, milk, bread."),
        fires("Siehe die Eigenschaft Form.Text⟦ ⟧.", "Siehe die Eigenschaft Form.Text.", lang="de"),
        fires("Er sagte⟦ ⟧: das geht nicht!", "Er sagte: das geht nicht!", lang="de"),
        fires("Les pommes⟦ ⟧, les poires.", "Les pommes, les poires.", lang="fr"),
        fires("Світло⟦ ⟧, форма і простір.", "Світло, форма і простір.", lang="uk"),
        silent("Il a dit : « Vraiment ? » Oui !", lang="fr"),
        silent("The .NET runtime and a value of .5 are fine :) really.", lang="en"),
        silent("Wait . . . what? The score was 3 : 0 at half time.", lang="en"),
        silent("Name : Ada\nBorn : 1815\nCity : London", lang="en"),
        silent("Вот так ?", lang=None),
        silent("これは . テスト です .", lang="ja"),
        silent("ls . and cd ..", lang="en"),
        silent("To install it, run pip install -e .", lang="en"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the spaces before marks."""
    text = segment.text
    for m in _MARK.finditer(text):
        mark, at = m["mark"], m.start()
        if mark not in _EVERYWHERE and (segment.lang is None or mark in segment.locale.space_before):
            continue
        if m["gap"] == "\u00a0" and mark not in _EVERYWHERE:  # set by hand
            continue
        if mark == "." and (
            _DOTS.match(text, m.end())
            or _is_a_thing(text, at, m.end())
            or _COMMAND.search(text, max(0, at - _LONGEST), at)
        ):
            continue
        if mark == ":" and (
            (text[at - 1].isdigit() and _RATIO.match(text, m.end()))
            or segment.document.memo("spaced colons", lambda document: _spaced_colons(document.text))
        ):
            continue
        if mark == "," and _same_around(text, at, m.end()):
            continue
        confidence = _confidence(segment, mark, at, m.end())
        yield delete(at, m.start("mark"), f"no space belongs before {mark}", confidence=confidence)


def _same_around(text: str, at: int, end: int) -> bool:
    """Whether the same word stands before and after the mark, as in an exclamation with pauses: no , no."""
    left, right = _WORD_BEFORE.search(text, max(0, at - _LONGEST), at), _WORD_AFTER.match(text, end)
    return left is not None and right is not None and left[0].lower() == right[1].lower()


def _is_a_thing(text: str, at: int, end: int) -> bool:
    """Whether a lone dot may be a name, as the folder in "ls . and": the sentence goes on in lower case."""
    return text[end : end + 2].strip().islower()
