"""A model of the COMET family that needs no reference, with error spans where the model finds some (XCOMET).

The usual model is CometKiwi 2022, whose licence (CC BY-NC-SA) has to be accepted on its page before it can be downloaded; a
file with a checkpoint will do as well.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .._extras import extra
from ..model import Span
from ..mqm import Severity
from . import Error, Pair, ScorerError, Verdict

_USUAL = "Unbabel/wmt22-cometkiwi-da"
_SEVERITIES = {"minor": Severity.MINOR, "major": Severity.MAJOR, "critical": Severity.CRITICAL}


class Comet:
    """What the model says, as 0 to 100."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def judge(self, pairs: Sequence[Pair]) -> list[Verdict]:
        """Return a verdict for each of `pairs`."""
        if not pairs:
            return []
        rows = [{"src": pair.source, "mt": pair.text} for pair in pairs]
        with _quiet():
            found = self._model.predict(rows, batch_size=8, gpus=0, progress_bar=False, num_workers=0)
        spans = _spans(found)
        if not spans:
            return [Verdict(_points(score)) for score in found["scores"]]
        return [
            Verdict(_points(score), tuple(_error(e, pair.text) for e in errors))
            for score, errors, pair in zip(found["scores"], spans, pairs, strict=True)
        ]


def load(model: str | None) -> Comet:
    """Return the scorer with a model by its name, or the file of a checkpoint."""
    with extra("comet", "the scorer comet"), _quiet():
        from comet import download_model, load_from_checkpoint
    name = model or _USUAL
    try:
        with _quiet():
            return Comet(load_from_checkpoint(name if Path(name).is_file() else download_model(name)))
    except (OSError, KeyError, ValueError, RuntimeError) as error:
        raise ScorerError(f"no model {name}: {' '.join(str(error).split())[:200]}") from error


def _points(score: float) -> float:
    return 100 * min(1.0, max(0.0, float(score)))


def _spans(found: Any) -> Sequence[Sequence[Mapping[str, Any]]]:
    """The error spans of each pair; none if the model finds none."""
    metadata = found.get("metadata") or {}
    spans: Sequence[Sequence[Mapping[str, Any]]] = metadata.get("error_spans") or ()
    return spans


def _error(found: Mapping[str, Any], text: str) -> Error:
    """An error at its place. Where the model has lost count (Unbabel/COMET#179), the words themselves say where it is."""
    start, end = int(found["start"]), int(found["end"])
    words = str(found.get("text", "")).strip()
    if words and text[start:end].strip() != words and words in text:
        start = text.index(words)
        end = start + len(words)
    while start < end and text[start : start + 1].isspace():
        start += 1
    severity = _SEVERITIES.get(str(found.get("severity", "")), Severity.MINOR)
    confidence = min(1.0, max(0.01, float(found.get("confidence", 0.5))))
    return Error(
        Span(start, max(start, min(end, len(text)))),
        "accuracy/mistranslation",
        severity,
        "COMET sees an error",
        confidence,
    )


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the packages below from writing to standard error, and from setting up logging for everybody."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(logging.NOTSET)
        root.handlers[:] = handlers
        root.setLevel(level)
