"""Sentences and words of a text. Spans count code points of the text given."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ._protect import protected_spans
from .model import Span

if TYPE_CHECKING:
    import regex

__all__ = ["protected_spans", "sentences", "words"]


@cache
def _word() -> regex.Pattern[str]:
    import regex  # costs 15 ms, so not on import

    # UAX #29 WB5-WB13: letters, marks and digits, joined by one mid-letter sign; hyphens join as well, for a
    # rule wants to see "e-mail" whole. Scripts without spaces come in runs.
    return regex.compile(
        r"(?<![\p{L}\p{M}\p{N}_])[\p{N}_]*+\p{L}[\p{L}\p{M}\p{N}_\p{Cf}]*+"
        r"(?:['’ʼ·‧״׳\-‐‑][\p{L}\p{M}\p{N}_\p{Cf}]++)*+"
    )


def words(text: str) -> list[Span]:
    """Return the words of `text`: letters with their marks, and the apostrophes, hyphens and digits inside words.

    Numbers without a letter are no words. Scripts that write no spaces (Han, Kana, Thai, Khmer, Lao, Myanmar) give
    one span for each run of letters, not for each word.
    """
    return [Span(*m.span()) for m in _word().finditer(text)]


@cache
def _boundary() -> regex.Pattern[str]:
    import regex

    closers = r"[\p{Pe}\p{Pf}\p{Pi}\"'」』】》]*+"
    return regex.compile(
        rf"[.!?‽⁇⁈⁉]++{closers}(?=\s)|…++{closers}(?=\s)|[。！？｡．]++{closers}|[؟۔।॥։።፧፨။។៕᙮᠃᠉꓿꘎꘏]++{closers}"
        rf"|\n\s*+\n"
    )


def sentences(text: str, lang: str | None = None) -> list[Span]:
    """Return the sentences of `text`: in order, disjoint, without white space at their ends, leaving out only that."""
    found: list[Span] = []
    start = 0
    for m in _boundary().finditer(text):
        end = m.end()
        if text[m.start()] in ".…" and not _ends_sentence(text, m.start(), end, lang):
            continue
        _add(found, text, start, end)
        start = end
    _add(found, text, start, len(text))
    return found


def _ends_sentence(text: str, dot: int, end: int, lang: str | None) -> bool:
    following = text[end : end + 40].lstrip().lstrip("\"'“„«»‹(¿¡[‘’「『-–— ")[:1]
    if not following or following.islower():
        return not following
    before = text[max(0, dot - 30) : dot].split()
    last = before[-1].lstrip("(\"'“„«[‘") if before else ""
    return not (len(last) == 1 and last.isalpha() and last.isupper()) and last.lower() not in _abbreviations(lang)


@cache
def _abbreviations(lang: str | None) -> frozenset[str]:
    return frozenset(
        [
            "mr",
            "mrs",
            "ms",
            "dr",
            "prof",
            "sr",
            "jr",
            "st",
            "vs",
            "no",
            "nr",
            "fig",
            "etc",
            "e.g",
            "i.e",
            "z.b",
            "d.h",
            "u.a",
            "bzw",
            "ca",
            "mme",
            "mlle",
            "sra",
            "p.ej",
            "т.е",
            "г",
            "ул",
        ]
    )


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if left < right:
        found.append(Span(start + left, start + right))
