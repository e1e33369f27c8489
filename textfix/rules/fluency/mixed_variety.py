"""Flags words of another variety of the language, such as British spelling in American text.

## What it does
Counts words (in Chinese, characters) that only one of two varieties writes: American and British English, Brazilian and
European Portuguese, simplified and traditional Chinese. Where the text is told to be in one of them, or one is clearly
the one it is in, the others are flagged, with what the variety writes for them.

## Why
Systems learn from all varieties at once and mix them within a page.

## Limits
Only where at least three words show which variety it is, and three times as many as of the other, or the variety is told
and nothing speaks against it. Names and quoted titles in the other variety are flagged where they are in lower case.
British spelling in -ize is no American one. Canadian English mixes both and is not judged.

## Source
`tables/mixed-variety`: Wikipedia "American and British English spelling differences"; Acordo Ortográfico de 1990;
简化字总表 (1986).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from textfix.rule import DOCUMENT, FLAG, Hit, Segment, always, fires, lazy_pattern, replace, rule, silent, tables

_LEAST, _FACTOR = 3, 3
_CLEAR, _TOLD = 0.75, 0.6
_WORD = lazy_pattern(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@cache
def _varieties(language: str) -> tuple[tuple[str, ...], Mapping[str, tuple[int, str]], re.Pattern[str]] | None:
    """The tags of the two varieties; for each form which variety it is of, and what the other writes; how to find forms."""
    rows = tables("mixed-variety").get(language)
    if not rows:
        return None
    tags = tuple(column for column in rows[0] if column != "source")
    forms = {row[tag]: (i, row[tags[1 - i]]) for row in rows for i, tag in enumerate(tags)}
    single = all(len(form) == 1 for form in forms)
    return tags, forms, re.compile(f"[{''.join(forms)}]") if single else _WORD


def _told(lang: str, tags: tuple[str, ...], script: str) -> int | None:
    """Which variety the tag of the text names, ``None`` for neither; -1 for a third one."""
    subtags = lang.split("-")[1:]
    for i, tag in enumerate(tags):
        if subtags and tag.split("-")[1] in (*subtags, script):
            return i
    return -1 if subtags else None


@rule(
    id="mixed-variety",
    kind=FLAG,
    error_type="style/inconsistent",
    confidence=_CLEAR,
    scope=DOCUMENT,
    needs_language=True,
    trigger=always,
    examples=[
        fires(
            "The color of the center was gray.\nThe ⟦neighbours⟧ came.",
            "The color of the center was gray.\nThe neighbors came.",
            lang="en",
        ),
        fires("The ⟦color⟧ of the theatre was grey.", "The colour of the theatre was grey.", lang="en-GB"),
        fires(
            "A equipe e o usuário do ônibus viram o ⟦autocarro⟧ e o prêmio.",
            "A equipe e o usuário do ônibus viram o ônibus e o prêmio.",
            lang="pt-BR",
        ),
        fires("这个时间我们还没有说⟦過⟧话，对吗？", "这个时间我们还没有说过话，对吗？", lang="zh-Hans"),
        silent("The color of the center was gray.", lang="en"),
        silent("The Labour Party and the World Trade Center are names; the color is gray.", lang="en-US"),
        silent("They organized a colour for their neighbours in the theatre.", lang="en-GB"),
        silent("The colour of the center in Toronto.", lang="en-CA"),
        silent("O utilizador viu o comboio e a equipa.", lang="pt-PT"),
        silent("這個時間我們還沒有說過話，對嗎？", lang="zh-Hant"),
        silent("Die Farbe des Theaters war grau.", lang="de"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the forms of the variety that the text is not in."""
    lang = segment.lang
    found = _varieties(lang.partition("-")[0]) if lang else None
    if lang is None or found is None:
        return
    tags, forms, pattern = found
    told = _told(lang, tags, segment.locale.script)
    seen = {forms[word][0] for word in forms.keys() & set(pattern.findall(segment.text))}
    if len(seen) < 2 and (told in (None, -1) or 1 - (told or 0) not in seen):
        return
    met = [(m, forms[m[0]]) for m in pattern.finditer(segment.text) if m[0] in forms]
    counts = [sum(form[0] == i for _, form in met) for i in (0, 1)]
    own = 0 if counts[0] > counts[1] else 1
    clear = counts[own] >= max(_LEAST, _FACTOR * counts[1 - own])
    if told == -1 or (told is None and not clear) or (told is not None and counts[told] < counts[1 - told] and clear):
        return
    own = own if told is None else told
    for m, (variety, other) in met:
        if variety != own:
            message = f"“{m[0]}” is {tags[variety]}, but the text is {tags[own]}"
            evidence = f"{counts[own]} words of {tags[own]}, {counts[1 - own]} of {tags[1 - own]}"
            confidence = _CLEAR if clear else _TOLD
            yield replace(*m.span(), other, message, confidence=confidence, evidence=evidence)
