"""Reduces a punctuation mark that was set twice, or two marks that exclude each other, to one.

## What it does
"the rain,, he said" becomes "the rain, he said"; "all of it. ." becomes "all of it."; "在这里。。" and "在这里。." become "在这里。".
A comma right before a full stop at the end goes. Three commas and more are pointed out: systems that move code and tags to
the end of a clause leave the commas that stood between them. Two full stops ("later..") are made one in languages whose writers hardly
ever set two (`tables/doubled-mark`), or after ten sentences that end in one, in a line of four words or more, once in a document; elsewhere they are pointed out with a
suggestion, as is a mark after a full stop ("of it., he"): they may be dots of omission, or an abbreviation.

## Why
Systems that translate clause by clause set the mark of the clause and that of the sentence.

## Limits
Dots of omission, "?!", "!!", marks after an abbreviation ("etc., and", "Inc.,"), "::" in code, and ",," where another ",,"
opens a quotation („so“ typed with commas) stay. In languages without a word list everything but doubled East Asian marks
is only suggested: human texts in those languages have many such slips. Among 106,000 human sentences in languages with
a word list there are 9 such places, all of them slips.

## Source
Measured on NTREX-128, Tatoeba, TICO-19 and outputs of WMT 2021 and 2022.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    REPAIR,
    TYPOGRAPHY,
    Document,
    Hit,
    Segment,
    delete,
    fires,
    human_rate,
    lazy_pattern,
    lexicon,
    pair,
    rule,
    settled,
    silent,
)

_EAST_ASIAN = lazy_pattern(r"([。，、；：])(?<![。，、；：].)\1(?!\1)")
_COMMAS = lazy_pattern(r",(?<=(?:[^\W_][)\]”»’\"]|.[^\W\d_]),)(,)(?=\s)")
_MANY_COMMAS = lazy_pattern(r",(?<=[^\W_],)(,{2,}(?: ,)*)(?=\s)")
_LOOSE_STOP = lazy_pattern(r"(?<![^\W\d_])(?P<word>[^\W\d_]{2,}[)\]”»’\"]?)\.( \.)$")
_COMMA_STOP = lazy_pattern(r"(,)(?<=[^\W\d_]{2},)\.(?=$|[”»\"])")
_TWO_STOPS = lazy_pattern(r"\.(?<=[^\W\d_]{3}\.)(\.)(?=[”“»\"]?(?:$| [^\W\d_]))")
_AFTER_STOP = lazy_pattern(r"(?<![^\W\d_])(?P<word>[^\W\d_]{5,})(\.),(?= [^\W\d_])")
_ONE_STOP = lazy_pattern(r"\.(?<=[^\W\d_]{3}\.)(?=[”“»\"]?(?:\s|$))")
_AFTER_EAST_ASIAN = lazy_pattern(r"[。！？](\.)(?=$|[」』”])")
_AFTER_QUESTION = lazy_pattern(r"[?!](?<=[^\W_].)(\.)(?=$|[”»\"])")
_RARE = 1.1  # lines in 10,000 by people with two full stops, up to which they are taken for a fault of translation
_WORDS = 4  # of a line, below which two full stops may be dots of omission
_BESIDE = lazy_pattern(  # two marks side by side, one way or another, but not the dots of an ellipsis
    r"[.,?!。，、；：！？](?:(?<=[。，、；：])[。，、；：]|(?<=,)[,.]|(?<=\.),|(?<=[?!。！？])\.|(?<=[^.]\.) ?\.(?=$|[”“»\" \r\n]))"
)
_SURE, _LIKELY, _MANY, _UNSURE = 0.95, 0.9, 0.75, 0.6


def _count(document: Document) -> int:
    return document.memo("two full stops", lambda document: document.text.count(".."))


def _rare(segment: Segment) -> bool:
    """Whether people hardly ever set such a mark twice: those who write the language, or who wrote the document."""
    rate = human_rate("doubled-mark", segment.lang, "stops")
    if rate is not None and rate <= _RARE:
        return True
    return settled(segment.document, _ONE_STOP, _count(segment.document))


def _one_too_many(segment: Segment) -> bool:
    """Whether two full stops in a sentence are no dots of omission: those come oftener, and in short lines."""
    if _count(segment.document) != 1 or len(segment.text.split()) < _WORDS:
        return False
    return _rare(segment)


@rule(
    id="doubled-mark",
    kind=REPAIR,
    stage=TYPOGRAPHY,
    error_type="linguistic-conventions/punctuation",
    confidence=_SURE,
    trigger=pair("。", "。")
    | pair("，", "，")
    | pair("、", "、")
    | pair("；", "；")
    | pair("：", "：")
    | pair(",", ",.")
    | pair(".", ".,")
    | pair("?!。！？", ".")
    | pair(" ", "."),
    pattern=_BESIDE,
    examples=[
        fires("我们在这里。⟦。⟧", "我们在这里。", lang="zh"),
        fires("会議は明日です。⟦.⟧", "会議は明日です。", lang="ja"),
        fires("She came in from the rain,⟦,⟧ he said.", "She came in from the rain, he said.", lang="en"),
        fires("Das war der Rest des Raumes.⟦ .⟧", "Das war der Rest des Raumes.", lang="de"),
        fires("Il est parti hier⟦,⟧.", "Il est parti hier.", lang="fr"),
        fires("We saw her later.⟦.⟧", "We saw her later.", lang="en"),
        fires("They drove home later.⟦.⟧ It was a long way.", "They drove home later. It was a long way.", lang="en"),
        fires("Er kam erst am Abend nach Hause.⟦.⟧", "Er kam erst am Abend nach Hause.", lang="de"),
        fires("Die Attribute,⟦,,⟧ `Name` und `Id` sind neu.", "Die Attribute, `Name` und `Id` sind neu.", lang="de"),
        silent("Well... he said, and so on etc., and left . . .", lang="en"),
        silent("What?! Never!! std::vector, cd .. and a..b", lang="en"),
        silent("Er rief: ,,Komm her“, und ging.", lang="de"),
        silent("本当に、、、そうですか。。。", lang="ja"),
        silent("The office of Smith Inc., which is in Washington, D.C. .", lang="en"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the marks that are one too many."""
    text = segment.text
    for m in _EAST_ASIAN.finditer(text):
        yield delete(m.end() - 1, m.end(), f"{m[1]} is set twice")
    for m in _AFTER_EAST_ASIAN.finditer(text):
        yield delete(*m.span(1), "the sentence is closed twice")
    known = lexicon(segment.lang) is not None
    abbreviations = segment.locale.abbreviations
    sure, likely = (_SURE, _LIKELY) if known else (_UNSURE, _UNSURE)
    if text.count(",,") == 1:
        for m in _COMMAS.finditer(text):
            yield delete(*m.span(1), "the comma is set twice", confidence=sure)
    for m in _MANY_COMMAS.finditer(text):
        what = "several commas in a row: what they divided is lost, or stands behind them"
        yield delete(*m.span(1), what, confidence=_MANY)
    for m in _LOOSE_STOP.finditer(text) if text.endswith(". .") else ():
        if f"{m['word'].lower()}." not in abbreviations:
            confidence = likely if _rare(segment) else _UNSURE
            yield delete(*m.span(2), "the full stop is set twice", confidence=confidence)
    for m in _COMMA_STOP.finditer(text):
        confidence = likely if _rare(segment) else _UNSURE
        yield delete(*m.span(1), "a comma does not stand before a full stop", confidence=confidence)
    unsure = _UNSURE if known else _UNSURE / 2
    for m in _TWO_STOPS.finditer(text):
        following = text[m.end() :].lstrip('”“»" ')[:1]
        if not following.islower():
            confidence = _LIKELY if known and _one_too_many(segment) else unsure
            yield delete(*m.span(1), "the full stop is set twice", confidence=confidence)
    for m in _AFTER_QUESTION.finditer(text):
        yield delete(*m.span(1), "the sentence is closed twice", confidence=unsure)
    for m in _AFTER_STOP.finditer(text) if "., " in text else ():
        if f"{m['word'].lower()}." not in abbreviations:
            yield delete(
                *m.span(2), "a full stop does not stand before a comma", confidence=_UNSURE / (1 if known else 2)
            )
