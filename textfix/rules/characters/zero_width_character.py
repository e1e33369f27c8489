"""Removes zero-width characters where no script needs them.

## What it does
Deletes zero-width spaces (U+200B), word joiners (U+2060), zero-width joiners and non-joiners (U+200D, U+200C) and the
deprecated format characters U+206A to U+206F

- beside a space or at the edge of a line, where they do nothing, and
- between two letters of the Latin, Cyrillic, Greek, Armenian, Georgian or Hebrew script.

Nothing visible changes. All other places are left alone: Persian, Kurdish and Urdu words, Indic conjuncts, line break
hints of Thai, Khmer, Lao and Burmese, emoji sequences, break hints after a slash or a dot and in CamelCase names.

## Why
A well-known online translator puts two zero-width spaces before words that it moved; web pages and word processors
leave others. Unseen, they split words for search, spelling checkers and tokenizers.

## Limits
The only one of a document, if it stands beside a space, is only suggested for removal: it harms nobody. So are two
zero-width spaces between letters, where a space may have been lost, and U+200C between letters, with which a careful
typographer divides a ligature in German.

## Source
The Unicode Standard, sections 23.2 and 9.2; Unicode Standard Annex #14 (line breaking).
"""

import re
from collections.abc import Iterator
from itertools import islice

from textfix.rule import CHARACTERS, REPAIR, Document, Hit, Segment, chars, delete, fires, lazy_pattern, rule, silent

_ZERO = "\u200b\u200c\u200d\u2060\u206a-\u206f"
_RUN = lazy_pattern(f"[{_ZERO}]+")
# Latin with its marks, Greek, Cyrillic, Armenian, Hebrew, Georgian, Latin and Greek extended
_PLAIN = lazy_pattern(r"[A-Za-zªºÀ-ÖØ-öø-ʯ̀-ͯͰ-Ͽ\u0400-\u052f\u0531-\u058f\u05d0-\u05ea\u10a0-\u10ff\u1e00-\u1fff]")
_SIGN = lazy_pattern(r"[0-9!-/:-@\[-`{-~‐-‧‹›«»¿¡°€£…–—“”„‘’]")
# Scripts that write no spaces and mark words with U+200B: Thai, Lao, Tibetan, Burmese, Khmer, Tai, Javanese and others
_NO_SPACES = lazy_pattern(
    r"[\u0e00-\u0fff\u1000-\u109f\u1700-\u17ff\u1950-\u19ff\u1a00-\u1aaf\u1b00-\u1b7f\ua980-\ua9ff\uaa60-\uaa7f]"
)
_UNSURE = 0.75
_BREAK_HINTS = frozenset("\u200b\u2060")


def _kind(char: str) -> str:
    if not char or char.isspace():
        return "space"
    if _PLAIN.match(char):
        return "letter"
    return "sign" if _SIGN.match(char) else "other"


def _confidence(text: str, start: int, end: int) -> float:
    """How sure it is that the run ``[start, end)`` is stray: 0 where a script may need it."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 1]
    left, right = _kind(before), _kind(after)
    if "space" in (left, right):
        if left != "other" and right != "other":
            near = text[max(0, start - 9) : start] + text[end : end + 9]
        elif _BREAK_HINTS.issuperset(text[start:end]):
            near = before + after
        else:
            return 0.0
        return 0.0 if _NO_SPACES.search(near) else 0.97
    if left == right == "letter" and not (before.islower() and after.isupper()):
        return _UNSURE if "\u200c" in text[start:end] or "\u200b\u200b" in text[start:end] else 0.95
    return 0.0


def _is_beside_space(m: re.Match[str]) -> bool:
    return "space" in (
        _kind(m.string[m.start() - 1 : m.start()] if m.start() else ""),
        _kind(m.string[m.end() : m.end() + 1]),
    )


def _several(document: Document) -> bool:
    """Whether a document has zero-width characters beside spaces in more than one place."""
    found: bool = document.memo(
        "zero-width: several", lambda document: _loose(document.lines_of("zero-width-character")) > 1
    )
    return found


def _loose(text: str) -> int:
    """How many zero-width characters stand beside spaces, two at most."""
    loose = (
        m
        for m in _RUN.finditer(text)
        if not (text[m.start() - 1 : m.start()].strip() and text[m.end() : m.end() + 1].strip())
    )
    return len(list(islice(loose, 2)))


@rule(
    id="zero-width-character",
    kind=REPAIR,
    stage=CHARACTERS,
    error_type="linguistic-conventions/character-encoding",
    confidence=0.97,
    trigger=chars("\u200b\u200c\u200d\u2060\u206a\u206b\u206c\u206d\u206e\u206f"),
    examples=[
        fires("We met on Friday ⟦\u200b\u200b⟧morning.", "We met on Friday morning.", lang="en"),
        fires("Wir ⟦\u200b\u200b⟧sind ⟦\u200b\u200b⟧da.", "Wir sind da.", lang="de"),
        fires("Мы долго ⟦\u200b\u200b⟧ждали поезда.", "Мы долго ждали поезда.", lang="ru"),
        fires("knowl⟦\u200b⟧edge", "knowledge"),
        fires("Τέλος.⟦\u2060⟧", "Τέλος.", lang="el"),
        fires("ನಾವು ⟦\u200b⟧ಬಂದೆವು", "ನಾವು ಬಂದೆವು", lang="kn"),
        silent("او می\u200cخواهد به خانه برود.", lang="fa"),
        silent("\U0001f468\u200d\U0001f469\u200d\U0001f467 say hello"),
        silent("ขอบคุณ\u200bมาก", lang="th"),
        silent("ភាសា\u200bខ្មែរ \u200bល្អ", lang="km"),
        silent("ක්\u200dරීඩා", lang="si"),
        silent("യാത്ര\u200c പോയി", lang="ml"),
        silent("src/\u200btextfix/\u200bmodel.py, Very\u200bLong\u200bClass\u200bName"),
        silent("one\u2060—\u2060two"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    for m in _RUN.finditer(segment.text):
        confidence = _confidence(segment.text, *m.span())
        if confidence > _UNSURE and _is_beside_space(m) and not _several(segment.document):
            confidence = _UNSURE
        if confidence:
            names = ", ".join(dict.fromkeys(f"U+{ord(c):04X}" for c in m[0][:8]))
            yield delete(*m.span(), f"zero-width character {names} does nothing here", confidence=confidence)
