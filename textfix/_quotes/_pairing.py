"""Pairs the marks of a paragraph, nested to any depth."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from .._patterns import lazy_pattern
from ..model import Span
from ._marks import BREAKS, DOUBLE, MOST, SINGLE, Mark, Paragraph, Quotation, partners
from ._stand import Stand, stand

_DEPTH = 8  # how far down a closing mark looks for its opening one; deeper nesting is no nesting
_ONLY_OPENING = "「『„"
_MARK = lazy_pattern(rf"[{DOUBLE}]|(?<!\w)[{SINGLE}]|[{SINGLE}](?!\w)")
_BREAK = lazy_pattern(f"[{BREAKS}]")


def quotations(text: str, skip: Sequence[Span] = (), start: int = 0, end: int | None = None) -> Iterator[Paragraph]:
    """Yield the paragraphs of `text` that have quotation marks, in order; a paragraph ends with its line.

    `start` and `end` limit what is read; both must be at the edge of a paragraph. Marks inside the spans `skip`
    (sorted, disjoint) count as text. A paragraph with hundreds of marks is left out. All offsets are code points of
    `text`. Takes time linear in the length of what is read.
    """
    low, high = start, -1
    places: list[int] = []
    skipping = iter(skip[bisect_right(skip, start, key=lambda s: s.end) :])
    span = next(skipping, None)
    for m in _MARK.finditer(text, start, len(text) if end is None else end):
        at = m.start()
        while span is not None and span.end <= at:
            span = next(skipping, None)
        if span is not None and span.start <= at:
            continue
        if at >= high:
            if 0 < len(places) < MOST:
                yield _paragraph(text, places, low, high)
            places = []
            low = _last_break(text, max(high, start), at)
            found = _BREAK.search(text, at)
            high = found.start() if found else len(text)
        places.append(at)
    if 0 < len(places) < MOST:
        yield _paragraph(text, places, low, high)


def _last_break(text: str, low: int, at: int) -> int:
    return max(low, text.rfind("\n", low, at) + 1, text.rfind("\r", low, at) + 1, text.rfind("\u2029", low, at) + 1)


def _paragraph(text: str, places: list[int], low: int, high: int) -> Paragraph:
    if len(places) == 1:  # the commonest case by far
        mark = Mark(places[0], text[places[0]], *stand(text, places[0], low, high))
        return Paragraph(low, high, (), () if _is_no_mark(mark) else (mark,))
    pairing = _Pairing()
    for at in places:
        mark = Mark(at, text[at], *stand(text, at, low, high))
        if mark.char in SINGLE:
            pairing.single(mark)
        else:
            pairing.double(mark)
    pairing.finish()
    loose = sorted(pairing.loose + pairing.stack)
    return Paragraph(low, high, tuple(pairing.made), tuple(loose))


def _is_no_mark(mark: Mark) -> bool:
    """Whether a mark without a partner is none: inside a word, or for inches and seconds."""
    inches = mark.after_digit and mark.char in DOUBLE and mark.stand in (Stand.CLOSING, Stand.AFTER_SPACE)
    return inches or mark.stand is Stand.INSIDE


class _Pairing:
    """A stack of open marks; single ones on it are open only until a double one closes below them."""

    def __init__(self) -> None:
        self.stack: list[Mark] = []
        self.made: list[Quotation] = []
        self.loose: list[Mark] = []
        self.can_open, self.can_close, _ = partners()

    def single(self, mark: Mark) -> None:
        """An apostrophe, unless it stands like a mark and has a partner."""
        top = self.stack[-1] if self.stack else None
        if mark.stand is not Stand.OPENING and top and top.char in self.can_close.get(mark.char, ()):
            self._close(1, mark, sound=True)
        elif mark.stand is Stand.OPENING and mark.char != "’":
            self.stack.append(mark)
        elif mark.stand is not Stand.INSIDE:
            self.loose.append(mark)

    def double(self, mark: Mark) -> None:
        stand = mark.stand
        if stand is Stand.OPENING and mark.char in self.can_open:
            self.stack.append(mark)
            return
        depth = self._depth_of_partner(mark)
        if depth == 1 or (depth and stand in (Stand.CLOSING, Stand.AFTER_SPACE)):
            self._close(depth, mark, sound=True)
        elif stand in (Stand.CLOSING, Stand.AFTER_SPACE) and self._top() is not None:
            self._close(self._singles() + 1, mark, sound=False)
        elif stand in (Stand.CLOSING, Stand.AFTER_SPACE):
            if not _is_no_mark(mark):
                self.loose.append(mark)
        elif stand is not Stand.INSIDE:
            self._undecided(mark)

    def _undecided(self, mark: Mark) -> None:
        """A mark whose surroundings say nothing: its shape decides."""
        top = self._top()
        if mark.char in self.can_open and not (mark.char in "”»" and top is not None):
            self.stack.append(mark)
        elif (mark.char not in self.can_open or mark.char in "”»") and top is not None:  # 「…』, 「…”
            self._close(self._singles() + 1, mark, sound=False)
        else:
            self.loose.append(mark)

    def finish(self) -> None:
        """Pair the only two marks that are left if they stand alike between spaces, „ so ", or where none are written: 「…"."""
        if len(self.stack) != 2 or any(m.char in DOUBLE for m in self.loose):
            return
        first, last = self.stack
        if last.char in SINGLE or first.char in (*SINGLE, last.char, *self.can_close.get(last.char, ())):
            return
        alike = first.stand in (Stand.APART, Stand.BEFORE_SPACE) and last.stand is Stand.APART and not self.made
        if alike or (last.stand is Stand.EITHER and first.char in _ONLY_OPENING):
            self._close(1, self.stack.pop(), sound=False)

    def _singles(self) -> int:
        n = 0
        while n < min(len(self.stack), _DEPTH) and self.stack[-1 - n].char in SINGLE:
            n += 1
        return n

    def _top(self) -> Mark | None:
        n = self._singles()
        top = self.stack[-1 - n] if n < len(self.stack) else None
        return None if top is None or top.char in SINGLE else top

    def _depth_of_partner(self, mark: Mark) -> int:
        """How far down the stack the nearest partner is, single marks not counted; 0 for none."""
        opens = self.can_close.get(mark.char, frozenset())
        for n in range(1, min(len(self.stack), _DEPTH) + 1):
            if self.stack[-n].char in opens:
                return 1 if n - 1 <= self._singles() else n
        return 0

    def _close(self, depth: int, mark: Mark, *, sound: bool) -> None:
        if sound:
            opens = self.can_close[mark.char]
            while self.stack[-1].char not in opens:
                self.loose.append(self.stack.pop())
        else:
            while self.stack[-1].char in SINGLE:
                self.loose.append(self.stack.pop())
        self.made.append(Quotation(self.stack.pop(), mark, sound))


def unpaired(text: str, spans: Sequence[Span], skip: Callable[[str], Sequence[Span]]) -> list[tuple[Paragraph, Mark]]:
    """Return the paragraphs in `spans` with one double mark that has no partner in them, and that mark, in order.

    A mark that another such paragraph closes, or opens, is not among them: the quotation runs over several paragraphs.
    `skip` finds what is not text in a paragraph (`protected_spans`).
    """
    found: list[tuple[Paragraph, Mark]] = []
    for low, high in spans:
        inside = [Span(s.start + low, s.end + low) for s in skip(text[low:high])]
        marks = _MARK.findall(text, low, high)
        if len(marks) == 1 and marks[0] in DOUBLE and not inside:
            read: Iterable[Paragraph] = (_paragraph(text, [text.index(marks[0], low)], low, high),)
        else:
            read = quotations(text, inside, low, high)
        for p in read:
            loose = [m for m in p.loose if m.char in DOUBLE]
            if len(loose) == 1 and all(q.sound for q in p.quotations):
                found.append((p, loose[0]))
    return [item for item in _without_partner(found) if not _goes_on(text, *item)]


def _goes_on(text: str, paragraph: Paragraph, mark: Mark) -> bool:
    """Whether the next paragraph opens with the same mark again, as in a quotation of several paragraphs."""
    following = text[paragraph.end : paragraph.end + 8].lstrip()
    return not text[paragraph.start : mark.at].strip() and following.startswith(mark.char)


def _opens(mark: Mark) -> bool:
    """Whether a mark opens a quotation; one between spaces does by its shape, as « in French."""
    return mark.stand in (Stand.OPENING, Stand.BEFORE_SPACE) or (mark.stand is Stand.APART and mark.char in "«‹„")


def _without_partner(found: list[tuple[Paragraph, Mark]]) -> list[tuple[Paragraph, Mark]]:
    left: list[tuple[Paragraph, Mark]] = []
    for item in found:
        mark = item[1]
        if left and _opens(left[-1][1]) and not _opens(mark):
            left.pop()  # a paragraph inside that begins with a mark of its own goes as well
            while left and _opens(left[-1][1]) and left[-1][1].at == left[-1][0].start:
                left.pop()
        else:
            left.append(item)
    return left
