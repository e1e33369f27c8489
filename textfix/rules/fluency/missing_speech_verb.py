"""Points out a quotation whose speaker is named without a verb: “…”, Mr Smith: those …

## What it does
Looks for a closing quotation mark and a comma (in either order), a name of up to four words, with or without a title, and then

- a colon, with a word in lower case or a new quotation behind it, or
- the end of the sentence, after a quotation of five words or more: “We know nothing about the plans,” Anna Smith.

A verb like "said" is missing there; what follows the colon goes on without a link to what stands before.

## Why
Systems drop the verb of saying where the source has none, or has it as a colon, a dash or a verb of thinking.

## Limits
In scripts with capital letters only. Quotations of fewer than five words are titles more often than speech, and where the
name only ends the sentence at least two words of it are asked for, and a language with a word list, for in some the
verb has a capital, too. Lists of works and their authors, mottos, and the cast of a play can look alike; where the name ends
the sentence, a name that is addressed ("…", Anna Smith.) can too. In 750,000 human sentences of 7 languages there is
no hit, nor in 95,000 outputs of MLQE-PE and WMT: the fault is rare.

## Source
Measured on Tatoeba, TICO-19, NTREX-128 and WMT 2021 and 2022.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import DOUBLE, FLAG, SPACE, Hit, Segment, fires, flag, lazy_pattern, lexicon, rule, silent, triple

_NAME = r"(?:[^\W\d_]\.(?= )|[^\W\d_]+(?:[’'-][^\W\d_]+)*)"  # begins with a capital, which is tested afterwards
_TITLE = r"(?:[^\W\d_]{1,5}\. )?"
_SPEAKER = lazy_pattern(
    rf"(?P<close>[,.]?[{DOUBLE}],?) (?P<speaker>{_TITLE}{_NAME}(?: {_NAME}){{0,3}})"
    rf"(?P<after>: (?=[{DOUBLE}]?[^\W\d_])|[.](?=\s|$))"
)
_FEWEST = 5  # words of a quotation that is speech


@rule(
    id="missing-speech-verb",
    kind=FLAG,
    error_type="accuracy/omission",
    confidence=0.85,
    trigger=triple(DOUBLE, ",", SPACE) | triple(",", DOUBLE, SPACE),
    examples=[
        fires(
            "There “may be other possible options for them”, ⟦Mr. Zelensky⟧: those who want it will stay.", lang="en"
        ),
        fires("“We know nothing about the plans of the company,” ⟦Anna Smith⟧.", lang="en"),
        fires("„Wir wissen nichts über die Pläne der Firma“, ⟦Anna Weiß⟧: wer bleibt, hat Glück.", lang="de"),
        fires("«Мы ничего не знаем об этих планах», ⟦Анна Петрова⟧: те, кто хочет, останутся.", lang="ru"),
        silent("“We know nothing about the plans,” Mr. Smith said.", lang="en"),
        silent("“We know nothing about the plans of the company,” she said: those who stay are lucky.", lang="en"),
        silent("Rangers manager “The Boss”, Steven Gerrard.", lang="en"),
        silent("Zelensky: “Prisoners will be exchanged with ours in Russia”", lang="en"),
        silent("« Nous ne savons rien de ces projets », a dit M. Durand.", lang="fr"),
        silent("„Wir wissen nichts über die Pläne der Firma“, Anna Weiß zufolge.", lang="de"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the names that a verb of saying is missing beside."""
    for m in _SPEAKER.finditer(segment.text):
        if "," not in m["close"] or len(_said(segment.text, m.start()).split()) < _FEWEST:
            continue
        speaker, ends = m["speaker"], m["after"] == "."
        if not all(word[0].isupper() for word in speaker.split()):
            continue
        if ends and (" " not in speaker or not m["close"].startswith(",") or lexicon(segment.lang) is None):
            continue
        following = segment.text[m.end() : m.end() + 1]
        if not ends and following.isupper():
            continue
        message = f"a verb is missing beside “{speaker}”, who is the speaker of the quotation"
        evidence = "a quotation, a comma, a name, and " + ("the end of the sentence" if ends else "a colon")
        yield flag(*m.span("speaker"), message, confidence=0.7 if ends else None, evidence=evidence)


def _said(text: str, end: int) -> str:
    """What stands between `end` and the quotation mark before it."""
    return text[max(text.rfind(mark, 0, end) for mark in DOUBLE) + 1 : end]
