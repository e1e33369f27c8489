"""Sentences and words of a text. Spans count code points of the text given."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from ._patterns import lazy_pattern
from ._protect import protected_spans, touches
from .locale import locale_for
from .model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    import regex

__all__ = ["protected_spans", "sentences", "touches", "words"]

_SURROGATE = lazy_pattern("[\ud800-\udfff]")
_CHUNK = 2_000  # sentencex searches the rest of what it is given for the end of each quotation


@cache
def _pattern(which: str) -> regex.Pattern[str]:
    import regex  # costs 15 ms, so not on import

    return regex.compile(_PATTERNS[which], regex.VERSION1)


_LETTER = r"[\p{L}\p{M}]"
_CLOSERS = r"[\p{Pe}\p{Pf}\p{Pi}\"']*+"
_PATTERNS = {
    # UAX #29 WB5-WB13: letters, marks and digits, joined by one mid-letter sign. Hyphens join as well: "e-mail".
    "word": r"(?<![\p{L}\p{M}\p{N}_])[\p{N}_]*+\p{L}[\p{L}\p{M}\p{N}_\p{Cf}]*+"
    r"(?:['’ʼ·‧״׳\-‐‑][\p{L}\p{M}\p{N}_\p{Cf}]++)*+",
    # A mark that does nothing but end a sentence; or a quotation that closes after a space, as in French.
    "stop": rf"[\p{{STerm}}--[.!?…‼⁇⁈⁉։܀-܂]]++{_CLOSERS}|(?<=[.!?…]\p{{Zs}})»(?=\s)",
    "blank line": r"\n[^\S\n]*+\n\s*+",
    "ended": rf"[\p{{STerm}}…;։:](?:\p{{Zs}}»|{_CLOSERS})$",
    # Glued to what follows: what somebody asked or called, or an aside, goes on. 「どこ？」と聞いた
    "goes on": r"[\p{STerm}--[.。]][\p{Pe}\p{Pf}]$|\p{STerm}[)）]$",
    "first": r"[\p{P}\p{Sm}\s]*+(.)",
    "before full stop": rf"(?:^|((?<!\.)['’ʼ/\-‐‑])|[^\p{{L}}\p{{M}}\p{{N}}])(?:(\p{{N}}++)\p{{Zs}}?)?({_LETTER}++(?:\.{_LETTER}++)*+)\.$",
    "number": r"^\W*+\p{N}{1,3}\.$",
    "letter": r"\p{L}",
    "vowel": r"[^\P{Ll}\P{Latin}--[bcdfghj-np-tv-xzçćčďđğģħķĺļľłńņňñŕřśşšșťţțźżž]]",
}


def words(text: str) -> list[Span]:
    """Return the words of `text`: letters with their marks, and the apostrophes, hyphens and digits inside words.

    Numbers without a letter are no words. Scripts that write no spaces (Han, Kana, Thai, Khmer, Lao, Myanmar) give
    one span for each run of letters, not for each word.
    """
    return [Span(*m.span()) for m in _pattern("word").finditer(text)]


def sentences(text: str, lang: str | None = None) -> list[Span]:
    """Return the sentences of `text`: in order, disjoint, leaving out nothing but the white space around them.

    A sentence may run over a line end, not over a blank line. `lang`, a BCP 47 tag, tells which abbreviations do not
    end a sentence. Boundaries come from sentencex (abbreviations of some 300 languages, quotations); those that
    cannot be are dropped, and those behind full stops of other scripts added: ``docs/adr/0004-segmentation.md``.
    Raises `LanguageError` for a `lang` that names nothing.
    """
    blanks = {m.end() for m in _pattern("blank line").finditer(text)} if "\n" in text else set()
    found: list[Span] = []
    start = 0
    for at in sorted({*_candidates(text, lang), *blanks, len(text)}):
        if at in blanks or at == len(text) or _is_boundary(text, start, at, lang):
            begin = start + len(text[start:at]) - len(text[start:at].lstrip())
            end = start + len(text[start:at].rstrip())
            if begin < end:
                found.append(Span(begin, end))
            start = at
    return found


def _candidates(text: str, lang: str | None) -> Iterator[int]:
    import sentencex  # type: ignore[import-untyped,unused-ignore]

    code = lang.partition("-")[0] if lang else "en"
    safe = text if text.isascii() else _SURROGATE.sub("\ufffd", text)  # sentencex takes UTF-8 alone
    at = 0
    while at < len(text):
        end = _cut(text, at)
        yield from (at + s["end_index"] for s in sentencex.get_sentence_boundaries(code, safe[at:end]))
        at = end
    for m in _pattern("stop").finditer(text):
        yield m.end()


def _cut(text: str, at: int) -> int:
    """Return where the chunk from `at` on ends: behind a line or sentence, if it has an end."""
    if len(text) - at <= _CHUNK:
        return len(text)
    limit = at + _CHUNK
    cut = text.rfind("\n", at, limit)
    if cut < 0:
        cut = max(text.rfind(". ", at, limit), text.rfind("? ", at, limit), text.rfind("! ", at, limit))
    return cut + 1 if cut >= 0 else limit


def _is_boundary(text: str, start: int, at: int, lang: str | None) -> bool:
    """Whether the sentence from `start` on can end at `at`, the place of a candidate."""
    left = text[max(start, at - 80) : at].rstrip()
    right = text[at : at + 80].lstrip()
    if not left or not right or not _pattern("ended").search(left):
        return False
    first = _pattern("first").match(right)
    if first is None:
        return _opens(right)
    letter = first[1]
    glued = not text[at - 1].isspace() and not text[at].isspace()
    if letter.islower() and letter != letter.title() and left[-1] not in "։":  # Georgian begins nothing with a capital
        return False  # goes on after an abbreviation, an ellipsis, or what somebody said
    if not left.endswith("."):
        return not (glued and right[0].isalnum() and _pattern("goes on").search(left))
    if at - start < 80 and _pattern("number").search(left):
        return False  # "1. Introduction"
    m = _pattern("before full stop").search(left)
    if m is None:
        return not (glued and left[-2:-1].isdigit())
    joint, number, word = m.groups()
    if glued and not (letter.isupper() and len(word) > 2):
        return False  # "a.C."
    return not _is_abbreviation(word, letter, bool(number), bool(joint), lang)


def _opens(right: str) -> bool:
    return not right.startswith((".", ",", ";", "!", "?"))


def _is_abbreviation(word: str, following: str, number: bool, joint: bool, lang: str | None) -> bool:
    """Whether the full stop after `word` belongs to it alone, where a character `following` comes next.

    `number`: after a number, for a unit ("5 km.", "1950 r.") may well end the sentence. `joint`: after an apostrophe,
    hyphen or slash, for then the word is a part of one ("km/h.", "Скоп'є.").
    """
    if word.lower() + "." in _abbreviations(lang):
        return not (number and following.isupper())
    letters = len(_pattern("letter").findall(word))
    if "." in word:
        return word.isupper() or following.isdigit()
    if following.isdigit() and letters <= (3 if word.lower() != word.upper() else 2) and not number:
        return True  # "No. 5"; in scripts without case most words are as short as that
    if number or joint:
        return False
    if letters == 1:
        return True
    return letters <= 3 and word.isascii() and not word.isupper() and not _pattern("vowel").search(word.lower())


@lru_cache(maxsize=256)
def _abbreviations(lang: str | None) -> frozenset[str]:
    return locale_for(lang).abbreviations
