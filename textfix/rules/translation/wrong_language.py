"""Flags a text, or a paragraph of it, in another language or script than it should be in.

## What it does
Compares the language that was named for the text with what the text is in. A text or line without a letter of the
script of its language is flagged if its words are words of English; a line that has few of the two hundred commonest words
of its language is flagged if the detector is certain of another language and the word lists agree. So is a line of three
words or more with most of its letters in a script that is neither Latin nor that of its language. Of a language without a word
list and unknown to the detector, a text is judged that has none of its letters but those of the other language too.

## Why
Systems hand back the source, or translate into the wrong one of two languages.

## Limits
Short lines that hold nothing but names or technical words may be right as they are; fewer than three words are not judged.
Languages that are taken for each other (Danish and Norwegian, Serbian and Croatian) are not told apart. Titles of works, most
words of which have a capital, are reported with a confidence below one half.

## Source
Detection as in ADR 0003; word frequencies of wordfreq.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

import regex

from textfix.locale import locale_for
from textfix.rule import (
    DOCUMENT,
    FLAG,
    Hit,
    Segment,
    Severity,
    always,
    detect,
    detectable,
    fires,
    flag,
    lexicon,
    likeliest,
    rule,
    silent,
)

_WHOLE, _LINE, _TITLE = 0.85, 0.7, 0.4
_PROSE = 2  # words in lower case; fewer make a title, which may be right as it is
_COMMON = 200
_LETTERS = 30
_OWN_LETTERS = 8  # capital and small ones, without which a language without a list is not told from another
_MOST = 0.5  # of the letters of a line
_SHARE = 0.6  # of the words must be known in the other language, and far more frequent there
_MORE = 1.0  # Zipf
_OWN = 0.3  # where the other language has no list, so many may be known in the own one
_UNSPACED = 8  # letters in a row that are more than one word where no spaces are written
_KNOWN = 3.0  # Zipf
_FEW = 0.25  # of the words of a line; more of the commonest ones show that the language is right
_LETTER = regex.compile(r"\p{L}")
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}'’]*+")
_ALIEN = regex.compile(  # bounded and without a way back, for text made to slow it
    r"(?<!\S)(?=\S*?(?:[/@\\_]|\.\w))\S++|<[^<>]{0,300}+>|`[^`]{0,300}+`|#\w++|\{[^{}]{0,300}+\}"
)
_LETTERS_OF = {"Jpan": r"\p{Han}\p{Hiragana}\p{Katakana}", "Kore": r"\p{Hangul}\p{Han}", "Hans": r"\p{Han}\p{Bopomofo}"}
_LETTERS_OF["Hant"] = _LETTERS_OF["Hans"]


@cache
def _own_letters(script: str) -> regex.Pattern[str] | None:
    try:
        return regex.compile("[" + _LETTERS_OF.get(script, rf"\p{{Script={script}}}") + "]")
    except regex.error:
        return None


@cache
def _other_letters(script: str) -> regex.Pattern[str] | None:
    """Letters that are neither Latin nor of `script`."""
    try:
        own = _LETTERS_OF.get(script, rf"\p{{Script={script}}}")
        return regex.compile(
            rf"[\p{{L}}--\p{{Script=Latin}}--\p{{Script=Common}}--[\u3130-\u318fー]--[{own}]]", regex.VERSION1
        )
    except regex.error:
        return None


@rule(
    id="wrong-language",
    kind=FLAG,
    error_type="accuracy/untranslated",
    severity=Severity.CRITICAL,
    confidence=_WHOLE,
    scope=DOCUMENT,
    inside_protected=True,  # a line may hold an address or the like
    needs_language=True,
    trigger=always,
    examples=[
        fires("⟦The current round of talks follows a pause of five months.⟧", lang="zh"),
        fires("⟦Он находится в реанимации под присмотром врачей.⟧", lang="cs"),
        fires("⟦Президент Чехии řekl, že страны договорились о границе.⟧", lang="cs"),
        fires("⟦I asked the neighbor at least three times to help her with the dog.⟧", lang="cs"),
        fires(
            "Das ist der erste Satz.\n⟦He said that the prime minister would answer the question tomorrow.⟧", lang="de"
        ),
        fires("⟦Новые правила дорожного движения вступают в силу с первого января.⟧", lang="sah"),
        silent("Кини бүгүн оскуолаҕа барбата, тоҕо диэтэххэ ыарыйда.", lang="sah"),
        silent("iPhone 15 Pro Max", lang="ru"),
        silent("https://example.org/the/path/of/the/file", lang="ja"),
        silent("Der Film „The Best of Both Worlds“ läuft seit gestern im Kino.", lang="de"),
        silent("Jens Petersen, Ola Nordmann, Kari Olsen, Per Hansen, Nils Berg", lang="nb"),
        silent("Det er ikke alle der ved hvad de skal lave i morgen aften.", lang="nb"),
        silent("Это предложение написано по-русски.", lang="ru"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the text, or the lines of it, that are in another language."""
    text, lang = segment.text, segment.lang
    if lang is None:
        return
    script = segment.locale.script
    lines = [line for line in text.split("\n") if line.strip()]
    at = 0
    for line in lines:
        at = text.index(line, at)
        alone = len(lines) == 1
        found = _by_letters(line, script, alone=alone) or _by_words(line, lang, alone=alone)
        found = found or _by_share(line, script, alone=alone)
        if found is not None:
            start = at + len(line) - len(line.lstrip())
            message = f"this is {found[0]}, not {segment.locale.name}"
            yield flag(start, at + len(line.rstrip()), message, confidence=found[1], evidence=f"language named: {lang}")
        at += len(line)


