"""Puts the spaces of a quotation outside it: they stand on the wrong side of both marks.

## What it does
Where a mark that opens touches the word before it, and the one that closes touches the word behind it, while both have a space
inside, the spaces change sides. So it is where only the first mark stands like this, is a closing one and differs from the second. If the two marks do not belong together they become those of the language, or straight ones.

## Why
Systems that work on tokens guess on which side of a mark the space goes, and guess both wrong.

## Limits
All other marks of the paragraph must pair. What is quoted has at most eight words and 38 characters, and ends no sentence. Where it begins in
lower case between two equal marks, the text may be what stands between two quotations ("so" he said "it is"): so it is only a
suggestion, and none where there are other quotations. Where it begins in lower case behind
a mark that stands as it closes, the mark may have lost its partner (Headmasters” and Headmistresses"): that is only a suggestion.

## Source
The Unicode Standard, chapter 6.2; WMT 2021 and 2022 system outputs.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.locale import Locale
from textfix.rule import (
    LETTER,
    REPAIR,
    SPACE,
    TYPOGRAPHY,
    Edit,
    Hit,
    Segment,
    Span,
    fires,
    lazy_pattern,
    rule,
    silent,
    triple,
)

_MARKS = '"“”„«»'
_LEFT = lazy_pattern(rf"(?<=[\w)])[{_MARKS}] (?=\w)")  # as a mark stands that closes
_RIGHT = lazy_pattern(rf"(?<=[\w)]) [{_MARKS}](?=[\w\s,.;:])")  # as one that opens, or apart
_ONE_SIDED = lazy_pattern(r"(?<=[\w):,])[”»] (?=\w)")
# Two marks with nothing but a part of a sentence between them, the first as it closes and with a space behind it, the
# second with one before or as it closes.
_WORDS, _LONGEST = 8, 40  # that are quoted, and characters
_SHAPE = lazy_pattern(
    rf"[{_MARKS}](?<=[\w):,].) (?=\w)[^{_MARKS}.!?;:,…]{{1,{_LONGEST}}}+"
    rf"(?:(?<=[\w)] )[{_MARKS}][\w\s,.;:]|(?<=[\w)])[{_MARKS}](?:[\s,.;:!?)]|\Z))"
)
_PROPER = lazy_pattern(rf"(?<=[\w)])[{_MARKS}](?=$|[\s,.;:!?)])")
_ANY = lazy_pattern(rf"[{_MARKS}]")
_SENTENCE = lazy_pattern(r"[.!?;:,…]")
_SURE, _UNSURE = 0.87, 0.65


@rule(
    id="misplaced-quote-space",
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="design-and-markup/whitespace",
    confidence=_SURE,
    trigger=triple(LETTER, _MARKS, SPACE) | triple(":,)", "”»", SPACE),
    pattern=_SHAPE,
    examples=[
        fires(
            'The parade⟦" Immortal Regiment "⟧was held online.',
            'The parade "Immortal Regiment" was held online.',
            lang="en",
        ),
        fires(
            'Дистанционный парад⟦” Бессмертного полка "⟧был отменён.',
            'Дистанционный парад "Бессмертного полка" был отменён.',
            lang="ru",
        ),
        fires('Das Lied⟦" Guten Abend ",⟧ sagte er.', 'Das Lied "Guten Abend", sagte er.', lang="de"),
        fires('It says⟦" yes "⟧to all.', 'It says "yes" to all.', lang="en"),
        fires(
            'В рамках справочника⟦» белый торнадо"⟧, успешно.',
            'В рамках справочника "белый торнадо", успешно.',
            lang="ru",
        ),
        silent('The "red" and "blue" flags', lang="en"),
        silent('It was late," he said, "and cold.', lang="en"),
        silent('Ele disse "sim" ou "não" a "todos" ali.', lang="pt"),
        silent("Das „rote“ und „blaue“ Haus", lang="de"),
        silent('The "map"map" of roads and the "plan"plan" of parks', lang="en"),
        silent('a 19" screen and 21" screens', lang="en"),
        silent("Le «rouge» et le «bleu» ici", lang="fr"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the quotations with their spaces inside."""
    text = segment.text
    if not segment.locale.word_spaces:
        return
    marks = [m.start() for m in _ANY.finditer(text)]
    if len(marks) == 2 and (hit := _opened_by_a_closing_mark(segment, *marks)) is not None:
        yield hit
        return
    if len(marks) % 2:
        return
    pairs = list(zip(marks[::2], marks[1::2], strict=True))
    wrong = [(a, b) for a, b in pairs if _LEFT.match(text, a) and _RIGHT.match(text, b - 1)]
    if not wrong or any(_stands_wrong(text, a, b) for a, b in pairs if (a, b) not in wrong):
        return
    for a, b in wrong:
        quoted = text[a + 2 : b - 1]
        if len(quoted.split()) > _WORDS or len(quoted) > _LONGEST - 2 or _SENTENCE.search(quoted):
            continue
        opening, closing = _pair(text[a], text[b], segment.locale)
        mixed = (opening, closing) != (text[a], text[b])
        name = mixed or quoted[0].isupper() or (len(pairs) == 1 and " " not in quoted)
        if not name and len(pairs) > 1:  # "this"this" and the "that": it stands between two quotations
            continue
        after = "" if text[b + 1] in ",.;: " else " "
        edits = (Edit(Span(a, a + 2), f" {opening}"), Edit(Span(b - 1, b + 1), closing + after))
        end = b + 1 + (not after and text[b + 1] != " ")
        yield Hit(Span(a, end), "the spaces belong outside the quotation", edits, _SURE if name else _UNSURE)


def _opened_by_a_closing_mark(segment: Segment, a: int, b: int) -> Hit | None:
    """The hit on a quotation like the song» of the year", whose first mark closes and has its space behind it."""
    text = segment.text
    quoted = text[a + 2 : b]
    if text[a] not in "”»" or text[a] == text[b] or not _ONE_SIDED.match(text, a) or not _PROPER.match(text, b):
        return None
    if (
        not 0 < len(quoted) < _LONGEST
        or len(quoted.split()) > _WORDS
        or _SENTENCE.search(quoted)
        or quoted[-1].isspace()
    ):
        return None
    opening, closing = _pair(text[a], text[b], segment.locale)
    edits = [Edit(Span(a, a + 2), f" {opening}")]
    if closing != text[b]:
        edits.append(Edit(Span(b, b + 1), closing))
    return Hit(
        Span(a, b + 1),
        "the space belongs before the quotation",
        tuple(edits),
        _UNSURE if quoted[0].islower() else _SURE,
    )


def _stands_wrong(text: str, a: int, b: int) -> bool:
    """Whether a pair does not stand like a quotation."""
    return text[a + 1].isspace() or text[b - 1].isspace()


def _pair(opening: str, closing: str, locale: Locale) -> tuple[str, str]:
    if any((p.open, p.close) == (opening, closing) for p in locale.quotes):
        return opening, closing
    if '"' not in (opening, closing) and locale.known:
        return locale.quotes[0].open, locale.quotes[0].close
    return '"', '"'
