"""Flags numbers that differ between a text and its source.

## What it does
Reads the numbers of each line and of its source, and flags those of the translation that nothing in the source
answers to where the source has a number left over as well, those that the translation adds, and those that it lacks (then at
the end of the line). Any digits, grouping and decimal signs; millions, lakh and 万; numbers and ordinals in words (the
languages of CLDR's number-spelling rules, about 80, and Chinese characters), Roman numerals, names of months, both clocks,
decades and centuries, other calendars, converted units and feet and inches answer to each other, and so do 2.4 million and
2 million 400 thousand; 3.1 million and 31万 do not, nor 11 billion and 11 million: what a word for a power of ten stands for depends on the
language (a billion is 10^9 in English, 10^12 in German and 1000 Milliarden), and words may follow each other (mil millones, lakh crore).

## Why
A wrong number is the worst error of a fluent sentence, and no reader sees it without the source.

## Limits
Needs the source. What is left out or added alone is flagged only above 9 and 31: small numbers become words and words become
small numbers. What people leave out, add or say in another way has a confidence below one half: years, ages, numbers in
brackets, in names and behind a colon, decades, amounts in another currency, numbers up to 12, and 24, 50, 100, 1000 and 2000
(around the clock, half, wholly), a small number that resembles none of the source. So has every number left out where
number words are not known: in languages that CLDR does not spell, in Ewe, which people spell otherwise, and in the letters of
the Zawgyi fonts; up to 20 it is one fifth there. A number that stands twice and is lost once is not found, nor one
that happens to stand elsewhere in the line. Which date is day and which month is not judged, nor the hour in another time zone. A
million for a billion with the same figure before it is found where both are words that their languages are known to have, behind the
number; one left out is not.
In 1,000 pairs of NTREX-128 (124 languages, translated from English by people) 1.2 findings of one half or more; of those read nine in ten
are slips or omissions of the translators, and all 37 that tell another amount (200 billion, *200 миллион*). Of numbers changed or taken
out by a program 99.7 % are found, 99.4 % of the findings being right; of millions made billions and the reverse 84 %, all of them right (96 %
in languages of which the words are known).

## Source
CLDR number-spelling rules, compact formats and month names; NIST Special Publication 811. Human translations of NTREX-128 were read for
what people rightly change.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    DOCUMENT,
    FLAG,
    Hit,
    Number,
    Segment,
    Severity,
    Side,
    always,
    exchanged,
    fires,
    flag,
    lazy_pattern,
    line_pairs,
    misscaled,
    rule,
    silent,
    tell,
    unanswered,
)

_CHANGED, _SCALED, _ADDED, _LOST, _SAID, _UNREAD = 0.9, 0.9, 0.7, 0.6, 0.4, 0.2
_FEW = 12  # up to here, people often say it in another way, or leave it out
_OFTEN_IN_WORDS, _NOON = 20, 12
_LEAST_ADDED, _LEAST_LOST = 31, 9  # the days of a month; what becomes a word without being one of the list

_SAYINGS = {24, 50, 100, 1000, 2000, 10_000}  # around the clock, half, wholly, many, this century, tens of thousands
_TURNS = {180, 360}  # degrees: people say so for "the other way"
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_AGE, _AGED = lazy_pattern(r"[\s-]?years?[\s-]old|,"), lazy_pattern(r"\baged\s$")  # Jones, 52, joined
_DECADE = lazy_pattern(r"['’]?s\b")  # in his 40s
_NAME, _NAMED = lazy_pattern(r"[A-Za-z]-?$"), lazy_pattern(r"[a-z]{5}")  # Covid-19, 247sports


@rule(
    id="number-mismatch",
    kind=FLAG,
    scope=DOCUMENT,
    error_type="accuracy/number",
    severity=Severity.MAJOR,
    confidence=_CHANGED,
    trigger=always,
    needs_source=True,
    examples=[
        fires("Das Haus kostet ⟦125.000⟧ Euro.", lang="de", source="The house costs 152,000 euros."),
        fires("Le train part à ⟦18⟧ h 15.", lang="fr", source="The train leaves at 5:15 pm."),
        fires("该公司有⟦350⟧名员工。", lang="zh", source="The company has 530 employees."),
        fires("該台有⟦31⟧萬名觀眾。", lang="zh-Hant", source="The channel had 3.1 million viewers."),
        fires(
            "Die Firma sagte, das Projekt werde ⟦11 Billionen⟧ Dollar kosten.",
            lang="de",
            source="The company said that the project will cost 11 billion dollars.",
        ),
        fires("Tres años y ⟦3 millones⟧ de euros.", lang="es", source="Three years and 3 thousand euros."),
        fires("Wir sahen Vögel.⟦⟧", lang="de", source="We saw 48 birds."),
        fires("Er kam im Mai ⟦1987⟧ an.", lang="de", source="He arrived in May."),
        silent("Das Haus kostet 152.000 Euro.", lang="de", source="The house costs 152,000 euros."),
        silent("El tren sale a las 17.15.", lang="es", source="The train leaves at 5:15 pm."),
        silent("該台有310萬名觀眾。", lang="zh-Hant", source="The channel had 3.1 million viewers."),
        silent("该公司投资了1亿2500万美元。", lang="zh", source="The company invested $125 million."),
        silent("Das Projekt kostet 11 Mrd. Dollar.", lang="de", source="The project costs 11 billion dollars."),
        silent(
            "El proyecto cuesta 11 mil millones de dólares.", lang="es", source="The project costs 11 billion dollars."
        ),
        silent("Er kaufte fünfundzwanzig Bücher.", lang="de", source="He bought 25 books."),
        silent("Она родилась 5 марта 1987 года.", lang="ru", source="She was born on 3/5/1987."),
        silent("Le village est à 16 km.", lang="fr", source="The village is 10 miles away."),
        silent("Au XIXe siècle, la ville était petite.", lang="fr", source="In the 19th century, the town was small."),
        silent("كان ذلك في عام ٢٠١٨.", lang="ar", source="That was in 2018."),
        silent("380 меңнән артык кеше яши.", lang="tt", source="More than 380,000 people live there."),
        silent("3 مىليون 100 مىڭ", lang="ug", source="3.1 million"),
        silent("Ein Hut mit 60 cm breitem Rand.", lang="de", source="A hat with a two-foot wide brim."),
        silent("Un joueur de 1,98 m.", lang="fr", source="A 6-foot-6 player."),
        silent(
            "六個電視頻道超過兩千萬人觀看。", lang="yue", source="More than 20 million people watched on six channels."
        ),
        silent("သူတို႔သည္ အိမ္သို႔ ျပန္သည္။", lang="my", source="They went home to the others."),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    source = segment.source
    if source is None:
        return
    source_lang = segment.source_lang or tell(source)
    for at, line, text in line_pairs(segment):
        here, there = Side(text, segment.lang), Side(line, source_lang)
        if here.numbers or there.numbers:
            yield from _compare(at, here, there)


def _compare(at: int, here: Side, there: Side) -> Iterator[Hit]:
    for n, m in misscaled(here, there):
        message = f"{n.text}{n.scaling} is another amount than in the source"
        span = at + n.span.start, at + n.span.end + len(n.scaling)
        yield flag(*span, message, confidence=_SCALED, evidence=f"in the source: {m.text}{m.scaling}")
    added, lost = list(unanswered(here, there)), list(unanswered(there, here))
    if added and lost:
        evidence = "in the source: " + ", ".join(n.text for n in lost)
        likely = [_SAID if _apart(n, lost) else _CHANGED for n in added]
        for n, confidence in zip(added, likely, strict=True):
            if confidence == _SAID and _hinted(n, there):
                continue
            yield _flag(at, n, f"{n.text} does not stand in the source", confidence, evidence)
        if _CHANGED in likely:
            return
    for n in added if not lost else ():
        if _padded(n) or (n.least > _LEAST_ADDED and n.whole not in _SAYINGS | _TURNS and not _hinted(n, there)):
            said = n.aside or _year(n) or n.before.endswith("+")  # +44, for callers from abroad
            confidence = _SAID if said else _ADDED
            yield _flag(at, n, f"{n.text} does not stand in the source", confidence, "the source has no number for it")
    lost = [n for n in lost if (n.least > _LEAST_LOST or _padded(n)) and not _hinted(n, here)]
    if lost:
        end = at + len(here.text.rstrip())
        unread = not here.spells and all(n.least <= _OFTEN_IN_WORDS for n in lost)
        sure = _UNREAD if unread else _SAID if not here.spells or all(_said(n) for n in lost) else _LOST
        numbers = ", ".join(n.text for n in lost)
        yield flag(
            end, end, f"{numbers} of the source is missing", confidence=sure, evidence=f"in the source: {numbers}"
        )


def _apart(n: Number, lost: list[Number]) -> bool:
    """Whether a number has likely nothing to do with those that are lost: small and unlike them, 1 pm, another currency."""
    if exchanged(n, lost) or any(abs(n.least - m.least) == _NOON and max(n.least, m.least) <= 2 * _NOON for m in lost):
        return True
    return n.least <= _LEAST_ADDED and not any(_alike(n.bare, m.bare) for m in lost)


def _said(n: Number) -> bool:
    """Whether people often leave the number out or say it in another way.

    What stands in brackets, years and ages, parts of names, decades, minutes and seconds.
    """
    if n.whole in _SAYINGS or n.least <= _FEW or n.aside or _year(n):
        return True
    if _AGE.match(n.after) or _AGED.search(n.before) or _NAMED.match(n.after) or _NAME.search(n.before):
        return True
    return n.before.endswith(":") or (n.least % 10 == 0 and bool(_DECADE.match(n.after)))


def _alike(one: str, other: str) -> bool:
    """Whether the digits are those of a slip: one changed, left out or put in, or two in the wrong order."""
    short, long = sorted((one, other), key=len)
    if len(short) < len(long):
        return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
    return sorted(short) == sorted(long) or sum(a != b for a, b in zip(short, long, strict=True)) == 1


def _year(n: Number) -> bool:
    return n.whole is not None and len(n.text) == 4 and _FIRST_YEAR <= n.whole <= _LAST_YEAR


def _padded(n: Number) -> bool:
    """Whether the number is a name, like 007."""
    return n.text.startswith("00") and len(n.text) > 2


def _hinted(n: Number, here: Side) -> bool:
    """Whether the number may stand in words: some begin like it."""
    return n.whole is not None and here.hints(n.whole)


def _flag(at: int, n: Number, message: str, confidence: float, evidence: str) -> Hit:
    return flag(at + n.span.start, at + n.span.end, message, confidence=confidence, evidence=evidence)
