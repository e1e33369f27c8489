"""What a run found, by rule and language: as a table for people, or as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from ._terminal import table

if TYPE_CHECKING:
    from ._run import Total

KINDS = ("repairs", "suggestions", "flags")


def rows(total: Total) -> list[dict[str, Any]]:
    """One row for each rule and language, the most frequent first; the language is ``None`` where it was not known."""
    keys = {(rule, lang) for rule, lang, _ in total.counts}
    found = [
        {"rule": rule, "lang": None if lang == "?" else lang} | {kind: total.counts[rule, lang, kind] for kind in KINDS}
        for rule, lang in sorted(keys)
    ]
    return sorted(found, key=lambda row: -sum(row[kind] for kind in KINDS))


def as_json(total: Total) -> str:
    """The rows and the sums, as one JSON object."""
    return json.dumps({"rules": rows(total), "summary": asdict(total.tally)}, ensure_ascii=False, indent=1) + "\n"


def as_text(total: Total) -> str:
    """The rows as a table, with the sums under it."""
    head = ["rule", "language", *KINDS]
    body = [[row["rule"], row["lang"] or "?", *(f"{row[k]:,}" for k in KINDS)] for row in rows(total)]
    t = total.tally
    sums = ["all", "", *(f"{n:,}" for n in (t.repairs, t.suggestions, t.flags))]
    counted = table([head, *body, sums], numbers=len(KINDS))
    return f"{counted}{t.files:,} files, {t.changed:,} changed, {t.failed:,} failed\n"
