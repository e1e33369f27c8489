"""Texts inside a file: where each character stands, and how a change of it is spelt there."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from .._patterns import lazy_pattern
from ..model import Edit, Span, apply_edits

Escape = Callable[[str], str]

_SPACES = lazy_pattern(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")


class UnspeakableError(ValueError):
    """A text that cannot be written in the place where it should go."""


def as_it_is(text: str) -> str:
    """The spelling of a text that needs no escaping."""
    return text


class Piece(NamedTuple):
    """Characters ``[at, to)`` of a unit's text, which stand at ``[start, end)`` of the part.

    `escape` spells what is put in their place, ``None``: they cannot be changed. `plain`: the characters stand there
    as they are; otherwise the stretch is one escape for all of them.
    """

    at: int
    to: int
    start: int
    end: int
    escape: Escape | None
    plain: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """A text to check, made of pieces that stand in a part of a file in the same order, perhaps with gaps.

    `lang` is what the file says of its language, `hint` what it or its name suggests: it counts where the text itself
    does not tell. `rewrite` spells the whole text, from the first piece to the last, where a change cannot be made
    piece by piece.
    """

    text: str
    pieces: tuple[Piece, ...]
    lang: str | None = None
    hint: str | None = None
    source: str | None = None
    source_lang: str | None = None
    rewrite: Escape | None = None

    @property
    def fixed(self) -> list[Span]:
        """The stretches of the text that cannot be changed, disjoint and in order."""
        out: list[Span] = []
        for p in self.pieces:
            if p.escape is None and p.at < p.to:
                if out and out[-1].end == p.at:
                    out[-1] = Span(out[-1].start, p.to)
                else:
                    out.append(Span(p.at, p.to))
        return out

    def in_part(self, edit: Edit) -> list[Edit]:
        """The edits of the part that make `edit` of the text. Raises `UnspeakableError`."""
        (start, end), new = edit
        if start == end:
            return [self._inserted(start, new)]
        if not new:
            start, end = self._slid(start, end)
        out: list[Edit] = []
        for p in self._overlapped(start, end):
            low, high = max(start, p.at), min(end, p.to)
            if p.escape is None:
                raise UnspeakableError("what stands here cannot be changed")
            if p.plain:
                out.append(Edit(Span(p.start + low - p.at, p.start + high - p.at), p.escape(new)))
            else:
                kept = self.text[p.at : low] + new + self.text[high : p.to]
                out.append(Edit(Span(p.start, p.end), p.escape(kept) if kept else ""))
            new = ""  # all of it goes to the first piece
        return out

    def _slid(self, start: int, end: int) -> tuple[int, int]:
        """A stretch inside one piece whose deletion leaves the same text, where there is one: "the| the" for "the |the "."""
        for step in (1, -1):
            low, high = start, end
            while low >= 0 and high <= len(self.text):
                if any(
                    p.plain and p.escape is not None and p.at <= low and high <= p.to
                    for p in self._overlapped(low, high)
                ):
                    return low, high
                if step > 0 and (high == len(self.text) or self.text[low] != self.text[high]):
                    break
                if step < 0 and (low == 0 or self.text[low - 1] != self.text[high - 1]):
                    break
                low, high = low + step, high + step
        return start, end

    def _overlapped(self, start: int, end: int) -> Iterator[Piece]:
        i = max(0, bisect_right(self.pieces, start, key=lambda p: p.at) - 1)
        while i < len(self.pieces) and self.pieces[i].at < end:
            if self.pieces[i].to > start:
                yield self.pieces[i]
            i += 1

    def _inserted(self, at: int, new: str) -> Edit:
        i = max(0, bisect_right(self.pieces, at, key=lambda p: p.at) - 1)
        for p in self.pieces[i::-1]:
            if p.to < at:
                break
            if p.escape is None:
                continue
            if p.plain:
                where = p.start + at - p.at
            elif at == p.to:
                where = p.end
            elif at == p.at:
                where = p.start
            else:
                kept = self.text[p.at : at] + new + self.text[at : p.to]
                return Edit(Span(p.start, p.end), p.escape(kept))
            return Edit(Span(where, where), p.escape(new))
        raise UnspeakableError("nothing can be inserted here")

    def to_part(self, span: Span) -> Span:
        """The stretch of the part that `span` of the text stands in."""
        start, end = self._place(span.start, after=True), self._place(span.end, after=False)
        return Span(start, end) if span.start < span.end and start < end else Span(start, max(start, end))

    def _place(self, at: int, *, after: bool) -> int:
        """Where the text's offset lies; between two pieces: before what comes after, or after what comes before."""
        if not self.pieces:
            return 0
        if after:
            p = self.pieces[max(0, bisect_right(self.pieces, at, key=lambda p: p.at) - 1)]
        else:
            p = next((q for q in reversed(self.pieces) if q.at < at), self.pieces[0])
        if p.plain:
            return p.start + min(at, p.to) - p.at
        return p.end if at >= p.to else p.start if after else p.end


