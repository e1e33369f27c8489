"""Flags words in a row in another language: English, or that of the source where it is told.

## What it does
Gives each word the difference of its frequencies in the other language and in the language of the text, and finds the
stretch of a line with the largest sum. It is flagged if the sum is large, and if at least three of its words in lower
case are of the other language, one being among its 150 commonest.

## Why
Models leave passages untranslated, often in the middle of a sentence.

## Limits
Lines that are nearly all in the other language are reported with a confidence below one half.
Titles and names (capitals), quoted words, words in brackets or before some (with a confidence below one half) and single loan words are left alone; so are stretches of fewer than four
words. The source language other than English is found only where it is told. English text with foreign stretches is
judged only then. Where the language of the text has no word list, the stretch must be longer.

Of 15 places in outputs of machines that were read, 12 were right; names of works and societies, whose other words have
capitals, and labels of programs with their meaning in brackets are told with less than one half since: the 15 that are left
of 18 which were read then are right.

## Source
Word frequencies of wordfreq.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from textfix.rule import (
    DOCUMENT,
    FLAG,
    Hit,
    Lexicon,
    Segment,
    Severity,
    always,
    fires,
    flag,
    lazy_pattern,
    lexicon,
    protected_spans,
    rule,
    silent,
)

_SURE, _LIKELY, _GLOSS = 0.85, 0.6, 0.4
_LEAST, _SURELY = 7.0, 10.0  # sums of Zipf differences
_ALONE = 14.0  # where the language of the text has no word list
_CAP = 3.0  # what one word can add or take
_WHOLE = 0.7  # of a line: then it is in another language altogether, which is the business of another rule
_WORDS, _LOWER = 4, 3
_COMMON = 150
_SIGN = 1.0  # Zipf: what a common word must be more frequent by, to be a sign of the other language
_MEMO = 300_000  # words that are remembered
_UNKNOWN = -0.3  # a word that neither language knows
_NAME = -0.2  # a word with a capital
_WORD = regex.compile(
    r"(?<![\p{Latin}\p{N}_@/.:<&\-])(?:\p{Latin}[\p{Latin}\p{M}'’]*+|[\p{L}--\p{Latin}][[\p{L}\p{M}]--\p{Latin}]*+)"
    r"(?![\p{N}_@/:>;]|\.\p{L})",
    regex.VERSION1,
)
_LATIN = regex.compile(r"[\p{Latin}\p{M}'’]++")
_EXPLAINED = regex.compile(r".{0,30}?[*_”»\"]*\s?[(（]")  # a title, and what it means
_ASCII = lazy_pattern("[a-z]+")
_OPEN = regex.compile(r"[(\[（][^)\]）]*$")
_QUOTES = regex.compile(r"[\"“”„«»‘「」『』]|\*\*")


class _Scores:
    """How much more a word belongs to another language than to the one of the text; each word is looked up once."""

    def __init__(self, own: Lexicon | None, other: Lexicon) -> None:
        self._own, self._other = own, other
        self._known: dict[str, float] = {}
        self.alone = own is None  # nothing is known of the language of the text
        self.usual = frozenset(other.common(_COMMON))
        self.common = frozenset(w for w in other.common(_COMMON) if len(w) > 1 and (own is None or self(w) >= _SIGN))

    def __call__(self, word: str) -> float:
        if word not in self._known:
            if len(self._known) >= _MEMO:
                self._known = {}
            theirs = self._other.zipf(word)
            mine = self._own.zipf(word) if self._own else 0.0
            if self._own is None and len(word) < _WORDS:
                self._known[word] = 0.0  # so short a word is one in many languages
            elif theirs or mine:
                self._known[word] = max(-_CAP, min(_CAP, theirs - mine))
            else:
                self._known[word] = _UNKNOWN if self._own else -_CAP
        return self._known[word]


@cache
def _scores(own: str, other: str) -> _Scores | None:
    theirs, mine = lexicon(other), lexicon(own)
    return None if theirs is None or theirs is mine or not theirs.spaced else _Scores(mine, theirs)


def _best(values: Sequence[float]) -> tuple[float, int, int]:
    """The largest sum of neighbouring values, and where they stand."""
    best, best_start, best_end, total, start = 0.0, 0, 0, 0.0, 0
    for i, value in enumerate(values):
        total += value
        if total <= 0:
            total, start = 0.0, i + 1
        elif total > best:
            best, best_start, best_end = total, start, i + 1
    return best, best_start, best_end


def _value(word: str, scores: _Scores) -> float:
    """What a word counts for; one in another script than the Latin one ends a stretch."""
    if word.islower():
        return scores(word) if _LATIN.fullmatch(word) else -2 * _CAP
    return _NAME if _LATIN.fullmatch(word) else -2 * _CAP


@rule(
    id="untranslated-span",
    kind=FLAG,
    error_type="accuracy/untranslated",
    severity=Severity.MAJOR,
    confidence=_SURE,
    scope=DOCUMENT,
    inside_protected=True,  # a stretch may hold an address or the like
    needs_language=True,
    trigger=always,
    examples=[
        fires("Er sagte, dass ⟦the minister was not able to answer⟧ und ging nach Hause.", lang="de"),
        fires("Elle est devenue ⟦a victim of what they called harassment⟧ pendant le procès.", lang="fr"),
        fires("Министр сказал, что ⟦they may push for a new vote⟧ в понедельник.", lang="ru"),
        fires("彼は「はい」と言い、⟦the report was not ready for him⟧と述べた。", lang="ja"),
        silent("Joe Sullivan ist Chief Security Officer von Cloudflare und Autor von The Best of the Rest.", lang="de"),
        silent("Il a dit « this is the end of the road » avant de partir.", lang="fr"),
        silent("Die All Assam Students’ Union organisierte eine Feier auf dem Gelände.", lang="de"),
        silent("Основной способ доставки — Royal Mail international Signed for.", lang="ru"),
        silent("Das Team spielt im Finale in Berlin gegen die Gäste aus Rom.", lang="de"),
        silent("The words were in English, and they all were of the same kind.", lang="en"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the stretches that belong to another language."""
    if segment.lang is None:
        return
    for other in dict.fromkeys(("en", segment.source_lang or "en")):
        scores = _scores(segment.lang, other)
        if scores is not None:
            found = list(_in_lines(segment.text, scores, other, spaced=segment.locale.script == "Latn"))
            closed = protected_spans(segment.text) if found else []
            yield from (h for h in found if not any(s.start <= h.span.start and h.span.end <= s.end for s in closed))


