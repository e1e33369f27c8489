"""What was done to a text, kept as one list of edits from the original, however often the text was edited.

An `EditLog` starts as the identity. Each batch of edits, given in the text as it stands, is composed with what was
done before, so that `pieces` always leads from the original straight to the current text.
"""

from __future__ import annotations

import difflib
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .model import Edit, Span, apply_edits

Owners = frozenset[int]

# Beyond this many character comparisons a replaced passage stays one edit instead of several small ones.
_DIFF_LIMIT = 40_000


class Piece(NamedTuple):
    """``original[start:end]`` now reads `text`, from `at` on in the current text; `owners` are the hits behind it."""

    start: int
    end: int
    text: str
    owners: Owners
    at: int

    @property
    def to(self) -> int:
        """The end of the piece in the current text."""
        return self.at + len(self.text)


class EditLog:
    """The composed edits of one text; `text` is the text as it stands."""

    __slots__ = ("_starts", "original", "pieces", "text")

    def __init__(self, original: str) -> None:
        self.original = original
        self.text = original
        self.pieces: list[Piece] = []
        self._starts: list[int] = []

    def apply(self, edits: Sequence[tuple[Edit, int]]) -> None:
        """Make `edits` (disjoint, in order, spans in the current text), each with the number of the hit behind it."""
        if not self.pieces and _apart(edits):
            self._first(edits)
            return
        pieces: list[Piece] = []
        shift = 0  # original minus current offset in the kept text before the cluster
        moved = 0  # new minus current offset there
        for cluster_pieces, cluster_edits in _clusters(self.pieces, edits):
            low = min(x for x in (*(p.at for p in cluster_pieces), *(e.span.start for e, _ in cluster_edits)))
            high = max(x for x in (*(p.to for p in cluster_pieces), *(e.span.end for e, _ in cluster_edits)))
            first = cluster_pieces[0] if cluster_pieces else None
            start = first.start if first and first.at == low else low + shift
            if cluster_pieces:
                shift = cluster_pieces[-1].end - cluster_pieces[-1].to
            local = [Edit(Span(e.span.start - low, e.span.end - low), e.text) for e, _ in cluster_edits]
            text = apply_edits(self.text[low:high], local)
            owners = frozenset[int]().union(*(p.owners for p in cluster_pieces), (n for _, n in cluster_edits))
            pieces.append(Piece(start, high + shift, text, owners, low + moved))
            moved += len(text) - (high - low)
        self.text = apply_edits(self.text, [e for e, _ in edits])
        self.pieces = pieces
        self._starts = [p.at for p in pieces]

    def _first(self, edits: Sequence[tuple[Edit, int]]) -> None:
        """Make the first edits of a text, which are apart: each is a piece."""
        moved = 0
        for ((start, end), new), owner in edits:
            self.pieces.append(Piece(start, end, new, frozenset((owner,)), start + moved))
            moved += len(new) - (end - start)
        self.text = apply_edits(self.text, [e for e, _ in edits])
        self._starts = [p.at for p in self.pieces]

    def restore(self, text: str, pieces: list[Piece]) -> None:
        """Take over the state of other logs: the text as it stands, and the pieces that lead to it."""
        self.text, self.pieces = text, pieces
        self._starts = [p.at for p in pieces]

    def to_original(self, span: Span) -> Span:
        """Map a span of the current text to the original; what an edit made maps to all that the edit replaced."""
        start = self._map(span.start, end=False)
        return Span(start, max(start, self._map(span.end, end=True)))

    def _map(self, at: int, *, end: bool) -> int:
        i = (bisect_left if end else bisect_right)(self._starts, at) - 1
        if i < 0:
            return at
        piece = self.pieces[i]
        if at < piece.to:
            return piece.end if end else piece.start
        return piece.end + at - piece.to

    def edits(self) -> Iterator[tuple[Edit, Owners]]:
        """Yield the minimal edits from the original to the current text, in order, with the hits behind each."""
        for piece in self.pieces:
            for edit in minimal(self.original, Edit(Span(piece.start, piece.end), piece.text)):
                yield edit, piece.owners


def _apart(edits: Sequence[tuple[Edit, int]]) -> bool:
    """Whether no two edits share a character, and none that is empty touches another."""
    end, empty = -1, False
    for ((start, stop), _), _ in edits:
        if start < end or (start == end and (empty or start == stop)):
            return False
        end, empty = stop, start == stop
    return True


def _clusters(
    pieces: Sequence[Piece], edits: Sequence[tuple[Edit, int]]
) -> Iterator[tuple[list[Piece], list[tuple[Edit, int]]]]:
    """Group pieces and new edits that share a character of the current text, or touch where one of them is empty."""
    i = j = 0
    while i < len(pieces) or j < len(edits):
        in_pieces: list[Piece] = []
        in_edits: list[tuple[Edit, int]] = []
        hull: Span | None = None
        while True:
            candidates: list[Span] = []
            if i < len(pieces):
                candidates.append(Span(pieces[i].at, pieces[i].to))
            if j < len(edits):
                candidates.append(edits[j][0].span)
            if not candidates:
                break
            nearest = min(candidates)
            if hull is not None and not hull.overlaps(nearest):
                break
            if j < len(edits) and edits[j][0].span == nearest:
                in_edits.append(edits[j])
                j += 1
            else:
                in_pieces.append(pieces[i])
                i += 1
            hull = nearest if hull is None else Span(hull.start, max(hull.end, nearest.end))
        yield in_pieces, in_edits


def minimal(text: str, edit: Edit) -> list[Edit]:
    """Split an edit of `text` into the smallest edits with the same result; none if it changes nothing."""
    (start, end), new = edit
    old = text[start:end]
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    start, end = start + head, end - tail
    old, new = old[head : len(old) - tail], new[head : len(new) - tail]
    if not old and not new:
        return []
    if len(old) < 2 or len(new) < 2 or len(old) * len(new) > _DIFF_LIMIT:
        return [Edit(Span(start, end), new)]
    opcodes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [Edit(Span(start + a, start + b), new[c:d]) for op, a, b, c, d in opcodes if op != "equal"]
