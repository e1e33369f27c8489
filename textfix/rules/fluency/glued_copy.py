"""Points out words that are glued to a copy of themselves: "electronic signatureelectronic signature".

## What it does
Looks for a word, or up to twelve, with the same words right behind it and no space between: "the whole teamteam",
"of law enforcementlaw enforcement", "To helpTo help". The copy is suggested to go.

## Why
Some systems, and some ways of joining pieces of a translation, write the end of a piece again at the beginning of the next.

## Limits
A single word must be one that the word list knows well, and its doubling one that it does not know (murmur, couscous,
nennen), with four letters or more; with a capital inside, five or more, for names double short words ("PawPaw").
Doublings that stand in the document twice are names or terms. Only in languages with a word list, and not where words
are doubled as grammar. In 780,000 human
sentences of 8 languages there is none; in 95,000 outputs of machines there are 760, and the forty that were read are wrong.

## Source
Measured on Tatoeba, TICO-19, NTREX-128, MLQE-PE, WMT 2021 and 2022 and technical web pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textfix.rule import (
    FLAG,
    LOWER,
    UNKNOWN_WORD,
    UPPER,
    Hit,
    Lexicon,
    Segment,
    Span,
    delete,
    fires,
    lazy_pattern,
    lexicon,
    rule,
    silent,
    triple,
)

_COPY = lazy_pattern(
    r"(?<![^\s(\[\"“„«‘])(?P<once>(?P<word>[^\W\d_]{2,40})(?P<more>(?: [^\W_]{1,40}){0,11}))(?P<again>(?P=once))"
    r"(?![^\s.,;:!?…)\]\"”“»’])"
)
_KNOWN = 3.0  # Zipf: once in a million words
_SHORTEST, _SHORTEST_CAPITAL, _SHORTEST_PHRASE = 4, 5, 6  # letters, and spaces


@rule(
    id="glued-copy",
    kind=FLAG,
    error_type="linguistic-conventions/duplication",
    confidence=0.9,
    trigger=UNKNOWN_WORD | triple(LOWER, UPPER, LOWER),
    needs_language=True,
    examples=[
        fires("This year the ⟦electronic signatureelectronic signature⟧ allows two entries.", lang="en"),
        fires("She was proud of the whole ⟦teamteam⟧ that had won the game.", lang="en"),
        fires("Das ist die ⟦BeratungBeratung⟧ der Firma in der Stadt.", lang="de"),
        fires("⟦To helpTo help⟧ the people there, they built a road.", lang="en"),
        silent("We heard the murmur of the river and ate couscous with a bonbon.", lang="en"),
        silent("Wie nennen Sie das, was die Leute so plemplem finden?", lang="de"),
        silent("He bought a PawPaw phone and met Fangfang and Fakhfakh in Berber country.", lang="en"),
        silent("Il faut chercher la nounou qui veut rentrer chez elle.", lang="fr"),
        silent("Tout ne se passe pas que dans ce monde.", lang="fr"),
        silent("He had had what that that stood for, and so so it went.", lang="en"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the words with their copy."""
    known = lexicon(segment.lang)
    for m in _COPY.finditer(segment.text) if known and not segment.locale.reduplicates else ():
        if known is None or not _is_slip(m, known) or segment.document.count(m[0]) > 1:
            continue
        message = f"“{m['once']}” is glued to a copy of itself"
        yield delete(*m.span("again"), message, evidence=f"“{m['once']}” twice, without a space")._replace(
            span=Span(*m.span())
        )


def _is_slip(m: re.Match[str], known: Lexicon) -> bool:
    word = m["word"]
    if m["more"]:
        joint = m["once"].rpartition(" ")[2] + word
        return len(m["once"]) >= _SHORTEST_PHRASE and not known.zipf(joint)  # as in "se passe pas"
    least = _SHORTEST if word.islower() else _SHORTEST_CAPITAL
    return len(word) >= least and known.zipf(word) >= _KNOWN and not known.zipf(m[0])
