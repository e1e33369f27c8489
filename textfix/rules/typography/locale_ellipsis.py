"""Sets the ellipsis of the locale for three full stops.

## What it does
With the profile `publish`, "Well..." becomes "Well…". In Chinese three or six full stops become "……".

## Why
An ellipsis is one character; three full stops break over lines, and are spaced unevenly.

## Limits
Exactly three full stops (or six beside an ideograph) in prose: not four, not with spaces between them, not in numbers
(1...5), paths (../..., ...) and code. A dot set in brackets, [...], is one too.

## Source
CLDR 48, characters/ellipsis; GB/T 15834-2011 and the Taiwanese and Hong Kong standards for Chinese.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import REPAIR, STYLE, Hit, Segment, Severity, fires, lazy_pattern, replace, rule, silent, triple

_DOTS = lazy_pattern(r"\.\.\.(?<![^\w\s\"'“”„«»‘’([?!,…،؟]\.\.\.)(?<!\d\.\.\.)(?=[\s\"'“”»’)\]?!,:;]|[^\W\d_]|$)")
_EAST = lazy_pattern(
    r"(?<=[぀-ヿ㐀-䶿一-鿿，。！？」』”])(?:\.{6}|\.{3})(?!\.)|(?<![.\w])(?:\.{6}|\.{3})(?=[぀-ヿ㐀-䶿一-鿿])"
)
_CALL = lazy_pattern(r"[([]\.\.\.\w")


@rule(
    id="locale-ellipsis",
    kind=REPAIR,
    stage=STYLE,
    error_type="linguistic-conventions/punctuation",
    severity=Severity.NEUTRAL,
    confidence=0.9,
    needs_language=True,
    profiles=("publish",),
    trigger=triple(".", ".", "."),
    examples=[
        fires("Well⟦...⟧ we shall see.", "Well… we shall see.", lang="en"),
        fires("Und dann⟦...⟧", "Und dann…", lang="de"),
        fires("„⟦...⟧ i odszedł [⟦...⟧].", "„… i odszedł […].", lang="pl"),
        fires("他说⟦...⟧好吧。", "他说……好吧。", lang="zh"),
        fires("他說⟦......⟧好吧。", "他說……好吧。", lang="zh-Hant"),
        silent("Well…", lang="en"),
        silent("Wait . . . and go on....", lang="en"),
        silent("The values 1...5, and cd ../... there.", lang="en"),
        silent("f(...args) and `a...b`", lang="en"),
        silent("Und dann...", lang=None),
        silent("本当に……そうですか。", lang="ja"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the full stops that stand for an ellipsis."""
    text, locale = segment.text, segment.locale
    if not locale.known:
        return
    pattern = _DOTS if locale.word_spaces else _EAST
    for m in pattern.finditer(text):
        at, end = m.span()
        if text[at - 1 : at] == "." or text[end : end + 1] == "." or _CALL.match(text, max(0, at - 1)):
            continue
        yield replace(at, end, locale.ellipsis, f"the ellipsis of {locale.name} is {locale.ellipsis}")
