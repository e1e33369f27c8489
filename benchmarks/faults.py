"""Faults of the kinds that machine translation makes, put into clean text with a seeded random generator."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable

Fault = Callable[[str, random.Random], str]

_GAP = re.compile(r"(?<=[^\W\d_]) (?=[^\W\d_])")
_WORD = re.compile(r"[^\W\d_]{3,}")
_CLOSING = re.compile("[”»“]")
_ENTITY = {"&": "&amp;", '"': "&quot;", "'": "&#39;", "’": "&#8217;"}


def _at(pattern: re.Pattern[str], line: str, rng: random.Random) -> re.Match[str] | None:
    found = list(pattern.finditer(line))
    return rng.choice(found) if found else None


def double_space(line: str, rng: random.Random) -> str:
    """Two spaces between two words."""
    m = _at(_GAP, line, rng)
    return line if m is None else line[: m.start()] + "  " + line[m.end() :]


def glue(line: str, rng: random.Random) -> str:
    """Two words without the space between them."""
    m = _at(_GAP, line, rng)
    return line if m is None else line[: m.start()] + line[m.end() :]


def double_word(line: str, rng: random.Random) -> str:
    """A word twice."""
    m = _at(_WORD, line, rng)
    return line if m is None else f"{line[: m.end()]} {m[0]}{line[m.end() :]}"


def mojibake(line: str, rng: random.Random) -> str:
    """UTF-8 read as cp1252."""
    return line.encode("utf-8").decode("cp1252", "replace") if not line.isascii() else line


def entity(line: str, rng: random.Random) -> str:
    """Characters left as HTML entities."""
    return "".join(_ENTITY.get(c, c) for c in line)


def zero_width(line: str, rng: random.Random) -> str:
    """A zero-width space in a word."""
    m = _at(_WORD, line, rng)
    return line if m is None else f"{line[: m.start() + 2]}\u200b{line[m.start() + 2 :]}"


def space_before_mark(line: str, rng: random.Random) -> str:
    """A space before a comma or full stop."""
    return re.sub(r"(?<=\w)([,.])(?= |$)", r" \1", line, count=1)


def wrong_quote(line: str, rng: random.Random) -> str:
    """A closing quotation mark of another style."""
    m = _at(_CLOSING, line, rng)
    return line if m is None else f"{line[: m.start()]}{'»' if m[0] == '”' else '”'}{line[m.end() :]}"


def residue(line: str, rng: random.Random) -> str:
    """An end token of a model."""
    return line + " </s>"


FAULTS: tuple[Fault, ...] = (
    double_space,
    glue,
    double_word,
    mojibake,
    entity,
    zero_width,
    space_before_mark,
    wrong_quote,
    residue,
)


def broken(lines: Iterable[str], share: float, seed: int = 7) -> list[str]:
    """Return `lines` with one fault in about `share` of them, the same ones for the same seed."""
    rng = random.Random(seed)
    return [rng.choice(FAULTS)(line, rng) if rng.random() < share else line for line in lines]
