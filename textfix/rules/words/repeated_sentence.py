"""Takes the copies out of a loop of sentences.

## What it does
Where a sentence of three words or more stands three times or more in a row in one line, keeps one copy. Questions and
exclamations must stand four times; single words and pairs, six times. Two copies of a sentence of five words or more
are suggested only.

## Why
A decoder that is caught in a loop writes the same sentence up to its limit.

## Limits
One line only: lines that come again are refrains, tables, lists and logs. Sentences that hold a digit are flagged by
`repetition-loop` instead, so that no value is lost. In 257,000 human sentences of NTREX-128 there is no repair.

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
    delete,
    fires,
    lazy_pattern,
    loops,
    rule,
    silent,
)

_END = lazy_pattern(r"\s*([.!?…。！？।؟])")
_ENDS = lazy_pattern(r"[.!?…。！？।؟]")
_CLOSE = lazy_pattern(r"\s*[.!?…。！？।؟]+[\"”»’)」』]?")
_SURE, _LIKELY, _UNSURE = 0.95, 0.88, 0.7


def _confidence(loop: Loop, text: str) -> float:
    """How sure it is that all copies but one are too many, 0 if they may be meant."""
    if not _ENDS.search(loop.marks) or any(map(str.isdigit, loop.unit)) or loop.letters < 10:
        return 0.0
    if loop.copies < 3:
        end, whole = _END.match(loop.between), _END.match(text, loop.span.end)
        same = end is not None and whole is not None and end[1] == whole[1]
        return _UNSURE if same and loop.words >= 5 else 0.0
    least = 6 if loop.words < 3 else 3 if set(_ENDS.findall(loop.marks)) <= set(".。।") else 4
    return 0.0 if loop.copies < least else _SURE if loop.copies > least else _LIKELY


@rule(
    id="repeated-sentence",
    kind=REPAIR,
    stage=WORDS,
    error_type="linguistic-conventions/duplication",
    confidence=_SURE,
    trigger=REPEATED_PHRASE,
    examples=[
        fires(
            "The council met on Monday⟦. The council met on Monday. The council met on Monday⟧.",
            "The council met on Monday.",
            lang="en",
        ),
        fires(
            "Er kam nicht. Wir haben lange gewartet.⟦ Wir haben lange gewartet. Wir haben lange gewartet. Wir haben⟧",
            "Er kam nicht. Wir haben lange gewartet.",
            lang="de",
        ),
        fires("कितने लोग आए थे⟦? कितने लोग आए थे? कितने लोग आए थे? कितने लोग आए थे⟧?", "कितने लोग आए थे?", lang="hi"),
        fires("Nobody knew where they were⟦. Nobody knew where they were⟧.", "Nobody knew where they were.", lang="en"),
        silent("Run. Run. Run. Run.", lang="en"),
        silent("Do it now! Do it now! Do it now!", lang="en"),
        silent("Je ne sais pas. Je ne sais pas.", lang="fr"),
        silent("Не знаю. Не знаю. Я правда не знаю.", lang="ru"),
        silent("He asked for 5 euros. He asked for 5 euros. He asked for 5 euros.", lang="en"),
        silent("We want a deal that works. We want a deal that works for all.", lang="en"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the copies that follow the first one."""
    text = segment.text
    for loop in loops(text, 2):
        if confidence := _confidence(loop, text):
            start, end = loop.surplus
            if loop.copies >= 3 and not text[loop.rest.end :].strip():
                start, end = _whole(loop, text), loop.rest.end  # the end of the line cuts the last copy short
            message = f"the sentence stands here {loop.copies} times in a row; one copy is kept"
            yield delete(start, end, message, confidence=confidence)


def _whole(loop: Loop, text: str) -> int:
    """Where the first whole sentence of a loop ends, with its mark; a loop may begin in the middle of a sentence."""
    inside = [m.end() for m in _CLOSE.finditer(loop.unit)]
    if inside:  # the sentence that the loop begins in may differ: all of the next one is kept
        return loop.span.start + len(loop.unit) + len(loop.between) + inside[-1]
    mark = _CLOSE.match(loop.between)
    return loop.span.start + len(loop.unit) + (mark.end() if mark else 0)
