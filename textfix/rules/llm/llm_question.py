"""A question of a language model in place of a translation: "Please provide the text".

## What it does
Flags a short document that begins by asking for the text to translate.

## Why
A model that is given an empty, odd or very short source asks back instead of translating it.

## Limits
The request must speak of a text and of translating: "Please provide an index?" stays. Where the source begins with
such a request, it belongs to the text. A document of more than 1,500 characters is not judged.

## Source
Phrases written for textfix (`textfix/tables/llm-talk`). On 258,000 human sentences in 129 languages (NTREX-128), each as a
document of its own, and on the 129 documents they form, it finds nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import (
    DOCUMENT,
    FLAG,
    RESIDUE,
    Hit,
    Segment,
    Severity,
    fires,
    flag,
    pair,
    request,
    rule,
    silent,
)

# Pairs of which each phrase has one, by the words for text and translating; they are rare in prose.
_TRANSLATE_TEXT = (
    pair("x", "t")
    | pair("k", "s")
    | pair("t", "n")
    | pair("f", "s")
    | pair("s", "l")
    | pair("d", "u")
    | pair("ö", "v")
    | pair("ị", "c")
    | pair("к", "с")
    | pair("α", "φ")
    | pair("翻번ת", "译譯訳역ר")
    | pair("请請", "您你提")
    | pair("输輸发發给粘", "入送出贴")
    | pair("诉", "我")
    | pair("さ주", "い세")
    | pair("نط", "صف")
    | pair("แ", "ป")
    | pair("क", "ृ")
)


@rule(
    id="llm-question",
    kind=FLAG,
    stage=RESIDUE,
    scope=DOCUMENT,
    error_type="accuracy/non-translation",
    severity=Severity.CRITICAL,
    confidence=0.9,
    trigger=_TRANSLATE_TEXT,
    examples=[
        fires("⟦Please provide the text you would like me to translate.⟧"),
        fires("⟦Bitte geben Sie den Text ein, den ich übersetzen soll.⟧"),
        fires("⟦请提供需要翻译的文本。⟧"),
        fires("⟦Por favor, proporciona el texto que deseas traducir.⟧"),
        silent("Please provide an index?"),
        silent("Please provide the text of the contract."),
        silent("Please send the form to the translation office."),
        silent("Bitte geben Sie Ihren Namen ein."),
        silent("请提供您的姓名和地址。"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the question that the document begins with."""
    if found := request(segment.text, segment.source):
        yield flag(*found, "question of a language model in place of a translation")
