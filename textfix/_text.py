"""A text in the making: the original, and the lines that rules are concerned with, each with its own edits."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from ._offsets import EditLog, Owners, Piece
from ._protect import MULTILINE, touches
from ._quotes import PLACE
from ._search import holds_any
from ._segmentation import protected_spans
from ._words import Array
from .model import Asks, Edit, Span, split_lines

_FAR = 10_000  # characters that are looked through for a neighbouring line


class Questions(NamedTuple):
    """What rules asked of the surroundings of some lines: the place and the text of each line, its questions and their answers.

    `when`: the state of the whole text in which they had the answers that are kept.
    """

    when: tuple[int, int]
    lines: list[tuple[int, str, Asks]]


class Unit:
    """Whole lines of the original from `start` on, what was done to them, and the set of rules that concern them.

    `scanned`: the set is complete. Without it there may be more. `settled`: a bit for each stage whose rules have nothing
    to do here until the text changes, or what they `asked` of its surroundings gets another answer.
    """

    __slots__ = ("_log", "_protected", "asked", "original", "rules", "scanned", "settled", "start")

    def __init__(self, start: int, original: str, rules: int, *, scanned: bool = True) -> None:
        self.start = start
        self.original = original
        self.rules = rules
        self.scanned = scanned
        self._log: EditLog | None = None  # few units are ever edited
        self.settled = 0
        self.asked: dict[int, Questions] | None = None  # by stage; few lines have any
        self._protected: list[Span] | None = None

    @property
    def end(self) -> int:
        """The end of the unit in the original."""
        return self.start + len(self.original)

    @property
    def text(self) -> str:
        """The text of the unit as it stands."""
        return self.original if self._log is None else self._log.text

    @property
    def log(self) -> EditLog:
        """What was done to the unit."""
        if self._log is None:
            self._log = EditLog(self.original)
        return self._log

    def to_original(self, span: Span) -> Span:
        """Map a span of the text as it stands to the original of the unit."""
        return span if self._log is None else self._log.to_original(span)

    def edits(self) -> Iterator[tuple[Edit, Owners]]:
        """Yield the minimal edits from the original, in order, with the hits behind each."""
        return iter(()) if self._log is None else self._log.edits()

    def touched(self) -> None:
        """Forget what was known of the text."""
        self.settled = 0
        self.asked = None
        self._protected = None

    def lines(self) -> Sequence[tuple[int, str]]:
        """The offset and the text of each line, without its line end."""
        text = self.text
        line = text.rstrip("\r\n")
        if len(text) - len(line) < 2 and "\n" not in line and "\r" not in line:  # as nearly all are
            return ((0, line),)
        lines = split_lines(text)
        starts = itertools.accumulate(map(len, lines), initial=0)
        return [(at, line.rstrip("\r\n")) for at, line in zip(starts, lines, strict=False)]

    def protected(self) -> list[Span]:
        """The protected spans of the unit's text, judged by that text alone."""
        if self._protected is None:
            self._protected = protected_spans(self.text)
        return self._protected


