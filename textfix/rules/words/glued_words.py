"""Two words run together.

## What it does
Parts two words that lost the space between them: *assistanceas* becomes *assistance as*. It looks at words that the
word list of the language does not hold, and parts one where two common words make it up. For it speak: how common the
halves are, that they are usual neighbours, that one is among the hundred commonest words; against it: that many other
words begin or end like a half. A common word that meets one with a capital of its own (*derRegierung*) is parted unless both may be English, as in *onClick*. Parting a word that begins with a capital is suggested only, for shops and products are
named by running words together, unless two longer words are usual neighbours (*Olympicgames*) or one of the commonest words begins
a sentence with it (*Thisreport*).

## Why
Machine translation drops spaces where subwords are put together, at the joints of segments and next to tags.

## Limits
Two words of content that are no usual neighbours are only suggested where both are English: *setuptools* and *writemask* are
terms, in German text, too. A suggestion is more likely right than not only where a half repeats its neighbour or the score is
far above that of a repair; else it is told below one half, for as many such words are names, terms and rare forms. Words
glued to themselves (*teamteam*) are left to `glued-copy`.

The word must be unknown, so *infact*, which people write often enough to be listed, is left alone. Also left alone:
words with any other capital inside (names, identifiers), next to ``@`` or ``#``, digits, apostrophes, hyphens and dots, and words
that the document uses twice or more. A half has two letters or more. Rare compounds, inflected forms and words derived
with a rare affix are the false alarms.

Share of injected gluings (the space between two random lower-case words of a sentence taken out) that is repaired, in
sentences of Tatoeba and TICO-19 that had no part in the fit; in news a tenth less, in Swedish and Polish a quarter. Counted
before two words of content were left to suggestion:

| vi | en | es | fr | it | nl | pt | de | he | cs |
|---|---|---|---|---|---|---|---|---|---|
| .90 | .83 | .77 | .77 | .74 | .70 | .69 | .68 | .66 | .62 |

| id | ru | el | nb | pl | uk | ms | fil | sv |
|---|---|---|---|---|---|---|---|---|
| .61 | .61 | .58 | .53 | .53 | .51 | .49 | .44 | .44 |

In NTREX-128, 2.2 million words in the languages with a word list, 11 words are parted in their documents and 7 in a line alone, all of
them gluings (*posibilidadesde*). But the limits for documents were fitted there. In TICO-19, 0.8 million words, where only those of Indonesian
were, 12 are parted: 11 gluings, eight of them in Urdu, and one misspelt word. Limits that are fitted to half of the documents of
NTREX-128 part 1.3 to 2.7 of 100,000 words of the other half wrongly, so they cannot be lowered. In 10,500 lines of technical text in German, Spanish
and French two compounds are parted (*Schema|kataloge*).

A document of eighty words says its own words again, so one that it has once is parted at a lower score; so are words of Bengali, Bosnian, Bulgarian, Catalan, Croatian, Danish, Finnish, Hindi,
Hungarian, Icelandic, Latvian, Lithuanian, Macedonian, Romanian, Serbian, Slovene, Turkish and Urdu, which in a line alone are at
most suggested. Of two words glued in documents of news in 50 languages and varieties 31 % are parted (23 % in a line alone); an eighth of
those that are missed have a half of one letter, an eighth begin with a capital, a tenth have a half that the lists lack.

Only suggested in Arabic, with a confidence below one half: two thousand sentences by people hold eighty gluings. Off in Persian and Tamil, for the same reason, and elsewhere.
``thresholds.tsv`` has the figures.

## Source
Word frequencies: wordfreq. Weights and thresholds are fitted by ``scripts/fit_glued_words.py`` on sentences of
Tatoeba (CC BY 2.0 FR) and TICO-19 (CC0), those for documents on NTREX-128 (Indonesian: and TICO-19); usual neighbours are counted there by ``scripts/count_word_pairs.py``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache

from textfix.rule import (
    REPAIR,
    SHORTEST_HALF,
    UNKNOWN_WORD,
    WORDS,
    Hit,
    Lexicon,
    Limits,
    Segment,
    Split,
    best_split,
    fires,
    insert,
    is_long,
    lexicon,
    pairs,
    rule,
    silent,
    split_limits,
    table,
    tags_of_lists,
)

SURE, UNSURE, DOUBTFUL = 0.9, 0.6, 0.45
_CLEAR = 3.0  # so much above the limit of a repair, two words that may be a term are told as a fault that is likely
_WRITERS_GLUE = frozenset({"ar"})  # word lists of languages that people write so as well: forty in a thousand sentences
_ENGLISH, _ENGLISH_TOO = 3.0, 5.0  # Zipf: a word that a term may be made of, and one that is hardly borrowed
_NAME, _COMMON = 3.0, 4.0  # Zipf of a word that is told by its capital, and of one before it
_SENTENCE_END = re.compile(r"(?:^|(?:[^\W\d_]{4}\.|[!?…]) )[\"“„«»‘'(]*$")  # no abbreviation
_TOKEN = re.compile(r"\S+")
# Signs that stand round words in prose; a token with any other belongs to code, an address or a number.
_AROUND = ".,;:!?…·؛،؟।॥\"'“”„‟«»‹›‘’‚()[]–—¿¡"


@rule(
    id="glued-words",
    kind=REPAIR,
    stage=WORDS,
    error_type="design-and-markup/whitespace",
    trigger=UNKNOWN_WORD,
    confidence=SURE,
    languages=tags_of_lists(row["list"] for row in table("glued-words", "thresholds") if row["state"] != "off"),
    examples=[
        fires("The report names assistance⟦⟧as a key point.", "The report names assistance as a key point.", lang="en"),
        fires("Sit down, otherwise⟦⟧it will hurt.", "Sit down, otherwise it will hurt.", lang="en"),
        fires("Nous avons parlé pendant⟦⟧toute la nuit.", "Nous avons parlé pendant toute la nuit.", lang="fr"),
        fires("Es una de las posibilidades⟦⟧para todos.", "Es una de las posibilidades para todos.", lang="es"),
        fires("Вчера мы говорили много⟦⟧раз об этом.", "Вчера мы говорили много раз об этом.", lang="ru"),
        fires("It was paid by the first⟦⟧the buyer.", "It was paid by the first the buyer.", lang="en"),
        fires("They won the Olympic⟦⟧games twice.", "They won the Olympic games twice.", lang="en"),
        fires("It rained. This⟦⟧report is late.", "It rained. This report is late.", lang="en"),
        fires(
            "Das sagte ein Sprecher der⟦⟧Regierung in Bonn.", "Das sagte ein Sprecher der Regierung in Bonn.", lang="de"
        ),
        silent("The riverfront councilor wants no infeed.", lang="en"),
        silent("She asked #whatnext and wrote to @anyonehere.", lang="en"),
        silent("The value of getuserdata() and nothingwe_know is empty.", lang="en"),
        silent("The goodat method: goodat takes two arguments.", lang="en"),
        silent("LongerFigures and otherwiseIt are trade names.", lang="en"),
        silent("Mrs Goldsworthy met Fairbanks at Northbrook in Longforest.", lang="en"),
        silent("La cadena laSexta es de Madrid, y onClick es una función.", lang="es"),
        silent("Die neugezogenen Grenzen und der Undercoveragent.", lang="de"),
        silent("Les antinavires et une microfissure.", lang="fr"),
        silent("La sottosegretaria parla di autocontrollo.", lang="it"),
        silent("A kutyahús és a feketepiacon vett csavar.", lang="hu"),
        silent("assistanceas"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    words = lexicon(segment.lang)
    if words is None or (limits := split_limits().get(words.name)) is None:
        return
    never = segment.least > UNSURE and min(limits.repair, limits.document, limits.capital) == math.inf
    if never and segment.text == segment.text.lower():  # only what a capital tells apart could be sure
        return
    for m in _TOKEN.finditer(segment.text):
        if not words.suspect(m[0]):
            continue
        word = m[0].strip(_AROUND)
        plain = word == word.lower()
        if not plain and (at := _before_name(words, word)):
            if segment.document.count(word, "glued-words") == 1 and not _repeats(segment.text, m, word, at):
                yield _hit(
                    m, word, at, SURE, f"“{word[:at]}” is a common word, and “{word[at:]}” has a capital of its own"
                )
            continue
        split = best_split(words, word) if plain or (word.istitle() and word.isalpha()) else None
        begins = (
            split is not None
            and not plain
            and _begins(segment.text[max(0, m.start() - 12) : m.start()], words, word, split.at)
        )
        least = limits.least if plain or begins else limits.capital
        if split is None or split.score < least or (words.name, word) in _known():
            _dismiss(words, m[0], word, limits.least)
            continue
        limit = _limit(segment, limits, split)
        if (plain and split.score < min(limit, limits.suggest)) or (
            begins and split.score < min(limit, limits.capital)
        ):
            continue
        likely = split.score >= limit and _is_no_term(words, word, split.at)
        likely = likely if plain or begins else split.score >= limits.capital and _is_usual(words, word, split.at)
        again = _repeats(segment.text, m, word, split.at)
        if word[: split.at] == word[split.at :]:  # then it is not the space that is wrong: the rule glued-copy
            continue
        sure = likely and not again
        if not sure and segment.least > UNSURE:
            continue
        if "()" in m[0] or segment.document.count(word, "glued-words") > 1:  # then it is one of the document's words
            continue
        confidence = SURE if sure else UNSURE if plain and again else _doubt(words, word, split, limits)
        evidence = f"“{word}” is in no list, its halves are common; score {split.score:.1f}"
        yield _hit(m, word, split.at, confidence, evidence)


def _hit(m: re.Match[str], word: str, at: int, confidence: float, evidence: str) -> Hit:
    """A space after `at` letters of the word in a token."""
    message = f"words run together, read as “{word[:at]} {word[at:]}”"
    return insert(m.start() + m[0].index(word) + at, " ", message, confidence=confidence, evidence=evidence)


def _before_name(words: Lexicon, word: str) -> int:
    """Where a common word in lower case meets a known one with a capital ("derRegierung"), 0 if nowhere.

    If both could be English it is the name of something ("onClick").
    """
    at = next((i for i, c in enumerate(word) if c.isupper()), 0)
    left, right = word[:at], word[at:]
    if at < SHORTEST_HALF or len(right) <= SHORTEST_HALF or not (left.islower() and right[1:].islower()):
        return 0
    usual = left in words.commonest
    if (not usual and (at == SHORTEST_HALF or words.zipf(left) < _COMMON)) or words.zipf(right) < _NAME:
        return 0
    english = lexicon("en")
    if english is not None and english.zipf(right) >= _ENGLISH:
        at = 0 if english.zipf(left) >= (_ENGLISH_TOO if usual else _COMMON) else at
    return 0 if (words.name, word) in _known() else at


def _doubt(words: Lexicon, word: str, split: Split, limits: Limits) -> float:
    """The confidence of a suggestion: names, terms and rare forms are as many as gluings, but for the clearest."""
    clear = word == word.lower() and split.score >= limits.repair + _CLEAR and words.name not in _WRITERS_GLUE
    return UNSURE if clear else DOUBTFUL


def _limit(segment: Segment, limits: Limits, split: Split) -> float:
    """The score from which parting a word is sure: less in a document, which would say its own words again."""
    if split.score >= limits.repair:
        return limits.repair
    return limits.document if is_long(segment.document) else limits.repair


def _dismiss(words: Lexicon, token: str, word: str, least: float) -> None:
    """Hold a token harmless, if it is however its letters are written: what is remembered does not see capitals."""
    plain = best_split(words, word.lower())
    if plain is None or plain.score < least or (words.name, word.lower()) in _known():
        words.dismiss(token)


def _is_no_term(words: Lexicon, word: str, at: int) -> bool:
    """Whether a half is one of the commonest words, both are usual neighbours, or they are no two words of English.

    Terms of two nouns, such as "setuptools", are English in all languages.
    """
    left, right = word[:at], word[at:]
    if left in words.commonest or right in words.commonest or pairs(words.name).usual(left, right) > 0:
        return True
    english = lexicon("en")
    return words is not english and english is not None and min(english.zipf(left), english.zipf(right)) < _ENGLISH


def _is_usual(words: Lexicon, word: str, at: int) -> bool:
    """Whether two longer words are usual neighbours: "Olympicgames"."""
    return min(at, len(word) - at) > 3 and pairs(words.name).usual(word[:at].lower(), word[at:]) > 0


def _begins(before: str, words: Lexicon, word: str, at: int) -> bool:
    """Whether one of the commonest words begins a sentence with `word`, which then has its capital for that ("Thereport")."""
    return (
        word[:at].lower() in words.commonest and len(word) - at > SHORTEST_HALF and bool(_SENTENCE_END.search(before))
    )


def _repeats(text: str, m: re.Match[str], word: str, at: int) -> bool:
    """Whether a half repeats its outer neighbour ("the firstthe buyer"): then a word too many is the likelier error."""
    before, after = text[: m.start()].split()[-1:], text[m.end() :].split(maxsplit=1)[:1]
    return word[at:] in before or word[:at] in after


@cache
def _known() -> frozenset[tuple[str, str]]:
    """Words of correct text that the word lists lack and the thresholds would part."""
    return frozenset((row["list"], row["word"]) for row in table("glued-words", "known"))
