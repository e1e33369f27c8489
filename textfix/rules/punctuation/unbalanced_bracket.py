"""Points out a bracket that has no partner.

## What it does
Flags an opening bracket that nothing closes, and a closing one that nothing opens. A parenthesis may run over the next line.

## Why
Models drop one of two brackets, and remains of a link or a tag leave one behind.

## Limits
Counting marks ("a)", "1.)"), smileys, intervals ("[3, 5)"), what stands in code, and tables stay. In a text of one line the
parenthesis may begin before it or end after it, so an opening bracket near the end of a line that is no sentence is
flagged with low confidence, as is a closing one that may be a smile at the end of a line :) )

Of 40 places in outputs of machines that were read, 31 were right; the others were smiles, labels ("1 ) the first") and labels in
parentheses, which are told apart since. In human text of 128 languages there are 60 in 257,000 lines.

## Source
Bringhurst, The Elements of Typographic Style, 5.4; Unicode 16, BidiBrackets.txt.
"""

from __future__ import annotations

from collections.abc import Iterator

from textfix.rule import FLAG, Hit, Segment, Span, chars, fires, flag, lazy_pattern, protected_spans, rule, silent

_PARTNER = {")": "(", "]": "[", "）": "（", "】": "【", "》": "《", "}": "{"}
_BRACKET = lazy_pattern(r"[()\[\]（）【】《》{}]")
_NO_PAIR = lazy_pattern(
    r"[:;=8xX][-^'o]?[()\[\]]|[()\[\]][-^]?[:;=](?!\w)"  # smileys
    r"|^\W{0,2}(?:\w{1,3}|[ivxIVX]{1,5})[.]? \)"  # 1 ) at the beginning
    r"|(?:\*\*|[\"“'«‘])[()\[\]{}](?:\*\*|[\"”'»’])"  # what the text is about
    r"|[\[(]-?\d[\d.]*[,;] ?-?[\d.∞]+[\])]"  # an interval
)
_LABEL = lazy_pattern(r"(?:(?<=[\s.,;:(])|^)\W{0,2}(?:\w{1,2}|\d{3}|[ivxIVX]{1,5})[.]?\)")  # a) 1.) iv)
_SMILE = lazy_pattern(r"(?:[.!?…]| )\)(?: ?\))*\s*$")  # as some write one at the end of a line
_SURE, _LIKELY, _UNSURE = 0.75, 0.6, 0.45
_END = lazy_pattern(r"[.!?…。！？।۔](?:[\"”»’)\]]*)\s*$")
_MOST = 40  # brackets in a line that is no prose


def _loose(text: str) -> list[int]:
    """Where the brackets without partner stand, in order. Brackets in code count as text."""
    found = [(m.start(), m[0]) for m in _BRACKET.finditer(text)]
    if not 0 < len(found) < _MOST or all(
        sum(c == o for _, c in found) == sum(c == e for _, c in found) for e, o in _PARTNER.items()
    ):
        return []
    closed = [*protected_spans(text), *(Span(*m.span()) for m in _NO_PAIR.finditer(text))]
    labels = [Span(*m.span()) for m in _LABEL.finditer(text)]
    loose = _unpaired(found, closed + labels)
    return loose if not labels or (loose and _unpaired(found, closed)) else []


def _unpaired(found: list[tuple[int, str]], closed: list[Span]) -> list[int]:
    stack: list[tuple[int, str]] = []
    left: list[int] = []
    for at, char in found:
        if any(s.start <= at < s.end for s in closed):
            continue
        if char not in _PARTNER:
            stack.append((at, char))
            continue
        for n in range(len(stack) - 1, -1, -1):
            if stack[n][1] == _PARTNER[char]:
                left += (a for a, _ in stack[n + 1 :])
                del stack[n:]
                break
        else:
            left.append(at)
    return sorted(left + [a for a, _ in stack])


@rule(
    id="unbalanced-bracket",
    kind=FLAG,
    error_type="linguistic-conventions/punctuation",
    confidence=_LIKELY,
    trigger=chars("()[]（）【】《》{}"),
    examples=[
        fires("See Garbage Collector basics⟦)⟧ and other tips.", lang="en"),
        fires("Le projet ⟦(⟧voir la page 3 est fini.", lang="fr"),
        fires('Rendering (PMA) in Visual Studio 2019."⟦)⟧', lang="it"),
        fires("他⟦（⟧昨天（走了）。", lang="zh"),
        fires("Two of them ⟦(⟧the old one (by Green, etc.) and the new.", lang="en"),
        silent("a) first, 1.) second, iv) third", lang="en"),
        silent("1 ) The first of them (4 p.) came late.", lang="en"),
        silent("I like it :) but not this :( one.", lang="en"),
        silent("The interval [3, 5) is half open.", lang="en"),
        silent("It began here (in a long story.\nIt ended there) and so on.", lang="en"),
        silent("Call `print(` and then `)` again.", lang="en"),
        silent("Il (lui [et elle]) vient.", lang="fr"),
    ],
)
def find(segment: Segment) -> Iterator[Hit]:
    """Yield the brackets without partner."""
    text = segment.text
    loose = _loose(text)
    if not loose:
        return
    # Looking at the other lines costs, so only now.
    before = any(segment.previous[a] not in _PARTNER for a in _loose(segment.previous))
    after = any(segment.following[a] in _PARTNER for a in _loose(segment.following))
    smile = m.start() if (m := _SMILE.search(text)) and "(" not in text else len(text)
    for at in loose:
        closing = text[at] in _PARTNER
        if (closing and before) or (not closing and after):
            continue
        whole = _END.search(text) is not None
        confidence = (_SURE if len(loose) == 1 else _LIKELY) if whole or closing else _UNSURE
        if at >= smile:
            confidence = _UNSURE
        what = "closes nothing" if closing else "is not closed"
        yield flag(at, at + 1, f"bracket {text[at]} {what}", confidence=confidence)
