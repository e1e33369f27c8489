"""A translation wrapped up as a whole: in a code fence, in tags, in JSON, in quotation marks.

## What it does
Unwraps a document that as a whole stands in a code fence (```` ``` ````, also with `text`, `markdown` or the like), in tags
that say translation (`<translation>`, `<output>`), or in a JSON object with one translation in it, whose escapes are
decoded. Quotation marks around the whole go where the model was caught talking outside them. Where only the source gives
them away, because it has none, their removal is a suggestion: human translators set off such a sentence too, one of some
thousands. The rule sees through the other talk, so a fence between a preamble and a note is found at once.

## Why
Prompts ask for an answer in a fence, in tags or in JSON, and models do it unasked; what reads the answer forgets to take
the translation out.

## Limits
A fence that holds code stays, and so does JSON with keys of another kind, and marked-up text where `<result>` or
`<answer>` has other tags inside. What the source has itself belongs to the text.

## Source
Written for textfix (`textfix/tables/llm-markup`); CommonMark 0.31 for fences, RFC 8259 for JSON.
On 258,000 human sentences in 129 languages (NTREX-128), each as a
document of its own, and on the 129 documents they form, it finds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    DOCUMENT,
    EDGE,
    LINE_END,
    NON_SPACE,
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
    triple,
)


@rule(
    id="llm-wrapper",
    kind=REPAIR,
    stage=RESIDUE,
    scope=DOCUMENT,
    edges=True,
    error_type="accuracy/addition",
    severity=Severity.MAJOR,
    confidence=0.93,
    inside_protected=True,
    trigger=pair(EDGE, "`~<[{*\"“„«»「『‘'")
    | pair(":", SPACE)
    | pair(":", LINE_END)
    | chars("：")
    | triple(LINE_END, "`~<[{", NON_SPACE),
    examples=[
        fires("⟦```\nDer Hund schläft auf dem Sofa.\n```⟧\n", "Der Hund schläft auf dem Sofa.\n"),
        fires("⟦<translation>Le chien dort.</translation>⟧", "Le chien dort."),
        fires('⟦{"translation": "Il a dit : \\"Oui\\"."}⟧', 'Il a dit : "Oui".'),
        silent("```\nx = compute(1);\nreturn x;\n```"),
        silent("```python\nprint('hello you there')\n```"),
        silent('{"name": "Anna", "age": 7}'),
        silent("<p>Le chien dort.</p>"),
        silent("“Le chien dort.”"),
        silent("Use <translation>text</translation> here."),
        silent("<result><id>7</id><name>Anna</name></result>"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield what `talk` took off as wrapper."""
    for part in talk(segment, "wrapper"):
        yield Hit(part.span, "what is wrapped around the whole translation is deleted", part.edits, part.confidence)
