"""Writes "an" before a vowel: "a emperor" becomes "an emperor".

## What it does
English writes *an* before a word that is spoken with a vowel at its beginning. Only words count that begin with a, e, i or o,
are in lower case, of four letters or more, and known to the word list.

## Why
Systems of small languages choose the article before they choose the word: of 40,000 outputs into English of MLQE-PE and WMT 23
have such an article.

## Limits
Words that are spoken with a consonant (*European*, *ewe*, *one-off*, *once*) stay, and so do words with u (*a union*, *an uncle*), with h
(*an hour*), with a capital, and very common words, before which *a* may be a letter (*from a into b*). *an* before a consonant is
left alone: there a word is missing as often.

In 926,000 human sentences of NTREX-128, Tatoeba and TICO-19 there is no repair.

## Source
Huddleston & Pullum, The Cambridge Grammar of the English Language (2002), chapter 18, 6.4; word frequencies: wordfreq.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import REPAIR, WORDS, Hit, Segment, fires, insert, lazy_pattern, lexicon, rule, silent, triple

# The word before is one as well, so that "a" is no letter, no mark of a list and no word of another language.
_ARTICLE = lazy_pattern(
    r"(?<![\w’'.-])(?P<left>[A-Za-z][a-z]+),? a(?P<at>) (?P<word>(?!eu|ewe|once\b|one(?:s|self|-|\b)|oui)[aeio][a-z]{3,})(?![\w’'./_(=-])"
)
_KNOWN, _COMMON = 2.0, 5.6  # Zipf
_BEFORE = 3.5  # Zipf of the word before: in French and Romanian “a” is a word as well
_SURE = 0.92


@rule(
    id="indefinite-article",
    kind=REPAIR,
    stage=WORDS,
    error_type="linguistic-conventions/grammar",
    confidence=_SURE,
    trigger=triple("a", " ", "aeio"),
    languages=["en"],
    examples=[
        fires("Alexander became a⟦⟧ emperor in 582.", "Alexander became an emperor in 582.", lang="en"),
        fires("It is partly a⟦⟧ imaginary situation.", "It is partly an imaginary situation.", lang="en"),
        fires("Work in a⟦⟧ explosives factory was hard.", "Work in an explosives factory was hard.", lang="en"),
        silent("She gave us a one-off answer, a European one, once in a union.", lang="en"),
        silent("Vitamin A is a once popular name; see table a over there.", lang="en"),
        silent("Turn a into b, and the A effect into a Ohio accent.", lang="en"),
        silent("She said “a elle” and “a ojo” in one breath.", lang="en"),
        silent("The set a = {a, o} and a ewe, a eulogy, a uniform.", lang="en"),
        silent("Sunt planuri pentru a evita lipsa lor.", lang="en"),
        silent("Se lo dijo a ella en casa.", lang="es"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the articles that lack an n."""
    for m in _ARTICLE.finditer(segment.text):
        words = lexicon(segment.lang)
        if words is None or words.zipf(m["left"]) < _BEFORE:
            continue
        if _KNOWN <= words.zipf(m["word"]) < _COMMON:
            yield insert(m.start("at"), "n", f"“an” stands before “{m['word']}”")
