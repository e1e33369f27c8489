"""A refusal of a language model in place of a translation.

## What it does
Flags a short document that begins with a refusal to translate or to help, or with "as an AI language model" and what that
cannot do.

## Why
Models refuse what they take for harmful, and some services pass the refusal on as the translation.

## Limits
"I'm sorry, but I can't come tonight." is a line of dialogue and stays: the refusal must be about translating, about a
request, or come from an AI; beside a source that does not begin like this, a short refusal to help is enough. Where the source begins with a refusal, it belongs to the text. A document of more than 1,500
characters is not judged.

## Source
Phrases written for textfix (`textfix/tables/llm-talk`). On 258,000 human sentences in 129 languages (NTREX-128), each as a
document of its own, and on the 129 documents they form, it finds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    DOCUMENT,
    FLAG,
    LETTER,
    LINE_END,
    RESIDUE,
    Hit,
    Segment,
    Severity,
    fires,
    flag,
    pair,
    refusal,
    rule,
    silent,
)


@rule(
    id="llm-refusal",
    kind=FLAG,
    stage=RESIDUE,
    scope=DOCUMENT,
    error_type="accuracy/non-translation",
    severity=Severity.CRITICAL,
    confidence=0.9,
    trigger=pair(LINE_END, LETTER) | pair(LINE_END, '*¿"“'),
    examples=[
        fires("⟦I'm sorry, but I can't assist with that request.⟧"),
        fires("⟦As an AI language model, I cannot translate this content.⟧"),
        fires("⟦Es tut mir leid, aber ich kann diesen Text nicht übersetzen.⟧ Er ist zu lang."),
        fires("⟦抱歉，我无法翻译该内容。⟧"),
        fires("⟦I'm sorry, but I can't help with that.⟧", lang="de", source="The ferry left at noon."),
        silent("I'm sorry, but I can't help with that.", lang="en", source="Tut mir leid, aber ich kann nicht helfen."),
        silent("I'm sorry, but I can't come tonight."),
        silent("Es tut mir leid, aber ich kann dir nicht helfen."),
        silent("Je suis désolé, mais je ne peux pas venir ce soir."),
        silent("抱歉，我今晚不能来。"),
        silent("As an AI assistant, Otto answers all day."),
        silent("Sorry, I can't hear you."),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the refusal that the document begins with."""
    if found := refusal(segment.text, segment.source):
        yield flag(*found, "refusal of a language model in place of a translation")
