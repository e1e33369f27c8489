"""The instruction repeated before the translation: "Translate the following text into German:".

## What it does
Deletes an instruction to translate at the beginning of a document, from the first word to the colon that ends it.

## Why
Base models and small models go on with the prompt before they answer it.

## Limits
Exercises in a schoolbook begin like that. So the instruction must speak of one text, not of sentences or words, and no
numbered list may follow. Where the source begins with such an instruction, it belongs to the text.

## Source
Phrases written for textfix (`textfix/tables/llm-talk`). On 258,000 human sentences in 129 languages (NTREX-128), each as a
document of its own, and on the 129 documents they form, it finds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    DOCUMENT,
    LINE_END,
    REPAIR,
    RESIDUE,
    SPACE,
    Hit,
    Segment,
    Severity,
    chars,
    fires,
    pair,
    rule,
    silent,
    talk,
)


@rule(
    id="llm-prompt-echo",
    kind=REPAIR,
    stage=RESIDUE,
    scope=DOCUMENT,
    edges=True,
    error_type="accuracy/addition",
    severity=Severity.MAJOR,
    confidence=0.85,
    inside_protected=True,
    trigger=pair(":", LINE_END) | pair(":", SPACE) | pair(":", '*_"“«') | chars("："),
    examples=[
        fires("⟦Translate the following text from English to German:\n\n⟧Der Hund schläft.", "Der Hund schläft."),
        fires("⟦Bitte übersetze den folgenden Text ins Englische: ⟧The dog sleeps.", "The dog sleeps."),
        fires("⟦请将以下文本翻译成中文：\n⟧狗在睡觉。", "狗在睡觉。"),
        silent("Translate the following sentences into German:\n\n1. The dog sleeps."),
        silent("Translate the following text into German:\n\n1. The dog sleeps.\n2. It rains."),
        silent("Translate this feeling into action: it is harder than you think."),
        silent("Übersetzen Sie die folgenden Sätze:\na) Der Hund schläft."),
        silent("Translate the following text from English to German."),
        silent("We translate the following text from English: a poem."),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield what `talk` took off as prompt-echo."""
    for part in talk(segment, "prompt-echo"):
        yield Hit(part.span, "the instruction to translate is deleted", part.edits, part.confidence)
