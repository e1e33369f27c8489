"""Which quotation marks of a text belong together, and which stand alone.

`survey` looks at the shapes of the double marks alone, which is cheap and settles nearly every paragraph of sound text.
`quotations` reads a text paragraph by paragraph. It sees for each mark how it *stands*: at the beginning of
something, at the end, between spaces, inside a word. Marks that some language uses as a pair are paired, nested to any
depth; what is left over is either a mixed pair (it stands like a pair, but no language writes it) or loose. A
quotation that runs over several paragraphs leaves loose marks, and so do apostrophes at the edge of a word.

The roles of marks are those of the Unicode Standard, chapter 6.2, "Language-Based Usage of Quotation Marks", the
pairs those of CLDR (`Locale.quotes`).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import Enum
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from .locale import QuotePair, locale_for
from .model import Span

__all__ = [
    "DOUBLE",
    "SINGLE",
    "Mark",
    "Paragraph",
    "Quotation",
    "Stand",
    "Survey",
    "quotations",
    "sound_pairs",
    "survey",
    "unpaired",
]

DOUBLE = '"“”„‟«»‹›「」『』｢｣＂〝〞〟❝❞'
SINGLE = "'‘’‚‛"  # each of them is an apostrophe more often than a quotation mark
_DEPTH = 8  # how far down a closing mark looks for its opening one; deeper nesting is no nesting
_MOST = 400  # a paragraph with more marks is no prose, and is not judged
_LOOK = 6  # how many marks in a row are looked through for the text that they enclose

_MARK = re.compile(rf"[{DOUBLE}]|(?<!\w)[{SINGLE}]|[{SINGLE}](?!\w)")
_BREAKS = "\n\r\u2029"
_BREAK = re.compile(f"[{_BREAKS}]")
_SHAPES = re.compile(f"[^{_BREAKS}]+")
_THROUGH = frozenset(DOUBLE + SINGLE + "*_\u200b\u200e\u200f\u2060\ufeff") | {
    chr(c) for c in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))
}


class Stand(Enum):
    """How a mark stands between its neighbours."""

    OPENING = "opening"  # text begins behind it, and none ends before it
    CLOSING = "closing"
    BEFORE_SPACE = "before space"  # at the beginning of a paragraph, but a space follows
    AFTER_SPACE = "after space"  # at the end of a paragraph or a clause, but a space stands before it
    APART = "apart"  # spaces on both sides
    INSIDE = "inside"  # within a word
    EITHER = "either"  # scripts without spaces, or marks that say nothing


class Mark(NamedTuple):
    """A quotation mark: its offset in the text, the character, how it stands, and whether a digit precedes it."""

    at: int
    char: str
    stand: Stand
    after_digit: bool = False


class Quotation(NamedTuple):
    """Two marks that belong together. `sound`: some language writes this pair."""

    opening: Mark
    closing: Mark
    sound: bool


class Paragraph(NamedTuple):
    """The quotations of a paragraph with marks, in the order in which they close, and the marks that are left.

    Loose marks may belong to a quotation of several paragraphs, or be apostrophes (`SINGLE`).
    """

    start: int
    end: int
    quotations: tuple[Quotation, ...]
    loose: tuple[Mark, ...]


@cache
def sound_pairs() -> frozenset[QuotePair]:
    """Return the pairs that any language uses."""
    also = ("‟”", "｢｣", "＂＂", "〝〞", "〝〟", "❝❞")  # Unicode names: left and right, opening and closing
    return frozenset(locale_for(None).quotes) | {QuotePair(p[0], p[1]) for p in also}


class _Partners(NamedTuple):
    """The marks that can open; for each mark those that it can close; the same without ”…“, which shapes mislead to."""

    openers: frozenset[str]
    closers: dict[str, frozenset[str]]
    by_shape: dict[str, frozenset[str]]


@cache
def _partners() -> _Partners:
    pairs = sound_pairs()
    closers = {p.close: frozenset(q.open for q in pairs if q.close == p.close) for p in pairs}
    return _Partners(frozenset(p.open for p in pairs), closers, {**closers, "“": frozenset("„")})


# ---------------------------------------------------------------- shapes alone


class Survey(NamedTuple):
    """How often a text writes each pair, and its paragraphs whose double marks do not pair by their shapes alone.

    `single`: the paragraphs in which one mark is left; such a quotation may run on in another paragraph.
    """

    pairs: Counter[QuotePair]
    unsettled: tuple[Span, ...]
    single: tuple[Span, ...] = ()


def survey(text: str) -> Survey:
    """Look at the double marks of `text`, an ASCII mark or a typographic one each; single marks are not seen."""
    pairs: Counter[QuotePair] = Counter()
    unsettled: list[Span] = []
    single: list[Span] = []
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    places = np.flatnonzero(_seen().take(codes, mode="clip"))
    shapes = codes[places].tobytes().decode("utf-32-le")
    odd: dict[str, int] = {}
    for marks, times in Counter(_SHAPES.findall(shapes)).items():
        made, left = _reduce(marks) if len(marks) < _MOST else ((), 0)
        for pair in made:
            pairs[pair] += times
        if left:
            odd[marks] = left
    if odd:
        edges = [0, *places.tolist(), len(text)]
        for m in _SHAPES.finditer(shapes):
            if m[0] in odd:
                paragraph = Span(edges[m.start()] + (m.start() > 0), edges[m.end() + 1])
                (single if odd[m[0]] == 1 else unsettled).append(paragraph)
    return Survey(pairs, tuple(unsettled), tuple(single))


@cache
def _seen() -> npt.NDArray[np.bool_]:
    """Which code points are double marks or the ends of paragraphs."""
    members = [ord(c) for c in DOUBLE + _BREAKS]
    out = np.zeros(max(members) + 2, bool)  # the last stands for all further ones
    out[members] = True
    return out


@lru_cache(maxsize=4096)
def _reduce(shapes: str) -> tuple[tuple[QuotePair, ...], int]:
    """Pair neighbours until nothing pairs; the pairs, and how many marks are left."""
    stack: list[str] = []
    made: list[QuotePair] = []
    for char in shapes:
        if stack and char in _partners().by_shape and stack[-1] in _partners().by_shape[char]:
            made.append(QuotePair(stack.pop(), char))
        else:
            stack.append(char)
    return tuple(made), len(stack)


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


# ---------------------------------------------------------------- how a mark stands

_NO_SPACES = (  # letters of scripts that write without spaces between words
    (0x0E00, 0x109F),  # Thai, Lao, Tibetan, Myanmar
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0xABFF),  # ideographs, kana, Yi and what lies between
    (0xF900, 0xFAFF),
    (0xFF00, 0xFFEF),
    (0x1B000, 0x3FFFF),
)


@lru_cache(maxsize=4096)
def _kind(char: str) -> str:
    """Class of a neighbour: space, word, unspaced (script), hangul, left, right, dash, point, other."""
    category = unicodedata.category(char)
    if category in ("Zs", "Cc", "Zl", "Zp"):
        return "space"
    if category == "Ps" or char in "¡¿":
        return "left"
    if category == "Pe":
        return "right"
    if category == "Pd" or char in "/|~":
        return "dash"
    wide = any(low <= ord(char) <= high for low, high in _NO_SPACES)
    if category[0] in "LMN":
        if 0xAC00 <= ord(char) <= 0xD7AF:
            return "hangul"
        return "unspaced" if wide else "word"
    if category == "Po" and char not in "@#&*%\\":
        return "either" if wide else "point"
    return "other"


_ENDS_BEFORE = frozenset({"word", "unspaced", "hangul", "right", "point", "either", "dash", "other"})
_BEGINS_AFTER = frozenset({"space", "left", "dash", "unspaced", "either"})
_BEGINS_BEHIND = frozenset({"word", "unspaced", "hangul", "left", "other", "dash"})
_ENDS_BEHIND = frozenset({"space", "right", "point", "dash", "unspaced", "hangul", "either", "left"})


def _neighbours(text: str, at: int, low: int, high: int) -> tuple[str, str, int]:
    """Return the nearest characters that are no marks, empty at the edges of the paragraph, and the left one's place."""
    i = at - 1
    stop = max(low, at - _LOOK)
    while i >= stop and text[i] in _THROUGH:
        i -= 1
    j = at + 1
    end = min(high, at + 1 + _LOOK)
    while j < end and text[j] in _THROUGH:
        j += 1
    return text[i] if i >= low else "", text[j] if j < high else "", i


