"""Removes the last words of a sentence that were translated a second time after its full stop.

## What it does
Looks for one to three lower-case words with a full stop of their own, after a long sentence that has ended, at the
end of a line or before a capital letter.

- "… members of parliament from the agency. information." The words are deleted.
- "… in all 36 states. in this country." Words that begin with a preposition or a conjunction, up to five of them, go on
  with the sentence; they are joined to it, and nothing is lost.
- "… a square meter. meter." Words that repeat the end of the sentence are deleted however short the sentence is.

Left alone are abbreviations, initials and numbers ("in the 16. century"), speech ("Why?" she asked), thanks, greetings
and asides, clauses with a verb of their own, file extensions, and texts that begin sentences in lower case elsewhere.

## Why
Online translators and small models render the last source word again once the sentence is closed. In WMT 2021 and
2022 nearly 200 outputs of all kinds end that way.

## Limits
Only in scripts with capital letters. In a language without a list of function words only one word or two are deleted,
in a text of unknown language only one, after a sentence of 150 characters. After short sentences people who write
carelessly are as likely as machines: under 70 characters (100 before an exclamation mark) the deletion of one word is
only suggested, under 130 two words stay, under 135 three, under 100 the joining is not done. Abbreviations are known
from the locale; in a language without a list of them, no full stop after fewer than five letters is trusted to end a
sentence. Where the full stop stands in the wrong place, the deleted word may be one that the sentence lacks.

Read one by one, all 117 repairs in outputs of WMT 2021 and 2022 take away or join what was left over; in a dozen the
deleted word would have had a place inside the sentence. In 257,000 human sentences of NTREX-128 in 128 languages one
real left-over is found (Tajik); in 1.6 million lines of Tatoeba, TICO-19, web pages and WMT references one repair is
wrong, after a clipped word.

## Source
WMT 2021 and 2022 system outputs; function words from the reference grammars named in `tables/stray-fragment`.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from textfix.locale import parents
from textfix.rule import (
    LOWER,
    REPAIR,
    SPACE,
    WORDS,
    Edit,
    Hit,
    Lexicon,
    Segment,
    Span,
    delete,
    fires,
    lazy_pattern,
    lexicon,
    rule,
    silent,
    triple,
)

_TABLES = Path(__file__).parents[2] / "tables" / "stray-fragment"

_WORD = r"[^\W\d_]+(?:['’ʼ‑-][^\W\d_]+)*"
_CLOSERS = "»”“\"’')\\]"
_FRAGMENT = lazy_pattern(
    rf"[.?](?=[ \u00a0]+(?P<words>{_WORD}(?:[ \u00a0]{_WORD}){{0,4}})(?P<stop>[.!?])(?P<outer>[{_CLOSERS}]*)(?!\S))"
)
_LAST_WORD = lazy_pattern(rf"(?:^|(?<=[\s\"'“„«‹‘(\[-]))({_WORD})[{_CLOSERS}]*$")
_NEXT_LETTER = lazy_pattern(r"[\s\"'“”„«»‹›‘’(\[¿¡–—-]*([^\W_]|$)")
_AFTER_MARK = rf"[{_CLOSERS}]*[ \u00a0]+[\"'“„«‹‘(¿¡]*([^\W\d_])"
_CAPITAL_START = lazy_pattern(rf"[.!?…]{_AFTER_MARK}")
_START = lazy_pattern(
    rf"[.!?…](?:(?<=[^\W\d_]{{3}}.)|(?<=[^\W\d_]{{3}}[{_CLOSERS}].)|(?<=[^\W\d_]{{3}}[{_CLOSERS}]{{2}}.)){_AFTER_MARK}"
)
_LETTER = lazy_pattern(r"[^\W\d_]")
_NEAR = 60  # characters before a mark in which its word is looked for
_FAR = 1000  # characters; no question here is asked of longer sentences


class _Fragment(NamedTuple):
    """What may be stray: spans in the text of the segment."""

    dot: int  # of the sentence before
    start: int  # behind that mark
    end: int  # behind the mark of the fragment
    words: tuple[str, ...]
    before: str  # the sentence before, with its mark
    last: str  # the last word of it
    stop: str
    quoted: bool  # both sentences stand in one pair of quotation marks


@cache
def _table(tag: str) -> Mapping[str, str] | None:
    path = _TABLES / f"{tag}.tsv"
    if not path.exists():
        return None
    rows = path.read_text(encoding="utf-8").splitlines()[1:]
    return {word: role for word, role, _ in (row.split("\t") for row in rows)}


def _roles(lang: str | None) -> Mapping[str, str]:
    """The function words of a language with their roles, nothing where there is no list."""
    return next((table for tag in (parents(lang) if lang else ()) if (table := _table(tag))), {})


def _lower(letters: str) -> bool:
    """Whether the letters are lower case in a script where sentences begin with a capital: Georgian has none in use."""
    return letters.islower() and letters[0].upper() != letters[0] and not "ა" <= letters[0] <= "ჿ"


def _fragments(segment: Segment) -> Iterator[_Fragment]:
    text = segment.text
    for m in _FRAGMENT.finditer(text):
        if not _lower(m["words"]):
            continue
        following = _NEXT_LETTER.match(text, m.end("outer"))
        last = _LAST_WORD.search(text, max(0, m.start() - _NEAR), m.start())
        if not (last and following and (not following[1] or following[1].isupper())):
            continue
        if m[0] == "?" or _ends_sentence(last[1], segment):
            yield _Fragment(
                m.start(),
                m.end(),
                m.end("stop"),
                tuple(m["words"].split()),
                text[_sentence_start(text, m.start()) : m.end()],
                last[1],
                m["stop"],
                bool(m["outer"]) and last.end(1) == m.start(),
            )


def _sentence_start(text: str, end: int) -> int:
    """Where the sentence that ends at `end` begins, or a place far enough before `end`."""
    first = max(0, end - _FAR)
    starts = [m.start(1) for m in _CAPITAL_START.finditer(text, first, end) if m[1].isupper()]
    return starts[-1] if starts else first


def _sentences_begin_lower(text: str) -> bool:
    """Whether lower-case sentences are the style of a text: more than one, and more than one in ten."""
    initials: list[str] = _START.findall(text)
    initials += (m[0] for line in text.split("\n") if (m := _LETTER.search(line)))
    upper = sum(c.isupper() for c in initials)
    lower = sum(c.islower() for c in initials)
    return lower > 1 + upper // 10


def _ends_sentence(last: str, segment: Segment) -> bool:
    """Whether the full stop behind the word `last` is no abbreviation's, as far as one can know."""
    abbreviations = segment.locale.abbreviations
    if last.isupper() or f"{last.lower()}." in abbreviations or last.lower() in (_table("und") or {}):
        return False
    if len(last) > 4:
        return True
    known = lexicon(segment.lang) if len(last) > 2 and abbreviations else None
    return known is not None and known.zipf(last) >= 2.5


