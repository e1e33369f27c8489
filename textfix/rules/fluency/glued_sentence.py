"""Points out a sentence or heading that is glued to the next: "in the whole countryThe people".

## What it does
Looks for a lower-case word that is well known, with one of the commonest words right behind it, beginning with a capital:
"systemThe", "geeignetenWir". It stands in running text: two lower-case words before it, one behind it. The place between
the words is marked; a full stop and a space are suggested.

## Why
Lines that were headings, captions or sentences of their own are joined without a mark; some systems begin to translate
the sentence again in the middle.

## Limits
Names and code are written like that on purpose ("isThe", "HelloYou"): a word that begins with a capital, one that the word
list knows as a whole, and one that stands in the document twice are left alone. Only scripts with capital letters, and
languages with a word list. In 850,000 human sentences of 7 languages three are found, all of them glued; in 71,000 outputs
of machines 23, all of them, too (without what `glued-copy` finds).

## Source
Measured on Tatoeba, TICO-19, NTREX-128, MLQE-PE, WMT 2021 and 2022 and technical web pages.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    FLAG,
    LOWER,
    UPPER,
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

_PLACE = lazy_pattern(
    r"(?<=[^\W\d_] )(?P<whole>(?P<first>[^\W\d_]{4,30}?)(?P<second>[^\W\d_](?<=[^a-zß-ÿ])[^\W\d_]{1,8}))(?= (?P<after>[^\W\d_]+))"
)
_BEFORE = lazy_pattern(r"([^\W\d_]+),? ([^\W\d_]+),? $")
_COPY = lazy_pattern(r"(?<![^\W_])([^\W_]+(?: [^\W_]+){1,11})\1(?![^\W_])")
_RESTART = 100  # characters in which the beginning of a copy is looked for
_KNOWN, _COMMON = 3.0, 5.5  # Zipf: once, and three hundred times, in a million words


@rule(
    id="glued-sentence",
    kind=FLAG,
    error_type="design-and-markup/whitespace",
    confidence=0.9,
    trigger=triple(LOWER, UPPER, LOWER),
    examples=[
        fires("These are the achievements of the whole ⟦countryThe⟧ people have shown their strength.", lang="en"),
        fires(
            "Sie sagten, dass er am besten geeignet und bereit für ⟦allesWir⟧ haben es bestätigt.",
            lang="de",
        ),
        fires("Il a fini par trouver la clé de la ⟦maisonLes⟧ enfants sont venus aussi.", lang="fr"),
        silent("The library is called with the name of the fileName that was opened.", lang="en"),
        silent("They met in the office of HelloWork that had changed the rules.", lang="en"),
        silent("He has a page at LinkedIn and an iPhone from YouTube.", lang="en"),
        silent("Call isThe and then isThe again, the function isThe may return both.", lang="en"),
        silent("Der Elementtyp OutputDir hat ein Attribut mit dem Namen addIns im Text.", lang="de"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the words in which a sentence ends and the next begins."""
    known = lexicon(segment.lang)
    text = segment.text
    for m in _PLACE.finditer(text) if known else ():
        first, second = m["first"], m["second"]
        before = _BEFORE.search(text, max(0, m.start() - 60), m.start())
        if not (first.islower() and second.istitle() and m["after"].islower() and before and before[2].islower()):
            continue
        if known is None or known.zipf(first) < _KNOWN or known.zipf(second) < _COMMON or known.zipf(m["whole"]):
            continue
        if segment.document.count(m["whole"]) > 1:
            continue
        at = m.start("second")
        if _COPY.search(
            text, max(0, at - _RESTART), min(len(text), at + _RESTART)
        ):  # that is the business of glued-copy
            continue
        message = f"“{first}” and “{second}” are glued: a sentence or heading ends between them"
        evidence = f"both are words of the language, “{m['whole']}” is none"
        yield Hit(Span(*m.span("whole")), message, (Edit(Span(at, at), ". "),), None, evidence)