class Text:
    """The original and its units, in order; between units stands the original."""

    def __init__(self, original: str, lines: Sequence[tuple[int, int, int]], fixed: Sequence[Span] = ()) -> None:
        self.original = original
        self.fixed = fixed  # what nothing may change: spans in the original, disjoint and in order
        self.units = [Unit(start, original[start:end], rules) for start, end, rules in lines]
        self._begins = [start for start, _, _ in lines]  # of the units, in the original
        self._current: str | None = original
        self._places: list[int] | None = None
        self.version = 0  # counts the changes
        self.touched = 0  # the rules that concerned what was edited, until somebody clears it
        self.replaced: list[str] = []  # what was edited before anybody knew which rules it concerns
        self._blocks: list[Span] | None = None

    @property
    def current(self) -> str:
        """The whole text as it stands."""
        if self._current is None:
            parts: list[str] = []
            at = 0
            for unit in self._edited():
                parts += self.original[at : unit.start], unit.text
                at = unit.end
            parts.append(self.original[at:])
            self._current = "".join(parts)
        return self._current

    @property
    def _starts(self) -> list[int]:
        """Where the units start in the current text."""
        if self._places is None:
            self._places = []
            longer = 0
            for unit in self.units:
                self._places.append(unit.start + longer)
                if unit._log is not None:
                    longer += len(unit.text) - len(unit.original)
        return self._places

    def _edited(self) -> list[Unit]:
        return [u for u in self.units if u._log is not None]

    def start_of(self, unit: Unit) -> int:
        """Where a unit starts in the current text."""
        return self._starts[self._number_of(unit)]

    def _number_of(self, unit: Unit) -> int:
        return bisect_right(self._begins, unit.start) - 1

    def _changed(self) -> None:
        self._current = self._places = None
        self.version += 1

    # ------------------------------------------------------------ protected spans and surroundings

    def new_pass(self) -> None:
        """Forget where protected blocks of several lines lie: repairs may have made or ended one."""
        self._blocks = None

    def _multiline(self) -> list[Span]:
        """The protected spans that run over a line end, in the original."""
        if self._blocks is None:
            text = self.current
            spans = protected_spans(text) if holds_any(text, MULTILINE) else []
            self._blocks = [self.to_original(s) for s in spans if "\n" in text[s.start : s.end]]
        return self._blocks

    def protects_in(self, unit: Unit, span: Span) -> bool:
        """Whether an edit of `span` in the unit's text would change what is protected."""
        if touches(span, unit.protected()):
            return True
        blocks = self._multiline()
        return bool(blocks) and touches(_moved(unit.to_original(span), unit.start), blocks)

    def protects(self, span: Span) -> bool:
        """Whether an edit of `span` in the current text would change what is protected."""
        text = self.current
        low, high = text.rfind("\n", 0, span.start) + 1, _line_end(text, span.end)
        if touches(_moved(span, -low), self._protected_of(text[low:high])):
            return True
        blocks = self._multiline()
        return bool(blocks) and touches(self.to_original(span), blocks)

    @staticmethod
    @lru_cache(maxsize=256)  # the hits of one line come one after another
    def _protected_of(lines: str) -> list[Span]:
        return protected_spans(lines)

    def fixes_in(self, unit: Unit, span: Span) -> bool:
        """Whether an edit of `span` in the unit's text would change what is fixed."""
        return touches(_moved(unit.to_original(span), unit.start), self.fixed)

    def fixes(self, span: Span) -> bool:
        """Whether an edit of `span` in the current text would change what is fixed."""
        return touches(self.to_original(span), self.fixed)

    def neighbours(self, unit: Unit) -> tuple[str, str]:
        """The lines before and after the unit as they stand, without line ends; before it, empty lines do not count."""
        i = self._number_of(unit)
        before, after = self.units[i - 1] if i else None, self.units[i + 1] if i + 1 < len(self.units) else None
        far = max(0, unit.start - _FAR)
        if before is not None and before.end >= _without_breaks(self.original, far, unit.start):
            previous = _last_line(before.text, 0, len(before.text))
        else:
            previous = _last_line(self.original, far, unit.start)
        if after is not None and after.start == unit.end:
            following = after.text.partition("\n")[0]
        else:
            stop = min(len(self.original), unit.end + _FAR)
            at = self.original.find("\n", unit.end, stop)
            following = self.original[unit.end : stop if at < 0 else at]
        return previous, following.rstrip("\r")

    def places(self, original: tuple[Array, ...], find: Callable[[str], tuple[Array, ...]]) -> tuple[Array, ...]:
        """Where characters of some kinds stand in the text as it stands, given where in the original; `find` looks for them.

        Each is a number: its place, and `PLACE` bits that move with it.
        """
        edited = self._edited()
        if not edited:
            return original
        texts = [u.text for u in edited]
        starts, ends = np.array([u.start for u in edited]), np.array([u.end for u in edited])
        sizes = np.array([len(t) for t in texts])
        longer = np.concatenate([[0], np.cumsum(sizes - (ends - starts))])
        joined = np.cumsum(sizes)
        moved = starts + longer[:-1] - (joined - sizes)  # from the texts of the units, joined, to the whole
        out = []
        for old, new in zip(original, find("".join(texts)), strict=True):
            place = old >> PLACE
            before = ends.searchsorted(place, side="right")  # the edited units before each place
            kept = place < np.append(starts, len(self.original) + 1)[before]
            unit = joined.searchsorted(new >> PLACE, side="right")
            both = np.concatenate([(old + (longer[before] << PLACE))[kept], new + (moved[unit] << PLACE)])
            both.sort(kind="stable")
            out.append(both)
        return tuple(out)

    # ------------------------------------------------------------ edits

    def edit(self, unit: Unit, edits: Sequence[tuple[Edit, int]]) -> None:
        """Make edits (disjoint, in order, spans in the unit's text) in a unit, each with the number of its hit."""
        if unit.scanned:
            self.touched |= unit.rules
        else:
            self.replaced.append(unit.text)
        unit.log.apply(edits)
        unit.touched()
        self._changed()

    def edit_anywhere(self, edits: Sequence[tuple[Edit, int]]) -> list[Unit]:
        """Make edits (disjoint, in order, spans in the current text); return the units that they changed."""
        for edit, _ in edits:
            self._cover(edit)
        by_unit: dict[int, list[tuple[Edit, int]]] = {}
        for (span, text), owner in edits:
            i = bisect_right(self._starts, span.start) - 1
            at = self._starts[i]
            by_unit.setdefault(i, []).append((Edit(Span(span.start - at, span.end - at), text), owner))
        changed = [self.units[i] for i in by_unit]
        for unit, local in zip(changed, by_unit.values(), strict=True):
            self.edit(unit, local)
        return changed

    def _cover(self, edit: Edit) -> None:
        """See to it that one unit holds all of the lines that an edit touches."""
        text = self.current
        (start, end), new = edit
        low = text.rfind("\n", 0, start) + 1
        high = _line_end(text, end)
        if "\n" in new or "\n" in text[start:end]:  # lines are joined or split: the neighbours have a part in it
            low = text.rfind("\n", 0, max(0, low - 1)) + 1
            high = _line_end(text, high)
        starts = self._starts
        first = bisect_right(starts, low) - 1
        if (
            first >= 0
            and starts[first] + len(self.units[first].text) >= high
            and (starts[first] + len(self.units[first].text) > start or high == len(text))
        ):
            return
        if first < 0 or starts[first] + len(self.units[first].text) <= low:
            first += 1
        last = first
        while last < len(starts) and starts[last] < high:
            last += 1
        merged = self.units[first:last]
        if merged:
            low = min(low, starts[first])
            high = max(high, starts[last - 1] + len(merged[-1].text))
        self._merge(first, last, low, high)

    def _merge(self, first: int, last: int, low: int, high: int) -> None:
        """Put one unit in the place of the units first..last; it covers ``[low, high)`` of the current text."""
        merged = self.units[first:last]
        ends = [at + len(u.text) for at, u in zip(self._starts[first:last], merged, strict=True)]
        low_original = merged[0].start if merged and self._starts[first] == low else self._map(low, end=False)
        if merged and ends[-1] == high:
            high_original = merged[-1].end
        elif self._starts[last : last + 1] == [high]:  # what the next unit deletes at its beginning is its own
            high_original = self.units[last].start
        else:
            high_original = self._map(high, end=True)
        whole = Unit(low_original, self.original[low_original:high_original], 0, scanned=False)
        pieces: list[Piece] = []
        for unit, start in zip(merged, self._starts[first:last], strict=True):
            by, at = unit.start - low_original, start - low
            pieces += (Piece(p.start + by, p.end + by, p.text, p.owners, p.at + at) for p in unit.log.pieces)
            whole.rules |= unit.rules
        whole.log.restore(self.current[low:high], pieces)
        self.units[first:last] = [whole]
        self._begins[first:last] = [low_original]
        self._starts[first:last] = [low]

    def to_original(self, span: Span) -> Span:
        """Map a span of the current text to the original."""
        start = self._map(span.start, end=False)
        return Span(start, max(start, self._map(span.end, end=True)))

    def _map(self, at: int, *, end: bool) -> int:
        i = bisect_right(self._starts, at) - 1
        if i < 0:
            return at
        unit, inside = self.units[i], at - self._starts[i]
        beyond = inside - len(unit.text)
        if beyond >= 0:
            return unit.end + beyond
        local = unit.to_original(Span(inside, inside))
        return unit.start + (local.end if end else local.start)

    def edits(self) -> Iterator[tuple[Edit, Owners]]:
        """Yield the minimal edits from the original to the current text, in order, with the hits behind each."""
        for unit in self.units:
            for (span, text), owners in unit.edits():
                yield Edit(Span(span.start + unit.start, span.end + unit.start), text), owners


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _last_line(text: str, low: int, high: int) -> str:
    """The last line of ``text[low:high]`` that is not empty."""
    high = _without_breaks(text, low, high)
    return text[max(low, text.rfind("\n", low, high) + 1) : high]


def _without_breaks(text: str, low: int, high: int) -> int:
    """Where ``text[low:high]`` ends without the line ends behind it."""
    while high > low and text[high - 1] in "\r\n":
        high -= 1
    return high


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1
