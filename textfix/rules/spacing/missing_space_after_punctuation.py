"""Puts a space after a punctuation mark that touches the next word.

## What it does
"in the bank,we wait" becomes "in the bank, we wait"; "before Easter.We have" becomes "before Easter. We have".
A comma or semicolon must stand between two words in lower case, or before a word that the language knows; a full
stop, question or exclamation mark after a word of three letters and before a capital.

## Why
Systems that translate sentence by sentence or clause by clause join the parts without the space between them.

## Limits
People forget the space after a comma too. One such comma is repaired only in languages where people hardly ever do
(`tables/spacing-slips`), or in a document where ten others have a space behind; otherwise three in a document are
needed. Elsewhere it is suggested. Left alone: addresses, file names and other names with a dot ("Node.js", "System.Uri", "Booking.com"), abbreviations
("e.g.this", "Ф.И.О."), numbers, lists without spaces ("id,name,age"), "Yahoo!News", and scripts written without spaces
between words. After a word with a capital, where the next one is not a very common word, it only suggests, below one
half: that may be an identifier or a name (Person.Contact).

## Source
Frequencies among human writers: NTREX-128, Tatoeba, TICO-19. CLDR and the orthographies named in the locale files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textfix.locale import Locale
from textfix.rule import (
    LETTER,
    REPAIR,
    TYPOGRAPHY,
    Hit,
    Lexicon,
    Segment,
    counted,
    fires,
    human_rate,
    insert,
    lazy_pattern,
    lexicon,
    rule,
    settled,
    silent,
    triple,
)

_LETTER, _CLOSING = r"[^\W\d_]", '"”»’)]'
_JOINT = lazy_pattern(  # a full stop needs three letters before it
    rf"[,;.!?](?:(?<={_LETTER}[,;])|(?<={_LETTER}{{3}}.)|(?<={_LETTER}[{re.escape(_CLOSING)}][,;])"
    rf"|(?<={_LETTER}{{3}}[{re.escape(_CLOSING)}].))[\"“„«(]?(?={_LETTER}{{2}})"
)
_SPACED = lazy_pattern(", ")
_JOINED = lazy_pattern(r",(?<=[^\W\d_],)(?=[^\W\d_])")
_LEFT = lazy_pattern(r"[^\W\d_]+$")
_RIGHT = lazy_pattern(r"[^\W\d_]+")
_WHOLE = lazy_pattern(r"[^\s]*$")
_REST = lazy_pattern(r"[^\s]*")
_LONGEST = 60
_SURE, _LIKELY, _UNSURE, _SLIP = 0.95, 0.9, 0.55, 0.45
_RARE = 3.5  # such gaps in 10,000 lines by people, up to which one of them is taken for a fault of translation
_MANY = 3
_DOTTED = frozenset({"Net", "Com", "Org"})  # names that begin with a dot; "the.Net" lost a space before it
_KNOWN, _COMMON, _VERY_COMMON = 2.5, 4.0, 5.3  # Zipf
# What a name or an address has, and running text has not: then the mark is a part of it.
_NAME = lazy_pattern(r"[\w]@|[/\\_=<>{}|#&@]|\d|::|\(\)|^[^\W\d_][.]|\.\.|[.][^\W\d_]{0,2}[.]")


_ID = "missing-space-after-punctuation"


@rule(
    id=_ID,
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="design-and-markup/whitespace",
    confidence=_SURE,
    trigger=triple(LETTER, ",;.!?", LETTER) | triple(_CLOSING, ",;.!?", LETTER) | triple(",;.!?", '"“„«(', LETTER),
    pattern=_JOINT,
    examples=[
        fires("They have no online banking,⟦⟧we wait.", "They have no online banking, we wait.", lang="en"),
        fires(
            "Das ist zu wiederholen.⟦⟧Die Wirksamkeit sinkt.",
            "Das ist zu wiederholen. Die Wirksamkeit sinkt.",
            lang="de",
        ),
        fires(
            "Нас долго проверяли.⟦⟧Когда мы добрались, было темно.",
            "Нас долго проверяли. Когда мы добрались, было темно.",
            lang="ru",
        ),
        fires("Tu viens demain?⟦⟧Je serai là.", "Tu viens demain? Je serai là.", lang="fr"),
        fires("»Das reicht nicht aus,«⟦⟧sagte die Frau.", "»Das reicht nicht aus,« sagte die Frau.", lang="de"),
        silent("See System.Uri, String.Concat and Node.js on example.com.", lang="en"),
        silent("The fields id,name,age are read from data.Table.Rows.", lang="en"),
        silent("It runs on the.Net framework.", lang="en"),
        silent("Read it on Yahoo!News, e.g.today, at 10.30 a.m.", lang="en"),
        silent("Заполните графу Ф.И.О., т.е.имя, и т.д.", lang="ru"),
        silent("3,5 Prozent bzw.z.B. im Jahr 2.OG", lang="de"),
        silent("今天,我们.他说", lang="zh"),
        silent("Il arriva.« Bonjour », dit-il à J.R.R. Tolkien.", lang="fr"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the places where a space is missing after a mark."""
    locale = segment.locale
    if not locale.word_spaces or not locale.cased:
        return
    text, words = segment.text, lexicon(segment.lang)
    for m in _JOINT.finditer(text):
        mark, at = m[0][0], m.end() if _closes(text, m.end() - 1, locale) else m.start() + 1
        start = m.start() - (text[m.start() - 1] in _CLOSING)
        left = _LEFT.search(text[max(0, start - _LONGEST) : start])
        right = _RIGHT.match(text, m.end(), m.end() + _LONGEST)
        if left is None or right is None:
            continue
        if len(left[0]) < 2 or not left[0][1:].islower() or not right[0][1:].islower():
            continue
        token = _token(text, start, m.end())
        if _NAME.search(token) or sum(token.count(c) for c in ",;.!?") > _marks_at_end(token) + 1:
            continue
        confidence = _after(mark, left[0], right[0], words)
        if mark in ",;" and confidence > _SLIP and _of_people(segment):
            confidence = _SLIP
        if mark == "." and (f"{left[0]}.".lower() in locale.abbreviations or right[0] in _DOTTED):
            continue
        if confidence:
            yield insert(at, " ", f"the space after {mark} is missing", confidence=confidence)


