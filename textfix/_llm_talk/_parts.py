"""The answer of a language model while it is being taken apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from .._patterns import lazy_pattern
from ..model import Edit, Span
from ._tongue import lowered

HEAD = 700  # as much of the beginning as talk may fill
_SPACE_ONLY = lazy_pattern(r"\s*")
_RULER = lazy_pattern(r"(?:[-*_=]{3,}|[—–]{3,})[ \t]*\r?\n\s*")
_RULER_BEFORE = lazy_pattern(r"\n[ \t]*(?:[-*_=]{3,}|[—–]{3,})[ \t]*\r?\n?\s*\Z")


class Part(NamedTuple):
    """A piece of an answer that is not the translation: its kind, where it is, the edits that take it away."""

    kind: str
    span: Span
    edits: tuple[Edit, ...]
    confidence: float


@dataclass(slots=True)
class State:
    """``[start, end)`` of `text` is what has not been taken off yet; it neither begins nor ends with white space."""

    text: str
    source: str | None
    start: int
    end: int
    ruled: bool = False  # a line of dashes set the translation off from the talk before it
    closed: bool = False  # what is left can only be judged when the edits are made
    parts: list[Part] = field(default_factory=list)

    @classmethod
    def of(cls, text: str, source: str | None) -> State:
        """A text from which nothing has been taken off."""
        end = len(text)
        while end and text[end - 1].isspace():  # without a copy of the text
            end -= 1
        state = cls(text, source if source and source.strip() else None, 0, end)
        state.start = min(state.end, _skipped(text, 0))
        return state

    @property
    def talked(self) -> bool:
        """Whether the model was caught talking."""
        return bool(self.parts)

    def head(self) -> str:
        """The beginning of what is left, made ready for the patterns."""
        return lowered(self.text[self.start : min(self.end, self.start + HEAD)])

    def cut_head(self, kind: str, end: int, confidence: float) -> bool:
        """Take off everything before `end` and the white space after it; ``False`` if nothing would be left."""
        end = _skipped(self.text, end)
        ruler = _RULER.match(self.text, end)
        if ruler:
            end = ruler.end()
        if end >= self.end:
            return False
        self.ruled = self.ruled or bool(ruler)
        begin = self.start if self.parts and self.start else 0
        self._cut(kind, begin, end, confidence)
        self.start = end
        return True

    def cut_tail(self, kind: str, start: int, confidence: float) -> bool:
        """Take off everything from `start` on and the white space before it; ``False`` if nothing would be left."""
        start = self.start + len(self.text[self.start : start].rstrip())
        low = max(self.start, start - 80)
        if ruler := _RULER_BEFORE.search(self.text[low:start] + "\n"):
            start = low + ruler.start()
            start = self.start + len(self.text[self.start : start].rstrip())
        if start <= self.start:
            return False
        self._cut(kind, start, self.end, confidence)
        self.end = start
        return True

    def cut_around(self, kind: str, start: int, end: int, confidence: float, edits: tuple[Edit, ...] = ()) -> bool:
        """Take off what stands around ``[start, end)``, and make `edits` inside it."""
        inner = self.text[start:end]
        low = start + len(inner) - len(inner.lstrip())
        high = start + len(inner.rstrip())
        if low >= high:
            return False
        around = (Edit(Span(self.start, low), ""), *edits, Edit(Span(high, self.end), ""))
        around = tuple(e for e in around if e.span.start < e.span.end or e.text)
        self.parts.append(Part(kind, Span(self.start, self.end), around, confidence))
        self.start, self.end = low, high
        self.closed = bool(edits)
        return True

    def _cut(self, kind: str, start: int, end: int, confidence: float) -> None:
        self.parts.append(Part(kind, Span(start, end), (Edit(Span(start, end), ""),), confidence))


def _skipped(text: str, at: int) -> int:
    m = _SPACE_ONLY.match(text, at)
    return m.end() if m else at
