"""Suggests one spelling for a word that has a hyphen here and none there: *e-mail* and *email*.

## What it does
Counts a compound with a hyphen and the same letters in one word. Where one of the two stands three times at least, and three times
as often as the other, the other gets a suggestion. A compound that is written with a space elsewhere (*decision making*) gets one if the
same word follows it both times (*decision-making process*), for then nothing but the hyphen can tell them apart.

## Why
Each sentence is translated by itself, and most words of two parts may be written in two ways.

## Limits
Never applied by default: it is a matter of style. A word with a space where the hyphen rules is the only open spelling that is looked for: *a
long-term plan* and *in the long term* are both right.

Left alone are compounds whose second part has fewer than three letters, which may be a clitic or an ending (Romanian *s-a* is not *sa*,
Hungarian *jó-e*), those of three parts (*est-ce que*, *a-t-il*), those with a number or an abbreviation in capitals, and beginnings that are set apart
because the word would be another one (`tables/mixed-hyphenation/apart.tsv`: *re-sign* is not *resign*). A name with a prefix (*i-China*)
is compared with the same name only (*iChina*). Two persons whose names differ in a hyphen are taken for one.

In NTREX-128, 5.1 million words translated by people into 128 languages and varieties, 11 words are told article by article, and 110 if each
file of 123 articles is taken for one text; all of them are written in both ways there. A word that stands once without its hyphen, right
behind an opening quotation mark of another kind than “ „ «, is not seen.

## Source
The Chicago Manual of Style, 17th edition, 7.81–7.89: a hyphen that is not needed is left out, but consistently.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import NamedTuple

import regex

from textfix.rule import (
    DOCUMENT,
    LETTER,
    MARK,
    REPAIR,
    TYPOGRAPHY,
    Edit,
    Hit,
    Segment,
    Span,
    fires,
    rule,
    silent,
    table,
    triple,
)

_ENOUGH, _TIMES = 3, 3
_SHORTEST, _RIGHT_LETTERS, _OPEN_LETTERS = 5, 3, 3
_LONGEST = 40  # characters of a part
_HYPHENS = "-‐"
_LETTERS = r"[\p{L}\p{M}]+"
_ENDED = r"(?![\w\p{M}@/‐-])"
_JOINED = regex.compile(r"^[\w\p{M}@#/.‐-]|[\w\p{M}@/‐-]$")
_LEFT = regex.compile(rf"(?:^|['’(\[“„«\"])({_LETTERS})$")
_RIGHT = regex.compile(rf"({_LETTERS}){_ENDED}(?: ({_LETTERS}){_ENDED})?")
_INSIDE = regex.compile(r"[\p{L}\p{M}\p{N},;)] $")
# Bytes that are no part of words: marks of ASCII, and those with which the others begin; then only what is left of these
# can stand before a word.
_BLANK = bytes.maketrans(b".,;:!?\"'()[]\xc2\xe2", b" " * 14)
_BEFORE = (b"", *(mark.encode()[1:] for mark in "’“„«"))


@cache
def _apart() -> frozenset[str]:
    """Beginnings that a hyphen parts from a word lest it be another one."""
    return frozenset(row["beginning"] for row in table("mixed-hyphenation", "apart"))


class _Use(NamedTuple):
    """A word in the text: its beginning, its two parts, what joins them, and the word behind."""

    start: int
    left: str
    right: str
    joint: str
    behind: str = ""

    @property
    def word(self) -> str:
        return self.left + self.joint + self.right

    @property
    def span(self) -> Span:
        return Span(self.start, self.start + len(self.word))


def _compounds(text: str) -> Iterator[_Use]:
    """The compounds of two parts in a text."""
    parts = text.replace("‐", "-").split("-")  # ten times as fast as a search
    at = 0
    for i, (before, after) in enumerate(pairwise(parts)):
        at += len(before) + (i > 0)
        token = before[-_LONGEST:].rsplit(maxsplit=1)[-1:]
        left, right = _LEFT.search(token[0]) if token else None, _RIGHT.match(after[: 2 * _LONGEST])
        if left is None or right is None or before[-1].isspace():
            continue
        of_three = (i and token[0] == before) or (right.end() == len(after) and i + 2 < len(parts))
        if not of_three:
            yield _Use(at - len(left[1]), left[1], right[1], text[at], right[2] or "")


def _forms(compounds: Iterable[_Use]) -> set[str]:
    """How compounds may be written without a hyphen."""
    words = {use.left + use.right for use in compounds}
    return words | {change(word) for word in words for change in (str.lower, str.capitalize)}


def _standing(text: str, words: set[str]) -> set[str]:
    """Which of `words` stand in a text; bytes are split twice as fast as strings."""
    found = set(text.encode("utf-8", "replace").translate(_BLANK).split())
    return {word for word in words if any(mark + word.encode("utf-8", "replace") in found for mark in _BEFORE)}


def _places(text: str, words: str) -> Iterator[int]:
    """Where `words` stand by themselves."""
    at = text.find(words)
    while at >= 0:
        end = at + len(words)
        if not _JOINED.search(text[max(0, at - 1) : at] + " " + text[end : end + 1]):
            yield at
        at = text.find(words, end)


@rule(
    id="mixed-hyphenation",
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="style/inconsistent",
    confidence=0.6,
    scope=DOCUMENT,
    trigger=triple(LETTER, _HYPHENS, LETTER) | triple(MARK, _HYPHENS, LETTER),
    examples=[
        fires(
            "Send an e-mail, or two e-mails. The e-mail came. Her e-mail is long. An ⟦email⟧ came.",
            "Send an e-mail, or two e-mails. The e-mail came. Her e-mail is long. An e-mail came.",
            lang="en",
        ),
        fires(
            "Die Coronakrise kam. Sie ging nicht, die Coronakrise. Von der Coronakrise hört man viel. Die ⟦Corona-Krise⟧ bleibt.",
            "Die Coronakrise kam. Sie ging nicht, die Coronakrise. Von der Coronakrise hört man viel. Die Coronakrise bleibt.",
            lang="de",
        ),
        fires(
            "They cooperate. We cooperate, too. All cooperate!\nLet us ⟦co-operate⟧ now!",
            "They cooperate. We cooperate, too. All cooperate!\nLet us cooperate now!",
            lang="en",
        ),
        fires(
            "A decision-making process, the decision-making process. One decision-making process is a ⟦decision making⟧ process.",
            "A decision-making process, the decision-making process. One decision-making process is a decision-making process.",
            lang="en",
        ),
        fires(
            "उसके माता-पिता आए। मेरे माता-पिता गए। माता-पिता बोले। फिर ⟦मातापिता⟧ रुके।",
            "उसके माता-पिता आए। मेरे माता-पिता गए। माता-पिता बोले। फिर माता-पिता रुके।",
            lang="hi",
        ),
        silent(
            "It is a long-term plan, no short-term plan: a long-term plan. In the long term, a long-term plan is good.",
            lang="en",
        ),
        silent("An e-mail and an e-mail, an email and an email.", lang="en"),
        silent(
            "They want to resign. She may resign, he may resign. But if they re-sign the player, he stays.", lang="en"
        ),
        silent("Ea s-a dus. El s-a dus. Omul s-a dus. Și sa, sau sa, este aici.", lang="ro"),
        silent("Est-elle là ? Et viendra-t-elle ? Où est-elle ? D’où est-elle ? Demandez à Estelle.", lang="fr"),
        silent("Der Ein- und Ausgang, der Ein- und Ausgang, der Ein- und Ausgang, ein Ausgang.", lang="de"),
        silent("По-добри дни, по-добри хора, по-добри думи. Това ще подобри нещата.", lang="bg"),
        silent("He said u-The is no word. He uthe, she uthe, we uthe.", lang="zu"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the rarer spellings."""
    if not segment.locale.word_spaces:
        return
    text = segment.text
    compounds: dict[tuple[str, str], list[_Use]] = defaultdict(list)
    before: dict[tuple[str, str, str], int] = Counter()
    for use in _compounds(text):
        if len(use.right) >= _RIGHT_LETTERS and len(use.left + use.right) >= _SHORTEST:
            compounds[use.left.lower(), use.right.lower()].append(use)
            before[use.left, use.right, use.behind] += 1
    closed = _standing(
        text, _forms(use for (left, _), uses in compounds.items() if left not in _apart() for use in uses)
    )
    for uses in compounds.values():
        if forms := closed & _forms(uses):
            yield from _compared(text, [*uses, *_closed(text, forms, len(uses[0].left))])
    for (left, right, behind), times in before.items():
        if times >= _ENOUGH and behind and len(left) >= _OPEN_LETTERS:
            yield from _open(text, left, right, behind, times)


