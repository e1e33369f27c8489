"""Comments in a text that tell textfix to leave a passage alone.

``textfix: ignore`` concerns the line it stands in, or the next one if it stands alone; ``textfix: ignore[rule-id, …]`` only these
rules; what is between ``textfix: off`` and ``textfix: on`` is left alone. They are comments of HTML, ``<!-- … -->``; in files
of formats that are no prose, also comments that begin with ``#``, ``//``, ``/*`` or ``..``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ._patterns import lazy_pattern
from ._search import holds_any
from .model import Span

_MARK = "textfix:"
_COMMENT = lazy_pattern(
    r"(?P<sign><!--|(?<!\S)(?:\#|//|/\*|\.\.(?=\s)))[ \t]*textfix:[ \t]*(?P<what>ignore|off|on)\b"
    r"[ \t]*(?:\[(?P<rules>[^\]\n]{0,1000})\])?[ \t]*(?:-->|\*/|(?=[\r\n]|\Z))"
)
_LINE_END = lazy_pattern(r"\r\n?|\n")


class Waiver(NamedTuple):
    """A stretch of a text in which `rules` find nothing; if there are none, no rule does."""

    span: Span
    rules: frozenset[str] = frozenset()

    def concerns(self, rule: str, span: Span) -> bool:
        """Whether `rule` must not find anything at `span`."""
        return (not self.rules or rule in self.rules) and self.span.overlaps(span)


def waivers(text: str) -> list[Waiver]:
    """Return what the comments in `text`, which is prose, say of it."""
    if not holds_any(text, ("<!--",)) or _MARK not in text:
        return []
    found: list[Waiver] = []
    for comment, span in _stretches(text, html=True):
        found += Waiver(Span(*comment.span())), Waiver(span or _line(text, comment), _rules(comment))
    return found


class Place(NamedTuple):
    """A text in a file: its characters, and the stretches of the file that its lines lie in, at least one."""

    text: str
    lines: list[Span]

    @property
    def span(self) -> Span:
        """The stretch of the file from its start to its end."""
        return Span(self.lines[0].start, self.lines[-1].end)


def has_comments(text: str) -> bool:
    """Whether there may be a comment for textfix in `text`."""
    return _MARK in text


def waivers_of_file(text: str, places: Sequence[Place]) -> list[list[Waiver]]:
    """Return what the comments in the file `text` say of each of its texts; the waivers have places in the file.

    ``ignore`` concerns the texts that end in its line, or else the next text; between the lines of a text, these. What
    stands in a text itself is left to `waivers`.
    """
    out: list[list[Waiver]] = [[] for _ in places]
    for comment, span in _stretches(text, html=False):
        around = [i for i, p in enumerate(places) if p.span.start <= comment.start() and comment.end() <= p.span.end]
        if any(comment[0] in places[i].text for i in around):
            continue
        chosen = [(i, line) for i in around for line in places[i].lines] or [(i, p.span) for i, p in enumerate(places)]
        if span is not None:
            concerned = [(i, span) for i, place in enumerate(places) if place.span.overlaps(span)]
        else:
            concerned = _nearest(text, comment, chosen)
        for i, stretch in concerned:
            out[i].append(Waiver(stretch, _rules(comment)))
    return out


def _nearest(text: str, comment: re.Match[str], chosen: list[tuple[int, Span]]) -> list[tuple[int, Span]]:
    """Those of `chosen` that end in the line of a comment before it, or else the first after it."""
    start = _start(text, comment)
    beside = [c for c in chosen if start < c[1].end <= comment.start()]
    after = [c for c in chosen if c[1].start >= comment.end()]
    return beside or sorted(after, key=lambda c: c[1].start)[:1]


def _stretches(text: str, *, html: bool) -> Iterator[tuple[re.Match[str], Span | None]]:
    """The comments, each ``off`` with what it covers; with `html`, only those of HTML."""
    off: re.Match[str] | None = None
    for comment in _COMMENT.finditer(text):
        if html and comment["sign"] != "<!--":
            continue
        if comment["what"] == "ignore":
            yield comment, None
        elif comment["what"] == "off":
            off = off or comment
        elif off is not None:
            yield off, Span(off.start(), comment.end())
            off = None
    if off is not None:
        yield off, Span(off.start(), len(text))


def _rules(comment: re.Match[str]) -> frozenset[str]:
    return frozenset(name.strip() for name in (comment["rules"] or "").split(",") if name.strip())


def _start(text: str, comment: re.Match[str]) -> int:
    """Where the line of a comment begins."""
    return max(text.rfind("\n", 0, comment.start()), text.rfind("\r", 0, comment.start())) + 1


def _end(text: str, at: int) -> int:
    end = _LINE_END.search(text, at)
    return end.start() if end else len(text)


def _line(text: str, comment: re.Match[str]) -> Span:
    """The line of a comment, or the next one that is not blank if there is nothing else in it."""
    start, end = _start(text, comment), _end(text, comment.end())
    if (text[start : comment.start()] + text[comment.end() : end]).strip():
        return Span(start, end)
    first = re.compile(r"\S").search(text, end)
    if first is None:
        return Span(start, end)
    return Span(
        max(text.rfind("\n", 0, first.start()), text.rfind("\r", 0, first.start())) + 1, _end(text, first.start())
    )
