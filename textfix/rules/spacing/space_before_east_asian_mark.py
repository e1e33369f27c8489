"""Removes the space between a Chinese or Japanese character and the mark that follows it.

## What it does
"他走了 。" becomes "他走了。", "他走了 ." becomes "他走了。", and the spaces inside 「 」, （ ）, 《 》 and, in Chinese, “ ” go.

## Why
Systems that work on tokens set their marks apart; ASCII marks with a space before them are left where the rest of the line
was put together.

## Limits
People leave such a space by mistake: it only suggests, unless the line has hardly a mark that stands right behind its
word, or ten marks of the document do for each that does not.
Spaces behind a full-width mark stay: people set them for the eye. So do spaces beside Latin letters and digits, and a
mark that is followed by a letter (".NET", ":)").

## Source
W3C, Requirements for Chinese Text Layout and for Japanese Text Layout; GB/T 15834-2011.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    HAN_KANA,
    REPAIR,
    SPACE,
    TYPOGRAPHY,
    Document,
    Edit,
    Hit,
    Segment,
    Span,
    counted,
    fires,
    lazy_pattern,
    pair,
    rule,
    settled,
    silent,
    triple,
)

_EAST = "㐀-䶿一-鿿豈-﫿々〆ぁ-ゖァ-ヺー"
_WIDE = "，。、；：？！）》」』】"
_BEFORE = lazy_pattern(
    f"(?<=[{_EAST}）》」』】”])[ \u00a0]+(?P<mark>[{_WIDE}])|(?<=[。，、！？])[ \u00a0]+(?P<closing>[」』])"
    f"|“[^“”\n]+(?<=[{_EAST}，。！？])(?P<gap>[ \u00a0]+)”"
)
_INSIDE = lazy_pattern(f"[（《「『【](?P<gap>[ \u00a0]+)(?=[{_EAST}])|“(?P<quoted>[ \u00a0]+)(?=[{_EAST}][^“”\n]*”)")
_ASCII = lazy_pattern(f"(?<=[{_EAST}])[ \u00a0]+(?P<mark>[,.;?!])(?=$|[ \u00a0]*[{_EAST}]|[”」』])[ \u00a0]*")
_ATTACHED = lazy_pattern(f"(?<=[{_EAST}])[{_WIDE}]")
_KANA = lazy_pattern("[ぁ-ゖァ-ヺ]")
_FULL = {",": "，", ".": "。", ";": "；", "?": "？", "!": "！"}
_SURE, _LIKELY, _UNSURE = 0.92, 0.88, 0.45


@rule(
    id="space-before-east-asian-mark",
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="design-and-markup/whitespace",
    confidence=_SURE,
    languages=("zh", "ja", "yue"),
    trigger=triple(HAN_KANA, SPACE, _WIDE + ",.;?!")
    | triple("）》」』】”", SPACE, _WIDE)
    | triple("（《「『【“", SPACE, HAN_KANA)
    | triple("。，、！？", SPACE, "」』”")
    | triple(HAN_KANA, SPACE, "”")
    | pair("\u00a0", _WIDE),
    examples=[
        fires("他昨天走了⟦ ⟧。", "他昨天走了。", lang="zh"),
        fires("他昨天走了⟦ .⟧", "他昨天走了。", lang="zh"),
        fires("彼は「⟦ ⟧はい⟦ ⟧」と言った。", "彼は「はい」と言った。", lang="ja"),
        fires("昨日行った⟦ , ⟧今日も行く。", "昨日行った、今日も行く。", lang="ja"),
        fires("他说：“⟦ ⟧我走了⟦ ⟧”", "他说：“我走了”", lang="zh"),
        silent("他说： 我走了。", lang="zh"),
        silent("“你好” 他说，“再见” 然后走了。", lang="zh"),
        silent("我喜欢 .NET 和 C 语言 :)", lang="zh"),
        silent("共有 3 , 5 个", lang="zh"),
        silent("그는 갔다 . 왜 ?", lang="ko"),
        silent("東京 「春」", lang="ja"),
        silent("见图 . . . 等", lang="zh"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the spaces before marks, and those inside brackets and quotation marks."""
    text = segment.text
    apart = [m.span("gap") if m["gap"] else (m.start(), m.end() - 1) for m in _BEFORE.finditer(text)]
    apart += [m.span("gap" if m["gap"] else "quoted") for m in _INSIDE.finditer(text)]
    if apart:
        habit = len(apart) < max(2, len(_ATTACHED.findall(text))) and not _is_settled(segment.document)
        for start, end in apart:
            yield _hit(start, end, "", _UNSURE if habit else _SURE)
    for m in _ASCII.finditer(text):
        comma = m["mark"] == "," and _KANA.search(text)
        yield _hit(*m.span(), "、" if comma else _FULL[m["mark"]], _LIKELY)


def _is_settled(document: Document) -> bool:
    """Whether the writer of the document sets marks right behind the words."""
    apart = sum(counted(document, "space-before-east-asian-mark", pattern) for pattern in (_BEFORE, _INSIDE))
    return settled(document, _ATTACHED, apart)


def _hit(start: int, end: int, new: str, confidence: float) -> Hit:
    span = Span(start, end)
    return Hit(span, "no space belongs before a mark in East Asian text", (Edit(span, new),), confidence)
