"""Flags a part that is larger than its whole, and parts that make up more than it.

## What it does
Looks at a number, words for "of which" behind it in the same clause, and the number or numbers that follow: "12 people
came, of whom 15 were children", "300 cases, of which 200 mild and 150 severe". A part may be smaller than the whole,
and two parts may leave a rest: nothing is said then.

After a colon, and to the end of the sentence, parts that are numbered one by one must make up the whole: "six children: two boys
and three girls". Numbers are read in figures and in words.

## Why
A number that was copied wrongly, or lost a digit or a word such as "million", contradicts its neighbours.

## Limits
Plain whole numbers in figures only: no percentages, fractions, sums of money, nor numbers with a word for millions beside
them. Two parts can overlap ("40 women and 30 pensioners"), so their sum is reported with less confidence.
After a colon all must be short: the number, up to six words, and up to five words for each part, the last one behind "and". Silent behind
"about", "more than", "including" and the like, where sum and whole differ by more than a factor of two ("three parts: 12 screws
and four nuts"), where one part is counted in the unit of the whole and another is not, and on years. In 340,000 lines of NTREX-128 and TICO-19
no number stands before such a list, and none in 165,000 lines of documentation and news, most by machines; in 1.6 million sentences of Tatoeba
26 do, and all are right. So nothing is known of how often machines do this.

## Source
Words for "of which", "and" and "about": `tables/contradicting-total`; number words: CLDR.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from textfix.rule import (
    DIGIT,
    FLAG,
    LETTER,
    SPACE,
    Hit,
    Segment,
    Severity,
    fires,
    flag,
    lazy_pattern,
    number_words,
    pair,
    row_for,
    rule,
    silent,
)

_PART, _SUM = 0.85, 0.6
_NUMBER = (
    r"(?<![\w.,$€£¥%+\-–/:])(?P<{0}>\d{{1,3}}(?:[.,\u00a0\u202f' ]\d{{3}})+|\d+)(?![\w%$€£¥/:°\-–]|[.,]\d|\u00a0?%| %)"
)
_CJK_NUMBER = r"(?<![\d.,\-A-Za-z])(?P<{0}>\d{{1,3}}(?:,\d{{3}})+|\d+)(?![\d.,%％万亿億兆만억年月日岁歳세년월일]|多?万)"
# A word of four letters or more right behind a number may be a million, a percentage or a year.
_SCALE = lazy_pattern(
    r"\s*(?:mi[lł]+[ijyí]|mio\b|mrd|mld|mln|млн|млрд|мільй|міл|мил|bill?i|mi[lł]j|mil\b|tri[lł]|tys|тыс|тис|thousand|hundred"
    r"|tausend|Tsd|duizend|tusen|tuhat|bin\b|χιλ|εκατ|ezer|per ?cent|prozent|procent|por cien|por cento|pour cent|про|pct|εκατό)",
    re.IGNORECASE,
)
_COUNTED = lazy_pattern(r"\d[^.;:!?。；！？\n]*$")
_NEAR = 60  # characters
_DIGITS = lazy_pattern(r"\D")
_YEARS = range(1900, 2100)
_STEM = 4  # letters by which the unit of the whole is known again
_LARGEST_WORD = 100  # number words are read up to this


class _Parts(NamedTuple):
    """How a language numbers parts after a colon: the whole pattern, numbers, what they mean, and words that say otherwise."""

    pattern: re.Pattern[str]
    number: re.Pattern[str]
    words: dict[str, int]
    otherwise: re.Pattern[str]

    def value(self, number: str) -> int:
        known = self.words.get(number.casefold())
        return int(_DIGITS.sub("", number)) if known is None else known


@cache
def _parts(lang: str) -> _Parts | None:
    if (row := row_for("contradicting-total", "parts", lang)) is None:
        return None
    words = {forms[0].casefold(): n for n, forms in number_words(lang).items() if 1 < n <= _LARGEST_WORD}
    for form in row["forms"].split("|"):
        value, _, word = form.rpartition("=")
        words[word] = int(value or 1)
    spelt = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    digits = r"\d{1,3}(?:[.,\u00a0]\d{3})+|\d+"
    number = rf"(?<![\w.,:/$€£¥%+\-–#])(?:{digits}|(?i:{spelt}))(?![\w%$€£:/°\-–]|[.,]\d|\s?%)"
    item = rf"{number}(?:\s[^\W\d]+){{1,5}}?"
    return _Parts(
        re.compile(
            rf"(?:(?P<whole>{number})(?P<unit>(?:\s[^\W\d]+){{1,6}})|(?i:{row['total']})\s(?P<all>{digits}|(?i:{spelt})))\s?:\s"
            rf"(?P<parts>{item}(?:,\s{item})*,?\s(?:{row['and']})\s{item})(?=[.!?;\n]|$)"
        ),
        re.compile(number),
        words,
        re.compile(rf"(?<!\w)(?:{row['not']})(?!\w)", re.IGNORECASE),
    )


@cache
def _pattern(lang: str) -> re.Pattern[str] | None:
    if (row := row_for("contradicting-total", "of-which", lang)) is None:
        return None
    words = "|".join(map(re.escape, row["phrases"].split("|")))
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
    trigger=pair(SPACE, DIGIT) | pair(DIGIT, SPACE) | pair(DIGIT, LETTER) | pair(":", SPACE),
    examples=[
        fires("The crash injured 12 people, of whom ⟦15⟧ were children.", lang="en"),
        fires("Es gab 300 Fälle, davon ⟦3.000⟧ im Norden.", lang="de"),
        fires("В школе 120 учеников, из них ⟦210⟧ девочек.", lang="ru"),
        fires("Il y a eu 30 victimes, dont ⟦20 morts et 15⟧ blessés.", lang="fr"),
        fires("共有50名学生，其中⟦60⟧名是女生。", lang="zh"),
        fires("5 people were hurt: ⟦2 women and 4 men⟧.", lang="en"),
        fires("They sold a total of 12: ⟦3 in Paris, 4 in Lyon and 6 in Nice⟧.", lang="en"),
        fires("Maria hat sechs Kinder: ⟦drei Jungs und zwei Mädchen⟧.", lang="de"),
        fires("У неё шесть кошек: ⟦две белые и три чёрные⟧.", lang="ru"),
        silent("Tom has three brothers: one older and two younger.", lang="en"),
        silent("About 5 people were hurt: 2 women and 4 men.", lang="en"),
        silent("The kit has three parts: 12 screws and four nuts.", lang="en"),
        silent("Figure 5: 2 women and 4 men.", lang="en"),
        silent("It took 3 days: 2 days and 4 hours.", lang="en"),
        silent("Wir haben zwei Nachrichten: eine gute und eine schlechte.", lang="de"),
        silent("The number has exceeded 3,000, of which 300 (are) dead and 2,700 wounded.", lang="en"),
        silent("It cost 5 million, of which 700 thousand went to the school.", lang="en"),
        silent("Von 12 Kindern waren davon 5 krank; davon 30 Prozent schwer.", lang="de"),
        silent("Il a 5 voitures, dont 2 rouges. Il en dit 40 mots.", lang="fr"),
        silent("12 people came on Monday; of them, 2020 was the year that 15 spoke of.", lang="en"),
        silent("共有50名学生，其中20名是女生。", lang="zh"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the parts that are more than their wholes, and those that do not make them up."""
    yield from _of_which(segment)
    yield from _after_colon(segment)


