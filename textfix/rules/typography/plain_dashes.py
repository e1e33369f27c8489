"""Gives dashes and hyphens one plain form.

## What it does
With the profile `corpus`, the dashes – — ― ‒ and the hyphens ‐ ‑ become "-". Where a long dash touches words it gets
spaces: "late—too late" becomes "late - too late", while the range "1990–95" becomes "1990-95".

## Why
Training data, search and comparison want one form; the spacing of dashes is a matter of house style.

## Limits
Chinese and Japanese keep theirs (——, ー). Minus signs − stay: numbers are left alone. So do rows of dashes. Where the
language is unknown, dashes beside ideographs are left alone.

## Source
What sacremoses (Moses `normalize-punctuation.perl`) makes of dashes; The Unicode Standard, chapter 6.2.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import REPAIR, STYLE, Hit, Segment, Severity, chars, fires, lazy_pattern, replace, rule, silent

_MARK = lazy_pattern(r"(?<![–—―‒])[–—―‒](?![–—―‒])|[‐‑]")
_CLOSES, _OPENS = "”»’\"')]!?.…,%", "“„«‘\"'([¿¡"
_EAST = lazy_pattern(r"[぀-ヿ㐀-䶿一-鿿]")


@rule(
    id="plain-dashes",
    kind=REPAIR,
    stage=STYLE,
    error_type="design-and-markup/character-formatting",
    severity=Severity.NEUTRAL,
    confidence=0.95,
    profiles=("corpus",),
    trigger=chars("‐‑–—―‒"),
    examples=[
        fires("It was late⟦—⟧too late.", "It was late - too late.", lang="en"),
        fires("Es war spät ⟦–⟧ zu spät.", "Es war spät - zu spät.", lang="de"),
        fires("In 1990⟦–⟧95 a well⟦‑⟧known man.", "In 1990-95 a well-known man.", lang="en"),
        fires("⟦—⟧ Иди сюда, ⟦—⟧ сказал он.", "- Иди сюда, - сказал он.", lang="ru"),
        fires("“Late”⟦—⟧“too late”⟦—⟧.", "“Late” - “too late” -.", lang="en"),
        silent("It was −5 °C, a well-known fact.", lang="en"),
        silent("这是——真的。", lang="zh"),
        silent("スーパーへ行く――そう言った。", lang="ja"),
        silent("这是——真的。", lang=None),
        silent("Run `a — b` or https://a.example/a—b now.", lang="en"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the dashes that have a plain form."""
    text = segment.text
    if segment.locale.script in ("Hans", "Hant", "Jpan"):
        return
    for m in _MARK.finditer(text):
        start, end = m.span()
        left, right = text[start - 1 : start], text[end : end + 1]
        if not (_EAST.match(left) or _EAST.match(right)):
            pause = m[0] in "—―"
            before = " " if pause and (left.isalnum() or left in _CLOSES) and start else ""
            after = " " if pause and (right.isalnum() or right in _OPENS) and right else ""
            yield replace(start, end, f"{before}-{after}", f"the plain form of {m[0]} is -")
