"""Mends a pair of brackets that do not belong together: (so] is (so).

## What it does
Where a bracket is closed by one of another kind, and neither has a partner of its own in the line, the closing one is replaced. A
full-width and an ASCII parenthesis become two of the width that the language writes.

## Why
Models copy one bracket and make the other one up.

## Limits
What stands in the brackets must hold a word: intervals ("[3, 5)") and signs stay, and so does code.

## Source
Unicode 16, BidiBrackets.txt; GB/T 15834-2011; JIS X 4051.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    REPAIR,
    TYPOGRAPHY,
    Edit,
    Hit,
    Segment,
    Span,
    chars,
    fires,
    lazy_pattern,
    pair,
    rule,
    silent,
)

_CLOSE = {"(": ")", "[": "]", "（": "）", "{": "}"}
_OPEN = {v: k for k, v in _CLOSE.items()}
_WIDE = {"(": "（", ")": "）", "（": "(", "）": ")"}
_BRACKET = lazy_pattern(r"[()\[\]（）{}]")
_WORD = lazy_pattern(r"[^\W\d_]{3}|[㐀-鿿ぁ-ヿ]")
_CODE = lazy_pattern(r"[`=<>\\|]|\d, ?\d")
_LIKELY = 0.87


@rule(
    id="mismatched-brackets",
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="linguistic-conventions/punctuation",
    confidence=_LIKELY,
    trigger=chars("]}") | chars("（）") | pair("[{", ")"),
    examples=[
        fires("The site (for music and dress⟦]⟧ is open.", "The site (for music and dress) is open.", lang="en"),
        fires("Das Haus (neben der Kirche⟦}⟧ ist alt.", "Das Haus (neben der Kirche) ist alt.", lang="de"),
        fires("他在北京⟦(⟧首都）工作。", "他在北京（首都）工作。", lang="zh"),
        fires("音声（ステレオ⟦)⟧を出力する。", "音声（ステレオ）を出力する。", lang="ja"),
        fires("The capital ⟦（⟧Beijing) is old.", "The capital (Beijing) is old.", lang="en"),
        silent("The intervals [3, 5) and (2, 7] are half open.", lang="en"),
        silent("Press ALT+[) or (ALT+]) now.", lang="en"),
        silent("He (the [old] man) and {she}", lang="en"),
        silent("f(x[1]) = {a} (so)", lang="en"),
        silent("他（昨天）在(今天)。", lang="zh"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the brackets to replace."""
    text = segment.text
    found = [(m.start(), m[0]) for m in _BRACKET.finditer(text)]
    stack: list[tuple[int, str]] = []
    wrong: list[tuple[int, int]] = []
    for at, char in found:
        if char in _CLOSE:
            stack.append((at, char))
        elif stack and _CLOSE[stack[-1][1]] == char:
            stack.pop()
        elif stack and _OPEN[char] not in [c for _, c in stack]:
            wrong.append((stack.pop()[0], at))
        else:
            return  # out of order in more than one way
    if len(wrong) != 1 or stack:
        return
    left, right = wrong[0]
    inside = text[left + 1 : right]
    if not _WORD.search(inside) or _CODE.search(inside):
        return
    at, new = _replacement(segment, left, right)
    span = Span(at, at + 1)
    yield Hit(span, f"{text[left]} and {text[right]} are no pair", (Edit(span, new),))


def _replacement(segment: Segment, left: int, right: int) -> tuple[int, str]:
    """Which bracket is wrong, and what it is to be."""
    text = segment.text
    if text[left] in _WIDE and text[right] in _WIDE:  # one is full-width
        wide = "。" in segment.locale.terminals and segment.lang is not None
        at = left if (text[left] == "（") != wide else right
        return at, _WIDE[text[at]]
    return right, _CLOSE[text[left]]