def _in_lines(text: str, scores: _Scores, other: str, *, spaced: bool) -> Iterator[Hit]:
    at = 0
    for line in text.split("\n"):
        signs = line.split() if spaced else _ASCII.findall(line)
        if not scores.common.isdisjoint(signs):
            yield from _in_line(line, at, scores, other)
        at += len(line) + 1


def _in_line(line: str, at: int, scores: _Scores, other: str) -> Iterator[Hit]:
    words = list(_WORD.finditer(line))
    if len(words) < _WORDS:
        return
    values = [_value(w[0], scores) for w in words]
    total, first, last = _best(values)
    if scores.alone and total < _ALONE:
        return
    inside = [w[0] for w, v in zip(words[first:last], values[first:last], strict=True) if v > 0.5]
    if total < _LEAST or last - first < _WORDS or len(inside) < _LOWER or scores.common.isdisjoint(inside):
        return
    start, end = words[first].start(), words[last - 1].end()
    whole = last - first > _WHOLE * len(words)
    if not whole and _QUOTES.search(line[max(0, start - 30) : start]) and _QUOTES.search(line[end : end + 30]):
        return
    confidence = _SURE if total >= _SURELY else _LIKELY
    if scores.usual.issuperset(inside):  # all else has capitals, as in the name of a work or a society
        confidence = _GLOSS
    before, stretch = line[max(0, start - 30) : start], line[start:end]
    if whole or _OPEN.search(before) or _OPEN.search(stretch) or _EXPLAINED.match(line, end):
        confidence = _GLOSS
    evidence = f"{len(inside)} words that are more frequent in {other}: {', '.join(inside[:6])}"
    message = f"“{line[start:end]}” is not translated"
    yield flag(at + start, at + end, message, confidence=confidence, evidence=evidence)