def _by_letters(line: str, script: str, *, alone: bool) -> tuple[str, float] | None:
    """What a line is in that has no letter of `script`, and how sure that is."""
    own = _own_letters(script) if script != "Zzzz" else None
    plain = _ALIEN.sub(" ", line) if own and "#" in line else line
    if own is None or own.search(plain):
        return None
    words = _WORD.findall(_ALIEN.sub(" ", line))
    if len(words) < 3 and not any(len(word) >= _UNSPACED for word in words if not word.isascii()):
        return None
    if script == "Latn":
        return f"in {_script_name(words[0][0])} letters", _WHOLE if alone else _LINE
    english = lexicon("en")
    known = [w for w in words if english and english.zipf(w) >= _KNOWN]
    lower = [w for w in known if w.islower()]
    if len(known) < _SHARE * len(words) or not (alone or len(lower) >= _PROSE):
        return None
    if len(lower) >= _PROSE:
        return "English", _TITLE if _is_title(line) else _WHOLE if alone else _LINE
    return ("English", _TITLE) if len(words) > 3 else None


def _by_share(line: str, script: str, *, alone: bool) -> tuple[str, float] | None:
    """The same of a line with most of its letters in another script than Latin and its own."""
    other = _other_letters(script) if script != "Zzzz" and not line.isascii() else None
    own = _own_letters(script)
    if other is None or own is None or not other.search(line) or not own.search(line):
        return None  # without a letter of its own it may be another way to write the language
    plain = _ALIEN.sub(" ", line)
    letters = other.findall(plain)
    words = [word for word in _WORD.findall(plain) if other.match(word)]
    if len(words) < 3 or len(letters) <= _MOST * len(_LETTER.findall(plain)):
        return None
    return f"mostly in {_script_name(letters[0])} letters", _WHOLE if alone else _LINE


def _script_name(letter: str) -> str:
    return unicodedata.name(letter, "other").split()[0].replace("CJK", "Chinese").capitalize()


def _by_words(line: str, lang: str, *, alone: bool) -> tuple[str, float] | None:
    """The same of a line that has few of the commonest words of its language, and mostly words of another one."""
    tokens = line.lower().split()
    if len(line) < _LETTERS or len(tokens) < 4:
        return None
    if sum(map(_common(lang).__contains__, tokens)) > _FEW * len(tokens):
        return None
    judged = lexicon(lang) is not None or (alone and detectable(lang))
    if not (judged or _lettered(lang)):
        return None
    found = detect(line) if judged else likeliest(line)
    if found is None or found.partition("-")[0] == lang.partition("-")[0]:
        return None
    if not judged and not (alone and _lacks_letters(line, lang, found)):
        return None
    words = [w.lower() for w in _WORD.findall(_ALIEN.sub(" ", line))]
    own, other = lexicon(lang), lexicon(found)
    if len(words) < 4 or other is own:  # also where there is no list of either
        return None
    if other is not None and other.spaced:
        mine = [own.zipf(w) if own else 0.0 for w in words]
        theirs = sum(other.zipf(w) >= max(_KNOWN, zipf + _MORE) for w, zipf in zip(words, mine, strict=True))
        if theirs < _SHARE * len(words):
            return None
    elif own is not None and sum(own.zipf(w) > 0 for w in words) > _OWN * len(words):
        return None
    return locale_for(found).name, _TITLE if _is_title(line) else _WHOLE if alone else _LINE


def _lettered(lang: str) -> bool:
    """Whether the letters of the language are known."""
    return bool(locale_for(lang).alphabet)


def _lacks_letters(line: str, lang: str, other: str) -> bool:
    """Whether a line has none of the letters that its language has and the `other` one, which has a word list, has not.

    Both are written in the same script, and have enough letters of their own to be told apart.
    """
    theirs = locale_for(other)
    known, letters = lexicon(other), locale_for(lang).alphabet
    own = letters - theirs.alphabet - theirs.auxiliary
    shared = letters & theirs.alphabet
    return (
        known is not None
        and known.spaced
        and len(own) >= _OWN_LETTERS
        and len(shared) > len(own)
        and own.isdisjoint(line)
    )


def _is_title(line: str) -> bool:
    """Whether most words of a line begin with a capital: a title, which may be right as it is."""
    words = _WORD.findall(line)
    capitals = [word for word in words if word[0].isupper()]
    return len(capitals) > len(words) / 2


@cache
def _common(lang: str) -> frozenset[str]:
    own = lexicon(lang)
    return frozenset(own.common(_COMMON)) if own else frozenset()