def _after_colon(segment: Segment) -> Iterator[Hit]:
    kind = _parts(segment.lang) if segment.lang and ":" in segment.text else None
    if kind is None:
        return
    text = segment.text
    for m in kind.pattern.finditer(text):
        clause = re.split(r"[.!?;:\n]", text[max(0, m.start() - _NEAR) : m.start()])[-1]
        if kind.number.search(clause + (m["unit"] or "")) or kind.otherwise.search(clause + m[0]):
            continue
        whole = kind.value(m["whole"] or m["all"])
        numbers = list(kind.number.finditer(m["parts"]))
        total = sum(kind.value(n[0]) for n in numbers)
        if total == whole or not whole <= 2 * total <= 4 * whole or whole in _YEARS or _units_differ(m, numbers):
            continue
        message = f"The parts make up {total}, not {m['whole'] or m['all']}"
        yield flag(*m.span("parts"), message, confidence=_SUM, evidence=m[0].strip())


def _units_differ(m: re.Match[str], numbers: list[re.Match[str]]) -> bool:
    """Whether some of the parts, but not all, are counted in what the whole is counted in."""
    stem = next(iter((m["unit"] or "").split()), "")[:_STEM]
    ends = [*(n.start() for n in numbers[1:]), len(m["parts"])]
    same = [f" {stem}" in m["parts"][n.end() : end] for n, end in zip(numbers, ends, strict=True)]
    return bool(stem) and any(same) and not all(same)


def _of_which(segment: Segment) -> Iterator[Hit]:
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
