"""How good a text is: the one place that a `Cleaner` asks for a score."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .model import Basis

if TYPE_CHECKING:
    from ._adequacy.align import Alignment


@dataclass(frozen=True)
class Assessment:
    """A score from 0 to 100, what it rests on, and what stood in its way."""

    score: float | None = None
    basis: Basis | None = None
    not_assessed: tuple[str, ...] = ()


def assess(
    text: str, lang: str | None, source: str | None, source_lang: str | None, model: str | None = None
) -> Assessment:
    """Score `text` against its `source`, with the lexicon that was learned to the file `model` where it fits the pair.

    The score is the direct assessment, 0 to 100, that human raters would be expected to give. Nothing is scored without a source,
    and nothing where too few words are known: `not_assessed` then says why.
    """
    if source is None:
        return Assessment()
    if not source.strip():
        return _declined("the source is empty")
    if not text.strip():
        return Assessment(0.0, Basis.SOURCE)
    from ._alignment import KNOWN, alignments, tell

    source_lang = source_lang or tell(source)
    if lang is None or source_lang is None:
        return _declined(f"the language of the {'text' if lang is None else 'source'} is not known; tell it")
    pair = f"{source_lang}-{lang}"
    found = alignments(text, lang, source, source_lang, model)
    if found is None:
        return _declined(f"no word translations are known for {pair}; `textfix learn` makes a model")
    judged = [(p, len(p.source)) for _, p in found if p.known >= KNOWN and len(p.source)]
    if not judged:
        return _declined(f"too few words of this text are known for {pair}; `textfix learn` makes a model")
    total = sum(weight for _, weight in judged)
    return Assessment(sum(_of(p, source_lang, lang) * weight for p, weight in judged) / total, Basis.SOURCE)


def _declined(reason: str) -> Assessment:
    return Assessment(not_assessed=(f"score: {reason}",))


def _of(pair: Alignment, source_lang: str, lang: str) -> float:
    """Score one pair of sentences."""
    from ._adequacy.features import features, vector
    from ._inference import scorer

    if not len(pair.target):
        return 0.0
    return scorer()(vector(features(pair, source_lang, lang)))