def whole(text: str) -> Unit:
    """The unit of a part that is one text."""
    return Unit(text, (Piece(0, len(text), 0, len(text), as_it_is, True),))


class Builder:
    """Puts the pieces of one unit together; offsets are those of the part whose text is `raw`."""

    def __init__(self, raw: str, escape: Escape = as_it_is) -> None:
        self.raw = raw
        self.escape = escape
        self._texts: list[str] = []
        self._pieces: list[Piece] = []
        self.length = 0

    def plain(self, start: int, end: int, escape: Escape | None = None) -> None:
        """Add what stands at ``[start, end)`` as it is."""
        if start >= end:
            return
        escape = escape or self.escape
        last = self._pieces[-1] if self._pieces else None
        if last is not None and last.plain and last.end == start and last.escape is escape:
            self._pieces[-1] = last._replace(to=last.to + end - start, end=end)
            self._texts.append(self.raw[start:end])
            self.length += end - start
        else:
            self._add(self.raw[start:end], start, end, escape, True)

    def atom(self, text: str, start: int, end: int, escape: Escape | None = None) -> None:
        """Add `text`, which ``[start, end)`` is another spelling of."""
        self._add(text, start, end, escape or self.escape, False)

    def fixed(self, text: str, start: int, end: int) -> None:
        """Add `text`, which stands for ``[start, end)`` and cannot be changed."""
        self._add(text, start, end, None, self.raw[start:end] == text)

    def _add(self, text: str, start: int, end: int, escape: Escape | None, plain: bool) -> None:
        self._pieces.append(Piece(self.length, self.length + len(text), start, end, escape, plain))
        self._texts.append(text)
        self.length += len(text)

    @property
    def text(self) -> str:
        """The text so far."""
        if len(self._texts) > 1:
            self._texts = ["".join(self._texts)]
        return self._texts[0] if self._texts else ""

    def ends_with(self, text: str) -> bool:
        """Whether what was added last ends with `text`."""
        return bool(self._texts) and self._texts[-1].endswith(text)

    @property
    def pieces(self) -> list[Piece]:
        """The pieces so far."""
        return self._pieces

    @property
    def start(self) -> int:
        """Where the first piece stands."""
        return self._pieces[0].start

    def extend(self, other: Builder) -> None:
        """Add all pieces of `other`."""
        self._pieces += (p._replace(at=p.at + self.length, to=p.to + self.length) for p in other._pieces)
        self._texts += other._texts
        self.length += other.length

    def trim(self) -> None:
        """Take white space off both ends: it belongs to the file, not to the text."""
        text = self.text
        lead, tail = len(text) - len(text.lstrip()), len(text.rstrip())
        if lead == 0 and tail == len(text):
            return
        pieces: list[Piece] = []
        for p in self._pieces:
            at, to = max(p.at, lead), min(p.to, tail)
            if at >= to:
                continue
            if p.plain:
                p = p._replace(start=p.start + at - p.at, end=p.end - (p.to - to))
            pieces.append(p._replace(at=at - lead, to=to - lead))
        text = text[lead:tail]
        self._pieces, self._texts, self.length = pieces, [text], len(text)

    def collapse(self) -> None:
        """Make every run of white space one space, as where it means no more: all of the run is the spelling of it."""
        text = self.text
        runs = [m.span() for m in _SPACES.finditer(text)]
        if not runs:
            return
        old = Builder(self.raw, self.escape)
        old._pieces, old._texts, old.length = self._pieces, [text], self.length
        self._pieces, self._texts, self.length = [], [], 0
        done = 0
        for start, end in runs:
            covering = old.between(start, end)
            if any(p.escape is None for p in covering) or any(
                a.end != b.start for a, b in itertools.pairwise(covering)
            ):
                continue
            old.copy_to(self, done, start)
            first, last = covering[0], covering[-1]
            low = first.start + start - first.at if first.plain else first.start
            high = last.start + end - last.at if last.plain else last.end
            self.atom(" ", low, high)
            done = end
        old.copy_to(self, done, old.length)

    def between(self, start: int, end: int) -> list[Piece]:
        """The pieces that hold something of ``[start, end)`` of the text."""
        i = max(0, bisect_right(self._pieces, start, key=lambda p: p.at) - 1)
        out: list[Piece] = []
        while i < len(self._pieces) and self._pieces[i].at < end:
            if self._pieces[i].to > start:
                out.append(self._pieces[i])
            i += 1
        return out

    def copy_to(self, other: Builder, start: int, end: int) -> None:
        """Add ``[start, end)`` of the text to `other`; what had the spelling of this unit gets that of the other."""
        text = self.text
        for p in self.between(start, end):
            at, to = max(p.at, start), min(p.to, end)
            if p.plain:
                p = p._replace(start=p.start + at - p.at, end=p.start + to - p.at)
            escape = other.escape if p.escape is self.escape else p.escape
            other._add(text[at:to], p.start, p.end, escape, p.plain)

    def unit(
        self,
        *,
        lang: str | None = None,
        hint: str | None = None,
        source: str | None = None,
        source_lang: str | None = None,
        rewrite: Escape | None = None,
    ) -> Unit:
        """The unit."""
        return Unit(self.text, tuple(self._pieces), lang, hint, source, source_lang, rewrite)


