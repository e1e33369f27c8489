"""Points out a quotation that runs into the words of the author: the closing mark stands too late.

## What it does
- "The orbit is explained by it, said Morales." in one pair of marks: who said it is told by the author, and belongs behind
  the closing mark.
- those who want to "tell the truth will have this opportunity.": the quotation begins inside a clause about a subject, and
  holds the predicate of that subject; it ended before it.

Where the mark belongs is suggested.

## Why
The marks of a quotation are two tokens far apart; systems set the second where the sentence ends.

## Limits
Speakers are seen by their names only. Quotations in quotations are left alone, and so are Russian, Ukrainian and French
texts, which set who speaks inside the marks by rule. In 750,000 human sentences of 8 languages there is no hit; a
speaker who tells what others said, and does not quote them, would be one. In 98,000 outputs of MLQE-PE, WMT and others
there is none either: the fault is rare.

## Source
Grammars named in `tables/quotation-overrun`; measured on Tatoeba, TICO-19, NTREX-128 and WMT 2021 and 2022.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from textfix.rule import (
    DOUBLE,
    FLAG,
    LOWER,
    Edit,
    Hit,
    Segment,
    Span,
    fires,
    lazy_pattern,
    pair,
    rule,
    silent,
    table_for,
    tables,
    triple,
)

_OWNER = "quotation-overrun"
_OPENING, _CLOSING = '“„«»”"', '”“»«"'
_NOT_MARK = f"[^{DOUBLE}\n]"
_NAME = r"[^\W\d_a-z][\w’'.-]*"
_FEWEST = 15  # characters of a quotation
_WORD = lazy_pattern(r"[^\W\d_]+")


class _Patterns(NamedTuple):
    attribution: re.Pattern[str]
    predicate: re.Pattern[str] | None
    finite: frozenset[str]
    clause: frozenset[str]


@cache
def _patterns(lang: str) -> _Patterns:
    by_role: dict[str, list[str]] = {}
    for row in table_for(_OWNER, lang):
        by_role.setdefault(row["role"], []).append(row["words"])
    verbs, subjects, wishes = (_any(by_role.get(role, [])) for role in ("verb", "subject", "wish"))
    names = rf"{_NAME}(?: {_NAME}){{0,3}}"
    attribution = re.compile(
        rf"(?:^|(?<=[\s(]))[{_OPENING}][^\S\n]?(?={_NOT_MARK}{{{_FEWEST}}}){_NOT_MARK}*?(?P<who>,? ?, (?:(?:{verbs}) {names}"
        rf"|{names} (?:{verbs})))(?P<end>[.]?[^\S\n]?[{_CLOSING}][.,]?)(?=\s|$)"
    )
    predicate = re.compile(
        rf"(?:^|[.!?:;] )(?i:{subjects}) (?:{wishes}) [{_OPENING}](?P<said>{_NOT_MARK}{{{_FEWEST},}}?)(?P<end>[.!]?[{_CLOSING}][.!]?)(?=\s|$)"
    )
    return _Patterns(
        attribution,
        predicate if subjects != _any([]) else None,
        frozenset(by_role.get("finite", ())),
        frozenset(by_role.get("clause", ())),
    )


def _any(phrases: list[str]) -> str:
    return "(?:" + ("|".join(sorted(map(re.escape, phrases), key=len, reverse=True)) or "(?!)") + ")"


@rule(
    id="quotation-overrun",
    kind=FLAG,
    error_type="linguistic-conventions/punctuation",
    confidence=0.85,
    trigger=pair(".", DOUBLE) | triple(LOWER, DOUBLE, ".,"),
    languages=tuple(tables(_OWNER)),
    examples=[
        fires('"The orbit is explained by the impact⟦, said Morales."⟧', lang="en"),
        fires("„Das erklärt die Umlaufbahn des Planeten⟦, sagte Anna Weiß.“⟧", lang="de"),
        fires(
            "Those who want to “tell the truth about the war in their language⟦ will have this opportunity.”⟧",
            lang="en",
        ),
        fires("Quienes quieran “contar la verdad sobre esta guerra⟦ tendrán la oportunidad.”⟧", lang="es"),
        silent('"The orbit is explained by the impact," said Morales.', lang="en"),
        silent("He praised those who want to “tell people what will happen.”", lang="en"),
        silent("Those who want to “tell the truth” will have this opportunity.", lang="en"),
        silent("“You know what they told me? Come back, said the note, and I did.”", lang="en"),
        silent("„Das erklärt alles“, sagte Anna Weiß. „Mehr weiß ich nicht, sagte ich ja.“", lang="de"),
        silent("«Простыни я повешу сама, — сказала Анна».", lang="ru"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield what stands inside the marks and belongs behind them."""
    text = segment.text
    patterns = _patterns(segment.lang or "")
    for m in patterns.attribution.finditer(text):
        yield _hit(text, m.start("who"), m, "who said it is told inside the quotation marks", m["who"].strip(" ,"))
    for m in patterns.predicate.finditer(text) if patterns.predicate else ():
        start = _predicate_start(m, patterns)
        if start is not None:
            subject = m[0].partition(text[m.start("said") - 1])[0].strip(" .!?:;")
            message = f"the quotation goes on into the author's words: “{subject} …” has no other predicate"
            yield _hit(text, start, m, message, text[start : m.end("said")].strip())


def _predicate_start(m: re.Match[str], patterns: _Patterns) -> int | None:
    """Where in a quotation the predicate of the subject before it begins, with the space before it."""
    for word in _WORD.finditer(m["said"]):
        if word[0].lower() in patterns.clause:
            return None
        if word[0] in patterns.finite and word.start() > 0:
            return m.start("said") + word.start() - 1
    return None


def _hit(text: str, at: int, m: re.Match[str], message: str, inside: str) -> Hit:
    """A hit from `at` on to the closing mark, which is suggested to stand at `at`."""
    low, high = m.span("end")
    mark = low + next(i for i, c in enumerate(text[low:high]) if c in DOUBLE)
    edits = (Edit(Span(at, at), text[mark]), Edit(Span(mark, mark + 1), ""))
    return Hit(Span(at, high), message, edits, None, f"“{inside}” is the author's")
