r"""Joins Chinese and Japanese words that a segmenter set apart: "我 喜欢 你".

## What it does
Where a line has spaces between most of its words, removes the spaces between Han characters and kana, and beside the
punctuation marks of these scripts. Four such spaces are needed, and one for every five characters or fewer.

## Why
Chinese and Japanese are cut into words before a model is trained on them. The spaces stay where nobody removes them.

## Limits
A few spaces, as between slogans, names or columns, stay, and so do those beside Latin letters and digits. Korean writes
spaces, and Thai, Lao and Khmer set them between clauses: they are not touched. Ideographic spaces stay.

## Source
W3C, Requirements for Chinese Text Layout and for Japanese Text Layout: words are not separated by spaces.
"""

from collections.abc import Iterator

from textfix.rule import (
    NON_ASCII,
    REPAIR,
    TYPOGRAPHY,
    Edit,
    Hit,
    Segment,
    Span,
    fires,
    lazy_pattern,
    protected_spans,
    rule,
    silent,
    triple,
)

_LETTER = "\u3005-\u3007\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SIGN = "\u3001\u3002\u3008-\u3011\u2026\u201c\u201d\uff01-\uff0f\uff1a-\uff1f"
_GAP = lazy_pattern(rf"(?<=[{_LETTER}{_SIGN}]) +(?=[{_LETTER}{_SIGN}])")
_SEVERAL = lazy_pattern(rf"(?: (?<=[{_LETTER}{_SIGN}] ) *[{_LETTER}{_SIGN}].*?){{4}}")
_ONE = lazy_pattern(rf"[{_LETTER}]")


@rule(
    id="segmented-words",
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="design-and-markup/whitespace",
    confidence=0.93,
    languages=("zh", "ja", "yue"),
    trigger=triple(NON_ASCII, " ", NON_ASCII) | triple(NON_ASCII, " ", " "),
    pattern=_SEVERAL,
    examples=[
        fires("⟦我 昨天 去 了 图书馆 。⟧", "我昨天去了图书馆。", lang="zh"),
        fires("⟦私 は 昨日 図書館 に 行き ました 。⟧", "私は昨日図書館に行きました。", lang="ja"),
        fires("⟦他 说 ， 明天 会 下雨 。⟧", "他说，明天会下雨。", lang="zh"),
        silent("我昨天去了图书馆。", lang="zh"),
        silent("我喜欢 Python 和 Linux 系统。", lang="zh"),
        silent("东京 大阪 京都", lang="zh"),
        silent("저는 어제 도서관에 갔습니다.", lang="ko"),
        silent("桜の名所　上野公園　井の頭公園", lang="ja"),
        silent("会议将于下周举行 请准时参加 不得缺席", lang="zh"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    text = segment.text
    gaps = [Span(*m.span()) for m in _GAP.finditer(text)]
    if len(gaps) < 4 or len(gaps) * 5 < len(_ONE.findall(text)):
        return
    closed = protected_spans(text)
    gaps = [g for g in gaps if not any(s.overlaps(g) for s in closed)]
    edits = tuple(Edit(g, "") for g in gaps)
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    yield Hit(Span(start, end), "the line is left cut into words; the spaces between them are removed", edits)
