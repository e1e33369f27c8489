"""Flags a question, an ellipsis or a colon at the end of a line or of its source, but not of both.

## What it does
Looks at the last mark of each line and of its source, whatever the script (? ؟ ; ፧ ⸮, … ..., : ：). A question is missing only where the
line has no question mark at all, and added only where the source has none. A colon is judged only where the source has one.

## Why
A question that became a statement changes what is asked; a colon announces a value that a program puts behind it.

## Limits
Needs the source. Full stops and exclamation marks are not compared: people change them at will. Languages that ask without a mark
(tables/end-punctuation-mismatch) are not judged on questions. Indirect questions are translated either way.

## Source
Unicode property Sentence_Terminal; read on NTREX-128.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.locale import locale_for
from textfix.rule import (
    DOCUMENT,
    FLAG,
    Hit,
    Segment,
    always,
    fires,
    flag,
    lazy_pattern,
    line_pairs,
    rule,
    silent,
    table,
    tell,
)

_CLOSERS = " \t\xa0\u202f\u200e\u200f\"'»«“”’‘›‹„)]}）】」』》*_~"
_QUESTIONS = "?？؟⸮;;՞፧⁇⁈⁉"
_MARKED = lazy_pattern("[?？؟⸮՞፧⁇⁈⁉]")
_QUESTION, _ELLIPSIS, _COLON = "question mark", "ellipsis", "colon"
_CONFIDENCE = {_QUESTION: 0.45, _ELLIPSIS: 0.45, _COLON: 0.45}  # people differ in two lines of 1,000


@rule(
    id="end-punctuation-mismatch",
    kind=FLAG,
    scope=DOCUMENT,
    error_type="linguistic-conventions/punctuation",
    confidence=0.45,
    trigger=always,
    needs_source=True,
    inside_protected=True,
    examples=[
        fires("Der Hund schläft.⟦⟧", lang="de", source="Is the dog sleeping?"),
        fires(
            "Le chien dort dans la maison ?⟦⟧",
            lang="fr",
            source="The dog sleeps in the house, and the cat sleeps beside the door.",
        ),
        fires("姓名⟦⟧", lang="zh", source="Name:"),
        fires("El perro duerme.⟦⟧", lang="es", source="The dog sleeps…"),
        silent("Schläft der Hund?", lang="de", source="Is the dog sleeping?"),
        silent("「犬は寝ていますか。」", lang="ja", source="“Is the dog sleeping?”"),
        silent("Κοιμάται ο σκύλος;", lang="el", source="Is the dog sleeping?"),
        silent("Kamen sie?, fragte er.", lang="de", source="He asked: “Did they come?”"),
        silent("Nom :", lang="fr", source="Name:"),
        silent("هل ينام الكلب؟", lang="ar", source="Is the dog sleeping?"),
        silent("Das ist toll.", lang="de", source="That is great!"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    source = segment.source
    if source is None:
        return
    lang, source_lang = segment.lang, segment.source_lang
    terminals, source_terminals = segment.locale.terminals, locale_for(source_lang).terminals
    for at, line, text in line_pairs(segment):
        there, here = _ending(line, source_terminals), _ending(text, terminals)
        if there == here:
            continue
        end = at + len(text.rstrip())
        if (there and not _elsewhere(there, text)) and not (there == _QUESTION and _unmarked(lang)):
            yield flag(end, end, f"the source ends with a {there}", confidence=_CONFIDENCE[there])
        elif here == _QUESTION and not _elsewhere(here, line) and not _unmarked(source_lang or tell(source)):
            yield flag(end, end, f"the source does not end with a {here}", confidence=_CONFIDENCE[here])


def _ending(text: str, terminals: str) -> str:
    bare = text.rstrip(_CLOSERS)
    if bare.endswith(("…", "...", "。。。")):
        return _ELLIPSIS
    last = bare[-1:]
    if last and last in _QUESTIONS:
        return "" if last == ";" and last not in terminals else _QUESTION
    return _COLON if last and last in ":：៖" else ""


def _elsewhere(ending: str, text: str) -> bool:
    """Whether a text has the mark in another place, where the order of words may have put it."""
    if ending == _QUESTION:
        return _MARKED.search(text) is not None
    return any(sign in text for sign in (("…", "..") if ending == _ELLIPSIS else (":", "：", "៖", "፦", "։")))


def _unmarked(lang: str | None) -> bool:
    """Whether questions of a language need no mark, or the language is not known."""
    return lang is None or lang.partition("-")[0] in {
        row["tag"] for row in table("end-punctuation-mismatch", "unmarked")
    }
