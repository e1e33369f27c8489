"""Flags a name that is spelled in two ways in one document: Zelensky and Zelenskyy.

## What it does
Looks at words with a capital that stand inside sentences and that the word list does not know, or hardly. Two of them
are taken for one name if they differ by what transliterations differ by (y, i, j; k, c, q; w, v; ts, tz; a doubled
letter; an h, an accent, an apostrophe), begin with the same letter and follow the same word (a first name, a title), or if they differ in
an accent alone. The rarer spelling is flagged, the commoner suggested.

## Why
Each sentence is translated by itself; names from other scripts come out differently each time.

## Limits
Names of fewer than five letters. Spellings that differ at the end only, by what may be two endings of the language,
are taken for cases; so are all of these in languages without a large word list. Differences in
accents alone are looked at in languages with a word list only. Two persons of similar names are told apart by what stands before them, if they have first names.

## Source
Transliteration variants: Wikipedia "Romanization of Russian", "Romanization of Arabic", "Romanization of Ukrainian".
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import filterfalse

from textfix.rule import (
    DOCUMENT,
    FLAG,
    Hit,
    Segment,
    always,
    fires,
    lazy_pattern,
    lexicon,
    morphology,
    replace,
    rule,
    silent,
)

_SHORTEST = 5
_RARE = 3.2  # Zipf
_BEFORE, _BEHIND = r"(?<![\w'’\-@#/.])", r"(?![\w@/]|['’\-]\w)"
_MARKS = ".,;:!?…()[]\"“”„«»‘’'"
# Letters without which names of one skeleton are alike at the beginning; what is left of them is a key to look under.
_ROUGH = dict.fromkeys(map(ord, "aeiouyjhwvckqszgpfdxüöøßáàâäãåæéèêëęěíìîïıóòôõőúùûűýÿñńňçćčşšśžźżłđğţťřŕďñăāēīōū"))
_KEY = 2
_ENDING = 3
_SAME, _ACCENT = 0.75, 0.7


@lru_cache(maxsize=20_000)
def _skeleton(name: str) -> str:
    """What is left of a name when all that transliterations differ in is made alike."""
    plain = _bare(name)
    for pattern, alike in _ALIKE:
        plain = pattern.sub(alike, plain)
    return plain


def _bare(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))


_ALIKE = tuple(
    (lazy_pattern(pattern), alike)
    for pattern, alike in (
        (r"kh|gh|ch(?=a)", "h"),
        (r"ph", "f"),
        (r"tz|cz", "ts"),
        (r"zh|dj|dzh", "j"),
        (r"ou", "u"),
        (r"q|ck|c(?![ehiy])", "k"),
        (r"w", "v"),
        (r"ø|ö|oe", "o"),
        (r"ü|ue", "u"),
        (r"ß", "ss"),
        (r"iy|ij|yi|ii|y|j", "i"),
        (r"(?<=[aeiou])h", ""),
        (r"(.)\1+", r"\1"),
    )
)


@rule(
    id="inconsistent-name",
    kind=FLAG,
    error_type="terminology/inconsistent",
    confidence=_SAME,
    scope=DOCUMENT,
    needs_language=True,
    trigger=always,
    examples=[
        fires(
            "Then President Zelensky spoke. We heard that President ⟦Zelenskyy⟧ left. Later President Zelensky returned.",
            "Then President Zelensky spoke. We heard that President Zelensky left. Later President Zelensky returned.",
            lang="en",
        ),
        fires(
            "Der Präsident Tschernowsky kam. Später ging Präsident Tschernowsky. Dann sah man Präsident ⟦Tschernovsky⟧.",
            "Der Präsident Tschernowsky kam. Später ging Präsident Tschernowsky. Dann sah man Präsident Tschernowsky.",
            lang="de",
        ),
        fires(
            "Hier Tomáš Verčák a parlé. Puis Tomáš ⟦Vercak⟧ est parti, et Tomáš Verčák est revenu.",
            "Hier Tomáš Verčák a parlé. Puis Tomáš Verčák est parti, et Tomáš Verčák est revenu.",
            lang="fr",
        ),
        silent("Then Anna Hansen met Peter Hanssen, and Anna Hansen left with him.", lang="en"),
        silent("Včera viděl prezidenta Zelenského a pomohl prezidentu Zelenskému.", lang="cs"),
        silent("We saw Philip and Philippa. Then Philip left, and so did Philippa.", lang="en"),
        silent("He lives in Germany with other Germans, and Germany is large.", lang="en"),
        silent("Open the file MyDataset. Later open the file MyDataSet, and close the file MyDataset.", lang="en"),
        silent("On sait que Karim Benzema joue, et que Karim Benzema marque.", lang="fr"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the rarer spellings of names."""
    words = lexicon(segment.lang)
    rough: dict[str, set[str]] = defaultdict(set)
    for token in filterfalse(str.islower, segment.document.tokens()):
        name = token.strip(_MARKS)
        if len(name) >= _SHORTEST and name[0].isupper() and name.isalpha() and not name.isupper():
            rough[name.casefold().translate(_ROUGH)[:_KEY]].add(name)
    groups: dict[str, set[str]] = defaultdict(set)
    for name in (name for names in rough.values() if len(names) > 1 for name in names):
        groups[_skeleton(name)].add(name)
    for group in groups.values():
        if len(group) > 1:
            names = [n for n in group if words is None or words.zipf(n) < _RARE]
            if len(names) == 2:
                yield from _compared(segment, *names)


def _compared(segment: Segment, one: str, other: str) -> Iterator[Hit]:
    """Judge two spellings of what may be one name."""
    accent = _bare(one) == _bare(other)
    if (
        one[0] != other[0]
        or one.casefold() == other.casefold()
        or (not accent and _may_be_cases(segment.lang, one, other))
    ):
        return
    if segment.text.count(one) < 2 and segment.text.count(other) < 2:
        return
    places = {name: list(_standing(name).finditer(segment.text)) for name in (one, other)}
    rare, usual = sorted(places, key=lambda name: (len(places[name]), name))
    before = {w for m in places[usual] if (w := _word_before(m))}
    if len(places[usual]) < 2:
        return
    for m in places[rare]:
        word = _word_before(m)
        if word in before or (accent and not (word and before)):
            message = f"“{rare}” is “{usual}” elsewhere in the document"
            evidence = f"{usual}: {len(places[usual])} times, {rare}: {len(places[rare])}"
            yield replace(*m.span(), usual, message, confidence=_ACCENT if accent else _SAME, evidence=evidence)


def _standing(name: str) -> re.Pattern[str]:
    return re.compile(f"{_BEFORE}{name}{_BEHIND}")


def _may_be_cases(lang: str | None, one: str, other: str) -> bool:
    """Whether two spellings differ in their endings alone, and the language exchanges these, for all that is known."""
    common = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if common < max(len(one), len(other)) - _ENDING:
        return False
    judge = morphology(lang)
    return judge is None or judge.alternate(one[common:], other[common:])


def _word_before(m: re.Match[str]) -> str:
    """The word with a capital right before, an empty string if there is none."""
    before = m.string[max(0, m.start() - 30) : m.start()]
    found = re.search(r"([^\W\d_]+)\.? $", before)
    return found[1] if found and found[1][0].isupper() else ""
