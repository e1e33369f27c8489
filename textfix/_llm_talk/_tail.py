"""What stands after the translation: notes, explanations, offers."""

from __future__ import annotations

import re
from functools import cache

from .._patterns import lazy_pattern
from ._parts import State
from ._tongue import DECOR, alternatives, lowered, spoken

_TAIL = 6000  # as much of the end as notes may fill
_MOST = 8  # paragraphs
_PARAGRAPH = lazy_pattern(r"\n[ \t]*\r?\n\s*")
_LINE = lazy_pattern(r"\n\s*")
_ITEM = lazy_pattern(r"\s*(?:[-*•–·]\s|\d{1,2}[.)、]\s?|\*\*|[\"“「『«])")
_BRACKETED = lazy_pattern(r"(?<=\s)[(（\[【][*_]{0,3}")
_QUOTED = lazy_pattern(r"[\"“„«「『‘*_`'][^\W\d_][^\n\"“”„«»「」『』]{0,80}[\"”“»」』’*_`']")
_ENOUGH = 4  # points of `_score`


@cache
def _label() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<decor>{DECOR}[(（\[【]?[*_]{{0,3}}){alternatives('note')}(?: ?\d{{1,2}})?[*_]{{0,3}}"
        rf"(?:\s?[:：]|\s[-–—]\s|[*_]{{0,3}}(?P<heading>[ \t]*(?:\n|\Z)))"
    )


def epilogue(state: State) -> bool:
    """Take off notes on the translation and offers of help at the end."""
    low = max(state.start, state.end - _TAIL)
    tail = lowered(state.text[low : state.end])
    cut = _by_paragraphs(state, tail, _PARAGRAPH, _ENOUGH)
    if cut is None and "\n" in tail:
        cut = _by_paragraphs(state, tail, _LINE, _ENOUGH + (0 if state.talked else 1))
    if cut is None:
        cut = _in_brackets(state, tail)
    if cut is None:
        return False
    at, confidence = cut
    return low + at > state.start and state.cut_tail("epilogue", low + at, confidence)


def _by_paragraphs(state: State, tail: str, between: re.Pattern[str], enough: int) -> tuple[int, float] | None:
    """Where the talk begins that fills the last paragraphs, and how sure that is."""
    starts = [m.end() for m in between.finditer(tail)][-_MOST:]
    best: tuple[int, float] | None = None
    for at in reversed(starts):
        block = tail[at:]
        end = between.search(tail, at)
        first = tail[at : end.start() if end else len(tail)]
        label = _label().match(first)
        if label and (not label["heading"] or label["decor"].strip() or state.talked):
            points = _score(state, block)
            if points >= enough:
                best = at, min(0.97, 0.8 + 0.03 * points)
                continue
        elif _offer(state, first, known=best is not None or state.talked):
            best = at, 0.93
            continue
        elif state.talked and spoken("self").match(first.lstrip("*_( \t")) and _score(state, block) >= enough + 1:
            best = at, 0.9
            continue
        if not (_ITEM.match(first) or label):
            break
    return best


def _offer(state: State, paragraph: str, *, known: bool) -> bool:
    m = spoken("offer").match(paragraph.lstrip("*_#> \t"))
    if m is None or len(paragraph) > 400 or _told_by_source(state):
        return False
    if known:
        return True
    return all(spoken(role).search(paragraph) for role in ("translating", "serve", "speaker"))


def _in_brackets(state: State, tail: str) -> tuple[int, float] | None:
    """A note in brackets that ends the last line."""
    if tail[-1:] not in ")）]】":
        return None
    low = max(0, len(tail) - 800)
    for m in reversed(list(_BRACKETED.finditer(tail, low))):
        if _label().match(tail, m.start()) and _score(state, tail[m.start() :]) > _ENOUGH:
            return m.start(), 0.88
    return None


def _score(state: State, block: str) -> int:
    """How much speaks for notes on this very translation, and not for notes that belong to the text."""
    if _told_by_source(state):
        return 0
    subject = {m[0][:5] for m in spoken("about", "translating").finditer(block)}
    points = min(3, len(subject))
    if spoken("self").search(block):
        points += 2
    points += min(2, len({m[0] for m in spoken("craft").finditer(block)}))
    if not points:
        return 0
    if _QUOTED.search(block):
        points += 1
    if state.talked:
        points += 2
    if spoken("genuine").search(block):
        points -= 2
    label = _label().match(block)
    if label and spoken("translating").search(label[0]):
        points += 1
    return points


def _told_by_source(state: State) -> bool:
    """Whether the source ends in such a note too, or has as many lines as the text."""
    if state.source is None:
        return False
    lines = [line for line in state.source.splitlines() if line.strip()]
    last = lowered(lines[-1]) if lines else ""
    if _label().match(last) or spoken("note").match(last.lstrip("*_#>( \t（")):
        return True
    here = sum(1 for line in state.text[state.start : state.end].splitlines() if line.strip())
    return len(lines) > 1 and len(lines) >= here
