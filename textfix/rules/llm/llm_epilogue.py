"""Notes and offers of a language model after the translation: "Note: I translated …".

## What it does
Deletes the last paragraphs of a document where they talk about the translation itself: notes under a label ("Note:",
"Translator's note:", "注：", also with a list under it), and offers ("Let me know if you'd like me to adjust the
translation."). A note must give several signs of speaking of this very translation: the first person, the words for
translating, for literal, idiom or original text, quoted terms, tone, style or meaning. An offer must speak of the
translation, unless the model was caught talking elsewhere in the document.

## Why
Models explain themselves, mostly where the text is short, rude or holds an idiom.

## Limits
A note that belongs to the text stays: "Note: Delivery takes longer.", "Note: the translation of the Bible is from
1545.", "This translation is unofficial; the original text prevails." So do notes in the middle of a document, and all
notes where the source ends in one too, or has as many lines. A human translator's note in the first person with quoted
terms is taken for a model's.

## Source
Phrases written for textfix (`textfix/tables/llm-talk`). On 258,000 human sentences in 129 languages (NTREX-128), each as a
document of its own, and on the 129 documents they form, it finds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    DOCUMENT,
    EDGE,
    LINE_END,
    REPAIR,
    RESIDUE,
    Hit,
    Segment,
    Severity,
    fires,
    pair,
    rule,
    silent,
    talk,
)


@rule(
    id="llm-epilogue",
    kind=REPAIR,
    stage=RESIDUE,
    scope=DOCUMENT,
    edges=True,
    error_type="accuracy/addition",
    severity=Severity.MAJOR,
    confidence=0.93,
    inside_protected=True,
    trigger=pair(LINE_END, LINE_END) | pair(LINE_END, "(（[【*") | pair(")）]】", EDGE) | pair(")）]】", '"”»`\n\r'),
    examples=[
        fires(
            "Es regnet Bindfäden.⟦\n\nNote: I translated the idiom “cats and dogs” with a German one.⟧",
            "Es regnet Bindfäden.",
        ),
        fires(
            "Il pleut.⟦\n\nLet me know if you'd like me to adjust the translation.⟧\n",
            "Il pleut.\n",
        ),
        fires("今天下雨。⟦\n\n注：我将原文中的“drizzle”译为“下雨”。⟧", "今天下雨。"),
        silent("The kit holds three tools.\n\nNote: All logs are kept for a week."),
        silent("Lisez bien.\n\nNote : Je n’ai pas de four."),
        silent("A hymn.\n\nNote: the translation of the Bible into Gothic was made in the 4th century."),
        silent("The terms.\n\nNote: This translation is for convenience only. The original text prevails."),
        silent("I hope to see you.\n\nLet me know if the translation is ready."),
        silent("Das Wort.\n\nHinweis: „Kindergarten“ bedeutet wörtlich „Garten der Kinder“."),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield what `talk` took off as epilogue."""
    for part in talk(segment, "epilogue"):
        yield Hit(part.span, "words of a language model after the translation are deleted", part.edits, part.confidence)
