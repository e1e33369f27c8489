"""Replaces letters of another script that only look like those of the word they stand in.

## What it does
Finds words in which Latin, Cyrillic and Greek letters are mixed, and where all the strange ones have a twin of the same
look in the script of the rest: the Latin "o" in "мoст" becomes the Cyrillic one. It is done where the word that comes
out is known, from the word list of the language or from elsewhere in the document; otherwise it is suggested.

## Why
The words look right but cannot be found, sorted, spelled or read aloud. Models learn them from scanned and hand-typed
text.

## Limits
Words of fewer than three letters, and words that could belong to either script. A name or an acronym with an ending of
the other script ("HBOның"), units and formulas ("μm", "Δt") and compounds with a hyphen ("PR-агентство") are not mixed
words. Texts that were typed on the wrong keyboard
layout throughout stay: a line with more than two mixed words, or without the right letters elsewhere.

## Source
Unicode Technical Standard 39, confusables.txt, restricted to letters of the same look.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from textfix.rule import (
    CHARACTERS,
    CYRILLIC,
    GREEK,
    LATIN,
    REPAIR,
    Edit,
    Hit,
    Segment,
    Span,
    fires,
    lazy_pattern,
    lexicon,
    pair,
    rule,
    silent,
    table,
)

_LETTERS = {"latin": "A-Za-zªºÀ-ÖØ-öø-ʯḀ-ỿ", "cyrillic": "Ѐ-ԯ", "greek": "Ͱ-ͽΆ-Ͽἀ-῿"}
_SCRIPTS = {"latin": "Latn", "cyrillic": "Cyrl", "greek": "Grek"}
_WORD = lazy_pattern("(?<![^\\W_])[" + "".join(_LETTERS.values()) + "]{2,}(?![^\\W_])")
_OF = {name: lazy_pattern(f"[{letters}]+") for name, letters in _LETTERS.items()}
_SHORTEST, _NATIVE_MIN, _FOREIGN_RUN = 3, 2, 2
_SURE, _UNSURE = 0.95, 0.6
_MANY = 2  # words in a line


@cache
def _twins(script: str) -> Mapping[str, str]:
    """The letters of `script` by the letters of other scripts that look the same."""
    return {
        row[other]: row[script]
        for row in table("look-alike-letter", "letters")
        for other in _LETTERS
        if other != script and row[other] and row[script]
    }


@rule(
    id="look-alike-letter",
    kind=REPAIR,
    stage=CHARACTERS,
    error_type="linguistic-conventions/character-encoding",
    confidence=_SURE,
    trigger=pair(LATIN, CYRILLIC)
    | pair(CYRILLIC, LATIN)
    | pair(LATIN, GREEK)
    | pair(GREEK, LATIN)
    | pair(CYRILLIC, GREEK)
    | pair(GREEK, CYRILLIC),
    examples=[
        fires("Старый ⟦мoст⟧ закрыт.", "Старый мост закрыт.", lang="ru"),
        fires("The old ⟦bridgе⟧ is closed.", "The old bridge is closed.", lang="en"),
        fires("Ο ⟦κόσμoς⟧ αλλάζει.", "Ο κόσμος αλλάζει.", lang="el"),
        fires("Der Baum und der ⟦Bаum⟧ dort.", "Der Baum und der Baum dort."),
        silent("Новое PR-агентство, iPhone'у и Яндекс.Maps", lang="ru"),
        silent("Der Film lief auf HBO, ХБО и HBOның.", lang="kk"),
        silent("Eine Länge von 5 μm, Δt und α-Helix, kΩ, μSv.", lang="de"),
        silent("Ирон æвзаг æмæ дзырд.", lang="os"),
        silent("Книга стоит 5 USD, а Windows и Word нет.", lang="ru"),
        silent("Λέξη και word, και λόγος.", lang="el"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the mixed words, with an edit for each strange letter."""
    found = []
    mixed = 0
    for m in _WORD.finditer(segment.text):
        scripts = [name for name, letters in _OF.items() if letters.search(m[0])]
        if len(scripts) > 1:
            mixed += 1
            if fixed := _fixed(m[0], scripts, segment):
                found.append((m, fixed))
    if mixed > _MANY:
        return
    for m, fixed in found:
        yield _hit(m.start(), m[0], fixed, _SURE if _is_known(m, fixed, segment) else _UNSURE)


def _fixed(word: str, scripts: list[str], segment: Segment) -> str:
    """The word in one script; empty where none of its scripts can have it, or more than one."""
    if len(word) < _SHORTEST:
        return ""
    out = []
    for script in scripts:
        twins = _twins(script)
        strange = [m[0] for name in scripts if name != script for m in _OF[name].finditer(word)]
        if any(c not in twins for run in strange for c in run) or max(map(len, strange)) > _FOREIGN_RUN:
            continue
        fixed = "".join(c if _OF[script].match(c) else twins[c] for c in word)
        own = len(word) - sum(map(len, strange))
        alien = segment.locale.script == _SCRIPTS[script] and not segment.locale.alphabet.issuperset(fixed)
        if own >= _NATIVE_MIN and not (alien and segment.locale.known):
            out.append(fixed)
    return out[0] if len(out) == 1 else ""


def _is_known(m: re.Match[str], fixed: str, segment: Segment) -> bool:
    """Whether `fixed` is a word, in a text that elsewhere has the letters of its script where they belong."""
    rest = m.string[: m.start()] + m.string[m.end() :]
    if not all(new in rest for old, new in zip(m[0], fixed, strict=True) if old != new and new.islower()):
        return False
    words = lexicon(segment.lang)
    return (words is not None and fixed in words) or segment.document.count(fixed) > 0


def _hit(start: int, word: str, fixed: str, confidence: float) -> Hit:
    edits = tuple(
        Edit(Span(start + i, start + i + 1), new)
        for i, (old, new) in enumerate(zip(word, fixed, strict=True))
        if old != new
    )
    strange = ", ".join(
        dict.fromkeys(f"{word[e.span.start - start]} (U+{ord(word[e.span.start - start]):04X})" for e in edits)
    )
    message = f"letter {strange} of another script stands in the word {fixed}"
    return Hit(Span(start, start + len(word)), message, edits, confidence)
