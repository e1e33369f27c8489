"""A MkDocs hook: writes the tables of features, what tools of the field do for each, and textfix's rules.

The data are ``docs/field/repair-features.tsv`` and ``qa-features.tsv``, one row a feature. The cell ``rules`` holds ids of rules with a space
between; ``otherwise`` says how a feature is had without a rule, or where it says why there is none.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any, NamedTuple

from mkdocs.structure.files import File, Files

FIELD = Path(__file__).parent.parent / "docs/field"
PARTS = {
    "repair": {
        "A": "Encodings",
        "B": "Markup, escapes, what models leave",
        "C": "Invisible and look-alike characters",
        "D": "Quotation marks, dashes, apostrophes",
        "E": "Spaces and punctuation",
        "F": "Words and sentences",
        "G": "The library",
    },
    "qa": {"B": "A text beside its source", "C": "Consistency of a document"},
}
_TITLES = {"repair": "Repairs, beside other tools", "qa": "Checks beside the source, and what tools do"}
_WHAT = {
    "repair": "features of tools that repair, normalise or filter text, as read from the sources of twenty of them",
    "qa": "checks of translations, as read from the sources of nine tools and the manuals and papers of four kinds more",
}
_RECORDS = {
    "repair": ("no: ADR 8", "adr/0008-repairs-declined.md"),
    "qa": ("no: ADR 31", "adr/0031-checks-beside-the-source-declined.md"),
}
_PEERS_FROM = 5  # the first column that is a tool


class Feature(NamedTuple):
    """One row of the table; `peers` maps each tool to Y, P, F or –."""

    number: str
    part: str
    feature: str
    rules: tuple[str, ...]
    otherwise: str
    peers: dict[str, str]


def features(table: str = "repair") -> list[Feature]:
    """The rows of a data file."""
    with (FIELD / f"{table}-features.tsv").open(encoding="utf-8", newline="") as lines:
        head, *rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return [
        Feature(
            number, part, feature, tuple(rules.split()), otherwise, dict(zip(head[_PEERS_FROM:], marks, strict=True))
        )
        for number, part, feature, rules, otherwise, *marks in rows
    ]


def on_files(files: Files, config: Any) -> Files:
    """Add the pages to the site."""
    for table in PARTS:
        files.append(File.generated(config, f"{table}-features.md", content=page(features(table), table)))
    return files


def page(rows: list[Feature], table: str = "repair") -> str:
    """The page of a table, as Markdown."""
    declining, record = _RECORDS[table]
    ruled = sum(bool(f.rules) for f in rows)
    alone = sum(bool(f.rules) and "Y" not in f.peers.values() for f in rows)
    declined = sum(declining in f.otherwise and not f.rules for f in rows)
    parts = "\n".join(
        _part(name, [f for f in rows if f.part == letter], table) for letter, name in PARTS[table].items()
    )
    return f"""# {_TITLES[table]}

{len(rows)} {_WHAT[table]} in November
2026. textfix has a rule for {ruled}; for {alone} of these no other tool has more than a part. {declined} are declined, for the reasons
in [a decision]({record}).

**Y** does it, **P** in part or with known harm, **F** flags or filters only, **–** not. An empty cell of textfix: not yet.

{parts}"""


def _part(name: str, rows: list[Feature], table: str) -> str:
    peers = list(rows[0].peers)
    lines = "\n".join(
        f"| {f.number} | {f.feature} | {_ours(f, table)} | {' | '.join(f.peers[p] for p in peers)} |" for f in rows
    )
    return f"""## {name}

| # | feature | textfix | {" | ".join(peers)} |
|--:|---|---|{":-:|" * len(peers)}
{lines}
"""


def _ours(feature: Feature, table: str) -> str:
    declining, record = _RECORDS[table]
    cells = [f"[{rule}](rules/{rule}.md)" for rule in feature.rules]
    if feature.otherwise:
        cells.append(feature.otherwise.replace(declining, f"[no]({record})"))
    return ", ".join(cells)
