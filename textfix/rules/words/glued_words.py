"""Two words run together.

## What it does
Parts two words that lost the space between them: *assistanceas* becomes *assistance as*. It looks at words that the
word list of the language does not hold, and parts one where two common words make it up. Trees weigh what the list tells of the place:
how common the halves are, that they are usual neighbours; against it: that many other words begin or end like a half, are made with it,
or that a listed word explains the letters round the joint. To that come points for the neighbourhood: a half and the word beside it
are usual neighbours, the text has a half elsewhere, or both side by side; against it: another word there begins like this one.
A word that is met with a capital needs more.

Where a capital stands inside (*derRegierung*) a common word and a name are parted, unless both may be English, as in *onClick*; also two words
that the document has side by side elsewhere (*JoeBiden*).

## Why
Machine translation drops spaces where subwords are put together, at the joints of segments and next to tags.

## Limits
Two words of content that are no usual neighbours are only suggested where both are English, but for English documents: *setuptools* and
*writemask* are terms, in German text, too. Suggestions are told below one half, for as many such words are names, terms and rare
forms, unless a half repeats its neighbour. Words glued to themselves (*teamteam*) are left to `glued-copy`.

The word must be unknown, so *infact*, which people write often enough to be listed, is left alone. Also left alone: identifiers,
words next to ``@`` or ``#``, digits, apostrophes, hyphens and dots, words that English has where the text is in another language, and
words that the document uses twice or more. Compounds, words with a rare prefix, and words that were torn (*at endía*) are the false
alarms. A document of eighty words says its own words again, so that a lower limit holds there than in a line alone.

Of two words glued in documents of news, in 53 languages and varieties with a word list, 50 % are parted, in a line alone 30 %
(``benchmarks/repairs.py``): three quarters and more in English, Portuguese, Spanish, Dutch, Malay, Indonesian and Vietnamese, a quarter
in Hungarian, Icelandic, Croatian and Serbian. Those that are missed have a rare half, a hyphen or an apostrophe, or look like a compound.

In NTREX-128, 1.9 million words of people in these languages, 39 words are parted in their articles: 20 of them are gluings
(*posibilidadesde*), 19 are not (*ovo|tjedna*), which is .97 in 100,000; in a line alone 10 are, one of them wrongly. Points and limits
were fitted there; judged by the other half of each file they find as much. In 675,000 words of technical text in German, Spanish, French and
Italian six are parted wrongly (*Konsolen|fenster*), ten rightly.

Off in Arabic, whose writers leave out the space behind letters that join nothing (a hundred times in 38,000 words), in Persian and Tamil, whose
people write many words together that others part, and in Korean, whose list has no words between spaces.

## Source
Word frequencies: wordfreq. The trees are trained by ``scripts/fit_glued_words.py`` on sentences of
Tatoeba (CC BY 2.0 FR) and TICO-19 (CC0), points and limits fitted on NTREX-128; usual neighbours are counted by ``scripts/count_word_pairs.py``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice

import regex

from textfix.rule import (
    REPAIR,
    UNKNOWN_WORD,
    WORDS,
    Document,
    Hit,
    Lexicon,
    Segment,
    best_split,
    fires,
    gluing_limits,
    insert,
    is_long,
    lazy_pattern,
    lexicon,
    pairs,
    rule,
    serves,
    silent,
    table,
    tags_of_lists,
    weigh,
)

SURE, UNSURE, DOUBTFUL = 0.9, 0.6, 0.45
_SHORT = 2  # letters of a name, or of a word before it, are too few
_ENGLISH, _ENGLISH_TOO = 3.0, 5.0  # Zipf: a word that a term may be made of, and one that is hardly borrowed
_NAME, _COMMON = 3.0, 4.0  # Zipf of a word that is told by its capital, and of one before it
_CLEAR = 1.0  # so much likelier than any other place a place must be
_TOKEN = lazy_pattern(r"\S+")
_CAPITAL_INSIDE = regex.compile(r"(?<!\S)(?P<left>[^\p{L}\s]*+\p{Lu}?\p{Ll}++)\p{Lu}\S*+")
_INSIDE = regex.compile(r"(?<=\p{Ll})\p{Lu}")  # found ten times as fast, and seldom
# Signs that stand round words in prose; a token with any other belongs to code, an address or a number.
_AROUND = ".,;:!?…·؛،؟।॥\"'“”„‟«»‹›‘’‚()[]–—¿¡"
_CAPITALS = "glued-words: capitals"


@rule(
    id="glued-words",
    kind=REPAIR,
    stage=WORDS,
    error_type="design-and-markup/whitespace",
    trigger=UNKNOWN_WORD,
    confidence=SURE,
    languages=tags_of_lists(row["list"] for row in table("glued-words", "lists")),
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
    """Yield the places where a space is missing."""
    words = lexicon(segment.lang)
    if words is None or not serves(words.name):
        return
    text = segment.text
    if suspects := {*filter(words.suspect, text.split())}:
        for m in _TOKEN.finditer(text):
            if m[0] in suspects:
                yield from _parted(segment, words, m)
    if _INSIDE.search(text):
        for capital in _CAPITAL_INSIDE.finditer(text):
            yield from _before_capital(segment, words, capital)


def _parted(segment: Segment, words: Lexicon, m: re.Match[str]) -> Iterator[Hit]:
    """The place where two words meet in one that the list does not know, if it is likely enough that they were run together."""
    word = m[0].strip(_AROUND)
    split = best_split(words, word) if word[1:] == word[1:].lower() else None
    if split is None or word[: split.at] == word[split.at :]:  # a copy: it is not the space that is wrong (glued-copy)
        return
    at, in_document = split.at, is_long(segment.document)
    limits = gluing_limits(in_document)
    score = weigh(words, segment, m.start() + m[0].index(word), word, split)
    if score < limits.suggest or (score < limits.repair and segment.least > UNSURE) or "()" in m[0]:
        return
    again = _repeats(segment.text, m, word, at)
    likely = again or (score >= limits.repair and _is_no_term(words, word, at, in_document))
    sure = likely and not again and split.lead >= _CLEAR
    if (not sure and segment.least > UNSURE) or _goes_on(words, segment.text, m, word):
        return
    if (
        segment.document.count(word, "glued-words") > 1
        or (words.name, word.lower()) in _known()
        or _is_english(words, word)
    ):
        return
    confidence = SURE if sure else UNSURE if likely and word == word.lower() else DOUBTFUL
    yield _hit(m, word, at, confidence, f"“{word}” is in no list, its halves are common; score {score:.1f}")


def _hit(m: re.Match[str] | regex.Match[str], word: str, at: int, confidence: float, evidence: str) -> Hit:
    """A space after `at` letters of the word in a token."""
    message = f"words run together, read as “{word[:at]} {word[at:]}”"
    return insert(m.start() + m[0].index(word) + at, " ", message, confidence=confidence, evidence=evidence)


def _before_capital(segment: Segment, words: Lexicon, m: regex.Match[str]) -> Iterator[Hit]:
    """The place in a word where a capital stands, if a name begins there."""
    word, at = m[0].strip(_AROUND), len(m["left"].lstrip(_AROUND))
    left, right = word[:at], word[at:]
    short = not right[1:].islower()  # as in "programuBBC"
    if not word.isalpha() or (words.name, word) in _known() or (short and not _is_abbreviation(left, right)):
        return
    document, usual = segment.document, left in words.commonest
    if left.islower():
        common = usual or (at > _SHORT and words.zipf(left) >= _COMMON)
        sure = common and _is_foreign(words, left, right, usual)
        sure = sure or ((common or words.zipf(left) >= _NAME) and _is_named(document, right))
    else:  # two words that the document has side by side are two
        both = words.zipf(left) and words.zipf(right) and word not in words
        sure = bool(both and document.count(f"{left} {right}", cased=True))
        sure = sure or (_is_named(document, left) and _is_named(document, right))
    if sure and document.count(word) == 1 and not _repeats(segment.text, m, word, at):
        yield _hit(m, word, at, SURE, f"“{left}” and “{right}” are words, and the second one has a capital of its own")


def _is_abbreviation(left: str, right: str) -> bool:
    """Whether a word of some letters meets letters that are all capitals: no "siRNA"."""
    return right.isupper() and len(right) > _SHORT and left.islower() and len(left) > _SHORT


def _is_foreign(words: Lexicon, left: str, right: str, usual: bool) -> bool:
    """Whether a common word meets a known name ("derRegierung"), and not both may be English, as in "onClick"."""
    english = lexicon("en")
    if len(left) == 1 or len(right) <= _SHORT or words.zipf(right) < _NAME or english is None:
        return False
    return english.zipf(right) < _ENGLISH or english.zipf(left) < (_ENGLISH_TOO if usual else _COMMON)


def _is_named(document: Document, word: str) -> bool:
    """Whether a document has a word with its capital only, and one capital inside of a word: then "onClick" is no name there."""
    if not is_long(document) or document.memo(_CAPITALS, lambda document: _several(document.lines_of("glued-words"))):
        return False
    written = document.count(word, cased=True)
    return written > 0 and document.count(word) == written


def _several(lines: str) -> bool:
    """Whether some lines have more than one word with a capital inside."""
    return len(list(islice(_CAPITAL_INSIDE.finditer(lines), 2))) > 1


def _is_english(words: Lexicon, word: str) -> bool:
    """Whether a word is borrowed from English: "unwrap" in French text."""
    english = lexicon("en")
    return english is not None and english is not words and word in english


def _is_no_term(words: Lexicon, word: str, at: int, in_document: bool) -> bool:
    """Whether a half is one of the commonest words, both are usual neighbours, or they are no two words of English.

    Terms of two nouns, such as "setuptools", are English in all languages. An English document says its own again.
    """
    if words is lexicon("en") and in_document:
        return True
    left, right = word[:at], word[at:]
    if left in words.commonest or right in words.commonest or pairs(words.name).usual(left, right) > 0:
        return True
    english = lexicon("en")
    return english is not None and min(english.zipf(left), english.zipf(right)) < _ENGLISH


def _repeats(text: str, m: re.Match[str] | regex.Match[str], word: str, at: int) -> bool:
    """Whether a half repeats its outer neighbour ("the firstthe buyer"): then a word too many is the likelier error."""
    before, after = text[: m.start()].rsplit(maxsplit=1)[-1:], text[m.end() :].split(maxsplit=1)[:1]
    return word[at:] in before or word[:at] in after


def _goes_on(words: Lexicon, text: str, m: re.Match[str], word: str) -> bool:
    """Whether `word` and the one before it or behind it make a listed one: then it was torn off ("at endía")."""
    before, after = text[: m.start()].rsplit(" ", 2)[-2:-1], text[m.end() :].split(" ", 2)[1:2]
    return any(
        words.zipf(core) > 0 for core in (*(other + word for other in before), *(word + other for other in after))
    )


@cache
def _known() -> frozenset[tuple[str, str]]:
    """Words of correct text that the word lists lack and the thresholds would part."""
    return frozenset((row["list"], row["word"]) for row in table("glued-words", "known"))
