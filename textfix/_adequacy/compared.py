"""What shows of two sentences without knowing a word of them: numbers, marks, copies, repetitions."""

from __future__ import annotations

import zlib
from collections import Counter

from .align import Side

MARKS = {
    "comma": ",、，،",
    "end": ".。।؟?!！？…",
    "quote": '"“”„«»「」',
    "apostrophe": "'’‘",
    "bracket": "()（）[]",
    "colon": ":;；：",
    "dash": "-–—",
}


def numbers(a: Side, b: Side) -> dict[str, float]:
    """Numbers on either side, and those that the other lacks."""
    one, other = (Counter(t.word for t in side.tokens if t.number) for side in (a, b))
    return {
        "source numbers": one.total(),
        "target numbers": other.total(),
        "missing numbers": (one - other).total(),
        "extra numbers": (other - one).total(),
    }


def marks(a: str, b: str) -> dict[str, float]:
    """How many more marks of each kind the target has."""
    out: dict[str, float] = {}
    off = 0
    for name, kinds in MARKS.items():
        one, other = (sum(map(text.count, kinds)) for text in (a, b))
        out[f"{name} more"] = other - one
        off += abs(other - one)
        if name in ("comma", "quote", "bracket"):
            out[f"source {name}"] = one
    out["marks off"] = off
    return out


def copies(a: Side, b: Side) -> dict[str, float]:
    """How much of the source stands in the target as it is."""
    here, there = ({t.word for t in side.tokens} for side in (a, b))
    out: dict[str, float] = {
        "copied": sum(t.word in here for t in b.tokens) / (len(b) + 1),
        "copied lower": sum(t.word in here and not t.capital and not t.number for t in b.tokens) / (len(b) + 1),
    }
    for name, side, other in (("source", a, there), ("target", b, here)):
        capitals = [t for t in side.tokens if t.capital]
        out[f"{name} capitals"] = len(capitals) / (len(side) + 1)
        out[f"{name} capitals copied"] = sum(t.word in other for t in capitals) / (len(capitals) + 1)
    return out


def repeats(a: Side, b: Side) -> dict[str, float]:
    """How much a side repeats itself."""
    out: dict[str, float] = {}
    for n in (1, 2, 3):
        one, other = (_repeated([t.word for t in side.tokens], n) for side in (a, b))
        out[f"repeated {n}"] = other
        out[f"repeated {n} more"] = other - one
    raw = [s.text.encode("utf-8", "surrogatepass") for s in (a, b)]
    one, other = (len(zlib.compress(r)) / (len(r) + 8) for r in raw)
    out["compressed"] = other
    out["compressed more"] = other - one
    return out


def _repeated(words: list[str], n: int) -> float:
    """The share of a sentence's n-grams that are met a second time."""
    grams = list(zip(*(words[i:] for i in range(n)), strict=False))
    return 1 - len(set(grams)) / len(grams) if grams else 0.0
