"""Takes the copies out of a loop: words that a decoder wrote three times or more.

## What it does
*the opening of the session of the session of the session of the council*: keeps one copy and deletes the others, where
the same words stand three times or more in a row. What it asks for depends on how likely people are to say so:

| between the copies | unit | copies |
|---|---|---|
| spaces | a word of 6 letters | 3 |
| spaces | a word of 5 letters; 4 letters; 3 letters | 4; 6; 10 |
| spaces | 2 words with one of 3 letters or fewer (*again and again and again*) | 6 |
| spaces | 2 longer words; 3 words or more | 4; 3 |
| commas and the like | a word of 5 letters | 6 |
| commas and the like | 2 words or more, 20 letters; 10 letters | 4; 5 |

One copy more is asked for of short words where the language doubles words, and five of phrases where it writes no
spaces. Copies that an exclamation mark follows are suggested only.

In languages with a word list two copies are enough (*the new owner the new owner*), with nothing but spaces between, of three
words or more, or of two words that are not among the hundred commonest or whose second is a long one: *side to
side to*, *ogni volta ogni volta* are idioms or could be. Where the language doubles words, two words must have ten
letters; in scripts without spaces, what stands between spaces must have ten, or be two words in Latin letters. Elsewhere
two copies of three words or more are suggested.

## Why
A decoder that is caught in a loop repeats words up to its limit. People repeat short words, a few times, with commas.

## Limits
Left alone, because they may be meant: units that hold a digit, words in capitals, words that the language doubles, and
lines with nothing but the loop unless commas part five copies. The rule `repetition-loop` flags what remains.

In 257,000 human sentences of NTREX-128 in 128 languages there are seven repairs, all of slips (English, Spanish, Sindhi,
Xhosa, Samoan). 1.4 million of Tatoeba and TICO-19 have a handful, half of them sentences made to be odd ("the ones we don't
know we don't know").

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
    lexicon,
    loops,
    rule,
    silent,
    table_for,
)

_CLAUSE_END = lazy_pattern(r"[.,;:!?…()«»“”\"–—]")
_SENTENCE_END = lazy_pattern(r"[.!?…。！？।؟]")
_SHORT = 3  # letters
# Least copies of a single word between spaces, by its letters.
_COPIES = ((6, 3), (5, 4), (4, 6), (3, 10))
_LONG, _LETTERS = 7, 8  # letters of the second of two words behind one of the commonest, and of the whole unit
_MANY = 10  # letters of a unit where words are doubled by grammar, or not divided
_LATIN = lazy_pattern(r"[A-Za-z]{3,} [A-Za-z]{3,}")
_SURE, _LIKELY, _TWICE, _UNSURE = 0.95, 0.88, 0.86, 0.65


def _confidence(loop: Loop, segment: Segment) -> float:
    """How sure it is that all copies but one are too many, 0 if they may be meant."""
    unit, text = loop.unit, segment.text
    if any(map(str.isdigit, unit)) or unit.isupper() or _SENTENCE_END.search(loop.marks):
        return 0.0
    if loop.copies < 3:
        return _of_two(loop, segment)
    least = _least(loop, segment)
    if not least or loop.copies < least or set(unit.lower().split()) <= segment.locale.doubled_words:
        return 0.0
    if text[loop.rest.end :].lstrip()[:1] == "!" and loop.copies < 2 * least:
        return _UNSURE
    if not loop.marks and _all_there_is(loop, text) and loop.copies < 5 * least:
        return 0.0
    return _SURE if loop.copies > least else _LIKELY


def _judged(segment: Segment) -> Iterator[tuple[Loop, float]]:
    """The loops to shorten, and how sure that is; two copies of a few words do not hide a loop of more."""
    long = [(loop, c) for loop in loops(segment.text) if (c := _confidence(loop, segment))]
    yield from long
    for loop in loops(segment.text, 2):
        if not any(loop.span.overlaps(other.span) for other, _ in long) and (c := _confidence(loop, segment)):
            yield loop, c


def _of_two(loop: Loop, segment: Segment) -> float:
    """The same for two copies, which people write in idioms of two words, and hardly ever otherwise."""
    text, more = segment.text, loop.rest.end > loop.span.end
    if loop.marks or loop.between.strip() or _all_there_is(loop, text):
        return 0.0
    known = lexicon(segment.lang)
    twice = f"{loop.unit}{loop.between}{loop.unit}"
    several = segment.document.count(twice, "repeated-phrase") > 1
    if not segment.locale.word_spaces and loop.letters >= (_LETTERS if _LATIN.fullmatch(loop.unit) else _MANY):
        return _UNSURE if several else _TWICE
    if loop.words < 2 or (more and not (loop.words >= 3 and loop.letters >= _MANY)):
        return 0.0
    if known is None or not segment.locale.word_spaces or several:
        return _UNSURE if loop.words >= 3 and loop.letters >= 12 else 0.0
    if text[loop.span.end :].lstrip()[:1] in ("?", "!") or _in_clause(text[: loop.span.start], segment.lang):
        return _UNSURE
    if loop.words >= 3:
        return _TWICE if loop.letters >= _LETTERS else 0.0
    first, second = loop.unit.lower().split()
    if second in known.commonest:
        return 0.0
    least = _LONG if first in known.commonest else _SHORT
    return (
        _TWICE if len(second) >= least and loop.letters >= (_MANY if segment.locale.reduplicates else _LETTERS) else 0.0
    )


def _in_clause(before: str, lang: str | None) -> bool:
    """Whether a clause without a comma may end between the copies: "what I wrote I wrote"."""
    openers = {row["word"] for row in table_for("repeated-word", lang) if row["role"] == "clause"}
    return not openers.isdisjoint(_CLAUSE_END.split(before[-100:])[-1].lower().split()[-3:])


def _least(loop: Loop, segment: Segment) -> int:
    """The copies from which on nobody will have meant them, 0 if there is no such number."""
    least = _least_divided(loop) if loop.marks else _least_spaced(loop)
    if least and not segment.locale.word_spaces:  # then what stands between spaces is a phrase, such as of a refrain
        return max(least, 5)
    return least + (least > 0 and segment.locale.reduplicates and loop.words == 1 and loop.letters <= 5)


def _least_spaced(loop: Loop) -> int:
    if loop.words == 1:
        return next((copies for letters, copies in _COPIES if loop.letters >= letters), 0)
    if loop.words == 2:
        return 6 if min(map(len, loop.unit.split())) <= _SHORT else 4
    return 3 if loop.letters >= 8 else 0


def _least_divided(loop: Loop) -> int:
    if loop.words == 1:
        return 6 if loop.letters >= 5 else 0
    return 4 if loop.letters >= 20 else 5 if loop.letters >= 10 else 0


def _all_there_is(loop: Loop, text: str) -> bool:
    before, after = text[: loop.span.start].lower().replace(loop.unit.lower(), ""), text[loop.rest.end :]
    return not any(map(str.isalpha, before + after))


@rule(
    id="repeated-phrase",
    kind=REPAIR,
    stage=WORDS,
    error_type="linguistic-conventions/duplication",
    confidence=_SURE,
    trigger=REPEATED_PHRASE,
    examples=[
        fires(
            "He spoke at the opening of the session⟦ of the session of the session⟧ of the council.",
            "He spoke at the opening of the session of the council.",
            lang="en",
        ),
        fires("Он видел поле семя⟦ семя семя семя семя семя семя⟧.", "Он видел поле семя.", lang="ru"),
        fires(
            "Putuje kroz podzemni⟦ podzemni podzemni podzemni podzemni⟧ svijet.",
            "Putuje kroz podzemni svijet.",
            lang="hr",
        ),
        fires("Maria Gomez⟦, Maria Gomez, Maria Gomez, Maria Gomez, Maria Gomez⟧", "Maria Gomez", lang="en"),
        fires(
            "Il faut que les enfants restent dans leur ville⟦ dans leur ville dans leur ville dans leur v⟧",
            "Il faut que les enfants restent dans leur ville",
        ),
        fires(
            "It was paid for by the new owner⟦ by the new owner⟧ of it.",
            "It was paid for by the new owner of it.",
            lang="en",
        ),
        fires(
            "I am so happy⟦ I am so happy I am so happy I am so happy⟧, so happy to be here.",
            "I am so happy, so happy to be here.",
            lang="en",
        ),
        silent("I called again and again and again and again, and nobody came.", lang="en"),
        silent("„Nein, nein, nein, nein, nein“, rief sie.", lang="de"),
        silent("Merrily, merrily, merrily, merrily, life is but a dream.", lang="en"),
        silent("Bunu çok çok çok sevdim, yavaş yavaş alıştım.", lang="tr"),
        silent("Die Linie „Schutz der Grenzen, Schutz der Grenzen, Schutz der Grenzen“ wurde betont.", lang="de"),
        silent("Ho ho ho ho, lachte der Mann.", lang="de"),
        silent("Cards 1500 or 8 or 8 or 8 or 8 or 8 are left.", lang="en"),
        silent("Hallelujah hallelujah hallelujah hallelujah"),
        silent("LOVE LOVE LOVE LOVE LOVE this phone, it is great.", lang="en"),
        silent("Vai de porta em porta em porta, e de mão em mão.", lang="pt"),
        fires(
            "This is likely to happen early⟦ happen early⟧ next week.",
            "This is likely to happen early next week.",
            lang="en",
        ),
        fires(
            "Er wohnt in der Hauptstadt⟦ der Hauptstadt⟧ des Landes.",
            "Er wohnt in der Hauptstadt des Landes.",
            lang="de",
        ),
        silent("She turned from side to side to look, and call a spade a spade.", lang="en"),
        silent("Då och då och då ropade han, arm i arm i parken.", lang="sv"),
        silent("Il se remet peu à peu à la tâche.", lang="fr"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the copies that follow the first one."""
    text = segment.text
    for loop, confidence in _judged(segment):
        start, end = loop.surplus
        if loop.copies >= 3 and not text[loop.rest.end :].strip():
            end = loop.rest.end  # the end of the line cuts the last copy short
        message = f"“{loop.unit}” stands here {loop.copies} times in a row; one copy is kept"
        yield delete(start, end, message, confidence=confidence)
