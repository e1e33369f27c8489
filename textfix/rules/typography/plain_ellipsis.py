"""Writes the ellipsis as three full stops.

## What it does
With the profile `corpus`, "…" becomes "...".

## Why
Training data, search and comparison want one form.

## Limits
Chinese and Japanese keep theirs (……), and so do the ellipses of other scripts.

## Source
What sacremoses (Moses `normalize-punctuation.perl`) and Unicode compatibility normalization make of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import REPAIR, STYLE, Hit, Segment, Severity, chars, fires, lazy_pattern, replace, rule, silent

_EAST = lazy_pattern(r"[぀-ヿ㐀-䶿一-鿿，。、！？」』”…]")


@rule(
    id="plain-ellipsis",
    kind=REPAIR,
    stage=STYLE,
    error_type="design-and-markup/character-formatting",
    severity=Severity.NEUTRAL,
    confidence=0.95,
    profiles=("corpus",),
    trigger=chars("…"),
    examples=[
        fires("Well⟦…⟧ we shall see.", "Well... we shall see.", lang="en"),
        fires("Und dann⟦…⟧", "Und dann...", lang="de"),
        fires("⟦…⟧и ушёл.", "...и ушёл.", lang="ru"),
        silent("Well...", lang="en"),
        silent("他说……好吧。", lang="zh"),
        silent("本当に…そうですか。", lang="ja"),
        silent("他说……好吧。", lang=None),
        silent("See `a…b` there.", lang="en"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the ellipses."""
    text = segment.text
    at = text.find("…") if segment.locale.script not in ("Hans", "Hant", "Jpan") else -1
    while at >= 0:
        if not _EAST.match(text[at - 1 : at]) and not _EAST.match(text, at + 1):
            yield replace(at, at + 1, "...", "the plain form of … is ...")
        at = text.find("…", at + 1)