def sliced(unit: Unit, start: int, end: int) -> Unit:
    """The unit of ``[start, end)`` of the text of `unit`; an escape that stands for several characters stays whole."""
    pieces = []
    for p in unit.pieces:
        at, to = max(p.at, start), min(p.to, end)
        if at >= to:
            continue
        moved = p._replace(at=at - start, to=to - start)
        if p.plain:
            moved = moved._replace(start=p.start + at - p.at, end=p.start + to - p.at)
        elif (at, to) != (p.at, p.to):
            moved = moved._replace(escape=None)
        pieces.append(moved)
    return replace(unit, text=unit.text[start:end], pieces=tuple(pieces), rewrite=None)


def spliced(unit: Unit, edits: Sequence[Edit], *, anew: bool = False) -> list[list[Edit]]:
    """The edits of the part for each of `edits` of the unit's text, which are disjoint and in order.

    Where one of them cannot be made piece by piece, or with `anew`, all become one edit that spells the whole text
    anew. Raises `UnspeakableError` where that cannot be done either.
    """
    if not anew:
        try:
            groups = [unit.in_part(e) for e in edits]
        except UnspeakableError:
            pass
        else:
            flat = [e for group in groups for e in group]
            if all(a.span.end <= b.span.start for a, b in itertools.pairwise(flat)):
                return groups
    if unit.rewrite is None or any(p.escape is None for p in unit.pieces):
        raise UnspeakableError("a text that cannot be written here")
    span = Span(unit.pieces[0].start, unit.pieces[-1].end)
    return [[Edit(span, unit.rewrite(apply_edits(unit.text, edits)))]] * len(edits)
