"""What the scorer sees of a translation beside its source: numbers that mean the same in every pair of languages."""

from __future__ import annotations

import re
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from .._lexicon import lexicon as word_list
from .._patterns import lazy_pattern
from .._sequences import Sequences, sequences
from .align import Alignment, Side
from .compared import MARKS, copies, marks, numbers, repeats
from .difficulty import ASPECTS, EASE, difficulty
from .lexicon import PARTNER

_FLOOR = 0.003  # the probability that a word without any partner is given
_TELLING, _COMMON = 5.0, 4.0  # weights above and below which a word is one that says much, or a common one
_LOW = -1.0  # the gain of a word that seldom stands behind the two before it
_LARGE = 100_000  # words of a list; half of the lists have more than 180,000, the others fewer than 80,000
LARGE = "large"  # a feature: both languages have large word lists
# The features that trees are not shown: their rows say too little of them, or too much.
OUTSIDE = (LARGE, *(f"{side} {EASE}" for side in ("source", "target")))
# What parts a sentence: not the hyphens and apostrophes that stand in words.
_PARTING = lazy_pattern(
    "[" + re.escape("".join(m for n, m in MARKS.items() if n != "apostrophe").replace("-", "")) + "]"
)


def features(pair: Alignment, source_lang: str, target_lang: str, usual: Sequences | None = None) -> dict[str, float]:
    """Return the features of an alignment by name; what is not known is left out.

    `usual` are the usual sequences of the target language, where these shall not be those that come along.
    """
    a, b = pair.source, pair.target
    found: dict[str, float] = {}
    for name, side in (("source", a), ("target", b)):
        for key, value in (_partners(side) | _parts(side)).items():
            found[f"{name} {key}"] = value
    found |= _lengths(a, b, pair)
    found |= numbers(a, b)
    found |= marks(a.text, b.text)
    found |= copies(a, b)
    found |= repeats(a, b)
    found[LARGE] = float(all(map(_is_large, (source_lang, target_lang))))
    for name, side, lang in (("source", a, source_lang), ("target", b, target_lang)):
        for key, value in (_frequencies(side, lang) | _difficulty(side.text, lang)).items():
            found[f"{name} {key}"] = value
    for key, value in _fluency(a.text, sequences(source_lang)).items():
        found[f"source {key}"] = value
    return found | _clearness(pair) | _fluency(b.text, usual or sequences(target_lang))


