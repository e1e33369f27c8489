"""Flags loops that are not repaired: the same words again and again, exactly or nearly.

## What it does
Flags, where the repairs of loops have left something,

- three copies of a word of four letters, four of one of three letters, eight of any sign or word, three of a
  phrase, six of a pair such as *and again*;
- with commas between them, eight copies of a word, four of a phrase;
- a capitalised word that a list names four times (*Dutse, Dutse, Dutse and Dutse*);
- a line of twenty words or more in which groups of three words that come three times make up three fifths of it.

## Why
Loops that change from copy to copy cannot be undone, for what was to be said is not there. They must be seen.

## Limits
Chants, refrains and nonsense verse that fill a line. Words that the language doubles and copies before an exclamation
mark are left alone up to seven copies. In 257,000 human sentences of NTREX-128 in 128 languages nine are flagged, three of them negations in a row, most others slips.

## Source
WMT 2021 and 2022 system outputs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from textfix.rule import (
    FLAG,
    REPEATED_PHRASE,
    Hit,
    Loop,
    Segment,
    Severity,
    character_loops,
    fires,
    flag,
    loops,
    rule,
    silent,
    words,
)

_SOME = 3  # words of the groups whose share is counted
_MOST = 0.6
_LONG = 20  # words of a line in which they are


def _is_loop(loop: Loop, segment: Segment) -> bool:
    unit, copies = loop.unit, loop.copies
    if copies >= 8:
        return loop.letters > 0
    after = segment.text[loop.rest.end :].lstrip()
    if set(unit.lower().split()) <= segment.locale.doubled_words or after[:1] == "!" or not loop.letters:
        return False
    if loop.marks:
        return (loop.words > 1 and copies >= 4) or (loop.words == 1 and copies == 3 and _listed(loop, after))
    if unit.isupper():
        return False
    if loop.words == 1:
        return loop.letters >= 4 or (copies > 3 and loop.letters == 3)
    return copies >= (6 if loop.words == 2 and min(map(len, unit.split())) <= 3 else 3)


def _listed(loop: Loop, after: str) -> bool:
    """Whether one more copy follows behind a short word: "Dutse, Dutse, Dutse and Dutse"."""
    return loop.unit[0].isupper() and bool(re.match(rf"\w{{1,4}} {re.escape(loop.unit)}\b", after))


def _share(text: str) -> float:
    """How much of a text are groups of three words that come three times or more."""
    said = [text[w.start : w.end].lower() for w in words(text)]
    if len(said) < _LONG:
        return 0.0
    groups = list(zip(*(said[i:] for i in range(_SOME)), strict=False))
    counts = Counter(groups)
    return sum(counts[g] >= 3 for g in groups) / len(groups)


@rule(
    id="repetition-loop",
    kind=FLAG,
    error_type="linguistic-conventions/duplication",
    severity=Severity.MAJOR,
    confidence=0.8,
    trigger=REPEATED_PHRASE,
    examples=[
        fires("Low power line with ⟦time time time⟧ trial.", lang="en"),
        fires("The meeting took place three weeks ⟦ago ago ago ago⟧.", lang="en"),
        fires("The villages of ⟦Dutse, Dutse, Dutse⟧ and Dutse.", lang="en"),
        fires("И мы, ⟦как мы видели, как мы видели, как мы видели, как мы видели⟧, ушли.", lang="ru"),
        fires("Nebylo to, ⟦Ó, Ó, Ó, Ó, Ó, Ó, Ó, Ó, Ó⟧", lang="cs"),
        fires(
            "⟦Они пошли домой. Они пошли домой. Они ушли. Они пошли домой. Они пошли домой. Вчера они пошли домой. Они"
            " пошли домой. Они пошли домой.⟧",
            lang="ru",
        ),
        silent("Не, не, не, не, не.", lang="bg"),
        silent("No, no, no, no, no!", lang="en"),
        silent("Education, education, education.", lang="en"),
        silent("It happened again and again and again.", lang="en"),
        silent("Vote vote vote! Buy! Buy! Buy!", lang="en"),
        silent("Ha ha ha ha, bla bla bla, la la la.", lang="fr"),
        silent("LOVE LOVE LOVE it.", lang="en"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the loops of a line, or the line as a whole."""
    text = segment.text
    found = [loop for loop in loops(text) if _is_loop(loop, segment)]
    if not segment.locale.word_spaces:
        found += [loop for loop in character_loops(text, 8) if loop.letters > 1]
    for loop in found:
        yield flag(*loop.span, f"“{loop.unit}” stands here {loop.copies} times in a row")
    if not found and _share(text) >= _MOST:
        yield flag(0, len(text), "the same words come again and again")