def _are_words(f: _Fragment, known: Lexicon | None) -> bool:
    """Whether the fragment consists of words of the language, not of what follows the dot of a file name."""
    if f".{f.words[0]}" in mimetypes.types_map:
        return False
    if known is None:
        return True
    least = 3 if len(f.words[0]) < 5 and len(f.words) == 1 else 2
    return all(known.zipf(part) >= least for word in f.words for part in re.split("[-‑]", word))


def _confidence(f: _Fragment, roles: Mapping[str, str], known: bool) -> float:
    count, length = len(f.words), len(f.before)
    kinds = [roles.get(word) for word in f.words]
    if kinds[0] == "social" or (count == 1 and kinds[0]):
        return 0.0
    if f.before[-1] == "?" and not (f.stop == "?" and f.quoted and count == 1):
        return 0.0
    if (f.stop != "." and count > 1) or (f.stop == "?" and f.before[-1] != "?"):
        return 0.0
    if not known:
        return 0.85 if count == 1 and length >= 150 and len(f.words[0]) > 3 and len(f.last) > 4 else 0.0
    if kinds[0] == "link":
        return 0.9 if length >= 100 and (count <= 3 or "clause" not in kinds) else 0.0
    if count > 3 or "clause" in kinds:
        return 0.0
    if count == 1:
        return (
            0.0
            if length < 50 or len(f.words[0]) < (3 if roles else 4)
            else 0.6
            if length < (70 if f.stop == "." else 100)
            else 0.92
        )
    if any("-" in word for word in f.words):  # numbers in words, mostly: they may be missing from the sentence
        return 0.6
    if count == 2:
        return 0.9 if length >= 130 else 0.0
    return 0.0 if length < 135 else 0.85 if roles else 0.6


