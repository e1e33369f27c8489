"""Flags words in a script that the language is not written in.

## What it does
Finds letters of another script than the language has: Cyrillic words in Czech, Chinese characters in English, Arabic
ones in Russian. Latin letters are in use everywhere and are left to other rules. Words in brackets or quotation marks
next to others are most often the original of a name, and hashtags are meant; these are reported with a confidence
below one half.

## Why
Models copy what they cannot translate. A reader cannot even spell it.

## Limits
Silent on single letters (symbols, emoticons, Greek in formulas) but for Chinese and Japanese ones that touch a Latin
letter, and in lines that are mostly in the other script: these are in another language as a whole. Texts that talk about
another script, such as language courses, are flagged; where more than a tenth of a long text is in the other script
nothing is said.

## Source
Script of a letter: Unicode Scripts.txt; script of a language: CLDR likely subtags.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

import regex

from textfix.rule import DOCUMENT, FLAG, Hit, Segment, Severity, always, fires, flag, protected_spans, rule, silent

_SCRIPTS = {
    "Jpan": ("Han", "Hiragana", "Katakana"),
    "Kore": ("Hangul", "Han"),
    "Hans": ("Han",),
    "Hant": ("Han",),
    "Hrkt": ("Hiragana", "Katakana"),
}
_FOREIGN, _GLOSS = 0.85, 0.4
_LONG = 2000  # characters
_BILINGUAL = 0.1  # of a long text
_WHOLE = 0.5  # of the letters of a line
_LETTERS = regex.compile(r"\p{L}")
_OPEN = regex.compile(r"[(\[{（［【「『“„«‘\"][^)\]}）］】」』”»’\"]*$")
_NEAR = 30  # characters in which a bracket or quotation mark may have been opened
_INSIDE = 3  # letters
_EAST_ASIAN = r"[\p{Han}\p{Hiragana}\p{Katakana}]"
_IDEOGRAPHS = regex.compile(rf"{_EAST_ASIAN}|\p{{Hangul}}")


@cache
def _pattern(script: str) -> regex.Pattern[str] | None:
    """Words in other scripts than `script`, which is an ISO 15924 code, and Latin."""
    own = "".join(rf"--\p{{Script={name}}}" for name in _SCRIPTS.get(script, (script,)))
    try:
        letter = rf"[\p{{L}}--\p{{Script=Latin}}--\p{{Script=Common}}--[\u3130-\u318f]{own}]"
        word = rf"(?:{letter}[\p{{M}}ー々]*+){{2,}}"
        beside = rf"{_EAST_ASIAN}(?:(?<=\p{{Latin}}.)|(?=\p{{Latin}}))"  # one alone is a remnant there
        alone = "" if script in _SCRIPTS else f"|{beside}"
        return regex.compile(rf"{word}(?:[ ·・\-]{{1,2}}(?:{letter}[\p{{M}}ー々]*+)+)*{alone}", regex.VERSION1)
    except regex.error:  # a script that the module does not know
        return None


@rule(
    id="foreign-script",
    kind=FLAG,
    error_type="accuracy/untranslated",
    severity=Severity.MAJOR,
    confidence=_FOREIGN,
    scope=DOCUMENT,
    inside_protected=True,  # hashtags
    needs_language=True,
    trigger=always,
    examples=[
        fires("Zpěvačka ⟦Валентина⟧ vydala nový klip.", lang="cs"),
        fires("The shop has ⟦限定商品⟧ again this week.", lang="en"),
        fires("Он сказал, что ⟦السلام عليكم⟧ было последним словом.", lang="ru"),
        fires("The set ⟦ド⟧Brush Stand⟦ド⟧ is sold by mail.", lang="en"),
        fires("Το σπίτι είναι ⟦красивый⟧ και μεγάλο.", lang="el"),
        silent("The angle α is half of β, and ¯\\_(ツ)_/¯ is a shrug.", lang="en"),
        silent("Les utilisateurs de Windows et de Mac l’ont vu.", lang="fr"),
        silent("東京のカフェでコーヒーを飲みました。", lang="ja"),
        silent("Компания Google открыла офис.", lang="ru"),
        silent("Все слова этого предложения написаны кириллицей.", lang="de"),
        silent("저는 中國에서 왔습니다.", lang="ko"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the words in another script."""
    text, script = segment.text, segment.locale.script
    if script == "Zzzz" or text.isascii():
        return
    pattern = _pattern(script)
    if pattern is None:
        return
    found = list(pattern.finditer(text))
    if not found or (len(text) > _LONG and sum(len(m[0]) for m in found) > _BILINGUAL * len(text)):
        return
    closed = [span for span in protected_spans(text) if text[span.start] != "#"]
    for m in found:
        low, high = text.rfind("\n", 0, m.start()) + 1, text.find("\n", m.end())
        line = text[low : high if high >= 0 else len(text)]
        if any(span.start <= m.start() < span.end for span in closed):
            continue
        letters = len(_LETTERS.findall(line))
        if sum(len(_LETTERS.findall(x[0])) for x in pattern.finditer(line)) > _WHOLE * letters:
            continue
        if len(m[0]) < _INSIDE and not _IDEOGRAPHS.match(m[0]) and _touches_letters(text, m.start(), m.end()):
            continue  # letters that some spellings borrow
        before = text[max(low, m.start() - _NEAR) : m.start()]
        gloss = bool(_OPEN.search(before)) or before.endswith("#")
        yield flag(
            m.start(),
            m.end(),
            f"“{m[0]}” is written in {_name(m[0])} letters, which {segment.locale.name} does not have",
            confidence=_GLOSS if gloss else _FOREIGN,
            evidence=f"script of the language: {script}",
        )


def _name(word: str) -> str:
    first = unicodedata.name(word[0], "other").split()[0]
    return "Chinese" if first == "CJK" else first.capitalize()


def _touches_letters(text: str, start: int, end: int) -> bool:
    return text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()
