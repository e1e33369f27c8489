"""One word torn in two.

## What it does
Joins two neighbours that make up a common word where at least one of them is hardly a word: *govern ment* becomes
*government*. What counts is how much oftener the whole is met than the two would meet by chance, going by the
frequencies in the word list of the language: a million times for a repair (ten million where it
has a capital), a hundred thousand times for a suggestion, which is told below one half: people write such pairs (*hip hop*).

## Why
Models put words together from pieces, and now and then a space is left between two of them; so do scanned pages and
texts with hyphens taken out.

## Limits
Both parts are in lower case (the first may begin a sentence), of two letters or more, in letters only, and have nothing
but one space between them. Left alone: pairs that are usual neighbours, pairs that the document holds twice, parts that
are common words both (*every one*, *in to*), and words of fewer than six letters. Where one part is among the hundred
commonest words of the language (*di*, *na*, *in*), it may be spelling, not damage: thirty times more is asked for.

Share of torn words that is joined (lower-case words of six letters or more of NTREX-128, torn at a random place): Greek
.85, English .74, French .72, Slovak .72, Polish .70, Russian .68, Finnish .65, Serbian .62 (in Cyrillic .61), German .62, Turkish .59,
Hebrew .50.
No pair of the 257,000 human sentences of NTREX-128 is joined by mistake. What is one word or two by its meaning stays, as far as
`tables/split-words` has it: *részt vevő*.

## Source
Word frequencies: wordfreq; usual neighbours: Tatoeba (CC BY 2.0 FR) and TICO-19 (CC0).
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from textfix.rule import (
    REPAIR,
    TORN_WORD,
    WORDS,
    Hit,
    Lexicon,
    Segment,
    delete,
    fires,
    lexicon,
    pairs,
    rule,
    silent,
    table,
    tags_of_lists,
)

_PAIR = regex.compile(
    r"(?<![\p{L}\p{M}\p{N}\-‐‑'’ʼ_@#/\\.&])(?P<left>\p{L}[\p{L}\p{M}]++) (?=(?P<right>\p{L}[\p{L}\p{M}]++)(?![\p{N}\-‐‑'’ʼ_@#/\\(]|\.\p{L}))"
)
_KNOWN = 3.0  # Zipf frequency of the whole
_SHORTEST = 6  # letters of the whole
_WORD = 4.5  # Zipf: both parts as frequent as this are words of their own
_REPAIR, _SUGGEST = 6.0, 5.0  # powers of ten
_SURE, _UNSURE = 0.92, 0.45
# What is written apart in one sense: a list and a left part, and how the right one begins.
_APART = {(row["list"], row["left"]): row["right"] for row in table("split-words", "apart")}


def _margin(known: Lexicon, left: str, right: str) -> float:
    """How much oftener the whole is met than its parts would meet by chance, as a power of ten; 0 if it is not known."""
    whole = known.zipf(left + right)
    parts = known.zipf(left), known.zipf(right)
    return whole - (sum(parts) - 9) if whole >= _KNOWN and min(parts) < _WORD else 0.0


@rule(
    id="split-words",
    kind=REPAIR,
    stage=WORDS,
    error_type="design-and-markup/whitespace",
    trigger=TORN_WORD,
    confidence=_SURE,
    languages=tags_of_lists(row["list"] for row in table("split-words", "lists")),
    examples=[
        fires("The govern⟦ ⟧ment has said so.", "The government has said so.", lang="en"),
        fires("Le gouverne⟦ ⟧ment a refusé.", "Le gouvernement a refusé.", lang="fr"),
        fires("Es gibt ver⟦ ⟧schiedene Wege.", "Es gibt verschiedene Wege.", lang="de"),
        fires("Это была боль⟦ ⟧шая победа.", "Это была большая победа.", lang="ru"),
        fires("Hallitus teki pää⟦ ⟧töksen eilen.", "Hallitus teki päätöksen eilen.", lang="fi"),
        fires("Она је раз⟦ ⟧говарала са њима.", "Она је разговарала са њима.", lang="sr"),
        fires("Vláda včera rozho⟦ ⟧dla o novom zákone.", "Vláda včera rozhodla o novom zákone.", lang="sk"),
        silent("Every one of us went in to see some thing.", lang="en"),
        silent("She plays hip hop with her half brother.", lang="en"),
        silent("A pre war house, a non profit group, a co operative.", lang="en"),
        silent("Sie will das Angebot an nehmen und auf machen.", lang="de"),
        silent("Il ne sait pas par tout ce que je fais.", lang="fr"),
        silent("Kassa personal och sjuk sköterska.", lang="sv"),
        silent("Да ли је то на пример до бро или пре много?", lang="sr"),
        silent("Je to po prvý raz, čo ne viem, na koľko sa to za platí.", lang="sk"),
        silent("Okula gitti mi, yoksa ev de mi kaldı, ya da ne?", lang="tr"),
        silent("A felmérésben részt vevőknek voltak elképzeléseik.", lang="hu"),
        silent("The govern ment form, the govern ment box.", lang="en"),
        silent("Po prostu nie wiem, za nim poszedł."),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the spaces inside words."""
    known = lexicon(segment.lang)
    if known is None:
        return
    usual = pairs(known.name).usual
    for m in _PAIR.finditer(segment.text):
        left, right = m["left"].lower(), m["right"]
        whole = left + right
        if len(whole) < _SHORTEST or right != right.lower() or m["left"][1:] != left[1:]:
            continue
        if right.startswith(_APART.get((known.name, left), " ")):
            continue
        margin = _margin(known, left, right)
        if margin < _SUGGEST or usual(left, right) or segment.document.count(f"{left} {right}", "split-words") > 1:
            continue
        doubts = (m["left"] != left) + 1.5 * (not known.commonest.isdisjoint((left, right)))
        sure = margin >= _REPAIR + doubts
        yield delete(
            m.end("left"),
            m.end(),
            f"a space inside a word, read as “{m['left']}{right}”",
            confidence=_SURE if sure else _UNSURE,
            evidence=f"“{whole}” is met {10**margin:,.0f} times as often as “{left}” and “{right}” would meet",
        )