def _repeats(f: _Fragment) -> bool:
    """Whether the fragment says again what the sentence before ends with."""
    tail = re.findall(_WORD, f.before)[-len(f.words) :]
    return len(f.before) >= 40 and [w.lower() for w in tail] == list(f.words)


@rule(
    id="stray-fragment",
    kind=REPAIR,
    stage=WORDS,
    error_type="accuracy/addition",
    confidence=0.92,
    trigger=triple(".?", SPACE, LOWER) | triple(".?", SPACE, SPACE),
    pattern=_FRAGMENT,
    examples=[
        fires(
            "The ministry said that the two groups had met with several members of parliament and with officials"
            " from the agency.⟦ information.⟧",
            "The ministry said that the two groups had met with several members of parliament and with officials"
            " from the agency.",
            lang="en",
        ),
        fires(
            "The programme will train nurses, renovate laboratories and build intensive care units at the teaching"
            " hospitals of 36 states⟦. in this country.⟧ It begins in May.",
            "The programme will train nurses, renovate laboratories and build intensive care units at the teaching"
            " hospitals of 36 states in this country. It begins in May.",
            lang="en",
        ),
        fires(
            "Podle rozhodnutí soudu má pozemek připadnout nadaci jednoho z místních podnikatelů, která na něm chce po dohodě s městem vybudovat nový"
            " areál včetně zahrady a muzea z 16. století.⟦ stavba chrámu.⟧",
            "Podle rozhodnutí soudu má pozemek připadnout nadaci jednoho z místních podnikatelů, která na něm chce po dohodě s městem vybudovat nový"
            " areál včetně zahrady a muzea z 16. století.",
            lang="cs",
        ),
        fires(
            "The cover is quilted with 200 g of fibre per square metre.⟦ metre.⟧",
            "The cover is quilted with 200 g of fibre per square metre.",
            lang="en",
        ),
        fires(
            "По словам эксперта, врачи по-прежнему не знают, помогает ли это средство больным, поэтому он советует"
            " дождаться результатов.⟦ испытания.⟧",
            "По словам эксперта, врачи по-прежнему не знают, помогает ли это средство больным, поэтому он советует"
            " дождаться результатов.",
            lang="ru",
        ),
        silent(
            "Thank you so much, we will find a way to top up the account. I will write you back. good night.", lang="en"
        ),
        silent(
            "Pretpostavljam da ponekad dobar posao zapravo nije dobar posao i da je šteta trošiti novac. ne bih kupio.",
            lang="hr",
        ),
        silent(
            "Bitte erkundigen Sie sich vor dem Kauf beim Zollamt Ihres Landes, welche zusätzlichen Kosten, Steuern und"
            " Gebühren usw. anfallen.",
            lang="de",
        ),
        silent(
            'He had been told twice that the discount was over and that nothing could be done. "Why?" she asked.',
            lang="en",
        ),
        silent(
            "La mezquita, que según los vecinos llevaba años abandonada y sin techo, fue levantada a finales del"
            " s. dieciséis.",
            lang="es",
        ),
        silent(
            "we went to the harbour and looked at every single boat that was tied up along the wall. lovely day.",
            lang="en",
        ),
        silent(
            "Double-click the project in the tree on the left-hand side of the window to see where the compiler has put"
            " the binary. exe.",
            lang="en",
        ),
        silent(
            "Штраф за такое нарушение в этом году вырос и составляет для юридических лиц до 100 тыс. рублей.", lang="ru"
        ),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield fragments to delete, or to join to the sentence before."""
    for f in _fragments(segment):
        if not _are_words(f, lexicon(segment.lang)):
            continue
        roles = _roles(segment.lang)
        confidence = 0.95 if _repeats(f) else _confidence(f, roles, segment.lang is not None)
        if not confidence or segment.document.memo(
            "sentences-begin-lower", lambda document: _sentences_begin_lower(document.text)
        ):
            continue
        words = " ".join(f.words)
        if roles.get(f.words[0]) == "link" and not _repeats(f):
            message = f"“{words}” belongs to the sentence before; the full stop between them is removed"
            yield Hit(Span(f.dot, f.end), message, (Edit(Span(f.dot, f.start), ""),), confidence)
        else:
            message = f"“{words}” is left over after the end of the sentence and is removed"
            yield delete(f.start, f.end, message, confidence=confidence)