def _partners(side: Side) -> dict[str, float]:
    """How well the words of a side are accounted for by the other."""
    if not len(side):
        return {}
    w = side.weight
    total = float(w.sum())
    out: dict[str, float] = {}
    for name, p in (("given", side.given), ("giving", side.giving), ("both", side.both)):
        out[f"{name} mean"] = float(p.mean())
        out[f"{name} weighted"] = float(p @ w) / total
        out[f"{name} lone"] = float((p < PARTNER) @ w) / total
        out[f"{name} log"] = float(np.log(p + _FLOOR) @ w) / total
    out["mass log"] = float(np.log(side.mass + _FLOOR / 10).mean())
    out["mass weighted"] = float(np.log(side.mass + _FLOOR / 10) @ w) / total
    out["strong"] = float((side.both > 0.2).mean())
    lone = side.lone
    sure = side.reliable
    out["surprise"] = float(side.surprise.sum())
    out["surprise share"] = out["surprise"] / (len(side) + 1)
    out["stretch"] = side.stretch()[2]
    out["misses"] = (float(sure.sum()) - float(sure @ ~lone)) / (float(sure.sum()) + 0.5)
    out["reliable"] = float(sure.mean())
    out["lone count"] = float(lone.sum())
    out["lone weight"] = float(w[lone].sum())
    out["lone run"] = float(_heaviest_run(lone, w))
    out["lone run share"] = out["lone run"] / total
    out["heaviest lone"] = float(w[lone].max(initial=0))
    out["last lone"] = float((lone * w)[-max(1, len(w) // 3) :].sum()) / total
    for kind, chosen in (("telling", w > _TELLING), ("common", w < _COMMON)):
        out[f"{kind} lone"] = float((lone & chosen).sum()) / (1 + float(chosen.sum()))
    out["capital lone"] = float((lone & np.array([t.capital for t in side.tokens])).mean())
    out["word length"] = sum(len(t.word) for t in side.tokens) / len(side)
    out["unknown"] = float((~side.known).mean())
    out["unknown weight"] = float(w[~side.known].sum()) / total
    out["weight"] = total / len(side)
    return out


def _heaviest_run(chosen: NDArray[np.bool_], weight: NDArray[np.float32]) -> float:
    """The greatest total weight of neighbouring chosen words."""
    best = run = 0.0
    for yes, w in zip(chosen.tolist(), weight.tolist(), strict=True):
        run = run + w if yes else 0.0
        best = max(best, run)
    return best


def _parts(side: Side) -> dict[str, float]:
    """How many words stand together between two marks: long parts are hard to translate."""
    if not len(side):
        return {}
    marks = [i for i, (a, b) in enumerate(pairwise(side.tokens), 1) if _PARTING.search(side.text, a.end, b.start)]
    sizes = [end - start for start, end in pairwise((0, *marks, len(side)))]
    return {"parts": len(sizes), "part mean": len(side) / len(sizes), "part longest": max(sizes)}


def _lengths(a: Side, b: Side, pair: Alignment) -> dict[str, float]:
    mean, deviation = pair.lexicon.length
    ratio = float(np.log((len(b.text) + 1) / (len(a.text) + 1)))
    return {
        "source words": len(a),
        "target words": len(b),
        "word ratio": (len(b) + 1) / (len(a) + 1),
        "ratio surprise": (ratio - mean) / max(deviation, 0.1),
        "ratio": ratio - mean,
        "source letters per word": len(a.text) / (len(a) + 1),
        "target letters per word": len(b.text) / (len(b) + 1),
    }


def _frequencies(side: Side, lang: str) -> dict[str, float]:
    """How common the words are, by the word list of the language."""
    words = word_list(lang)
    if words is None or not words.spaced or not len(side):
        return {}
    zipf = np.array([words.zipf(t.word) for t in side.tokens if not t.number] or [np.nan])
    return {
        "zipf": float(zipf.mean()),
        "zipf least": float(zipf.min()),
        "unlisted": float((zipf == 0).mean()),
        "rare": float((zipf < 3).mean()),
    }


def _is_large(lang: str) -> bool:
    """Whether so much is written in a language, and counted, that systems had much to learn from."""
    words = word_list(lang)
    return words is not None and len(words) >= _LARGE


def _difficulty(text: str, lang: str) -> dict[str, float]:
    """What the words foretell, whatever they became."""
    known = difficulty(lang)
    return {} if known is None else dict(zip(known.aspects, known(text).tolist(), strict=True))


def _clearness(pair: Alignment) -> dict[str, float]:
    """How clear it is what the words of the source become: where it is not, systems are wrong more often."""
    ids = pair.lexicon.numbers(0, pair.source.tokens)
    ids = ids[ids >= 0]
    if not len(ids):
        return {}
    many, entropy, likeliest = (of_word[ids] for of_word in pair.lexicon.clearness)
    return {
        "translations": float(many.mean()),
        "entropy": float(entropy.mean()),
        "likeliest": float(likeliest.mean()),
        "likeliest q25": float(np.quantile(likeliest, 0.25)),
    }


def _fluency(text: str, usual: Sequences | None) -> dict[str, float]:
    """How unusual the sequences of words are; all but the first feature see no more of a long text than its first piece."""
    unusual, pieces = usual.judged(text) if usual is not None else (0.0, [])
    if not pieces:
        return {}
    gains = pieces[0]
    return {
        "sequences": unusual,
        "sequence mean": float(gains.mean()),
        "sequence least": float(gains.min()),
        "sequence q25": float(np.quantile(gains, 0.25)),
        "sequence low": float((gains < _LOW).mean()),
        "sequence worst 3": float(np.convolve(gains, np.ones(3), "valid").min()),
    }


NAMES: tuple[str, ...] = (
    *(
        f"{side} {name}"
        for side in ("source", "target")
        for name in (
            *(f"{p} {s}" for p in ("given", "giving", "both") for s in ("mean", "weighted", "lone", "log")),
            "mass log",
            "mass weighted",
            "strong",
            "surprise",
            "surprise share",
            "stretch",
            "misses",
            "reliable",
            "lone count",
            "lone weight",
            "lone run",
            "lone run share",
            "heaviest lone",
            "last lone",
            "telling lone",
            "common lone",
            "capital lone",
            "word length",
            "unknown",
            "unknown weight",
            "weight",
            "parts",
            "part mean",
            "part longest",
            "zipf",
            "zipf least",
            "unlisted",
            "rare",
        )
    ),
    "source words",
    "target words",
    "word ratio",
    "ratio surprise",
    "ratio",
    "source letters per word",
    "target letters per word",
    "source numbers",
    "target numbers",
    "missing numbers",
    "extra numbers",
    *(f"{name} more" for name in MARKS),
    "source comma",
    "source quote",
    "source bracket",
    "marks off",
    "copied",
    "copied lower",
    "source capitals",
    "source capitals copied",
    "target capitals",
    "target capitals copied",
    *(f"repeated {n}{more}" for n in (1, 2, 3) for more in ("", " more")),
    "compressed",
    "compressed more",
    "translations",
    "entropy",
    "likeliest",
    "likeliest q25",
    *(
        f"{side}{name}"
        for side in ("", "source ")
        for name in ("sequences", *(f"sequence {n}" for n in ("mean", "least", "q25", "low", "worst 3")))
    ),
    *(f"{side} {aspect}" for side in ("source", "target") for aspect in ASPECTS),
    *OUTSIDE,
)


def vector(found: dict[str, float]) -> NDArray[np.float32]:
    """Return features in the order of `NAMES`."""
    return np.array([found.get(name, np.nan) for name in NAMES], dtype=np.float32)
