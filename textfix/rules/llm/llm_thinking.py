"""What a reasoning model thought before it answered: <think> … </think>.

## What it does
Deletes a block of thinking at the beginning of a document, `<think>`, `<thinking>`, `<reasoning>`, `[THINK]`, `◁think▷` and
others, with all that is in it; and where only the closing tag is left on a line of its own, everything before it.

## Why
Serving software should cut the thinking off, and often does not; chat templates of several models write the opening tag
into the prompt, so that only the closing one comes out.

## Limits
Text about such tags stays: the block must begin the document, and be long or have line ends around it. A document in which
the closing tag stands twice, or in code, is left alone; so is one where the end of the thinking is missing.

## Source
Chat templates of the models (`textfix/tables/llm-markup`). On 258,000 human sentences in 129 languages (NTREX-128), each as a
document of its own, and on the 129 documents they form, it finds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    DOCUMENT,
    REPAIR,
    RESIDUE,
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
    id="llm-thinking",
    kind=REPAIR,
    stage=RESIDUE,
    scope=DOCUMENT,
    edges=True,
    error_type="accuracy/addition",
    severity=Severity.MAJOR,
    confidence=0.95,
    inside_protected=True,
    trigger=pair("<[", "/tTrRsSaA|") | chars("◁"),
    examples=[
        fires("⟦<think>\nThe user wants German.\n</think>\n\n⟧Guten Tag.", "Guten Tag."),
        fires("⟦<think>\n\n</think>\n\n⟧Guten Tag.", "Guten Tag."),
        fires("⟦So I will say tag.\n</think>\n\n⟧Guten Tag.", "Guten Tag."),
        fires("⟦[THINK]The user wants Spanish, formal, I will use usted.[/THINK]⟧Buenos días.", "Buenos días."),
        silent("The model writes `<think>` and `</think>` around its thoughts."),
        silent("<think> and </think> are tags."),
        silent("<thing>One</thing>\nTwo"),
        silent("Thoughts end with `</think>`\nand then comes the answer."),
        silent("[Think] about it."),
        silent("<think>\nNo end is in sight."),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield what `talk` took off as thinking."""
    for part in talk(segment, "thinking"):
        yield Hit(part.span, "the thinking of a language model is deleted", part.edits, part.confidence)
