"""Points out a sentence that begins with a small letter after a full stop.

## What it does
"… kompiliert werden können. viele Anwendungen haben weitere Voraussetzungen.": four words or more that begin in lower case
behind a sentence that has ended. Either the capital is missing, or the full stop stands inside a sentence that was translated
in two. The capital is suggested.

## Why
Systems keep the case of a source that had a name in code or markup at the beginning, or take two parts of a sentence for
two sentences.

## Limits
The word before the full stop has five letters or more (seven in languages whose abbreviations are not listed), is in lower case and well known, so that it is hardly an
abbreviation; the word behind it is well known, too. Shorter leftovers are the business of `stray-fragment`. Silent where
more sentences begin in lower case than with a capital, as in chats, and in languages without a word list. Of 850,000 human
sentences of 9 languages six have such a place, all slips; of 95,000 outputs of machines 89, of which two are no errors.

## Source
Measured on Tatoeba, TICO-19, NTREX-128, MLQE-PE, WMT 2021 and 2022 and technical web pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textfix.rule import (
    FLAG,
    LOWER,
    SPACE,
    Edit,
    Hit,
    Segment,
    Span,
    fires,
    lazy_pattern,
    lexicon,
    rule,
    silent,
    triple,
)

_WORD = r"[^\W\d_]+(?:['’ʼ‑-][^\W\d_]+)*"
_PLACE = lazy_pattern(
    rf"(?<![^\s(\"«“„])(?P<last>[^\W\d_]{{5,}})[)\"”»’]?\.[ \u00a0](?P<next>{_WORD})(?=(?:,? {_WORD}){{3}})"
)
_START = lazy_pattern(r"(?:^|[.!?…][\"”»’)]*\s)[\W\d_]{0,20}([^\W\d_])", re.MULTILINE)
_LONGEST_ABBREVIATION = 7  # letters that a word must have where no abbreviations are listed
_KNOWN, _COMMON = 3.0, 3.5  # Zipf: once, and three times, in a million words


@rule(
    id="lower-case-sentence",
    kind=FLAG,
    error_type="linguistic-conventions/spelling",
    confidence=0.9,
    trigger=triple(".", SPACE, LOWER),
    examples=[
        fires(
            "Das Programm kann danach ausgeführt werden. ⟦viele⟧ Anwendungen haben weitere Voraussetzungen.", lang="de"
        ),
        fires("La clave solo se guarda dentro. ⟦los⟧ datos se guardan después en el servidor.", lang="es"),
        fires("Le mot de passe reste secret. ⟦vous⟧ n’avez donc pas besoin de le changer.", lang="fr"),
        fires("Мы вместе создали новый анализ. ⟦система⟧ поддержки решений работает в облаке.", lang="ru"),
        silent("It costs about 5 dollars (incl. shipping and the exchange rate of today).", lang="en"),
        silent("i asked them all yesterday. they said it was fine with them. we will see about that.", lang="en"),
        silent("Die Kosten, Steuern usw. fallen erst beim Kauf der Ware an.", lang="de"),
        silent("He read the old letters. iPhone sales were down in the whole country.", lang="en"),
        silent("Wzrost wynosi 2 proc. powierzchni całego kraju w tym roku.", lang="pl"),
        silent("She waited ... and then she went home at last. So did the others.", lang="en"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the first words of such sentences."""
    known = lexicon(segment.lang)
    for m in _PLACE.finditer(segment.text) if known else ():
        last, following = m["last"], m["next"]
        abbreviations = segment.locale.abbreviations
        if not (last.islower() and following.islower()) or f"{last}." in abbreviations:
            continue
        if not abbreviations and len(last) < _LONGEST_ABBREVIATION:
            continue
        if known is None or known.zipf(last) < _KNOWN or known.zipf(following) < _COMMON:
            continue
        if segment.document.memo("lower-case-by-habit", lambda document: _by_habit(document.text)):
            return
        at = m.start("next")
        capital = following[0].upper()
        message = f"“{following}” begins a sentence in lower case; a capital, or no full stop before it"
        evidence = f"“{last}” is a word and no abbreviation, so the full stop behind it ends a sentence"
        yield Hit(Span(at, m.end("next")), message, (Edit(Span(at, at + 1), capital),), None, evidence)


def _by_habit(text: str) -> bool:
    """Whether a text begins more sentences in lower case than with a capital, or none with one."""
    capitals = sum(m[1].isupper() for m in _START.finditer(text))
    return not capitals or capitals < sum(m["next"].islower() for m in _PLACE.finditer(text))