def _closes(text: str, at: int, locale: Locale) -> bool:
    """Whether what stands at `at`, behind a mark, is the end of a quotation: »Yes,«he said."""
    mark = text[at]
    if mark == '"':
        return text.count('"', 0, at) % 2 == 1
    opened = max((text.rfind(p.open, 0, at) for p in locale.quotes if p.close == mark != p.open), default=-1)
    return opened > text.rfind(mark, 0, at)


def _of_people(segment: Segment) -> bool:
    """Whether people forget such a space so often in the language that one of them proves nothing."""
    rate = human_rate("spacing-slips", segment.lang, "after")
    if rate is not None and rate <= _RARE:
        return False
    joined = counted(segment.document, _ID, _JOINED)
    return joined < _MANY and not settled(segment.document, _SPACED, joined)


def _token(text: str, start: int, end: int) -> str:
    before = _WHOLE.search(text[max(0, start - _LONGEST) : start])
    after = _REST.match(text, end, end + _LONGEST)
    return (before[0] if before else "") + text[start:end] + (after[0] if after else "")


def _marks_at_end(token: str) -> int:
    end = token[len(token.rstrip(',;.!?"”»’)]')) :]
    return sum(end.count(c) for c in ",;.!?")


def _after(mark: str, left: str, right: str, words: Lexicon | None) -> float:
    """How sure it is that a space is missing between two words with a mark between them; 0 if it is no case."""
    left_zipf, right_zipf = (words.zipf(left.lower()), words.zipf(right.lower())) if words else (0.0, 0.0)
    foreign = not (left + right).isascii()  # then it is no name in a program
    if mark in ",;":
        if words is None:
            return _SURE if left.islower() and right.islower() else 0.0
        if left.islower() and right.islower() and min(left_zipf, right_zipf) >= _KNOWN:
            return _SURE
        return _LIKELY if foreign or max(left_zipf, right_zipf) >= _COMMON else _UNSURE
    if len(left) < 3 or not right[0].isupper():
        return 0.0
    if words is None:
        return _UNSURE if left.islower() else 0.0
    if left.islower() and left_zipf >= _KNOWN:
        return _SURE if right_zipf >= _KNOWN else _UNSURE
    if mark == "!" or right_zipf < (_KNOWN if foreign else _VERY_COMMON):
        unsure = _SLIP if left[0].isupper() else _UNSURE  # Xamarin.Android, Person.Contact
        return unsure if right_zipf >= _COMMON and mark != "!" else 0.0
    return _LIKELY