def _stand(text: str, at: int, low: int, high: int) -> tuple[Stand, bool]:
    left, right, i = _neighbours(text, at, low, high)
    a = _kind(left) if left else "space"
    b = _kind(right) if right else "space"
    digit = a == "word" and left.isdigit() and i == at - 1
    if a == "space" and (b in ("space", "right") or (b == "point" and not _leads(text, at, high))):
        if b != "space" or not right:
            return Stand.AFTER_SPACE, False
        return (Stand.APART if left else Stand.BEFORE_SPACE), False
    if text[at] == "«" and right and _elided_article(text, at, low):
        return Stand.OPENING, False
    begins = b in _BEGINS_BEHIND or (b == "point" and a == "space")
    opens = begins and (a in _BEGINS_AFTER or _elided(text, at, low) or (a == "point" and b == "unspaced"))
    closes = a in _ENDS_BEFORE and b in _ENDS_BEHIND
    if opens != closes:
        return (Stand.OPENING if opens else Stand.CLOSING), digit
    if a == "word" and b == "word":
        return Stand.INSIDE, digit
    return Stand.EITHER, digit


def _leads(text: str, at: int, high: int) -> bool:
    """Whether points after a mark lead into text, as in “…and then” or “.NET”."""
    m = _LEADING.match(text, at + 1, high)
    return m is not None


