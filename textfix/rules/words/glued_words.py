"""Two words run together.

## What it does
Parts two words that lost the space between them: *assistanceas* becomes *assistance as*. It looks at words that the
word list of the language does not hold, and that two common words could make up; a letter is a word where it stands alone in the
language (*иэтому*). A forest judges each division in its place, by how common the halves are and how many other words are made with them, by the
letters where they meet, by what are usual neighbours, and by what the document says elsewhere. Two words of English that are no usual neighbours
may be a term (*setuptools*, *onClick*): where both are written small that is only suggested, in text of other languages, too.

## Why
Machine translation drops spaces where subwords are put together, at the joints of segments and next to tags.

## Limits
The word must be unknown, so *infact*, which people write often enough to be listed, is left alone. Also left alone:
words with any other capital inside (*DonaldTrump*), words next to ``@`` or ``#``, digits, apostrophes, hyphens and dots, and words
that the document uses twice or more; halves that are rare or not listed. A word with a capital is repaired where the document has its first half so,
where it begins a sentence, or where the halves are usual neighbours; else it may be a name. Words glued to themselves (*teamteam*) are left to `glued-copy`; where a half
repeats its neighbour, a word too many is as likely, and it is only suggested.

Of words glued at any space of news (NTREX-128, which the forest was not trained on; limits chosen on two thirds of the articles)
46 to 48 % are parted, in a line alone and in a document; 0.2 to 0.3 of 100,000 words of the same text are parted wrongly. Figures by language
stand in ``limits.tsv``: from 3 in 4 in Spanish, English, Portuguese and Vietnamese to 1 in 10 in Hungarian, Turkish and Slovene, whose word
lists are short and whose words are long.

In 2.1 million words of other text (sources and post-edited translations of MLQE-PE, references of WMT, Microsoft's technical
documents) four words are parted wrongly (*Were|coyotes*, *monkey|flower*, *hrdlo|řezem*, *unde|lemn*) and some sixty gluings. That is no
untouched figure: the lowest limits, of poor lists above all, and the one for capitals were raised after reading the errors there, and not all of it was read again
at the last limits.

Only suggested in Arabic: two thousand sentences by people hold eighty gluings. Off in Persian and Tamil, for the same reason, in Slovak, of
which no sentences were at hand, and where there is no list of words between spaces.

## Source
Word frequencies: wordfreq. The forest and the weights that tell which words are worth a look are fitted by ``scripts/fit_glued_words.py`` on
sentences of Tatoeba (CC BY 2.0 FR) and TICO-19 (CC0), the limits on NTREX-128; usual neighbours are counted by
``scripts/count_word_pairs.py``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache

from textfix.model import Document
from textfix.rule import (
    REPAIR,
    UNKNOWN_WORD,
    WORDS,
    Hit,
    Lexicon,
    Segment,
    bare,
    best_split,
    division,
    fires,
    hopeless,
    insert,
    is_long,
    lexicon,
    pairs,
    place,
    rule,
    silent,
    split_limits,
    table,
    tags_of_lists,
)

SURE, UNSURE, DOUBTFUL = 0.9, 0.6, 0.45
_CLEAR = 1.0  # so much above the limit of a repair, two words that may be a term are told as a fault that is likely
_LONG = 4  # letters: a longer word may be told by its usual neighbour though it has a capital
_ENGLISH = 3.0  # Zipf: a word that a term may be made of
_TOKEN = re.compile(r"\S+")


@rule(
    id="glued-words",
    kind=REPAIR,
    stage=WORDS,
    error_type="design-and-markup/whitespace",
    trigger=UNKNOWN_WORD,
    confidence=SURE,
    languages=tags_of_lists(row["list"] for row in table("glued-words", "limits")),
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
    if segment.least > UNSURE and limits.repair == math.inf:
        return
    for m in _TOKEN.finditer(segment.text):
        if not words.suspect(m[0]):
            continue
        word = bare(m[0])
        worth = best_split(words, word.lower())
        if worth is None or worth.score < limits.look or hopeless(words, word.lower()):
            words.dismiss(m[0])
            continue
        where = place(segment.text, *m.span(), _seen(segment.document).__contains__, is_long(segment.document))
        found = division(words, word, where)
        if found is None or found.odds < limits.suggest or (words.name, word) in _known():
            continue
        left, right = word[: found.at], word[found.at :]
        if left == right:  # then it is not the space that is wrong: the rule glued-copy
            continue
        again = right.lower() == where.before or left.lower() == where.after  # a word too many is the likelier error
        term = not _is_no_term(words, left, right)
        limit = limits.document if where.long else limits.repair
        if left[0] != left[0].lower() and not (where.seen(left) or _is_usual(words, left, right)):
            limit += _CLEAR if where.begins else math.inf  # names that nobody listed begin sentences, too
        sure = found.odds >= limit and not again and not term
        if (not sure and segment.least > UNSURE) or (term and right != right.lower()):
            continue
        if "()" in m[0] or segment.document.count(word, "glued-words") > 1:  # then it is one of the document's words
            continue
        clear = again or (word == word.lower() and found.odds >= limits.repair + _CLEAR)
        confidence = SURE if sure else UNSURE if clear else DOUBTFUL
        yield insert(
            m.start() + m[0].index(word) + found.at,
            " ",
            f"words run together, read as “{left} {right}”",
            confidence=confidence,
            evidence=f"“{word}” is in no list, its halves are common; log odds {found.odds:.1f}",
        )


def _seen(document: Document) -> frozenset[str]:
    """The words of a document, as they are written and in lower case."""

    def words(text: str) -> frozenset[str]:
        written = set(map(bare, set(text.split())))  # of each token once: most stand there many times
        return frozenset(written.union(map(str.lower, written)))

    found: frozenset[str] = document.memo("glued-words", words)
    return found


def _is_usual(words: Lexicon, left: str, right: str) -> bool:
    """Whether two longer words are usual neighbours: "Olympicgames"."""
    return min(len(left), len(right)) > _LONG and pairs(words.name).usual(left.lower(), right) > 0


def _is_no_term(words: Lexicon, left: str, right: str) -> bool:
    """Whether a half is one of the commonest words, both are usual neighbours, or they are no two words of English.

    Terms of two nouns, such as "setuptools" and "onClick", are English in all languages.
    """
    halves = left.lower(), right.lower()
    if (right == right.lower() and not words.commonest.isdisjoint(halves)) or pairs(words.name).usual(*halves) > 0:
        return True
    english = lexicon("en")
    return words is not english and english is not None and min(map(english.zipf, halves)) < _ENGLISH


@cache
def _known() -> frozenset[tuple[str, str]]:
    """Words of correct text that the word lists lack and the trees would part."""
    return frozenset((row["list"], row["word"]) for row in table("glued-words", "known"))
