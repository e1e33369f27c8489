"""Flags a word that does not exist: no list holds it, and it is not made of parts that one holds.

## What it does
Looks at words in lower case, of five letters and more, in the letters of the language. A word is known that the word
list holds, or the document says again; that has the stem of a known word and an ending that goes with it; a known word
behind a beginning; known words run together, as German, Dutch and Finnish do; or an English word that other languages
borrow. Where one letter makes a common word of what is left, that word is suggested.

Turkish and Hungarian words, of six letters and more, are taken apart: a known stem, changed as the language changes it,
and a chain of suffixes whose letters agree with what is before them. Of what cannot be explained so, that is told of
which one letter makes a known word.

## Why
Models put words together from pieces. Where they know no translation they spell one that never was: "conjections",
"nishtyak", "rekutierte".

## Limits
Languages with a large word list only: Catalan, Czech, Dutch, English, Finnish, French, German, Italian, Macedonian,
Norwegian (Bokmål), Polish, Portuguese, Russian, Spanish, Swedish, Ukrainian; and Turkish and Hungarian. The small lists of
others (Greek, Romanian …) lack one word in fifty of sound text, and endings do not make up for that. Silent on
species (after a word with a capital), beside quotation marks and brackets, in lines with code, and in lines of which a
third is unknown (these are in another language). A word that is new in the language is taken for none. In German,
Dutch, Finnish, Russian and other languages that build long words, what ends as many words do is let through, so that
half of the non-words are. Told with a confidence above one half in English only: of 72 words in machine
output in Czech, French, German, Italian and Spanish that were read 52 were none, the others rare adjectives, drugs, and names
of programs; of 31 that one letter makes a very common word, in outputs and in human text, 21 were none, the others rare forms.

In Turkish and Hungarian a flag says more than one half only of words of seven letters and more that are like a common
word. No output of machines in them was to be had. In 38,000 and 34,000 words of NTREX-128 there is none; in
texts that nothing was tuned on (three treebanks) .06, .10 and .05 in 1,000 words, and all flags together .45, .50 and .19: rare and
dialectal words. Of misspellings made of words of NTREX-128, a letter dropped, doubled, swapped, replaced or without its mark, 48 of
100 in Turkish and 38 in Hungarian are told, 21 and 24 of them with more than one half.

## Source
Word lists of wordfreq; endings, beginnings and parts are read off the lists when they are needed. Suffixes of Turkish and
Hungarian: grammars that `tables/unknown-word` names row by row. Thresholds were chosen on NTREX-128, TICO-19 and Tatoeba.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textfix.rule import (
    DOCUMENT,
    FLAG,
    Hit,
    Segment,
    always,
    fires,
    flag,
    lazy_pattern,
    lexicon,
    replace,
    rule,
    silent,
    word_judge,
)

_RARE = 3.0  # Zipf: a word with a capital that is rarer is a name, and a word behind it may be its second part
_MANY = 0.3  # of the words of a line
_TOKEN = lazy_pattern(r"\S+")
_MARKS = ".,;:!?…"
_CODE = lazy_pattern(r"[\\_<>{}=|*#`@~^\[\]]|://|\(\)|::|\.\w+\(")


@rule(
    id="unknown-word",
    kind=FLAG,
    error_type="linguistic-conventions/spelling",
    confidence=0.85,
    scope=DOCUMENT,
    needs_language=True,
    trigger=always,
    examples=[
        fires("The study is based on an ⟦episoological⟧ argument.", lang="en"),
        fires("She asked the ⟦qestionable⟧ man for help.", "She asked the questionable man for help.", lang="en"),
        fires("Sie haben die Ausgaben ⟦gekwottelt⟧ und bezahlt.", lang="de"),
        fires("Он решил ⟦предшевать⟧ приходу зимы.", lang="ru"),
        fires("Hanno ⟦svinimento⟧ la porta del giardino.", lang="it"),
        silent("A workbench of Spodoptera frugiperda larvae was rebuilt unhurriedly.", lang="en"),
        silent("Die Donaudampfschifffahrtsgesellschaft hat ihre hochseetauglichen Boote verkauft.", lang="de"),
        silent("Epäjärjestelmällisyydestään huolimatta he pitivät kokouksensa ajallaan.", lang="fi"),
        silent("Переподготовившимся сотрудникам выдали удостоверения.", lang="ru"),
        silent("Dígaselo y envíemelo cuanto antes.", lang="es"),
        silent("The grobblefrump is a toy. Children love the grobblefrump.", lang="en"),
        fires("Bu ⟦fotorafları⟧ nerede çektiniz?", "Bu fotoğrafları nerede çektiniz?", lang="tr"),
        fires(
            "Regensburg belvárosa a ⟦kultúrális⟧ örökség része.",
            "Regensburg belvárosa a kulturális örökség része.",
            lang="hu",
        ),
        silent("Bunu yapabileceklerinden emin değildik; çocuğununkini saatlerce aradık.", lang="tr"),
        silent("Avrupalılaştıramadıklarımızdan mısınız, yoksa fırkateynciler mi?", lang="tr"),
        silent("Legmegvesztegethetetlenebbjeinktől kaptuk a bokrokkal benőtt telket.", lang="hu"),
        silent("A birkenheadi szökőárjelző állomásokról érkeztek hírek.", lang="hu"),
        silent("Call `fmtstrx` with the argument nvarchar and wait.", lang="en"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the unknown words, with what may have been meant."""
    judge = word_judge(segment.lang)
    unknown = judge.unknown(segment.document.tokens()) if judge else set()
    if judge is None or not unknown:
        return
    places = re.compile(rf"(?<!\S)(?:{'|'.join(map(re.escape, unknown))})(?!\S)")
    for m in places.finditer(segment.text):
        word = m[0].rstrip(_MARKS)
        end = m.start() + len(word)
        if _may_be(segment, word, m.start(), end, unknown):
            continue
        meant, sure = judge.meant(word), judge.confidence_in(word)
        if meant:
            message = f"“{word}” is no known word; perhaps “{meant}” is meant"
            yield replace(m.start(), end, meant, message, confidence=sure, evidence=_EVIDENCE)
        else:
            message = f"“{word}” is no known word"
            yield flag(m.start(), end, message, confidence=sure, evidence=_EVIDENCE)


_EVIDENCE = "not in the word list, not said elsewhere in the document, and not made of known parts"


def _may_be(segment: Segment, word: str, start: int, end: int, unknown: set[str]) -> bool:
    """Whether the surroundings of an unknown word say that it is a name, code, or in another language."""
    text = segment.text
    low, high = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    line = text[low : high if high >= 0 else len(text)]
    tokens = line.split()
    if _CODE.search(line) or sum(t in unknown for t in tokens) > max(1, _MANY * len(tokens)):
        return True
    before = text[low:start].split()
    words = lexicon(segment.lang)
    if len(before) > 1 and before[-1][:1].isupper() and words and words.zipf(before[-1]) < _RARE:
        return True
    return segment.document.count(word) > 1
