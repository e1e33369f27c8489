"""Flags the token that a model writes for text it has no letters for.

## What it does
Flags ``<unk>``, ``[UNK]``, ``<|unk|>``, ``__UNK__`` and SentencePiece's ``⁇``: here a word, a letter, a quotation mark or
an emoji of the source is lost. Nothing is edited, for nobody can know from the text alone what it was.

## Why
It is the commonest residue of neural translation: in the outputs of WMT 2021 and 2022 some systems write it for every
quotation mark, every Ukrainian apostrophe, or every emoji.

## Limits
``⁇`` is also a punctuation mark: attached to a word, or at the end of a sentence where the language sets a space before
question marks, it is left alone. Code, and sentences that talk about the token, are left alone.

## Source
Kudo and Richardson, SentencePiece (2018), whose decoder writes ``⁇`` for unknown pieces; the vocabularies of
Transformers, fairseq and OpenNMT.
"""

import re
from collections.abc import Iterator

from textfix.mqm import Severity
from textfix.rule import (
    DOCUMENT,
    FLAG,
    Hit,
    Segment,
    chars,
    fires,
    flag,
    lazy_pattern,
    protected_spans,
    rule,
    silent,
    triple,
    word_starts,
)

_ONE = r"(?:< ?(?:unk|UNK) ?>|<\|(?:unk|UNK)\|>|\[UNK\]|__(?:UNK|unk)__|@UNK@|⁇)"
_RUN = lazy_pattern(rf"{_ONE}(?:[ \t]*{_ONE})*")
_TAG = lazy_pattern(_ONE)
_QUOTES = frozenset("\"'“”„«»‹›「」『』‘’()（）")


@rule(
    id="unknown-token",
    kind=FLAG,
    error_type="accuracy/omission",
    severity=Severity.MAJOR,
    confidence=0.97,
    scope=DOCUMENT,
    inside_protected=True,
    trigger=chars("⁇") | triple("<|[_@", "uU", "nN") | triple("uU", "nN", "kK"),
    examples=[
        fires("The mayor said ⟦<unk>⟧ on Monday."),
        fires("Der Wagen ⟦<unk>⟧ Gruppieren Sie sich, ⟦<unk> <unk>⟧", lang="de"),
        fires("Am Donnerstag wurde es ⟦<unk>⟧aktiv genutzt⟦<unk>⟧.", lang="de"),
        fires("Ми зв⟦<unk>⟧яжемося з вами.", lang="uk"),
        fires("無料の講座 ⟦⁇⟧ すべて学べます", lang="ja"),
        fires("⟦[UNK]⟧ est arrivé à midi.", lang="fr"),
        fires("Die Zahl ist ⟦⁇⟧ hnlich hoch.", lang="de"),
        silent("Are you serious⁇ Yes, I am."),
        silent("Tu viens ⁇ Oui, bientôt.", lang="fr"),
        silent("Rare words become `<unk>` in the vocabulary."),
        silent("The token <unk> replaces words that are not in the vocabulary."),
        silent("```\nids = vocab['<unk>']\n```"),
        silent("The uncle knew nothing of it."),
        silent("He wrote to unk@example.org."),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    text = segment.text
    runs = list(_RUN.finditer(text))
    if not runs:
        return
    closed = protected_spans(_RUN.sub(lambda m: " " * len(m[0]), text))
    for m in runs:
        if any(s.start < m.end() and m.start() < s.end for s in closed) or not _lost(segment, m):
            continue
        lost = len(_TAG.findall(m[0]))
        what = "text is" if lost == 1 else f"{lost} pieces of text are"
        yield flag(*m.span(), f"{what} lost here: the model had no letters for it", evidence=m[0][:40])


def _lost(segment: Segment, m: re.Match[str]) -> bool:
    text = segment.text
    before, after = text[: m.start()][-1:], text[m.end() :][:1]
    if m[0].startswith("⁇") and _punctuation(segment, before, text[m.end() : m.end() + 2]):
        return False
    if before in _QUOTES and after in _QUOTES and before and after:
        return False
    low = max(text.rfind(c, 0, m.start()) for c in "\n\r") + 1
    high = min((i for c in "\n\r" if (i := text.find(c, m.end())) >= 0), default=len(text))
    return not word_starts("special-token", "mention").search(text, low, high)


def _punctuation(segment: Segment, before: str, after: str) -> bool:
    """Whether ⁇ ends a question."""
    if before and not before.isspace():
        return not after[:1].isalnum() and after[:1] != "⁇"
    ends = not after.strip() or after[1:2].isupper() or not after[0].isspace()
    return bool(before) and ends and (segment.lang is None or "?" in segment.locale.space_before)
