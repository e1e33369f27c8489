r"""Joins subword pieces that a model left apart, as in "transla@@ tion".

## What it does
Removes the marks by which subword tools say that two pieces belong together: ``@@`` at the end of a piece (subword-nmt,
fastBPE) and ``￭`` on either side (OpenNMT), with the space beside them. A piece that ends in ``@@`` after the sentence
has closed is the start of a word that never came, and goes whole.

## Why
Byte-pair encoding is undone by one replacement after decoding. Where the step is missing, or the output was cut inside
a word, the marks stay.

## Limits
A text that breaks off inside a word ("said Kier@@") is only given a suggestion: the rest of the word is lost. Variables
of databases (``@@ROWCOUNT``), hunks of a diff (``@@ -1,3 +1,4 @@``), handles and code are left alone.

## Source
Sennrich et al., Neural Machine Translation of Rare Words with Subword Units (2016); OpenNMT Tokenizer, joiner
annotation.
"""

from collections.abc import Iterator

from textfix.rule import REPAIR, RESIDUE, Hit, Segment, chars, delete, fires, lazy_pattern, pair, rule, silent

_MARK = lazy_pattern(
    r"(?<=[\w'’.,-])@@ (?=[^\s@])|(?<=[^\W_])@@(?=[\s.,;:!?)»”\"]|$)|(?<!￭)(?: ￭ ?|￭ |(?<=\S)￭(?=\S))(?!￭)"
)
_HUNK = lazy_pattern(r"@@ -\d")
_PIECE = lazy_pattern(r"[\w'’-]+@@\s*$")
_CLOSED = lazy_pattern(r"(?:[.!?…]['\"”’»)\]]*\s+|[。！？｡।॥։។؟۔]['\"”’»」』）]*\s*)$")


@rule(
    id="bpe-marker",
    kind=REPAIR,
    stage=RESIDUE,
    error_type="accuracy/non-translation",
    confidence=0.97,
    trigger=pair("@", "@") | chars("￭"),
    examples=[
        fires("The transla⟦@@ ⟧tion is late.", "The translation is late."),
        fires("Die Regierungs⟦@@ ⟧sprech⟦@@ ⟧erin schwieg.", "Die Regierungssprecherin schwieg.", lang="de"),
        fires("狗都可以吃这种食物。⟦BARF@@⟧", "狗都可以吃这种食物。", lang="zh"),
        fires("Он уехал в Моск⟦@@ ⟧ву.", "Он уехал в Москву.", lang="ru"),
        fires("She came back⟦ ￭⟧, and he left⟦ ￭⟧.", "She came back, and he left."),
        fires("Then came Kier⟦@@⟧", "Then came Kier"),
        silent("The diff begins with @@ -1,3 +1,4 @@ def main():"),
        silent("The function @@ROWCOUNT returns a number."),
        silent("Write to me at anna@example.org, please."),
        silent("On parle de @mairie_paris et de @@ comme signe.", lang="fr"),
        silent("Run `SELECT @@version` first."),
        silent("Meet us @@ the station"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    text = segment.text
    if _HUNK.search(text):
        return
    for m in _MARK.finditer(text):
        if m[0] != "@@":
            yield delete(*m.span(), "subword mark inside a word is removed")
            continue
        piece = _PIECE.search(text, 0, len(text))
        if piece and piece.end() >= m.end() and _CLOSED.search(text, 0, piece.start()):
            start = len(text[: piece.start()].rstrip())
            yield delete(start, len(text), "piece of a word that was never finished is removed", confidence=0.9)
        else:
            yield delete(*m.span(), "the word breaks off at a subword mark", confidence=0.5)
