"""Columns of texts: what all adapters to tables and data frames share. Each row is a document of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from .. import Cleaner, Finding, LanguageError, Options, Report

T = TypeVar("T")
Column = Sequence[Any]  # of texts, each a `str`, or ``None`` where there is none
Shape = Any  # a type of Python, a list with the shape of its items, or a dict with the shapes of its fields

EDIT: Shape = {"start": int, "end": int, "text": str}
FINDING: Shape = {
    "rule": str,
    "start": int,
    "end": int,
    "edits": [EDIT],
    "error_type": str,
    "severity": str,
    "confidence": float,
    "message": str,
    "evidence": str,
    "applied": bool,
}
# What a check says of one text. Offsets count code points of the original text; the edits of findings that are `applied`
# lead to `text`.
RESULT: Shape = {"text": str, "changed": bool, "lang": str, "score": float, "basis": str, "findings": [FINDING]}
# One row of the counts of rules; `kind` is "repair", "suggestion" or "flag".
COUNT: Shape = {"rule": str, "lang": str, "kind": str, "count": int}


def typed(shape: Shape, types: Mapping[type, T], many: Callable[[T], T], record: Callable[[dict[str, T]], T]) -> T:
    """A shape in the types of a tool: `types` of single values, `many` for lists, `record` for fields by their names."""
    if isinstance(shape, list):
        return many(typed(shape[0], types, many, record))
    if isinstance(shape, dict):
        return record({name: typed(inner, types, many, record) for name, inner in shape.items()})
    return types[shape]


def clean(
    cleaner: Cleaner,
    texts: Column,
    lang: Column | None = None,
    source: Column | None = None,
    source_lang: Column | None = None,
) -> list[str | None]:
    """The repaired texts of a column. The other columns say what belongs to each text, where that is known.

    A tag that names no language counts as none. Raises `TypeError` for what is neither text nor null.
    """
    return _in_rows(cleaner.clean_many, texts, lang, source, source_lang)


def check(
    cleaner: Cleaner,
    texts: Column,
    lang: Column | None = None,
    source: Column | None = None,
    source_lang: Column | None = None,
) -> list[dict[str, Any] | None]:
    """What is found in the texts of a column, each in the shape `RESULT`. Arguments and errors are those of `clean`."""
    return _in_rows(
        lambda *rest, **told: map(result, cleaner.check_many(*rest, **told)), texts, lang, source, source_lang
    )


def _in_rows(
    do: Callable[..., Iterator[T]],
    texts: Column,
    lang: Column | None,
    source: Column | None,
    source_lang: Column | None,
) -> list[T | None]:
    """What comes of each text, ``None`` where there is none: all texts of which the same is told go together."""
    groups: dict[tuple[str | None, str | None], list[int]] = {}
    for row, text in enumerate(texts):
        if text is not None:
            told = None if lang is None else known(lang[row])
            groups.setdefault((told, None if source_lang is None else known(source_lang[row])), []).append(row)
    out: list[T | None] = [None] * len(texts)
    for (tag, source_tag), rows in groups.items():
        sources = None if source is None else (source[row] for row in rows)
        done = do((texts[row] for row in rows), lang=tag, sources=sources, source_lang=source_tag)
        for row, made in zip(rows, done, strict=True):
            out[row] = made
    return out


def result(report: Report) -> dict[str, Any]:
    """A report in the shape `RESULT`."""
    return {
        "text": report.text,
        "changed": report.changed,
        "lang": report.lang,
        "score": report.score,
        "basis": None if report.basis is None else str(report.basis),
        "findings": [_finding(f) for f in report.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "start": finding.span.start,
        "end": finding.span.end,
        "edits": [{"start": e.span.start, "end": e.span.end, "text": e.text} for e in finding.edits],
        "error_type": finding.error_type,
        "severity": str(finding.severity),
        "confidence": finding.confidence,
        "message": finding.message,
        "evidence": finding.evidence,
        "applied": finding.applied,
    }


def counts(results: Iterable[Mapping[str, Any] | None]) -> Iterator[dict[str, Any]]:
    """How often each rule found something, most often first, in the shape `COUNT`."""
    from collections import Counter

    found = Counter(
        (f["rule"], r["lang"], "repair" if f["applied"] else "suggestion" if len(f["edits"]) else "flag")
        for r in results
        if r is not None
        for f in r["findings"]
    )
    for (rule, lang, kind), count in sorted(
        found.items(), key=lambda item: (-item[1], item[0][0], item[0][1] or "", item[0][2])
    ):
        yield {"rule": rule, "lang": lang, "kind": kind, "count": count}


@lru_cache(maxsize=4096)
def known(tag: str | None) -> str | None:
    """A language tag in its canonical form; ``None`` where there is none, or none that names a language."""
    try:
        return Options(lang=tag).lang
    except LanguageError:
        return None
