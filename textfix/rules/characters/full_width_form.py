"""Replaces full-width letters and digits in Western text, and half-width katakana, by usual ones.

## What it does
In text in the Latin, Cyrillic or Greek script "Ｍodel ２０" becomes "Model 20". In Japanese, half-width katakana such as
"ｶﾀｶﾅ" are suggested in their usual width.

## Why
East Asian systems keep two widths of the ASCII characters; models copy the wide ones from the source.

## Limits
In Chinese, Japanese and Korean text, and in a line that holds their characters, full-width forms are a matter of style
and stay. Punctuation marks are the business of `foreign-punctuation`.

## Source
Unicode 16.0, chapter 18, "Halfwidth and Fullwidth Forms"; the forms are compatibility decompositions.
"""

import re
from collections.abc import Iterator
from unicodedata import normalize

from textfix.rule import CHARACTERS, REPAIR, Hit, Segment, chars, fires, lazy_pattern, replace, rule, silent

_MARKS = "！％（），：；？"  # what `foreign-punctuation` replaces
_WIDE = "".join(c for c in map(chr, range(0xFF01, 0xFF5F)) if c not in _MARKS)
_NARROW_KANA = "".join(map(chr, range(0xFF66, 0xFFA0)))
_WIDE_RUN = lazy_pattern(f"[{re.escape(_WIDE)}]+")
_KANA_RUN = lazy_pattern(f"[{_NARROW_KANA}]+")
_EAST_ASIAN = lazy_pattern("[㐀-䶿一-鿿ぁ-ヺ가-힣]")
_WESTERN_LETTER = lazy_pattern("[A-Za-zÀ-ɏͰ-ϿЀ-ԯ]")


@rule(
    id="full-width-form",
    kind=REPAIR,
    stage=CHARACTERS,
    error_type="linguistic-conventions/character-encoding",
    confidence=0.95,
    trigger=chars(_WIDE) | chars(_NARROW_KANA),
    examples=[
        fires("The new ⟦Ｍ⟧odel has ⟦２０⟧ keys.", "The new Model has 20 keys.", lang="en"),
        fires("Новая модель ⟦Ａ１⟧ готова.", "Новая модель A1 готова.", lang="ru"),
        fires("Wir kaufen ⟦３⟧ Karten.", "Wir kaufen 3 Karten.", lang="de"),
        fires("⟦ｶﾀｶﾅ⟧で書く。", "カタカナで書く。", lang="ja"),
        silent("１１月６日にＡさんが来た。", lang="ja"),
        silent("共有２０人。", lang="zh"),
        silent("The new Model has 20 keys.", lang="en"),
        silent("In the title 「ＡＢＣの日」 he wrote so.", lang="en"),
        silent("ＫＢＳ 뉴스", lang="ko"),
        silent("ＡＢＣ"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the runs of full-width forms in Western text, and of half-width katakana in Japanese."""
    text, script = segment.text, segment.locale.script
    if script == "Jpan":
        for m in _KANA_RUN.finditer(text):
            yield replace(*m.span(), normalize("NFKC", m[0]), "half-width katakana", confidence=0.6)
    if script not in ("Latn", "Cyrl", "Grek") and segment.lang is not None:
        return
    if _EAST_ASIAN.search(text) or not _WESTERN_LETTER.search(text):
        return
    for m in _WIDE_RUN.finditer(text):
        new = normalize("NFKC", m[0])
        yield replace(*m.span(), new, f"full-width {m[0]} in Western text is {new}")
