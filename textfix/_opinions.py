"""What further scorers say of a text beside its source. None of them can keep the rest of a report from coming."""

from __future__ import annotations

import threading
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from statistics import StatisticsError, correlation

from ._alignment import pairs_of, tell
from .errors import TextfixError
from .model import Finding, Opinion, Report, Span
from .scorers import FINDS, Error, Pair, Verdict, scorer

_LOCK = threading.Lock()  # models are not made for several threads


_FEWEST = 10  # texts whose order says something


def pairs_to_judge(
    text: str, lang: str | None, source: str | None, source_lang: str | None, model: str | None
) -> list[tuple[int, Pair]]:
    """Return the lines or passages of a text with their sources, each with its offset."""
    if source is None:
        return []
    source_lang = source_lang or tell(source)
    found = pairs_of(source, text, source_lang, lang, model)
    return [(at, Pair(a, b, source_lang, lang)) for at, a, b in found]


def consult(specs: Sequence[str], pairs: Sequence[tuple[int, Pair]]) -> tuple[tuple[Opinion, ...], list[Finding]]:
    """Ask each scorer about `pairs`; a scorer that cannot work has no score but a reason."""
    opinions, findings = [], []
    for spec in specs:
        name = spec.partition("=")[0]
        try:
            with _LOCK:
                verdicts = scorer(spec).judge([pair for _, pair in pairs])
        except TextfixError as error:
            opinions.append(Opinion(name, None, " ".join(str(error).split())))
            continue
        opinions.append(Opinion(name, _mean(pairs, verdicts)))
        for (at, _), verdict in zip(pairs, verdicts, strict=True):
            findings += [_finding(name, at, error) for error in verdict.errors]
    return tuple(opinions), findings


def agreed(reports: Sequence[Report], lengths: Sequence[int]) -> tuple[Opinion, ...]:
    """What each scorer says of several texts together, weighed by their lengths, and how far it agrees with textfix's own score."""
    found = []
    for name in dict.fromkeys(o.scorer for r in reports for o in r.opinions):
        given = [(r, o, n) for r, n in zip(reports, lengths, strict=True) for o in r.opinions if o.scorer == name]
        scored = [(r.score, o.score, n) for r, o, n in given if o.score is not None]
        if not scored:
            found.append(Opinion(name, None, given[0][1].reason))
            continue
        mean = sum(score * n for _, score, n in scored) / max(1, sum(n for *_, n in scored))
        reason = next((o.reason for _, o, _ in given if o.reason), "")
        found.append(Opinion(name, mean, reason, _agreement([(a, b) for a, b, _ in scored if a is not None])))
    return tuple(found)


def _agreement(scores: Sequence[tuple[float, float]]) -> float | None:
    """Spearman's correlation of two scores; ``None`` for so few that it would say nothing, or where one is always the same."""
    if len(scores) < _FEWEST:
        return None
    try:
        return correlation(*(_ranks([pair[side] for pair in scores]) for side in (0, 1)))
    except StatisticsError:
        return None


def _ranks(values: Sequence[float]) -> list[float]:
    """The place of each value in their order; equal ones share the mean of their places."""
    ordered = sorted(values)
    return [(bisect_left(ordered, v) + bisect_right(ordered, v) - 1) / 2 for v in values]


def _mean(pairs: Sequence[tuple[int, Pair]], verdicts: Sequence[Verdict]) -> float | None:
    total = sum(len(pair.text) for _, pair in pairs)
    return (
        sum(v.score * len(pair.text) for (_, pair), v in zip(pairs, verdicts, strict=True)) / total if total else None
    )


def _finding(name: str, at: int, error: Error) -> Finding:
    return Finding(
        rule=f"{FINDS}{name}",
        span=Span(at + error.span.start, at + error.span.end),
        edits=(),
        error_type=error.error_type,
        severity=error.severity,
        confidence=error.confidence,
        message=error.message,
        evidence="",
        applied=False,
    )
