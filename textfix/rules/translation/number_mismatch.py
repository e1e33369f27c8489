"""Flags numbers that differ between a text and its source.

## What it does
Reads the numbers of each line and of its source, and flags those of the translation that nothing in the source
answers to where the source has a number left over as well, those that the translation adds, and those that it lacks (then at
the end of the line). Any digits, grouping and decimal signs; millions, lakh and 万; numbers and ordinals in words (the
languages of CLDR's number-spelling rules, about 80), Roman numerals, names of months, both clocks, decades and centuries, other
calendars and converted units answer to each other.

## Why
A wrong number is the worst error of a fluent sentence, and no reader sees it without the source.

## Limits
Needs the source. What is left out or added alone is flagged only above 9 and 31: small numbers become words and words become
small numbers. Left out, numbers up to 12 and 24, 50, 100, 1000 and 2000 have a confidence below one half, since people say
half, wholly, around the clock; so has every number left out in a language whose number words are not known. A number that stands twice
and is lost once is not found, nor one that happens to stand elsewhere in the line. Which date is day and which month is not judged.
In 1,000 lines of NTREX-128 one or two findings of one half or more, nearly all of them slips of the translators.

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
    fires,
    flag,
    line_pairs,
    rule,
    silent,
    tell,
    unanswered,
)

_CHANGED, _ADDED, _LOST, _SAID = 0.9, 0.7, 0.6, 0.4
_FEW = 12  # up to here, people often say it in another way, or leave it out
_LEAST_ADDED, _LEAST_LOST = 31, 9  # the days of a month; what becomes a word without being one of the list

_SAYINGS = {24, 50, 100, 1000, 2000}  # around the clock, half, wholly, many, this century


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
        fires("Wir sahen Vögel.⟦⟧", lang="de", source="We saw 48 birds."),
        fires("Er kam im Mai ⟦1987⟧ an.", lang="de", source="He arrived in May."),
        silent("Das Haus kostet 152.000 Euro.", lang="de", source="The house costs 152,000 euros."),
        silent("El tren sale a las 17.15.", lang="es", source="The train leaves at 5:15 pm."),
        silent("该公司投资了1亿2500万美元。", lang="zh", source="The company invested $125 million."),
        silent("Er kaufte fünfundzwanzig Bücher.", lang="de", source="He bought 25 books."),
        silent("Она родилась 5 марта 1987 года.", lang="ru", source="She was born on 3/5/1987."),
        silent("Le village est à 16 km.", lang="fr", source="The village is 10 miles away."),
        silent("Au XIXe siècle, la ville était petite.", lang="fr", source="In the 19th century, the town was small."),
        silent("كان ذلك في عام ٢٠١٨.", lang="ar", source="That was in 2018."),
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
    added, lost = list(unanswered(here, there)), list(unanswered(there, here))
    if added and lost:
        evidence = "in the source: " + ", ".join(n.text for n in lost)
        for n in added:
            yield _flag(at, n, f"{n.text} does not stand in the source", _CHANGED, evidence)
        return
    for n in added:
        if _padded(n) or (n.least > _LEAST_ADDED and n.whole not in _SAYINGS):
            yield _flag(at, n, f"{n.text} does not stand in the source", _ADDED, "the source has no number for it")
    lost = [n for n in lost if (n.least > _LEAST_LOST or _padded(n)) and not _hinted(n, here)]
    if lost:
        end = at + len(here.text.rstrip())
        said = not here.spells or all(n.whole in _SAYINGS or n.least <= _FEW for n in lost)
        sure = _SAID if said else _LOST
        numbers = ", ".join(n.text for n in lost)
        yield flag(
            end, end, f"{numbers} of the source is missing", confidence=sure, evidence=f"in the source: {numbers}"
        )


def _padded(n: Number) -> bool:
    """Whether the number is a name, like 007."""
    return n.text.startswith("00") and len(n.text) > 2


def _hinted(n: Number, here: Side) -> bool:
    """Whether the number may stand in words: some begin like it, or the words of the language are not known."""
    return n.whole is not None and (here.hints(n.whole) or (n.whole <= 20 and not here.spells))


def _flag(at: int, n: Number, message: str, confidence: float, evidence: str) -> Hit:
    return flag(at + n.span.start, at + n.span.end, message, confidence=confidence, evidence=evidence)
