"""Flags a part that is larger than its whole, and parts that make up more than it.

## What it does
Looks at a number, words for "of which" behind it in the same clause, and the number or numbers that follow: "12 people
came, of whom 15 were children", "300 cases, of which 200 mild and 150 severe". A part may be smaller than the whole,
and two parts may leave a rest: nothing is said then.

## Why
A number that was copied wrongly, or lost a digit or a word such as "million", contradicts its neighbours.

## Limits
Plain whole numbers in figures only: no percentages, fractions, sums of money, nor numbers with a word for millions beside
them. Two parts can overlap ("40 women and 30 pensioners"), so their sum is reported with less confidence.

## Source
Words for "of which": `tables/contradicting-total`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from textfix.locale import parents
from textfix.rule import DIGIT, FLAG, LETTER, SPACE, Hit, Segment, Severity, fires, flag, pair, rule, silent, table

_PART, _SUM = 0.85, 0.6
_NUMBER = (
    r"(?<![\w.,$€£¥%+\-–/:])(?P<{0}>\d{{1,3}}(?:[.,\u00a0\u202f' ]\d{{3}})+|\d+)(?![\w%$€£¥/:°\-–]|[.,]\d|\u00a0?%| %)"
)
_CJK_NUMBER = r"(?<![\d.,\-A-Za-z])(?P<{0}>\d{{1,3}}(?:,\d{{3}})+|\d+)(?![\d.,%％万亿億兆만억年月日岁歳세년월일]|多?万)"
# A word of four letters or more right behind a number may be a million, a percentage or a year.
_SCALE = re.compile(
    r"\s*(?:mi[lł]+[ijyí]|mio\b|mrd|mld|mln|млн|млрд|мільй|міл|мил|bill?i|mi[lł]j|mil\b|tri[lł]|tys|тыс|тис|thousand|hundred"
    r"|tausend|Tsd|duizend|tusen|tuhat|bin\b|χιλ|εκατ|ezer|per ?cent|prozent|procent|por cien|por cento|pour cent|про|pct|εκατό)",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\d[^.;:!?。；！？\n]*$")
_NEAR = 60  # characters
_DIGITS = re.compile(r"\D")


@cache
def _pattern(lang: str) -> re.Pattern[str] | None:
    rows = {row["tag"]: row["phrases"] for row in table("contradicting-total", "of-which")}
    phrases = next((rows[tag] for tag in parents(lang) if tag in rows), None)
    if phrases is None:
        return None
    words = "|".join(map(re.escape, phrases.split("|")))
    if not words.isascii() and not re.search(r"[a-zа-яά-ώçğö]", words):
        number = _CJK_NUMBER
        return re.compile(
            rf"{number.format('whole')}(?P<unit>[^\d。；;！？\n]{{1,25}}?)(?:{words})[^\d。；;，,、！？\n]{{0,8}}"
            rf"{number.format('part')}(?P<behind>)(?P<next>)(?P<rest>(?!))?"
        )
    return re.compile(
        rf"{_NUMBER.format('whole')}(?P<unit>[^\d.;:!?()\n]{{1,60}}?)(?<!\w)(?:{words})(?!\w)\s+(?:[^\W\d]+\s+)?"
        rf"{_NUMBER.format('part')}(?P<behind>(?:\s\(?[^\W\d]+\)?){{1,3}})(?P<next>\s?,?\s?(?:[^\W\d]{{1,3}}|&)?\s"
        rf"{_NUMBER.format('rest')}(?=\s[^\W\d]))?"
    )


@rule(
    id="contradicting-total",
    kind=FLAG,
    error_type="accuracy/number",
    severity=Severity.MAJOR,
    confidence=_PART,
    needs_language=True,
    trigger=pair(SPACE, DIGIT) | pair(DIGIT, SPACE) | pair(DIGIT, LETTER),
    examples=[
        fires("The crash injured 12 people, of whom ⟦15⟧ were children.", lang="en"),
        fires("Es gab 300 Fälle, davon ⟦3.000⟧ im Norden.", lang="de"),
        fires("В школе 120 учеников, из них ⟦210⟧ девочек.", lang="ru"),
        fires("Il y a eu 30 victimes, dont ⟦20 morts et 15⟧ blessés.", lang="fr"),
        fires("共有50名学生，其中⟦60⟧名是女生。", lang="zh"),
        silent("The number has exceeded 3,000, of which 300 (are) dead and 2,700 wounded.", lang="en"),
        silent("It cost 5 million, of which 700 thousand went to the school.", lang="en"),
        silent("Von 12 Kindern waren davon 5 krank; davon 30 Prozent schwer.", lang="de"),
        silent("Il a 5 voitures, dont 2 rouges. Il en dit 40 mots.", lang="fr"),
        silent("12 people came on Monday; of them, 2020 was the year that 15 spoke of.", lang="en"),
        silent("共有50名学生，其中20名是女生。", lang="zh"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the parts that are more than their wholes."""
    pattern = _pattern(segment.lang) if segment.lang else None
    if pattern is None:
        return
    text = segment.text
    for m in pattern.finditer(text):
        whole, part = (int(_DIGITS.sub("", m[name])) for name in ("whole", "part"))
        if _COUNTED.search(text, max(0, m.start() - _NEAR), m.start()):
            continue  # which of the numbers is divided?
        if any(_SCALE.match(text, m.end(name)) for name in ("whole", "part", "rest") if m[name]):
            continue
        if part > whole:
            message = f"{m['part']} cannot be a part of {m['whole']}"
            yield flag(*m.span("part"), message, evidence=m[0].strip())
        elif m["rest"] and part + int(_DIGITS.sub("", m["rest"])) > whole:
            message = f"{m['part']} and {m['rest']} are more than {m['whole']}"
            yield flag(m.start("part"), m.end("rest"), message, confidence=_SUM, evidence=m[0].strip())