def _closed(text: str, forms: set[str], at: int) -> Iterator[_Use]:
    """Where a word stands without the hyphen that would stand after `at` letters, in one of its `forms`."""
    for form in sorted(forms):
        for start in _places(text, form):
            yield _Use(start, form[:at], form[at:], "")


def _compared(text: str, uses: list[_Use]) -> Iterator[Hit]:
    """Yield the rarer of two forms that a word has."""
    groups: dict[str, list[_Use]] = defaultdict(list)
    for use in uses:
        groups[_sort(text, use)].append(use)
    for sort, group in groups.items():
        rare, usual = sorted(([u for u in group if u.joint], [u for u in group if not u.joint]), key=len)
        if sort and len(usual) >= max(_ENOUGH, _TIMES * len(rare)):
            form = Counter(u[1:4] for u in usual).most_common(1)[0][0]
            for use in rare:
                yield _hit(use, _Use(0, *form), len(usual), len(rare))


def _sort(text: str, use: _Use) -> str:
    """What may be compared: "iChina" with "i-China", "estelle" with "est-elle", but not "Estelle", of which the beginning
    of a sentence tells nothing; nothing for abbreviations.
    """
    if any(part.isupper() and len(part) > 1 for part in (use.left, use.right)):
        return ""
    if not use.left[0].isupper():
        return "prefix" if use.right[0].isupper() else "word"
    return "name" if _INSIDE.search(text[max(0, use.start - 2) : use.start]) else ""


def _open(text: str, left: str, right: str, behind: str, times: int) -> Iterator[Hit]:
    """Look for two words that stand with a hyphen `times` times before the same word."""
    rare = [_Use(start, left, right, " ") for start in _places(text, f"{left} {right} {behind}")]
    if times >= _TIMES * len(rare):
        for use in rare:
            yield _hit(use, _Use(0, left, right, "-"), times, len(rare))


def _hit(use: _Use, usual: _Use, times: int, others: int) -> Hit:
    """A hit on a word that is joined as the document usually does."""
    start, first, wanted = use.start + len(use.left), use.right[0], usual.right[0]
    end = start + len(use.joint)
    edit = Edit(Span(start, end), usual.joint) if first == wanted else Edit(Span(start, end + 1), usual.joint + wanted)
    message = f"“{use.word}” is “{usual.word}” elsewhere in the document"
    return Hit(use.span, message, (edit,), evidence=f"{usual.word}: {times} times, {use.word}: {others}")
