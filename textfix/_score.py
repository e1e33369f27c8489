"""How good a text is: the one place that a `Cleaner` asks for a score."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .model import Basis, Finding

if TYPE_CHECKING:
    from ._adequacy.align import Alignment

_FEWEST = 3  # words, below which nothing is said of a text without its source
_LISTED = 0.3  # share of words that must be listed
_SMOOTHING = 40  # words that every text is taken to have besides its own, so that one fault does not damn a short one
_HALF = 6.0  # weighted faults in 100 words that halve a score
# What faults of form weigh beside those of wording, by the beginning of their MQM type: spaces that a tokeniser left, in every
# sentence of some corpora, say nothing of a translation (MLQE-PE).
_FORM = {"design-and-markup": 0.0, "linguistic-conventions/punctuation": 0.3, "linguistic-conventions/spelling": 0.3}


@dataclass(frozen=True)
class Assessment:
    """A score from 0 to 100, what it rests on, and what stood in its way."""

    score: float | None = None
    basis: Basis | None = None
    not_assessed: tuple[str, ...] = ()


def assess(
    text: str,
    lang: str | None,
    source: str | None,
    source_lang: str | None,
    model: str | None = None,
    findings: Iterable[Finding] = (),
) -> Assessment:
    """Score `text` by its `source` or, without one, by what was found in it.

    With a source the score is the direct assessment, 0 to 100, that human raters would be expected to give, by the word
    translations that come with textfix and those that were learned to the file `model`, where it fits the pair. Where there is nothing to go by, `not_assessed` says why.
    """
    if source is None:
        return _alone(text, lang, findings)
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


def _alone(text: str, lang: str | None, findings: Iterable[Finding]) -> Assessment:
    """Score a text without its source: how it looks, less what was found, by MQM severity and confidence in 100 words."""
    from ._surface import look

    if lang is None:
        return _declined("the language of the text is not known; tell it")
    if not text.strip():
        return _declined("the text is empty")
    looks = look(text, lang)
    if looks is None:
        return _declined(f"there is no word list for {lang}")
    if looks.words < _FEWEST:
        return _declined("the text has too few words")
    if looks.known < _LISTED:
        return _declined(f"too few words of this text are known for {lang}")
    faults = 100 * sum(map(_weight, findings)) / (looks.words + _SMOOTHING)
    return Assessment(looks.score / (1 + faults / _HALF), Basis.TARGET)


def _weight(finding: Finding) -> float:
    form = next((w for start, w in _FORM.items() if finding.error_type.startswith(start)), 1.0)
    return form * finding.severity * finding.confidence


def _declined(reason: str) -> Assessment:
    return Assessment(not_assessed=(f"score: {reason}",))


def _of(pair: Alignment, source_lang: str, lang: str) -> float:
    """Score one pair of sentences."""
    from ._adequacy.features import features, vector
    from ._inference import scorer

    if not len(pair.target):
        return 0.0
    return scorer()(vector(features(pair, source_lang, lang)))