_LEADING = re.compile(r"(?:\.{2,4}|…) ?\w|\.\w")


def _elided(text: str, at: int, low: int) -> bool:
    """Whether an apostrophe after a letter stands before the mark: l’«avenir»."""
    return at - 2 >= low and text[at - 1] in "'’" and text[at - 2].isalpha()


def _elided_article(text: str, at: int, low: int) -> bool:
    """Whether a word of one or two letters was elided before the mark: d’« avenir », but not »die Jungs’«."""
    return _elided(text, at, low) and not (at - 4 >= low and text[at - 4 : at - 1].isalpha())


# ---------------------------------------------------------------- pairing


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
            if 0 < len(places) < _MOST:
                yield _paragraph(text, places, low, high)
            places = []
            low = _last_break(text, max(high, start), at)
            found = _BREAK.search(text, at)
            high = found.start() if found else len(text)
        places.append(at)
    if 0 < len(places) < _MOST:
        yield _paragraph(text, places, low, high)


def _last_break(text: str, low: int, at: int) -> int:
    return max(low, text.rfind("\n", low, at) + 1, text.rfind("\r", low, at) + 1, text.rfind("\u2029", low, at) + 1)


def _paragraph(text: str, places: list[int], low: int, high: int) -> Paragraph:
    if len(places) == 1:  # the commonest case by far
        mark = Mark(places[0], text[places[0]], *_stand(text, places[0], low, high))
        return Paragraph(low, high, (), () if _is_no_mark(mark) else (mark,))
    pairing = _Pairing()
    for at in places:
        mark = Mark(at, text[at], *_stand(text, at, low, high))
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
        self.can_open, self.can_close, _ = _partners()

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
        elif (mark.char not in self.can_open or mark.char == "”") and top is not None:  # 「…』, 「…”
            self._close(self._singles() + 1, mark, sound=False)
        else:
            self.loose.append(mark)

    def finish(self) -> None:
        """Pair the only two marks of a paragraph if they stand alike between spaces: „ so "."""
        if not self.made and not self.loose and len(self.stack) == 2:
            first, last = self.stack
            alike = first.stand is last.stand is Stand.APART and first.char != last.char
            if alike and last.char not in SINGLE and first.char not in self.can_close.get(last.char, ()):
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
