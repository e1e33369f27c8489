r"""Removes the control tokens of language models.

## What it does
Deletes tokens that steer a model and should never reach a reader: ``</s>``, ``<pad>``, ``[CLS]``, ``<|endoftext|>``,
``<|im_start|>assistant``, ``[INST]`` and the like, and whatever else stands between ``<|`` and ``|>``. One of the
spaces beside it goes along, so that one remains; a line that held nothing else goes whole.

## Why
A decoder that keeps special tokens, or a model that writes its own end mark as text, leaves them in the translation.
Most of them look like tags, so cleaners take them for markup, and browsers hide them.

## Limits
Tokens in code, and those that a sentence talks about ("the token ``<pad>`` fills the batch"), stay. So does ``<s>`` where
the document closes it like HTML's strike-through. ``[SEP]`` and its kin are also written by people: one that
stands alone goes only where the model puts it, at the start or the end of a line. The words of a system prompt that stands between two tokens stay.

## Source
`tables/special-token/tokens.tsv` names the models and where their tokens are described.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from textfix.rule import (
    DOCUMENT,
    REPAIR,
    RESIDUE,
    Hit,
    Segment,
    Span,
    delete,
    fires,
    holds_any,
    lazy_pattern,
    literals,
    protected_spans,
    replace,
    rule,
    silent,
    table,
    touches,
    word_starts,
)

_ROLE = r"(?:(?:system|user|assistant|model|tool|human|ipython)\b(?:<\|end_header_id\|>)?)?"
_LANGUAGE = r"(?!<\|[a-z]{2,3}(?:_[A-Z][a-z]{3})?\|>)"  # the business of language-tag
_GENERIC = rf"{_LANGUAGE}<\|[A-Za-z0-9_.▁/-]{{1,40}}\|>|<｜[^\s｜<>|]{{1,60}}｜>|<extra_id_\d{{1,3}}>"
_LINE_END = lazy_pattern(r"[\n\r]")
_BLOCKS = ("```", "~~~", "<pre", "<code", "<script", "<!--")  # what they open can hold many lines
_TAG = lazy_pattern(r"</?([A-Za-z][\w.-]*)[^<>]*>")
_QUOTED = lazy_pattern("[\"'“”„«»‹›「」『』‘’()（）]")


@cache
def _kinds() -> dict[str, str]:
    return {row["token"]: row["kind"] for row in table("special-token", "tokens")}


@cache
def _run() -> re.Pattern[str]:
    """A run of tokens with nothing but spaces between them."""
    kinds = _kinds()
    turns = "|".join(re.escape(t) for t, kind in kinds.items() if kind == "turn")
    rest = "|".join(re.escape(t) for t, kind in kinds.items() if kind != "turn")
    one = rf"(?:(?:{turns}){_ROLE}|{rest}|{_GENERIC})(?![(:\[])"
    return re.compile(rf"{one}(?:[ \t]*{one})*")


@rule(
    id="special-token",
    kind=REPAIR,
    stage=RESIDUE,
    error_type="accuracy/non-translation",
    confidence=0.97,
    scope=DOCUMENT,
    inside_protected=True,
    trigger=literals(
        "<|", "|>", "<｜", "</s>", "<s>", "<pad>", "<extra_id", "[PAD]", "[CLS]", "[SEP]", "[MASK]", "[EOS]"
    )
    | literals("[BOS]", "[INST]", "[/INST]", "<<SYS>>", "<</SYS>>", "<mask>", "<cls>", "<sep>", "<eo", "<bos>", "<EOS>")
    | literals("<BOS>", "<PAD>", "<SEP>", "<CLS>", "<MASK>", "<sos>", "<SOS>", "<blank>", "<start_of", "<end_of"),
    examples=[
        fires("The museum opens at nine.⟦</s>⟧", "The museum opens at nine."),
        fires("⟦<pad> <pad> ⟧Der Zug fährt ab.", "Der Zug fährt ab.", lang="de"),
        fires("⟦[CLS] ⟧Поезд ушёл.⟦ [SEP]⟧", "Поезд ушёл.", lang="ru"),
        fires("⟦<|im_start|>assistant\n⟧El tren sale.⟦<|im_end|>⟧", "El tren sale.", lang="es"),
        fires("朝ごはんを食べました。⟦<｜end▁of▁sentence｜>⟧", "朝ごはんを食べました。", lang="ja"),
        fires("We left ⟦<extra_id_0> ⟧at noon.", "We left at noon."),
        fires("⟦<s> ⟧Het regent al de hele dag.⟦ </s>⟧", "Het regent al de hele dag.", lang="nl"),
        silent("It costs <s>20 euros</s> 15 euros this week."),
        silent("<p><s>Sold out</s></p> More dates soon."),
        silent("The tokenizer adds the token <pad> to short sentences."),
        silent("Append `<|endoftext|>` to every document."),
        silent("Meetings: [SEP] 12, [OCT] 9."),
        silent("Read [PAD](https://example.org/pad) before you board."),
        silent("If a < b and c > d, the test fails."),
        silent("```\n<s> hello </s>\n```"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    text = segment.text
    runs = list(_runs(text))
    if not runs:
        return
    whole = holds_any(text, _BLOCKS)
    opened = holds_any(text, ("<s>",))
    markup = opened and any(t[1] != "s" and t[0] not in _kinds() for t in _TAG.finditer(text))
    starts = [m.start() for m in runs]
    closed = _closed(text, runs, 0, len(text)) if whole else []
    for m in runs:
        if not whole:
            low, high = _line(text, m)
            closed = _closed(text, runs[bisect_left(starts, low) : bisect_left(starts, high)], low, high)
        if not touches(Span(*m.span()), closed) and _residue(text, m, len(runs) == 1, opened, markup):
            yield _removal(segment, m)


def _runs(text: str) -> Iterator[re.Match[str]]:
    """The runs of tokens. Each begins with one of two characters, and single characters are found fast."""
    ahead = {c: text.find(c) for c in "<["}
    while starts := [at for at in ahead.values() if at >= 0]:
        start = min(starts)
        m = _run().match(text, start)
        at = m.end() if m else start + 1
        ahead = {c: text.find(c, at) if 0 <= place < at else place for c, place in ahead.items()}
        if m:
            yield m


def _closed(text: str, runs: list[re.Match[str]], low: int, high: int) -> list[Span]:
    """The protected spans of a part of the text, as they are without its `runs` of tokens, which look like markup themselves."""
    parts: list[str] = []
    at = low
    for m in runs:
        parts += text[at : m.start()], " " * (m.end() - m.start())
        at = m.end()
    blank = "".join(parts) + text[at:high]
    return [Span(s.start + low, s.end + low) for s in protected_spans(blank)]


def _residue(text: str, m: re.Match[str], alone: bool, opened: bool, markup: bool) -> bool:
    """Whether the run is no markup of the document, and no mere mention.

    `alone`: there is no other run; `opened`: there is a ``<s>`` somewhere; `markup`: and tags that are neither that nor tokens.
    """
    low, high = _line(text, m)
    first, last = not text[low : m.start()].strip(), not text[m.end() : high].strip()
    names = {t[1] for t in _TAG.finditer(m[0])}
    if any(f"</{n}>" not in _kinds() and f"</{n}>" in text for n in names):
        return False
    if "s" in names and opened and (markup or not _left_over(text, text[low:high], m)):
        return False
    kind = _kinds().get(m[0], "")
    if alone and kind.startswith("bracket"):
        return (first and not last and kind == "bracket-start") or (last and not first and kind == "bracket-end")
    if first or last:
        return True
    around = text[m.start() - 1], text[m.end()]
    return not (all(map(_QUOTED.match, around)) or word_starts("special-token", "mention").search(text, low, high))


def _left_over(text: str, line: str, m: re.Match[str]) -> bool:
    """Whether ``<s>`` and ``</s>`` are marks of a sentence rather than HTML's strike-through."""
    bare = line.strip()
    whole = bare.startswith("<s>") and (bare.endswith("</s>") or "</s>" not in bare) and bare.count("<s>") == 1
    return whole or (m[0].count("<s>") > 1 and "</s>" not in text)


def _line(text: str, m: re.Match[str]) -> tuple[int, int]:
    low = text.rfind("\n", 0, m.start()) + 1
    low = max(low, text.rfind("\r", low, m.start()) + 1)
    ends = _LINE_END.search(text, m.end())
    return low, ends.start() if ends else len(text)


def _removal(segment: Segment, m: re.Match[str]) -> Hit:
    text = segment.text
    low, high = _line(text, m)
    start, end = m.span()
    before, after = text[low:start], text[end:high]
    message = f"control token {m[0][:40]} of a language model is removed"
    if not before.strip():
        end += len(after) - len(after.lstrip())
        if not after.strip():
            end = high + (text[high : high + 2] == "\r\n") + (high < len(text))
        return delete(low, end, message)
    left, right = text[start - 1], after[:1]
    if not after.strip() or (left.isspace() and right in ".,;:!?)" and right not in segment.locale.space_before):
        return delete(low + len(before.rstrip()), end if after.strip() else high, message)
    if left.isspace() and right.isspace():
        return delete(start, end + len(after) - len(after.lstrip()), message)
    if right.isalnum() and not left.isspace() and left not in "([" and segment.locale.word_spaces:
        return replace(start, end, " ", message)
    return delete(start, end, message)
