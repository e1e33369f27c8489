"""Takes the copies out of a loop in a script that writes no spaces.

## What it does
In Chinese, Japanese, Thai, Lao, Khmer and Burmese: where five characters or more stand three times or more in a row,
keeps one copy. With signs between the copies they must stand five times, and so must four characters, and a word in Latin
letters that is glued to its copies. A line of nothing else must have eight characters four times.

## Why
A decoder that is caught in a loop writes the same words up to its limit; between spaces `repeated-phrase` sees them.

## Limits
Shorter units are cheers and sounds (加油加油加油, ドキドキ) and are left alone; `repetition-loop` flags them from eight
copies on. Units that hold a digit or mix scripts are left alone.
In 22,000 human sentences of NTREX-128 in these languages there is no repair.

## Source
WMT 2021 and 2022 system outputs.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    REPAIR,
    REPEATED_PHRASE,
    WORDS,
    Hit,
    Loop,
    Segment,
    character_loops,
    delete,
    fires,
    lazy_pattern,
    rule,
    silent,
)

_UNSPACED = lazy_pattern(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+"
)
_SURE, _LIKELY = 0.95, 0.88
_WHOLE = 8  # characters that fill a line with their copies


def _confidence(loop: Loop, text: str) -> float:
    unit, chinese = loop.unit, _UNSPACED.fullmatch(loop.unit)
    if len(unit) < 4 or len(set(unit)) < 4 or not (chinese or (unit.isascii() and unit.isalpha() and not loop.between)):
        return 0.0
    least = 3 if len(unit) > 4 and chinese and not loop.between else 5
    if not any(map(str.isalpha, text[: loop.span.start] + text[loop.rest.end :])):
        least = max(4, least) if len(unit) >= _WHOLE else 0
    return 0.0 if not least or loop.copies < least else _SURE if loop.copies > least else _LIKELY


@rule(
    id="repeated-characters",
    kind=REPAIR,
    stage=WORDS,
    error_type="linguistic-conventions/duplication",
    confidence=_SURE,
    trigger=REPEATED_PHRASE,
    examples=[
        fires(
            "这件往事说的是他去医院看医生⟦去医院看医生去医院看医生去医院看医生⟧",
            "这件往事说的是他去医院看医生",
            lang="zh",
        ),
        fires(
            "会議の結果は来週発表される⟦来週発表される来週発表される⟧予定です。",
            "会議の結果は来週発表される予定です。",
            lang="ja",
        ),
        fires("เขาบอกว่าเดินทางไปแล้ว⟦เดินทางไปแล้วเดินทางไปแล้ว⟧", "เขาบอกว่าเดินทางไปแล้ว", lang="th"),
        fires("เริ่มการปิดในวันอาทิตย์⟦อาทิตย์อาทิตย์อาทิตย์⟧", "เริ่มการปิดในวันอาทิตย์", lang="th"),
        fires("她付了Maurice⟦MauriceMauriceMauriceMauriceMaurice⟧小姐", "她付了Maurice小姐", lang="zh"),
        silent("观众高喊加油加油加油加油。", lang="zh"),
        silent("胸がドキドキドキドキした。", lang="ja"),
        silent("「違う、違う、違う、違う、違う」と彼は言った。", lang="ja"),
        silent("เด็กๆ เล่นช้าๆ ค่อยๆ ไปเรื่อยๆ ทุกๆ วัน", lang="th"),
        silent("我们要好好学习，好好学习，好好学习。", lang="zh"),
        silent("祝你生日快乐祝你生日快乐祝你生日快乐", lang="zh"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the copies that follow the first one."""
    text = segment.text
    if not _UNSPACED.search(text):
        return
    for loop in character_loops(text):
        if confidence := _confidence(loop, text):
            start, end = loop.surplus
            if not text[loop.rest.end :].strip():
                end = loop.rest.end  # the end of the line cuts the last copy short
            message = f"“{loop.unit}” stands here {loop.copies} times in a row; one copy is kept"
            yield delete(start, end, message, confidence=confidence)
