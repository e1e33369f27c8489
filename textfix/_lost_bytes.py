"""Letters of UTF-8 that lost a byte: read in a code page that has no character for it, it became U+FFFD.

Windows-1252 has none for 81, 8D, 8F, 90 and 9D, so that с, э and я all became Ñ�. The letters of the language leave few of
those that can have stood there; the word list tells which of them makes a word.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import bidirectional, category, combining, normalize

import regex

from ._code_pages import bytes_in, unused_bytes
from ._lexicon import Lexicon
from ._patterns import lazy_pattern
from ._quotes import can_close, can_open
from ._words import code_points
from .locale import Locale, locale_for

LOST = "\ufffd"
_WORD = regex.compile(rf"[\p{{L}}\p{{M}}'’{LOST}]*{LOST}[\p{{L}}\p{{M}}'’{LOST}]*")
_IDEOGRAPH = lazy_pattern("[\u4e00-\u9fff]")
_OPENING, _CLOSING = "“‘«„‚", "”’»"
_VIRAMA = 9  # combining class of the signs that a joiner follows
_LOST_AT_MOST = 6  # letters of a word
_MOST = 200  # readings of a word that are looked up
_COMMON = 2.0  # Zipf: the least that the word which is meant must have, once in ten million words
_LEAD = 1.5  # Zipf: so much commoner it must be than the next


class _Piece(NamedTuple):
    """A stretch of text that was restored; or a character that lost a byte and `could_be` one of several, or of none."""

    start: int
    end: int
    new: str
    could_be: tuple[str, ...] = ()


def with_lost_letters(
    text: str, changes: Sequence[tuple[int, int, str]], page: str, locale: Locale, words: Lexicon | None
) -> list[tuple[int, int, str]]:
    """Return what was written in place of stretches of UTF-8 that were read in `page`, lost letters as far as they can be told.

    `changes` (start, end and what stands there if each lost byte was the first that the page does not use) are in
    order. What cannot be told is no change.
    """
    pieces: list[_Piece] = []
    for start, end, new in changes:
        if text.find(LOST, start, end) < 0:
            pieces.append(_Piece(start, end, new))
        else:
            pieces += _pieces(text, start, end, new, page)
    told = _told(text, pieces, locale, words)
    out: list[tuple[int, int, str]] = []
    for piece in pieces:
        if not (new := piece.new or told.get(piece.start, "")):
            continue
        if out and out[-1][1] == piece.start:
            out[-1] = out[-1][0], piece.end, out[-1][2] + new
        else:
            out.append((piece.start, piece.end, new))
    return out


def _pieces(text: str, start: int, end: int, new: str, page: str) -> Iterator[_Piece]:
    """The parts of a change: characters that lost a byte, and what stands between them."""
    data = new.encode()  # one byte for each character that stands there
    at = done = 0  # bytes, and characters of `new`
    while (lost := text.find(LOST, start + at, end)) >= 0:
        before = done + len(data[at : lost - start].decode("utf-8", "ignore"))
        first = at + len(new[done:before].encode())
        if first > at:
            yield _Piece(start + at, start + first, new[done:before])
        at, done = first + len(new[before].encode()), before + 1
        yield _Piece(start + first, start + at, "", _candidates(text[start + first : start + at], page))
    if start + at < end:
        yield _Piece(start + at, end, new[done:])


@lru_cache(maxsize=4096)
def _candidates(piece: str, page: str) -> tuple[str, ...]:
    known = bytes_in(code_points(piece), page)
    choices = (unused_bytes(page) if c == LOST else bytes([b]) for c, b in zip(piece, known, strict=True))
    found = (bytes(b).decode("utf-8", "ignore") for b in itertools.product(*choices))
    return tuple(c for c in found if c and (category(c)[0] in "LMNP" or category(c) == "Cf"))


def _told(text: str, pieces: Sequence[_Piece], locale: Locale, words: Lexicon | None) -> dict[int, str]:
    """What the lost letters were that their place tells, the alphabet or the word list; by where they stand in `text`."""
    chars: list[str] = []  # of the repaired text
    lost: dict[int, _Piece] = {}  # by the place there
    last = 0
    for piece in pieces:
        chars += text[last : piece.start]
        if not piece.new:
            lost[len(chars)] = piece
        chars += piece.new or LOST
        last = piece.end
    if not lost:
        return {}
    chars += text[last:]
    for at, piece in lost.items():
        chars[at] = _mark(chars, at, piece.could_be, locale) or LOST
    _look_up(chars, lost, locale, words)
    left = [at for at in lost if chars[at] == LOST]
    for at in left:
        chars[at] = _usual(_beside(chars, at)[0], lost[at].could_be, locale) or LOST
    if any(chars[at] != LOST for at in left):
        _look_up(chars, lost, locale, words)  # what has fewer letters to be guessed now
    return {piece.start: chars[at] for at, piece in lost.items() if chars[at] != LOST}


def _look_up(chars: list[str], lost: dict[int, _Piece], locale: Locale, words: Lexicon | None) -> None:
    """Fill in the lost letters of words that the word list tells; where there are several, those that the language writes."""
    if words is None or not words.spaced:
        return
    for m in _WORD.finditer("".join(chars)):
        places = [at for at in range(m.start(), m.end()) if chars[at] == LOST]
        could_be = [lost[at].could_be if at in lost else () for at in places]
        if len(places) > 1:
            could_be = [_written(some, locale.tag) for some in could_be]
        letters = tuple(tuple(c for c in some if category(c)[0] in "LM") for some in could_be)
        for at, c in zip(places, _meant(m[0], letters, words), strict=False):
            chars[at] = c


def _mark(chars: Sequence[str], at: int, could_be: Sequence[str], locale: Locale) -> str:
    """The quotation mark that was lost at `at`, if one can stand there, and no joiner nor mark of direction."""
    marks = [c for c in could_be if c in _OPENING + _CLOSING]
    mark = marks[0] if len(marks) == 1 else ""
    before, after = _beside(chars, at)
    if (
        not mark
        or before == LOST
        or combining(before) == _VIRAMA
        or any(bidirectional(c) in ("R", "AL") for c in chars)
    ):
        return ""
    opens = mark in _OPENING or (locale.known and mark == locale.quotes[0].open)
    stands = (opens and can_open(before, after)) or (mark in _CLOSING and can_close(before, after))
    return mark if stands else ""


def _beside(chars: Sequence[str], at: int) -> tuple[str, str]:
    """The characters before and after the one at `at`, a space where the text ends."""
    return chars[at - 1] if at else " ", chars[at + 1] if at + 1 < len(chars) else " "


def _usual(before: str, could_be: tuple[str, ...], locale: Locale) -> str:
    """The only one of some characters that the language writes, if it is a letter or sign of its own."""
    usual = _written(could_be, locale.tag)
    if len(usual) != 1 or (usual[0].isupper() and before.islower()):
        return ""
    own = usual[0] in locale.alphabet or (category(usual[0])[0] in "LM" and usual[0] not in locale.auxiliary)
    return usual[0] if own else ""


@lru_cache(maxsize=4096)
def _written(could_be: tuple[str, ...], lang: str) -> tuple[str, ...]:
    """Those characters that a language writes: what is no letter belongs to no alphabet, and ideographs are too many for one."""
    locale = locale_for(lang)
    letters = locale.alphabet | locale.auxiliary

    def written(char: str) -> bool:
        free = category(char)[0] != "L" or _IDEOGRAPH.match(char) or not locale.alphabet
        return bool(free) or char in letters or letters.issuperset(normalize("NFD", char))

    return tuple(filter(written, could_be))


@lru_cache(maxsize=256)  # the words of a line are asked twice
def _meant(word: str, could_be: tuple[tuple[str, ...], ...], words: Lexicon) -> tuple[str, ...]:
    """Those letters in place of the lost ones of `word` that make by far the commonest word."""
    if len(could_be) > _LOST_AT_MOST or not 0 < math.prod(map(len, could_be)) <= _MOST:
        return ()
    pattern = word.replace("’", "'").replace(LOST, "%s")
    listed = [[normalize("NFC", c) for c in some] for some in could_be]
    found = []
    for letters, meant in zip(itertools.product(*listed), itertools.product(*could_be), strict=True):
        whole = pattern % letters
        if (zipf := words.listed(lower := whole.lower())) and whole in (lower, whole.upper(), lower.capitalize()):
            found.append((zipf, meant))
    found.sort(reverse=True)
    if not found or found[0][0] < _COMMON or (len(found) > 1 and found[0][0] - found[1][0] < _LEAD):
        return ()
    return found[0][1]
