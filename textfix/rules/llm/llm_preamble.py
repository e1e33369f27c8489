"""Words of a language model before the translation: "Here is the translation:".

## What it does
Deletes a presenting phrase at the very beginning of a document, with the greeting before it ("Sure!") and the white
space after it, whether it has a paragraph of its own or stands before the translation on the same line. It knows the
phrases of some forty languages and tries all of them, because a model talks in the language of the target, of the
source, or in English.

## Why
A model that is asked for a translation likes to say that this is one.

## Limits
The phrase must speak of translating and end in a colon: "Here is a list of the main features:" stays. After a bare
label ("Translation:") sentences must follow, for "Translation: Jane Doe" is a credit. Where the source begins with such
a phrase, it belongs to the text. Nothing is deleted where nothing would be left.

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
    id="llm-preamble",
    kind=REPAIR,
    stage=RESIDUE,
    scope=DOCUMENT,
    edges=True,
    error_type="accuracy/addition",
    severity=Severity.MAJOR,
    confidence=0.95,
    inside_protected=True,
    trigger=pair(":", LINE_END) | pair(":", SPACE) | pair(":", '*_"“«') | chars("：") | pair(LINE_END, LINE_END),
    examples=[
        fires("⟦Here is the translation:\n\n⟧Bonjour à tous.", "Bonjour à tous."),
        fires("⟦Sure! Here's the French translation of your text:\n⟧Il pleut.\n", "Il pleut.\n"),
        fires("⟦好的，以下是翻译：\n\n⟧你好，世界。", "你好，世界。"),
        fires("⟦**Traducción:**\n\n⟧El tren sale a las ocho de la mañana.", "El tren sale a las ocho de la mañana."),
        fires("⟦Hier ist die deutsche Übersetzung: ⟧Der Zug fährt um acht.", "Der Zug fährt um acht."),
        silent("Here is a list of the main features:\n\nIt is light."),
        silent("Sure, but I'm confusing you."),
        silent("Translation: Jane Doe"),
        silent("Voici cinq conseils pour une bonne traduction :\n\nLisez d'abord le texte."),
        silent("Here is the translation:"),
        silent("Übersetzung: Max Müller und Anna Schmidt\nVerlag: Beispiel"),
        silent("Machine translation: how it works and why it matters.\n\nIt began in 1954."),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield what `talk` took off as preamble."""
    for part in talk(segment, "preamble"):
        yield Hit(
            part.span, "words of a language model before the translation are deleted", part.edits, part.confidence
        )
